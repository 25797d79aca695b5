/** What Word and Excel files have in common when we write them: escaping, content types, relations, properties without personal data. */
import type { Part } from './write-zip.ts';

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The namespaces of a workbook and of a Word document, their relations, and the beginnings of their parts' content types. */
const OFFICE_RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const SPREADSHEET = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relations: OFFICE_RELATIONS,
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml',
} as const;
export const WORDS = {
  main: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  relations: OFFICE_RELATIONS,
  type: 'application/vnd.openxmlformats-officedocument.wordprocessingml',
} as const;

/** Characters that XML 1.0 cannot carry at all, not even escaped. */
const NOT_IN_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must be found
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must be found
const NEEDS_CARE = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

/** Text for XML content or an attribute. What XML cannot carry becomes the replacement character. */
export function xml(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return text
    .replace(NOT_IN_XML, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;');
}

/** Text for an Excel string, where `_x0001_` stands for a control character, so a literal `_x0001_` must be escaped itself. */
export function spreadsheetText(text: string): string {
  const escaped = text.includes('_x') ? text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_') : text;
  if (!NEEDS_CARE.test(escaped)) return escaped;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must be found
  const controls = escaped.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (found) => {
    return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });
  return xml(controls);
}

/** `A`, `Z`, `AA`… for a column counted from 0. */
export function columnLetters(column: number): string {
  const high = Math.floor(column / 26);
  return (high === 0 ? '' : columnLetters(high - 1)) + String.fromCharCode(65 + (column % 26));
}

const CONTENT_TYPE = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';

/** `[Content_Types].xml`: part path to media type. */
export function contentTypes(types: Readonly<Record<string, string>>): Part {
  const overrides = Object.entries(types).map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`);
  return {
    name: '[Content_Types].xml',
    content: [
      `${XML}<Types xmlns="${CONTENT_TYPE}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
      '<Default Extension="xml" ContentType="application/xml"/>',
      ...overrides,
      '</Types>',
    ],
  };
}

/** Title and ISO day for a file's properties; 1 January 2000 when absent, so that the same document gives the same bytes. */
export type TitledFile = { readonly title?: string; readonly on?: string };

/** One relation: the last word of its type (or a whole type), and the target. */
export type Relation = { readonly id: string; readonly type: string; readonly target: string };

export function relations(name: string, all: readonly Relation[]): Part {
  const lines = all.map(({ id, type, target }) => {
    const whole = type.includes('://') ? type : `${OFFICE}/relationships/${type}`;
    return `<Relationship Id="${id}" Type="${whole}" Target="${target}"/>`;
  });
  return { name, content: [`${XML}<Relationships xmlns="${RELATIONS}">`, ...lines, '</Relationships>'] };
}

/** The relations of the package itself: its main part and its properties. */
export function packageRelations(main: string): Part {
  return relations('_rels/.rels', [
    { id: 'rId1', type: 'officeDocument', target: main },
    {
      id: 'rId2',
      type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
      target: 'docProps/core.xml',
    },
    { id: 'rId3', type: 'extended-properties', target: 'docProps/app.xml' },
  ]);
}

export const PROPERTY_TYPES = {
  'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  'docProps/app.xml': 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
} as const;

/** The document's properties: a title and the day, nobody's name. `on` is an ISO day. */
export function properties(title: string, on: string): Part[] {
  const core = [
    `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${xml(title)}</dc:title><dc:creator>Kinline</dc:creator><dc:language>en-GB</dc:language>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${on}T00:00:00Z</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${on}T00:00:00Z</dcterms:modified></cp:coreProperties>`,
  ];
  const app = `${XML}<Properties xmlns="${OFFICE}/extended-properties"><Application>Kinline</Application></Properties>`;
  return [
    { name: 'docProps/core.xml', content: core },
    { name: 'docProps/app.xml', content: [app] },
  ];
}
