/** What the tests of formats share: the options of a reading, small documents, and arbitrary ones. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Contribution, UnderstandingOptions } from '../../src/domain/contribution.ts';
import type { Cell, Row, SourceDocument, Table } from '../../src/domain/document.ts';
import { isProblem, type Problem } from '../../src/domain/problem.ts';
import { understand } from '../../src/formats/understand.ts';

export const options: UnderstandingOptions = {
  file: 'example.docx',
  sha256: 'a'.repeat(64),
  agency: null,
  mapping: {},
  strict: false,
  today: '2026-11-23',
  identify: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
};

export function table(rows: readonly (readonly Cell[])[], more: Partial<Table> = {}): Table {
  return {
    place: 'table 1',
    hidden: false,
    hiddenColumns: [],
    ...more,
    rows: rows.map((cells, index) => ({ number: index + 1, hidden: false, cells })),
  };
}

export function word(tables: readonly Table[], passages: readonly string[] = []): SourceDocument {
  return { kind: 'docx', tables, passages: passages.map((text, index) => ({ place: `paragraph ${index + 1}`, text })), remarks: [] };
}

export function workbook(tables: readonly Table[]): SourceDocument {
  return { kind: 'xlsx', tables, passages: [], remarks: [] };
}

export function json(value: unknown): SourceDocument {
  return { kind: 'json', tables: [], passages: [], remarks: [], json: value };
}

/** Understands a document that must be understandable, and holds every reading to the accounting of rows. */
export function read(document: SourceDocument, more: Partial<UnderstandingOptions> = {}): Contribution {
  const found = understand(document, { ...options, ...more });
  if (isProblem(found)) throw new Error(`${found.problem}: ${found.detail ?? ''}`);
  expectAccounted(document, found);
  return found;
}

export function refused(document: SourceDocument, more: Partial<UnderstandingOptions> = {}): Problem {
  const found = understand(document, { ...options, ...more });
  if (!isProblem(found)) throw new Error('The document was understood.');
  return found;
}

/** read = events + notEvents + attention in every table, and together with the rows of headings that is every row of the document. */
export function expectAccounted(document: SourceDocument, found: Contribution): void {
  for (const { place, rows } of found.tables) {
    expect(rows.read, place).toBe(rows.events + rows.notEvents + rows.attention);
  }
  const total = found.tables.reduce((sum, { rows }) => sum + rows.read, 0);
  expect(total).toBe(found.events.length + found.notEvents.length + found.attention.length);
  for (const source of document.tables) {
    const readings = found.tables.filter(({ place }) => place === source.place);
    if (document.tables.filter(({ place }) => place === source.place).length !== 1 || readings.length !== 1) continue;
    expect((readings[0]?.rows.read ?? 0) + (readings[0]?.headingRows?.length ?? 0), source.place).toBe(source.rows.length);
  }
  const ids = found.events.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
}

export const codes = (found: Contribution, row?: number): string[] =>
  found.notices.filter(({ place }) => row === undefined || place.row === row).map(({ code }) => code);

// ---------------------------------------------------------------- arbitrary documents

