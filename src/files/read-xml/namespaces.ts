/** The names of XML elements and attributes, and the namespaces that give them their meaning. */

/** Short names for the namespaces we read, in their usual and their strict form. Others become `other`. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 'x',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 'x',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/package/2006/content-types': 'ct',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing': 'xdr',
  'http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing': 'xdr',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments': 'x18',
  'urn:schemas-microsoft-com:vml': 'v',
  'http://www.w3.org/XML/1998/namespace': 'xml',
  'http://www.w3.org/2000/xmlns/': 'xmlns',
};

/** A name as written, seen before in this part: its bytes, and what it means in the scope where it was last met. */
export type Name = {
  readonly bytes: Uint8Array;
  readonly raw: string;
  readonly prefix: string;
  readonly local: string;
  readonly next: Name | undefined;
  scope: number;
  element: string;
  attribute: string;
};
/** The prefixes in force from one element inwards. */
export type Scope = { readonly id: number; readonly prefixes: ReadonlyMap<string, string>; readonly depth: number };

/** Whether the name is written in these bytes. */
export function equalBytes(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let n = 0; n < name.length; n++) if (name[n] !== bytes[from + n]) return false;
  return true;
}
