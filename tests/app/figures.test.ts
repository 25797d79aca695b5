/** Figures come of closed quarters alone, are the same for everybody, and neither the pages nor the database tell a small number. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { through } from '../../src/app/door.ts';
import { decideFiguresUntil, type Figures, quarterOf, readFigures } from '../../src/app/read-figures.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { PARTNERSHIP, TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { done } from './bring-files.ts';
import { plantFamilies } from './many-families.ts';

const { manager, reviewer, healthVisitor } = TEST_PRACTITIONERS;

describe('figures of the partnership', () => {
  let test: TestDatabase;
  const asOwner = async <Result>(work: (transaction: never) => Promise<Result>): Promise<Result> => {
    const owner = openDatabase(test.connection('superuser'));
    return inTransaction(owner, 'read committed', work as never).finally(() => owner.close()) as Promise<Result>;
  };
  const decide = (today: string): Promise<number> => decideFiguresUntil(asOwner as never, PARTNERSHIP, today);
  const table = ({ measures }: Figures, measure: string): string[] =>
    (measures.find((one) => one.measure === measure)?.figures ?? [])
      .filter(({ value }) => value !== null)
      .map(({ agency, quarter, value }) => `${agency} ${quarter} ${value}`);

  beforeAll(async () => {
    test = await testDatabase();
    await plantFamilies(test, 'police', '2025-04-01T00:30:00+01:00', 41, 2);
    await plantFamilies(test, 'gp', '2025-06-30T23:30:00+01:00', 33);
    await plantFamilies(test, 'education', '2025-05-02T12:00:00Z', 3);
    await plantFamilies(test, 'hospital', '2025-05-02T12:00:00Z', 62);
    await plantFamilies(test, 'police', '2025-07-01T00:30:00+01:00', 27);
    await plantFamilies(test, 'gp', '2025-09-02T12:00:00Z', 22, 3);
  });
  afterAll(() => test.close());

  it('have quarters from April, by the calendar of the families', () => {
    expect(['2026-03-31', '2026-04-01', '2026-06-30', '2026-12-01', '2027-01-01'].map(quarterOf)).toEqual([
      { year: 2025, quarter: 4 },
      { year: 2026, quarter: 1 },
      { year: 2026, quarter: 1 },
      { year: 2026, quarter: 3 },
      { year: 2026, quarter: 4 },
    ]);
  });

  it('come when a quarter has closed, and stay as they are whatever is added', async () => {
    expect(await done(test.as(manager), readFigures, {})).toMatchObject({ year: null, measures: [] });
    expect(await decide('2025-06-30')).toBe(0);
    expect(await decide('2025-07-01')).toBe(1);
    const first = await done(test.as(manager), readFigures, {});
    expect(first.year).toBe(2025);
    expect([...table(first, 'families')].sort()).toEqual(['* 1 140', 'gp 1 35', 'hospital 1 60', 'police 1 40']);
    expect(table(first, 'children')).toContain('police 1 80');
    expect(JSON.stringify(first)).not.toMatch(/"value":3[,}]/);
    await plantFamilies(test, 'education', '2025-05-03T12:00:00Z', 30);
    expect(await decide('2025-07-02'), 'nothing is decided twice').toBe(0);
    expect(await done(test.as(manager), readFigures, {})).toEqual(first);
    expect(await decide('2026-04-01')).toBe(3);
    const whole = await done(test.as(reviewer), readFigures, { year: 2025 });
    for (const line of table(first, 'families')) expect(table(whole, 'families')).toContain(line);
    expect(whole.measures[0]?.figures.filter(({ quarter }) => quarter === 0).length).toBeGreaterThan(4);
    expect(await done(test.as(manager), readFigures, { year: '1999' }), 'a year without any').toEqual(
      await done(test.as(manager), readFigures, {}),
    );
  });

  it('are for those whose role has them, and the role that serves cannot count for itself', async () => {
    expect(await through(test.as(healthVisitor), readFigures, {})).toMatchObject({ problem: 'not-permitted' });
    expect(isProblem(await through(test.as(reviewer), readFigures, {}))).toBe(false);
    const lines = await test.ask<{ outcome: string }>(
      "select outcome from audit where operation = 'read-figures' order by sequence desc limit 2",
    );
    expect(lines.map(({ outcome }) => outcome).sort()).toEqual(['done', 'not-permitted']);
    for (const statement of [
      'insert into figure values (null)',
      'update figure set value = 10',
      'delete from figure',
      "select count(*) from pg_stats where tablename = 'contribution' and n_distinct is not null",
    ]) {
      const said = await inTransaction(test.database, 'read committed', (transaction) =>
        sql.raw<{ count: number }>(statement).execute(transaction),
      ).then(
        ({ rows }) => `${rows[0]?.count ?? ''}`,
        (error: { code: string }) => error.code,
      );
      expect(['42501', '0'], statement).toContain(said);
    }
    const unseen = await inTransaction(test.database, 'read committed', (transaction) =>
      sql<{ n: number }>`select count(*) as n from figure`.execute(transaction),
    );
    expect(unseen.rows[0]?.n, 'without a context, not even what got out').toBe(0);
    await expect(test.ask('update figure set value = 7 where value = 60')).rejects.toThrow(/check constraint/);
  });
});
