/** Bad contents: XML that attacks, documents and workbooks that make no sense, text that is none, and other kinds of file renamed. */
import { gzipSync, strToU8 } from 'fflate';
import { docx, docxParts, links, p, tbl, tc, textRows, tr, worksheet, xlsx, xlsxParts, zipped } from '../office-samples.ts';
import { type BadFile, bad, noise } from './kinds.ts';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
/** A Word package whose document part is exactly this. */
const document = (xml: string | Uint8Array): Uint8Array => zipped({ ...docxParts(''), 'word/document.xml': xml });
const word = (body: string, before = '', attributes = ''): Uint8Array =>
  document(`${before}<w:document ${WORD} ${attributes}><w:body>${body}</w:body></w:document>`);
const sheet = (rows: string, after = '', before = ''): Uint8Array => xlsx({ sheets: [{ name: 'S', xml: worksheet(rows, after, before) }] });
const cell = (address: string, text = 'x', more = ''): string => `<c r="${address}" t="str"${more}><v>${text}</v></c>`;
const row = (number: number | string, cells: string): string => `<row r="${number}">${cells}</row>`;
const nestedTables = (depth: number): string => `${'<w:tbl><w:tr><w:tc>'.repeat(depth)}${p('in')}${'</w:tc></w:tr></w:tbl>'.repeat(depth)}`;
const laughs = `<!DOCTYPE w [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY ${String.fromCharCode(98 + n)} "${`&${String.fromCharCode(97 + n)};`.repeat(10)}">`).join('')}]>`;

export const BAD_XML: readonly BadFile[] = [
  bad('a document type', 'a.docx', 'unsafe-file', () => word(p('x'), '<!DOCTYPE w>')),
  bad('a billion laughs', 'a.docx', 'unsafe-file', () => word(p('&u;'), laughs)),
  bad('an entity that fetches a file', 'a.docx', 'unsafe-file', () =>
    word(p('&x;'), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  ),
  bad('an entity that fetches a file, in the list of parts', 'a.docx', 'unsafe-file', () =>
    zipped({ ...docxParts(p('x')), '[Content_Types].xml': '<!DOCTYPE w [<!ENTITY % x SYSTEM "http://localhost/x"> %x;]><Types/>' }),
  ),
  bad('a document type in UTF-16', 'a.docx', 'unsafe-file', () =>
    document(Buffer.from(`\uFEFF<!DOCTYPE w [<!ENTITY x "y">]><w:document ${WORD}/>`, 'utf16le')),
  ),
  bad('a document type in the shared texts', 'a.xlsx', 'unsafe-file', () =>
    zipped({
      ...xlsxParts({ sheets: [{ name: 'S', xml: worksheet('') }], texts: ['x'] }),
      'xl/sharedStrings.xml': '<!DOCTYPE s [<!ENTITY a "b">]><sst/>',
    }),
  ),
  bad('an entity that nobody declared', 'a.docx', 'damaged-file', () => word(p('&nbsp;'))),
  bad('a character number that is none', 'a.docx', 'damaged-file', () => word(p('&#x110000;'))),
  bad('an ampersand on its own', 'a.docx', 'damaged-file', () => word(p('Mother & father'))),
  bad('half a character by its number', 'a.docx', 'reads', () => word(p('a&#xD800;b'))),
  bad('100,000 elements inside each other', 'a.docx', 'unsafe-file', () => word('<w:sdt>'.repeat(100_000))),
  bad('tables 1,000 deep', 'a.docx', 'unsafe-file', () => word(nestedTables(1_000))),
  bad('tables 20 deep', 'a.docx', 'reads, saying nested-table', () => word(nestedTables(20))),
  bad('an element that never closes', 'a.docx', 'damaged-file', () => document(`<w:document ${WORD}><w:body><w:p>`)),
  bad('elements that close crosswise', 'a.docx', 'damaged-file', () => word('<w:p><w:r></w:p></w:r>')),
  bad('a tag that never ends', 'a.docx', 'damaged-file', () => document(`<w:document ${WORD}><w:body `)),
  bad('an attribute of 20 MB', 'a.docx', 'unsafe-file', () => word(`<w:p w:x="${'a'.repeat(20_000_000)}"/>`)),
  bad('a quotation mark in a tag that never closes, 20 MB', 'a.docx', 'unsafe-file', () => word(`<w:p w:x="${'<a>'.repeat(7_000_000)}`)),
  bad('100,000 attributes', 'a.docx', 'unsafe-file', () =>
    word(`<w:p ${Array.from({ length: 100_000 }, (_, n) => `a${n}="x"`).join(' ')}/>`),
  ),
  bad('the same attribute twice', 'a.docx', 'damaged-file', () => word('<w:p w:a="1" w:a="2"/>')),
  bad('an attribute without quotation marks', 'a.docx', 'damaged-file', () => word('<w:p w:a=1/>')),
  bad('50,000 different names', 'a.docx', 'unsafe-file', () => word(Array.from({ length: 50_000 }, (_, n) => `<n${n}/>`).join(''))),
  bad('2,000 namespaces inside each other', 'a.docx', 'unsafe-file', () =>
    word(Array.from({ length: 2_000 }, (_, n) => `<a xmlns:n${n}="u${n}">`).join('')),
  ),
  bad('a comment that never closes, 20 MB', 'a.docx', 'unsafe-file', () => word(`<!-- ${'x'.repeat(20_000_000)}`)),
  bad('two roots', 'a.docx', 'damaged-file', () => document(`<w:document ${WORD}><w:body/></w:document><x/>`)),
  bad('text after the root', 'a.docx', 'damaged-file', () => document(`<w:document ${WORD}><w:body/></w:document>and more`)),
  bad('an empty document part', 'a.docx', 'damaged-file', () => document('')),
  bad('a document part of spaces', 'a.docx', 'damaged-file', () => document(' '.repeat(5_000))),
  bad('a document part that is a picture', 'a.docx', 'damaged-file', () => document(noise(3_000))),
  bad('a document part that is a web page', 'a.docx', 'damaged-file', () => document('<html><body><p>x</p></body></html>')),
  bad('characters that XML does not allow', 'a.docx', 'reads, saying bad-characters', () => word(p('a\u0000\u0008\u001Fb\uFFFE'))),
  bad('bytes that are not UTF-8', 'a.docx', 'reads, saying bad-characters', () =>
    document(Buffer.from(`<w:document ${WORD}><w:body>${p('Jos\xe9')}</w:body></w:document>`, 'latin1')),
  ),
  bad('UTF-8 that says it is UTF-16', 'a.docx', 'reads', () => word(p('José'), '<?xml version="1.0" encoding="UTF-16"?>')),
  bad('an encoding that nobody knows', 'a.docx', 'damaged-file', () => word(p('x'), '<?xml version="1.0" encoding="x-klingon"?>')),
  bad('an instruction to a program', 'a.docx', 'reads', () => word(p('x'), '<?xml-stylesheet href="http://example.org/x.xsl"?>')),
];

