/**
 * The time axis, to scale: equal distances are equal numbers of days, always. Days are whole numbers (`dayNumber`), so that an axis
 * can be drawn, moved and tested without a calendar; the calendar comes back only where a tick is named.
 */

import { dayNumber, fromDayNumber } from '../time/day.ts';
import type { Day } from '../time.ts';

/** The stretch of time that the picture shows: day numbers, both inclusive. */
export type Stretch = { readonly from: number; readonly to: number };

export type Tick = {
  readonly day: number;
  readonly label: string;
  /** A tick that begins a longer unit (a year among months): drawn stronger. */
  readonly strong: boolean;
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const SHORT_MONTHS = MONTHS.map((name) => (name.length <= 4 ? name : name.slice(0, 3)));

export function daysIn(stretch: Stretch): number {
  return stretch.to - stretch.from + 1;
}

/** Where a day begins on the axis, as a share of its length: 0 is the left edge, 1 the right edge, beyond them is outside. */
export function shareOf(day: number, stretch: Stretch): number {
  return (day - stretch.from) / daysIn(stretch);
}

/** The stretch with a little room at either side, so that nothing stands on the edge. */
export function withRoom(stretch: Stretch): Stretch {
  const room = Math.max(1, Math.round(daysIn(stretch) * 0.015));
  return { from: stretch.from - room, to: stretch.to + room };
}

/** Half or double the days round a centre (day number); never less than a week, never more than `widest`. */
export function zoom(stretch: Stretch, factor: number, widest: Stretch, centre = (stretch.from + stretch.to) / 2): Stretch {
  const days = Math.min(Math.max(7, Math.round(daysIn(stretch) / factor)), daysIn(widest));
  const share = (centre - stretch.from) / daysIn(stretch);
  return within(Math.round(centre - share * days), days, widest);
}

/** Moves by a share of the length: 0.5 is half a picture later. Stays inside `widest`. */
export function move(stretch: Stretch, share: number, widest: Stretch): Stretch {
  const days = daysIn(stretch);
  return within(stretch.from + Math.round(days * share), days, widest);
}

function within(from: number, days: number, widest: Stretch): Stretch {
  const start = Math.max(widest.from, Math.min(from, widest.to - days + 1));
  return { from: start, to: start + days - 1 };
}

type Calendar = { readonly year: number; readonly month: number; readonly day: number };

function calendarOf(day: number): Calendar {
  const iso = fromDayNumber(day);
  return { year: Number(iso.slice(0, 4)), month: Number(iso.slice(5, 7)), day: Number(iso.slice(8, 10)) };
}

function isoDay(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Tick units from fine to coarse: about how many days each takes. */
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120] as const;
const DAY_STEPS = [1, 2, 7, 14] as const;

/**
 * Ticks of a calendar axis: as many as fit when each takes `apart` pixels of a picture `width` pixels wide. Labels are dates in words.
 * Ticks outside the stretch by at most `beyond` of its length are given too, for a picture that is about to be moved.
 */
export function calendarTicks(stretch: Stretch, width: number, apart = 84, beyond = 0): readonly Tick[] {
  const days = daysIn(stretch);
  const extra = Math.round(days * beyond);
  const first = stretch.from - extra;
  const last = stretch.to + extra;
  const daysApart = (apart * days) / width;
  const ticks: Tick[] = [];
  const step = DAY_STEPS.find((candidate) => candidate >= daysApart);
  if (step !== undefined) {
    // Weeks are counted from a Monday (day number of 1 January 2001), so that ticks stay where they are when the picture moves.
    const anchor = dayNumber('2001-01-01');
    for (let day = anchor + Math.ceil((first - anchor) / step) * step; day <= last; day += step) {
      const { year, month, day: dayOfMonth } = calendarOf(day);
      const label = `${dayOfMonth} ${SHORT_MONTHS[month - 1] ?? ''}`;
      const strong = dayOfMonth <= step && month === 1;
      ticks.push({ day, label: ticks.length === 0 || strong ? `${label} ${year}` : label, strong });
    }
    return ticks;
  }
  const months = MONTH_STEPS.find((candidate) => candidate * 30.4 >= daysApart) ?? 240;
  const { year, month } = calendarOf(first);
  for (let index = Math.floor((year * 12 + month - 1) / months) * months; ; index += months) {
    const tickYear = Math.floor(index / 12);
    const tickMonth = (index % 12) + 1;
    const day = dayNumber(isoDay(tickYear, tickMonth, 1));
    if (day > last) return ticks;
    if (day < first) continue;
    const strong = tickMonth === 1;
    ticks.push({
      day,
      strong: strong && months < 12,
      label:
        strong && months >= 12
          ? String(tickYear)
          : strong || ticks.length === 0
            ? `${SHORT_MONTHS[tickMonth - 1] ?? ''} ${tickYear}`
            : (SHORT_MONTHS[tickMonth - 1] ?? ''),
    });
  }
}

const OFFSET_STEPS = [1, 2, 7, 14, 28, 60, 90, 180, 365, 730, 1825, 3650] as const;

/** Ticks of an axis aligned on an event: days before (−) and after (+) it. Day 0 is the event's first day. */
export function alignedTicks(stretch: Stretch, zero: number, width: number, apart = 84, beyond = 0): readonly Tick[] {
  const days = daysIn(stretch);
  const extra = Math.round(days * beyond);
  const daysApart = (apart * days) / width;
  const step = OFFSET_STEPS.find((candidate) => candidate >= daysApart) ?? 7300;
  const ticks: Tick[] = [];
  for (let day = zero + Math.ceil((stretch.from - extra - zero) / step) * step; day <= stretch.to + extra; day += step) {
    ticks.push({ day, label: sayOffset(day - zero), strong: day === zero });
  }
  return ticks;
}

/** `−30`, `0`, `+14`: with a true minus sign, short enough for a tick. */
export function sayOffset(days: number): string {
  return days === 0 ? 'Day 0' : days < 0 ? `−${-days} days` : `+${days} days`;
}

/** "30 days before", "the same day", "14 days after". */
export function sayDistance(days: number): string {
  if (days === 0) return 'the same day';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days < 0 ? 'before' : 'after'}`;
}

/** A month in words, for a summary: "April 2012". */
export function sayMonth(day: number): string {
  const { year, month } = calendarOf(day);
  return `${MONTHS[month - 1] ?? ''} ${year}`;
}

/** A day in words: "12 April 2012". */
export function sayDay(day: number): string {
  const { year, month, day: dayOfMonth } = calendarOf(day);
  return `${dayOfMonth} ${MONTHS[month - 1] ?? ''} ${year}`;
}
