import { describe, expect, it } from 'vitest';
import { cellText, type RichCell, type SourceDocument } from '../../src/domain/document.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { type WritingOptions, writeDocument } from '../../src/files/write-document.ts';

async function there(document: SourceDocument, kind: 'docx' | 'xlsx' | 'csv', options: WritingOptions = {}): Promise<SourceDocument> {
  const back = await readDocument(await writeDocument(document, kind, options), `file.${kind}`, LIMITS);
  if (isProblem(back)) throw new Error(`${back.problem} ${back.detail}`);
  return back;
}

const documentOf = (
  rows: SourceDocument['tables'][number]['rows'],
  more: Partial<SourceDocument> = {},
  place = 'table 1',
): SourceDocument => ({
  kind: 'docx',
  tables: [{ place, hidden: false, rows, hiddenColumns: [] }],
  passages: [],
  remarks: [],
  ...more,
});
const texts = (document: SourceDocument, table = 0): string[][] => document.tables[table]?.rows.map((row) => row.cells.map(cellText)) ?? [];
const cell = (document: SourceDocument, row: number, column: number): RichCell => {
  const found = document.tables[0]?.rows[row]?.cells[column] ?? '';
  return typeof found === 'string' ? { text: found } : found;
};

describe('a source document written and read again', () => {
  it('keeps its words in Word, Excel and csv, quotes, line breaks and curly quotes included', async () => {
    const rows = [
      ['Date', 'Event'],
      ['22.05/16', 'She said “no”.\nThen "yes", she said'],
      ['?', 'ąęłż £ & <b>'],
    ];
    const document = documentOf(rows.map((cells, index) => ({ number: index + 1, hidden: false, cells })));
    for (const kind of ['docx', 'xlsx', 'csv'] as const) expect(texts(await there(document, kind)), kind).toEqual(rows);
  });

  it('keeps merged cells in both directions', async () => {
    const rows = [
      {
        number: 1,
        hidden: false,
        cells: ['Title', { text: 'Title', merged: 'left' as const }, { text: 'Title', merged: 'left' as const }],
      },
      { number: 2, hidden: false, cells: ['1 May 2015', 'a', 'b'] },
      { number: 3, hidden: false, cells: [{ text: '1 May 2015', merged: 'above' as const }, 'c', 'd'] },
    ];
    for (const kind of ['docx', 'xlsx'] as const) {
      const back = await there(documentOf(rows), kind);
      expect(texts(back), kind).toEqual(rows.map((row) => row.cells.map(cellText)));
      expect([cell(back, 0, 1).merged, cell(back, 0, 2).merged, cell(back, 2, 0).merged], kind).toEqual(['left', 'left', 'above']);
    }
  });

  it('keeps colours, and real dates with their format in Excel', async () => {
    const rows = [
      {
        number: 1,
        hidden: false,
        cells: [
          { text: '01/02/2015', number: 42036, format: 'dd/mm/yyyy', fill: 'FFC000' },
          { text: 'Red', fill: 'FF0000' },
        ],
      },
    ];
    const sheet = await there(documentOf(rows), 'xlsx');
    expect(cell(sheet, 0, 0)).toMatchObject({ text: '01/02/2015', number: 42036, format: 'dd/mm/yyyy', fill: 'FFC000' });
    expect(cell(await there(documentOf(rows), 'docx'), 0, 1)).toMatchObject({ text: 'Red', fill: 'FF0000' });
  });

  it('keeps hidden rows, columns and sheets, and the numbers of rows that a person sees', async () => {
    const table = {
      place: 'sheet "Police"',
      hidden: false,
      hiddenColumns: [1],
      rows: [
        { number: 3, hidden: false, cells: ['Date', 'x', 'Event'] },
        { number: 7, hidden: true, cells: ['2015', 'y', 'seen'] },
      ],
    };
    const back = await there(
      { ...documentOf([]), tables: [table, { ...table, place: 'sheet "Old"', hidden: true, hiddenColumns: [] }] },
      'xlsx',
    );
    expect(back.tables.map(({ place, hidden }) => [place, hidden])).toEqual([
      ['sheet "Police"', false],
      ['sheet "Old"', true],
    ]);
    expect(back.tables[0]?.hiddenColumns).toEqual([1]);
    expect(back.tables[0]?.rows.map(({ number, hidden }) => [number, hidden])).toEqual([
      [3, false],
      [7, true],
    ]);
    expect((await there(documentOf(table.rows), 'docx')).tables[0]?.rows.map(({ hidden }) => hidden)).toEqual([false, true]);
  });

  it('keeps the text around and between the tables of a Word document, in reading order', async () => {
    const row = [{ number: 1, hidden: false, cells: ['Date', 'Event'] }];
    const document: SourceDocument = {
      ...documentOf(row),
      tables: [...documentOf(row).tables, ...documentOf(row).tables],
      passages: [
        { place: 'header', text: 'Confidential' },
        { place: 'paragraph 1', text: 'B was born on 20 August 2015.' },
        { place: 'after table 1', text: 'Second part' },
        { place: 'after table 2', text: 'End' },
      ],
    };
    const back = await there(document, 'docx');
    expect(back.tables).toHaveLength(2);
    for (const { text } of document.passages) expect(back.passages.map((passage) => passage.text)).toContain(text);
  });

  it('writes tracked changes and comments: what was deleted is not text, what was inserted is', async () => {
    const rows = [{ number: 1, hidden: false, cells: ['Date', 'Seen'] }];
    const back = await there(documentOf(rows), 'docx', {
      additions: [
        { table: 0, row: 0, column: 1, as: 'deleted', text: ' gone' },
        { table: 0, row: 0, column: 1, as: 'inserted', text: ' at home' },
        { table: 0, row: 0, column: 0, as: 'comment', text: 'Which day?' },
      ],
    });
    expect(texts(back)).toEqual([['Date', 'Seen at home']]);
    expect(back.remarks.map(({ code }) => code)).toEqual(expect.arrayContaining(['tracked-changes', 'comments']));
  });

  it('writes csv in the encodings and with the separators that agencies’ systems use', async () => {
    const rows = [
      ['Date', 'Event'],
      ['22/05/2016', 'Café – “fine” £5'],
      ['23/05/2016', 'a;b,c\td'],
    ];
    const document = documentOf(rows.map((cells, index) => ({ number: index + 1, hidden: false, cells })));
    for (const encoding of ['utf-8', 'utf-8-bom', 'utf-16le', 'windows-1252'] as const)
      for (const delimiter of [',', ';', '\t'])
        expect(texts(await there(document, 'csv', { encoding, delimiter })), `${encoding} ${delimiter}`).toEqual(rows);
  });

  it('gives the same bytes for the same document', async () => {
    const document = documentOf([{ number: 1, hidden: false, cells: ['Date', { text: 'Event', fill: 'FF0000' }] }]);
    for (const kind of ['docx', 'xlsx', 'csv'] as const)
      expect(Buffer.compare(await writeDocument(document, kind), await writeDocument(document, kind))).toBe(0);
  });
});
