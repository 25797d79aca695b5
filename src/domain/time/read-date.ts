/**
 * Dates as agencies write them. The whole of a cell must be understood, or nothing is read: no word is skipped silently, no year is
 * guessed, no time is made up. What is read is no more exact than what was written.
 */
import { type Found, isMoment, KEPT, type Lent, type Moment, type Reading, type Refusal, refusal, shortened } from './moment.ts';
import type { DateNotice, DateReading, PartialDate, ReadDateOptions } from './partial-date.ts';
import { readCalendar } from './read-calendar.ts';
import { readPeriod } from './read-period.ts';
import { readTime, withTime } from './read-time.ts';
import { type Token, tokensOf } from './tokens.ts';
import { findMonth } from './words.ts';

/** Longer than any date; a narrative in the date column is kept as words. */
const LONGEST = 160;
const MOST_TOKENS = 48;

const NOT_DATES = new Set([
  'ongoing',
  'on going',
  'on-going',
  'immediate',
  'immediately',
  'tbc',
  'tba',
  'tbd',
  'n/k',
  'nk',
  'not known',
  'unknown',
  'date unknown',
  'date not known',
  'unk',
  'n/a',
  'na',
  'none',
  'nil',
  'undated',
  'no date',
  'not recorded',
  'date not recorded',
  'various',
  'various dates',
  'present',
  'current',
  'historic',
  'historical',
  'continuing',
  'throughout',
  '-',
  '--',
  '–',
  '—',
  '?',
  '??',
  '???',
  '.',
  '/',
  '//',
  '*',
]);

/** Words that make a date approximate; `loose` ones are refused in Chronolator's Date cell. */
const QUALIFIERS = new Map<string, { readonly approx: boolean; readonly loose: boolean }>([
  ['c', { approx: true, loose: false }],
  ['ca', { approx: true, loose: false }],
  ['circa', { approx: true, loose: false }],
  ['about', { approx: true, loose: false }],
  ['approx', { approx: true, loose: false }],
  ['approximately', { approx: true, loose: false }],
  ['around', { approx: true, loose: false }],
  ['roughly', { approx: true, loose: false }],
  ['probably', { approx: true, loose: true }],
  ['prob', { approx: true, loose: true }],
  ['possibly', { approx: true, loose: true }],
  ['poss', { approx: true, loose: true }],
  ['maybe', { approx: true, loose: true }],
  ['perhaps', { approx: true, loose: true }],
  ['likely', { approx: true, loose: true }],
  ['thought', { approx: true, loose: true }],
  ['believed', { approx: true, loose: true }],
  ['estimated', { approx: true, loose: true }],
  ['est', { approx: true, loose: true }],
  ['on', { approx: false, loose: false }],
  ['in', { approx: false, loose: false }],
  ['during', { approx: false, loose: false }],
  ['the', { approx: false, loose: false }],
  ['dated', { approx: false, loose: false }],
  ['date', { approx: false, loose: false }],
  ['of', { approx: false, loose: false }],
  ['to', { approx: false, loose: false }],
  ['be', { approx: false, loose: false }],
]);
/** Only after "thought" or "believed". */
const ONLY_AFTER_QUALIFIER = new Set(['of', 'to', 'be']);
const TRAILING = new Set(['approx', 'approximately', 'circa', 'ish', 'probably', 'possibly', 'tbc']);

const TO_WORDS = new Set(['to', 'until', 'till', 'til', 'through', 'thru']);
const isDash = (token: Token | undefined): boolean => token !== undefined && token.text.length === 1 && '-–—‐‑‒−'.includes(token.text);

type Cell = { readonly text: string; readonly shown: string; readonly reading: Reading };

const slice = (tokens: readonly Token[], from: number, to: number): Token[] => tokens.slice(from, to);

const uncertain: DateNotice = {
  code: 'uncertain-date',
  says: 'The source marks the date as uncertain. It is kept as an approximate date.',
};
const otherWords: DateNotice = {
  code: 'other-words',
  says: 'The date stands among other words that make it approximate. It is kept as an approximate date.',
};

