/**
 * Bytes to text for files that do not say how they are written: UTF-8, UTF-16 and windows-1252, decided by the bytes themselves,
 * with a sentence that says which and why.
 */
import { ProblemError, problem } from '../domain/problem.ts';

export type DecodedText = {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16 (little endian)' | 'UTF-16 (big endian)' | 'windows-1252';
  readonly because: string;
  /** Characters left out because they are no text (controls), and halves of characters that stand alone. */
  readonly badCharacters: number;
};

/** Bytes looked at when the byte order mark is missing. */
const SAMPLE = 65_536;
const MOST_FOREIGN = 0.3;
/** Controls, the replacement character, and halves of a character that stand alone. */
const NOT_TEXT = /[^\P{Cc}\t\n\r\f]|[\uFFFD\uFFFE\uFFFF]|\p{Cs}/gu;

/** Throws a ProblemError `unreadable-text` when no encoding makes text of the bytes. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return cleaned(
      utf8(bytes.subarray(3)) ?? fail('It begins as UTF-8 and goes on as something else.'),
      'UTF-8',
      'the file begins with its mark',
    );
  if (first === 0xff && second === 0xfe)
    return cleaned(new TextDecoder('utf-16le').decode(bytes), 'UTF-16 (little endian)', 'the file begins with its mark');
  if (first === 0xfe && second === 0xff)
    return cleaned(new TextDecoder('utf-16be').decode(bytes), 'UTF-16 (big endian)', 'the file begins with its mark');
  const wide = wideOrder(bytes);
  if (wide !== null) {
    const text = new TextDecoder(wide).decode(bytes);
    return cleaned(text, wide === 'utf-16le' ? 'UTF-16 (little endian)' : 'UTF-16 (big endian)', 'every other byte is zero');
  }
  const text = utf8(bytes);
  if (text !== null) return cleaned(text, 'UTF-8', 'all of it is valid UTF-8');
  const foreign = sampleOf(bytes).filter((byte) => byte >= 0x80).length / Math.min(bytes.length, SAMPLE);
  if (foreign > MOST_FOREIGN) fail('Too many of its characters are outside the Latin alphabet.');
  return cleaned(fromWindows1252(bytes), 'windows-1252', 'it is not valid UTF-8');
}

function fail(detail: string): never {
  throw new ProblemError(problem('unreadable-text', detail));
}

function sampleOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, SAMPLE);
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without a mark: nearly all of one half of the bytes is zero, and hardly any of the other. */
function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = sampleOf(bytes);
  const pairs = Math.floor(sample.length / 2);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0) even++;
    if (sample[at + 1] === 0) odd++;
  }
  if (odd > pairs * 0.6 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

/** What the bytes 0x80 to 0x9F are in windows-1252; those it leaves free stay controls. */
const UPPER_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

/** Our own table, because several versions of Node read windows-1252 as latin1 and lose the curly quotes. */
export function fromWindows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin.replace(/[\x80-\x9F]/g, (character) => UPPER_1252[character.charCodeAt(0) - 0x80] ?? character);
}

/** Takes out what no person could read, and refuses a text that is mostly that. */
function cleaned(decoded: string, encoding: DecodedText['encoding'], because: string): DecodedText {
  let bad = 0;
  const text = decoded.replace(/^\uFEFF/, '').replace(NOT_TEXT, (character) => {
    if (character === '\x85') return '\n';
    bad++;
    return character >= '\uD800' ? '\uFFFD' : '';
  });
  if (bad > 16 && bad > decoded.length / 50) fail('Too many of its characters are not text.');
  return { text, encoding, because, badCharacters: bad };
}
