/**
 * An integrated chronology that Kinline wrote as Word, Excel or csv, read back: the same events with the same ids. Where somebody changed a
 * cell since, the changed words are taken and the change is said; a row that somebody added is read like any other row.
 */
import { CORE_AGENCIES } from '../domain/agency.ts';
import { ALL_COLUMNS, chronologyCells, type Rereading } from '../domain/chronology-columns.ts';
import type { Contribution, Notice, TableReading, UnderstandingOptions } from '../domain/contribution.ts';
import { cellText, type Row, type SourceDocument, type Table } from '../domain/document.ts';
import type { Event, Place } from '../domain/event.ts';
import { planColumns } from './columns.ts';
import { type OurTable, ourTable, sealedIn } from './kinline-tables.ts';
import type { Layout, LayoutExample } from './layout.ts';
import { happenedOf, type Moments, momentsOf } from './moments.ts';
import { type RowsRead, readSegment } from './read-rows.ts';
import { CHRONOLOGY } from './reading-json.ts';
import { textsOf, wholeRow } from './row-words.ts';

const written: Event = {
  id: '0123456789abcdef0123456789abcdef',
  place: { table: 'table 1', row: 7, hidden: false },
  happened: { raw: 'c. May 2013', from: '2013-05-01', to: '2013-05-31', precision: 'month', approx: true, time: null },
  recorded: null,
  agency: 'health-visiting',
  source: 'Diary',
  recordedBy: null,
  subjects: ['M', 'S'],
  childrenAffected: ['S'],
  kind: 'home-visit',
  what: 'Home visit; S is walking.',
  response: null,
  outcome: null,
  childSeen: 'seen',
  impact: 'positive',
  rag: null,
  sequence: null,
  notes: [],
  words: { Date: 'c. May 2013', Event: 'Home visit; S is walking.' },
};
const { place: _place, ...writtenAnywhere } = written;

export const kinlineChronology: Layout = {
  name: CHRONOLOGY,
  says: 'An integrated chronology that Kinline wrote as Word, Excel or csv.',
  recognises: () => 0,
  whole: ({ document }, options) => {
    if (document.kind === 'json') return null;
    const ours = document.tables.flatMap((table) => ourTable(table, document) ?? []);
    return ours.length === 0 ? null : understandOurs(document, ours, options);
  },
  // Written with the very words of the export, when asked for.
  get examples(): readonly LayoutExample[] {
    return [
      {
        shows: 'a row that Kinline wrote, exactly, and a row that somebody added',
        document: {
          kind: 'csv',
          passages: [],
          remarks: [],
          tables: [
            {
              place: 'table 1',
              hidden: false,
              hiddenColumns: [],
              rows: [
                { number: 1, hidden: false, cells: ALL_COLUMNS },
                {
                  number: 2,
                  hidden: false,
                  cells: chronologyCells(written, {
                    agencies: CORE_AGENCIES,
                    origin: { file: 'hv.docx', place: 'table 1, row 7' },
                    alsoTold: '',
                  }),
                },
                {
                  number: 3,
                  hidden: false,
                  cells: ALL_COLUMNS.map((heading) =>
                    heading === 'Date' ? '12/06/2013' : heading === 'What happened' ? 'A neighbour writes to say that S was crying.' : '',
                  ),
                },
              ],
            },
          ],
        },
        expected: {
          format: CHRONOLOGY,
          events: [
            { ...writtenAnywhere, place: { table: 'table 1', row: 2 }, cameFrom: { file: 'hv.docx', place: 'table 1, row 7' } },
            { happened: { from: '2013-06-12' }, what: 'A neighbour writes to say that S was crying.' },
          ],
          notices: [{ code: 'added-since-export' }],
        },
      },
    ];
  },
};

function understandOurs(document: SourceDocument, ours: readonly OurTable[], options: UnderstandingOptions): Contribution {
  const moments = momentsOf({ order: options.order ?? 'day-first', today: options.today, strict: options.strict });
  const read: RowsRead = { events: [], notEvents: [], attention: [], notices: [], coverage: [] };
  for (const remark of document.remarks)
    read.notices.push({ place: { table: remark.place, row: 0, hidden: false }, code: remark.code, says: remark.says });
  const readings: TableReading[] = [];
  const seen = new Map<string, Place>();
  for (const table of document.tables) {
    const our = ours.find((one) => one.table === table);
    const before = { events: read.events.length, notEvents: read.notEvents.length, attention: read.attention.length };
    if (our === undefined) {
      for (const row of table.rows)
        read.notEvents.push({
          place: placeOf(table, row),
          text: wholeRow(textsOf(row)),
          because: 'It belongs to a part of the integrated chronology that is not its events.',
        });
    } else readOurTable(our, options, moments, read, seen);
    const counts = {
      events: read.events.length - before.events,
      notEvents: read.notEvents.length - before.notEvents,
      attention: read.attention.length - before.attention,
    };
    readings.push({
      place: table.place,
      headings: our === undefined ? [] : (table.rows[our.heading]?.cells ?? []).map(cellText),
      columns: {},
      dayMonthOrder: null,
      rows: { read: counts.events + counts.notEvents + counts.attention, ...counts },
      ...(our === undefined ? {} : { headingRows: [table.rows[our.heading]?.number ?? 0] }),
    });
  }
  const carried = sealedIn(document.json);
  const gone = carried === null ? [] : [...carried.keys()].filter((id) => !seen.has(id));
  if (gone.length > 0) {
    const says =
      gone.length === 1
        ? 'One event of the chronology was removed from the document since Kinline wrote it.'
        : `${gone.length} events of the chronology were removed from the document since Kinline wrote it.`;
    read.notices.push({ place: { table: ours[0]?.table.place ?? 'document', row: 0, hidden: false }, code: 'removed-since-export', says });
  }
  return {
    file: options.file,
    sha256: options.sha256,
    agency: options.agency,
    format: CHRONOLOGY,
    tables: readings,
    people: [],
    coverage: read.coverage,
    events: read.events,
    notEvents: read.notEvents,
    attention: read.attention,
    notices: read.notices,
  };
}

