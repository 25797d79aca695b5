/** Understands the tables of a document: which are the chronology, in which layout, with which dates; then row by row. */
import { foldName } from '../domain/agency.ts';
import {
  COLUMN_ROLES,
  type Contribution,
  type DayMonthOrder,
  type Notice,
  type TableReading,
  type UnderstandingOptions,
} from '../domain/contribution.ts';
import { cellText, type SourceDocument } from '../domain/document.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { orderEvidence } from '../domain/time.ts';
import { agencyGiven, agencyOfFile, agencyOfSheet } from './agency-of-file.ts';
import { isDateFormat } from './columns.ts';
import { coverageIn } from './coverage.ts';
import type { PlannedTable } from './find-tables.ts';
import { GENERIC, type Layout } from './layout.ts';
import { momentsOf } from './moments.ts';
import { peopleIn, withGestation } from './people.ts';
import { type RowsRead, readSegment } from './read-rows.ts';
import { orderRemark } from './row-order.ts';
import { textsOf, wholeRow } from './row-words.ts';
import { sayingsOf } from './sayings.ts';

export function understandTables(
  document: SourceDocument,
  tables: readonly PlannedTable[],
  options: UnderstandingOptions,
  layouts: readonly Layout[],
): Contribution | Problem {
  const chronologies = tables.filter((planned) => planned.kind === 'chronology');
  if (chronologies.length === 0 && !tables.some((planned) => planned.kind === 'left-out')) return nothingFound(tables);

  const evidence = orderOf(chronologies, options);
  const moments = momentsOf({ order: evidence.order.order, today: options.today, strict: options.strict });
  // Birth dates in the text are read as they stand: strictness is about the Date cell.
  const lenient = options.strict ? momentsOf({ order: evidence.order.order, today: options.today, strict: false }) : moments;
  const sayings = sayingsOf(document, tables);
  const described = peopleIn(sayings, tables, lenient);
  const { coverage, notices: coverageNotices } = coverageIn(sayings, lenient);
  const agency = agencyGiven(options.agency) ?? agencyOfFile(sayings);
  const sheetAgencies = new Map(chronologies.map(({ table }) => [table.place, agencyOfSheet(table.place)]));
  const severalAgencies = new Set([...sheetAgencies.values()].filter((found) => found !== null)).size >= 2;

  const read: RowsRead = { events: [], notEvents: [], attention: [], notices: [], coverage: [...coverage] };
  const readings: TableReading[] = [];
  const formats = new Map<string, number>();
  for (const remark of document.remarks)
    read.notices.push({ place: { table: remark.place, row: 0, hidden: false }, code: remark.code, says: remark.says });
  for (const notice of [...described.notices, ...coverageNotices, ...formattingNotices(sayings)]) read.notices.push(notice);

  for (const planned of tables) {
    const before = { events: read.events.length, notEvents: read.notEvents.length, attention: read.attention.length };
    const sheetAgency = sheetAgencies.get(planned.table.place) ?? null;
    const layout = planned.kind === 'chronology' ? layoutOf(planned, document, layouts) : null;
    saysHidden(planned, read.notices);
    if (layout === null) leaveOut(planned, read);
    else {
      const rowsAgency = sheetAgency !== null && (severalAgencies || options.agency === null) ? sheetAgency : (agency ?? sheetAgency);
      readChronology(planned, { options, moments, agency: rowsAgency, agencyBeforeSource: layout.agencyBeforeSource === true }, read);
    }
    const counts = {
      events: read.events.length - before.events,
      notEvents: read.notEvents.length - before.notEvents,
      attention: read.attention.length - before.attention,
    };
    const total = counts.events + counts.notEvents + counts.attention;
    if (layout !== null) formats.set(layout.name, (formats.get(layout.name) ?? 0) + 1 + total);
    const headingRows = planned.segments
      .flatMap((segment) => segment.headingIndexes)
      .map((index) => planned.table.rows[index]?.number ?? 0);
    readings.push({
      place: planned.table.place,
      headings: planned.segments[0]?.plan.headings ?? planned.headings,
      columns: planned.segments[0]?.plan.columns ?? {},
      dayMonthOrder: planned.kind === 'chronology' && evidence.textDates.has(planned.table.place) ? evidence.order : null,
      rows: { read: total, ...counts },
      ...(headingRows.length > 0 ? { headingRows } : {}),
    });
  }
  mappingNotices(tables, options, read.notices);
  const { people, notices: gestationNotices } = withGestation(described.people, read.events);
  for (const notice of gestationNotices) read.notices.push(notice);

  const onlySheet = agency ?? (severalAgencies ? null : ([...sheetAgencies.values()].find((found) => found !== null) ?? null));
  return {
    file: options.file,
    sha256: options.sha256,
    agency: onlySheet,
    format: [...formats].sort((a, b) => b[1] - a[1])[0]?.[0] ?? GENERIC,
    tables: readings,
    people,
    coverage: read.coverage,
    events: read.events,
    notEvents: read.notEvents,
    attention: read.attention,
    notices: read.notices,
  };
}