const headings = fc.constantFrom(
  'Date',
  'Event',
  'Source',
  'Time',
  'Agency',
  'Outcome',
  'RAG',
  'End date',
  'Entry date',
  'Comments',
  'Child seen',
  'Serial No.',
  'Dtae',
  'Significant evnet',
  '__proto__',
  'constructor',
  'Reference',
  'More',
  'What happened',
  'Name',
  'DOB',
  '',
  'Start Date',
  'Source of Information',
  'When',
);
const dates = fc.constantFrom(
  '12.04.13',
  '?/01/2014',
  '29.02.15',
  '',
  'tbc',
  '11/17/2013',
  'c. May 2013',
  '03–17.11.13',
  '42511',
  '00:00',
  '2014',
  '22 May',
  'Ongoing',
  '1 May 2015 and 3 May 2015',
  'Summer 2012',
  '31/06/2014',
  '9999-99-99',
);
const words = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Home visit.',
      'END OF CHRONOLOGY',
      'Y',
      'n/k',
      'Red',
      'No contact in this period',
      'seen again on 25 February',
      'Care Episode 1. 29th January 2013 until 9th October 2014',
      'B (dob 14.8.15)',
      '# Author',
      'M, F and B',
      '14:30',
      '00:00',
      'Agency: Police',
    ),
  },
  { weight: 2, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const text = fc.oneof(headings, dates, words, fc.constant(''));
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 4, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        text,
        number: fc.oneof(fc.double({ noNaN: false }), fc.integer({ min: 0, max: 60000 }), fc.constant(0.5)),
        format: fc.constantFrom('dd/mm/yyyy', 'General', 'h:mm', '0.00', ''),
        fill: fc.constantFrom('FF0000', '00B050', 'FFC000', 'ABCDEF', 'zz'),
        merged: fc.constantFrom<'above' | 'left'>('above', 'left'),
      },
      { requiredKeys: ['text'] },
    ),
  },
);
const row: fc.Arbitrary<Row> = fc.record({
  number: fc.integer({ min: 1, max: 30 }),
  hidden: fc.boolean(),
  cells: fc.array(cell, { maxLength: 8 }),
});
const numbered = fc.array(row, { maxLength: 14 }).map((rows) => rows.map((one, index) => ({ ...one, number: index + 1 })));
const someTable: fc.Arbitrary<Table> = fc.record({
  place: fc.constantFrom('table 1', 'table 2', 'sheet "Police"', 'sheet "GP"', 'sheet "x"'),
  hidden: fc.boolean(),
  rows: fc.oneof({ weight: 3, arbitrary: numbered }, { weight: 1, arbitrary: fc.array(row, { maxLength: 14 }) }),
  hiddenColumns: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
});
/** A table with headings that are known, so that its rows are really read. */
const headedTable: fc.Arbitrary<Table> = fc
  .tuple(someTable, fc.uniqueArray(headings, { minLength: 2, maxLength: 7 }))
  .map(([one, cells]) => ({
    ...one,
    rows: [{ number: 0, hidden: false, cells: ['Date', ...cells] }, ...one.rows],
  }));
export const anyDocument: fc.Arbitrary<SourceDocument> = fc.record(
  {
    kind: fc.constantFrom('docx', 'xlsx', 'csv', 'json'),
    // A place names one table, as the readers of files see to.
    tables: fc.uniqueArray(fc.oneof(someTable, headedTable), { maxLength: 3, selector: ({ place }) => place }),
    passages: fc.array(fc.record({ place: fc.constantFrom('paragraph 1', 'paragraph 2', 'header', 'paragraph 2'), text: words }), {
      maxLength: 5,
    }),
    remarks: fc.array(
      fc.record({ place: fc.constant('document'), code: fc.constant('comments'), says: fc.constant('There are comments.') }),
      { maxLength: 1 },
    ),
    json: fc.oneof(
      fc.jsonValue(),
      fc.record({ kinline: fc.constantFrom('contribution/1', 'chronology/1', 'x'), events: fc.array(fc.jsonValue(), { maxLength: 4 }) }),
    ),
  },
  { requiredKeys: ['kind', 'tables', 'passages', 'remarks'] },
);

const field = fc.constantFrom(
  'ref',
  'kind',
  'happened',
  'recorded',
  'what',
  'subjects',
  'childSeen',
  'shares',
  'attributions',
  'notes',
  'supersedes',
  'mobile',
  'due',
  'cites',
  'interpreter',
  'agency',
  'sequence',
  'words',
  'place',
  'id',
  'colour',
  '__proto__',
  'unknown',
  'draft',
);
const anyValue = fc.oneof(
  fc.jsonValue(),
  dates,
  words,
  fc.record({ raw: dates, time: words }),
  fc.array(fc.record({ to: words, sent: dates, claim: words })),
);
/** Contribution JSON with the right shape and anything inside. */
export const anyContributionJson: fc.Arbitrary<SourceDocument> = fc
  .record({
    kinline: fc.constant('contribution/1'),
    agency: fc.oneof(words, fc.constant(null)),
    people: fc.array(fc.dictionary(fc.constantFrom('label', 'dateOfBirth', 'gestationWeeks', 'role'), anyValue), { maxLength: 3 }),
    coverage: fc.array(fc.record({ from: anyValue, to: anyValue }), { maxLength: 2 }),
    events: fc.array(
      fc.oneof(
        fc.dictionary(field, anyValue),
        fc.tuple(fc.dictionary(field, anyValue), dates, words).map(([fields, happened, what]) => ({ ...fields, happened, what })),
      ),
      { maxLength: 6 },
    ),
  })
  .map(json);
