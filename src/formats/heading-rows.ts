/** In which rows of a table its headings stand: below titles, in one row or two, again on each page, or new ones further down. */
import { foldName } from '../domain/agency.ts';
import type { ColumnRole } from '../domain/contribution.ts';
import { cellText, type Row } from '../domain/document.ts';
import { looksLikeDate } from './columns.ts';
import { type HeadingMeaning, meaningOf, TARGET_DATE } from './headings.ts';

export type Heading = { readonly index: number; readonly rows: number; readonly headings: readonly string[] };

export const SEARCHED_ROWS = 60;
/** No chronology has more columns; a wider row is not asked what its cells mean. */
const MOST_HEADINGS = 120;
const LONGEST_HEADING = 220;
const DATE_ROLES: ReadonlySet<ColumnRole> = new Set(['date', 'recorded', 'endDate']);

export const BIRTH =
  /^(dob|d o b|date of birth|born|birth date|dob edd|dob or edd|date of birth edd|age dob|dob age|date of birth or edd|edd|expected date of delivery|due date of baby)\b/;

/** The first row or two of a table that are headings of a chronology, or null. */
export function findHeading(rows: readonly Row[], also: ReadonlyMap<string, ColumnRole>): Heading | null {
  for (let index = 0; index < Math.min(rows.length, SEARCHED_ROWS); index += 1) {
    const heading = headingAt(rows, index, also);
    if (heading !== null) return heading;
  }
  return null;
}

/** Words of a row's cells; a cell that a merged cell to its left covers has none of its own. */
export function ownTexts(row: Row): string[] {
  return row.cells.map((cell) => (typeof cell !== 'string' && cell.merged === 'left' ? '' : cellText(cell).trim()));
}

function headingAt(rows: readonly Row[], index: number, also: ReadonlyMap<string, ColumnRole>): Heading | null {
  const row = rows[index];
  if (row === undefined) return null;
  const texts = ownTexts(row);
  const filled = texts.filter((text) => text !== '');
  if (filled.length < 2 || filled.length > MOST_HEADINGS || filled.some((text) => text.length > LONGEST_HEADING)) return null;
  if (row.cells.some((cell) => looksLikeDate(cell) && !/^(from|date)/i.test(cellText(cell).trim()))) return null;
  const two = twoRowHeading(rows, index, texts, also);
  const single = { index, rows: 1, headings: texts };
  const best = two !== null && rolesOf(two.headings, also).size >= rolesOf(texts, also).size ? two : single;
  return isHeading(best.headings, rows, best.index + best.rows, also) ? best : isHeading(texts, rows, index + 1, also) ? single : null;
}

function isHeading(headings: readonly string[], rows: readonly Row[], below: number, also: ReadonlyMap<string, ColumnRole>): boolean {
  const filled = headings.filter((heading) => heading !== '');
  const meanings = headings.map((heading) => meaningOf(heading, also));
  const roles = new Set(meanings.flatMap((meaning) => (meaning === null ? [] : [meaning.role])));
  const folded = headings.map(foldName);
  if (folded.some((heading) => BIRTH.test(heading)) && !roles.has('what')) return false;
  const target = folded.some((heading) => TARGET_DATE.test(heading));
  const dated = target || meanings.some((meaning) => meaning !== null && DATE_ROLES.has(meaning.role));
  const known = roles.size + (target ? 1 : 0);
  if (known >= 2 && (dated || roles.has('what')) && known * 10 >= filled.length * 3) return dated || datesBelow(rows, below);
  // One known heading is enough when it is the date and dates stand below it.
  const date = meanings.findIndex((meaning) => meaning?.role === 'date' && meaning.strength >= 2);
  return date >= 0 && filled.length >= 2 && shareOfDates(rows.slice(below, below + 30), date) >= 0.5;
}

/** Some column below is mostly dates. */
export function datesBelow(rows: readonly Row[], from: number): boolean {
  const below = rows.slice(from, from + 30);
  const width = Math.max(0, ...below.map((row) => row.cells.length));
  for (let column = 0; column < width; column += 1) if (shareOfDates(below, column) >= 0.6) return true;
  return false;
}

/** Which part of a column's filled cells are dates, from 0 to 1. */
export function shareOfDates(rows: readonly Row[], column: number): number {
  let filled = 0;
  let dates = 0;
  for (const row of rows) {
    const cell = row.cells[column];
    if (cellText(cell).trim() === '') continue;
    filled += 1;
    if (looksLikeDate(cell)) dates += 1;
  }
  return filled === 0 ? 0 : dates / filled;
}

