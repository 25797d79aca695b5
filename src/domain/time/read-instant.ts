/** One moment of a date cell: what stands before it to say how sure it is, the day or period itself, and a time of day beside it. */
import { type Found, isMoment, type Lent, type Moment, type Reading } from './moment.ts';
import type { DateNotice } from './partial-date.ts';
import { readCalendar } from './read-calendar.ts';
import { readPeriod } from './read-period.ts';
import { readTime } from './read-time.ts';
import type { Token } from './tokens.ts';

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

/** The cell in lower case and as it is written, letter for letter in the same places. */
export type Cell = { readonly text: string; readonly shown: string; readonly reading: Reading };

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
    if (token.text === '?' && next !== undefined && !'/.-?'.includes(next.text)) {
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
  const rest = from === 0 && to === tokens.length ? tokens : tokens.slice(from, to);
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
    .replace(/(?<=[^m])\.$/, '')
    .replace(/^(?:at|@|t)\s*(?=\S)/, '');
  if (!/^[-–—]/.test(bare)) return bare;
  const afterDash = bare.replace(/^[-–—]\s*/, '');
  return /[:ap]|noon|midnight|hrs/.test(afterDash) ? afterDash : null;
}

/** A day with the time that stands beside it; null when that is no time. */
export function attachTime(date: Moment, time: string): Found {
  if (date.precision !== 'day') return null;
  const read = readTime(time);
  if (read.time === null) {
    const known = read.notices[0];
    if (known === undefined || known.code === 'unread-time') return null;
    return { ...date, notices: [...date.notices, known] };
  }
  return { ...date, time: read.time, notices: [...date.notices, ...read.notices] };
}

const TIME_OPENERS = new Set([',', '@', 't', '(', '\n']);
const TIME_HINT = /[:@]|\d[.]\d|am|pm|a\.m|p\.m|noon|midday|midnight|hrs|hour|morning|evening|night|\d{4}|early/;

/** A moment that may have a time of day after it ("12.4.13 at 9.30pm") or before it ("9.30pm on 12/4/13"). */
export function readInstant(tokens: readonly Token[], lent: Lent, cell: Cell): Found {
  const whole = readMoment(tokens, lent, cell);
  if (isMoment(whole) || tokens.length < 2) return whole;
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first === undefined || last === undefined || !TIME_HINT.test(cell.text.slice(first.start, last.end))) return whole;
  let refused: Found = null;
  for (let split = tokens.length - 1; split >= 1; split -= 1) {
    const next = tokens[split];
    // "approx" between a date and a time belongs to the time.
    if (next === undefined || !(next.spaced || TIME_OPENERS.has(next.text)) || TRAILING.has(tokens[split - 1]?.text ?? '')) continue;
    const time = timeText(cell.text.slice(next.start, last.end));
    if (time === null || time === '') continue;
    const code = readTime(time).notices[0]?.code;
    // "08.02.70" is a second date, not an impossible time.
    if (code === 'unread-time' || code === 'time-not-known' || (code === 'impossible-time' && !time.includes(':'))) continue;
    const before = tokens.slice(0, split);
    // Four bare digits are a time only beside a date that has its own four-digit year.
    if (/^\d{4}$/.test(time) && !before.some((token) => token.kind === 'number' && token.text.length === 4)) continue;
    const date = readMoment(before, lent, cell);
    if (isMoment(date) && date.precision === 'day') return attachTime(date, time) ?? whole;
    if (date !== null && !isMoment(date)) refused ??= date;
  }
  if (refused !== null) return refused;
  for (let split = 1; split < tokens.length - 1; split += 1) {
    const next = tokens[split];
    const previous = tokens[split - 1];
    if (next === undefined || previous === undefined || !next.spaced) continue;
    const time = timeText(cell.text.slice(first.start, previous.end));
    if (time === null || !/[:apn]|hrs|\d\.\d/.test(time)) continue;
    const read = readTime(time);
    if (read.notices.some((notice) => notice.code === 'unread-time')) continue;
    const date = readMoment(tokens.slice(split), lent, cell);
    if (isMoment(date) && date.precision === 'day') return attachTime(date, time) ?? whole;
  }
  return whole;
}
