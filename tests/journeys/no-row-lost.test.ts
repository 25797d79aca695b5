/**
 * The promise that everything else stands on: no row is lost and no day is invented. Random chronologies are written as real files in every layout
 * and format with random oddities, read back from their bytes, and each row is looked for by a token that only it holds.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contribution } from '../../src/domain/contribution.ts';
import type { Cell, Row, SourceDocument, Table } from '../../src/domain/document.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import type { PartialDate } from '../../src/domain/time.ts';
import { fromDayNumber } from '../../src/domain/time.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { writeDocument } from '../../src/files/write-document.ts';
import { understand } from '../../src/formats/understand.ts';

const MONTH = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Other names that authors give the same column, misspellings included. */
const RENAMED: Readonly<Record<string, string>> = {
  Date: 'DATE OF EVENT',
  Event: 'Significant Event / Contact',
  'Event date': 'Date of event',
  'Significant event': 'Signifcant event',
  'Start Date': 'Start date',
};

type Shape = {
  readonly title: boolean;
  readonly ending: boolean;
  readonly twice: boolean;
  readonly hideRows: boolean;
  readonly sheets: boolean;
  /** The date column moves to another place. */
  readonly moved: number;
  readonly renamed: boolean;
  readonly hiddenColumn: boolean;
  /** Days that are certain are stored as a spreadsheet stores them. */
  readonly serials: boolean;
  readonly extra: boolean;
  readonly csv: { readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le'; readonly delimiter: ',' | ';' | '\t' | '|' };
};

type Told = {
  readonly day: number;
  readonly minute: number | null;
  readonly words: string;
  readonly style: number;
  readonly oddity: number;
};
type Layout = {
  readonly name: string;
  readonly headings: readonly string[];
  readonly cells: (date: Cell, time: string, what: string) => readonly Cell[];
};

const LAYOUTS: readonly Layout[] = [
  {
    name: 'court chronology',
    headings: ['No.', 'Date', 'Event', 'Document reference'],
    cells: (date, _time, what) => ['1', date, what, 'p. 4'],
  },
  {
    name: 'significant events',
    headings: ['Date or period', 'Significant event', 'Source', 'Impact', 'Action taken'],
    cells: (date, _time, what) => [date, what, 'duty record', 'negative', 'letter'],
  },
  {
    name: 'conference',
    headings: ['Date', 'Event', 'RAG', 'Strength or worry'],
    cells: (date, _time, what) => [date, what, { text: 'worry', fill: 'FF0000' }, 'worry'],
  },
  {
    name: 'case-system extract',
    headings: ['Event date', 'Entry date', 'Entered by', 'Event', 'Outcome'],
    cells: (date, _time, what) => [date, '', 'worker', what, 'none'],
  },
  {
    name: 'integrated grid',
    headings: ['Date', 'Time', 'Agency', 'Source', 'Person', 'Event', 'Response/action', 'Child seen', 'Comment'],
    cells: (date, time, what) => [date, time, 'HV', 'record', 'M', what, 'visit', 'Y', ''],
  },
  {
    name: 'Chronolator',
    headings: ['Sequence', 'Start Date', 'Start Time', 'End Date', 'End Time', 'Source of Information', 'Event'],
    cells: (date, time, what) => ['', date, time, '', '', 'HV diary', what],
  },
];

/** How a writer wrote the day. The last ones are less exact than a day, or no day at all. */
function writeDate(day: number, style: number): { cell: Cell; exact: boolean } {
  const [year = 0, month = 1, date = 1] = fromDayNumber(day).split('-').map(Number);
  const two = (n: number): string => String(n).padStart(2, '0');
  const name = MONTH[month - 1] ?? '';
  const exact: readonly string[] = [
    `${two(date)}/${two(month)}/${year}`,
    `${date} ${name} ${year}`,
    `${two(date)}.${two(month)}.${two(year % 100)}`,
    `${date}-${name.slice(0, 3).toLowerCase()}-${two(year % 100)}`,
    `${year}-${two(month)}-${two(date)}`,
    `${date}${date % 10 === 1 && date !== 11 ? 'st' : date % 10 === 2 && date !== 12 ? 'nd' : date % 10 === 3 && date !== 13 ? 'rd' : 'th'} ${name} ${year}`,
    `${two(date)}.${two(month)}/${two(year % 100)}`,
  ];
  const loose: readonly string[] = [
    `${name} ${year}`,
    `${year}`,
    `c. ${name} ${year}`,
    `about ${year}`,
    'Ongoing',
    'tbc',
    '31 June 2014',
    '',
    `${date} ${name}`,
    'Immediate',
    '01/01/1900',
    `?${date} ${name} ${year}`,
  ];
  const at = style % (exact.length + loose.length);
  const text = exact[at];
  return text === undefined ? { cell: loose[at - exact.length] ?? '', exact: false } : { cell: text, exact: true };
}

function writeTime(minute: number | null): string {
  return minute === null ? '' : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Spreadsheet serials count from 30 December 1899; Kinline's day numbers from 1 January 1970. */
const SERIAL_OF_DAY_ZERO = 25_569;

function asPersonSees(day: number): string {
  return fromDayNumber(day).split('-').reverse().join('/');
}

const token = (index: number): string => `zq${index.toString(36)}q`;

/** The document an author would have made of it: titles, spacers, an ending, hidden rows, a merged date. */
function compose(told: readonly Told[], layout: Layout, kind: SourceDocument['kind'], shape: Shape): SourceDocument {
  const width = layout.headings.length + (shape.extra ? 1 : 0);
  const blank = (): Cell[] => Array.from({ length: width }, () => '');
  let number = 0;
  const row = (cells: readonly Cell[], hidden = false): Row => {
    number += 1;
    return { number, hidden, cells: [...cells, ...blank()].slice(0, width) };
  };
  const headings = [
    ...layout.headings.map((heading) => (shape.renamed ? (RENAMED[heading] ?? heading) : heading)),
    ...(shape.extra ? ['Ward'] : []),
  ];
  const arrange = (cells: readonly Cell[]): readonly Cell[] => cells.map((_, at) => cells[(at + shape.moved) % cells.length] ?? '');
  const table = (part: readonly Told[], offset: number, place: string, titled: boolean): Table => {
    number = 0;
    const rows: Row[] = [];
    if (titled) rows.push(row(['Chronology of involvement']), row(blank()));
    rows.push(row(arrange(headings)));
    part.forEach((one, index) => {
      if (one.oddity === 1) rows.push(row(blank()));
      if (one.oddity === 2 && shape.twice) rows.push(row(arrange(headings)));
      const date = writeDate(one.day, one.style);
      const serial = shape.serials && date.exact && kind === 'xlsx';
      const cell: Cell = serial ? { text: asPersonSees(one.day), number: one.day + SERIAL_OF_DAY_ZERO, format: 'dd/mm/yyyy' } : date.cell;
      const cells = layout.cells(cell, writeTime(one.minute), `${token(offset + index)} ${one.words}`);
      rows.push(row(arrange(shape.extra ? [...cells, 'kept too'] : cells), shape.hideRows && one.oddity === 3 && kind !== 'csv'));
    });
    if (shape.ending) rows.push(row(['END OF CHRONOLOGY']));
    return { place, hidden: false, hiddenColumns: shape.hiddenColumn && kind === 'xlsx' ? [width - 1] : [], rows };
  };
  const several = shape.sheets && kind !== 'csv' && told.length > 3;
  const half = several ? Math.ceil(told.length / 2) : told.length;
  const place = (n: number): string => (kind === 'docx' ? `table ${n}` : kind === 'xlsx' ? `sheet "Part ${n}"` : 'table 1');
  const tables = [table(told.slice(0, half), 0, place(1), shape.title)];
  if (several) tables.push(table(told.slice(half), half, place(2), false));
  return { kind, tables, passages: [], remarks: [] };
}

const PLAIN: Shape = {
  title: false,
  ending: false,
  twice: false,
  hideRows: false,
  sheets: false,
  moved: 0,
  renamed: false,
  hiddenColumn: false,
  serials: false,
  extra: false,
  csv: { encoding: 'utf-8', delimiter: ',' },
};

const identify = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

async function readBack(document: SourceDocument, kind: 'docx' | 'xlsx' | 'csv', csv: Shape['csv'] = PLAIN.csv): Promise<Contribution> {
  const bytes = await writeDocument(document, kind, csv);
  const name = `agency.${kind}`;
  const read = await readDocument(bytes, name, LIMITS);
  if (isProblem(read)) throw new Error(`${read.problem} ${read.detail ?? ''}`);
  const contribution = understand(read, {
    file: name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    agency: 'police',
    mapping: {},
    strict: false,
    today: '2026-11-23',
    identify,
  });
  if (isProblem(contribution)) throw new Error(`${contribution.problem} ${contribution.detail ?? ''}`);
  return contribution;
}

const word = fc.constantFrom(
  'home',
  'visit',
  'crying',
  'Mother said “tired”',
  'rang\nagain',
  'seen; well',
  'weight 3.2kg',
  '=SUM(A1)',
  'naïve',
  'Łucja',
  '👶',
  "'quoted'",
  'a, b',
  'tab\tbed',
  '"no"',
);
const told: fc.Arbitrary<Told> = fc.record({
  day: fc.integer({ min: 14_000, max: 17_000 }),
  minute: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 1439 })),
  words: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
  style: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: fc.integer({ min: 7, max: 18 }) }),
  oddity: fc.integer({ min: 0, max: 6 }),
});
const shape: fc.Arbitrary<Shape> = fc.record({
  title: fc.boolean(),
  ending: fc.boolean(),
  twice: fc.boolean(),
  hideRows: fc.boolean(),
  sheets: fc.boolean(),
  moved: fc.nat(3),
  renamed: fc.boolean(),
  hiddenColumn: fc.boolean(),
  serials: fc.boolean(),
  extra: fc.boolean(),
  csv: fc.record({ encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le'), delimiter: fc.constantFrom(',', ';', '\t', '|') }),
});

describe('no row is lost', () => {
  for (const kind of ['docx', 'xlsx', 'csv'] as const) {
    for (const layout of LAYOUTS) {
      it(`a ${layout.name} as ${kind} accounts for every row and invents no day`, async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(told, { minLength: 2, maxLength: 25 }), shape, async (rows, chosen) => {
            // At least one plain date, so that the column is one of dates.
            const chronology = rows.map((one, index) => (index === 0 ? { ...one, style: 0 } : one));
            const document = compose(chronology, layout, kind, chosen);
            const reading = await readBack(document, kind, chosen.csv);
            expect(faults(chronology, reading)).toEqual([]);
            expect(new Set(reading.events.map((event) => event.id)).size).toBe(reading.events.length);
          }),
          { numRuns: 60, seed: 20160302 },
        );
      });
    }
  }

  it('would notice: a reading that drops a row, moves a day or adds a time is found out', async () => {
    const chronology: readonly Told[] = [16_000, 16_009, 16_031].map((day) => ({
      day,
      minute: null,
      words: 'home visit',
      style: 0,
      oddity: 0,
    }));
    const document = compose(chronology, LAYOUTS[1] as Layout, 'csv', PLAIN);
    const reading = await readBack(document, 'csv');
    expect(faults(chronology, reading)).toEqual([]);
    expect(faults(chronology, { ...reading, events: reading.events.slice(1) })).not.toEqual([]);
    const change = (happened: Partial<PartialDate>): Contribution => ({
      ...reading,
      events: reading.events.map((event, at) => (at === 1 ? { ...event, happened: { ...event.happened, ...happened } } : event)),
    });
    expect(faults(chronology, change({ from: '2001-01-01', to: '2001-01-01' }))).not.toEqual([]);
    expect(faults(chronology, change({ time: { raw: '00:00', from: '00:00', to: null, approx: false, partOfDay: null } }))).not.toEqual([]);
  });
});

