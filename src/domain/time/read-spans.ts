/** Cells that hold two dates: ranges ("03–17.11.13"), open ends ("since May 2015"), and two dates in one cell, which may be two events. */

import { addDays } from './day.ts';
import { type Found, isMoment, KEPT, type Lent, type Moment, type Refusal, refusal } from './moment.ts';
import type { DateNotice } from './partial-date.ts';
import { readCalendar } from './read-calendar.ts';
import { type Cell, readInstant } from './read-instant.ts';
import type { Token } from './tokens.ts';
import { findMonth, findSeason } from './words.ts';

const TO_WORDS = new Set(['to', 'until', 'till', 'til', 'through', 'thru']);
const isDash = (token: Token | undefined): boolean => token !== undefined && token.text.length === 1 && '-–—‐‑‒−→'.includes(token.text);

/** A moment lends its year when it lies in one, and its month when it is a day or days of one month. A year has no month to lend. */
function lentBy({ from, to, precision }: Moment): Lent {
  if (from.slice(0, 4) !== to.slice(0, 4)) return {};
  const year = Number(from.slice(0, 4));
  const inOneMonth = from.slice(0, 7) === to.slice(0, 7) && (precision === 'day' || precision === 'range' || precision === 'week');
  return inOneMonth ? { year, month: Number(from.slice(5, 7)) } : { year };
}

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

/** "w/c 23.11.15 and 30.11.15": a bare day beside a week is most likely a week too, so a week either way of it stays possible. */
function besideWeek(moment: Moment, others: readonly Moment[]): Moment {
  if (moment.precision !== 'day' || !others.some(({ precision }) => precision === 'week')) return moment;
  return { ...moment, from: addDays(moment.from, -6), to: addDays(moment.to, 6), precision: 'range' };
}

function spanOf(first: Moment, second: Moment): Found {
  const left = first;
  const right = first.precision === 'week' && second.precision === 'day' ? { ...second, to: addDays(second.to, 6) } : second;
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

export function readRange(all: readonly Token[], cell: Cell): Found {
  let tokens = all;
  const opening = tokens[0]?.text;
  const between = opening === 'between';
  if (between || opening === 'from') tokens = tokens.slice(1);
  let refused: Found = null;
  for (let split = 1; split < tokens.length - 1; split += 1) {
    const token = tokens[split];
    if (token === undefined || !(isDash(token) || TO_WORDS.has(token.text) || (between && (token.text === 'and' || token.text === '&'))))
      continue;
    const right = readInstant(tokens.slice(split + 1), {}, cell);
    const rightTokens = tokens.slice(split + 1);
    let end = right;
    if (!isMoment(end)) {
      // "23/11/15 – 29/11" and "May 3 - 5, 2016": the right-hand day takes its year or its month from the left.
      const begun = needsYear(end) ? readInstant(tokens.slice(0, split), {}, cell) : null;
      if (isMoment(begun)) end = readInstant(rightTokens, lentBy(begun), cell);
    }
    if (!isMoment(end)) {
      const monthToken = tokens.slice(0, split).find((candidate) => candidate.kind === 'word');
      if (monthToken !== undefined && rightTokens[0]?.kind === 'number' && rightTokens[0].text.length <= 2)
        end = readCalendar([monthToken, ...rightTokens], {}, cell.reading, cell.shown);
      if (!isMoment(end)) {
        if (refused === null && right !== null && right.precision === 'invalid') refused = right;
        continue;
      }
    }
    const start = leftOf(tokens.slice(0, split), end, cell);
    if (!isMoment(start)) {
      if (start !== null && start.precision === 'invalid') refused = start;
      continue;
    }
    return spanOf(start, end);
  }
  return refused;
}

const OPEN_ENDS = new Set(['ongoing', 'onward', 'onwards', 'present', 'date', 'now']);

/** "May 2015 – ongoing", "since May 2015": the beginning is known, the end is not. */
export function readOpenEnded(tokens: readonly Token[], cell: Cell): Found {
  let from = 0;
  let to = tokens.length;
  const first = tokens[0]?.text;
  if (first === 'since' || first === 'ongoing') from = 1;
  if (first === 'from') from = 1;
  if (first === 'ongoing' && (tokens[1]?.text === 'from' || tokens[1]?.text === 'since')) from = 2;
  const last = tokens.at(-1);
  if (last !== undefined && OPEN_ENDS.has(last.text)) {
    to -= 1;
    if (isDash(tokens[to - 1]) || tokens[to - 1]?.text === 'to') to -= 1;
  } else if (isDash(last) && tokens.length > 1) to -= 1;
  if ((from === 0 && to === tokens.length) || to <= from) return null;
  const begun = readInstant(tokens.slice(from, to), {}, cell);
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
export function readList(tokens: readonly Token[], cell: Cell): Listed | null {
  const either = tokens.some((token) => token.text === 'or');
  const inWords = tokens.some((token) => token.kind === 'word' && (findMonth(token.text) !== null || findSeason(token.text) !== null));
  for (const signs of [
    ['and', '&', '+', ';', '\n', 'or'],
    ['and', '&', '+', ';', '\n', 'or', ','],
    ['and', '&', '+', ';', '\n', 'or', ',', '/'],
  ]) {
    const parts: Token[][] = [[]];
    for (const token of tokens) {
      // "3/4 May 2016" is two days; between numbers alone only a slash that stands apart is ("22.05.16 / 25.05.16").
      if (signs.includes(token.text) && (token.text !== '/' || inWords || token.spaced)) {
        if (parts.at(-1)?.length !== 0) parts.push([]);
      } else parts.at(-1)?.push(token);
    }
    if (parts.at(-1)?.length === 0) parts.pop();
    if (parts.length < 2 || parts.length > 8) continue;
    let moments: Moment[] = [];
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
    moments = moments.map((moment) => besideWeek(moment, moments));
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
