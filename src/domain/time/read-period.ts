/** Stretches of time with a name: "w/c 23.11.15", "Summer 2012", "Autumn term 2014", "Q1 2015", "early 2015", "the 1990s". */
import { addDays, daysInMonth, makeDay, weekday } from './day.ts';
import { type Found, isMoment, type Lent, likelyYear, type Moment, momentOf, noYear, type Reading, readYear } from './moment.ts';
import type { DateNotice, Day, Precision } from './partial-date.ts';
import { readCalendar } from './read-calendar.ts';
import type { Token } from './tokens.ts';
import { findSeason, type Season } from './words.ts';

type Week = 'commencing' | 'ending' | 'of';

const WEEK_WORDS: readonly (readonly [readonly string[], Week])[] = [
  [['w', '/', 'c'], 'commencing'],
  [['w', '/', 'b'], 'commencing'],
  [['w', '.', 'c', '.'], 'commencing'],
  [['w', '.', 'c'], 'commencing'],
  [['wc'], 'commencing'],
  [['week', 'commencing'], 'commencing'],
  [['wk', 'commencing'], 'commencing'],
  [['week', 'comm'], 'commencing'],
  [['week', 'beginning'], 'commencing'],
  [['wk', 'beginning'], 'commencing'],
  [['week', 'starting'], 'commencing'],
  [['w', '/', 'e'], 'ending'],
  [['week', 'ending'], 'ending'],
  [['wk', 'ending'], 'ending'],
  [['week', 'of'], 'of'],
  [['wk', 'of'], 'of'],
  [['week'], 'of'],
  [['wk'], 'of'],
];

/** How many tokens the words fill at the beginning, or 0. A colon after them belongs to them. */
function begins(tokens: readonly Token[], words: readonly string[]): number {
  if (tokens.length <= words.length) return 0;
  for (const [index, word] of words.entries()) if (tokens[index]?.text !== word) return 0;
  const after = tokens[words.length]?.text;
  return words.length + (after === ':' || after === '.' ? 1 : 0);
}

function weekFrom(kind: Week, day: Day): Moment {
  if (kind === 'ending') return momentOf(addDays(day, -6), day, 'week');
  const onMonday = weekday(day) === 0;
  if (kind === 'commencing') {
    const notices: DateNotice[] = onMonday
      ? []
      : [
          {
            code: 'week-not-from-monday',
            says: 'The week is said to begin on a day that is not a Monday. Seven days are taken from the day as written.',
          },
        ];
    return momentOf(day, addDays(day, 6), 'week', notices);
  }
  if (onMonday) return momentOf(day, addDays(day, 6), 'week');
  return momentOf(addDays(day, -weekday(day)), addDays(day, 6), 'week', [
    {
      code: 'week-not-from-monday',
      says: 'The day is not a Monday, so the week may be the one that holds it or the one that begins with it. Both are kept.',
    },
  ]);
}

function readWeek(tokens: readonly Token[], lent: Lent, reading: Reading, shown: string): Found | undefined {
  if (!tokens[0]?.text.startsWith('w')) return undefined;
  for (const [words, kind] of WEEK_WORDS) {
    const length = begins(tokens, words);
    if (length === 0) continue;
    const found = readCalendar(tokens.slice(length), lent, reading, shown);
    if (!isMoment(found)) return found;
    if (found.precision !== 'day') return null;
    const week = weekFrom(kind, found.from);
    return { ...week, notices: [...found.notices, ...week.notices] };
  }
  return undefined;
}

type Part = 'early' | 'mid' | 'late';
const PARTS: readonly (readonly [readonly string[], Part])[] = [
  [['early'], 'early'],
  [['early', 'in'], 'early'],
  [['beginning', 'of'], 'early'],
  [['start', 'of'], 'early'],
  [['mid'], 'mid'],
  [['mid', '-'], 'mid'],
  [['middle', 'of'], 'mid'],
  [['late'], 'late'],
  [['late', 'in'], 'late'],
  [['end', 'of'], 'late'],
  [['end'], 'late'],
];