export const BAD_DOCUMENTS: readonly BadFile[] = [
  bad('a document without a body', 'a.docx', 'damaged-file', () => document(`<w:document ${WORD}/>`)),
  bad('a document with nothing in it', 'a.docx', 'reads', () => word('')),
  bad('a cell as wide as a billion columns', 'a.docx', 'too-many-columns', () =>
    word(tbl([tr([tc('x', '<w:gridSpan w:val="1000000000"/>')])])),
  ),
  bad('a row that begins at column one billion', 'a.docx', 'too-many-columns', () =>
    word(tbl([tr(['x'], '<w:gridBefore w:val="1000000000"/>')])),
  ),
  bad('a cell that spans minus five columns', 'a.docx', 'reads', () =>
    word(tbl([tr([tc('x', '<w:gridSpan w:val="-5"/>'), tc('y', '<w:gridSpan w:val="NaN"/>')])])),
  ),
  bad('a merged cell that never began', 'a.docx', 'reads, saying merge-without-start', () =>
    word(tbl([tr([tc('<w:p/>', '<w:vMerge/>')])])),
  ),
  bad('2,000 columns', 'a.docx', 'too-many-columns', () => word(tbl([tr(Array.from({ length: 2_000 }, () => 'x'))]))),
  bad('300,000 rows', 'a.docx', 'too-many-rows', () => word(tbl([tr(['x']).repeat(300_000)]))),
  bad('5,000 rows as wide as 1,000 columns', 'a.docx', 'too-many-rows', () =>
    word(tbl([tr([tc('x', '<w:gridSpan w:val="1000"/>')]).repeat(5_000)])),
  ),
  bad('a cell of 5 MB', 'a.docx', 'cell-too-long', () => word(tbl([tr(['x'.repeat(5_000_000)])]))),
  bad('a cell of many small paragraphs', 'a.docx', 'cell-too-long', () => word(tbl([tr([tc(p('xxxxxxxxxx').repeat(50_000))])]))),
  bad('cells outside rows and rows outside tables', 'a.docx', 'reads', () => word(`${tc('a')}${tr(['b'])}<w:tbl>${tc('c')}</w:tbl>`)),
  bad('tables that no row ever closes around text boxes', 'a.docx', 'reads, saying text-boxes', () =>
    word(`<w:p><w:txbxContent>${tbl([tr(['x'])])}<w:txbxContent>${p('y')}</w:txbxContent></w:txbxContent></w:p>`),
  ),
  bad('a carried reading that is no JSON', 'a.docx', 'damaged-file', () =>
    docx(p('x'), { 'customXml/item1.xml': '<kinline>{"a":</kinline>' }),
  ),
  bad('a carried reading that reaches into the program', 'a.docx', 'unsafe-file', () =>
    docx(p('x'), { 'customXml/item1.xml': '<kinline>{"__proto__":{"admin":true}}</kinline>' }),
  ),
  bad('footnotes that are not there', 'a.docx', 'reads', () => docx(p('x'), {}, [{ id: 'f', type: 'footnotes', target: 'footnotes.xml' }])),
  bad('the whole document as its own header', 'a.docx', 'reads', () =>
    docx(p('x'), {}, [{ id: 'h', type: 'header', target: 'document.xml' }]),
  ),
  bad('names and text that turn their direction', 'a.docx', 'reads', () => word(tbl([tr(['\u202Egnp.exe\u202C', 'a\u200Bb\uFEFFc'])]))),
];

