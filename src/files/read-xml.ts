/**
 * XML as Office files use it, read in one pass from the pieces that a package unpacks to. It knows no document types and no
 * entities of its own (so nothing can be fetched or multiplied), checks that elements close, and gives namespaces short fixed names.
 */
import type { Limits } from '../domain/limits.ts';
import { ProblemError, problem } from '../domain/problem.ts';
import { fromWindows1252 } from './read-encoding.ts';
import { Characters, encodingOf } from './read-xml/characters.ts';
import { equalBytes, NAMESPACES, type Name, Names, resolve, Scopes } from './read-xml/namespaces.ts';

/** The element that has just opened. Valid only while `open` runs. */
export type XmlTag = {
  /** An attribute's value by its fixed name (`w:val`, `r`), or undefined. */
  get(name: string): string | undefined;
  /** The fixed name of the element round this one, or an empty string at the root. */
  readonly parent: string;
};

export type XmlHandler = {
  /** Text is handed over only while this is true, so that layout between elements costs nothing. */
  wantsText: boolean;
  open(name: string, tag: XmlTag): void;
  text(text: string): void;
  close(name: string): void;
};

const TAG_LIMIT = 8_000_000;
const ATTRIBUTE_LIMIT = 1_000;
const LT = 60;
const GT = 62;
const SLASH = 47;
const EMPTY = Buffer.alloc(0);

function fail(code: Parameters<typeof problem>[0], detail: string): never {
  throw new ProblemError(problem(code, detail));
}

/** Reads one part. Push its bytes in order, then end. Throws a ProblemError when it is not XML that Office could have written. */
export class XmlReader implements XmlTag {
  parent = '';
  readonly #handler: XmlHandler;
  readonly #limits: Limits;
  readonly #characters = new Characters();
  readonly #names = new Names();
  #left: Buffer = EMPTY;
  /** Turns bytes of another encoding into text, piece by piece; null for UTF-8. */
  #decoder: ((bytes: Uint8Array, more: boolean) => string) | null = null;
  #started = false;
  readonly #open: Name[] = [];
  readonly #openNames: string[] = [];
  readonly #scopes = new Scopes();
  #rootSeen = false;
  // The attributes of the tag that is open now: names, and where their values stand in #bytes.
  #bytes: Buffer = EMPTY;
  readonly #attributeNames: Name[] = [];
  readonly #attributeFrom: number[] = [];
  readonly #attributeTo: number[] = [];
  #attributeCount = 0;

  constructor(handler: XmlHandler, limits: Limits) {
    this.#handler = handler;
    this.#limits = limits;
  }

  /** How many characters were left out or replaced by U+FFFD, since XML does not allow them or no encoding explains them. */
  get badCharacters(): number {
    return this.#characters.bad;
  }

