/** Four characters that stand for what a person sees in a cell, so that a change after the export can be told. */
import { isGuarded } from './guard.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BLANK = imprintOf(0x811c9dc5);

function imprintOf(hash: number): string {
  const folded = (hash ^ (hash >>> 24)) >>> 0;
  return `${DIGITS[folded & 63]}${DIGITS[(folded >>> 6) & 63]}${DIGITS[(folded >>> 12) & 63]}${DIGITS[(folded >>> 18) & 63]}`;
}

/** A spreadsheet cuts longer texts, so nobody can tell whether a person changed one; only that it is still long. */
const LONGEST_IMPRINT = 30_000;
const LONG = '....';

/**
 * Four characters that stand for a text as a person sees it (FNV-1a over 24 bits): control characters, runs of blanks, a protecting
 * apostrophe and what Word or Excel change by themselves when saving do not count.
 */
export function imprint(text: string): string {
  if (text === '') return BLANK;
  if (text.length > LONGEST_IMPRINT) return LONG;
  let hash = 0x811c9dc5;
  let blank = false;
  let begun = false;
  for (let at = text.charCodeAt(0) === 0x27 && isGuarded(text.charCodeAt(1)) ? 1 : 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d || code === 0xa0 || code === 0x2028 || code === 0x2029) {
      blank = begun;
      continue;
    }
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || code >= 0xfff0 || code === 0xfeff || isHalfPair(text, at, code)) continue;
    if (blank) hash = Math.imul(hash ^ 0x20, 0x01000193);
    blank = false;
    begun = true;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return imprintOf(hash >>> 0);
}

/** Half of a surrogate pair without its other half, which no file can carry. */
function isHalfPair(text: string, at: number, code: number): boolean {
  if (code < 0xd800 || code > 0xdfff) return false;
  const other = text.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
  return code < 0xdc00 ? !(other >= 0xdc00 && other <= 0xdfff) : !(other >= 0xd800 && other <= 0xdbff);
}

export function changedColumns(cells: readonly string[], shown: string): number[] {
  const changed: number[] = [];
  for (let at = 0; at * 4 + 4 <= shown.length; at += 1) {
    const was = shown.slice(at * 4, at * 4 + 4);
    const now = cells[at] ?? '';
    if (was === LONG ? now.length < LONGEST_IMPRINT / 2 : imprint(now) !== was) changed.push(at);
  }
  return changed;
}