export const BAD_WORKBOOKS: readonly BadFile[] = [
  bad('text by a number that is not there', 'a.xlsx', 'reads, saying missing-text', () =>
    sheet(
      row(1, '<c r="A1" t="s"><v>99999999</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1" t="s"><v>x</v></c><c r="D1" t="str"><v>y</v></c>'),
    ),
  ),
  bad('a style by a number that is not there', 'a.xlsx', 'reads, saying missing-style', () =>
    sheet(row(1, cell('A1', 'x', ' s="4294967295"'))),
  ),
  bad('row 0', 'a.xlsx', 'damaged-file', () => sheet(row(0, '<c t="str"><v>x</v></c>'))),
  bad('row minus one', 'a.xlsx', 'damaged-file', () => sheet(row(-1, '<c t="str"><v>x</v></c>'))),
  bad('row 4,294,967,296', 'a.xlsx', 'damaged-file', () => sheet(row(4_294_967_296, '<c t="str"><v>x</v></c>'))),
  bad('row one and a half', 'a.xlsx', 'damaged-file', () => sheet(row('1.5', '<c t="str"><v>x</v></c>'))),
  bad('column ZZZZ', 'a.xlsx', 'damaged-file', () => sheet(row(1, cell('ZZZZ1')))),
  bad('a cell in another row than its own', 'a.xlsx', 'damaged-file', () => sheet(row(1, cell('A2')))),
  bad('an address that is none', 'a.xlsx', 'damaged-file', () => sheet(row(1, cell('1A')))),
  bad('the same cell twice', 'a.xlsx', 'damaged-file', () => sheet(row(1, cell('A1') + cell('A1')))),
  bad('the same row twice', 'a.xlsx', 'damaged-file', () => sheet(row(1, cell('A1')) + row(1, cell('A1')))),
  bad('rows out of order', 'a.xlsx', 'reads, saying rows-out-of-order', () => sheet(row(9, cell('A9')) + row(2, cell('A2')))),
  bad('a sheet that claims to fill the grid', 'a.xlsx', 'reads', () => sheet(textRows([['x']]), '', '<dimension ref="A1:XFD1048576"/>')),
  bad('text in the last cell of the grid', 'a.xlsx', 'too-many-columns', () =>
    sheet(row(1, cell('A1')) + row(1_048_576, cell('XFD1048576'))),
  ),
  bad('text in the last row of the grid', 'a.xlsx', 'reads', () => sheet(row(1, cell('A1')) + row(1_048_576, cell('A1048576')))),
  bad('a merged cell as large as the grid', 'a.xlsx', 'reads, saying text-under-merged-cell', () =>
    sheet(
      textRows([
        ['a', 'b'],
        ['c', 'd'],
      ]),
      '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
  ),
  bad('merged cells that overlap', 'a.xlsx', 'reads, saying overlapping-merges', () =>
    sheet(
      row(1, cell('A1') + cell('D1')) + row(2, cell('D2')),
      '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C2"/></mergeCells>',
    ),
  ),
  bad('100,000 merged cells over the whole grid', 'a.xlsx', 'unsafe-file', () =>
    sheet(
      textRows(Array.from({ length: 200 }, () => ['a', 'b', 'c'])),
      `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(100_000)}</mergeCells>`,
    ),
  ),
  bad('merged cells by addresses that are none', 'a.xlsx', 'reads', () =>
    sheet(textRows([['x']]), '<mergeCells><mergeCell ref="B9:A1"/><mergeCell ref="hello"/><mergeCell/></mergeCells>'),
  ),
  bad('hidden columns from minus one to four billion', 'a.xlsx', 'reads, saying hidden-columns', () =>
    sheet(textRows([['x']]), '', '<cols><col min="-1" max="4294967295" hidden="1"/><col min="x" max="y" hidden="1"/></cols>'),
  ),
  bad('2,000 columns', 'a.xlsx', 'too-many-columns', () => sheet(row(1, '<c t="str"><v>x</v></c>'.repeat(2_000)))),
  bad('1,000,000 rows', 'a.xlsx', 'too-many-rows', () => sheet('<row><c t="str"><v>x</v></c></row>'.repeat(1_000_000))),
  bad('50,000 rows with text in column 1,000', 'a.xlsx', 'too-many-rows', () =>
    sheet(Array.from({ length: 50_000 }, (_, n) => row(n + 1, cell(`ALL${n + 1}`))).join('')),
  ),
  bad('1,000,000 coloured cells without text', 'a.xlsx', 'reads', () =>
    sheet('<row><c s="1"/><c s="1"/><c s="1"/><c s="1"/><c s="1"/></row>'.repeat(200_000)),
  ),
  bad('a cell of 40 MB', 'a.xlsx', 'cell-too-long', () => sheet(row(1, cell('A1', 'x'.repeat(40_000_000))))),
  bad('a shared text of 40 MB', 'a.xlsx', 'cell-too-long', () =>
    xlsx({ sheets: [{ name: 'S', xml: worksheet('') }], texts: ['x'.repeat(40_000_000)] }),
  ),
  bad('a cell of a million small pieces', 'a.xlsx', 'cell-too-long', () =>
    xlsx({ sheets: [{ name: 'S', xml: worksheet('') }], texts: ['<r><t>x</t></r>'.repeat(1_000_000)] }),
  ),
  bad('numbers that are none', 'a.xlsx', 'reads', () =>
    sheet(
      row(
        1,
        '<c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>0x10</v></c><c r="D1"><v/></c><c r="E1" t="zzz"><v>12</v></c>',
      ),
    ),
  ),
  bad('a number format made to be slow', 'a.xlsx', 'reads', () =>
    xlsx({
      sheets: [{ name: 'S', xml: worksheet(row(1, '<c r="A1" s="1"><v>42512</v></c>')) }],
      styles: `<numFmts><numFmt numFmtId="200" formatCode="${'[h]m&quot;'.repeat(200)}dd/mm/yyyy"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs>`,
    }),
  ),
  bad('a formula that starts a program', 'a.xlsx', 'reads, saying formula', () =>
    sheet(row(1, '<c r="A1" t="str"><f>cmd|\'/c calc\'!A0</f><v>x</v></c>')),
  ),
  bad('links to other workbooks', 'a.xlsx', 'reads, saying external-links', () =>
    xlsx({
      sheets: [{ name: 'S', xml: worksheet(textRows([['x']])) }],
      moreLinks: [{ id: 'e', type: 'externalLink', target: 'externalLinks/e.xml' }],
    }),
  ),
  bad('a sheet on the internet', 'a.xlsx', 'damaged-file', () =>
    zipped({
      ...xlsxParts({ sheets: [{ name: 'S', xml: worksheet('') }] }),
      'xl/_rels/workbook.xml.rels': links([{ id: 'sheet1', type: 'worksheet', target: 'https://example.org/s.xml', external: true }]),
    }),
  ),
  bad('3,000 sheets that are the same part', 'a.xlsx', 'reads', () =>
    zipped({
      ...xlsxParts({ sheets: Array.from({ length: 3_000 }, (_, n) => ({ name: `S${n}`, xml: worksheet(textRows([['x']])) })).slice(0, 1) }),
      'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${'<sheet name="S" r:id="sheet1"/>'.repeat(3_000)}</sheets></workbook>`,
    }),
  ),
  bad('cells that stand in no row', 'a.xlsx', 'damaged-file', () => sheet('<c r="A1" t="str"><v>x</v></c>')),
];

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
/** Code page 500: letters, digits and space where the mainframe has them. */
const ebcdic = (text: string): Uint8Array =>
  Uint8Array.from(text, (one) =>
    /[a-i]/.test(one)
      ? one.charCodeAt(0) + 0x20
      : /[j-r]/.test(one)
        ? one.charCodeAt(0) + 0x27
        : /[s-z]/.test(one)
          ? one.charCodeAt(0) + 0x2f
          : /\d/.test(one)
            ? one.charCodeAt(0) + 0xc0
            : one === ','
              ? 0x6b
              : one === '\n'
                ? 0x25
                : 0x40,
  );

export const BAD_TEXTS: readonly BadFile[] = [
  bad('an empty file', 'a.csv', 'empty-file', () => new Uint8Array()),
  bad('an empty document', 'a.docx', 'empty-file', () => new Uint8Array()),
  bad('only blank lines and tabs', 'a.csv', 'empty-file', () => ' \r\n\t\n '),
  bad('only a byte order mark', 'a.csv', 'empty-file', () => '\uFEFF'),
  bad('one letter', 'a.csv', 'reads', () => 'a'),
  bad('one letter as a document', 'a.docx', 'wrong-extension', () => 'a'),
  bad('noise as a csv', 'a.csv', 'unreadable-text', () => noise(20_000)),
  bad('noise as a document', 'a.docx', 'wrong-extension', () => noise(20_000)),
  bad('noise under no name that we know', 'a.bin', 'unknown-file-kind', () => noise(20_000)),
  bad('a picture as a document', 'a.docx', 'wrong-extension', () =>
    Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), noise(500)]),
  ),
  bad('a photograph as a workbook', 'a.xlsx', 'wrong-extension', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), noise(500)])),
  bad('a PDF as a document', 'a.docx', 'wrong-extension', () => '%PDF-1.7\n1 0 obj'),
  bad('a PDF', 'a.pdf', 'unknown-file-kind', () => '%PDF-1.7\n1 0 obj'),
  bad('rich text as a document', 'a.docx', 'wrong-extension', () => '{\\rtf1\\ansi Hello}'),
  bad('a web page as a workbook', 'a.xls', 'wrong-extension', () => '<html><body><table><tr><td>1</td></tr></table></body></html>'),
  bad('a web page as a csv', 'a.csv', 'wrong-extension', () => '\n<!DOCTYPE html>\n<html><p>1, 2</p></html>'),
  bad('Word’s own XML as a document', 'a.docx', 'wrong-extension', () => '<?xml version="1.0"?><pkg:package/>'),
  bad('a compressed csv', 'a.csv', 'wrong-extension', () => gzipSync(strToU8('a,b\n1,2\n'))),
  bad('an e-mail as a document', 'a.docx', 'wrong-extension', () => 'MIME-Version: 1.0\nContent-Type: multipart/related\n\nhello'),
  bad('a narrative as a workbook', 'a.xlsx', 'wrong-extension', () => 'On Sunday she was seen at home.\nShe was well.\n'),
  bad('a csv as a workbook', 'a.xlsx', 'reads, saying name-says-otherwise', () => 'Date,Event\n22.05.16,Seen\n'),
  bad('a million columns', 'a.csv', 'too-many-columns', () => 'x,'.repeat(1_000_000)),
  bad('300,000 rows', 'a.csv', 'too-many-rows', () => lines(300_000, '22.05.16,Seen')),
  bad('20,000 rows of 900 empty cells', 'a.csv', 'too-many-rows', () => lines(20_000, ','.repeat(899))),
  bad('a quotation mark that never closes', 'a.csv', 'damaged-file', () => 'Date,Event\n22.05.16,"She said\n23.05.16,Rang\n'),
  bad('a quotation mark that never closes, 45 MB', 'a.csv', 'cell-too-long', () => `Date,Event\n22.05.16,"${'x'.repeat(45_000_000)}`),
  bad('a cell of 10 MB', 'a.csv', 'cell-too-long', () => `Date,Event\n22.05.16,${'x'.repeat(10_000_000)}\n`),
  bad('55 MB', 'a.csv', 'file-too-large', () => Buffer.alloc(55_000_000, 'a,b\n')),
  bad('zero bytes here and there', 'a.csv', 'reads, saying bad-characters', () => 'Date,Event\n22.05.16,Se\0en at ho\0me\n'),
  bad('nothing but zero bytes', 'a.csv', 'unreadable-text', () => new Uint8Array(10_000)),
  bad('bytes that are not UTF-8', 'a.csv', 'reads, saying encoding', () => Buffer.from('Date,Event\n22.05.16,Jos\xe9 seen\n', 'latin1')),
  bad('UTF-8 broken in the middle of a character', 'a.csv', 'reads, saying encoding', () =>
    Buffer.from('Date,Event\n22.05.16,José').subarray(0, -1),
  ),
  bad('a mark of UTF-8 and something else after it', 'a.csv', 'unreadable-text', () =>
    Buffer.concat([Buffer.from('\uFEFFDate,Event\n'), Buffer.from([0xff, 0xfe, 0xfd])]),
  ),
  bad('UTF-16 with half a character at its end', 'a.csv', 'reads, saying encoding', () =>
    Buffer.from('\uFEFFDate,Event\n22.05.16,Seen\n', 'utf16le').subarray(0, -1),
  ),
  bad('UTF-16 with halves of characters alone', 'a.csv', 'reads, saying bad-characters', () =>
    Buffer.from('\uFEFFDate,Event\n22.05.16,a\uD83Db\uDC00c\n', 'utf16le'),
  ),
  bad('UTF-32', 'a.csv', 'unreadable-text', () =>
    Buffer.from([...'\uFEFFDate,Event\n22.05.16,Seen at home\n'].flatMap((one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8, 0, 0])),
  ),
  bad('a mainframe’s EBCDIC', 'a.csv', 'unreadable-text', () => ebcdic('date,event\n22 may 2016,seen at home with mother\n'.repeat(20))),
  bad('cells that are formulas to a spreadsheet', 'a.csv', 'reads', () => "Date,Event\n22.05.16,=cmd|'/c calc'!A0\n"),
  bad('JSON 100,000 deep', 'a.json', 'unsafe-file', () => '['.repeat(100_000) + ']'.repeat(100_000)),
  bad('JSON that reaches into the program', 'a.json', 'unsafe-file', () => '{"events":[{"__proto__":{"admin":true}}]}'),
  bad('JSON that reaches into the program in disguise', 'a.json', 'unsafe-file', () => '{"\\u005f_proto__":{"admin":true}}'),
  bad('JSON with a number beyond all numbers', 'a.json', 'damaged-file', () => '{"a":1e999}'),
  bad('JSON with something after it', 'a.json', 'damaged-file', () => '{"events":[]} and more'),
  bad('JSON cut off', 'a.json', 'damaged-file', () => '{"events":[{"what":"Se'),
  bad('JSON that is not there', 'a.json', 'damaged-file', () => 'Date,Event'),
  bad('JSON with a text of 1 MB', 'a.json', 'cell-too-long', () => JSON.stringify({ a: 'x'.repeat(1_000_000) })),
  bad('JSON of five million values', 'a.json', 'too-many-rows', () => `[${'1,'.repeat(5_000_000)}1]`),
  bad('JSON that is only a word', 'a.json', 'reads', () => '"hello"'),
  bad('JSON as a document', 'a.docx', 'reads, saying name-says-otherwise', () => '{"events":[]}'),
];
