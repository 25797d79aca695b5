/** Whom an event must not reach: gone for them everywhere, whatever else they may see, and also when a corrected file continues it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addNote } from '../../src/app/add-note.ts';
import { completeRow } from '../../src/app/complete-row.ts';
import { through } from '../../src/app/door.ts';
import { downloadChronology } from '../../src/app/download-chronology.ts';
import { keepFromReaching, liftMustNotReach, readMustNotReach } from '../../src/app/keep-from-reaching.ts';
import { readOriginal } from '../../src/app/original-file.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { readEvent } from '../../src/app/read-event.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import type { Practitioner } from '../../src/domain/access.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { csv, done, familyWithTwoFiles, POLICE_CORRECTED } from './bring-files.ts';

const { manager, healthVisitor, officer, reviewer } = TEST_PRACTITIONERS;
const ASSAULT = 'Officers attended an assault at the home.';
const reason = 'Works with the father’s brother';

describe('whom an event must not reach', () => {
  let test: TestDatabase;
  let family: string;
  let police: string;
  let event: string;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    ({ family, police } = await familyWithTwoFiles(test.as(manager)));
    for (const who of [healthVisitor, officer, reviewer]) await test.allocate(family, who, 'protected');
    event = (await seen(manager)).find(({ what }) => what.startsWith(ASSAULT))?.id ?? '';
  });

  const seen = async (who: Practitioner) => (await done(test.as(who), readChronology, { family })).chronology.events;
  const reaches = async (who: Practitioner): Promise<boolean> => (await seen(who)).some(({ what }) => what.startsWith(ASSAULT));
  const keep = (audience: { kind: 'practitioner' | 'agency'; id: string }, by: Practitioner = manager) =>
    through(test.as(by), keepFromReaching, { family, event, audience, reason });

  it('is a practitioner for whom it is as if it were not there, and nobody else', async () => {
    await seen(healthVisitor);
    await done(test.as(manager), addNote, { family, event, text: 'A note on it' });
    expect(await keep({ kind: 'practitioner', id: healthVisitor.id })).toEqual({ written: true });
    expect(await reaches(healthVisitor)).toBe(false);
    expect(await reaches(manager)).toBe(true);
    expect(await reaches(officer)).toBe(true);
    for (const operation of [readEvent, readMustNotReach])
      expect(await through(test.as(healthVisitor), operation as typeof readEvent, { family, event })).toMatchObject({
        problem: 'not-found',
      });
    expect(await through(test.as(healthVisitor), addNote, { family, event, text: 'x' })).toMatchObject({ problem: 'not-found' });
    expect(await through(test.as(healthVisitor), readOriginal, { contribution: police })).toMatchObject({ problem: 'not-found' });
    const { bytes } = await done(test.as(healthVisitor), downloadChronology, { family, format: 'csv' });
    expect(new TextDecoder().decode(bytes)).not.toContain('attended an assault');
    expect(JSON.stringify(await done(test.as(healthVisitor), readChronology, { family }))).not.toContain('A note on it');
  });

  it('is everybody of an agency, also of the one that wrote it, and whoever wrote the line', async () => {
    expect(await keep({ kind: 'agency', id: 'Police' }, officer)).toEqual({ written: true });
    expect(await reaches(officer)).toBe(false);
    expect(await reaches(healthVisitor)).toBe(true);
    expect(
      await through(test.as(officer), liftMustNotReach, { family, event, audience: { kind: 'agency', id: 'police' }, reason }),
    ).toMatchObject({
      problem: 'not-found',
    });
  });

  it('is lifted by those who see it, with a reason, and everything that was written of it stays', async () => {
    const audience = { kind: 'agency', id: 'health-visiting' } as const;
    await keep(audience);
    await done(test.as(manager), liftMustNotReach, { family, event, audience, reason: 'She has moved to another team' });
    expect(await reaches(healthVisitor)).toBe(true);
    const page = await done(test.as(manager), readMustNotReach, { family, event });
    expect(page.now).toEqual([]);
    expect(page.lines.map(({ effect, name, byName }) => [effect, name, byName])).toEqual([
      ['lift', 'Health visiting', manager.name],
      ['hide', 'Health visiting', manager.name],
    ]);
    await keep(audience);
    expect((await done(test.as(manager), readMustNotReach, { family, event })).now).toMatchObject([{ audience, reason }]);
    expect(await reaches(healthVisitor)).toBe(false);
  });

  it('is somebody of the partnership, for an event that is there, by those who work with the family', async () => {
    expect(await keep({ kind: 'practitioner', id: 'f'.repeat(32) })).toMatchObject({ problem: 'not-valid' });
    expect(await keep({ kind: 'agency', id: 'no such agency' })).toMatchObject({ problem: 'not-valid' });
    expect(await keep({ kind: 'agency', id: 'police' }, reviewer)).toMatchObject({ problem: 'not-permitted' });
    const audience = { kind: 'agency', id: 'police' } as const;
    expect(await through(test.as(manager), keepFromReaching, { family, event: 'f'.repeat(32), audience, reason })).toMatchObject({
      problem: 'not-found',
    });
    expect([keepFromReaching.stepUp, liftMustNotReach.stepUp]).toEqual([false, true]);
  });

  it('follows to the event that continues it in a corrected file', async () => {
    await keep({ kind: 'practitioner', id: healthVisitor.id });
    await done(test.as(manager), receiveContribution, {
      family,
      agency: 'police',
      file: 'again.csv',
      bytes: POLICE_CORRECTED,
      supersedes: police,
    });
    expect(await reaches(manager)).toBe(true);
    expect(await reaches(healthVisitor)).toBe(false);
    const continued = (await seen(manager)).find(({ what }) => what.startsWith(ASSAULT))?.id ?? '';
    expect(continued).not.toBe(event);
    expect((await done(test.as(manager), readMustNotReach, { family, event: continued })).now).toMatchObject([{ reason }]);
  });

  it('follows also when whoever brings the corrected file cannot see the event', async () => {
    await keep({ kind: 'practitioner', id: healthVisitor.id });
    await keep({ kind: 'practitioner', id: officer.id });
    expect(await reaches(officer)).toBe(false);
    await done(test.as(officer), receiveContribution, {
      family,
      agency: 'police',
      file: 'again.csv',
      bytes: POLICE_CORRECTED,
      supersedes: police,
    });
    expect(await reaches(healthVisitor)).toBe(false);
    expect(await reaches(officer)).toBe(false);
    expect(await reaches(manager)).toBe(true);
    expect(await seen(healthVisitor)).toHaveLength((await seen(manager)).length - 1);
  });

  it('follows from correction to correction', async () => {
    await keep({ kind: 'practitioner', id: healthVisitor.id });
    const { id } = await done(test.as(officer), receiveContribution, {
      family,
      file: 'again.csv',
      bytes: POLICE_CORRECTED,
      supersedes: police,
    });
    const third = new TextEncoder().encode(new TextDecoder().decode(POLICE_CORRECTED).replace('and saw it', 'and heard it'));
    await done(test.as(officer), receiveContribution, { family, file: 'third.csv', bytes: third, supersedes: id });
    expect(await reaches(healthVisitor)).toBe(false);
    expect(await reaches(manager)).toBe(true);
  });

  it('follows a row that was completed by hand, which does not come back as a row to complete', async () => {
    const file = (last: string): Uint8Array =>
      csv('Date,Event,Source', '03/05/2014,Seen at home.,Diary', 'tbc,A neighbour told us in confidence.,Diary', last);
    const first = await done(test.as(officer), receiveContribution, { family, file: 'a.csv', bytes: file('04/05/2014,Rang.,Diary') });
    const { id: completed } = await done(test.as(officer), completeRow, {
      contribution: first.id,
      place: { table: 'table 1', row: 3 },
      date: '05/05/2014',
      time: null,
      reason: null,
    }).then(async () => (await seen(manager)).find(({ what }) => what.startsWith('A neighbour')) ?? { id: '' });
    await done(test.as(manager), keepFromReaching, {
      family,
      event: completed,
      audience: { kind: 'practitioner', id: healthVisitor.id },
      reason,
    });
    await done(test.as(manager), keepFromReaching, {
      family,
      event: completed,
      audience: { kind: 'practitioner', id: officer.id },
      reason,
    });
    await done(test.as(officer), receiveContribution, {
      family,
      file: 'b.csv',
      bytes: file('04/05/2014,Rang twice.,Diary'),
      supersedes: first.id,
    });
    expect((await seen(manager)).some(({ what }) => what.startsWith('A neighbour'))).toBe(true);
    const whole = JSON.stringify(await done(test.as(healthVisitor), readChronology, { family }));
    expect(whole).not.toContain('A neighbour');
    expect(whole).toContain('Rang twice');
  });

  it('cannot be followed, nor a whole file be read, by a statement of the application alone', async () => {
    const { default: pg } = await import('pg');
    const application = new pg.Client(test.connection('application'));
    await application.connect();
    const whole = await application.query("select * from whole_contribution($1, $2, '\\x00')", [family, police]);
    const followed = await application.query("select follow_must_not_reach($1, '{a}', '{b}', '\\x00') as lines", [family]);
    await application.end();
    expect([whole.rows, followed.rows]).toEqual([[], [{ lines: 0 }]]);
  });

  it('would come back, were the list not to follow', async () => {
    const [made] = await test.ask<{ sql: string }>("select pg_get_functiondef('follow_must_not_reach'::regproc) as sql");
    await test.ask((made?.sql ?? '').replace('p.later <> p.earlier', 'false'));
    await keep({ kind: 'practitioner', id: healthVisitor.id });
    const bytes = POLICE_CORRECTED;
    await done(test.as(manager), receiveContribution, { family, agency: 'police', file: 'again.csv', bytes, supersedes: police });
    expect(await reaches(healthVisitor)).toBe(true);
    await test.ask(made?.sql ?? '');
  });
});