/** Early, middle and late are nobody's exact words, so they are taken wide: they overlap. */
function partOf(found: Moment, part: Part): Found {
  const year = Number(found.from.slice(0, 4));
  const month = Number(found.from.slice(5, 7));
  const says = (from: Day, to: Day): Moment => ({
    ...momentOf(from, to, 'range', [
      ...found.notices,
      { code: 'part-of-period', says: '“Early”, “mid” and “late” are not exact. They are kept as a stretch of days.' },
    ]),
    approx: true,
  });
  if (found.precision === 'year') {
    if (part === 'early') return says(makeDay(year, 1, 1), makeDay(year, 4, 30));
    return part === 'mid' ? says(makeDay(year, 4, 1), makeDay(year, 9, 30)) : says(makeDay(year, 9, 1), makeDay(year, 12, 31));
  }
  if (found.precision === 'month') {
    if (part === 'early') return says(makeDay(year, month, 1), makeDay(year, month, 12));
    return part === 'mid'
      ? says(makeDay(year, month, 9), makeDay(year, month, 22))
      : says(makeDay(year, month, 19), makeDay(year, month, daysInMonth(year, month)));
  }
  // Part of a season or term is kept as the whole of it.
  return found.precision === 'season' || found.precision === 'term' ? { ...found, approx: true } : null;
}

const SEASON_MONTHS: Readonly<Record<Season, readonly [number, number]>> = {
  spring: [3, 5],
  summer: [6, 8],
  autumn: [9, 11],
  winter: [12, 2],
};
const TERM_MONTHS: Readonly<Record<Exclude<Season, 'winter'>, readonly [number, number]>> = {
  autumn: [9, 12],
  spring: [1, 4],
  summer: [4, 7],
};

const months = (year: number, first: number, last: number, precision: Precision, notices: readonly DateNotice[] = []): Moment =>
  momentOf(makeDay(year, first, 1), makeDay(year, last, daysInMonth(year, last)), precision, notices);

/** A year, or the two years of "2014/15" (then `next` is true). */
function yearsOf(tokens: readonly Token[], reading: Reading): { readonly year: number; readonly next: boolean } | null {
  const rest = tokens.filter(
    (token) =>
      token.text !== ',' && token.text !== 'of' && token.text !== 'in' && token.text !== "'" && token.text !== '’' && token.text !== '-',
  );
  const [first, sign, second] = rest;
  const hyphen = tokens.some((token) => token.text === '-' || token.text === '–');
  if (first?.kind !== 'number' || first.ordinal) return null;
  const year = readYear(first.text, reading);
  if (year === null || !likelyYear(year, reading)) return null;
  if (rest.length === 1) return { year, next: false };
  const last = sign?.text === '/' || sign?.text === '–' ? second : hyphen ? sign : undefined;
  if (last?.kind !== 'number' || rest.at(-1) !== last || last.value % 100 !== (year + 1) % 100) return null;
  return { year, next: true };
}

function readSeason(tokens: readonly Token[], lent: Lent, reading: Reading, shown: string): Found | undefined {
  const season = findSeason(tokens[0]?.text ?? '');
  if (season === null) return undefined;
  const words = tokens[1]?.text === 'term' ? 2 : 1;
  if (tokens.length === words && lent.year === undefined) return noYear(shown);
  const yearsSaid =
    tokens.length === words && lent.year !== undefined ? { year: lent.year, next: false } : yearsOf(tokens.slice(words), reading);
  if (words === 2) {
    const years = yearsSaid;
    if (years === null || season === 'winter') return null;
    const [first, last] = TERM_MONTHS[season];
    return months(years.next && season !== 'autumn' ? years.year + 1 : years.year, first, last, 'term');
  }
  const years = yearsSaid;
  if (years === null) return null;
  const [first, last] = SEASON_MONTHS[season];
  const shownMonths: DateNotice = { code: 'season-in-months', says: `The season is kept as its months (${SEASON_WORDS[season]}).` };
  if (season !== 'winter') return years.next ? null : months(years.year, first, last, 'season', [shownMonths]);
  const winter = momentOf(makeDay(years.year, 12, 1), makeDay(years.year + 1, 2, daysInMonth(years.year + 1, 2)), 'season');
  if (years.next) return { ...winter, notices: [shownMonths] };
  const { year } = years;
  return {
    ...winter,
    notices: [
      {
        code: 'which-winter',
        says: `“Winter ${year}” is kept as December ${year} to February ${year + 1}. It could also mean January and February ${year}; please check.`,
      },
    ],
  };
}

const SEASON_WORDS: Readonly<Record<Season, string>> = {
  spring: 'March to May',
  summer: 'June to August',
  autumn: 'September to November',
  winter: 'December to February',
};

const QUARTERS = new Map([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['last', 4],
]);

