/** The words of a row: cell by cell, as a whole, under their headings; and whether they are something else than an event. */
import type { Cell, Row } from '../domain/document.ts';
import type { ColumnPlan, RoleColumns } from './columns.ts';
import { repeatsHeading } from './heading-rows.ts';
import type { Moments } from './moments.ts';

const ENDING =
  /^[\s*_\-–—=.]*(end|ends|the end|end of (the )?(chronolog(y|ies)|document|report|table|entries|records?|file)|chronology (ends|end)|no further entries|nothing further( to report)?|page \d+( of \d+)?|continued( overleaf| on next page)?|cont(inue)?d?\.?|intentionally (left )?blank)[\s*_\-–—=.]*$/i;
const EXAMPLE = /^example\s*:/i;
const LONGEST_ENDING = 60;
const LONGEST_SECTION = 200;
/** A year or month that stands alone in a row is a heading of what follows, not an event without words. */
const BARE_PERIOD = /^\s*((19|20)\d{2}|[a-z]{3,9}\.?\s+(19|20)\d{2}|(19|20)\d{2}\s*[-–/]\s*(19|20)?\d{2})\s*:?\s*$/i;

/** The text of each cell, trimmed; a cell that a merged cell on its left covers has none of its own. */
export function textsOf(row: Row): string[] {
  const { cells } = row;
  const texts = new Array<string>(cells.length);
  for (let column = 0; column < cells.length; column += 1) {
    const cell = cells[column] as Cell;
    texts[column] = typeof cell === 'string' ? cell.trim() : cell.merged === 'left' ? '' : cell.text.trim();
  }
  return texts;
}

/** The row as one line of text, cell after cell. */
export function wholeRow(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' | ');
}

/** Heading to cell, blank cells left out. */
export function wordsOf(texts: readonly string[], keys: readonly string[]): Record<string, string> {
  const words: Record<string, string> = {};
  for (let column = 0; column < texts.length; column += 1) {
    const text = texts[column] as string;
    if (text !== '') words[keys[column] ?? `Column ${column + 1}`] = text;
  }
  return words;
}

export function headingOf(plan: ColumnPlan, column: number): string {
  return column < 0 ? 'what happened' : (plan.keys[column] ?? `Column ${column + 1}`);
}

/** The longest text in a column that plays no role, or null. */
export function longestUnmapped(texts: readonly string[], plan: ColumnPlan): string | null {
  const known = new Set<number>([...Object.values(plan.columns), ...plan.moreNotes]);
  let longest = '';
  for (let column = 0; column < texts.length; column += 1) {
    const text = texts[column] ?? '';
    if (!known.has(column) && text.length > longest.length) longest = text;
  }
  return longest === '' ? null : longest;
}

/** Why a row is not an event, or null when it may be one. */
export function notEventBecause(
  row: Row,
  texts: readonly string[],
  headings: readonly string[],
  at: RoleColumns,
  moments: Moments,
): string | null {
  let filled = 0;
  let only = -1;
  for (let column = 0; column < texts.length; column += 1) {
    if (texts[column] !== '') {
      filled += 1;
      only = column;
    }
  }
  if (filled === 0) return 'The row is blank.';
  // The blank template's own examples begin so, in their first cell.
  if (EXAMPLE.test(texts[0] ?? '')) return 'It is an example of how to fill in the template.';
  if (filled >= 2) {
    if (texts[at.date] === headings[at.date] || texts[at.what] === headings[at.what]) {
      if (repeatsHeading(texts, headings)) return 'The headings are repeated.';
    }
    return coveredFromAbove(row) ? 'Every cell of this row belongs to the merged cells above it.' : null;
  }
  const text = texts[only] as string;
  if (text.length <= LONGEST_ENDING && ENDING.test(text)) return 'It marks the end of the chronology or of a page.';
  if (coveredFromAbove(row)) return 'Every cell of this row belongs to the merged cells above it.';
  const spans =
    row.cells.length > 1 && row.cells.every((cell, column) => column === only || (typeof cell === 'object' && cell.merged === 'left'));
  if (only === at.date || spans) {
    if (text.length > LONGEST_SECTION) return null;
    if (BARE_PERIOD.test(text)) return 'It is a heading for the rows below.';
    const reading = moments.date(text);
    const isDate =
      reading !== null && (reading.date.precision !== 'none' || reading.notices.some((remark) => ABOUT_DATES.has(remark.code)));
    if (!isDate) return spans ? 'It is a heading across the table.' : 'It is a heading for the rows below.';
  }
  return null;
}

/** Remarks that say that a date was meant, though none could be read. */
const ABOUT_DATES = new Set(['no-year', 'impossible-date', 'placeholder-date', 'not-a-date', 'no-date', 'strict', 'range-backwards']);

function coveredFromAbove(row: Row): boolean {
  let some = false;
  for (const cell of row.cells) {
    if (typeof cell === 'string') {
      if (cell !== '') return false;
    } else if (cell.merged === 'above') some = true;
    else if (cell.merged === undefined && cell.text.trim() !== '') return false;
  }
  return some;
}

/** "Rows 3, 5 and 9": at most eight are listed, the others counted. */
export function rowsWords(rows: readonly number[]): string {
  if (rows.length === 1) return `Row ${rows[0]}`;
  const listed = rows.slice(0, 8);
  const others = rows.length - listed.length;
  if (others > 0) return `Rows ${listed.join(', ')} and ${others} more`;
  return `Rows ${listed.slice(0, -1).join(', ')} and ${listed[listed.length - 1]}`;
}
