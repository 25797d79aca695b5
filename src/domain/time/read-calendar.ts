/** Days, months and years as they are written: "22.05/16", "3 rd June 2015", "November 17, 2013", "05/2016", "?/01/2014", "2007/08". */
import { makeDay, weekday } from './day.ts';
import {
  dayMoment,
  type Found,
  isMoment,
  KEPT,
  type Lent,
  likelyYear,
  momentOf,
  monthMoment,
  noYear,
  type Reading,
  readYear,
  refusal,
  yearMoment,
} from './moment.ts';
import type { DateNotice } from './partial-date.ts';
import type { Token } from './tokens.ts';
import { findMonth, findWeekday, monthName, WEEKDAYS } from './words.ts';

type Atom =
  | { readonly is: 'N'; readonly text: string; readonly value: number; readonly ordinal: boolean; readonly before: string }
  | { readonly is: 'M'; readonly month: number; readonly misspelt: string | null; readonly before: string }
  | { readonly is: 'Q'; readonly before: string };

type Atoms = { readonly atoms: readonly Atom[]; readonly weekday: number | null };

const UNKNOWN_PARTS = new Set(['xx', 'x', 'dd', 'mm', 'xxxx']);

/** The numbers, months and unknowns of a stretch with the signs before each; null when anything else stands in it. */
function atomsOf(tokens: readonly Token[], shown: string): Atoms | null {
  const atoms: Atom[] = [];
  let day: number | null = null;
  let before = '';
  for (const token of tokens) {
    if (atoms.length > 4) return null;
    if (token.kind === 'number') {
      atoms.push({ is: 'N', text: token.text, value: token.value, ordinal: token.ordinal, before });
      before = '';
    } else if (token.kind === 'word') {
      if (token.text === 'of' || token.text === 'the' || token.text === 'in') continue;
      const month = findMonth(token.text);
      const weekdayFound = month === null ? findWeekday(token.text) : null;
      if (month !== null)
        atoms.push({ is: 'M', month: month.month, misspelt: month.misspelt ? shown.slice(token.start, token.end) : null, before });
      else if (weekdayFound !== null && day === null) day = weekdayFound;
      else if (UNKNOWN_PARTS.has(token.text)) atoms.push({ is: 'Q', before });
      else return null;
      before = '';
    } else if (token.text === '?') {
      if (atoms.at(-1)?.is !== 'Q' || before !== '') atoms.push({ is: 'Q', before });
      before = '';
    } else if ('/-.,–—‐‑‒−'.includes(token.text)) {
      before += token.text === ',' ? '' : '/-.'.includes(token.text) ? token.text : '-';
      if (before.length > 2) return null;
    } else if (token.text === "'" || token.text === '’' || token.text === '‘') before += "'";
    else if (token.text !== '(' && token.text !== ')' && token.text !== '[' && token.text !== ']') return null;
  }
  // A sign left over at the end is a full stop or nothing that belongs to a date.
  return before === '' || before === '.' ? { atoms, weekday: day } : null;
}

const partNotKnown = (what: string): DateNotice => ({
  code: `${what}-not-known`,
  says: `The ${what} is not known. The rest of the date is kept.`,
});

function numeric(first: Atom & { is: 'N' }, second: Atom & { is: 'N' }, third: Atom & { is: 'N' }, reading: Reading, shown: string): Found {
  if (first.text.length === 4 && second.text.length <= 2 && third.text.length <= 2) {
    if (third.value === 0 && second.value >= 1 && second.value <= 12) return monthMoment(first.value, second.value, [partNotKnown('day')]);
    return dayMoment(first.value, second.value, third.value, reading, shown);
  }
  if (first.text.length > 2 || second.text.length > 2) return null;
  const year = readYear(third.text, reading);
  // Three short numbers with a mere space between them ("3 4 12") may be anything.
  if (year === null || (third.text.length === 2 && (second.before === '' || third.before === ''))) return null;
  // "16.2 1430" is a day without a year and a time; only a sign joins a far year to its day.
  if (third.before === '' && !likelyYear(year, reading)) return noYear(shown);
  const dayFirst = reading.order === 'day-first' || first.ordinal;
  const day = dayFirst ? first.value : second.value;
  const month = dayFirst ? second.value : first.value;
  if (day === 0 && month === 0) return yearMoment(year, [partNotKnown('month')]);
  if (day === 0 && month <= 12) return monthMoment(year, month, [partNotKnown('day')]);
  return dayMoment(year, month, day, reading, shown);
}

