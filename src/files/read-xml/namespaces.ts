/** The names of XML elements and attributes, and the namespaces that give them their meaning. */

import { ProblemError, problem } from '../../domain/problem.ts';

const NAME_LIMIT = 10_000;

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
type Scope = { readonly id: number; readonly prefixes: ReadonlyMap<string, string>; readonly depth: number };

/** Whether the name is written in these bytes. */
export function equalBytes(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let n = 0; n < name.length; n++) if (name[n] !== bytes[from + n]) return false;
  return true;
}

/** Gives a name what it means in this scope. */
export function resolve(name: Name, scope: Scope): void {
  if (name.scope === scope.id) return;
  const space = scope.prefixes.get(name.prefix) ?? (name.prefix === '' ? '' : 'other');
  name.scope = scope.id;
  name.element = space === '' ? name.local : `${space}:${name.local}`;
  name.attribute = name.prefix === '' ? name.local : `${space}:${name.local}`;
}

/** The names of one part. */
export class Names {
  readonly #byHash = new Map<number, Name>();
  #count = 0;

  /** The name that stands in these bytes, one object for each however often it is met. `hash` is of the bytes. */
  intern(bytes: Buffer, from: number, to: number, hash: number): Name {
    const first = this.#byHash.get(hash);
    for (let name = first; name !== undefined; name = name.next) if (equalBytes(name.bytes, bytes, from, to)) return name;
    this.#count++;
    if (this.#count > NAME_LIMIT || to - from > 1_000)
      throw new ProblemError(problem('unsafe-file', 'A part uses too many different names.'));
    const raw = bytes.toString('utf8', from, to);
    const colon = raw.indexOf(':');
    const name: Name = {
      bytes: Uint8Array.prototype.slice.call(bytes, from, to),
      raw,
      prefix: colon < 0 ? '' : raw.slice(0, colon),
      local: colon < 0 ? raw : raw.slice(colon + 1),
      next: first,
      scope: -1,
      element: '',
      attribute: '',
    };
    this.#byHash.set(hash, name);
    return name;
  }
}

/** The scopes of one part, one inside the other. */
export class Scopes {
  readonly #open: Scope[] = [];
  #count = 0;
  /** The innermost. */
  inForce: Scope = {
    id: 0,
    prefixes: new Map([
      ['xml', 'xml'],
      ['xmlns', 'xmlns'],
    ]),
    depth: 0,
  };

  /** From an element that stands `depth` deep inwards, these prefixes are in force. */
  enter(prefixes: ReadonlyMap<string, string>, depth: number): void {
    this.#count++;
    this.#open.push(this.inForce);
    this.inForce = { id: this.#count, prefixes, depth };
  }

  /** An element has closed; `depth` elements are still open. */
  leave(depth: number): void {
    if (this.inForce.depth > depth) this.inForce = this.#open.pop() ?? this.inForce;
  }
}
