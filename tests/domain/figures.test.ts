/** What gets out of a table of counts, attacked by somebody who knows everything that was published and how it was made. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL, ALL_QUARTERS, boundsOf, type Counts, decideFigures, type Figure, SMALLEST, shown } from '../../src/domain/figures.ts';

const AGENCIES = ['police', 'gp', 'hospital', 'school'];

function countsOf(table: readonly (readonly number[])[]): Counts {
  const agencies = AGENCIES.slice(0, table.length);
  const quarters = (table[0] ?? []).map((_, index) => index + 1);
  return { agencies, quarters, count: (agency, quarter) => table[agencies.indexOf(agency)]?.[quarter - 1] ?? 0 };
}

/** Quarter after quarter, as they close; the totals over quarters with the last. */
function yearOf(table: readonly (readonly number[])[]): Figure[] {
  const all = countsOf(table);
  const figures: Figure[] = [];
  for (const quarter of all.quarters)
    figures.push(...decideFigures({ ...all, quarters: all.quarters.slice(0, quarter) }, figures, quarter === all.quarters.length));
  return figures;
}
const valueAt = (figures: readonly Figure[], agency: string, quarter: number): number | null | undefined =>
  figures.find((figure) => figure.agency === agency && figure.quarter === quarter)?.value;

type Line = { readonly of: readonly number[]; readonly least: number; readonly most: number };

/**
 * Another way to the same bounds: the linear programme itself, by the simplex method with Bland's rule (two phases, exact enough in floating
 * point for whole tables). Variables are the cells; each figure that got out is two inequalities.
 */
function attack(table: readonly (readonly number[])[], figures: readonly Figure[], row: number, column: number, sign: 1 | -1): number {
  const width = table[0]?.length ?? 0;
  const cells = table.length * width;
  const lines: Line[] = figures
    .filter(({ value }) => value !== null)
    .map(({ agency, quarter, value }) => ({
      of: Array.from({ length: cells }, (_, cell) =>
        Number(
          (agency === ALL || AGENCIES[Math.floor(cell / width)] === agency) && (quarter === ALL_QUARTERS || (cell % width) + 1 === quarter),
        ),
      ),
      least: Math.max(SMALLEST, (value ?? 0) - 2),
      most: (value ?? 0) + 2,
    }));
  const rows: number[][] = lines.flatMap(({ of, least, most }) => [
    [...of, most],
    [...of.map((one) => -one), -least],
  ]);
  // Nobody believes in more than 300.
  for (let cell = 0; cell < cells; cell += 1) rows.push([...Array.from({ length: cells }, (_, other) => Number(other === cell)), 300]);
  // We know a feasible point, the truth; start there by moving the origin to it and splitting each variable.
  const truth = table.flat();
  const m = rows.length;
  const n = cells * 2;
  const tableau = rows.map((line, at) => {
    const slack = (line[cells] ?? 0) - truth.reduce((sum, value, cell) => sum + value * (line[cell] ?? 0), 0);
    const split = line.slice(0, cells).flatMap((one) => [one, -one]);
    return [...split, ...Array.from({ length: m + cells }, (_, other) => Number(other === at)), slack];
  });
  // A cell is never below zero: it can go down by what it holds.
  for (let cell = 0; cell < cells; cell += 1)
    tableau.push([
      ...Array.from({ length: cells }, (_, other) => (other === cell ? [-1, 1] : [0, 0])).flat(),
      ...Array.from({ length: m + cells }, (_, other) => Number(other === m + cell)),
      truth[cell] ?? 0,
    ]);
  const goal: number[] = new Array<number>(n + m + cells + 1).fill(0);
  goal[2 * (row * width + column)] = -sign;
  goal[2 * (row * width + column) + 1] = sign;
  const basis = tableau.map((_, at) => n + at);
  for (let step = 0; step < 5000; step += 1) {
    const enter = goal.findIndex((value, at) => at < goal.length - 1 && value < -1e-9);
    if (enter < 0) break;
    let leave = -1;
    let ratio = Number.POSITIVE_INFINITY;
    for (const [at, line] of tableau.entries()) {
      const pivot = line[enter] ?? 0;
      if (pivot <= 1e-9) continue;
      const found = (line.at(-1) ?? 0) / pivot;
      if (found < ratio - 1e-12 || (found < ratio + 1e-12 && (basis[at] ?? 0) < (basis[leave] ?? Number.POSITIVE_INFINITY)))
        [leave, ratio] = [at, found];
    }
    if (leave < 0) return Number.POSITIVE_INFINITY;
    const pivotLine = tableau[leave] as number[];
    const pivot = pivotLine[enter] ?? 1;
    for (let at = 0; at < pivotLine.length; at += 1) pivotLine[at] = (pivotLine[at] ?? 0) / pivot;
    for (const line of [...tableau, goal]) {
      const factor = line[enter] ?? 0;
      if (line === pivotLine || Math.abs(factor) < 1e-12) continue;
      for (let at = 0; at < line.length; at += 1) line[at] = (line[at] ?? 0) - factor * (pivotLine[at] ?? 0);
    }
    basis[leave] = enter;
  }
  return (truth[row * width + column] ?? 0) + (sign * Math.round((goal.at(-1) ?? 0) * 1e6)) / 1e6;
}

