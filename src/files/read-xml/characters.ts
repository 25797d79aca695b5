/** The characters of XML: which encoding a part is in, and what its entities stand for. */
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