  push(piece: Uint8Array): void {
    let bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (!this.#started) {
      if (this.#left.length > 0) bytes = Buffer.concat([this.#left, bytes]);
      if (bytes.length < 256) {
        this.#left = Buffer.from(bytes);
        return;
      }
      bytes = this.#start(bytes);
    } else if (this.#decoder !== null) {
      bytes = Buffer.from(this.#decoder(bytes, true), 'utf8');
    }
    this.#take(bytes, false);
  }

  end(): void {
    if (!this.#started) this.#take(this.#start(this.#left), false);
    if (this.#decoder !== null) this.#take(Buffer.from(this.#decoder(EMPTY, false), 'utf8'), false);
    this.#take(EMPTY, true);
    if (!this.#rootSeen || this.#open.length > 0) fail('damaged-file', 'A part ends too early.');
  }

  get(name: string): string | undefined {
    const scope = this.#scopes.inForce;
    for (let n = 0; n < this.#attributeCount; n++) {
      const attribute = this.#attributeNames[n] as Name;
      resolve(attribute, scope);
      if (attribute.attribute === name) return this.#value(n);
    }
    return undefined;
  }

  /** Decides the encoding by the first bytes, then by the declaration, and gives the first bytes back as UTF-8. */
  #start(bytes: Buffer): Buffer {
    this.#started = true;
    this.#left = EMPTY;
    const label = encodingOf(bytes);
    if (label === 'utf-8') return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
    try {
      const decoder = new TextDecoder(label);
      this.#decoder = decoder.encoding === 'windows-1252' ? fromWindows1252 : (more, going) => decoder.decode(more, { stream: going });
    } catch {
      fail('damaged-file', 'A part is in an encoding that is not known.');
    }
    return Buffer.from(this.#decoder(bytes, true), 'utf8');
  }

  #take(more: Buffer, last: boolean): void {
    const bytes = this.#left.length === 0 ? more : more.length === 0 ? this.#left : Buffer.concat([this.#left, more]);
    this.#left = EMPTY;
    this.#bytes = bytes;
    const length = bytes.length;
    let at = 0;
    while (at < length) {
      const done = bytes[at] === LT ? this.#markup(bytes, at) : this.#textBetween(bytes, at, last);
      if (done < 0) break;
      at = done;
    }
    if (at < length) {
      if (last) fail('damaged-file', 'A part ends too early.');
      if (length - at > TAG_LIMIT) fail('unsafe-file', 'A part holds a tag of more than 8 MB.');
      this.#left = Buffer.from(bytes.subarray(at));
    }
  }

  /** Text up to the next tag. Returns where it ends, or -1 when more bytes are needed. */
  #textBetween(bytes: Buffer, from: number, last: boolean): number {
    const to = bytes.indexOf(LT, from);
    if (to < 0 && !last) {
      // Layout between elements, however long, is nothing to keep.
      if (!this.#handler.wantsText && this.#open.length > 0) return bytes.length;
      if (bytes.length - from > this.#limits.cellLength * 6 + 1_000) fail('cell-too-long', this.#cellLimit());
      return -1;
    }
    const end = to < 0 ? bytes.length : to;
    if (this.#open.length === 0) {
      if (bytes.toString('latin1', from, end).trim() !== '') fail('damaged-file', 'There is text outside the document.');
    } else if (this.#handler.wantsText) {
      this.#handler.text(this.#characters.decode(bytes, from, end, true));
    }
    return end;
  }

  #cellLimit(): string {
    return `The limit is ${this.#limits.cellLength.toLocaleString('en-GB')} characters.`;
  }

  /** One piece of markup from its `<`. Returns where it ends, or -1 when more bytes are needed. */
  #markup(bytes: Buffer, from: number): number {
    const next = bytes[from + 1];
    if (next === undefined) return -1;
    if (next === SLASH) return this.#closeTag(bytes, from);
    if (next === 33) return this.#declaration(bytes, from);
    if (next === 63) {
      const end = bytes.indexOf('?>', from + 2);
      return end < 0 ? -1 : end + 2;
    }
    return this.#openTag(bytes, from);
  }

  #declaration(bytes: Buffer, from: number): number {
    if (bytes.length - from < 9) return -1;
    const head = bytes.toString('latin1', from, from + 9);
    if (head.startsWith('<!--')) {
      const end = bytes.indexOf('-->', from + 4);
      return end < 0 ? -1 : end + 3;
    }
    if (head === '<![CDATA[') {
      const end = bytes.indexOf(']]>', from + 9);
      if (end < 0) {
        if (bytes.length - from > this.#limits.cellLength * 6 + 1_000) fail('cell-too-long', this.#cellLimit());
        return -1;
      }
      if (this.#open.length === 0) fail('damaged-file', 'There is text outside the document.');
      if (this.#handler.wantsText) this.#handler.text(this.#characters.decode(bytes, from + 9, end, false));
      return end + 3;
    }
    if (head.toUpperCase() === '<!DOCTYPE' || head.toUpperCase().startsWith('<!ENTITY'))
      fail('unsafe-file', 'A part declares a document type or entities.');
    fail('damaged-file', 'A part holds markup that cannot be read.');
  }

  #closeTag(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(GT, from + 2);
    if (end < 0) return -1;
    let to = end;
    while (to > from + 2 && isSpace(bytes[to - 1])) to--;
    const opened = this.#open.pop();
    if (opened === undefined || !equalBytes(opened.bytes, bytes, from + 2, to))
      fail('damaged-file', 'The elements of a part do not close in order.');
    this.#closeElement();
    return end + 1;
  }

  #closeElement(): void {
    const name = this.#openNames.pop() as string;
    this.#scopes.leave(this.#open.length);
    this.#handler.close(name);
  }

  #openTag(bytes: Buffer, from: number): number {
    const length = bytes.length;
    let at = from + 1;
    let hash = 0;
    for (; at < length; at++) {
      const byte = bytes[at] as number;
      if (byte <= 32 || byte === GT || byte === SLASH) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    if (at === length) return -1;
    if (at === from + 1) fail('damaged-file', 'A part holds markup that cannot be read.');
    const nameTo = at;
    const nameHash = hash;
    this.#attributeCount = 0;
    let declares = false;
    let closed = false;
    for (;;) {
      while (at < length && isSpace(bytes[at])) at++;
      if (at >= length) return -1;
      const byte = bytes[at];
      if (byte === GT) break;
      if (byte === SLASH) {
        if (at + 1 >= length) return -1;
        if (bytes[at + 1] !== GT) fail('damaged-file', 'A part holds markup that cannot be read.');
        closed = true;
        at++;
        break;
      }
      const attributeFrom = at;
      hash = 0;
      for (; at < length; at++) {
        const next = bytes[at] as number;
        if (next <= 32 || next === 61 || next === GT || next === LT || next === SLASH) break;
        hash = (Math.imul(hash, 31) + next) | 0;
      }
      const attributeTo = at;
      while (at < length && isSpace(bytes[at])) at++;
      if (at >= length) return -1;
      if (bytes[at] !== 61 || attributeTo === attributeFrom) fail('damaged-file', 'A part holds markup that cannot be read.');
      at++;
      while (at < length && isSpace(bytes[at])) at++;
      if (at >= length) return -1;
      const quote = bytes[at] as number;
      if (quote !== 34 && quote !== 39) fail('damaged-file', 'A part holds markup that cannot be read.');
      const valueTo = bytes.indexOf(quote, at + 1);
      if (valueTo < 0) return -1;
      const name = this.#names.intern(bytes, attributeFrom, attributeTo, hash);
      const index = this.#attributeCount++;
      if (index >= ATTRIBUTE_LIMIT) fail('unsafe-file', 'An element has more than 1,000 attributes.');
      for (let n = 0; n < index; n++)
        if (this.#attributeNames[n] === name) fail('damaged-file', 'An element has the same attribute twice.');
      this.#attributeNames[index] = name;
      this.#attributeFrom[index] = at + 1;
      this.#attributeTo[index] = valueTo;
      if (name.prefix === 'xmlns' || name.raw === 'xmlns') declares = true;
      at = valueTo + 1;
    }
    this.#openElement(this.#names.intern(bytes, from + 1, nameTo, nameHash), declares);
    if (closed) {
      this.#open.pop();
      this.#closeElement();
    }
    return at + 1;
  }

  #openElement(name: Name, declares: boolean): void {
    if (this.#open.length === 0) {
      if (this.#rootSeen) fail('damaged-file', 'A part has two roots.');
      this.#rootSeen = true;
    }
    if (this.#open.length >= this.#limits.depth)
      fail('unsafe-file', `Elements stand more than ${this.#limits.depth} deep inside each other.`);
    this.parent = this.#openNames[this.#openNames.length - 1] ?? '';
    this.#open.push(name);
    if (declares) this.#declare();
    resolve(name, this.#scopes.inForce);
    const element = name.element;
    this.#openNames.push(element);
    this.#handler.open(element, this);
  }

  #declare(): void {
    const prefixes = new Map(this.#scopes.inForce.prefixes);
    for (let n = 0; n < this.#attributeCount; n++) {
      const name = this.#attributeNames[n] as Name;
      if (name.raw === 'xmlns') prefixes.set('', NAMESPACES[this.#value(n)] ?? (this.#value(n) === '' ? '' : 'other'));
      else if (name.prefix === 'xmlns') prefixes.set(name.local, NAMESPACES[this.#value(n)] ?? 'other');
    }
    this.#scopes.enter(prefixes, this.#open.length);
  }

  #value(n: number): string {
    const text = this.#characters.decode(this.#bytes, this.#attributeFrom[n] as number, this.#attributeTo[n] as number, true);
    return text.length > this.#limits.cellLength ? fail('cell-too-long', this.#cellLimit()) : text;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 9 || byte === 13;
}
