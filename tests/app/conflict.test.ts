/** Conflicts of interest: a practitioner does not see the family that they know privately, whatever else they may, and nothing gives it back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { declareColleaguesConflict, declareConflict } from '../../src/app/conflict/declare.ts';
import { giveOwnDetails } from '../../src/app/conflict/own-details.ts';
import { through } from '../../src/app/door.ts';
import { listFamilies } from '../../src/app/list-families.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { allocatePractitioner } from '../../src/app/team/allocate.ts';
import { readTeam } from '../../src/app/team/read-team.ts';
import type { Practitioner } from '../../src/domain/access.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { PARTNERSHIP, TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { done } from './bring-files.ts';

const { manager, healthVisitor } = TEST_PRACTITIONERS;
const nothing = { surnames: [], addresses: [], phones: [], dateOfBirth: null, nextOfKin: [] };
const because = 'They are my cousins';

const record = (people: readonly { label: string; dateOfBirth?: string }[], ...texts: string[]): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({ agency: 'health-visiting', people, events: texts.map((what) => ({ date: '2016-03-01', what })) }),
  );

describe('conflicts of interest', () => {
  let test: TestDatabase;
  let family: string;
  let label: string;
  let worker: Practitioner;
  let number = 0;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    number += 1;
    label = `Wren family ${number}`;
    family = (await done(test.as(manager), addFamily, { label })).id;
    // Somebody new for each: nothing takes a conflict away.
    worker = { id: `c${String(number).padStart(31, '0')}`, name: 'Nell Larkin', role: 'practitioner', agency: 'health-visiting' };
    await test.ask('insert into practitioner (id, partnership, name, role, agency, position) values ($1, $2, $3, $4, $5, 90)', [
      worker.id,
      PARTNERSHIP,
      worker.name,
      worker.role,
      worker.agency,
    ]);
    await test.allocate(family, worker, 'protected');
  });

  const sees = async (who: Practitioner = worker): Promise<boolean> => !isProblem(await through(test.as(who), readChronology, { family }));
  const receive = (bytes: Uint8Array, by: Practitioner = manager) =>
    done(test.as(by), receiveContribution, { family, agency: 'health-visiting', file: `hv${number}.json`, bytes });

  it('once declared, hide the family as if it were not there', async () => {
    expect(await sees()).toBe(true);
    await done(test.as(worker), declareConflict, { of: { family }, because });
    const hidden = await through(test.as(worker), readChronology, { family });
    const absent = await through(test.as(worker), readChronology, { family: 'f'.repeat(32) });
    expect(hidden).toMatchObject({ problem: 'not-found' });
    expect(JSON.stringify(hidden)).toBe(JSON.stringify(absent));
    expect((await done(test.as(worker), listFamilies, {})).families).toEqual([]);
    expect(await through(test.as(worker), readTeam, { family })).toMatchObject({ problem: 'not-found' });
    // Being brought in again gives nothing back, and whoever does it is not told why.
    const again = { family, practitioner: worker.id, clearance: 'ordinary', until: null, reason: 'Needed' } as const;
    expect(isProblem(await through(test.as(manager), allocatePractitioner, again))).toBe(false);
    expect(await sees()).toBe(false);
  });

  it('are declared by name with the same answer whether the family is there, hidden or not', async () => {
    const answers = [];
    for (const familyName of [label.toUpperCase(), 'No such family', '- -'])
      answers.push(JSON.stringify(await through(test.as(worker), declareConflict, { of: { familyName }, because })));
    answers.push(JSON.stringify(await through(test.as(worker), declareConflict, { of: { family: 'f'.repeat(32) }, because })));
    expect(new Set(answers).size).toBe(1);
    expect(await sees()).toBe(false);
  });

  it('declared by name count for a family that is added later', async () => {
    await done(test.as(worker), declareConflict, { of: { familyName: `Plover family ${number}` }, because });
    const later = (await done(test.as(manager), addFamily, { label: `PLOVER family ${number}` })).id;
    await test.allocate(later, worker);
    expect(await through(test.as(worker), readChronology, { family: later })).toMatchObject({ problem: 'not-found' });
    expect(await sees()).toBe(true);
  });

  it('are declared of a colleague by those who work with the family alone', async () => {
    const wanted = { family, practitioner: worker.id, because: 'Her sister lives there' };
    expect(await through(test.as(healthVisitor), declareColleaguesConflict, wanted)).toMatchObject({ problem: 'not-found' });
    expect(await through(test.as(manager), declareColleaguesConflict, { ...wanted, practitioner: 'f'.repeat(32) })).toMatchObject({
      problem: 'not-valid',
    });
    await done(test.as(manager), declareColleaguesConflict, wanted);
    expect(await sees()).toBe(false);
    expect(await sees(manager)).toBe(true);
  });

  it('are found where a telephone number is shared, in whichever order it was learned', async () => {
    await done(test.as(worker), giveOwnDetails, { ...nothing, phones: [`07700 9001${10 + number}`] });
    expect(await sees()).toBe(true);
    await receive(record([], `M rang from 077009001${10 + number}.`));
    expect(await sees()).toBe(false);
    expect(await sees(manager)).toBe(true);
  });

  it('are found where a surname and an address are shared, and a later change takes nothing away', async () => {
    await receive(record([{ label: 'Ana Larkin' }], 'Seen at home, 14 Tern Street.'));
    expect(await sees()).toBe(true);
    await done(test.as(worker), giveOwnDetails, { ...nothing, addresses: ['14 Tern Street, Saltmarsh'] });
    expect(await sees()).toBe(false);
    await done(test.as(worker), giveOwnDetails, { ...nothing, surnames: ['Another'], addresses: ['1 Mill Lane'] });
    await test.ask("update practitioner set name = 'Nell Another' where id = $1", [worker.id]);
    expect(await sees()).toBe(false);
  });

  it('are found where a next of kin or the practitioner is one of the people, however the file that told of it was corrected', async () => {
    await done(test.as(worker), giveOwnDetails, {
      ...nothing,
      nextOfKin: [{ name: 'Ida Larkin', dateOfBirth: `2014-05-0${number % 9 || 9}` }],
    });
    const { id } = await receive(record([{ label: 'Ida', dateOfBirth: `2014-05-0${number % 9 || 9}` }], 'Seen.'));
    expect(await sees()).toBe(false);
    const supersedes = { family, agency: 'health-visiting', file: 'again.json', bytes: record([], 'Seen.'), supersedes: id };
    await done(test.as(manager), receiveContribution, supersedes);
    expect(await sees()).toBe(false);
  });

  it('also hide the family from whoever brought the file that tells of it, after it was received', async () => {
    await done(test.as(worker), giveOwnDetails, { ...nothing, phones: ['01632 960999'] });
    const bytes = record([], 'Grandmother rang from 01632 960999.');
    const received = await through(test.as(worker), receiveContribution, { family, agency: 'health-visiting', file: 'own.json', bytes });
    expect(isProblem(received)).toBe(false);
    expect(await sees()).toBe(false);
    expect(await sees(manager)).toBe(true);
  });

  it('keep nothing of what was given but one-way marks', async () => {
    const given = {
      surnames: ['Featherstonehaugh'],
      addresses: ['77 Curlew Close, ZZ99 9ZZ'],
      phones: ['01632 960777'],
      dateOfBirth: '1979-12-31',
      nextOfKin: [{ name: 'Osbert Featherstonehaugh', dateOfBirth: '2011-11-11' }],
    };
    await done(test.as(worker), giveOwnDetails, given, `key-${number}`);
    const tables = await test.ask<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
    const values = ['featherstonehaugh', 'curlew', 'zz99', '960777', '1979-12-31', 'osbert', '2011-11-11'];
    let marks = 0;
    for (const { name } of tables) {
      const rows = await test.ask<{ row: string }>(`select lower(to_jsonb(t)::text) as row from ${name} t`);
      for (const { row } of rows) for (const value of values) expect(row.includes(value), `${value} in ${name}`).toBe(false);
      if (/mark/.test(name)) marks += rows.length;
    }
    expect(marks).toBeGreaterThan(5);
    expect(test.logged.join()).not.toMatch(/feather|curlew/i);
  });

  it('cannot be looked up: the application reads no mark, and writes none', async () => {
    const { default: pg } = await import('pg');
    const application = new pg.Client(test.connection('application'));
    await application.connect();
    for (const table of ['practitioner_mark', 'family_mark', 'practitioner_half_mark', 'family_half_mark'])
      for (const statement of [`select * from ${table}`, `insert into ${table} default values`, `delete from ${table}`])
        await expect(application.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    await application.end();
  });
});