function nothingFound(tables: readonly PlannedTable[]): Problem {
  if (tables.length === 0) return problem('no-table');
  const headed = tables.filter((planned) => planned.headings.length > 0).map((planned) => planned.table.place);
  return problem(
    'no-date-column',
    `${(headed.length > 0 ? headed : tables.map((planned) => planned.table.place)).slice(0, 5).join(', ')}.`,
  );
}

/** Day first or month first: what a person said, otherwise what the dates of the whole file prove. */
function orderOf(
  tables: readonly PlannedTable[],
  options: UnderstandingOptions,
): { readonly order: DayMonthOrder; readonly textDates: ReadonlySet<string> } {
  const raw = new Set<string>();
  const textDates = new Set<string>();
  for (const { table, segments } of tables) {
    for (const { plan, from, to } of segments) {
      const columns = [plan.columns.date, plan.columns.endDate, plan.columns.recorded].filter((column) => column !== undefined);
      for (let index = from; index < to; index += 1) {
        for (const column of columns) {
          const cell = table.rows[index]?.cells[column];
          if (typeof cell === 'object' && cell.number !== undefined && isDateFormat(cell.format)) continue;
          const text = cellText(cell);
          if (text === '' || !/\d/.test(text)) continue;
          textDates.add(table.place);
          raw.add(text);
        }
      }
    }
  }
  if (options.order !== undefined) return { order: { order: options.order, because: 'Somebody said so for this file.' }, textDates };
  const { order, because } = orderEvidence([...raw]);
  return { order: { order, because }, textDates };
}

/** The surest layout of a table; a chronology that is none of them is a plain table. */
function layoutOf(planned: PlannedTable, document: SourceDocument, layouts: readonly Layout[]): Layout {
  const plan = planned.segments[0]?.plan;
  const seen = {
    roles: new Set(COLUMN_ROLES.filter((role) => plan?.columns[role] !== undefined)),
    headings: (plan?.headings ?? []).map(foldName),
    place: planned.table.place,
    document,
  };
  let best: { layout: Layout; strength: number } | null = null;
  for (const layout of layouts) {
    const strength = layout.recognises(seen);
    if (strength > 0 && (best === null || strength > best.strength)) best = { layout, strength };
  }
  return best?.layout ?? PLAIN_TABLE;
}

const PLAIN_TABLE: Layout = {
  name: GENERIC,
  says: 'A table with dates and words in no layout that has a name.',
  recognises: () => 0,
  examples: [],
};

function readChronology(planned: PlannedTable, context: Parameters<typeof readSegment>[0], read: RowsRead): void {
  const { table, segments } = planned;
  const first = segments[0];
  if (first === undefined) return;
  const place = { table: table.place, row: 0, hidden: table.hidden };
  if (planned.continues)
    read.notices.push({
      place,
      code: 'headings-from-table-before',
      says: 'This table has no headings and as many columns as the table before it. It was read under the same headings.',
    });
  const outside = (from: number, to: number, because: string): void => {
    for (const row of table.rows.slice(from, to)) {
      const text = wholeRow(textsOf(row));
      read.notEvents.push({
        place: { table: table.place, row: row.number, hidden: row.hidden || table.hidden },
        text,
        because: text === '' ? 'The row is blank.' : because,
      });
    }
  };
  outside(0, first.headingIndexes[0] ?? 0, 'It stands above the headings.');
  const beforeEvents = read.events.length;
  segments.forEach((segment, at) => {
    if (at > 0) {
      const row = table.rows[segment.headingIndexes[0] ?? 0]?.number ?? 0;
      read.notices.push({
        place: { ...place, row },
        code: 'other-headings',
        says: 'From here on the table has other headings. They were read by their own meaning.',
      });
    }
    for (const remark of segment.plan.remarks) read.notices.push({ place, code: remark.code, says: remark.says });
    readSegment(context, table, segment, read);
    const next = segments[at + 1];
    outside(
      segment.to,
      next === undefined ? table.rows.length : (next.headingIndexes[0] ?? segment.to),
      'It stands under headings without a date.',
    );
  });
  const remark = orderRemark(read.events.slice(beforeEvents));
  if (remark !== null) read.notices.push({ place, code: remark.code, says: remark.says });
}

