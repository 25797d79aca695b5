/** The one door: nobody gets in without a permission, nothing hidden is told from nothing there, and everything is written down first. */
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { askAgency } from '../../src/app/ask-agency.ts';
import { type Operation, operation, through } from '../../src/app/door.ts';
import { listFamilies } from '../../src/app/list-families.ts';
import { OPERATIONS } from '../../src/app/operations.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { recogniseSession } from '../../src/app/recognise-session.ts';
import { signInDemonstration } from '../../src/app/sign-in-demonstration.ts';
import { mayDo, PERMISSIONS, ROLES } from '../../src/domain/access.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { csv, done, familyWithTwoFiles, POLICE } from './bring-files.ts';

const { manager, healthVisitor, officer, reviewer, nobody } = TEST_PRACTITIONERS;

/** An opening in an emergency, and the message of it to the reviewer. */
const OPENING = '0e'.repeat(16);
const MESSAGE = '0f'.repeat(16);

/** An input for every operation, on a family, a contribution and a draft that may or may not be there. */
function inputsOn(id: { family: string; contribution: string; draft: string; event: string }): Record<keyof typeof OPERATIONS, unknown> {
  const { family, contribution, draft, event } = id;
  const other = 'f'.repeat(32);
  return {
    acceptDraft: { draft },
    addFamily: { label: 'F9' },
    addPractitioner: { name: 'Ada Reeve', role: 'practitioner', agency: 'gp', title: null },
    changeRole: { practitioner: TEST_PRACTITIONERS.officer.id, role: 'practitioner', agency: 'police', title: null },
    endPractitioner: { practitioner: TEST_PRACTITIONERS.officer.id },
    endSessionsOf: { practitioner: TEST_PRACTITIONERS.officer.id },
    listPeople: {},
    listIdentities: {},
    linkPerson: { reference: 'AAAA-BBBB-CCCC', practitioner: TEST_PRACTITIONERS.officer.id },
    unlinkPerson: { sequence: 1 },
    listPasskeys: {},
    signOut: {},
    signOutEverywhere: {},
    allocatePractitioner: { family, practitioner: officer.id, clearance: 'ordinary', until: null, reason: 'because' },
    endAllocation: { family, allocation: other, reason: 'because' },
    readTeam: { family },
    listColleagues: {},
    openInAnEmergency: { sought: { family: 'No such family' }, reason: 'because' },
    closeOpening: { family, opening: other },
    listOwnOpenings: {},
    listOpenings: {},
    reviewOpening: { opening: OPENING, outcome: 'proportionate', words: 'because' },
    declareConflict: { of: { familyName: 'No such family' }, because: 'because' },
    declareColleaguesConflict: { family, practitioner: nobody.id, because: 'because' },
    giveOwnDetails: { surnames: ['Nobody'], addresses: [], phones: [], dateOfBirth: null, nextOfKin: [] },
    keepFromReaching: { family, event, audience: { kind: 'agency', id: 'gp' }, reason: 'because' },
    liftMustNotReach: { family, event, audience: { kind: 'agency', id: 'gp' }, reason: 'because' },
    readMustNotReach: { family, event },
    listMessages: {},
    openMessage: { message: MESSAGE },
    readStanding: {},
    addNote: { family, event, text: 'note' },
    askAgency: { family, agency: 'gp', by: null, note: null },
    recordPromise: { family, agency: 'gp', on: '2026-12-01' },
    choosePractitioner: { practitioner: manager.id },
    completeRow: { contribution, place: { table: 'table 1', row: 4 }, date: '28/02/2015', time: null, reason: null },
    correctDraft: { draft, order: 'day-first' },
    decideSameEvent: { family, events: [event, other], answer: 'same', reason: null },
    downloadChronology: { family, format: 'csv' },
    downloadTemplate: { agency: 'gp', format: 'docx' },
    listAgencies: {},
    readFigures: {},
    listFamilies: {},
    listPractitioners: {},
    printChronology: { family },
    listProfessionals: {},
    readAccessRecord: { family },
    readOwnRecord: {},
    anythingAltered: { family },
    whatCouldTheySee: { family, practitioner: officer.id, on: '2026-11-22' },
    whoAdded: { family },
    whoChanged: { family },
    readAccessRecordForFamily: { family },
    downloadAccessRecordForFamily: { family },
    recordedWhen: { family },
    whoWasTold: { family },
    whoExported: { family },
    whoPrinted: { family },
    whoSaw: { family },
    whoWasRefused: { family },
    readOriginal: { contribution },
    readChronology: { family },
    readReceived: { contribution },
    readDraft: { draft },
    readEvent: { family, event },
    readFamily: { family },
    receiveContribution: { family, agency: 'police', file: 'police.csv', bytes: POLICE },
    keepPlace: {
      family,
      person: 'Mother',
      kind: 'refuge',
      names: ['Rosebank Refuge'],
      address: [],
      postcode: null,
      phones: [],
      registrations: [],
      words: [],
    },
    listPlaces: { family },
    askToRelease: { family, place: other, practitioner: healthVisitor.id, agreedBy: officer.id, reason: 'because' },
    agreeToRelease: { family, release: other },
    withdrawRelease: { family, release: other },
    listWithheld: { family },
    askToSetMatchAside: { family, match: other, reason: 'because' },
    agreeToSetMatchAside: { family, match: other },
    setAsideDraft: { draft },
    settleConflict: { family, events: [event, other], about: 'day', on: event, reason: 'because' },
    startContribution: { family, agency: 'police', file: 'police.csv', bytes: POLICE },
  };
}