const placeOf = (table: Table, row: Row): Place => ({ table: table.place, row: row.number, hidden: row.hidden || table.hidden });

function readOurTable(our: OurTable, options: UnderstandingOptions, moments: Moments, read: RowsRead, seen: Map<string, Place>): void {
  const { table, heading } = our;
  const readHappened: Rereading['readHappened'] = ({ date, endDate, time }) =>
    happenedOf(moments, { date, time: time === '' ? undefined : time, endDate: endDate === '' ? undefined : endDate, endTime: undefined })
      ?.date ?? null;
  const headings = (table.rows[heading]?.cells ?? []).map((cell) => cellText(cell).trim());
  const added: number[] = [];
  table.rows.forEach((row, index) => {
    if (index === heading) return;
    const place = placeOf(table, row);
    const back = index < heading ? null : our.readBack(row, { place, agencies: CORE_AGENCIES, readHappened });
    const earlier = back === null ? undefined : seen.get(back.event.id);
    if (back !== null && earlier !== undefined && back.changed.length === 0) {
      read.notEvents.push({
        place,
        text: wholeRow(textsOf(row)),
        because: `It is the same event as ${earlier.table}, row ${earlier.row}.`,
      });
      return;
    }
    if (back === null) {
      const texts = textsOf(row);
      if (index < heading || texts.every((text) => text === '')) {
        read.notEvents.push({
          place,
          text: wholeRow(texts),
          because: index < heading ? 'It stands above the headings.' : 'The row is blank.',
        });
      } else added.push(index);
      return;
    }
    const event =
      earlier === undefined ? back.event : { ...back.event, id: options.identify(`${options.sha256}|${table.place}|${row.number}`) };
    seen.set(event.id, place);
    if (row.hidden) read.notices.push({ place, code: 'hidden-row', says: 'This row is hidden in the file. It was read like any other.' });
    if (back.changed.length > 0)
      read.notices.push({
        place,
        code: 'changed-since-export',
        says: `Somebody changed ${back.changed.map((column) => `“${column}”`).join(', ')} since Kinline wrote this row. The changed words were taken.`,
      });
    if (event.happened.from === null) {
      read.attention.push({
        place,
        text: wholeRow(textsOf(row)),
        code: 'not-a-date',
        says: `“${event.happened.raw}” was not read as a date. The row is kept without one.`,
        draft: event,
      });
    } else read.events.push(event);
  });
  readAdded(our, headings, added, options, moments, read);
}

/** Rows without a seal: somebody wrote them into our table, so they are read by its headings. */
function readAdded(
  our: OurTable,
  headings: readonly string[],
  added: readonly number[],
  options: UnderstandingOptions,
  moments: Moments,
  read: RowsRead,
): void {
  if (added.length === 0) return;
  const { table } = our;
  const rows = added.flatMap((index) => table.rows[index] ?? []);
  // The machine's columns and the reference of a row that was copied are not a person's words.
  const plan = planColumns(
    headings.map((heading) => (MACHINE.has(heading) ? '' : heading)),
    rows,
    {},
  );
  if (plan === null) {
    for (const row of rows)
      read.notEvents.push({
        place: placeOf(table, row),
        text: wholeRow(textsOf(row)),
        because: 'It was added since Kinline wrote the file and has no column of dates.',
      });
    return;
  }
  for (const index of added)
    readSegment(
      { options, moments, agency: options.agency, agencyBeforeSource: false },
      table,
      { plan: { ...plan, remarks: [] }, headingIndexes: [], from: index, to: index + 1 },
      read,
    );
  const says: Notice = {
    place: { table: table.place, row: 0, hidden: table.hidden },
    code: 'added-since-export',
    says:
      added.length === 1
        ? 'One row was added since Kinline wrote the file. It was read like any other row.'
        : `${added.length} rows were added since Kinline wrote the file. They were read like any other rows.`,
  };
  read.notices.push(says);
}

const MACHINE = new Set(['From', 'To', 'Precision', 'More', 'Also told by', 'Came from', 'Reference']);
