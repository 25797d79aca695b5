/** What a stretch of a date cell was read as, before it becomes a partial date: a moment, a refusal that says why, or nothing. */
import { dayExists, firstOfMonth, lastOfMonth, makeDay } from './day.ts';
import type { DateNotice, Day, Precision, TimeOfDay } from './partial-date.ts';
import { monthName } from './words.ts';

export type Moment = {
  readonly from: Day;
  readonly to: Day;
  readonly precision: Precision;
  readonly approx: boolean;
  readonly time: TimeOfDay | null;
  readonly notices: readonly DateNotice[];
  /** Chronolator's Date cell refuses this (other words, a trailing question mark, two dates). */
  readonly loose: boolean;
};

/** The text is plainly meant as a date, but none can be read: an impossible day, a missing year. */
export type Refusal = { readonly precision: 'none' | 'invalid'; readonly notice: DateNotice };

export type Found = Moment | Refusal | null;

/** What a left-hand part may take from the right: "03–17.11.13" gives the 3rd its month and year. */
export type Lent = { readonly year?: number; readonly month?: number };

export type Reading = { readonly order: 'day-first' | 'month-first'; readonly thisYear: number };

export const isMoment = (found: Found): found is Moment => found !== null && 'from' in found;

export const momentOf = (from: Day, to: Day, precision: Precision, notices: readonly DateNotice[] = []): Moment => ({
  from,
  to,
  precision,
  approx: false,
  time: null,
  notices,
  loose: false,
});

export const KEPT = 'The row is kept without a date.';

export const refusal = (precision: 'none' | 'invalid', code: string, says: string): Refusal => ({ precision, notice: { code, says } });

/** Two digits: 00 to next year are this century, the rest the last. Four digits stay as they are. Null for anything else. */
export function readYear(text: string, reading: Reading): number | null {
  if (text.length === 4) return Number(text);
  if (text.length !== 2) return null;
  const value = Number(text);
  const century = Math.floor(reading.thisYear / 100) * 100;
  return value <= (reading.thisYear % 100) + 1 ? century + value : century - 100 + value;
}

/** A year that stands in words or alone must be near enough to our time not to be something else, such as a time ("1430"). */
export const likelyYear = (year: number, reading: Reading): boolean => year >= 1850 && year <= reading.thisYear + 20;

export const PLACEHOLDER_DAYS = new Set(['1900-01-01', '1899-12-30', '1899-12-31', '9999-12-31', '0001-01-01']);

export function dayMoment(year: number, month: number, day: number, reading: Reading, shown: string): Found {
  if (month < 1 || month > 12) {
    const other =
      day >= 1 && day <= 12 && dayExists(year, day, month)
        ? ` It would be ${month} ${monthName(day)} ${year} with the other one first.`
        : '';
    return refusal('invalid', 'impossible-date', `There is no month ${month} in “${shown}”.${other} ${KEPT}`);
  }
  if (!dayExists(year, month, day))
    return refusal('invalid', 'impossible-date', `${day} ${monthName(month)} ${year} does not exist. ${KEPT}`);
  const iso = makeDay(year, month, day);
  if (PLACEHOLDER_DAYS.has(iso)) {
    return refusal('none', 'placeholder-date', `“${shown}” is what systems write when they know no date. ${KEPT}`);
  }
  const odd = year < 1900 || year > reading.thisYear + 20;
  return momentOf(
    iso,
    iso,
    'day',
    odd ? [{ code: 'unlikely-year', says: `The year ${String(year).padStart(4, '0')} is kept as it is written. Please check it.` }] : [],
  );
}

export function monthMoment(year: number, month: number, notices: readonly DateNotice[] = []): Moment {
  return momentOf(firstOfMonth(year, month), lastOfMonth(year, month), 'month', notices);
}

export function yearMoment(year: number, notices: readonly DateNotice[] = []): Moment {
  return momentOf(makeDay(year, 1, 1), makeDay(year, 12, 31), 'year', notices);
}

export const shortened = (raw: string): string => {
  const text = raw.replace(/\s+/g, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

export const noYear = (shown: string): Refusal =>
  refusal('none', 'no-year', `“${shown.trim()}” has no year, and a year is never guessed. ${KEPT}`);
