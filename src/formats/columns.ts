/** Which column of a table plays which role: from its headings first, from what stands below them where the headings do not say. */
import { foldName } from '../domain/agency.ts';
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole } from '../domain/contribution.ts';
import { type Cell, cellText, type Row } from '../domain/document.ts';
import { COLUMN_NAMES } from './column-names.ts';
import { type HeadingMeaning, meaningOf, TARGET_DATE } from './headings.ts';

export type ColumnPlan = {
  readonly headings: readonly string[];
  /** The keys of an event's `words`: headings made unique; a column without a heading is "Column 3". */
  readonly keys: readonly string[];
  readonly columns: Readonly<Partial<Record<ColumnRole, number>>>;
  /** Further columns of comment or analysis, besides the one in `columns.notes`. */
  readonly moreNotes: readonly number[];
  /** True when the dates say when something is to be done, not when it happened. */
  readonly targets: boolean;
  /** What a person should know about how the columns were chosen. */
  readonly remarks: readonly { readonly code: string; readonly says: string }[];
};

/** The number of each role's column, -1 where a table has none: what the reading of rows looks up for each row. */
export type RoleColumns = Readonly<Record<ColumnRole, number>> & { readonly hasFurther: boolean };

const FURTHER: readonly ColumnRole[] = [
  'reference',
  'adultsPresent',
  'childVoice',
  'seenAlone',
  'interpreter',
  'factors',
  'attributions',
  'sensitivity',
  'factOrOpinion',
];

export function columnsByRole(columns: ColumnPlan['columns']): RoleColumns {
  const at = Object.fromEntries(COLUMN_ROLES.map((role) => [role, columns[role] ?? -1])) as Record<ColumnRole, number>;
  return { ...at, hasFurther: FURTHER.some((role) => at[role] >= 0) };
}

const SAMPLE = 60;

