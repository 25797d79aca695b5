/**
 * When something happened, when its agency wrote it down and when it was received here: how long lies between, as far as the dates say.
 * A date that is not exact gives a delay that is not exact either; nothing is called late that may have been in time.
 */
import { type Day, daysBetween, type PartialDate } from './time.ts';

/** Days from one to the other, at least and at most; null when one of them has no day. */
export type Delay = { readonly least: number; readonly most: number } | null;

/** Written down more days than this after it happened is called late, unless the asker chooses another number. */
export const LATE_AFTER_DAYS = 7;

export function delayBetween(first: PartialDate, second: PartialDate | Day): Delay {
  const [from, to] = typeof second === 'string' ? [second, second] : [second.from, second.to];
  if (first.from === null || from === null) return null;
  return { least: daysBetween(first.to ?? first.from, from), most: daysBetween(first.from, to ?? from) };
}

export function lateness(delay: Delay, afterDays: number): 'late' | 'perhaps late' | null {
  if (delay === null || delay.most <= afterDays) return null;
  return delay.least > afterDays ? 'late' : 'perhaps late';
}

const days = (number: number): string => (number === 1 ? '1 day' : `${number.toLocaleString('en-GB')} days`);

/** "the same day", "9 days later", "between 2 and 32 days later", "3 days earlier". */
export function sayDelay(delay: Delay): string {
  if (delay === null) return 'not known how much later';
  const { least, most } = delay;
  if (least === most) return least === 0 ? 'the same day' : least > 0 ? `${days(least)} later` : `${days(-least)} earlier`;
  if (most <= 0) return `between ${(-most).toLocaleString('en-GB')} and ${days(-least)} earlier`;
  return least <= 0 ? `at most ${days(most)} later` : `between ${least.toLocaleString('en-GB')} and ${days(most)} later`;
}
