/** The day's budget of families: a trawl stops, a caseload and an emergency do not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { type Context, through } from '../../src/app/door.ts';
import { listFamilies } from '../../src/app/list-families.ts';
import { readFamily } from '../../src/app/read-family.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { done } from './bring-files.ts';

const { manager, officer } = TEST_PRACTITIONERS;

describe('the budget of families in a day', () => {
  let test: TestDatabase;
  const families: string[] = [];
  beforeAll(async () => {
    test = await testDatabase();
    for (let number = 1; number <= 5; number += 1) {
      const { id } = await done(test.as(manager), addFamily, { label: `Family ${number}` });
      families.push(id);
      await test.allocate(id, officer);
    }
  });
  afterAll(() => test.close());

  const within = (most: number): Context => ({ ...test.as(officer), limits: { ...LIMITS, familiesADay: most } });
  const open = (family: string, most = 3): Promise<unknown> => through(within(most), readFamily, { family });

  it('refuses the family after the last, keeps those opened open, and writes the refusal down', async () => {
    for (const family of families.slice(0, 3)) expect(isProblem(await open(family))).toBe(false);
    expect(await open(families[3] ?? '')).toMatchObject({ problem: 'budget-used-up', status: 429 });
    expect(isProblem(await open(families[0] ?? ''))).toBe(false);
    expect(isProblem(await through(within(3), listFamilies, {}))).toBe(false);
    expect(await test.ask("select family from audit where outcome = 'budget-used-up'")).toEqual([{ family: families[3] }]);
  });

  it('is one person’s own', async () => {
    expect(
      isProblem(await through({ ...test.as(manager), limits: { ...LIMITS, familiesADay: 6 } }, readFamily, { family: families[3] ?? '' })),
    ).toBe(false);
  });

  it('never stands in the way of a family that was opened in an emergency', async () => {
    await test.ask("update practitioner set role = 'emergency-practitioner' where id = $1", [officer.id]);
    await test.ask("insert into emergency_opening (id, family, practitioner, reason) values ('o', $1, $2, 'x')", [families[4], officer.id]);
    expect(isProblem(await open(families[4] ?? ''))).toBe(false);
    expect(await open(families[3] ?? '')).toMatchObject({ problem: 'budget-used-up' });
  });
});
