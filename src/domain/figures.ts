/**
 * Figures about many families that say nothing about one. A count below ten never gets out, zero included: that an agency sent nothing of
 * anybody can be news of a single family. What gets out is rounded to five; and so much more is withheld that nobody can work a withheld
 * count out from the totals. Decided once, when a quarter has closed, and never differently again.
 */
import { type Arc, room } from './figures/room.ts';

/** Counts by agency and quarter. A total is the sum of its cells, so a family that two agencies sent counts twice in it. */
export type Counts = {
  /** Codes of agencies, in the order in which they are shown. */
  readonly agencies: readonly string[];
  /** Numbers of quarters in order, such as [1, 2]. */
  readonly quarters: readonly number[];
  readonly count: (agency: string, quarter: number) => number;
};

/** One place of the table: a cell, or a total when its agency or its quarter is `ALL`. */
export type Figure = { readonly agency: string; readonly quarter: number; readonly value: number | null };

export const ALL = '*';
export const ALL_QUARTERS = 0;
export const SMALLEST = 10;
const ROUNDED_TO = 5;
/** By how many a rounded figure may be off. */
const OFF = 2;
/** A withheld count that somebody tries to work out stays at least this uncertain: as much as "below ten" says by itself. */
const UNCERTAIN = SMALLEST - 1;

type Place = { readonly agency: string; readonly quarter: number; readonly count: number; value: number | null; readonly decided: boolean };

/** What a count looks like outside: withheld, or rounded. */
export function shown(count: number): number | null {
  return count < SMALLEST ? null : Math.max(SMALLEST, Math.round(count / ROUNDED_TO) * ROUNDED_TO);
}

const nameOf = (agency: string, quarter: number): string => `${quarter} ${agency}`;

/**
 * Decides what gets out of a year's table as far as it goes. `before` is what was decided when earlier quarters closed: it stands. Totals
 * over quarters (`whole`) are only decided with the last quarter, since a growing total would give the newest cell away by subtraction.
 */
export function decideFigures(counts: Counts, before: readonly Figure[], whole: boolean): Figure[] {
  const earlier = new Map(before.map((figure) => [nameOf(figure.agency, figure.quarter), figure]));
  const places: Place[] = [];
  const put = (agency: string, quarter: number, count: number, comes: boolean): void => {
    const known = earlier.get(nameOf(agency, quarter));
    // A place that was not decided when its quarter closed, such as an agency's that came later, stays withheld.
    places.push({
      agency,
      quarter,
      count,
      value: known === undefined ? (comes ? shown(count) : null) : known.value,
      decided: known !== undefined || !comes,
    });
  };
  const newest = counts.quarters.at(-1);
  const columnOf = (quarter: number): number => counts.agencies.reduce((sum, agency) => sum + counts.count(agency, quarter), 0);
  const rowOf = (agency: string): number => counts.quarters.reduce((sum, quarter) => sum + counts.count(agency, quarter), 0);
  for (const quarter of counts.quarters) {
    for (const agency of counts.agencies) put(agency, quarter, counts.count(agency, quarter), quarter === newest);
    put(ALL, quarter, columnOf(quarter), quarter === newest);
  }
  for (const agency of counts.agencies) put(agency, ALL_QUARTERS, rowOf(agency), whole);
  put(
    ALL,
    ALL_QUARTERS,
    counts.quarters.reduce((sum, quarter) => sum + columnOf(quarter), 0),
    whole,
  );
  protect(counts, places);
  return places
    .filter(({ agency, quarter }) => !earlier.has(nameOf(agency, quarter)) && (quarter === newest || (whole && quarter === ALL_QUARTERS)))
    .map(({ agency, quarter, value }) => ({ agency, quarter, value }));
}