/** "2007/08": a school year or a financial year, kept as everything that either can mean. */
function twoYears(first: number, secondText: string, sign: string, reading: Reading, shown: string): Found {
  const second =
    secondText.length === 4
      ? Number(secondText)
      : Math.floor(first / 100) * 100 + Number(secondText) + (Number(secondText) < first % 100 ? 100 : 0);
  if (!likelyYear(first, reading) || !likelyYear(second, reading)) return null;
  if (second === first + 1 && !(sign === '-' && secondText.length === 4)) {
    return momentOf(makeDay(first, 4, 1), makeDay(second, 8, 31), 'range', [
      {
        code: 'school-or-financial-year',
        says: `“${shown.trim()}” may be a school year or a financial year. It is kept as April ${first} to August ${second}, which holds both.`,
      },
    ]);
  }
  return second > first && sign === '-' ? momentOf(makeDay(first, 1, 1), makeDay(second, 12, 31), 'range') : null;
}

function twoNumbers(first: Atom & { is: 'N' }, second: Atom & { is: 'N' }, lent: Lent, reading: Reading, shown: string): Found {
  const short = first.text.length <= 2 && second.text.length <= 2;
  if (short) {
    const dayFirst = reading.order === 'day-first';
    const day = dayFirst ? first.value : second.value;
    const month = dayFirst ? second.value : first.value;
    if (lent.year !== undefined && second.before !== '') return dayMoment(lent.year, month, day, reading, shown);
    return second.before !== '' && day >= 1 && day <= 31 && month >= 1 && month <= 12 ? noYear(shown) : null;
  }
  // "5, 2016" is the end of "May 3-5, 2016", not a month.
  if (second.before === '') return null;
  if (first.text.length <= 2 && second.text.length === 4 && !first.ordinal) {
    if (!likelyYear(second.value, reading)) return null;
    return first.value >= 1 && first.value <= 12
      ? monthMoment(second.value, first.value)
      : first.value === 0
        ? yearMoment(second.value, [partNotKnown('month')])
        : null;
  }
  if (first.text.length !== 4) return null;
  if (second.text.length === 4) return twoYears(first.value, second.text, second.before, reading, shown);
  if (second.text.length !== 2 || !likelyYear(first.value, reading)) return null;
  const consecutive = (first.value + 1) % 100 === second.value;
  // An en dash means years ("2007–09"); a hyphen or a slash with no next year means a month ("2016-05").
  const written = /[–—]/.test(shown);
  if (consecutive || written || second.value > 12)
    return second.before === '-' || consecutive ? twoYears(first.value, second.text, second.before, reading, shown) : null;
  return second.value >= 1 && second.value <= 12 ? monthMoment(first.value, second.value) : null;
}

function oneNumber(only: Atom & { is: 'N' }, lent: Lent, reading: Reading, shown: string): Found {
  if (only.text.length === 4 && !only.ordinal) {
    if (only.value === 1900 || only.value === 1899)
      return refusal('none', 'placeholder-date', `“${shown.trim()}” is what systems write when they know no date. ${KEPT}`);
    return likelyYear(only.value, reading) ? yearMoment(only.value) : null;
  }
  if (only.text.length === 8) {
    const asIso = /^(19|20)/.test(only.text)
      ? dayMoment(Number(only.text.slice(0, 4)), Number(only.text.slice(4, 6)), Number(only.text.slice(6)), reading, shown)
      : null;
    const asDay = /(19|20)..$/.test(only.text)
      ? dayMoment(Number(only.text.slice(4)), Number(only.text.slice(2, 4)), Number(only.text.slice(0, 2)), reading, shown)
      : null;
    if (isMoment(asIso) !== isMoment(asDay)) return isMoment(asIso) ? asIso : asDay;
    return null;
  }
  if (only.text.length <= 2 && lent.year !== undefined && lent.month !== undefined)
    return dayMoment(lent.year, lent.month, only.value, reading, shown);
  return null;
}

function withMonth(atoms: readonly Atom[], shape: string, lent: Lent, reading: Reading, shown: string): Found {
  const [first, second, third] = atoms;
  if (shape === 'NMN' && first?.is === 'N' && second?.is === 'M' && third?.is === 'N') {
    if (first.text.length === 4 && third.text.length <= 2)
      return likelyYear(first.value, reading) ? dayMoment(first.value, second.month, third.value, reading, shown) : null;
    const year = readYear(third.text, reading);
    if (year === null || third.ordinal || first.text.length > 2) return null;
    // The year 0100 is Chronolator's note date; any other far year in words is more likely a time.
    if (third.text.length === 4 && year !== 100 && !likelyYear(year, reading)) return noYear(shown);
    if (first.value === 0) return monthMoment(year, second.month, [partNotKnown('day')]);
    return dayMoment(year, second.month, first.value, reading, shown);
  }
  if (shape === 'MNN' && first?.is === 'M' && second?.is === 'N' && third?.is === 'N') {
    const year = readYear(third.text, reading);
    if (year === null || third.ordinal || second.text.length > 2) return null;
    if (third.text.length === 4 && !likelyYear(year, reading)) return noYear(shown);
    return dayMoment(year, first.month, second.value, reading, shown);
  }
  if (shape === 'NM' && first?.is === 'N' && second?.is === 'M') {
    if (first.text.length === 4) return likelyYear(first.value, reading) ? monthMoment(first.value, second.month) : null;
    if (first.text.length > 2) return null;
    return lent.year === undefined ? noYear(shown) : dayMoment(lent.year, second.month, first.value, reading, shown);
  }
  if (shape === 'MN' && first?.is === 'M' && second?.is === 'N') {
    if (second.text.length === 4 && !second.ordinal)
      return likelyYear(second.value, reading) ? monthMoment(second.value, first.month) : noYear(shown);
    if (second.text.length > 2) return null;
    const year = readYear(second.text, reading);
    if (year !== null && !second.ordinal && (second.before.includes("'") || second.value > 31 || second.value === 0))
      return monthMoment(year, first.month);
    return lent.year === undefined ? noYear(shown) : dayMoment(lent.year, first.month, second.value, reading, shown);
  }
  if (shape === 'M' && first?.is === 'M') return lent.year === undefined ? noYear(shown) : monthMoment(lent.year, first.month);
  if (shape === 'QMN' && second?.is === 'M' && third?.is === 'N') {
    const year = readYear(third.text, reading);
    return year === null || third.ordinal ? null : monthMoment(year, second.month, [partNotKnown('day')]);
  }
  return null;
}

