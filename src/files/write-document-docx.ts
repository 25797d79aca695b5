/** A source document's tables and passages as a Word document, with merged cells, colours, hidden rows, tracked changes and comments. */
import { type Cell, cellText, type Row, type SourceDocument, type Table } from '../domain/document.ts';
import {
  contentTypes,
  PROPERTY_TYPES,
  packageRelations,
  properties,
  type Relation,
  relations,
  type TitledFile,
  WORDS,
  XML,
  xml,
} from './write-ooxml.ts';
import type { Part } from './write-zip.ts';

/** Something in one cell of a Word table besides its text. `table`, `row` and `column` count from 0. */
export type Addition = {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly as: 'inserted' | 'deleted' | 'comment';
  readonly text: string;
};

/** Tracked changes and comments are written only into docx. */
export type DocxOptions = TitledFile & { readonly additions?: readonly Addition[] };

const { main: MAIN, relations: OFFICE, type: TYPE } = WORDS;
/** Who made a tracked change, and when: Word wants both. */
const BY = 'w:author="Author" w:date="2000-01-01T00:00:00Z"';

/** Text with its line breaks and tabs as Word writes them. */
export function runText(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .split('\t')
        .map((piece) => (piece === '' ? '' : `<w:t xml:space="preserve">${xml(piece)}</w:t>`))
        .join('<w:tab/>'),
    )
    .join('<w:br/>');
}

function paragraph(text: string, more = ''): string {
  return `<w:p>${text === '' ? '' : `<w:r>${runText(text)}</w:r>`}${more}</w:p>`;
}

type Comments = { readonly texts: string[] };

function additionXml(addition: Addition, comments: Comments, id: number): string {
  switch (addition.as) {
    case 'inserted':
      return `<w:ins w:id="${id}" ${BY}><w:r>${runText(addition.text)}</w:r></w:ins>`;
    case 'deleted':
      return `<w:del w:id="${id}" ${BY}><w:r><w:delText xml:space="preserve">${xml(addition.text)}</w:delText></w:r></w:del>`;
    case 'comment':
      comments.texts.push(addition.text);
      return `<w:r><w:commentReference w:id="${comments.texts.length - 1}"/></w:r>`;
  }
}

function merged(cell: Cell | undefined): 'above' | 'left' | null {
  return cell === undefined || typeof cell === 'string' ? null : (cell.merged ?? null);
}

function isMergedBelow(below: Row | undefined, column: number): boolean {
  return merged(below?.cells[column]) === 'above';
}

type Writing = { readonly additions: readonly Addition[]; readonly comments: Comments; count: number };

