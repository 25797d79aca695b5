import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillDemonstration } from '../../src/app/demonstration.ts';
import { listFamilies } from '../../src/app/list-families.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { readFamily } from '../../src/app/read-family.ts';
import { PRACTITIONERS } from '../../src/scenarios/practitioners.ts';
import { SCENARIOS } from '../../src/scenarios/scenarios.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { keepPractitioners } from '../../src/store/practitioners.ts';
import { PARTNERSHIP, type TestDatabase, testDatabase } from '../database.ts';
import { done } from './bring-files.ts';

const manager = PRACTITIONERS.find(({ role }) => role === 'business-manager') ?? null;
const healthVisitor = PRACTITIONERS.find(({ id }) => id === 'health-visitor') ?? null;

describe('the demonstration', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
    // The list of practitioners is the server's own: the application cannot write it.
    const behind = openDatabase(test.connection('superuser'));
    await inTransaction(behind, 'read committed', (transaction) => keepPractitioners(transaction, PARTNERSHIP, PRACTITIONERS));
    await behind.close();
    await fillDemonstration(test.as(manager));
  });
  afterAll(() => test.close());

  const rows = async (): Promise<unknown> =>
    test.ask(
      'select (select count(*) from family)::int families, (select count(*) from contribution)::int contributions, (select count(*) from note)::int notes, (select count(*) from allocation)::int allocations',
    );

  it('brings in every invented family with every event and every row that needs attention', async () => {
    const { families } = await done(test.as(manager), listFamilies, {});
    expect(families.map(({ label }) => label).sort()).toEqual(SCENARIOS.map(({ label }) => label).sort());
    for (const { label, files } of SCENARIOS) {
      const family = families.find((one) => one.label === label);
      // Also the GP's row that stands twice with one reference: no row of a table is dropped for being told again.
      expect(family?.events).toBe(files.reduce((sum, { events }) => sum + events, 0));
      expect(family?.attention).toBe(files.reduce((sum, { attention }) => sum + attention, 0));
    }
  });

  it('shows which agency was asked and has not answered', async () => {
    const { families } = await done(test.as(manager), listFamilies, {});
    const { agencies } = await done(test.as(manager), readFamily, {
      family: families.find(({ label }) => label === 'Meadow Row family')?.id ?? '',
    });
    const waiting = agencies.filter(({ asked, contributions }) => asked !== null && contributions.length === 0).map(({ agency }) => agency);
    expect(waiting).toContain('alcohol-and-drug-service');
    expect(waiting).not.toContain('police');
    expect(agencies.find(({ agency }) => agency === 'alcohol-and-drug-service')?.asked).toEqual({
      on: '2026-11-23',
      by: '2026-12-14',
      promised: '2026-12-21',
    });
  });

  it('says of an agency whose rows came in the conference workbook where they stand, and does not wait for it as if nothing had come', async () => {
    const { families, iAmWaitingFor } = await done(test.as(manager), listFamilies, {});
    const { agencies } = await done(test.as(manager), readFamily, {
      family: families.find(({ label }) => label === 'Meadow Row family')?.id ?? '',
    });
    const earlyYears = agencies.find(({ agency }) => agency === 'early-years');
    expect(earlyYears?.contributions).toEqual([]);
    expect(earlyYears?.toldIn).toEqual([
      { file: 'conference-chronologies-rag.xlsx', contribution: expect.stringMatching(/^[0-9a-f]{32}$/), events: 10 },
    ]);
    expect(agencies.find(({ agency }) => agency === 'alcohol-and-drug-service')?.toldIn).toEqual([]);
    const awaited = iAmWaitingFor.filter(({ familyLabel }) => familyLabel === 'Meadow Row family').map(({ what }) => what);
    expect(awaited).toEqual([expect.stringMatching(/^Alcohol and drug service was asked/)]);
  });

  it('tells the ages of a child for whom agencies give two birth dates from both of them', async () => {
    const { families } = await done(test.as(manager), listFamilies, {});
    const summary = families.find(({ label }) => label === 'Meadow Row family');
    const { children } = await done(test.as(manager), readFamily, { family: summary?.id ?? '' });
    const matas = children.find(({ label }) => label === 'Matas');
    expect(matas).toMatchObject({ born: { from: '2012-10-11', to: '2012-11-10', precision: 'range' }, birthDates: 2 });
    expect(matas?.disagreements).toEqual([expect.stringMatching(/^Two birth dates: /)]);
    expect(summary?.children.find(({ label }) => label === 'Matas')).toEqual(matas);
  });

  it('counts no disagreement to settle where joined accounts only use their own words', async () => {
    const { families } = await done(test.as(manager), listFamilies, {});
    const meadow = families.find(({ label }) => label === 'Meadow Row family');
    const { chronology } = await done(test.as(manager), readChronology, { family: meadow?.id ?? '' });
    const differences = chronology.happenings.filter(({ decided }) => decided).flatMap(({ conflicts }) => conflicts);
    expect(differences.map(({ about }) => about)).toContain('words');
    expect(meadow?.conflicts).toBe(differences.filter(({ about, settled }) => about !== 'words' && settled === null).length);
  });

  it('has one conference decided as the same event, one note by the health visitor, and leaves the rest to people', async () => {
    const { families } = await done(test.as(healthVisitor), listFamilies, {});
    const { chronology, notes } = await done(test.as(healthVisitor), readChronology, {
      family: families.find(({ label }) => label === 'Meadow Row family')?.id ?? '',
    });
    expect(chronology.happenings.filter(({ decided }) => decided)).toHaveLength(1);
    expect(chronology.happenings.filter(({ decided }) => !decided).length).toBeGreaterThan(10);
    expect(notes.map(({ by }) => by.name)).toEqual([healthVisitor?.name]);
  });

  it('gives everybody a story: who works with which family, and nobody else sees it', async () => {
    const seenBy = async (id: string): Promise<string[]> => {
      const who = PRACTITIONERS.find((one) => one.id === id) ?? null;
      const { families } = await done(test.as(who), listFamilies, {});
      return families.map(({ label }) => label.replace(' family', '')).sort();
    };
    expect(await seenBy('social-worker')).toEqual(['Meadow Row', 'Quay Lane', 'Tollgate']);
    expect(await seenBy('health-visitor')).toEqual(['Meadow Row', 'Quay Lane']);
    expect(await seenBy('police-safeguarding-officer')).toEqual(['Meadow Row']);
    expect(await seenBy('neonatal-nurse')).toEqual(['Meadow Row']);
    expect(await seenBy('school-safeguarding-lead')).toEqual(['Quay Lane', 'Tollgate']);
    expect(await seenBy('independent-reviewer')).toEqual(['Meadow Row', 'Tollgate']);
    expect(await seenBy('partnership-chair')).toEqual(['Meadow Row', 'Tollgate']);
    expect(await seenBy('emergency-doctor')).toEqual([]);
  });

  it('brought in twice changes nothing', async () => {
    const before = await rows();
    await fillDemonstration(test.as(manager));
    expect(await rows()).toEqual(before);
  });
});
