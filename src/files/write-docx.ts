/**
 * How our own Word documents look and what they are made of: A4 landscape, heading styles, page numbers, British English, tables with
 * their heading row on every page. Written piece by piece, so that a hundred thousand rows never stand in memory.
 */
import type { CellLine } from '../domain/chronology-columns.ts';
import type { TextTable } from './write-chronology-content.ts';
import type { TextRow } from './write-chronology-rows.ts';
import { runText } from './write-document-docx.ts';
import { contentTypes, PROPERTY_TYPES, packageRelations, properties, type Relation, relations, WORDS, XML, xml } from './write-ooxml.ts';
import type { Part } from './write-zip.ts';

const { main: MAIN, relations: OFFICE, type: TYPE } = WORDS;

/** A4 landscape in twentieths of a point, with margins of 12.7 mm. */
const PAGE = { width: 16_838, height: 11_906, margin: 720 };
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
const INK = '0B0C0C';
const QUIET = '484949';
const DEEP = '1D3B53';

function style(id: string, name: string, paragraph: string, run: string, more = ''): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}><w:name w:val="${name}"/>${more}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const spacing = (before: number, after: number): string => `<w:spacing w:before="${before}" w:after="${after}"/>`;
const basedOnNormal = '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>';

const STYLES = [
  `${XML}<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>`,
  `<w:color w:val="${INK}"/>${size(20)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>`,
  '<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>',
  style('Normal', 'Normal', spacing(0, 100), ''),
  style('Title', 'Title', spacing(0, 80), `<w:b/>${size(44)}<w:color w:val="${DEEP}"/>`, basedOnNormal),
  style('Subtitle', 'Subtitle', spacing(0, 160), size(24), basedOnNormal),
  style(
    'Heading1',
    'heading 1',
    `<w:keepNext/><w:keepLines/>${spacing(320, 100)}<w:outlineLvl w:val="0"/>`,
    `<w:b/>${size(28)}<w:color w:val="${DEEP}"/>`,
    basedOnNormal,
  ),
  style(
    'Heading2',
    'heading 2',
    `<w:keepNext/><w:keepLines/>${spacing(160, 60)}<w:outlineLvl w:val="1"/>`,
    `<w:b/>${size(22)}`,
    basedOnNormal,
  ),
  style('Cell', 'Table text', '<w:spacing w:before="0" w:after="20"/>', size(18), '<w:basedOn w:val="Normal"/>'),
  style(
    'CellHeading',
    'Table heading',
    '<w:keepNext/><w:spacing w:before="20" w:after="20"/>',
    `<w:b/><w:color w:val="FFFFFF"/>${size(18)}`,
    '<w:basedOn w:val="Cell"/>',
  ),
  style(
    'CellSmall',
    'Table small print',
    '<w:spacing w:before="0" w:after="20"/>',
    `${size(14)}<w:color w:val="${QUIET}"/>`,
    '<w:basedOn w:val="Cell"/>',
  ),
  style(
    'Margin',
    'Margin text',
    '<w:tabs><w:tab w:val="right" w:pos="15398"/></w:tabs><w:spacing w:after="0"/>',
    size(16),
    '<w:basedOn w:val="Normal"/>',
  ),
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
  '<w:style w:type="table" w:styleId="Chronology"><w:name w:val="Chronology"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>',
  '<w:top w:val="single" w:sz="8" w:space="0" w:color="1D3B53"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1D3B53"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="8B9296"/>',
  '</w:tblBorders><w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
  '</w:styles>',
];