/** One moment and nothing else, with what stands before and after it to say how sure it is. */
function readMoment(tokens: readonly Token[], lent: Lent, cell: Cell): Found {
  let from = 0;
  let to = tokens.length;
  let approx = false;
  let loose = false;
  const notices: DateNotice[] = [];
  let qualified = false;
  for (;;) {
    const token = tokens[from];
    const next = tokens[from + 1];
    if (token === undefined) break;
    if (token.text === '?' && next !== undefined && !'/.-'.includes(next.text)) {
      approx = true;
      if (!notices.includes(uncertain)) notices.push(uncertain);
      from += 1;
      continue;
    }
    if (token.text === '~' || token.text === '(' || token.text === '[') {
      approx ||= token.text === '~';
      from += 1;
      continue;
    }
    const qualifier = token.kind === 'word' && next !== undefined ? QUALIFIERS.get(token.text) : undefined;
    if (qualifier === undefined || (ONLY_AFTER_QUALIFIER.has(token.text) && !qualified)) break;
    approx ||= qualifier.approx;
    qualified = true;
    if (qualifier.loose) {
      loose = true;
      if (!notices.includes(otherWords)) notices.push(otherWords);
    }
    from += 1;
    while (tokens[from]?.text === '.' || tokens[from]?.text === ':') from += 1;
  }
  for (;;) {
    const token = tokens[to - 1];
    if (token === undefined || to <= from) break;
    if (token.text === '?') {
      approx = true;
      loose = true;
      if (!notices.includes(uncertain)) notices.push(uncertain);
      to -= 1;
    } else if (
      token.text === ')' ||
      token.text === ']' ||
      token.text === ',' ||
      token.text === ';' ||
      token.text === ':' ||
      token.text === '.' ||
      token.text === '\n'
    )
      to -= 1;
    else if (token.kind === 'word' && TRAILING.has(token.text)) {
      approx = true;
      loose = true;
      if (!notices.includes(otherWords)) notices.push(otherWords);
      to -= 1;
    } else break;
  }
  if (to <= from) return null;
  const rest = from === 0 && to === tokens.length ? tokens : slice(tokens, from, to);
  const found = readPeriod(rest, lent, cell.reading, cell.shown) ?? readCalendar(rest, lent, cell.reading, cell.shown);
  if (!isMoment(found)) return found;
  if (!approx && !loose && notices.length === 0) return found;
  return { ...found, approx: found.approx || approx, loose: found.loose || loose, notices: [...found.notices, ...notices] };
}

/** "(9.30pm" and ", 9.30pm" and "at 9.30pm" to the time alone. A dash before it must be followed by something that is plainly a time. */
function timeText(text: string): string | null {
  const bare = text
    .replace(/^[\s,;:([@]+/, '')
    .replace(/[\s,;)\]]+$/, '')
    .replace(/^(?:at|@|t)\s*(?=\S)/, '');
  if (!/^[-–—]/.test(bare)) return bare;
  const afterDash = bare.replace(/^[-–—]\s*/, '');
  return /[:ap]|noon|midnight|hrs/.test(afterDash) ? afterDash : null;
}

function attach(date: Moment, time: string): Found {
  if (date.precision !== 'day') return null;
  const read = readTime(time);
  if (read.time === null) {
    const known = read.notices[0];
    if (known === undefined || known.code === 'unread-time') return null;
    return { ...date, notices: [...date.notices, known] };
  }
  return { ...date, time: read.time, notices: [...date.notices, ...read.notices] };
}

const TIME_HINT = /[:@]|\d[.]\d|am|pm|a\.m|p\.m|noon|midday|midnight|hrs|hour|morning|evening|night|\d{4}|early/;

