/** Where a cell stands in a sheet: addresses such as `AB12`, and the ranges between two of them. */

/** Rows count from 1 and columns from 0; both ends belong to the range. */
export type Range = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };

/** The size of the grid. Source: Excel specifications and limits. */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** Column index from 0 of an address such as `AB12`; -1 when it is none, or names another row than the one it stands in. */
export function columnOf(address: string, row: number): number {
  let column = 0;
  let at = 0;
  for (; at < address.length; at++) {
    const code = address.charCodeAt(at) & ~32;
    if (code < 65 || code > 90 || at > 3) break;
    column = column * 26 + code - 64;
  }
  return at === 0 || Number(address.slice(at)) !== row ? -1 : column - 1;
}

/** `A` for 0, `AB` for 27. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

/** The cells from one corner to the other, as `B2:D9` says; null when it says nothing. */
export function rangeOf(ref: string): Range | null {
  const read = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(ref);
  if (read === null) return null;
  const [, from = '', first = '', to = from, last = first] = read;
  const range = { top: Number(first), left: columnOf(`${from}1`, 1), bottom: Number(last), right: columnOf(`${to}1`, 1) };
  return range.bottom < range.top || range.right < range.left ? null : range;
}