function readQuarter(tokens: readonly Token[], reading: Reading): Found | undefined {
  const [first, second] = tokens;
  let quarter = 0;
  let length = 2;
  if (first?.text === 'q' && second?.kind === 'number' && !second.spaced) quarter = second.value;
  else if (first !== undefined && second?.text === 'quarter') quarter = first.ordinal ? first.value : (QUARTERS.get(first.text) ?? 0);
  else if (first?.text === 'quarter' && second?.kind === 'number') quarter = second.value;
  else return undefined;
  if (tokens[length]?.text === 'of') length += 1;
  const years = yearsOf(tokens.slice(length), reading);
  if (years === null || quarter < 1 || quarter > 4) return null;
  if (!years.next) {
    return months(years.year, quarter * 3 - 2, quarter * 3, 'quarter', [
      {
        code: 'quarter-of-calendar-year',
        says: 'The quarter is kept as a quarter of the calendar year. If a financial year was meant, it is three months later.',
      },
    ]);
  }
  return quarter === 4 ? months(years.year + 1, 1, 3, 'quarter') : months(years.year, quarter * 3 + 1, quarter * 3 + 3, 'quarter');
}

const NAMED_YEARS: readonly (readonly [readonly string[], number])[] = [
  [['academic', 'year'], 9],
  [['school', 'year'], 9],
  [['financial', 'year'], 4],
  [['fy'], 4],
];

function readNamedYear(tokens: readonly Token[], reading: Reading): Found | undefined {
  for (const [words, firstMonth] of NAMED_YEARS) {
    const length = begins(tokens, words);
    if (length === 0) continue;
    const years = yearsOf(tokens.slice(length), reading);
    if (years === null || !years.next) return null;
    const last = firstMonth - 1;
    return momentOf(makeDay(years.year, firstMonth, 1), makeDay(years.year + 1, last, daysInMonth(years.year + 1, last)), 'range');
  }
  return undefined;
}

const WHICH_WEEK = new Set(['first', 'second', 'third', 'fourth', 'last', 'final']);

/** "1st week of May 2016": whose first week is nobody's exact word, so the month is kept. */
function readWeekOfMonth(tokens: readonly Token[], lent: Lent, reading: Reading, shown: string): Found | undefined {
  const [which, week, of] = tokens;
  if (which === undefined || !(which.ordinal || WHICH_WEEK.has(which.text)) || week?.text !== 'week') return undefined;
  const month = readCalendar(tokens.slice(of?.text === 'of' || of?.text === 'in' ? 3 : 2), lent, reading, shown);
  if (!isMoment(month)) return month;
  if (month.precision !== 'month') return null;
  const kept: DateNotice = { code: 'week-of-month', says: 'Which days the week of the month has is not certain. The month is kept.' };
  return { ...month, approx: true, notices: [...month.notices, kept] };
}

function readDecade(tokens: readonly Token[], reading: Reading): Found | undefined {
  const [first, second] = tokens;
  if (tokens.length !== 2 || first?.kind !== 'number' || second?.text !== 's' || second.spaced) return undefined;
  if (first.text.length !== 4 || first.value % 10 !== 0 || !likelyYear(first.value, reading)) return null;
  return momentOf(makeDay(first.value, 1, 1), makeDay(first.value + 9, 12, 31), 'range');
}

/** Reads a stretch that is one named period and nothing else; undefined when it does not begin as one. */
export function readPeriod(tokens: readonly Token[], lent: Lent, reading: Reading, shown: string): Found | undefined {
  const first = tokens[0];
  if (first === undefined) return undefined;
  if (first.kind === 'number')
    return readDecade(tokens, reading) ?? readQuarter(tokens, reading) ?? readWeekOfMonth(tokens, lent, reading, shown);
  let longest: readonly [number, Part] | null = null;
  for (const [words, part] of PARTS) {
    const length = begins(tokens, words);
    if (length > (longest?.[0] ?? 0)) longest = [length, part];
  }
  if (longest !== null) {
    const rest = tokens.slice(longest[0]);
    const whole = readPeriod(rest, lent, reading, shown) ?? readCalendar(rest, lent, reading, shown);
    return isMoment(whole) ? partOf(whole, longest[1]) : whole;
  }
  return (
    readWeek(tokens, lent, reading, shown) ??
    readSeason(tokens, lent, reading, shown) ??
    readQuarter(tokens, reading) ??
    readNamedYear(tokens, reading)
  );
}
