/** Reading agencies' files in processes of their own: nothing that a file does reaches this process or the other files. */
import { describe, expect, it } from 'vitest';
import { documentOf, type ReadingOptions, readContribution, readContributions } from '../../src/app/read-files.ts';
import { ITEMS_IN_PART } from '../../src/app/reading.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { tableFile } from '../cli/kinline.ts';

const options = (file: string, more: Partial<ReadingOptions> = {}): ReadingOptions => ({
  file,
  agency: null,
  mapping: {},
  strict: false,
  today: '2026-11-23',
  limits: LIMITS,
  ...more,
});
const rows = (count: number): string[][] => [
  ['Date', 'Significant event', 'Source'],
  ...Array.from({ length: count }, (_, index) => [`${(index % 28) + 1}/03/2014`, `Call number ${index} about the family`, 'Log']),
];
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('reading a file', () => {
  it('gives what it holds, with ids that hang on its bytes and not on its name', async () => {
    const bytes = await tableFile('csv', rows(3));
    const [one, other] = [await readContribution(bytes, options('a.csv')), await readContribution(bytes, options('b.csv'))];
    if (isProblem(one) || isProblem(other)) throw new Error('not read');
    expect(one.events.map(({ id }) => id)).toEqual(other.events.map(({ id }) => id));
    expect(one.tables[0]?.rows).toEqual({ read: 3, events: 3, notEvents: 0, attention: 0 });
  });

  it('shows the document as read, cell by cell, before anyone understands it', async () => {
    const bytes = await tableFile('xlsx', rows(600));
    const document = await documentOf(bytes, { file: 'a.xlsx', limits: LIMITS });
    if (isProblem(document)) throw new Error('not read');
    expect(document.tables.map((table) => table.rows.length)).toEqual([601]);
  });

  it('says what is wrong with a file before a process is started for it', async () => {
    expect(await readContribution(new Uint8Array(), options('a.csv'))).toMatchObject({ problem: 'empty-file' });
    expect(await readContribution(text('a,b'), options('a.csv', { limits: { ...LIMITS, fileBytes: 2 } }))).toMatchObject({
      problem: 'file-too-large',
    });
  });

  it('stops at the limit of time', async () => {
    const bytes = await tableFile('csv', rows(5_000));
    expect(await readContribution(bytes, options('a.csv', { limits: { ...LIMITS, milliseconds: 1 } }))).toMatchObject({
      problem: 'took-too-long',
    });
  });

  it('lets this process do other things while a large file comes in', async () => {
    const bytes = await tableFile('csv', rows(20_000));
    let turns = 0;
    let reading = true;
    const other = (): void => {
      turns += 1;
      if (reading) setImmediate(other);
    };
    setImmediate(other);
    const read = await readContribution(bytes, options('large.csv'));
    reading = false;
    expect(isProblem(read) ? read : read.events.length).toBe(20_000);
    // At least one turn for each part of the answer.
    expect(turns).toBeGreaterThan(20_000 / ITEMS_IN_PART);
  });
});

describe('reading several files in one process', () => {
  it('judges each by itself, in the order given, and tells as each is done', async () => {
    const good = await tableFile('csv', rows(2));
    const done: number[] = [];
    const answers = await readContributions(
      [
        { bytes: good, options: options('one.csv') },
        { bytes: text('no Word file'), options: options('two.docx') },
        { bytes: new Uint8Array(), options: options('three.csv') },
        { bytes: good, options: options('four.csv') },
      ],
      (index) => done.push(index),
    );
    expect(answers.map((answer) => (isProblem(answer) ? answer.problem : answer.file))).toEqual([
      'one.csv',
      expect.any(String),
      'empty-file',
      'four.csv',
    ]);
    expect(answers.map(isProblem)).toEqual([false, true, true, false]);
    expect([...done].sort()).toEqual([0, 1, 2, 3]);
  });

  it('reads a file that stops the process once more by itself, and the others on', async () => {
    const small = await tableFile('csv', rows(2));
    const greedy = text(`{"events":[${'[],'.repeat(9_000_000)}[]]}`);
    const limits = { ...LIMITS, memoryMegabytes: 256, rows: 1e9, cells: 1e9 };
    const answers = await readContributions([
      { bytes: small, options: options('one.csv', { limits }) },
      { bytes: greedy, options: options('two.json', { limits }) },
      { bytes: small, options: options('three.csv', { limits }) },
      { bytes: small, options: options('four.csv', { limits }) },
    ]);
    expect(answers.map((answer) => (isProblem(answer) ? answer.problem : answer.file))).toEqual([
      'one.csv',
      'took-too-much-memory',
      'three.csv',
      'four.csv',
    ]);
  });

  it('waits its turn when many come at once, and answers all', async () => {
    const bytes = await tableFile('csv', rows(2));
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => readContribution(bytes, options(`${index}.csv`))));
    expect(answers.map((answer) => (isProblem(answer) ? answer.problem : answer.file))).toEqual([
      '0.csv',
      '1.csv',
      '2.csv',
      '3.csv',
      '4.csv',
      '5.csv',
    ]);
  });
});