function cellXml(cell: Cell, column: number, span: number, below: Row | undefined, more: string): string {
  const above = merged(cell) === 'above';
  const fill = typeof cell === 'string' ? undefined : cell.fill;
  const shape = [
    '<w:tcW w:w="0" w:type="auto"/>',
    span > 1 ? `<w:gridSpan w:val="${span}"/>` : '',
    above ? '<w:vMerge/>' : isMergedBelow(below, column) ? '<w:vMerge w:val="restart"/>' : '',
    fill === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`,
  ].join('');
  return `<w:tc><w:tcPr>${shape}</w:tcPr>${paragraph(above ? '' : cellText(cell), more)}</w:tc>`;
}

function* tableXml(table: Table, index: number, writing: Writing): Generator<string> {
  const width = Math.max(1, ...table.rows.map((row) => row.cells.length));
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  yield '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>';
  yield borders.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('');
  yield `</w:tblBorders></w:tblPr><w:tblGrid>${'<w:gridCol/>'.repeat(width)}</w:tblGrid>`;
  /** How many columns the merged cell that begins in a column is wide, for the rows that it covers. */
  const spans: number[] = [];
  for (const [at, row] of table.rows.entries()) {
    yield `<w:tr>${row.hidden ? '<w:trPr><w:hidden/></w:trPr>' : ''}`;
    let column = 0;
    while (column < row.cells.length) {
      const cell = row.cells[column] ?? '';
      let span = 1;
      if (merged(cell) === 'above') span = spans[column] ?? 1;
      else while (merged(row.cells[column + span]) === 'left') span += 1;
      spans[column] = span;
      let more = '';
      for (const addition of writing.additions) {
        if (addition.table !== index || addition.row !== at || addition.column !== column) continue;
        writing.count += 1;
        more += additionXml(addition, writing.comments, writing.count);
      }
      yield cellXml(cell, column, span, table.rows[at + 1], more);
      column += span;
    }
    // Word refuses a row without cells.
    yield `${row.cells.length === 0 ? '<w:tc><w:p/></w:tc>' : ''}</w:tr>`;
  }
  yield '</w:tbl>';
}

/** Which table a passage stands before (its index) or after (its index + 1): between the tables a passage has but one place. */
function slotOf(place: string): number {
  const found = /\b(before|after) table (\d+)\b/.exec(place);
  if (found === null) return 0;
  return found[1] === 'after' ? Number(found[2]) : Number(found[2]) - 1;
}

function* bodyXml(document: SourceDocument, writing: Writing, references: string): Generator<string> {
  yield `${XML}<w:document xmlns:w="${MAIN}" xmlns:r="${OFFICE}"><w:body>`;
  const passages = document.passages.filter(({ place }) => !/^(header|footer)\b/.test(place));
  for (let slot = 0; slot <= Math.max(document.tables.length, 0); slot += 1) {
    for (const passage of passages) if (Math.min(slotOf(passage.place), document.tables.length) === slot) yield paragraph(passage.text);
    const table = document.tables[slot];
    if (table === undefined) continue;
    yield* tableXml(table, slot, writing);
    // Two tables without a paragraph between them would become one.
    yield '<w:p/>';
  }
  yield `<w:sectPr>${references}<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`;
  yield '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>';
}

/** The parts of the document, in the order in which they are written. */
export function* docxParts(document: SourceDocument, options: DocxOptions): Generator<Part> {
  const writing: Writing = { additions: options.additions ?? [], comments: { texts: [] }, count: 0 };
  const margins = (['header', 'footer'] as const).flatMap((margin) => {
    const texts = document.passages.filter(({ place }) => place.startsWith(margin)).map(({ text }) => text);
    return texts.length === 0 ? [] : [{ margin, texts }];
  });
  const hasComments = writing.additions.some((addition) => addition.as === 'comment');
  const all: Relation[] = [
    ...margins.map(({ margin }) => ({ id: margin, type: margin, target: `${margin}1.xml` })),
    ...(hasComments ? [{ id: 'comments', type: 'comments', target: 'comments.xml' }] : []),
  ];
  yield contentTypes({
    'word/document.xml': `${TYPE}.document.main+xml`,
    ...Object.fromEntries(margins.map(({ margin }) => [`word/${margin}1.xml`, `${TYPE}.${margin}+xml`])),
    ...(hasComments ? { 'word/comments.xml': `${TYPE}.comments+xml` } : {}),
    ...PROPERTY_TYPES,
  });
  yield packageRelations('word/document.xml');
  yield* properties(options.title ?? 'Chronology', options.on ?? '2000-01-01');
  yield relations('word/_rels/document.xml.rels', all);
  const references = margins.map(({ margin }) => `<w:${margin}Reference w:type="default" r:id="${margin}"/>`).join('');
  yield { name: 'word/document.xml', content: bodyXml(document, writing, references) };
  for (const { margin, texts } of margins) {
    const tag = margin === 'header' ? 'hdr' : 'ftr';
    yield {
      name: `word/${margin}1.xml`,
      content: [`${XML}<w:${tag} xmlns:w="${MAIN}">`, ...texts.map((text) => paragraph(text)), `</w:${tag}>`],
    };
  }
  if (hasComments) {
    const each = writing.comments.texts.map((text, id) => `<w:comment w:id="${id}" ${BY}>${paragraph(text)}</w:comment>`);
    yield { name: 'word/comments.xml', content: [`${XML}<w:comments xmlns:w="${MAIN}">`, ...each, '</w:comments>'] };
  }
}
