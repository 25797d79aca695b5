import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/domain/document.ts';
import { cellText } from '../../src/domain/document.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { readDocument } from '../../src/files/read-document.ts';

async function read(content: string | Uint8Array, name = 'a.csv'): Promise<SourceDocument> {
  const document = await readDocument(typeof content === 'string' ? Buffer.from(content) : content, name, LIMITS);
  if (isProblem(document)) throw new Error(`${document.problem}: ${document.detail ?? ''}`);
  return document;
}
const cells = (document: SourceDocument): readonly (readonly string[])[] =>
  (document.tables[0]?.rows ?? []).map((row) => row.cells.map(cellText));
const remarks = (document: SourceDocument): readonly string[] => document.remarks.map((remark) => remark.says);
const TEXT = 'Date,What happened\n22.05.16,"Seen – said “fine”, José"\n';
const ROWS = [
  ['Date', 'What happened'],
  ['22.05.16', 'Seen – said “fine”, José'],
];

describe('a csv file', () => {
  it('is one table whose rows are counted as a spreadsheet counts them', async () => {
    const document = await read('a,b\n\n1,2\n,\n3,4\n');
    expect(document).toEqual({
      kind: 'csv',
      passages: [],
      remarks: [],
      tables: [
        {
          place: 'table 1',
          hidden: false,
          hiddenColumns: [],
          rows: [
            { number: 1, hidden: false, cells: ['a', 'b'] },
            { number: 3, hidden: false, cells: ['1', '2'] },
            { number: 5, hidden: false, cells: ['3', '4'] },
          ],
        },
      ],
    });
  });

  it.each([
    ['UTF-8', Buffer.from(TEXT), []],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`), []],
    [
      'UTF-16 little endian with its mark',
      Buffer.from(`\uFEFF${TEXT}`, 'utf16le'),
      ['The text was read as UTF-16 (little endian), because the file begins with its mark.'],
    ],
    [
      'UTF-16 big endian with its mark',
      Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(),
      ['The text was read as UTF-16 (big endian), because the file begins with its mark.'],
    ],
    [
      'UTF-16 little endian without',
      Buffer.from(TEXT, 'utf16le'),
      ['The text was read as UTF-16 (little endian), because every other byte is zero.'],
    ],
    [
      'UTF-16 big endian without',
      Buffer.from(TEXT, 'utf16le').swap16(),
      ['The text was read as UTF-16 (big endian), because every other byte is zero.'],
    ],
    [
      'windows-1252',
      Buffer.from(TEXT.replace('–', '\x96').replace('“', '\x93').replace('”', '\x94'), 'latin1'),
      ['The text was read as windows-1252, because it is not valid UTF-8.'],
    ],
  ])('is read when it is written in %s', async (_, bytes, says) => {
    const document = await read(bytes);
    expect(cells(document)).toEqual(ROWS);
    expect(remarks(document)).toEqual(says);
  });

  it.each([
    [';', 'semicolons'],
    ['\t', 'tabs'],
    ['|', 'vertical bars'],
  ])('is read when %j divides its columns, and says so', async (delimiter, called) => {
    const lines = [
      ['Date', 'Event', 'Source'],
      ['22.05.16', 'Seen, with mother, at home', 'HV'],
      ['23.05.16', 'Rang; no answer | left word'.replaceAll(delimiter, ','), 'HV'],
    ];
    const document = await read(lines.map((line) => line.join(delimiter)).join('\r\n'));
    expect(cells(document)).toEqual(lines);
    expect(remarks(document)).toEqual([`The columns were read as separated by ${called}, because that gives rows of the same length.`]);
  });

  it('is divided as its first line says, which is no row', async () => {
    const document = await read('sep=;\r\na;b,c\r\n1;2\r\n');
    expect(cells(document)).toEqual([
      ['a', 'b,c'],
      ['1', '2'],
    ]);
    expect(document.tables[0]?.rows[0]?.number).toBe(1);
    expect(remarks(document)).toEqual(['The columns are separated by semicolons, as the first line says.']);
  });

  it('keeps line breaks and quotation marks inside quoted cells, and the semicolons in words', async () => {
    const document = await read('Date,Event\r\n22.05.16,"She said ""no"";\r\nthen left; alone"\r\n23.05.16,the "crisis" team\r\n');
    expect(cells(document)).toEqual([
      ['Date', 'Event'],
      ['22.05.16', 'She said "no";\nthen left; alone'],
      ['23.05.16', 'the "crisis" team'],
    ]);
    expect(document.tables[0]?.rows.map((row) => row.number)).toEqual([1, 2, 3]);
  });

  it('keeps rows that are shorter or longer than the heading', async () => {
    expect(cells(await read('a,b,c\n1\n1,2,3,4\n'))).toEqual([['a', 'b', 'c'], ['1'], ['1', '2', '3', '4']]);
  });

  it('takes lines that end as old Macs end them', async () => {
    expect(cells(await read('a,b\r1,2\r3,4'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('is a csv under the name of a spreadsheet too, and says so', async () => {
    const document = await read('Date,Event\n22.05.16,Seen\n23.05.16,Rang\n', 'extract.xls');
    expect(cells(document)).toHaveLength(3);
    expect(document.remarks.map((remark) => remark.code)).toEqual(['name-says-otherwise']);
  });

  it('gives back every cell that was written, whatever is in it', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[^\P{C}\n]|\uFEFF/gu, ''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        async (rows, delimiter, wide) => {
          const kept = rows.filter((row) => row.some((text) => text.trim() !== ''));
          const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join('\n');
          if (kept.length === 0) return;
          const document = await read(wide ? Buffer.from(`\uFEFF${text}`, 'utf16le') : Buffer.from(text));
          expect(cells(document)).toEqual(kept);
        },
      ),
      { seed: 20160522, numRuns: 200 },
    );
  });
});

describe('a JSON file', () => {
  it('is kept as the value that it holds', async () => {
    const document = await read('\uFEFF{"events":[{"what":"Seen \\u201cwell\\u201d"}],"constructor":1}', 'a.json');
    expect(document).toEqual({
      kind: 'json',
      tables: [],
      passages: [],
      remarks: [],
      json: { events: [{ what: 'Seen “well”' }], constructor: 1 },
    });
  });

  it('says when a number is too long to be kept exactly', async () => {
    const document = await read('{"reference":94347659191234567890}', 'a.json');
    expect(document.remarks.map((remark) => remark.code)).toEqual(['long-number']);
  });
});
