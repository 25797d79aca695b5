/**
 * Instants as people in Europe/London read them. The server keeps UTC; these families live where summer time is an hour ahead of it.
 */
import type { Day } from './partial-date.ts';
import { sayClock, sayDay } from './say-date.ts';

const PARTS = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsOf(instant: string | number): { readonly day: Day; readonly clock: string } {
  const parts = Object.fromEntries(PARTS.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, clock: `${parts['hour']}:${parts['minute']}` };
}

export const londonDay = (instant: string): Day => partsOf(instant).day;

/** "2:02pm" */
export const sayLondonClock = (instant: string): string => sayClock(partsOf(instant).clock);

/** "23 November 2026 at 2:02pm" */
export function sayLondon(instant: string): string {
  const { day, clock } = partsOf(instant);
  return `${sayDay(day)} at ${sayClock(clock)}`;
}

/** The instant (ISO, UTC) at which a day begins in London. Clocks change at one in the morning, so midnight comes once a day. */
export function londonMidnight(day: Day): string {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const summer = utc - 3_600_000;
  const begins = partsOf(summer).day === day ? summer : utc;
  return new Date(begins).toISOString();
}