/** Most counts of a partnership are small; some are not. */
const count = fc.oneof(
  { weight: 3, arbitrary: fc.nat(12) },
  { weight: 2, arbitrary: fc.nat(60) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 9, 10, 11, 250) },
);
const tableOf = (rows: number, columns: number) =>
  fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
const tables = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) => tableOf(rows, columns));

describe('figures', () => {
  it('round to five, and withhold what is below ten, nought included', () => {
    expect([0, 1, 9, 10, 11, 12, 13, 17, 18, 250].map(shown)).toEqual([null, null, null, 10, 10, 10, 15, 15, 20, 250]);
  });

  it('withhold a second cell where a total would give one away, and no more than that', () => {
    const two = decideFigures(countsOf([[4], [31]]), [], false);
    expect([valueAt(two, 'police', 1), valueAt(two, 'gp', 1), valueAt(two, ALL, 1)]).toEqual([null, null, 35]);
    const three = decideFigures(countsOf([[4], [31], [52]]), [], false);
    expect([valueAt(three, 'police', 1), valueAt(three, 'gp', 1), valueAt(three, ALL, 1)], 'rounding is enough here').toEqual([
      null,
      30,
      85,
    ]);
    expect(yearOf([[40], [31], [52]]).filter(({ value }) => value === null)).toEqual([]);
  });

  it('keep totals over quarters until the last quarter has closed, and never change what was said before', () => {
    const table = [
      [30, 41, 4, 25],
      [12, 50, 33, 60],
      [70, 3, 21, 44],
    ];
    const all = countsOf(table);
    const first = decideFigures({ ...all, quarters: [1] }, [], false);
    expect(first.some(({ quarter }) => quarter === ALL_QUARTERS)).toBe(false);
    const year = yearOf(table);
    expect(year.slice(0, first.length)).toEqual(first);
    expect(year.filter(({ quarter }) => quarter === ALL_QUARTERS)).toHaveLength(4);
    expect(new Set(year.map(({ agency, quarter }) => `${agency} ${quarter}`)).size).toBe(year.length);
    expect(yearOf(table), 'the same question has the same answer').toEqual(year);
  });

  it('let no count below ten be placed within two, or more closely than "below ten", by whoever solves the whole table', () => {
    let attacked = 0;
    let narrowest = Number.POSITIVE_INFINITY;
    fc.assert(
      fc.property(tables, (table) => {
        const figures = yearOf(table);
        for (const [row, line] of table.entries())
          for (const [column, truth] of line.entries()) {
            const value = valueAt(figures, AGENCIES[row] ?? '', column + 1);
            if (truth < SMALLEST) expect(value).toBeNull();
            if (value !== null) expect(Math.abs((value ?? 0) - truth)).toBeLessThanOrEqual(2);
            if (truth >= SMALLEST) continue;
            const least = attack(table, figures, row, column, -1);
            const most = attack(table, figures, row, column, 1);
            expect(least).toBeLessThanOrEqual(truth);
            expect(most - least, JSON.stringify({ table, figures, row, column, least, most })).toBeGreaterThanOrEqual(SMALLEST - 1);
            narrowest = Math.min(narrowest, most - least);
            attacked += 1;
          }
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(attacked).toBeGreaterThan(1_000);
    expect(narrowest).toBeGreaterThan(4);
  }, 60_000);

  it('have the same bounds by two ways that share nothing: moving amounts round the table, and the linear programme', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const figures = yearOf(table);
        const counts = countsOf(table);
        for (const [row, line] of table.entries())
          for (const column of line.keys()) {
            const { least, most } = boundsOf(counts, figures, AGENCIES[row] ?? '', column + 1);
            expect(least).toBe(attack(table, figures, row, column, -1));
            const solved = attack(table, figures, row, column, 1);
            expect(Math.min(most, 300), JSON.stringify(table)).toBe(Math.min(solved, 300));
          }
      }),
      { numRuns: 100, seed: 11 },
    );
  }, 60_000);

  it('would be caught giving cells away: rounding alone, or one cell too few', () => {
    const table = [
      [4, 30],
      [31, 12],
      [52, 40],
    ];
    const open = (keep: (figure: Figure) => boolean): Figure[] => {
      const all = countsOf(table);
      const found: Figure[] = [];
      for (const agency of [...all.agencies, ALL])
        for (const quarter of [...all.quarters, ALL_QUARTERS]) {
          const sum = (agency === ALL ? all.agencies : [agency]).reduce(
            (total, one) =>
              total + (quarter === ALL_QUARTERS ? all.quarters : [quarter]).reduce((line, each) => line + all.count(one, each), 0),
            0,
          );
          found.push({ agency, quarter, value: keep({ agency, quarter, value: null }) ? shown(sum) : null });
        }
      return found;
    };
    const figures = open(() => true);
    expect(attack(table, figures, 0, 0, 1) - attack(table, figures, 0, 0, -1)).toBeLessThan(SMALLEST - 1);
    const some = yearOf(table);
    expect(attack(table, some, 0, 0, 1) - attack(table, some, 0, 0, -1)).toBeGreaterThanOrEqual(SMALLEST - 1);
  });
});
