/** Opening a family in an emergency: always possible, one family, four hours, told of at once, looked at afterwards, and never over a conflict. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { type Context, through } from '../../src/app/door.ts';
import { closeOpening, listOwnOpenings, openInAnEmergency } from '../../src/app/emergency/open.ts';
import { listOpenings, reviewOpening, tellOfLateReviews } from '../../src/app/emergency/review.ts';
import { listMessages, openMessage, readStanding } from '../../src/app/messages.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { readTeam } from '../../src/app/team/read-team.ts';
import type { Practitioner } from '../../src/domain/access.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { PARTNERSHIP, TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { done, POLICE } from './bring-files.ts';

const { manager, healthVisitor, reviewer, nobody } = TEST_PRACTITIONERS;
const doctor: Practitioner = { id: 'b1'.repeat(16), name: 'Sol Adair', role: 'emergency-practitioner', agency: 'hospital' };
const chair: Practitioner = { id: 'b2'.repeat(16), name: 'Una Marsh', role: 'reviewer', agency: 'partnership', title: 'Independent chair' };

/** A chronology whose people have names and days of birth. */
const withPeople = (child: string, born: string): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      format: 'kinline-contribution/1',
      agency: 'health-visiting',
      people: [{ label: child, role: 'child', dateOfBirth: born }],
      events: [{ date: '2016-03-01', what: 'Seen at home.' }],
    }),
  );

