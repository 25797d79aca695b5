/**
 * Finds the chronology in a document: which tables are one, in which rows their headings stand, and where other headings begin. Tables that
 * are something else (a list of people, a list of abbreviations, a form) are said to be so.
 */
import { foldName } from '../domain/agency.ts';
import type { ColumnMapping, ColumnRole } from '../domain/contribution.ts';
import type { Row, SourceDocument, Table } from '../domain/document.ts';
import { type ColumnPlan, looksLikeDate, namesOf, planColumns } from './columns.ts';
import { BIRTH, datesBelow, findHeading, type Heading, nextHeading, ownTexts, SEARCHED_ROWS, shareOfDates } from './heading-rows.ts';

/** A stretch of a table under one set of headings. `from` and `to` are indexes of its rows, `to` not included. */
export type Segment = { readonly plan: ColumnPlan; readonly headingIndexes: readonly number[]; readonly from: number; readonly to: number };

export type TableKind = 'chronology' | 'people' | 'abbreviations' | 'left-out' | 'other';

export type PlannedTable = {
  readonly table: Table;
  readonly kind: TableKind;
  readonly segments: readonly Segment[];
  /** Headings when the table is not a chronology but has some. */
  readonly headings: readonly string[];
  /** True when it continues the table before it, whose headings it takes. */
  readonly continues: boolean;
};

export function findTables(document: SourceDocument, mapping: ColumnMapping, leaveOut: readonly string[] = []): PlannedTable[] {
  const also = namesOf(mapping);
  const planned: PlannedTable[] = [];
  let previous: { readonly plan: ColumnPlan; readonly width: number } | null = null;
  for (const table of document.tables) {
    if (leaveOut.includes(table.place)) {
      planned.push({ table, kind: 'left-out', segments: [], headings: [], continues: false });
      continue;
    }
    const found = planTable(table, mapping, also, previous);
    planned.push(found);
    const last = found.segments[found.segments.length - 1];
    if (last !== undefined) previous = { plan: last.plan, width: widthOf(table) };
  }
  return planned;
}

function planTable(
  table: Table,
  mapping: ColumnMapping,
  also: ReadonlyMap<string, ColumnRole>,
  previous: { readonly plan: ColumnPlan; readonly width: number } | null,
): PlannedTable {
  const { rows } = table;
  const heading = findHeading(rows, also);
  if (heading === null) {
    const other = kindOfOther(rows);
    if (other === null) {
      if (previous !== null && widthOf(table) === previous.width && continuesDates(rows, previous.plan)) {
        return {
          table,
          kind: 'chronology',
          segments: [{ plan: { ...previous.plan, remarks: [] }, headingIndexes: [], from: 0, to: rows.length }],
          headings: previous.plan.headings,
          continues: true,
        };
      }
      const unknown = unknownHeading(rows);
      const under = unknown === null ? null : planColumns(unknown.headings, rows.slice(unknown.index + 1), mapping);
      if (unknown !== null && under !== null && under.columns.what !== undefined) {
        const segment = { plan: under, headingIndexes: [unknown.index], from: unknown.index + 1, to: rows.length };
        return { table, kind: 'chronology', segments: [segment], headings: under.headings, continues: false };
      }
      const plan = rows.length >= 2 ? planWithoutHeadings(rows, mapping) : null;
      if (plan !== null)
        return {
          table,
          kind: 'chronology',
          segments: [{ plan, headingIndexes: [], from: 0, to: rows.length }],
          headings: [],
          continues: false,
        };
    }
    return { table, kind: other ?? 'other', segments: [], headings: [], continues: false };
  }
  const segments: Segment[] = [];
  let current: Heading | null = heading;
  while (current !== null) {
    const from: number = current.index + current.rows;
    const next: Heading | null = nextHeading(rows, from, current, also);
    const to = next === null ? rows.length : next.index;
    const plan = planColumns(current.headings, rows.slice(from, to), mapping);
    if (plan !== null) {
      segments.push({ plan, headingIndexes: Array.from({ length: current.rows }, (_, at) => (current?.index ?? 0) + at), from, to });
    }
    current = next;
  }
  if (segments.length === 0)
    return { table, kind: kindOfOther(rows) ?? 'other', segments: [], headings: heading.headings, continues: false };
  return { table, kind: 'chronology', segments, headings: segments[0]?.plan.headings ?? heading.headings, continues: false };
}

function widthOf(table: Table): number {
  return Math.max(0, ...table.rows.slice(0, SEARCHED_ROWS).map((row) => row.cells.length));
}

function continuesDates(rows: readonly Row[], plan: ColumnPlan): boolean {
  const column = plan.columns.date;
  return column !== undefined && shareOfDates(rows.slice(0, 40), column) >= 0.4;
}

/** A row of short words, with dates in a column below it: headings that Kinline does not know, in another language perhaps. */
function unknownHeading(rows: readonly Row[]): Heading | null {
  for (let index = 0; index < Math.min(rows.length - 1, 10); index += 1) {
    const row = rows[index];
    const texts = row === undefined ? [] : ownTexts(row);
    const filled = texts.filter((text) => text !== '');
    if (row === undefined || filled.length < 2) continue;
    if (row.cells.some((cell) => looksLikeDate(cell)) || filled.some((text) => text.length > 45 || /\d/.test(text))) return null;
    const below = rows.slice(index + 1, index + 31);
    const dated = texts.some((text, column) => text !== '' && shareOfDates(below, column) >= 0.6);
    return dated ? { index, rows: 1, headings: texts } : null;
  }
  return null;
}

/** A table without headings in which one column is dates and another is words. */
function planWithoutHeadings(rows: readonly Row[], mapping: ColumnMapping): ColumnPlan | null {
  if (!datesBelow(rows, 0)) return null;
  const plan = planColumns([], rows, mapping);
  if (plan === null || plan.columns.what === undefined) return null;
  return {
    ...plan,
    remarks: [
      { code: 'no-headings', says: 'The table has no headings. The column of dates and the column with the most words were taken.' },
      ...plan.remarks.filter((remark) => remark.code !== 'column-by-content'),
    ],
  };
}

const PERSON = /\b(name|initials?|child|person|relationship|role|designation|family member|letter|key|who|subject|member)\b/;
const TERM = /\b(abbreviations?|acronyms?|terms?|glossary|initials)\b/;
const MEANING = /\b(meaning|definition|stands for|full|explanation|in full|description)\b/;

function kindOfOther(rows: readonly Row[]): 'people' | 'abbreviations' | null {
  for (const row of rows.slice(0, 4)) {
    const folded = ownTexts(row)
      .map(foldName)
      .filter((text) => text !== '');
    if (folded.length < 2 || folded.some((text) => text.length > 60)) continue;
    const born = folded.some((text) => BIRTH.test(text));
    const person = folded.some((text) => PERSON.test(text) && !BIRTH.test(text));
    if (born && person) return 'people';
    if (folded.some((text) => TERM.test(text)) && folded.some((text) => MEANING.test(text))) return 'abbreviations';
    if (
      folded.filter((text) => /\b(relationship|role|designation)\b/.test(text)).length > 0 &&
      person &&
      folded.length <= 5 &&
      folded.every((text) => text.length <= 40) &&
      !row.cells.some((cell) => looksLikeDate(cell))
    )
      return 'people';
  }
  return null;
}