function rolesOf(headings: readonly string[], also: ReadonlyMap<string, ColumnRole>): Set<ColumnRole> {
  return new Set(headings.flatMap((heading) => meaningOf(heading, also)?.role ?? []));
}

/** "Child" over "Seen" and "Alone": two rows that make one set of headings. */
function twoRowHeading(rows: readonly Row[], index: number, top: readonly string[], also: ReadonlyMap<string, ColumnRole>): Heading | null {
  const upper = rows[index];
  const lower = rows[index + 1];
  if (upper === undefined || lower === undefined) return null;
  const bottom = lower.cells.map((cell) => (typeof cell !== 'string' && cell.merged !== undefined ? '' : cellText(cell).trim()));
  const filled = bottom.filter((text) => text !== '');
  if (filled.length < 1 || filled.some((text) => text.length > 45) || lower.cells.some((cell) => looksLikeDate(cell))) return null;
  // Only where the row above has room for it: a heading that spans columns, or an empty one.
  const splits = bottom.some((text, column) => {
    const cell = upper.cells[column];
    const next = upper.cells[column + 1];
    return (
      text !== '' &&
      ((top[column] ?? '') === '' ||
        (typeof next === 'object' && next.merged === 'left') ||
        (typeof cell === 'object' && cell.merged === 'left'))
    );
  });
  const spansDown = lower.cells.some((cell) => typeof cell === 'object' && cell.merged === 'above');
  const spare = bottom.some((text, column) => text !== '' && (top[column] ?? '') === '');
  if (!splits && !spansDown && !spare) return null;
  const width = Math.max(upper.cells.length, lower.cells.length);
  const headings: string[] = [];
  let over = '';
  let understood = 0;
  for (let column = 0; column < width; column += 1) {
    const above = top[column] ?? '';
    const under = bottom[column] ?? '';
    if (above !== '') over = above;
    if (under === '') {
      headings.push(above);
      continue;
    }
    const combined = over === '' || over === under ? under : `${over} ${under}`;
    const chosen = strongest([combined, under], also);
    if (chosen.meaning !== null) understood += 1;
    headings.push(chosen.text);
  }
  return understood * 2 >= filled.length && understood > 0 ? { index, rows: 2, headings } : null;
}

function strongest(
  texts: readonly string[],
  also: ReadonlyMap<string, ColumnRole>,
): { readonly text: string; readonly meaning: HeadingMeaning | null } {
  let best: { text: string; meaning: HeadingMeaning | null } = { text: texts[0] ?? '', meaning: null };
  for (const text of texts) {
    const meaning = meaningOf(text, also);
    if (meaning !== null && (best.meaning === null || meaning.strength > best.meaning.strength)) best = { text, meaning };
  }
  return best;
}

/** The next row below with other headings (a second table on the same sheet), or null. A row like the present headings is not one. */
export function nextHeading(rows: readonly Row[], from: number, current: Heading, also: ReadonlyMap<string, ColumnRole>): Heading | null {
  const present = current.headings.map(foldName).join('|');
  for (let index = from; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined || !mayBeHeading(row)) continue;
    const texts = ownTexts(row);
    if (texts.map(foldName).join('|') === present || repeatsHeading(texts, current.headings)) continue;
    const meanings = texts.map((text) => meaningOf(text, also));
    const sure = new Set(meanings.flatMap((meaning) => (meaning !== null && meaning.strength === 3 ? [meaning.role] : [])));
    if (sure.size < 3 || !sure.has('date') || !sure.has('what')) continue;
    const heading = headingAt(rows, index, also);
    if (heading !== null) return heading;
  }
  return null;
}

/** A quick look before the meanings of cells are asked for: headings are short, at least three, and one begins like a date's heading. */
function mayBeHeading(row: Row): boolean {
  let filled = 0;
  let date = false;
  for (const cell of row.cells) {
    const text = typeof cell === 'string' ? cell : cell.text;
    if (text === '') continue;
    if (text.length > 60) return false;
    filled += 1;
    if (!date && /dat|when|period|start|day|from|happened|occurred/i.test(text)) date = true;
  }
  return filled >= 3 && date;
}

/** True when most of a row's cells are the headings again, as on each page of a printed table. */
export function repeatsHeading(texts: readonly string[], headings: readonly string[]): boolean {
  let filled = 0;
  let same = 0;
  for (let column = 0; column < texts.length; column += 1) {
    const text = texts[column] ?? '';
    if (text === '') continue;
    filled += 1;
    if (text === headings[column] || foldName(text) === foldName(headings[column] ?? '')) same += 1;
  }
  return filled >= 2 && same * 5 >= filled * 4;
}
