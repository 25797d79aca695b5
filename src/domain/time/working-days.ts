/**
 * Working days as the statutory clocks count them: Monday to Friday without the bank holidays of England. The day something starts is
 * day 0 and counting begins on the next working day (Working Together to Safeguard Children; Department for Education census guidance).
 */
import { type BankHolidays, ENGLAND_AND_WALES } from '../bank-holidays.ts';
import { addDays, dayNumber, fromDayNumber, weekday } from './day.ts';
import type { DateNotice, Day } from './partial-date.ts';
import { sayDay } from './say-date.ts';

export function isWorkingDay(day: Day, holidays: BankHolidays = ENGLAND_AND_WALES): boolean {
  return weekday(day) < 5 && !holidays.days.has(day);
}

function horizon(first: Day, last: Day, holidays: BankHolidays): readonly DateNotice[] {
  if (first >= holidays.from && last <= holidays.to) return [];
  return [
    {
      code: 'bank-holidays-not-known',
      says: `Bank holidays are known from ${sayDay(holidays.from)} to ${sayDay(holidays.to)}. Outside that only weekends were left out, so the day may be wrong.`,
    },
  ];
}

/**
 * The day so many working days after a day (before it when negative). Zero gives the day itself, working or not. A notice says when the
 * count runs outside the years whose bank holidays are known.
 */
export function addWorkingDays(
  day: Day,
  workingDays: number,
  holidays: BankHolidays = ENGLAND_AND_WALES,
): { readonly day: Day; readonly notices: readonly DateNotice[] } {
  const step = workingDays < 0 ? -1 : 1;
  let left = Math.abs(Math.trunc(workingDays));
  let reached = day;
  while (left > 0) {
    reached = addDays(reached, step);
    if (isWorkingDay(reached, holidays)) left -= 1;
  }
  return { day: reached, notices: workingDays === 0 ? [] : step > 0 ? horizon(day, reached, holidays) : horizon(reached, day, holidays) };
}

/** Working days after the first day up to and including the second; negative when the second is earlier. */
export function workingDaysBetween(first: Day, second: Day, holidays: BankHolidays = ENGLAND_AND_WALES): number {
  if (second < first) return -workingDaysBetween(second, first, holidays);
  let count = 0;
  const last = dayNumber(second);
  for (let number = dayNumber(first) + 1; number <= last; number += 1) {
    if (isWorkingDay(fromDayNumber(number), holidays)) count += 1;
  }
  return count;
}
