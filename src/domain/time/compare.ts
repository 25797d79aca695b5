/** Putting dates in order and seeing whether two may be the same day. */
import { dayNumber } from './day.ts';
import type { PartialDate } from './partial-date.ts';

/** By earliest possible day; a date that was not read comes last. Negative, zero or positive, as for sorting. */
export function compareDates(first: PartialDate, second: PartialDate): number {
  if (first.from === null || second.from === null) return first.from === second.from ? 0 : first.from === null ? 1 : -1;
  return first.from < second.from ? -1 : first.from > second.from ? 1 : 0;
}

/** True when the two may be the same day, or lie within so many days of each other. False when either was not read. */
export function overlaps(first: PartialDate, second: PartialDate, toleranceDays = 0): boolean {
  if (first.from === null || first.to === null || second.from === null || second.to === null) return false;
  return dayNumber(first.from) - toleranceDays <= dayNumber(second.to) && dayNumber(second.from) - toleranceDays <= dayNumber(first.to);
}
