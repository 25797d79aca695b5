/** Small Word documents and Excel workbooks made from XML by hand, so that a test says exactly what is in the file. */
import { strToU8, zipSync } from 'fflate';

export type Parts = Readonly<Record<string, string | Uint8Array>>;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export function zipped(parts: Parts, level: 0 | 6 = 6): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])), {
    level,
  });
}

export type Link = { readonly id: string; readonly type: string; readonly target: string; readonly external?: boolean };

export function links(all: readonly Link[]): string {
  const list = all.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${type.includes('/') ? type : `${OFFICE}/${type}`}" Target="${target}"${external === true ? ' TargetMode="External"' : ''}/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${RELATIONSHIPS}">${list.join('')}</Relationships>`;
}

export function contentTypes(overrides: Readonly<Record<string, string>>): string {
  const list = Object.entries(overrides).map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`);
  return `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${list.join('')}</Types>`;
}

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

export function documentXml(body: string): string {
  return `${DECLARATION}<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>${body}</w:body></w:document>`;
}

/** The parts of a Word document with this body; more parts and links by need. */
export function docxParts(body: string, more: Parts = {}, moreLinks: readonly Link[] = [], type = DOCX_TYPE): Parts {
  return {
    '[Content_Types].xml': contentTypes({ 'word/document.xml': type }),
    '_rels/.rels': links([{ id: 'rId1', type: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': documentXml(body),
    'word/_rels/document.xml.rels': links(moreLinks),
    ...more,
  };
}

export function docx(body: string, more: Parts = {}, moreLinks: readonly Link[] = []): Uint8Array {
  return zipped(docxParts(body, more, moreLinks));
}

export const p = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
export const tc = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : p(content)}</w:tc>`;
export const tr = (cells: readonly string[], properties = ''): string =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cells.map((cell) => (cell.startsWith('<w:tc>') || cell.startsWith('<w:sdt>') ? cell : tc(cell))).join('')}</w:tr>`;
export const tbl = (rows: readonly string[]): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;

export type SampleSheet = { readonly name: string; readonly xml: string; readonly state?: string; readonly links?: readonly Link[] };
export type SampleWorkbook = {
  readonly sheets: readonly SampleSheet[];
  readonly texts?: readonly string[];
  readonly styles?: string;
  readonly theme?: string;
  readonly properties?: string;
  readonly more?: Parts;
  readonly moreLinks?: readonly Link[];
  readonly type?: string;
};

export const worksheet = (rows: string, after = '', before = ''): string =>
  `${DECLARATION}<worksheet xmlns="${SHEET}" xmlns:r="${OFFICE}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;

export function xlsxParts({
  sheets,
  texts,
  styles,
  theme,
  properties = '',
  more = {},
  moreLinks = [],
  type = XLSX_TYPE,
}: SampleWorkbook): Parts {
  const list = sheets.map(
    ({ name, state }, n) =>
      `<sheet name="${name}" sheetId="${n + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="sheet${n + 1}"/>`,
  );
  return {
    '[Content_Types].xml': contentTypes({ 'xl/workbook.xml': type }),
    '_rels/.rels': links([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><workbookPr ${properties}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': links([
      ...sheets.map((_, n) => ({ id: `sheet${n + 1}`, type: 'worksheet', target: `worksheets/sheet${n + 1}.xml` })),
      ...(texts === undefined ? [] : [{ id: 'texts', type: 'sharedStrings', target: 'sharedStrings.xml' }]),
      ...(styles === undefined ? [] : [{ id: 'styles', type: 'styles', target: 'styles.xml' }]),
      ...(theme === undefined ? [] : [{ id: 'theme', type: 'theme', target: 'theme/theme1.xml' }]),
      ...moreLinks,
    ]),
    ...Object.fromEntries(sheets.map(({ xml }, n) => [`xl/worksheets/sheet${n + 1}.xml`, xml])),
    ...Object.fromEntries(
      sheets.flatMap(({ links: own }, n) => (own === undefined ? [] : [[`xl/worksheets/_rels/sheet${n + 1}.xml.rels`, links(own)]])),
    ),
    ...(texts === undefined
      ? {}
      : {
          'xl/sharedStrings.xml': `${DECLARATION}<sst xmlns="${SHEET}">${texts.map((text) => `<si>${text.startsWith('<') ? text : `<t xml:space="preserve">${text}</t>`}</si>`).join('')}</sst>`,
        }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `${DECLARATION}<styleSheet xmlns="${SHEET}">${styles}</styleSheet>` }),
    ...(theme === undefined ? {} : { 'xl/theme/theme1.xml': theme }),
    ...more,
  };
}

export function xlsx(workbook: SampleWorkbook): Uint8Array {
  return zipped(xlsxParts(workbook));
}

/** A sheet of inline texts from cell A1. */
export function textRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map(
      (row, n) =>
        `<row r="${n + 1}">${row.map((text, c) => `<c r="${String.fromCharCode(65 + c)}${n + 1}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`).join('')}</row>`,
    )
    .join('');
}