/** Withholds more, smallest first, until every count that had to be withheld is as uncertain as it should be. */
function protect(counts: Counts, places: readonly Place[]): void {
  const secret = places.filter(({ count, value }) => value === null && count < SMALLEST);
  for (const place of secret) {
    while (uncertainty(counts, places, place) < UNCERTAIN) {
      const open = places.filter(({ value, decided }) => value !== null && !decided);
      if (open.length === 0) break;
      const near = open.filter(({ agency, quarter }) => agency === place.agency || quarter === place.quarter).sort(bySize);
      const helps = near.find((other) => withoutIt(other, () => uncertainty(counts, places, place) >= UNCERTAIN));
      const chosen =
        helps ?? near.find(({ agency, quarter }) => agency !== ALL && quarter !== ALL_QUARTERS) ?? near[0] ?? [...open].sort(bySize)[0];
      if (chosen === undefined) break;
      chosen.value = null;
    }
  }
  // Withholding only ever widens, so one round is enough.
}

/** Cells before totals, small before large; then by name, so that the same counts give the same answer. */
function bySize(one: Place, other: Place): number {
  const total = ({ agency, quarter }: Place): number => Number(agency === ALL) + Number(quarter === ALL_QUARTERS);
  return (
    total(one) - total(other) || one.count - other.count || (nameOf(one.agency, one.quarter) < nameOf(other.agency, other.quarter) ? -1 : 1)
  );
}

function withoutIt(place: Place, look: () => boolean): boolean {
  const { value } = place;
  place.value = null;
  const helps = look();
  place.value = value;
  return helps;
}

/**
 * Between which counts somebody could place this one who knows everything that got out and how it was made: exactly, from the greatest
 * amounts that can be moved round the table without anything that is shown becoming untrue.
 */
export function boundsOf(
  counts: Counts,
  figures: readonly Figure[],
  agency: string,
  quarter: number,
): { readonly least: number; readonly most: number } {
  const values = new Map(figures.map((figure) => [nameOf(figure.agency, figure.quarter), figure.value]));
  const places: Place[] = [];
  const { agencies, quarters, count } = counts;
  const sum = (some: readonly string[], of: readonly number[]): number =>
    some.reduce((all, one) => all + of.reduce((row, each) => row + count(one, each), 0), 0);
  for (const one of [...agencies, ALL])
    for (const each of [...quarters, ALL_QUARTERS])
      places.push({
        agency: one,
        quarter: each,
        count: sum(one === ALL ? agencies : [one], each === ALL_QUARTERS ? quarters : [each]),
        value: values.get(nameOf(one, each)) ?? null,
        decided: true,
      });
  const place = places.find((one) => one.agency === agency && one.quarter === quarter);
  if (place === undefined) throw new Error('There is no such place in the table.');
  const { up, down } = moves(counts, places, place);
  return { least: place.count - down, most: place.count + up };
}

function uncertainty(counts: Counts, places: readonly Place[], place: Place): number {
  const { up, down } = moves(counts, places, place);
  return up + down;
}

/**
 * The table as a network: from the start to each agency (its total), from each agency to each quarter (a cell), from each quarter to the
 * end (its total), and back (the grand total). Each arc carries its count and may carry what the figure shown for it allows.
 */
function moves(counts: Counts, places: readonly Place[], place: Place): { readonly up: number; readonly down: number } {
  const rows = new Map(counts.agencies.map((agency, index) => [agency, 2 + index]));
  const columns = new Map(counts.quarters.map((quarter, index) => [quarter, 2 + counts.agencies.length + index]));
  let wanted = 0;
  const arcs = places.map((one, index): Arc => {
    if (one === place) wanted = index;
    const from =
      one.agency === ALL
        ? one.quarter === ALL_QUARTERS
          ? 1
          : (columns.get(one.quarter) ?? 0)
        : one.quarter === ALL_QUARTERS
          ? 0
          : (rows.get(one.agency) ?? 0);
    const to =
      one.quarter === ALL_QUARTERS
        ? one.agency === ALL
          ? 0
          : (rows.get(one.agency) ?? 0)
        : one.agency === ALL
          ? 1
          : (columns.get(one.quarter) ?? 0);
    const least = one.value === null ? 0 : Math.max(SMALLEST, one.value - OFF);
    const most = one.value === null ? Number.POSITIVE_INFINITY : one.value + OFF;
    return { from, to, more: most - one.count, less: one.count - least };
  });
  return room(arcs, wanted, 2 + counts.agencies.length + counts.quarters.length);
}
