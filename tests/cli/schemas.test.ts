/** The published JSON Schemas against what the commands really print, and against the guide's own examples. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTRIBUTION, folder, HOSPITAL_ROWS, kinline, POLICE_ROWS, SCHOOL_ROWS, tableFile } from './kinline.ts';

const here = folder();
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
const schemas = new URL('../../docs/schemas/', import.meta.url);
for (const name of ['reading', 'chronology', 'contribution'])
  ajv.addSchema(JSON.parse(readFileSync(new URL(`${name}.schema.json`, schemas), 'utf8')) as object);
const schema = (name: string): ValidateFunction => {
  const found = ajv.getSchema(`${name}.schema.json`);
  if (found === undefined) throw new Error(`no schema ${name}`);
  return found;
};
const wrongWith = (name: string, value: unknown): unknown => {
  const validate = schema(name);
  validate(value);
  return validate.errors ?? [];
};

const files: string[] = [];
beforeAll(async () => {
  files.push(
    here.put('police.docx', await tableFile('docx', POLICE_ROWS)),
    here.put('hospital.csv', await tableFile('csv', HOSPITAL_ROWS)),
  );
  files.push(here.put('school.xlsx', await tableFile('xlsx', SCHOOL_ROWS)), here.put('contribution.json', JSON.stringify(CONTRIBUTION)));
  files.push(new URL('../data/01-court-chronology-plo.docx', import.meta.url).pathname);
});
afterAll(() => here.remove());

const GUIDE_READING = {
  file: 'police.docx',
  sha256: '0'.repeat(64),
  agency: null,
  format: 'significant-events',
  tables: [
    {
      place: 'table 1',
      headings: ['…'],
      columns: { date: 0, what: 1 },
      dayMonthOrder: { order: 'day-first', because: '…' },
      rows: { read: 41, events: 38, notEvents: 2, attention: 1 },
    },
  ],
  people: [{ label: 'B', dateOfBirth: '2015-08-14', expectedDate: '2015-10-14', place: 'paragraph 3' }],
  events: [
    {
      id: '0'.repeat(32),
      place: { table: 'table 1', row: 7, hidden: false },
      happened: { raw: 'w/c 23.11.15', from: '2015-11-23', to: '2015-11-29', precision: 'week', approx: false, time: null },
      recorded: null,
      agency: null,
      source: 'Health visitor',
      subjects: [],
      kind: 'contact',
      what: '…',
      response: null,
      outcome: null,
      childSeen: 'not-recorded',
      impact: 'negative',
      rag: null,
      sequence: null,
      notes: [],
    },
  ],
  notEvents: [{ place: { table: 'table 1', row: 40 }, text: 'END OF CHRONOLOGY', because: '…' }],
  attention: [
    {
      place: { table: 'table 1', row: 12 },
      text: '…',
      code: 'impossible-date',
      says: '29 February 2015 does not exist. The row is kept without a date.',
    },
  ],
  notices: [{ place: { table: 'table 1', row: 14 }, code: 'hidden-row', says: '…' }],
};

describe('the published schemas', () => {
  it('hold for what kinline read prints of every kind of file', async () => {
    for (const file of files) {
      const { out } = await kinline('read', file, '--json');
      expect([file, wrongWith('reading', JSON.parse(out))]).toEqual([file, []]);
    }
  });

  it('hold for the report and the JSON chronology of kinline merge', async () => {
    await kinline('merge', ...files, '--out', here.at('out.json'), '--json', here.at('report.json'));
    for (const name of ['out.json', 'report.json']) {
      const written = JSON.parse(readFileSync(here.at(name), 'utf8')) as { happenings: unknown[]; gaps: unknown[] };
      expect([name, wrongWith('chronology', written)]).toEqual([name, []]);
      expect([written.happenings.length > 0, written.gaps.length > 0]).toEqual([true, true]);
    }
  });

  it('hold for the examples of the guide', () => {
    expect(wrongWith('reading', GUIDE_READING)).toEqual([]);
    expect(wrongWith('contribution', CONTRIBUTION)).toEqual([]);
  });

  it('would notice a field that is missing, unknown or of another kind', () => {
    const { sha256: _sha256, ...without } = GUIDE_READING;
    const wrong = [
      without,
      { ...GUIDE_READING, score: 3 },
      { ...GUIDE_READING, events: [{ ...GUIDE_READING.events[0], childSeen: 'Y' }] },
      { ...GUIDE_READING, tables: [{}] },
    ];
    for (const value of wrong) expect(wrongWith('reading', value)).not.toEqual([]);
    expect(wrongWith('contribution', { ...CONTRIBUTION, events: [{ childSeen: 'maybe' }] })).not.toEqual([]);
    expect(wrongWith('chronology', { contributions: [], events: [], happenings: [{ events: ['x'] }], gaps: [], notices: [] })).not.toEqual(
      [],
    );
  });
});
