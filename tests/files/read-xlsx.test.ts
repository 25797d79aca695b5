import { describe, expect, it } from 'vitest';
import type { Cell, SourceDocument } from '../../src/domain/document.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { numberFormat } from '../../src/files/read-xlsx/number-format.ts';
import { OFFICE, type SampleWorkbook, textRows, worksheet, xlsx, xlsxParts, zipped } from './office-samples.ts';

async function read(workbook: SampleWorkbook | Uint8Array): Promise<SourceDocument> {
  const document = await readDocument(workbook instanceof Uint8Array ? workbook : xlsx(workbook), 'a.xlsx', LIMITS);
  if (isProblem(document)) throw new Error(`${document.problem}: ${document.detail ?? ''}`);
  return document;
}
const one = (rows: string, more: Partial<SampleWorkbook> = {}, after = '', before = ''): SampleWorkbook => ({
  sheets: [{ name: 'Police', xml: worksheet(rows, after, before) }],
  ...more,
});
const cellsOf = (document: SourceDocument, table = 0): readonly (readonly Cell[])[] =>
  (document.tables[table]?.rows ?? []).map((row) => row.cells);
const codes = (document: SourceDocument): readonly string[] => document.remarks.map((remark) => remark.code);

/** Styles 1, 2, … with these formats; style 0 is plain. */
const styled = (formats: readonly string[]): string =>
  `<numFmts>${formats.map((code, n) => `<numFmt numFmtId="${200 + n}" formatCode="${code.replace(/"/g, '&quot;')}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, n) => `<xf numFmtId="${200 + n}"/>`).join('')}</cellXfs>`;

describe('an Excel workbook', () => {
  it('gives each sheet’s rows with the numbers that a person sees, leaving blank rows out', async () => {
    const document = await read(
      one(
        '<row r="2"><c r="B2" t="inlineStr"><is><t>Date</t></is></c></row><row r="4"><c r="A4"/></row><row r="7"><c r="D7" t="str"><v>Seen</v></c></row>',
      ),
    );
    expect(document).toMatchObject({ kind: 'xlsx', passages: [], remarks: [] });
    expect(document.tables).toEqual([
      {
        place: 'sheet "Police"',
        hidden: false,
        hiddenColumns: [],
        rows: [
          { number: 2, hidden: false, cells: ['', 'Date'] },
          { number: 7, hidden: false, cells: ['', '', '', 'Seen'] },
        ],
      },
    ]);
  });

  it('reads shared, rich and phonetic text, and line ends that Excel writes as _x000D_', async () => {
    const texts = [
      'plain',
      '<r><t>two </t></r><r><rPr><b/></rPr><t xml:space="preserve">parts </t></r>',
      '<t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh>',
      'one_x000D_\ntwo',
      '_x005F_x000D_ kept',
    ];
    const document = await read(
      one(`<row r="1">${texts.map((_, n) => `<c r="${'ABCDE'[n]}1" t="s"><v>${n}</v></c>`).join('')}</row>`, { texts }),
    );
    expect(cellsOf(document)).toEqual([['plain', 'two parts ', '漢字', 'one\ntwo', '_x000D_ kept']]);
  });

  it('shows dates as a person sees them and keeps the number behind', async () => {
    const builtIn = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="17"/></cellXfs>';
    const document = await read(
      one(
        '<row r="1"><c r="A1" s="1"><v>42512</v></c><c r="B1" s="2"><v>42512.604166666664</v></c><c r="C1" s="3"><v>0.604166666666667</v></c><c r="D1" s="4"><v>42512</v></c><c r="E1"><v>42512</v></c></row>',
        { styles: builtIn },
      ),
    );
    expect(cellsOf(document)).toEqual([
      [
        { text: '22/05/2016', number: 42512, format: 'dd/mm/yyyy' },
        { text: '22/05/2016 14:30', number: 42512.604166666664, format: 'dd/mm/yyyy hh:mm' },
        { text: '14:30', number: 0.604166666666667, format: 'h:mm' },
        { text: 'May-16', number: 42512, format: 'mmm-yy' },
        { text: '42512', number: 42512 },
      ],
    ]);
  });

  it.each([
    ['dd mmmm yyyy', 42512, '22 May 2016'],
    ['[$-809]dddd\\, d mmmm yyyy;@', 42512, 'Sunday, 22 May 2016'],
    ['m/d/yyyy', 42512, '5/22/2016'],
    ['yyyy-mm-dd hh:mm:ss', 42512.99999, '2016-05-22 23:59:59'],
    ['dd/mm/yy h:mm AM/PM', 42512.5, '22/05/16 12:00 PM'],
    ['[h]:mm', 1.25, '30:15'.replace('15', '00')],
    ['mm:ss.0', 0.0007, '01:00.5'],
    ['"week of "d.m.yy', 42512, 'week of 22.5.16'],
    ['dd/mm/yyyy', 0, '00/01/1900'],
    ['dd/mm/yyyy', 1, '01/01/1900'],
    ['dd/mm/yyyy', 60, '29/02/1900'],
    ['dd/mm/yyyy', 61, '01/03/1900'],
    ['dd/mm/yyyy', -5, '-5'],
    ['00000', 42, '00042'],
    ['00000 000000', 7700900123, '07700 900123'],
    ['#,##0.00', 1234567.891, '1,234,567.89'],
    ['0.0##', 1.5, '1.5'],
    ['0%', 0.25, '25%'],
    ['"£"#,##0;[Red]-"£"#,##0', -1200, '-£1,200'],
    ['0.00E+00', 1234, '1234'],
    ['General', 0.1, '0.1'],
    ['General', 9434765919, '9434765919'],
    ['@', 12, '12'],
    ['General" weeks"', 31, '31 weeks'],
    ['[Red]0', 5, '5'],
    ['0;;;', 3, '3'],
  ])('shows a number in the format %s', (code, value, shown) => {
    expect(numberFormat(code).show(value)).toBe(shown);
  });

  it.each([
    ['dd/mm/yyyy', true],
    ['[h]:mm', true],
    ['mmm\\-yy', true],
    ['0.00', false],
    ['"day "0', false],
    ['[Red]0', false],
    ['[$-809]0', false],
    ['General', false],
    ['0.00E+00', false],
    ['\\d0', false],
  ])('knows whether %s is the format of a date', (code, isDate) => {
    expect(numberFormat(code).isDate).toBe(isDate);
  });

  it('turns days counted from 1904 into the usual count', async () => {
    const document = await read(
      one('<row r="1"><c r="A1" s="1"><v>41050</v></c><c r="B1"><v>41050</v></c></row>', {
        styles: styled(['dd/mm/yyyy']),
        properties: 'date1904="1"',
      }),
    );
    expect(cellsOf(document)).toEqual([
      [
        { text: '22/05/2016', number: 42512, format: 'dd/mm/yyyy' },
        { text: '41050', number: 41050 },
      ],
    ]);
    expect(codes(document)).toEqual(['dates-from-1904']);
  });

  it('reads the strict form, with its dates written as text', async () => {
    const parts = xlsxParts(
      one(
        '<row r="1"><c r="A1" t="d"><v>2016-05-22</v></c><c r="B1" t="d"><v>2016-05-22T14:30:00Z</v></c><c r="C1" t="d"><v>2016-02-31</v></c></row>',
      ),
    );
    const strict = Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name,
        String(part)
          .replaceAll('http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main')
          .replaceAll(OFFICE, 'http://purl.oclc.org/ooxml/officeDocument/relationships'),
      ]),
    );
    expect(cellsOf(await read(zipped(strict)))).toEqual([
      [
        { text: '22/05/2016', number: 42512, format: 'dd/mm/yyyy' },
        { text: '22/05/2016 14:30', number: 42512.604166666664, format: 'dd/mm/yyyy hh:mm' },
        '2016-02-31',
      ],
    ]);
  });

  it('reads what a formula last gave and never works it out', async () => {
    const document = await read(
      one(
        '<row r="1"><c r="A1"><f>1+1</f><v>3</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1"><f>NOW()</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="b"><v>0</v></c></row>',
      ),
    );
    expect(cellsOf(document)).toEqual([[{ text: '3', number: 3 }, 'ab', '', '#DIV/0!', 'TRUE', 'FALSE']]);
    expect(codes(document)).toEqual(['formula', 'formula-without-value', 'error-values']);
    expect(document.remarks[0]).toEqual({
      place: 'sheet "Police"',
      code: 'formula',
      says: '4 cells are worked out by a formula (the first is A1). The values last saved were read.',
    });
  });

  it('keeps fill colours: given, from the palette, from the theme and its tints; even of an empty cell', async () => {
    const colours = [
      'rgb="FFFF0000"',
      'indexed="13"',
      'theme="9"',
      'theme="4" tint="0.5999938962981048"',
      'theme="0" tint="-0.249977111117893"',
      'rgb="FFFFFFFF"',
      'indexed="64"',
    ];
    const styles = `<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"><fgColor rgb="FF123456"/></patternFill></fill>${colours.map((colour) => `<fill><patternFill patternType="solid"><fgColor ${colour}/><bgColor indexed="64"/></patternFill></fill>`).join('')}</fills><cellXfs><xf/><xf fillId="1"/>${colours.map((_, n) => `<xf fillId="${n + 2}"/>`).join('')}</cellXfs>`;
    const theme =
      '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1><a:accent6><a:srgbClr val="70AD47"/></a:accent6></a:clrScheme></a:theme>';
    const cells = [1, 2, 3, 4, 5, 6, 7, 8].map((style, n) => `<c r="${'ABCDEFGH'[n]}1" s="${style}" t="str"><v>x</v></c>`).join('');
    const document = await read(one(`<row r="1">${cells}<c r="I1" s="2"/></row>`, { styles, theme }));
    expect(cellsOf(document)[0]).toEqual([
      'x',
      { text: 'x', fill: 'FF0000' },
      { text: 'x', fill: 'FFFF00' },
      { text: 'x', fill: '70AD47' },
      { text: 'x', fill: 'B4C7E7' },
      { text: 'x', fill: 'BFBFBF' },
      'x',
      'x',
      { text: '', fill: 'FF0000' },
    ]);
  });

  it('does not follow colours to the edge of the sheet', async () => {
    const styles =
      '<fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill></fills><cellXfs><xf/><xf fillId="2"/></cellXfs>';
    const document = await read(one('<row r="1"><c r="A1" t="str"><v>x</v></c><c r="XFD1" s="1"/></row>', { styles }));
    expect(cellsOf(document)).toEqual([['x']]);
  });

  it('repeats a merged cell’s text in every row and column that it covers', async () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><v>22.05.16</v></c><c r="B1" t="str"><v>a</v></c></row><row r="2"><c r="B2" t="str"><v>b</v></c></row><row r="3"><c r="A3" t="str"><v>wide</v></c><c r="C3" t="str"><v>c</v></c></row>';
    const document = await read(one(rows, {}, '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="A3:B3"/></mergeCells>'));
    expect(cellsOf(document)).toEqual([
      ['22.05.16', 'a'],
      [{ text: '22.05.16', merged: 'above' }, 'b'],
      ['wide', { text: 'wide', merged: 'left' }, 'c'],
    ]);
  });

  it('reads hidden sheets, rows and columns and says so', async () => {
    const hiddenRow =
      '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2" hidden="1"><c r="A2" t="str"><v>b</v></c></row><row r="3" ht="0" customHeight="1"><c r="C3" t="str"><v>c</v></c></row>';
    const document = await read({
      sheets: [
        {
          name: 'Shown',
          xml: worksheet(
            hiddenRow,
            '',
            '<sheetPr filterMode="1"/><cols><col min="2" max="2" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>',
          ),
        },
        { name: 'Hidden', state: 'hidden', xml: worksheet(textRows([['h']])) },
        { name: 'Very', state: 'veryHidden', xml: worksheet(textRows([['v']])) },
        { name: 'Empty', xml: worksheet('') },
        {
          name: 'Zero',
          xml: worksheet(
            '<row r="1"><c t="str"><v>z</v></c></row><row r="2" hidden="0"><c t="str"><v>y</v></c></row>',
            '',
            '<sheetFormatPr zeroHeight="1"/>',
          ),
        },
      ],
    });
    expect(document.tables.map((table) => [table.place, table.hidden, table.hiddenColumns, table.rows.map((row) => row.hidden)])).toEqual([
      ['sheet "Shown"', false, [1], [false, true, true]],
      ['sheet "Hidden"', true, [], [false]],
      ['sheet "Very"', true, [], [false]],
      ['sheet "Zero"', false, [], [true, false]],
    ]);
    expect(document.remarks.map(({ place, code }) => `${place} ${code}`)).toEqual([
      'sheet "Shown" hidden-columns',
      'sheet "Shown" filtered-rows',
      'sheet "Hidden" hidden-sheet',
      'sheet "Very" hidden-sheet',
    ]);
  });

  it('reads comments and text boxes as text beside the table', async () => {
    const document = await read({
      sheets: [
        {
          name: 'Police',
          xml: worksheet(textRows([['a']])),
          links: [
            { id: 'c', type: 'comments', target: '../comments1.xml' },
            { id: 'd', type: 'drawing', target: '../drawings/drawing1.xml' },
          ],
        },
      ],
      more: {
        'xl/comments1.xml':
          '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList><comment ref="B3"><text><r><t>is this </t></r><r><t>right?</t></r></text></comment></commentList></comments>',
        'xl/drawings/drawing1.xml':
          '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody><a:p><a:r><a:t>boxed</a:t></a:r></a:p><a:p><a:r><a:t>text</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>',
      },
    });
    expect(document.passages).toEqual([
      { place: 'sheet "Police", comment on B3', text: 'is this right?' },
      { place: 'sheet "Police", text box 1', text: 'boxed\ntext' },
    ]);
    expect(codes(document)).toEqual(['comments', 'text-boxes']);
  });

  it('says that it points at other files, and opens none', async () => {
    const document = await read(
      one(textRows([['a']]), { moreLinks: [{ id: 'x', type: 'externalLink', target: 'externalLinks/externalLink1.xml' }] }),
    );
    expect(codes(document)).toEqual(['external-links']);
  });

  it('reads rows and cells without addresses in their order', async () => {
    expect(cellsOf(await read(one('<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c t="str"><v>c</v></c></row>')))).toEqual(
      [['a', 'b'], ['c']],
    );
  });

  it('takes no longer for a sheet that claims to fill the whole grid', async () => {
    const document = await read(one(textRows([['a']]), {}, '', '<dimension ref="A1:XFD1048576"/>'));
    expect(cellsOf(document)).toEqual([['a']]);
  });

  it('reads a cell in the last row of the grid without making the rows between', async () => {
    const document = await read(
      one('<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="1048576"><c r="B1048576" t="str"><v>z</v></c></row>'),
    );
    expect(document.tables[0]?.rows.map((row) => row.number)).toEqual([1, 1048576]);
  });
});