/** What is wrong with a reading of these rows, in words; empty when every row is there once and nothing was invented. */
function faults(chronology: readonly Told[], reading: Contribution): string[] {
  const found: string[] = [];
  const say = (holds: boolean, fault: string): void => {
    if (!holds) found.push(fault);
  };
  const total = { read: 0, events: 0, notEvents: 0, attention: 0 };
  for (const { place, rows } of reading.tables) {
    say(rows.events + rows.notEvents + rows.attention === rows.read, `${place}: ${JSON.stringify(rows)} does not add up`);
    total.events += rows.events;
    total.notEvents += rows.notEvents;
    total.attention += rows.attention;
  }
  say(
    total.events === reading.events.length && total.notEvents === reading.notEvents.length && total.attention === reading.attention.length,
    `the tables count ${JSON.stringify(total)}`,
  );
  chronology.forEach((one, index) => {
    const mine = token(index);
    const events = reading.events.filter((event) => event.what.includes(mine));
    const attention = reading.attention.filter((row) => row.text.includes(mine));
    say(
      events.length + attention.length === 1,
      `row ${index} (${mine}) stands ${events.length} times as an event and ${attention.length} times as attention`,
    );
    const day = fromDayNumber(one.day);
    if (writeDate(one.day, one.style).exact)
      say(
        events[0]?.happened.from === day && events[0].happened.to === day,
        `row ${index} was written for ${day} and read as ${events[0]?.happened.from}`,
      );
    for (const { happened } of events) {
      // Whatever was read contains the day that was meant, and has a time only where one was written.
      say(
        happened.from !== null && happened.from <= day && happened.to !== null && day <= happened.to,
        `"${happened.raw}" was read as ${happened.from} to ${happened.to}, meant ${day}`,
      );
      say(happened.time === null || happened.time.from === writeTime(one.minute), `row ${index} got the time ${happened.time?.from}`);
    }
  });
  return found;
}