function withUnknowns(atoms: readonly Atom[], shape: string, reading: Reading): Found {
  const last = atoms.at(-1);
  // Only signs make a date of it: "?/01/2014", not "12 ? 00".
  if (last?.is !== 'N' || last.ordinal || atoms.slice(1).some(({ before }) => !/^[/.-]$/.test(before))) return null;
  const year = readYear(last.text, reading);
  if (year === null || (last.text.length === 4 && !likelyYear(year, reading))) return null;
  const middle = shape.length === 3 ? atoms[reading.order === 'day-first' || shape === 'QNN' ? 1 : 0] : undefined;
  if (shape === 'QNN' && middle?.is === 'N') {
    if (reading.order === 'month-first') return yearMoment(year, [partNotKnown('month')]);
    return middle.value >= 1 && middle.value <= 12 && middle.text.length <= 2
      ? monthMoment(year, middle.value, [partNotKnown('day')])
      : null;
  }
  if (shape === 'NQN') {
    const first = atoms[0];
    if (reading.order === 'month-first' && first?.is === 'N' && first.value >= 1 && first.value <= 12)
      return monthMoment(year, first.value, [partNotKnown('day')]);
    return yearMoment(year, [partNotKnown('month')]);
  }
  return shape === 'QQN' || (shape === 'QN' && last.text.length === 4) ? yearMoment(year, [partNotKnown('month')]) : null;
}

/** Reads a stretch that is one day, month or year and nothing else. `shown` is the whole text that the tokens point into. */
export function readCalendar(tokens: readonly Token[], lent: Lent, reading: Reading, shown: string): Found {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return null;
  const read = atomsOf(tokens, shown);
  if (read === null || read.atoms.length > 3) return null;
  const { atoms } = read;
  const words = shown.slice(first.start, last.end);
  if (atoms[0] !== undefined && atoms[0].before !== '') return null;
  const shape = atoms.map((atom) => atom.is).join('');
  if (shape === '') return read.weekday === null ? null : refusal('none', 'no-date', `“${words}” names a weekday only. ${KEPT}`);
  let found: Found;
  const [one, two, three] = atoms;
  if (shape.includes('M')) found = withMonth(atoms, shape, lent, reading, words);
  else if (shape.includes('Q')) found = withUnknowns(atoms, shape, reading);
  else if (one?.is === 'N' && two?.is === 'N' && three?.is === 'N') found = numeric(one, two, three, reading, words);
  else if (one?.is === 'N' && two?.is === 'N') found = twoNumbers(one, two, lent, reading, words);
  else found = one?.is === 'N' ? oneNumber(one, lent, reading, words) : null;
  if (!isMoment(found)) return found;
  // A weekday belongs to a day.
  if (read.weekday !== null && found.precision !== 'day') return null;
  const notices = [...found.notices];
  for (const atom of atoms) {
    if (atom.is === 'M' && atom.misspelt !== null)
      notices.push({ code: 'misspelt-month', says: `“${atom.misspelt}” was read as ${monthName(atom.month)}.` });
  }
  if (read.weekday !== null && found.precision === 'day' && weekday(found.from) !== read.weekday) {
    const { year, month, day } = {
      year: Number(found.from.slice(0, 4)),
      month: Number(found.from.slice(5, 7)),
      day: Number(found.from.slice(8)),
    };
    notices.push({
      code: 'weekday-disagrees',
      says: `${day} ${monthName(month)} ${year} was a ${WEEKDAYS[weekday(found.from)]}, not a ${WEEKDAYS[read.weekday]} as written. The date is kept; please check which is right.`,
    });
  }
  return { ...found, notices };
}