export function styled(name: string, text: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${name}"/></w:pPr><w:r>${runText(text)}</w:r></w:p>`;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

function lineXml(line: CellLine, small: boolean): string {
  const label = line.label === null ? '' : `<w:r><w:rPr><w:b/></w:rPr>${runText(`${line.label}: `)}</w:r>`;
  const run = RIGHT_TO_LEFT.test(line.text) ? '<w:rPr><w:rtl/></w:rPr>' : line.strong === true ? '<w:rPr><w:b/></w:rPr>' : '';
  return `<w:p><w:pPr><w:pStyle w:val="${small ? 'CellSmall' : 'Cell'}"/></w:pPr>${label}<w:r>${run}${runText(line.text)}</w:r></w:p>`;
}

const EMPTY_CELL = '<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>';
/** A row longer than this may break over two pages, or it would leave half a page white. */
const LONGEST_KEPT_ROW = 900;

function rowXml(row: TextRow, smallColumn: number): string {
  let written = '';
  let length = 0;
  for (const [column, lines] of row.entries()) {
    let cell = '';
    for (const line of lines) {
      length += line.text.length;
      cell += lineXml(line, column === smallColumn);
    }
    written += `<w:tc>${cell === '' ? EMPTY_CELL : cell}</w:tc>`;
  }
  return `<w:tr>${length <= LONGEST_KEPT_ROW ? '<w:trPr><w:cantSplit/></w:trPr>' : ''}${written}</w:tr>`;
}

/** A table with its heading row on every page, its title and its description for people who cannot see it. */
export function* tableXml(table: TextTable): Generator<string> {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  const widths = table.widths.map((width) => Math.floor((width / whole) * TEXT_WIDTH));
  yield `<w:tbl><w:tblPr><w:tblStyle w:val="Chronology"/><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`;
  yield `<w:tblCaption w:val="${xml(table.caption)}"/><w:tblDescription w:val="${xml(table.description)}"/></w:tblPr>`;
  yield `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`;
  for (const [column, heading] of table.headings.entries()) {
    yield `<w:tc><w:tcPr><w:tcW w:w="${widths[column]}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="${DEEP}"/></w:tcPr>${styled('CellHeading', heading)}</w:tc>`;
  }
  yield '</w:tr>';
  const smallColumn = table.headings.indexOf('Reference');
  for (const row of table.rows) yield rowXml(row, smallColumn);
  yield '</w:tbl>';
}

/** What a document of ours is made of, besides its look. */
export type DocxPackage = {
  readonly title: string;
  /** ISO day for the properties. */
  readonly on: string;
  /** The marking on top of every page; empty for none. */
  readonly classification: string;
  /** Paragraphs and tables. */
  readonly body: Iterable<string>;
  /** A custom XML part that Word keeps: its namespace and its XML. */
  readonly carrier?: { readonly namespace: string; readonly content: Iterable<string> };
};

function* documentXml(body: Iterable<string>): Generator<string> {
  yield `${XML}<w:document xmlns:w="${MAIN}" xmlns:r="${OFFICE}"><w:body>`;
  yield* body;
  yield '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>';
  yield `<w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}" w:orient="landscape"/>`;
  yield `<w:pgMar w:top="1000" w:right="${PAGE.margin}" w:bottom="900" w:left="${PAGE.margin}" w:header="450" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

const field = (name: string): string => `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;

function marginXml(tag: 'hdr' | 'ftr', content: DocxPackage): string {
  const left = tag === 'hdr' ? content.classification : content.title;
  const right =
    tag === 'hdr'
      ? `<w:r>${runText(content.title)}</w:r>`
      : `<w:r>${runText('Page ')}</w:r>${field('PAGE')}<w:r>${runText(' of ')}</w:r>${field('NUMPAGES')}`;
  const marked = tag === 'hdr' ? '<w:rPr><w:b/></w:rPr>' : '';
  return `${XML}<w:${tag} xmlns:w="${MAIN}"><w:p><w:pPr><w:pStyle w:val="Margin"/></w:pPr><w:r>${marked}${runText(left)}</w:r><w:r><w:tab/></w:r>${right}</w:p></w:${tag}>`;
}

const SETTINGS = [
  `${XML}<w:settings xmlns:w="${MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>`,
  '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>',
];

function* carrierParts(carrier: NonNullable<DocxPackage['carrier']>): Generator<Part> {
  const item = `<ds:datastoreItem ds:itemID="{7C1E5A0D-3B0E-4E0B-9C5E-6B1F0C0A51E1}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">`;
  yield relations('customXml/_rels/item1.xml.rels', [{ id: 'rId1', type: 'customXmlProps', target: 'itemProps1.xml' }]);
  yield {
    name: 'customXml/itemProps1.xml',
    content: [`${XML}${item}<ds:schemaRefs><ds:schemaRef ds:uri="${carrier.namespace}"/></ds:schemaRefs></ds:datastoreItem>`],
  };
  yield { name: 'customXml/item1.xml', content: carrier.content };
}

/** The parts of the document, in the order in which they are written. */
export function* docxPackage(made: DocxPackage): Generator<Part> {
  yield contentTypes({
    'word/document.xml': `${TYPE}.document.main+xml`,
    'word/styles.xml': `${TYPE}.styles+xml`,
    'word/settings.xml': `${TYPE}.settings+xml`,
    'word/header1.xml': `${TYPE}.header+xml`,
    'word/footer1.xml': `${TYPE}.footer+xml`,
    ...(made.carrier === undefined
      ? {}
      : { 'customXml/itemProps1.xml': 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml' }),
    ...PROPERTY_TYPES,
  });
  yield packageRelations('word/document.xml');
  yield* properties(made.title, made.on);
  const all: Relation[] = [
    { id: 'rId1', type: 'styles', target: 'styles.xml' },
    { id: 'rId2', type: 'settings', target: 'settings.xml' },
    { id: 'rId3', type: 'header', target: 'header1.xml' },
    { id: 'rId4', type: 'footer', target: 'footer1.xml' },
  ];
  if (made.carrier !== undefined) all.push({ id: 'rId5', type: 'customXml', target: '../customXml/item1.xml' });
  yield relations('word/_rels/document.xml.rels', all);
  yield { name: 'word/styles.xml', content: STYLES };
  yield { name: 'word/settings.xml', content: SETTINGS };
  yield { name: 'word/header1.xml', content: [marginXml('hdr', made)] };
  yield { name: 'word/footer1.xml', content: [marginXml('ftr', made)] };
  yield { name: 'word/document.xml', content: documentXml(made.body) };
  if (made.carrier !== undefined) yield* carrierParts(made.carrier);
}