const BECAUSE = {
  people: 'It belongs to a list of people.',
  abbreviations: 'It belongs to a list of abbreviations.',
  'left-out': 'Somebody left this table out.',
  other: 'Its table has no column of dates, so it is not a chronology.',
  chronology: '',
} as const;

/** A table that is not a chronology: every row is kept as not an event, and the table is said to be none. */
function leaveOut(planned: PlannedTable, read: RowsRead): void {
  const { table, kind } = planned;
  for (const row of table.rows) {
    const text = wholeRow(textsOf(row));
    read.notEvents.push({
      place: { table: table.place, row: row.number, hidden: row.hidden || table.hidden },
      text,
      because: text === '' ? 'The row is blank.' : BECAUSE[kind],
    });
  }
  if (kind === 'left-out' || table.rows.length === 0) return;
  const says =
    kind === 'people'
      ? 'This table is a list of people. Their dates of birth were read; it holds no events.'
      : kind === 'abbreviations'
        ? 'This table is a list of abbreviations. It holds no events.'
        : 'This table has no column of dates, so it was not read as a chronology. Its rows are kept.';
  read.notices.push({ place: { table: table.place, row: 0, hidden: table.hidden }, code: 'not-a-chronology', says });
}

function saysHidden(planned: PlannedTable, notices: Notice[]): void {
  const { table } = planned;
  const place = { table: table.place, row: 0, hidden: table.hidden };
  const said = (code: string): boolean => notices.some((notice) => notice.code === code && notice.place.table === table.place);
  if (table.hidden && !said('hidden-sheet'))
    notices.push({ place, code: 'hidden-sheet', says: 'This sheet is hidden in the file. It was read like any other.' });
  if (table.hiddenColumns.length > 0 && !said('hidden-column')) {
    const headings = table.hiddenColumns.map((column) => `“${planned.segments[0]?.plan.keys[column] ?? `Column ${column + 1}`}”`);
    notices.push({
      place,
      code: 'hidden-column',
      says: `${headings.join(', ')}: hidden in the file, read like ${headings.length === 1 ? 'any other column' : 'the other columns'}.`,
    });
  }
}

/** Formatting that the file says means something cannot be seen by Kinline: a person must look. */
function formattingNotices(sayings: readonly { readonly place: string; readonly text: string }[]): Notice[] {
  return sayings
    .filter(
      ({ text }) =>
        text.length < 400 &&
        /\b(italics?|bold|underlined?|highlighted|strike ?through|coloured text|(?:red|blue|green) (?:text|font|type))\b/i.test(text),
    )
    .map(({ place, text }) => ({
      place: { table: place, row: 0, hidden: false },
      code: 'meaning-in-formatting',
      says: `The file says: “${text.trim()}” Kinline does not read such formatting; look at the file for it.`,
    }));
}

function mappingNotices(tables: readonly PlannedTable[], options: UnderstandingOptions, notices: Notice[]): void {
  const headings = new Set(
    tables.flatMap((planned) => planned.segments.flatMap((segment) => [...segment.plan.headings, ...segment.plan.keys])).map(foldName),
  );
  for (const role of COLUMN_ROLES) {
    const heading = options.mapping[role];
    if (typeof heading === 'string' && !headings.has(foldName(heading))) {
      notices.push({
        place: { table: 'file', row: 0, hidden: false },
        code: 'mapping-not-used',
        says: `No column is headed “${heading}”, which was given for “${role}”.`,
      });
    }
  }
}
