/** The people working with a family: bringing somebody in lets them see it, ending it hides it again, and nobody gives more than they have. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { askAgency } from '../../src/app/ask-agency.ts';
import { type Context, through } from '../../src/app/door.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { allocatePractitioner, endAllocation } from '../../src/app/team/allocate.ts';
import { listColleagues, readTeam } from '../../src/app/team/read-team.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { done, POLICE } from './bring-files.ts';

const { manager, healthVisitor, officer, reviewer, nobody } = TEST_PRACTITIONERS;
const bringIn = { until: null, clearance: 'ordinary', reason: 'Visits them every week' } as const;

describe('the people working with a family', () => {
  let test: TestDatabase;
  let family: string;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    family = (await done(test.as(manager), addFamily, { label: 'Team family' })).id;
    await done(test.as(manager), receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
  });

  const sees = async (context: Context): Promise<boolean> => !isProblem(await through(context, readChronology, { family }));

  it('see it from when they are brought in until it is ended', async () => {
    expect(await sees(test.as(healthVisitor))).toBe(false);
    const { id } = await done(test.as(manager), allocatePractitioner, { family, practitioner: healthVisitor.id, ...bringIn });
    expect(await sees(test.as(healthVisitor))).toBe(true);
    const { working } = await done(test.as(healthVisitor), readTeam, { family });
    expect(working.map(({ practitioner, purpose, clearance }) => [practitioner.name, purpose, clearance])).toEqual([
      [manager.name, 'gathering', 'protected'],
      [healthVisitor.name, 'safeguarding', 'ordinary'],
    ]);
    expect(working[1]).toMatchObject({ byName: manager.name, reason: bringIn.reason, ended: null, live: true });
    await done(test.as(manager), endAllocation, { family, allocation: id, reason: 'The family moved' });
    expect(await sees(test.as(healthVisitor))).toBe(false);
    const after = await done(test.as(manager), readTeam, { family });
    expect(after.before).toMatchObject([{ id, ended: { byName: manager.name, reason: 'The family moved' } }]);
    expect(after.working).toHaveLength(1);
    // Ending it again changes nothing.
    await done(test.as(manager), endAllocation, { family, allocation: id, reason: 'Again' });
    expect((await done(test.as(manager), readTeam, { family })).before[0]?.ended?.reason).toBe('The family moved');
  });

  it('see it to the end of the last day, and no longer', async () => {
    const { id } = await done(test.as(manager), allocatePractitioner, {
      family,
      practitioner: healthVisitor.id,
      ...bringIn,
      until: '2099-07-31',
    });
    const row = (await done(test.as(manager), readTeam, { family })).working.find((one) => one.id === id);
    expect(row?.until).toBe('2099-07-31T23:00:00.000Z');
    await test.ask("update allocation set since = now() - interval '2 days', until = now() - interval '1 second' where id = $1", [id]);
    expect(await sees(test.as(healthVisitor))).toBe(false);
    expect((await done(test.as(manager), readTeam, { family })).before.map((one) => one.id)).toEqual([id]);
    const past = { family, practitioner: healthVisitor.id, ...bringIn, until: '2020-01-01' };
    expect(await through(test.as(manager), allocatePractitioner, past)).toMatchObject({ problem: 'not-valid' });
  });

  it('are not let see more than whoever brings them in sees, and nobody brings themselves in', async () => {
    await done(test.as(manager), allocatePractitioner, { family, practitioner: healthVisitor.id, ...bringIn });
    const by = test.as(healthVisitor);
    const restricted = { family, practitioner: officer.id, ...bringIn, clearance: 'restricted' as const };
    expect(await through(by, allocatePractitioner, restricted)).toMatchObject({ problem: 'not-permitted' });
    expect((await done(by, readTeam, { family })).mayGive).toEqual(['ordinary']);
    await done(by, allocatePractitioner, { family, practitioner: officer.id, ...bringIn });
    expect(await sees(test.as(officer))).toBe(true);
    expect(await through(by, allocatePractitioner, { family, practitioner: healthVisitor.id, ...bringIn })).toMatchObject({
      problem: 'not-valid',
    });
  });

  it('are people of the partnership whose role sees families', async () => {
    const { colleagues } = await done(test.as(manager), listColleagues, {});
    expect(colleagues.map(({ id }) => id)).toEqual([manager, healthVisitor, officer, reviewer].map(({ id }) => id));
    for (const practitioner of [nobody.id, 'f'.repeat(32)])
      expect(await through(test.as(manager), allocatePractitioner, { family, practitioner, ...bringIn })).toMatchObject({
        problem: 'not-valid',
      });
  });

  it('cannot all be ended: a family that nobody sees could not be found again', async () => {
    const [own] = (await done(test.as(manager), readTeam, { family })).working;
    const end = { family, allocation: own?.id ?? '', reason: 'Done' };
    expect(await through(test.as(manager), endAllocation, end)).toMatchObject({ problem: 'not-permitted' });
    expect(await through(test.as(manager), endAllocation, { ...end, allocation: 'f'.repeat(32) })).toMatchObject({ problem: 'not-found' });
  });

  it('can be brought in when their agency is asked, and being asked alone lets nobody see anything', async () => {
    await done(test.as(manager), askAgency, { family, agency: 'police', by: null, note: null });
    expect(await sees(test.as(officer))).toBe(false);
    const wrong = { family, agency: 'gp', by: null, note: null, bringIn: officer.id };
    expect(await through(test.as(manager), askAgency, wrong)).toMatchObject({ problem: 'not-valid' });
    await done(test.as(manager), askAgency, { family, agency: 'police', by: null, note: null, bringIn: officer.id });
    expect(await sees(test.as(officer))).toBe(true);
  });

  it('lose sight of it when they move to another agency', async () => {
    await done(test.as(manager), allocatePractitioner, { family, practitioner: officer.id, ...bringIn });
    await test.ask("update practitioner set agency = 'gp' where id = $1", [officer.id]);
    expect(await sees(test.as({ ...officer, agency: 'gp' }))).toBe(false);
    expect((await done(test.as(manager), readTeam, { family })).before).toMatchObject([{ agency: 'police', live: false, ended: null }]);
    await test.ask("update practitioner set agency = 'police' where id = $1", [officer.id]);
  });

  it('is written down as sharing', async () => {
    await done(test.as(manager), allocatePractitioner, { family, practitioner: officer.id, ...bringIn });
    expect(await test.ask('select operation, verb, family from audit order by sequence desc limit 1')).toEqual([
      { operation: 'allocate-practitioner', verb: 'share', family },
    ]);
  });
});
