/**
 * Ages along the axis: for each child the age since birth and, for a baby born before 37 weeks, the age corrected for prematurity until
 * two years. The same events mean something else at six months than at three months corrected.
 */
import type { Event } from '../event.ts';
import { ageOn } from '../time/age.ts';
import { dayNumber, fromDayNumber, addMonths as monthsLater } from '../time/day.ts';
import type { Day, PartialDate } from '../time.ts';
import { daysIn, type Stretch } from './scale.ts';
import { peopleOf } from './selection.ts';

export type Child = {
  readonly label: string;
  readonly born: PartialDate | null;
  readonly expectedDate: string | null;
  readonly gestationWeeks: number | null;
  /** How many different birth dates agencies give; `born` then holds all of them. */
  readonly birthDates?: number;
};

export type AgeTick = { readonly day: number; readonly label: string };

export type AgeRuler = {
  readonly label: string;
  /** The first day that the birth can have been; ages count from it. */
  readonly born: number;
  /** The last day that the birth can have been. */
  readonly bornBy: number;
  /** Agencies give several birth dates. */
  readonly disputed: boolean;
  /** The source gives no exact day of birth: ages are about right. */
  readonly about: boolean;
  /** The day the baby was expected, when born before 37 weeks; ages are corrected from it. */
  readonly expected: number | null;
};

const FULL_TERM_WEEKS = 40;
const PRETERM_BEFORE_WEEKS = 37;

/** The day from which a corrected age counts; null for a baby who was not born before 37 weeks, or about whom nobody says. */
function correctedFrom(child: Child, born: number): number | null {
  if (child.expectedDate !== null) {
    const expected = dayNumber(child.expectedDate);
    const weeks = FULL_TERM_WEEKS - (expected - born) / 7;
    return weeks < PRETERM_BEFORE_WEEKS ? expected : null;
  }
  if (child.gestationWeeks === null || child.gestationWeeks >= PRETERM_BEFORE_WEEKS) return null;
  return born + (FULL_TERM_WEEKS - child.gestationWeeks) * 7;
}

export function rulerOf(child: Child): AgeRuler | null {
  const from = child.born?.from ?? null;
  if (from === null || child.born === null) return null;
  const born = dayNumber(from);
  return {
    label: child.label,
    born,
    bornBy: child.born.to === null ? born : dayNumber(child.born.to),
    disputed: (child.birthDates ?? 0) > 1,
    about: child.born.approx || child.born.to !== from,
    expected: child.born.precision === 'range' ? null : correctedFrom(child, born),
  };
}

const MONTHS_APART = [1, 2, 3, 6, 12, 24, 60] as const;
const OLDEST_YEARS = 19;
const CORRECTED_UNTIL_MONTHS = 24;

function addMonths(day: number, months: number): number {
  return dayNumber(monthsLater(fromDayNumber(day), months));
}

function sayMonths(months: number): string {
  if (months === 0) return '';
  if (months % 12 === 0) return `${months / 12} ${months === 12 ? 'year' : 'years'}`;
  return months < 24 ? `${months} ${months === 1 ? 'month' : 'months'}` : `${Math.floor(months / 12)} years ${months % 12} months`;
}

/** Ticks from a first day on, each `months` apart, inside the stretch and `beyond` of its length. */
function agesFrom(
  start: number,
  first: string,
  stretch: Stretch,
  width: number,
  apart: number,
  untilMonths: number,
  beyond: number,
): readonly AgeTick[] {
  const days = daysIn(stretch);
  const extra = Math.round(days * beyond);
  const daysApart = (apart * days) / width;
  const shown = (tick: AgeTick): boolean => tick.day >= stretch.from - extra && tick.day <= stretch.to + extra;
  if (daysApart <= 7) {
    const ticks: AgeTick[] = [{ day: start, label: first }];
    for (let weeks = 1; weeks * 7 <= untilMonths * 31 && start + weeks * 7 <= stretch.to + extra; weeks += 1) {
      if (start + weeks * 7 >= stretch.from - extra)
        ticks.push({ day: start + weeks * 7, label: weeks <= 26 ? `${weeks} ${weeks === 1 ? 'week' : 'weeks'}` : '' });
    }
    const months: AgeTick[] = [];
    for (let month = 7; month <= untilMonths; month += 1) months.push({ day: addMonths(start, month), label: sayMonths(month) });
    return [...ticks.filter((tick) => tick.label !== ''), ...months].filter(shown);
  }
  const step = MONTHS_APART.find((months) => months * 30.4 >= daysApart) ?? 120;
  const ticks: AgeTick[] = [{ day: start, label: first }];
  for (let months = step; months <= untilMonths; months += step) ticks.push({ day: addMonths(start, months), label: sayMonths(months) });
  return ticks.filter(shown);
}

/** Where a child's ages stand on the axis: since birth, and corrected (empty when none is needed). */
export function ageTicks(
  ruler: AgeRuler,
  stretch: Stretch,
  width: number,
  beyond = 0,
): { readonly sinceBirth: readonly AgeTick[]; readonly corrected: readonly AgeTick[] } {
  // "3 years 10 months" needs more room than "4 months".
  const apart = stretch.from - ruler.born > 2 * 365 ? 140 : 84;
  return {
    sinceBirth: agesFrom(ruler.born, 'born', stretch, width, apart, OLDEST_YEARS * 12, beyond),
    corrected: ruler.expected === null ? [] : agesFrom(ruler.expected, 'expected', stretch, width, 84, CORRECTED_UNTIL_MONTHS, beyond),
  };
}

/** One child's age on a day, both ages in words: "4 months (about 1 month corrected)". Null when the day of birth is not known. */
export function sayAge(child: Child, on: Day): string | null {
  if (child.born === null || child.born.from === null) return null;
  const { age, corrected } = ageOn(child.born, child.expectedDate, child.gestationWeeks, on);
  return corrected === null ? age : `${age} (${corrected})`;
}

const OF_ONE_UNIT = /^(\d+)(?: or (\d+))? (day|week|month|year)s?$/;

/** "11 to 13 months" for "11 or 12 months" and "12 or 13 months"; ages of different units stand in full. */
function sayFromTo(first: string, last: string): string {
  if (first === last) return first;
  const from = OF_ONE_UNIT.exec(first);
  const to = OF_ONE_UNIT.exec(last);
  return from === null || to === null || from[3] !== to[3] ? `${first} to ${last}` : `${from[1]} to ${to[2] ?? to[1]} ${to[3]}s`;
}

/** The ages at an event of the children it is about, or of all children when it names none of them. Imprecise days give both ends. */
export function agesAt(event: Event, children: readonly Child[]): readonly { readonly label: string; readonly age: string }[] {
  const { from, to } = event.happened;
  if (from === null || to === null) return [];
  const named = peopleOf(event);
  const about = children.filter((child) => named.includes(child.label));
  return (about.length > 0 ? about : children).flatMap((child) => {
    const first = sayAge(child, from);
    const last = from === to ? first : sayAge(child, to);
    if (first === null || last === null) return [];
    return [{ label: child.label, age: sayFromTo(first, last) }];
  });
}