/** A moment that may have a time of day after it ("12.4.13 at 9.30pm") or before it ("9.30pm on 12/4/13"). */
function readInstant(tokens: readonly Token[], lent: Lent, cell: Cell): Found {
  const whole = readMoment(tokens, lent, cell);
  if (isMoment(whole) || tokens.length < 2) return whole;
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first === undefined || last === undefined || !TIME_HINT.test(cell.text.slice(first.start, last.end))) return whole;
  for (let split = tokens.length - 1; split >= 1; split -= 1) {
    const next = tokens[split];
    if (
      next === undefined ||
      !(next.spaced || next.text === ',' || next.text === '@' || next.text === 't' || next.text === '(' || next.text === '\n')
    )
      continue;
    const time = timeText(cell.text.slice(next.start, last.end));
    if (
      time === null ||
      time === '' ||
      readTime(time).notices.some((notice) => notice.code === 'unread-time' || notice.code === 'time-not-known')
    )
      continue;
    const date = readMoment(slice(tokens, 0, split), lent, cell);
    if (isMoment(date) && date.precision === 'day') return attach(date, time) ?? whole;
    if (date !== null && !isMoment(date) && date.precision === 'invalid') return date;
  }
  for (let split = 1; split < tokens.length - 1; split += 1) {
    const next = tokens[split];
    const previous = tokens[split - 1];
    if (next === undefined || previous === undefined || !next.spaced) continue;
    const time = timeText(cell.text.slice(first.start, previous.end));
    if (time === null || !/[:apn]|hrs|\d\.\d/.test(time)) continue;
    const read = readTime(time);
    if (read.notices.some((notice) => notice.code === 'unread-time')) continue;
    const date = readMoment(slice(tokens, split, tokens.length), lent, cell);
    if (isMoment(date) && date.precision === 'day') return attach(date, time) ?? whole;
  }
  return whole;
}

const lentBy = (moment: Moment): Lent => ({ year: Number(moment.from.slice(0, 4)), month: Number(moment.from.slice(5, 7)) });

const needsYear = (found: Found): boolean => found !== null && !isMoment(found) && found.notice.code === 'no-year';

/** The left-hand part with what it may take from the right. A month later in the year than the right one's belongs to the year before. */
function leftOf(tokens: readonly Token[], right: Moment, cell: Cell): Found {
  const alone = readInstant(tokens, {}, cell);
  if (isMoment(alone) || (alone !== null && !needsYear(alone))) return alone;
  const lent = lentBy(right);
  const withYear = readInstant(tokens, lent, cell);
  if (isMoment(withYear) && withYear.from > right.to && lent.year !== undefined) {
    const before = readInstant(tokens, { ...lent, year: lent.year - 1 }, cell);
    if (isMoment(before) && before.from.slice(5, 7) !== right.from.slice(5, 7)) {
      return {
        ...before,
        notices: [
          ...before.notices,
          {
            code: 'year-before',
            says: 'The first of the two dates has no year. It is later in the year than the second, so it is taken to be in the year before.',
          },
        ],
      };
    }
  }
  return withYear;
}

function spanOf(left: Moment, right: Moment): Found {
  if (right.from < left.from || right.to < left.to) {
    return refusal('none', 'range-backwards', `The second date is earlier than the first. ${KEPT}`);
  }
  const bothTimes = left.time?.from != null && right.time?.from != null && left.precision === 'day' && right.precision === 'day';
  const time =
    left.time === null
      ? null
      : bothTimes
        ? { ...left.time, raw: `${left.time.raw} - ${right.time?.raw ?? ''}`, to: right.time?.from ?? null }
        : left.time;
  return {
    from: left.from,
    to: right.to,
    precision: left.from === right.to ? left.precision : 'range',
    approx: left.approx || right.approx,
    time,
    notices: [...left.notices, ...right.notices],
    loose: left.loose || right.loose,
  };
}

function readRange(all: readonly Token[], cell: Cell): Found {
  let tokens = all;
  const opening = tokens[0]?.text;
  const between = opening === 'between';
  if (between || opening === 'from') tokens = slice(tokens, 1, tokens.length);
  let refused: Found = null;
  for (let split = 1; split < tokens.length - 1; split += 1) {
    const token = tokens[split];
    if (token === undefined || !(isDash(token) || TO_WORDS.has(token.text) || (between && (token.text === 'and' || token.text === '&'))))
      continue;
    const right = readInstant(slice(tokens, split + 1, tokens.length), {}, cell);
    const rightTokens = slice(tokens, split + 1, tokens.length);
    let end = right;
    if (!isMoment(end)) {
      // "May 3 - 5, 2016": the right-hand day takes its month from the left.
      const monthToken = tokens.slice(0, split).find((candidate) => candidate.kind === 'word');
      if (monthToken !== undefined && rightTokens[0]?.kind === 'number' && rightTokens[0].text.length <= 2)
        end = readCalendar([monthToken, ...rightTokens], {}, cell.reading, cell.shown);
      if (!isMoment(end)) {
        if (refused === null && right !== null && right.precision === 'invalid') refused = right;
        continue;
      }
    }
    const start = leftOf(slice(tokens, 0, split), end, cell);
    if (!isMoment(start)) {
      if (start !== null && start.precision === 'invalid') refused = start;
      continue;
    }
    return spanOf(start, end);
  }
  return refused;
}

