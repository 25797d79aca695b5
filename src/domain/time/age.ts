/**
 * Ages in words. A baby born before 37 weeks also has a corrected age until the age of two: the age less the weeks by which the birth
 * was early (40 weeks less the gestation). What cannot be told is said and never guessed.
 */
import { addDays, addMonths, dayParts, daysBetween } from './day.ts';
import type { Day, PartialDate } from './partial-date.ts';

export type Age = {
  /** "6 months", "3 or 4 years", "about 18 months", "unborn, 24 weeks of pregnancy", "before the pregnancy". */
  readonly age: string;
  /** "about 12 weeks corrected", or why it cannot be told; null when the age is not corrected. */
  readonly corrected: string | null;
};

const WEEKS_OF_PREGNANCY = 40;
const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`;

/** Whole calendar months lived between two days. */
function monthsBetween(born: Day, on: Day): number {
  const first = dayParts(born);
  const second = dayParts(on);
  const months = (second.year - first.year) * 12 + second.month - first.month;
  // A month is complete on the day that `addMonths` gives, so a child born on the 31st is not kept waiting in short months.
  return addMonths(born, months) > on ? months - 1 : months;
}

type Spoken = { readonly number: number; readonly unit: 'day' | 'week' | 'month' | 'year' };

/** Days under 2 weeks, weeks under 12 weeks, months under 2 years, then years. */
function spoken(born: Day, on: Day): Spoken {
  const days = daysBetween(born, on);
  if (days < 14) return { number: days, unit: 'day' };
  if (days < 84) return { number: Math.floor(days / 7), unit: 'week' };
  const months = monthsBetween(born, on);
  return months < 24 ? { number: months, unit: 'month' } : { number: Math.floor(months / 12), unit: 'year' };
}

const words = (said: Spoken): string => (said.unit === 'day' && said.number === 0 ? 'born that day' : count(said.number, said.unit));

function impreciseAge(from: Day, to: Day, on: Day, { approx, precision }: PartialDate): string {
  if (from > on) return 'unborn';
  if (to > on) return 'unborn or just born';
  const oldest = spoken(from, on);
  const youngest = spoken(to, on);
  if (oldest.unit === youngest.unit) {
    const spread = oldest.number - youngest.number;
    if (spread === 0) return approx ? `about ${words(oldest)}` : words(oldest);
    // A range has two ends that somebody named, such as two agencies' birth dates: both are said.
    const bothEnds = oldest.unit === 'year' || precision === 'range';
    if (bothEnds && spread === 1 && !approx) return `${youngest.number} or ${count(oldest.number, oldest.unit)}`;
    if (spread <= 3) return `about ${count(Math.round((oldest.number + youngest.number) / 2), oldest.unit)}`;
    return `between ${youngest.number} and ${count(oldest.number, oldest.unit)}`;
  }
  return `between ${words(youngest)} and ${words(oldest)}`;
}

/** An exact birth date gives an exact age; any other gives a spread. */
function ageBetween(born: PartialDate, from: Day, to: Day, on: Day): string {
  if (from === to) return born.approx ? `about ${words(spoken(from, on))}` : words(spoken(from, on));
  return impreciseAge(from, to, on, born);
}

/** Weeks and days by which the birth was early, or why that cannot be told; null when it was not, or nothing says so. */
function daysEarly(born: Day, expected: Day | null, gestationWeeks: number | null): { readonly days: number } | 'contradictory' | null {
  const byWeeks = gestationWeeks === null ? null : Math.round((WEEKS_OF_PREGNANCY - gestationWeeks) * 7);
  const byExpected = expected === null ? null : daysBetween(born, expected);
  if (byWeeks === null && byExpected === null) return null;
  // "26 weeks" may be 26 weeks and 6 days, so the two may differ by a week either way.
  if (byWeeks !== null && byExpected !== null && Math.abs(byWeeks - byExpected) > 13) return 'contradictory';
  const days = byWeeks ?? byExpected ?? 0;
  if (gestationWeeks !== null && (gestationWeeks < 20 || gestationWeeks > 44)) return 'contradictory';
  if (gestationWeeks === null && (days > 20 * 7 || days < -5 * 7)) return 'contradictory';
  return { days };
}

/**
 * The age on a day, in words. Before the birth: "unborn", with the week of pregnancy when the expected day is known. Corrected only
 * under two years and only when born before 37 weeks; `gestationWeeks` counts first, else the expected day. When the two contradict
 * each other, or the birth date is not exact, `corrected` says that it cannot be told.
 */
export function ageOn(born: PartialDate, expected: Day | null, gestationWeeks: number | null, on: Day): Age {
  if (born.from === null || born.to === null) {
    if (expected !== null && on < expected) return { age: unborn(expected, on), corrected: null };
    return { age: 'age not known', corrected: null };
  }
  if (on < born.from)
    return { age: beforeBirth(born, born.from, expected ?? expectedFrom(born.from, gestationWeeks), on), corrected: null };
  const age = ageBetween(born, born.from, born.to, on);
  if (on < born.to || monthsBetween(born.to, on) >= 24) return { age, corrected: null };
  const early = daysEarly(born.from, expected, gestationWeeks);
  if (early === null) return { age, corrected: null };
  if (early === 'contradictory')
    return { age, corrected: 'corrected age cannot be told: the expected date and the weeks of pregnancy disagree' };
  if (early.days <= 21) return { age, corrected: null };
  if (born.from !== born.to) return { age, corrected: 'corrected age cannot be told: the birth date is not exact' };
  const due = addDays(born.from, early.days);
  if (on < due) {
    const weeks = Math.ceil(daysBetween(on, due) / 7);
    return { age, corrected: `${count(weeks, 'week')} before the expected date` };
  }
  const since = daysBetween(due, on);
  const said: Spoken =
    since < 7 ? { number: since, unit: 'day' } : since < 26 * 7 ? { number: Math.floor(since / 7), unit: 'week' } : spoken(due, on);
  return { age, corrected: since === 0 ? 'at the expected date, corrected' : `about ${count(said.number, said.unit)} corrected` };
}

function expectedFrom(born: Day, gestationWeeks: number | null): Day | null {
  return gestationWeeks === null ? null : addDays(born, Math.round((WEEKS_OF_PREGNANCY - gestationWeeks) * 7));
}

/** No pregnancy is as long as this, so before it there was none, whatever else is not known. */
const LONGEST_WEEKS = 44;

function beforeBirth(born: PartialDate, from: Day, expected: Day | null, on: Day): string {
  const sure = expected === null && !born.approx;
  return sure && daysBetween(on, from) > LONGEST_WEEKS * 7 ? 'before the pregnancy' : unborn(expected, on);
}

/** Pregnancy is counted as 40 weeks that end on the expected day. */
function unborn(expected: Day | null, on: Day): string {
  if (expected === null) return 'unborn';
  const weeks = Math.floor((WEEKS_OF_PREGNANCY * 7 - daysBetween(on, expected)) / 7);
  if (weeks < 0) return 'before the pregnancy';
  return weeks > LONGEST_WEEKS ? 'unborn' : `unborn, ${count(weeks, 'week')} of pregnancy`;
}
