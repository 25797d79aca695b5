/**
 * The order rule: earliest possible day; known time; sequence; agency order; source order; undated last. Total, and the same whatever the
 * order in which files are given. What is assumed for the order (an event without a time comes after those with one) is never shown.
 */
import { dayNumber, type PartOfDay, type TimeOfDay } from '../time.ts';
import type { Gathered } from './gathering.ts';

const MINUTES_IN_DAY = 1440;
const UNDATED = 2 ** 40;
/** Where a part of the day begins, in minutes: for the order only. */
const PART_BEGINS: Readonly<Record<PartOfDay, number>> = {
  'early-hours': 0,
  morning: 6 * 60,
  afternoon: 12 * 60,
  evening: 18 * 60,
  night: 21 * 60,
  overnight: 21 * 60,
};

/** Minutes after midnight at which a time begins, or null when nothing of it is known. */
export function minutesOf(time: TimeOfDay | null): number | null {
  if (time === null) return null;
  if (time.from !== null) return Number(time.from.slice(0, 2)) * 60 + Number(time.from.slice(3, 5));
  return time.partOfDay === null ? null : PART_BEGINS[time.partOfDay];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ranks each agency: the partnership's order first, then others by name, then none. */
function rankAgencies(gathered: readonly Gathered[], agencyOrder: readonly string[]): Map<string | null, number> {
  const ranks = new Map<string | null, number>(agencyOrder.map((code, rank) => [code, rank]));
  const others = new Set<string>();
  for (const { event } of gathered) if (event.agency !== null && !ranks.has(event.agency)) others.add(event.agency);
  for (const other of [...others].sort(byText)) ranks.set(other, ranks.size);
  ranks.set(null, ranks.size);
  return ranks;
}

/** File names in order, so that events of one file stay together when all else is equal. */
function rankFiles(gathered: readonly Gathered[], files: readonly string[]): Map<string, number> {
  const names = new Set(gathered.map((one) => fileOf(one, files)));
  return new Map([...names].sort(byText).map((name, rank) => [name, rank]));
}

const fileOf = (one: Gathered, files: readonly string[]): string => one.event.cameFrom?.file ?? files[one.contribution] ?? '';

/** Within a day, twice the minute (odd for a timed event, so that an untimed one can be put just before it); untimed events come last. */
function momentOf(minutes: number | null): number {
  return minutes === null ? MINUTES_IN_DAY * 2 + 1 : minutes * 2 + 1;
}

/**
 * An untimed event whose sequence is below that of a timed one of the same file and day goes just before it. (Comparing pairs one by one
 * would go in circles where a file's times and sequence contradict each other; this gives every event one place.)
 */
function placeBySequence(gathered: readonly Gathered[], days: Float64Array, moments: Float64Array): void {
  const timed = new Map<string, { sequence: number; moment: number }[]>();
  for (const [index, { event, origin }] of gathered.entries()) {
    if (event.sequence === null || minutesOf(event.happened.time) === null) continue;
    const key = `${days[index]}|${origin}`;
    const found = timed.get(key);
    const one = { sequence: event.sequence, moment: moments[index] ?? 0 };
    if (found === undefined) timed.set(key, [one]);
    else found.push(one);
  }
  if (timed.size === 0) return;
  for (const [index, { event, origin }] of gathered.entries()) {
    const { sequence } = event;
    if (sequence === null || minutesOf(event.happened.time) !== null) continue;
    for (const later of timed.get(`${days[index]}|${origin}`) ?? []) {
      if (later.sequence > sequence && later.moment - 1 < (moments[index] ?? 0)) moments[index] = later.moment - 1;
    }
  }
}

/** The gathered events in the order rule. `files` are the contributions' names by rank. Keys are numbers, so that 100,000 events sort fast. */
export function inOrder(gathered: readonly Gathered[], files: readonly string[], agencyOrder: readonly string[]): readonly Gathered[] {
  const agencies = rankAgencies(gathered, agencyOrder);
  const fileRanks = rankFiles(gathered, files);
  const count = gathered.length;
  const days = new Float64Array(count);
  const moments = new Float64Array(count);
  for (const [index, { event }] of gathered.entries()) {
    days[index] = event.happened.from === null ? UNDATED : dayNumber(event.happened.from);
    moments[index] = event.happened.from === null ? 0 : momentOf(minutesOf(event.happened.time));
  }
  placeBySequence(gathered, days, moments);
  const when = new Float64Array(count);
  const sequences = new Float64Array(count);
  const whence = new Float64Array(count);
  const within = new Float64Array(count);
  for (const [index, one] of gathered.entries()) {
    when[index] = (days[index] ?? 0) * 4096 + (moments[index] ?? 0);
    sequences[index] = one.event.sequence ?? Number.POSITIVE_INFINITY;
    whence[index] = (agencies.get(one.event.agency) ?? 0) * 2 ** 24 + (fileRanks.get(fileOf(one, files)) ?? 0);
    within[index] = one.contribution * 2 ** 28 + one.index;
  }
  const order = Array.from({ length: count }, (_, index) => index);
  order.sort(
    (a, b) =>
      (when[a] as number) - (when[b] as number) ||
      compare(sequences[a] as number, sequences[b] as number) ||
      (whence[a] as number) - (whence[b] as number) ||
      (within[a] as number) - (within[b] as number),
  );
  return order.map((index) => gathered[index] as Gathered);
}

/** Infinity less infinity is no number, so sequences are compared, not subtracted. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