/** "May 2015 – ongoing", "since May 2015": the beginning is known, the end is not. */
function readOpenEnded(tokens: readonly Token[], cell: Cell): Found {
  let from = 0;
  let to = tokens.length;
  const first = tokens[0]?.text;
  if (first === 'since' || first === 'ongoing') from = 1;
  if (first === 'from') from = 1;
  if (first === 'ongoing' && (tokens[1]?.text === 'from' || tokens[1]?.text === 'since')) from = 2;
  const tail = cell.text.slice(tokens.at(-3)?.start ?? 0);
  if (/\bto date$|\bto present$|\bto now$/.test(tail)) to -= 2;
  else if (/(?:ongoing|onwards|present|date|now|onward)$/.test(tail)) {
    to -= 1;
    if (isDash(tokens[to - 1]) || tokens[to - 1]?.text === 'to') to -= 1;
  } else if (isDash(tokens.at(-1)) && tokens.length > 1) to -= 1;
  if ((from === 0 && to === tokens.length) || to <= from) return null;
  const begun = readInstant(slice(tokens, from, to), {}, cell);
  if (!isMoment(begun)) return begun;
  return {
    ...begun,
    notices: [
      ...begun.notices,
      { code: 'open-ended', says: 'The source says that it went on from then. The beginning is kept as its date; the end is not known.' },
    ],
  };
}

type Listed = { readonly found: Found; readonly split: readonly Moment[] };

/** Two or more dates in one cell: two events may be meant. The whole is kept as a range, and the single dates are offered. */
function readList(tokens: readonly Token[], cell: Cell): Listed | null {
  const either = tokens.some((token) => token.text === 'or');
  const inWords = tokens.some((token) => token.kind === 'word' && findMonth(token.text) !== null);
  for (const signs of [
    ['and', '&', '+', ';', '\n', 'or'],
    ['and', '&', '+', ';', '\n', 'or', ','],
    ['and', '&', '+', ';', '\n', 'or', ',', '/'],
  ]) {
    // "3/4 May 2016" is two days; a slash between numbers alone is part of one date.
    if (signs.includes('/') && !inWords) continue;
    const parts: Token[][] = [[]];
    for (const token of tokens) {
      if (signs.includes(token.text)) {
        if (parts.at(-1)?.length !== 0) parts.push([]);
      } else parts.at(-1)?.push(token);
    }
    if (parts.at(-1)?.length === 0) parts.pop();
    if (parts.length < 2 || parts.length > 8) continue;
    const moments: Moment[] = [];
    let refused: Refusal | null = null;
    for (const part of parts.toReversed()) {
      const right = moments[0];
      const alone = right === undefined ? readInstant(part, {}, cell) : leftOf(part, right, cell);
      const found = isMoment(alone) ? alone : (readRange(part, cell) ?? alone);
      if (!isMoment(found)) {
        refused = found;
        break;
      }
      moments.unshift(found);
    }
    if (moments.length !== parts.length) {
      if (refused?.precision === 'invalid') return { found: refused, split: [] };
      continue;
    }
    const from = moments.map((moment) => moment.from).toSorted()[0] ?? '';
    const to =
      moments
        .map((moment) => moment.to)
        .toSorted()
        .at(-1) ?? '';
    const notices = moments.flatMap((moment) => moment.notices);
    if (moments.length === 2 && moments[0]?.from === moments[1]?.from && moments[0]?.to === moments[1]?.to && moments[0] !== undefined) {
      return { found: { ...moments[0], notices, loose: true }, split: [] };
    }
    const notice: DateNotice = either
      ? { code: 'either-date', says: `The cell says that it was one of ${moments.length} dates. They are kept as a range.` }
      : {
          code: 'two-dates',
          says: `The cell holds ${moments.length === 2 ? 'two' : moments.length} dates, so ${moments.length === 2 ? 'two' : moments.length} events may be meant. They are kept as a range until someone splits the row.`,
        };
    return {
      found: {
        from,
        to,
        precision: 'range',
        approx: either || moments.some((moment) => moment.approx),
        time: null,
        notices: [...notices, notice],
        loose: true,
      },
      split: either ? [] : moments,
    };
  }
  return null;
}

