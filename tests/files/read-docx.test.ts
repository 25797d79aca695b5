import { readFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Cell, SourceDocument } from '../../src/domain/document.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { readDocument } from '../../src/files/read-document.ts';
import { docx, docxParts, links, OFFICE, p, tbl, tc, tr, zipped } from './office-samples.ts';

async function read(bytes: Uint8Array, name = 'a.docx'): Promise<SourceDocument> {
  const document = await readDocument(bytes, name, LIMITS);
  if (isProblem(document)) throw new Error(`${document.problem}: ${document.detail ?? ''}`);
  return document;
}
const rowsOf = (document: SourceDocument, table = 0): readonly (readonly Cell[])[] =>
  (document.tables[table]?.rows ?? []).map((row) => row.cells);
const codes = (document: SourceDocument): readonly string[] => document.remarks.map((remark) => remark.code);

describe('a Word document', () => {
  it('gives a court chronology’s table row by row and the text round it', async () => {
    const document = await read(readFileSync(new URL('../data/01-court-chronology-plo.docx', import.meta.url)));
    expect(document.kind).toBe('docx');
    expect(document.tables).toHaveLength(1);
    expect(document.tables[0]?.place).toBe('table 1');
    expect(document.tables[0]?.rows.map((row) => row.number)).toEqual(Array.from({ length: 15 }, (_, n) => n + 1));
    expect(rowsOf(document)[0]).toEqual(['Serial No.', 'Date', 'Event - detail', 'Witness or document reference']);
    expect(rowsOf(document)[8]).toEqual([
      '7',
      '21st February 2014',
      'Core assessment completed.\n25th February 2014 - closed to CSC.',
      'F41-F58',
    ]);
    expect(document.passages).toContainEqual({ place: 'paragraph 3', text: 'Child: B (dob 14.8.15)   Sibling: S (dob 11.10.11)' });
    expect(document.remarks).toEqual([]);
  });

  it('repeats a date that is merged over three rows in each of them', async () => {
    const document = await read(
      docx(
        tbl([
          tr([tc('22.05.16', '<w:vMerge w:val="restart"/>'), 'Seen']),
          tr([tc('<w:p/>', '<w:vMerge/>'), 'Rang']),
          tr([tc('<w:p/>', '<w:vMerge w:val="continue"/>'), 'Wrote']),
          tr(['23.05.16', 'Left']),
        ]),
      ),
    );
    expect(rowsOf(document)).toEqual([
      ['22.05.16', 'Seen'],
      [{ text: '22.05.16', merged: 'above' }, 'Rang'],
      [{ text: '22.05.16', merged: 'above' }, 'Wrote'],
      ['23.05.16', 'Left'],
    ]);
    expect(document.remarks).toEqual([]);
  });

  it('does not carry a merged date past the end of its merge into a new one', async () => {
    const document = await read(
      docx(
        tbl([
          tr([tc('1', '<w:vMerge w:val="restart"/>')]),
          tr(['2']),
          tr([tc('<w:p/>', '<w:vMerge/>')]),
          tr([tc('<w:p/>', '<w:vMerge/>')]),
        ]),
      ),
    );
    expect(rowsOf(document)).toEqual([['1'], ['2'], [''], [{ text: '', merged: 'above' }]]);
    expect(codes(document)).toEqual(['merge-without-start']);
  });

  it('keeps text of its own under a merged cell and says so', async () => {
    const document = await read(docx(tbl([tr([tc('1', '<w:vMerge w:val="restart"/>')]), tr([tc('not lost', '<w:vMerge/>')])])));
    expect(rowsOf(document)).toEqual([['1'], ['not lost']]);
    expect(codes(document)).toEqual(['text-under-merged-cell']);
  });

  it('fills every column that a wide cell spans, and begins where the grid says', async () => {
    const document = await read(
      docx(
        tbl([
          tr(['a', 'b', 'c']),
          tr([tc('wide', '<w:gridSpan w:val="2"/>'), 'd']),
          tr(['late'], '<w:gridBefore w:val="2"/>'),
          tr([tc('x', '<w:hMerge w:val="restart"/>'), tc('<w:p/>', '<w:hMerge/>'), 'e']),
        ]),
      ),
    );
    expect(rowsOf(document)).toEqual([
      ['a', 'b', 'c'],
      ['wide', { text: 'wide', merged: 'left' }, 'd'],
      ['', '', 'late'],
      ['x', { text: 'x', merged: 'left' }, 'e'],
    ]);
  });

  it('reads a cell that spans both down and across as one', async () => {
    const block = '<w:gridSpan w:val="2"/>';
    const document = await read(
      docx(tbl([tr([tc('B', `${block}<w:vMerge w:val="restart"/>`), '1']), tr([tc('<w:p/>', `${block}<w:vMerge/>`), '2'])])),
    );
    expect(rowsOf(document)[1]).toEqual([{ text: 'B', merged: 'above' }, { text: 'B', merged: 'above' }, '2']);
  });

  it('reads the text of content controls, and not the prompt of one that nobody filled in', async () => {
    const control = (text: string, prompt: boolean): string =>
      `<w:sdt><w:sdtPr>${prompt ? '<w:showingPlcHdr/>' : ''}</w:sdtPr><w:sdtContent>${p(text)}</w:sdtContent></w:sdt>`;
    const wholeCell = `<w:sdt><w:sdtPr/><w:sdtContent>${tc('in a control')}</w:sdtContent></w:sdt>`;
    const wholeRow = `<w:sdt><w:sdtContent>${tr(['r1', 'r2', 'r3'])}</w:sdtContent></w:sdt>`;
    const document = await read(
      docx(tbl([tr([wholeCell, tc(control('22 May 2016', false)), tc(control('Click here to enter a date.', true))]), wholeRow])),
    );
    expect(rowsOf(document)).toEqual([
      ['in a control', '22 May 2016', ''],
      ['r1', 'r2', 'r3'],
    ]);
    expect(codes(document)).toEqual(['unfilled-fields']);
  });

  it('reads inserted and not deleted text, and leaves a deleted row out', async () => {
    const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const changed = `<w:p>${run('Seen ')}<w:del w:id="1"><w:r><w:delText>yesterday</w:delText></w:r></w:del><w:ins w:id="2">${run('on 22 May')}</w:ins></w:p>`;
    const moved = `<w:p><w:moveFrom>${run('old place')}</w:moveFrom><w:moveTo>${run('new place')}</w:moveTo></w:p>`;
    const document = await read(
      docx(tbl([tr([tc(changed), tc(moved)]), tr(['gone', 'gone'], '<w:del w:id="3"/>'), tr(['kept', 'kept'], '<w:ins w:id="4"/>')])),
    );
    expect(rowsOf(document)).toEqual([
      ['Seen on 22 May', 'new place'],
      ['kept', 'kept'],
    ]);
    expect(document.tables[0]?.rows.map((row) => row.number)).toEqual([1, 2]);
    expect(codes(document)).toEqual(['tracked-changes']);
    expect(document.remarks[0]?.says).toContain('1 deleted row was left out');
  });

  it('joins two paragraphs when the mark between them was deleted', async () => {
    const first = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">She was </w:t></w:r></w:p>';
    const document = await read(docx(tbl([tr([tc(first + p('not at home')), tc(first)])])));
    expect(rowsOf(document)).toEqual([['She was not at home', 'She was']]);
  });

  it('reads hidden text and hidden rows and says so', async () => {
    const hidden = (text: string): string => `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;
    const shown = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>';
    const styled = '<w:p><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>by style</w:t></w:r></w:p>';
    const styles =
      '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>';
    const document = await read(
      docx(
        tbl([
          tr([tc(hidden('all')), tc(hidden('hidden'))]),
          tr([tc(hidden('partly')), tc(shown)]),
          tr(['x'], '<w:hidden/>'),
          tr([tc(styled)]),
        ]),
        { 'word/styles.xml': styles },
        [{ id: 's', type: 'styles', target: 'styles.xml' }],
      ),
    );
    expect(rowsOf(document)).toEqual([['all', 'hidden'], ['partly', 'shown'], ['x'], ['by style']]);
    expect(document.tables[0]?.rows.map((row) => row.hidden)).toEqual([true, false, true, true]);
    expect(codes(document)).toEqual(['hidden-text']);
  });

  it('keeps the colour of a cell, but not white, automatic or a former colour', async () => {
    const shade = (fill: string, old = ''): string => tc('x', `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>${old}`);
    const former = '<w:tcPrChange w:id="1"><w:tcPr><w:shd w:val="clear" w:fill="00FF00"/></w:tcPr></w:tcPrChange>';
    const document = await read(
      docx(
        tbl([
          tr([
            shade('ff0000'),
            shade('auto'),
            shade('FFFFFF'),
            shade('FFC000', former),
            tc('<w:p/>', '<w:shd w:val="solid" w:color="92D050" w:fill="auto"/>'),
          ]),
        ]),
      ),
    );
    expect(rowsOf(document)[0]).toEqual([
      { text: 'x', fill: 'FF0000' },
      'x',
      'x',
      { text: 'x', fill: 'FFC000' },
      { text: '', fill: '92D050' },
    ]);
  });

  it('reads line breaks, tabs, hyphens, symbols and the results of fields as a person sees them', async () => {
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ "d MMM"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>22 May</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const list =
      '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Amber"/></w:ddList></w:ffData></w:fldChar></w:r>';
    const body = `<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p><w:p>${field}</w:p><w:p>${list}</w:p>`;
    const document = await read(docx(`${tbl([tr([tc(body)])])}`));
    expect(rowsOf(document)).toEqual([['a\nb\tc-de✓\n22 May\nAmber']]);
  });

  it('keeps a table inside a cell as that cell’s text and says so', async () => {
    const inner = tbl([tr(['09:00', 'rang']), tr(['10:00', 'called'])]);
    const document = await read(docx(tbl([tr(['1 May', tc(`${p('Twice:')}${inner}<w:p/>`)])])));
    expect(document.tables).toHaveLength(1);
    expect(rowsOf(document)).toEqual([['1 May', 'Twice:\n09:00\trang\n10:00\tcalled']]);
    expect(codes(document)).toEqual(['nested-table']);
  });

  it('reads text boxes once, headers, footnotes and comments as text beside the tables, each with its place', async () => {
    const box =
      '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>beside</w:t></w:r></w:p>';
    const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const document = await read(
      docx(
        p('first') + box + tbl([tr(['x'])]) + p('last'),
        {
          'word/header1.xml': `<w:hdr ${ns}>${p('Restricted')}</w:hdr>`,
          'word/header2.xml': `<w:hdr ${ns}>${p('Restricted')}</w:hdr>`,
          'word/footer1.xml': `<w:ftr ${ns}>${p('Page 1')}</w:ftr>`,
          'word/footnotes.xml': `<w:footnotes ${ns}><w:footnote w:type="separator">${p('---')}</w:footnote><w:footnote>${p('see E14')}</w:footnote></w:footnotes>`,
          'word/comments.xml': `<w:comments ${ns}><w:comment>${p('is this right?')}</w:comment></w:comments>`,
        },
        [
          { id: 'h1', type: 'header', target: 'header1.xml' },
          { id: 'h2', type: 'header', target: 'header2.xml' },
          { id: 'f1', type: 'footer', target: 'footer1.xml' },
          { id: 'n1', type: 'footnotes', target: 'footnotes.xml' },
          { id: 'c1', type: 'comments', target: 'comments.xml' },
        ],
      ),
    );
    expect(document.passages).toEqual([
      { place: 'paragraph 1', text: 'first' },
      { place: 'text box 1', text: 'boxed' },
      { place: 'paragraph 2', text: 'beside' },
      { place: 'paragraph 3', text: 'last' },
      { place: 'header', text: 'Restricted' },
      { place: 'footer', text: 'Page 1' },
      { place: 'footnote 1', text: 'see E14' },
      { place: 'comment 1', text: 'is this right?' },
    ]);
    expect(codes(document)).toEqual(['text-boxes', 'footnotes', 'comments']);
  });

  it('says what it did not open: embedded documents, objects and links to elsewhere', async () => {
    const document = await read(
      docx(`${p('x')}<w:altChunk r:id="c"/><w:p><w:r><w:object/></w:r></w:p>`, { 'word/chunk.html': '<p>y</p>' }, [
        { id: 'c', type: 'aFChunk', target: 'chunk.html' },
        { id: 'l', type: `${OFFICE}/image`, target: 'https://example.org/a.png', external: true },
      ]),
    );
    expect(codes(document)).toEqual(['embedded-objects', 'embedded-document', 'external-links']);
  });

  it('is not told that a web address in a hyperlink is a danger', async () => {
    const document = await read(docx(p('x'), {}, [{ id: 'l', type: 'hyperlink', target: 'https://example.org', external: true }]));
    expect(document.remarks).toEqual([]);
  });

  it('finds the reading that our own export carries', async () => {
    const carried = { kinline: 1, events: [{ id: 'a', what: 'Seen & heard <b>' }] };
    const document = await read(
      docx(p('x'), {
        'customXml/item1.xml': '<b:Sources xmlns:b="http://example.org"/>',
        'customXml/item2.xml': `<kinline xmlns="https://kinline.example/reading">${JSON.stringify(carried).replace(/&/g, '&amp;').replace(/</g, '&lt;')}</kinline>`,
      }),
    );
    expect(document.json).toEqual(carried);
  });

  it('is read by its namespaces, whatever they are called, and in the strict form too', async () => {
    const strict =
      '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:tbl><d:tr><d:tc><d:p><d:r><d:t>22 May 2016</d:t></d:r></d:p></d:tc></d:tr></d:tbl></d:body></d:document>';
    const parts = {
      ...docxParts(''),
      'word/document.xml': strict,
      '_rels/.rels': links([
        { id: 'a', type: 'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument', target: '/word/document.xml' },
      ]),
    };
    expect(rowsOf(await read(zipped(parts)))).toEqual([['22 May 2016']]);
  });

  it('may be written in UTF-16, with curly quotes and characters by number', async () => {
    const xml =
      `<?xml version="1.0" encoding="UTF-16"?>${docxParts(tbl([tr(['“she said”&#8230; &#x1F476; &lt;b&gt; &amp;amp;'])]))['word/document.xml']}`.replace(
        /<\?xml version="1.0" encoding="UTF-8"[^>]*>/,
        '',
      );
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);
    expect(rowsOf(await read(zipped({ ...docxParts(''), 'word/document.xml': wide })))).toEqual([['“she said”… 👶 <b> &amp;']]);
  });

  it('leaves out characters that are not text and says how many', async () => {
    const document = await read(
      zipped({ ...docxParts(''), 'word/document.xml': strToU8(docxParts(tbl([tr(['a\u0001b\u000Bc'])]))['word/document.xml'] as string) }),
    );
    expect(rowsOf(document)).toEqual([['abc']]);
    expect(document.remarks).toEqual([
      { place: 'document', code: 'bad-characters', says: '2 characters that are not text were left out or are shown as \uFFFD.' },
    ]);
  });

  it('is read by what it is when its name says otherwise', async () => {
    const document = await read(docx(tbl([tr(['x'])])), 'police.csv');
    expect(document.kind).toBe('docx');
    expect(codes(document)).toEqual(['name-says-otherwise']);
  });
});
