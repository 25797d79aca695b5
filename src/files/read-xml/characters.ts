/** The characters of XML: which encoding a part is in, what its entities stand for, and which are not allowed. */
import { ProblemError, problem } from '../../domain/problem.ts';

/** The character that an entity stands for. Only XML's own five and character numbers exist here. */
export function characterOf(entity: string): string {
  switch (entity) {
    case 'amp;':
      return '&';
    case 'lt;':
      return '<';
    case 'gt;':
      return '>';
    case 'quot;':
      return '"';
    case 'apos;':
      return "'";
  }
  const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));$/.exec(entity);
  const code = number === null ? -1 : number[1] !== undefined ? Number.parseInt(number[1], 16) : Number(number[2]);
  if (code < 0 || code > 0x10ffff) throw new ProblemError(problem('damaged-file', 'A part uses an entity that does not exist.'));
  return code >= 0xd800 && code <= 0xdfff ? '\uFFFD' : String.fromCodePoint(code);
}

/** The encoding by byte order mark or by the pattern of the first bytes, otherwise as declared; UTF-8 when nothing is said. */
export function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 60 && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 60) return 'utf-16be';
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(bytes.toString('latin1', 0, 256))?.[1]?.toLowerCase();
  // A part that begins with one-byte characters is not UTF-16, whatever it declares.
  return declared === undefined || declared === 'utf8' || declared.startsWith('utf-16') ? 'utf-8' : declared;
}

/** Turns the bytes of one part into text. */
export class Characters {
  /** Characters that XML does not allow or that no encoding explains; they were left out or replaced by U+FFFD. */
  bad = 0;

  /** Bytes to text: entities replaced, line ends made one, characters that XML does not allow left out and counted. */
  decode(bytes: Buffer, from: number, to: number, entities: boolean): string {
    let flags = 0;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte >= 128) flags |= 1;
      else if (byte === 38) flags |= 2;
      else if (byte < 32 && byte !== 10 && byte !== 9) flags |= byte === 13 ? 4 : 8;
    }
    if ((flags & 1) === 0) {
      const plain = bytes.toString('latin1', from, to);
      return flags === 0 ? plain : this.#clean(plain, flags, entities);
    }
    const text = bytes.toString('utf8', from, to);
    for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) this.bad++;
    return this.#clean(text, flags, entities);
  }

  #clean(text: string, flags: number, entities: boolean): string {
    let clean = text;
    if ((flags & 4) !== 0) clean = clean.replace(/\r\n?/g, '\n');
    if ((flags & 8) !== 0) clean = this.#withoutControls(clean);
    if ((flags & 2) !== 0 && entities) {
      clean = this.#withoutControls(clean.replace(/&([^;&]{0,12};?)/g, (_, entity: string) => characterOf(entity)));
    }
    return clean;
  }

  #withoutControls(text: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML does not allow
    return text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, () => {
      this.bad++;
      return '';
    });
  }
}