function dateOf(raw: string, found: Moment): PartialDate {
  const date: PartialDate = { raw, from: found.from, to: found.to, precision: found.precision, approx: found.approx, time: null };
  return withTime(date, found.time);
}

const nothing = (raw: string, precision: 'none' | 'invalid', notices: readonly DateNotice[]): DateReading => ({
  date: { raw, from: null, to: null, precision, approx: false, time: null },
  notices,
});

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})(?:t| )(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(z|[+-]\d{2}:?\d{2})?$/;

function settle(raw: string, found: Moment, strict: boolean, split: readonly Moment[]): DateReading {
  if (strict && found.loose) {
    const why = split.length > 0 ? 'two dates' : 'a question mark or other words after or before the date';
    return nothing(raw, 'none', [
      { code: 'refused-in-strict', says: `“${shortened(raw)}” holds ${why}, which the strict reading refuses. ${KEPT}` },
    ]);
  }
  const date = dateOf(raw, found);
  return split.length > 0
    ? { date, notices: found.notices, split: split.map((part) => dateOf(raw, part)) }
    : { date, notices: found.notices };
}

/**
 * Reads the text of a date cell. `date.raw` is always that text. Precision `none` means that no date could be read and `invalid` that
 * the day does not exist; both come with a notice. Never throws; long text is refused at once.
 */
export function readDate(raw: string, options: ReadDateOptions): DateReading {
  if (raw.length > LONGEST * 4) return nothing(raw, 'none', [{ code: 'unread-date', says: `The text is too long to be a date. ${KEPT}` }]);
  const shown = raw
    .replace(/[\t\f\v\u00a0\u2007\u202f\u200b\ufeff ]+/g, ' ')
    .replace(/\r\n?/g, '\n')
    .trim();
  if (shown === '') return nothing(raw, 'none', [{ code: 'no-date', says: `There is no date. ${KEPT}` }]);
  if (shown.length > LONGEST) return nothing(raw, 'none', [{ code: 'unread-date', says: `The text is too long to be a date. ${KEPT}` }]);
  const text = shown.toLowerCase();
  // A letter that changes length in lower case would move every place in the text; no date has one.
  if (text.length !== shown.length) return nothing(raw, 'none', [unread(raw)]);
  if (NOT_DATES.has(text.replace(/^\(|\)$/g, '')))
    return nothing(raw, 'none', [{ code: 'not-a-date', says: `“${shortened(raw)}” is not a date. ${KEPT}` }]);
  const reading: Reading = { order: options.order, thisYear: Number(options.today.slice(0, 4)) };
  const strict = options.strict === true;
  const cell: Cell = { text, shown, reading };
  const instant = ISO_INSTANT.exec(text);
  const tokens = tokensOf(instant?.[1] ?? text);
  if (tokens.length > MOST_TOKENS) return nothing(raw, 'none', [unread(raw)]);
  let found = readInstant(tokens, {}, cell);
  if (instant?.[2] !== undefined && isMoment(found)) {
    found = attach(found, instant[2].slice(0, 5)) ?? found;
    if (instant[3] !== undefined && isMoment(found) && found.time !== null) {
      found = {
        ...found,
        notices: [
          ...found.notices,
          { code: 'time-zone-kept', says: 'The time carries a time zone. It is kept as it is written, without change to local time.' },
        ],
      };
    }
  }
  if (isMoment(found)) return settle(raw, found, strict, []);
  // The whole cell is one date that cannot be: no other reading of it is looked for.
  if (found !== null && found.notice.code !== 'no-year') return nothing(raw, found.precision, [found.notice]);
  const range = readRange(tokens, cell);
  if (isMoment(range)) return settle(raw, range, strict, []);
  const open = readOpenEnded(tokens, cell);
  if (isMoment(open)) return settle(raw, open, strict, []);
  const listed = readList(tokens, cell);
  if (listed !== null && isMoment(listed.found)) return settle(raw, listed.found, strict, listed.split);
  const refused = [found, range, open, listed?.found ?? null].find((one): one is Refusal => one !== null && !isMoment(one));
  return refused === undefined ? nothing(raw, 'none', [unread(raw)]) : nothing(raw, refused.precision, [refused.notice]);
}

const unread = (raw: string): DateNotice => ({ code: 'unread-date', says: `“${shortened(raw)}” could not be read as a date. ${KEPT}` });