/** True when a cell shows a date: a number in a date format, or text whose shape is a date's. */
export function looksLikeDate(cell: Cell | undefined): boolean {
  if (cell === undefined) return false;
  if (typeof cell !== 'string' && cell.number !== undefined && isDateFormat(cell.format)) return true;
  return DATE_SHAPE.test(cellText(cell));
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE_SHAPE = new RegExp(
  `^\\D{0,24}(?:\\d{1,4}\\s*[./\\-–]\\s*\\d{1,2}\\s*[./\\-–]\\s*\\d{2,4}|\\d{1,2}\\s*(?:st|nd|rd|th)?[\\s\\-./]*(?:of\\s+)?${MONTH}\\b|${MONTH}[\\s\\-./,]*\\d{2,4}|(?:19|20)\\d{2}\\b|\\?{1,2}\\s*[./]\\s*\\d{1,2}|\\d{1,2}\\s*[–-]\\s*\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{5}(?:\\.\\d+)?$|\\d{1,2}[./]\\d{4}$)`,
  'i',
);

/** A spreadsheet format that shows a day: it has a day or year letter outside quotes and brackets. */
export function isDateFormat(format: string | undefined): boolean {
  if (format === undefined) return false;
  return /[dy]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general|standard/i.test(format);
}

type Sample = { readonly filled: number; readonly dates: number; readonly letters: number };

function sample(rows: readonly Row[], column: number): Sample {
  let filled = 0;
  let dates = 0;
  let letters = 0;
  for (const row of rows.slice(0, SAMPLE)) {
    const cell = row.cells[column];
    const text = cellText(cell).trim();
    if (text === '' || (typeof cell === 'object' && cell.merged === 'left')) continue;
    filled += 1;
    letters += text.length;
    if (looksLikeDate(cell)) dates += 1;
  }
  return { filled, dates, letters };
}

/** Decides the columns of a table. `rows` are those below the headings. Null when nothing in it is a date. */
export function planColumns(headings: readonly string[], rows: readonly Row[], mapping: ColumnMapping): ColumnPlan | null {
  const also = namesOf(mapping);
  const width = Math.max(headings.length, ...rows.slice(0, SAMPLE).map((row) => row.cells.length));
  const all = Array.from({ length: width }, (_, index) => headings[index] ?? '');
  const meanings = all.map((heading) => meaningOf(heading, also));
  const samples = all.map((_, column) => sample(rows, column));
  const columns: Partial<Record<ColumnRole, number>> = {};
  const remarks: { code: string; says: string }[] = [];
  const taken = new Set<number>();
  let targets = false;
  const take = (role: ColumnRole, column: number): void => {
    columns[role] = column;
    taken.add(column);
  };
  const named = (column: number): string => `“${all[column]?.trim() === '' ? `Column ${column + 1}` : (all[column] ?? '').trim()}”`;

  for (const role of COLUMN_ROLES) {
    const heading = mapping[role];
    if (heading === undefined || heading === null) continue;
    const folded = foldName(heading);
    const column = all.findIndex((candidate, index) => !taken.has(index) && foldName(candidate) === folded);
    const numbered = column >= 0 ? column : unnamedColumn(heading, all);
    if (numbered >= 0 && !taken.has(numbered)) take(role, numbered);
  }
  const forbidden = (role: ColumnRole): boolean => mapping[role] === null;

  const candidates = meanings
    .map((meaning, column) => ({ meaning, column }))
    .filter((candidate): candidate is { meaning: HeadingMeaning; column: number } => candidate.meaning !== null)
    .sort((a, b) => b.meaning.strength - a.meaning.strength || rank(a.meaning) - rank(b.meaning) || a.column - b.column);
  for (const { meaning, column } of candidates) {
    const { role } = meaning;
    if (taken.has(column) || columns[role] !== undefined || forbidden(role)) continue;
    const seen = samples[column];
    // "Recorded" may head a date or a name: what stands below it tells.
    if (role === 'recorded' && seen !== undefined && seen.filled >= 3 && seen.dates * 3 < seen.filled) {
      if (columns.recordedBy === undefined && !forbidden('recordedBy')) take('recordedBy', column);
      continue;
    }
    if (role === 'date' && meaning.strength < 3 && seen !== undefined && seen.filled >= 3 && seen.dates * 5 < seen.filled) continue;
    take(role, column);
    if (meaning.strength === 2) {
      remarks.push({ code: 'heading-misspelt', says: `The heading ${named(column)} was taken for “${meaning.like}”.` });
    }
  }

  const moreNotes = candidates
    .filter(({ meaning, column }) => meaning.role === 'notes' && !taken.has(column) && !forbidden('notes'))
    .map(({ column }) => column);
  for (const column of moreNotes) taken.add(column);
  shortAndLongWords(candidates, columns, samples, taken, forbidden, (column) => {
    remarks.push({
      code: 'column-by-content',
      says: `Two columns tell the event; the short one, ${named(column)}, was taken for its kind.`,
    });
  });

  if (columns.date === undefined && !forbidden('date')) {
    const target = all.findIndex((heading, column) => !taken.has(column) && TARGET_DATE.test(foldName(heading)));
    const byContent = columnOfDates(samples, all, taken);
    if (columns.recorded !== undefined) {
      const column = columns.recorded;
      delete columns.recorded;
      take('date', column);
      remarks.push({
        code: 'only-recorded-date',
        says: `The table has no date of the event, only ${named(column)}. That day is used; the event may have happened before it.`,
      });
    } else if (byContent >= 0) {
      take('date', byContent);
      remarks.push({
        code: 'column-by-content',
        says: `The column ${named(byContent)} holds dates and was taken for the date of the event.`,
      });
    } else if (columns.endDate !== undefined) {
      const column = columns.endDate;
      delete columns.endDate;
      take('date', column);
      remarks.push({ code: 'only-end-date', says: `The table has no start date, only ${named(column)}. That day is used.` });
    } else if (target >= 0) {
      take('date', target);
      targets = true;
      remarks.push({ code: 'target-dates', says: `The dates in ${named(target)} say when something is to be done, not when it happened.` });
    }
  }
  if (columns.date === undefined) return null;

  if (columns.what === undefined && !forbidden('what')) {
    const longest = longestColumn(samples, taken);
    if (longest >= 0) {
      take('what', longest);
      remarks.push({
        code: 'column-by-content',
        says: `No heading says what happened; the column ${named(longest)} has the most words and was taken for it.`,
      });
    }
  }

  const unmapped = all.map((_, column) => column).filter((column) => !taken.has(column) && (samples[column]?.filled ?? 0) > 0);
  if (unmapped.length > 0) {
    remarks.push({
      code: 'heading-not-known',
      says: `${unmapped.map(named).join(', ')}: Kinline does not know ${unmapped.length === 1 ? 'this column' : 'these columns'}. The words are kept with each event.`,
    });
  }
  return { headings: all, keys: uniqueKeys(all), columns, moreNotes, targets, remarks };
}

/** Names that a mapping gives to roles, folded. */
export function namesOf(mapping: ColumnMapping): Map<string, ColumnRole> {
  const also = new Map<string, ColumnRole>();
  for (const role of COLUMN_ROLES) {
    const heading = mapping[role];
    if (typeof heading === 'string' && foldName(heading) !== '') also.set(foldName(heading), role);
  }
  return also;
}

/** A column without a heading can be named by its place: "Column 3". */
function unnamedColumn(heading: string, all: readonly string[]): number {
  const match = /^column (\d{1,3})$/i.exec(heading.trim());
  const column = match === null ? -1 : Number(match[1]) - 1;
  return column >= 0 && column < all.length && (all[column] ?? '').trim() === '' ? column : -1;
}

function rank(meaning: HeadingMeaning): number {
  const at = COLUMN_NAMES[meaning.role].indexOf(meaning.like);
  return at < 0 ? 999 : at;
}

/** "Event" holding "Home visit" beside "Details" holding sentences: the sentences are what happened. */
function shortAndLongWords(
  candidates: readonly { readonly meaning: HeadingMeaning; readonly column: number }[],
  columns: Partial<Record<ColumnRole, number>>,
  samples: readonly Sample[],
  taken: Set<number>,
  forbidden: (role: ColumnRole) => boolean,
  said: (column: number) => void,
): void {
  const chosen = columns.what;
  if (chosen === undefined || columns.kind !== undefined || forbidden('kind')) return;
  const mean = (column: number): number => {
    const seen = samples[column];
    return seen === undefined || seen.filled === 0 ? 0 : seen.letters / seen.filled;
  };
  const other = candidates.find(
    ({ meaning, column }) => meaning.role === 'what' && meaning.strength >= 2 && !taken.has(column) && mean(column) > 0,
  );
  if (other === undefined) return;
  const [short, longer] = mean(chosen) < mean(other.column) ? [chosen, other.column] : [other.column, chosen];
  if (mean(short) > 35 || mean(longer) < mean(short) * 2 || mean(short) === 0) return;
  columns.what = longer;
  columns.kind = short;
  taken.add(longer).add(short);
  said(short);
}

function columnOfDates(samples: readonly Sample[], headings: readonly string[], taken: ReadonlySet<number>): number {
  let best = -1;
  let most = 0;
  samples.forEach(({ filled, dates }, column) => {
    if (taken.has(column) || dates < 2 || dates * 10 < filled * 6) return;
    if (/\b(birth|dob|born|edd|review|target|due|print)/i.test(headings[column] ?? '')) return;
    if (dates > most) {
      best = column;
      most = dates;
    }
  });
  return best;
}

function longestColumn(samples: readonly Sample[], taken: ReadonlySet<number>): number {
  let best = -1;
  let most = 0;
  samples.forEach(({ filled, dates, letters }, column) => {
    if (taken.has(column) || filled === 0 || dates * 2 > filled) return;
    if (letters > most) {
      best = column;
      most = letters;
    }
  });
  return best;
}

function uniqueKeys(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading, column) => {
    const words = heading.replace(/\s+/g, ' ').trim();
    const key = words === '' || words === '__proto__' ? `Column ${column + 1}` : words;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? key : `${key} (${times})`;
  });
}