describe('opening a family in an emergency', () => {
  let test: TestDatabase;
  let number = 0;
  let family: string;
  let label: string;
  const reason = 'A child has come in with injuries that nobody can explain.';

  beforeAll(async () => {
    test = await testDatabase();
    for (const { id, name, role, agency, title = null } of [doctor, chair])
      await test.ask(
        'insert into practitioner (id, partnership, name, role, agency, title, position) values ($1, $2, $3, $4, $5, $6, 90)',
        [id, PARTNERSHIP, name, role, agency, title],
      );
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    number += 1;
    label = `Tern family ${number}`;
    family = (await done(test.as(manager), addFamily, { label })).id;
    await done(test.as(manager), receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
  });

  const open = (who: Practitioner = doctor, name = label) => through(test.as(who), openInAnEmergency, { sought: { family: name }, reason });
  const opened = async (): Promise<{ opening: string; until: string }> => {
    const found = await open();
    if (isProblem(found)) throw new Error(found.problem);
    return found;
  };
  const sees = async (context: Context): Promise<boolean> => !isProblem(await through(context, readChronology, { family }));
  const told = async (who: Practitioner, about: string): Promise<string[]> =>
    (await done(test.as(who), listMessages, {})).messages.filter((one) => one.about === about).map(({ kind }) => kind);

  it('lets an emergency role see that one family for four hours', async () => {
    const other = (await done(test.as(manager), addFamily, { label: 'Another family' })).id;
    expect(await sees(test.as(doctor))).toBe(false);
    const { opening, until } = await opened();
    expect(await sees(test.as(doctor))).toBe(true);
    expect(await through(test.as(doctor), readChronology, { family: other })).toMatchObject({ problem: 'not-found' });
    const [row] = await test.ask<{ hours: number }>(
      'select extract(epoch from until - since)::float / 3600 as hours from emergency_opening where id = $1',
      [opening],
    );
    expect(row?.hours).toBe(4);
    expect(await done(test.as(doctor), readStanding, {})).toEqual({ unopened: 0, openings: [{ id: opening, family, until, reason }] });
    await test.ask("update emergency_opening set since = since - interval '5 hours', until = until - interval '5 hours' where id = $1", [
      opening,
    ]);
    expect(await sees(test.as(doctor))).toBe(false);
    expect((await done(test.as(doctor), readStanding, {})).openings).toEqual([]);
  });

  it('finds the family by what it is called or by the child, however the name is typed', async () => {
    const bytes = withPeople('Zoë-Ann O’Neil', `2016-08-${String((number % 28) + 1).padStart(2, '0')}`);
    const born = JSON.parse(new TextDecoder().decode(bytes)).people[0].dateOfBirth as string;
    await done(test.as(manager), receiveContribution, { family, agency: 'health-visiting', file: 'hv.json', bytes });
    const by = (sought: { child: string; born: string } | { family: string }) =>
      through(test.as(doctor), openInAnEmergency, { sought, reason });
    expect(await by({ child: 'ZOE ANN ONEIL', born })).toMatchObject({ family });
    expect(await by({ family: ` ${label.toUpperCase()} ` })).toMatchObject({ family });
    expect(await by({ child: 'Zoë-Ann O’Neil', born: '2015-08-01' })).toMatchObject({ problem: 'not-found' });
    expect(await by({ family: '- -' })).toMatchObject({ problem: 'not-found' });
  });

  it('is for emergency roles alone', async () => {
    for (const who of [manager, healthVisitor, reviewer, nobody])
      expect(await open(who)).toMatchObject({ problem: expect.stringMatching(/^not-/) });
    expect(await test.ask('select from emergency_opening where family = $1', [family])).toHaveLength(0);
  });

  it('answers alike for a family that is not there and for one with a conflict, and opens neither', async () => {
    await test.ask("insert into declared_conflict (id, practitioner, family, because, by) values ($1, $2, $3, 'neighbours', $2)", [
      'd'.repeat(31) + (number % 10),
      doctor.id,
      family,
    ]);
    const conflicted = await open();
    expect(conflicted).toMatchObject({ problem: 'not-found' });
    expect(JSON.stringify(conflicted)).toBe(JSON.stringify(await open(doctor, 'No such family')));
    expect(await test.ask('select from emergency_opening where family = $1', [family])).toHaveLength(0);
  });

  it('does not outlive a conflict that is declared afterwards', async () => {
    await opened();
    await test.ask("insert into declared_conflict (id, practitioner, family, because, by) values ($1, $2, $3, 'neighbours', $2)", [
      'e'.repeat(31) + (number % 10),
      doctor.id,
      family,
    ]);
    expect(await sees(test.as(doctor))).toBe(false);
    expect((await done(test.as(doctor), listOwnOpenings, {})).openings.filter((one) => one.family === family)).toEqual([]);
  });

  it('opens once for two requests at once, and opening again gives no longer time', async () => {
    const answers = await Promise.all([opened(), opened(), opened()]);
    expect(new Set(answers.map(({ opening }) => opening)).size).toBe(1);
    expect(new Set(answers.map(({ until }) => until)).size).toBe(1);
  });

  it('can be closed by whoever opened it', async () => {
    const { opening } = await opened();
    await test.allocate(family, healthVisitor);
    expect((await done(test.as(healthVisitor), readTeam, { family })).openings).toMatchObject([{ id: opening, live: true, reason }]);
    expect(await through(test.as(healthVisitor), closeOpening, { family, opening })).toMatchObject({ problem: 'not-permitted' });
    await done(test.as(doctor), closeOpening, { family, opening });
    expect(await sees(test.as(doctor))).toBe(false);
    expect((await done(test.as(doctor), listOwnOpenings, {})).openings[0]).toMatchObject({ id: opening, family: null });
    // Another emergency is another opening.
    expect((await opened()).opening).not.toBe(opening);
  });

  it('wants somebody who has just shown who they are', async () => {
    const session = { id: 's', how: 'password-and-code', authenticatedAt: '2026-11-23T08:00:00.000Z' } as const;
    const answer = await through({ ...test.as(doctor), session }, openInAnEmergency, { sought: { family: label }, reason });
    // A made-up session is nobody's; a stale one of the server's own is asked for again. Either way nothing opens.
    expect(answer).toMatchObject({ problem: expect.stringMatching(/^(not-signed-in|step-up-needed)$/) });
    expect(openInAnEmergency.stepUp).toBe(true);
  });

  it('tells those who work with the family and its reviewers at once, with a reference and nothing else', async () => {
    await test.allocate(family, healthVisitor);
    await test.allocate(family, reviewer);
    const { opening } = await opened();
    expect(await told(manager, opening)).toEqual(['opened-in-an-emergency']);
    expect(await told(healthVisitor, opening)).toEqual(['opened-in-an-emergency']);
    expect(await told(reviewer, opening)).toEqual(['opened-in-an-emergency']);
    expect(await told(chair, opening), 'not allocated, and another is').toEqual([]);
    expect(await told(doctor, opening)).toEqual([]);
    const { messages } = await done(test.as(healthVisitor), listMessages, {});
    const message = messages.find(({ about }) => about === opening);
    expect(Object.keys(message ?? {}).sort()).toEqual(['about', 'at', 'id', 'kind', 'openedAt', 'reference']);
    expect(JSON.stringify(message)).not.toContain('Tern');
    expect(JSON.stringify(message)).not.toContain(doctor.name);
    expect(message?.openedAt).toBeNull();
    expect(await done(test.as(healthVisitor), openMessage, { message: message?.id ?? '' })).toMatchObject({ family, about: opening });
    const again = (await done(test.as(healthVisitor), listMessages, {})).messages.find(({ about }) => about === opening);
    expect(again?.openedAt).not.toBeNull();
    // One's own only.
    expect(await through(test.as(reviewer), openMessage, { message: message?.id ?? '' })).toMatchObject({ problem: 'not-found' });
  });

  it('tells every reviewer when the family has none, but nobody in conflict with it', async () => {
    await test.ask("insert into declared_conflict (id, practitioner, family, because, by) values ($1, $2, $3, 'cousin', $2)", [
      'f'.repeat(31) + (number % 10),
      chair.id,
      family,
    ]);
    const { opening } = await opened();
    expect(await told(reviewer, opening)).toEqual(['opened-in-an-emergency']);
    expect(await told(chair, opening)).toEqual([]);
    expect((await done(test.as(chair), listOpenings, {})).openings.map(({ id }) => id)).not.toContain(opening);
  });

  it('is looked at by a reviewer who was told, who need not see the family, and then whoever opened it is told', async () => {
    const { opening } = await opened();
    const [row] = (await done(test.as(reviewer), listOpenings, {})).openings.filter(({ id }) => id === opening);
    expect(row).toMatchObject({ family: null, reason, standing: 'waiting', practitioner: { name: doctor.name } });
    expect(await sees(test.as(reviewer))).toBe(false);
    const words = 'The child could not have waited.';
    for (const who of [doctor, manager])
      expect(await through(test.as(who), reviewOpening, { opening, outcome: 'proportionate', words })).toMatchObject({
        problem: 'not-permitted',
      });
    expect(await through(test.as(reviewer), reviewOpening, { opening: 'f'.repeat(32), outcome: 'proportionate', words })).toMatchObject({
      problem: 'not-found',
    });
    await done(test.as(reviewer), reviewOpening, { opening, outcome: 'proportionate', words });
    expect(await told(doctor, opening)).toEqual(['opening-reviewed']);
    expect((await done(test.as(doctor), listOwnOpenings, {})).openings[0]?.reviews).toMatchObject([{ outcome: 'proportionate', words }]);
    expect((await done(test.as(reviewer), listOpenings, {})).openings.find(({ id }) => id === opening)?.standing).toBe('done');
  });

  it('is said to the chair and the business managers, once, when nobody looked within 72 hours', async () => {
    const { opening } = await opened();
    const server = test.as(null);
    const in80Hours = new Date(Date.now() + 80 * 3_600_000).toISOString();
    expect(await tellOfLateReviews(server, in80Hours), 'a time that is not yet is not believed').toBe(0);
    await test.ask("update emergency_opening set since = since - interval '72 hours', until = until - interval '72 hours' where id = $1", [
      opening,
    ]);
    expect(await tellOfLateReviews(server, new Date(Date.now() - 3_600_000).toISOString()), 'an hour before').toBe(0);
    expect(await tellOfLateReviews(server, new Date().toISOString())).toBeGreaterThanOrEqual(1);
    expect(await tellOfLateReviews(server, new Date().toISOString())).toBe(0);
    expect(await told(chair, opening)).toContain('opening-not-reviewed');
    expect(await told(manager, opening)).toContain('opening-not-reviewed');
    expect(await told(reviewer, opening)).not.toContain('opening-not-reviewed');
    expect(await test.ask("select family from audit where operation = 'tell-of-late-reviews' and family = $1", [family])).toHaveLength(1);
  });

  it('cannot be told of, reviewed or escalated by a statement of the application alone', async () => {
    await opened();
    const statements = [
      "insert into told (id, practitioner, kind, family, about) select 'x', practitioner, 'opening-reviewed', family, id from emergency_opening",
      "insert into opening_review (id, opening, outcome, words, by) select 'x', id, 'proportionate', 'x', practitioner from emergency_opening",
      "select tell_of_unreviewed(now(), '\\x00')",
      "select * from open_in_an_emergency('x', null, null, 'Tern family 1', 'x')",
    ];
    const { default: pg } = await import('pg');
    const application = new pg.Client(test.connection('application'));
    await application.connect();
    const before = await test.ask('select (select count(*) from told) as told, (select count(*) from opening_review) as reviews');
    for (const statement of statements) await application.query(statement).catch(() => undefined);
    await application.end();
    expect(await test.ask('select (select count(*) from told) as told, (select count(*) from opening_review) as reviews')).toEqual(before);
  });
});