describe('the door', () => {
  let test: TestDatabase;
  let there: { family: string; contribution: string; draft: string; event: string };
  beforeAll(async () => {
    test = await testDatabase();
    const { family, police } = await familyWithTwoFiles(test.as(manager));
    const { draft } = await done(test.as(manager), OPERATIONS.startContribution, { family, agency: 'gp', file: 'gp.csv', bytes: POLICE });
    const [event] = (await done(test.as(manager), readChronology, { family })).chronology.events;
    for (const who of [reviewer, officer]) await test.allocate(family, who);
    await test.ask("insert into emergency_opening (id, family, practitioner, reason) values ($1, $2, $3, 'for a test')", [
      OPENING,
      family,
      officer.id,
    ]);
    await test.ask("insert into told (id, practitioner, kind, family, about) values ($1, $2, 'opened-in-an-emergency', $3, $4)", [
      MESSAGE,
      reviewer.id,
      family,
      OPENING,
    ]);
    there = { family, contribution: police, draft, event: event?.id ?? '' };
  });
  afterAll(() => test.close());

  const all = Object.entries(OPERATIONS) as [keyof typeof OPERATIONS, Operation<never, unknown>][];
  const ofFamilies = all.filter(([name]) => {
    const subject = OPERATIONS[name].subject(inputsOn({ family: 'x', contribution: 'x', draft: 'x', event: 'x' })[name] as never);
    return !('partnership' in subject || 'practitioner' in subject);
  });

  it('has a permission and a subject for every operation', () => {
    for (const [name, one] of all) {
      expect(PERMISSIONS, name).toContain(one.permission);
      expect(one.valid(inputsOn(there)[name]), name).toBeNull();
    }
    expect(ofFamilies.length).toBeGreaterThan(12);
  });

  it.each(ofFamilies.map(([name]) => name))(
    'answers %s the same for a family that is hidden as for one that is not there',
    async (name) => {
      const hidden = await through(test.as(healthVisitor), OPERATIONS[name] as Operation<unknown, unknown>, inputsOn(there)[name]);
      const id = '0123456789abcdef'.repeat(2);
      const absent = await through(
        test.as(healthVisitor),
        OPERATIONS[name] as Operation<unknown, unknown>,
        inputsOn({ family: id, contribution: id, draft: id, event: there.event })[name],
      );
      expect(hidden).toMatchObject({ problem: 'not-found' });
      expect(JSON.stringify(hidden)).toBe(JSON.stringify(absent));
      const malformed = await through(
        test.as(healthVisitor),
        OPERATIONS[name] as Operation<unknown, unknown>,
        inputsOn({ family: '..', contribution: '..', draft: '..', event: '..' })[name],
      );
      expect(malformed).toEqual(absent);
    },
  );

  it.each(all.map(([name]) => name))('lets nobody do %s without the permission', async (name) => {
    const one = OPERATIONS[name] as Operation<unknown, unknown>;
    const open = one.permission === 'choose-practitioner';
    for (const [practitioner, problem] of [
      [null, 'not-signed-in'],
      [{ ...manager, id: 'unheard-of' }, 'not-signed-in'],
    ] as const) {
      const answer = await through(test.as(practitioner), one, inputsOn(there)[name]);
      if (open) expect(isProblem(answer)).toBe(false);
      else expect(answer).toMatchObject({ problem });
    }
    const stranger = await through(test.as(nobody), one, inputsOn(there)[name]);
    if (!open) expect(['not-permitted', 'not-found']).toContain((stranger as { problem: string }).problem);
    const lookingOnly = await through(test.as(reviewer), one, inputsOn(there)[name]);
    // A draft is not there for somebody who reviews.
    const ofDraft = 'draft' in one.subject(inputsOn(there)[name]);
    if (!mayDo(reviewer, one.permission)) expect(lookingOnly).toMatchObject({ problem: ofDraft ? 'not-found' : 'not-permitted' });
    else expect(isProblem(lookingOnly)).toBe(false);
  });

  it('believes the database, not the request, about a practitioner’s role', async () => {
    const pretender = { ...healthVisitor, role: 'business-manager' };
    expect(await through(test.as(pretender), readChronology, { family: there.family })).toMatchObject({ problem: 'not-found' });
  });

  it('shows a family to whoever is allocated to it, and not to an agency because it was asked or has contributed', async () => {
    const { id: family } = await done(test.as(manager), addFamily, { label: 'F2' });
    const seenBy = async (who: typeof healthVisitor | typeof officer) =>
      (await done(test.as(who), listFamilies, {})).families.map(({ id }) => id);
    await done(test.as(manager), askAgency, { family, agency: 'HV', by: '2026-12-04', note: null });
    await done(test.as(manager), receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
    expect(await seenBy(healthVisitor)).not.toContain(family);
    expect(await seenBy(officer)).not.toContain(family);
    await test.allocate(family, healthVisitor);
    expect(await seenBy(healthVisitor)).toContain(family);
    expect((await done(test.as(healthVisitor), listFamilies, {})).waitingForMe).toContainEqual({
      family,
      familyLabel: 'F2',
      what: 'Your agency was asked for its chronology by 4 December 2026.',
      since: '2026-11-23',
    });
    expect((await done(test.as(manager), listFamilies, {})).iAmWaitingFor).toContainEqual({
      family,
      familyLabel: 'F2',
      what: 'Health visiting was asked for its chronology by 4 December 2026.',
      since: '2026-11-23',
    });
    await test.ask(
      "insert into allocation_end (allocation, by, reason) select id, by, 'moved' from allocation where family = $1 and practitioner = $2",
      [family, healthVisitor.id],
    );
    expect(await seenBy(healthVisitor)).not.toContain(family);
  });

  it('lets an agency’s practitioner bring the files of their own agency alone', async () => {
    const { id: family } = await done(test.as(manager), addFamily, { label: 'F3', agencies: ['health-visiting'] });
    await test.allocate(family, healthVisitor);
    const bring = (agency?: string) =>
      through(test.as(healthVisitor), receiveContribution, {
        family,
        ...(agency === undefined ? {} : { agency }),
        file: 'hv.csv',
        bytes: POLICE,
      });
    expect(await bring('police')).toMatchObject({ problem: 'not-permitted' });
    expect(isProblem(await bring('HV'))).toBe(false);
    expect(await test.ask('select agency from contribution where family = $1', [family])).toEqual([{ agency: 'health-visiting' }]);
  });

  it('has written down what was done, and by whom, when the result comes out', async () => {
    const before = await test.ask<{ last: number }>('select coalesce(max(sequence), 0)::int as last from audit');
    const answers: unknown[] = [];
    await through(test.as(officer), readChronology, { family: there.family }).then(async (result) => {
      answers.push(isProblem(result));
      answers.push(
        await test.ask('select practitioner, operation, subject_kind, subject, outcome from audit where sequence > $1', [before[0]?.last]),
      );
    });
    expect(answers).toEqual([
      false,
      [{ practitioner: officer.id, operation: 'read-chronology', subject_kind: 'family', subject: there.family, outcome: 'done' }],
    ]);
  });

  it('writes down refusals too', async () => {
    await through(test.as(healthVisitor), readChronology, { family: there.family });
    expect(await test.ask('select practitioner, operation, subject, outcome from audit order by sequence desc limit 1')).toEqual([
      { practitioner: healthVisitor.id, operation: 'read-chronology', subject: there.family, outcome: 'not-found' },
    ]);
  });

  const linesSince = async (last: number) =>
    test.ask('select practitioner, operation, subject_kind, subject, outcome from audit where sequence > $1 order by sequence', [last]);
  const lastLine = async () =>
    (await test.ask<{ last: number }>('select coalesce(max(sequence), 0)::int as last from audit'))[0]?.last ?? 0;

  it('writes down a contribution that named no family as one to the family that it began', async () => {
    const last = await lastLine();
    const bytes = csv('Date,Event', '03/05/2014,Seen at home.');
    const received = await done(test.as(manager), receiveContribution, { agency: 'police', file: 'new family.csv', bytes });
    const again = await done(test.as(manager), receiveContribution, { agency: 'police', file: 'new family.csv', bytes });
    expect([again.family, again.already]).toEqual([received.family, true]);
    const line = {
      practitioner: manager.id,
      operation: 'receive-contribution',
      subject_kind: 'family',
      subject: received.family,
      outcome: 'done',
    };
    expect(await linesSince(last)).toEqual([line, line]);
    await through(test.as(manager), receiveContribution, { agency: 'police', file: 'no table.csv', bytes: csv('') });
    expect((await linesSince(last)).at(-1)).toMatchObject({ subject_kind: 'partnership', subject: null });
  });

  it('writes down whom somebody chose to be, once, and not each page that they then ask for', async () => {
    const last = await lastLine();
    const { token } = await done(test.as(null), signInDemonstration, { practitioner: officer.id });
    await done(test.as(null), recogniseSession, { token });
    await done(test.as(null), OPERATIONS.listPractitioners, {});
    await done(test.as(officer), signInDemonstration, { practitioner: manager.id });
    const line = { operation: 'sign-in-demonstration', subject_kind: 'practitioner', outcome: 'done' };
    expect(await linesSince(last)).toEqual([
      { ...line, practitioner: null, subject: officer.id },
      { ...line, practitioner: officer.id, subject: manager.id },
    ]);
  });

  it('lets nothing out when it could not be written down', async () => {
    await test.ask('alter table audit add constraint no_more check (operation <> $$list-families$$) not valid');
    expect(await through(test.as(manager), listFamilies, {})).toMatchObject({ problem: 'unexpected' });
    await test.ask('alter table audit drop constraint no_more');
    expect(isProblem(await through(test.as(manager), listFamilies, {}))).toBe(false);
  });

  it('undoes everything of an operation that is refused half way or fails, and logs no personal data', async () => {
    const failing = operation({
      name: 'fail',
      says: 'Fails.',
      permission: 'add-family',
      effect: 'records',
      input: Type.Object({ label: Type.String() }),
      subject: () => ({ partnership: true }),
      run: async (inside, { label }): Promise<never> => {
        await addFamily.run(inside, { label }, undefined);
        throw new Error(`Bernadette's address is in ${label}`);
      },
    });
    expect(await through(test.as(manager), failing, { label: 'Secret street' })).toEqual(
      expect.objectContaining({ problem: 'unexpected' }),
    );
    expect(await test.ask("select from family where label = 'Secret street'")).toEqual([]);
    expect(test.logged.join('\n')).toContain('an operation failed');
    expect(test.logged.join('\n')).not.toMatch(/Bernadette|Secret street/);
  });

  it('says which field is not as expected, without its value', async () => {
    const answer = await through(test.as(manager), askAgency, { family: there.family, agency: 'gp', by: 'Bernadette', note: null });
    expect(answer).toMatchObject({ problem: 'not-valid' });
    expect(JSON.stringify(answer)).not.toContain('Bernadette');
    expect(JSON.stringify(answer)).toContain('by');
  });

  it('gives a role that nobody defined nothing at all', () => {
    for (const permission of PERMISSIONS) expect(mayDo(nobody, permission)).toBe(permission === 'choose-practitioner');
    expect(new Set(ROLES.flatMap(({ permissions }) => permissions)).size).toBe(PERMISSIONS.length - 1);
  });
});
