/** What people noted, decided and completed stays with its event when an agency sends a corrected file. Nothing is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addNote } from '../../src/app/add-note.ts';
import { completeRow } from '../../src/app/complete-row.ts';
import { decideSameEvent } from '../../src/app/decide-same-event.ts';
import { through } from '../../src/app/door.ts';
import { listFamilies } from '../../src/app/list-families.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { readReceived } from '../../src/app/read-contribution.ts';
import { readEvent } from '../../src/app/read-event.ts';
import { readFamily } from '../../src/app/read-family.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { settleConflict } from '../../src/app/settle-conflict.ts';
import type { Event } from '../../src/domain/event.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { done, familyWithTwoFiles, POLICE, POLICE_CORRECTED } from './bring-files.ts';

const { manager: MANAGER } = TEST_PRACTITIONERS;
const starting = (events: readonly Event[], words: string): Event => {
  const found = events.find(({ what }) => what.startsWith(words));
  if (found === undefined) throw new Error(`No event begins "${words}".`);
  return found;
};

describe('deciding, noting and completing', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());

  it('joins two accounts as one happening, lists what they disagree on, settles it, and takes it all back', async () => {
    const manager = test.as(MANAGER);
    const { family } = await familyWithTwoFiles(manager);
    const { events } = (await done(manager, readChronology, { family })).chronology;
    const [one, other] = [starting(events, 'Officers attended').id, starting(events, 'Mother seen').id];
    const joined = await done(manager, decideSameEvent, { family, events: [one, other], answer: 'same', reason: 'One night.' });
    expect(joined.happening).toMatchObject({ decided: true });
    expect(joined.happening?.conflicts.map(({ about }) => about)).toContain('day');
    await done(manager, settleConflict, { family, events: [one, other], about: 'day', on: one, reason: 'The call was logged.' });
    const page = await done(manager, readEvent, { family, event: one });
    expect(page.happenings[0]?.conflicts.find(({ about }) => about === 'day')?.settled).toMatchObject({
      on: one,
      by: MANAGER.name,
      reason: 'The call was logged.',
    });
    expect(page.otherAccounts.map(({ id }) => id)).toEqual([other]);
    expect(page.decisions.map(({ answer, byName }) => [answer, byName])).toEqual([['same', MANAGER.name]]);
    expect(page.sourceRow?.headings).toContain('Event');
    await done(manager, decideSameEvent, { family, events: [one, other], answer: 'open', reason: null });
    const { chronology } = await done(manager, readChronology, { family });
    expect(chronology.happenings.filter(({ decided }) => decided)).toEqual([]);
    expect(chronology.events).toHaveLength(4);
    expect(await test.ask('select answer from decision where family = $1 order by sequence', [family])).toEqual([
      { answer: 'same' },
      { answer: 'open' },
    ]);
  });

  it('keeps one answer after another when several people decide at once', async () => {
    const manager = test.as(MANAGER);
    const { family } = await familyWithTwoFiles(manager);
    const { events } = (await done(manager, readChronology, { family })).chronology;
    const pair: [string, string] = [starting(events, 'Officers attended').id, starting(events, 'Mother seen').id];
    await Promise.all(
      (['same', 'different', 'same', 'open'] as const).map((answer) =>
        done(manager, decideSameEvent, { family, events: pair, answer, reason: null }),
      ),
    );
    expect(await test.ask('select count(*)::int as decisions from decision where family = $1', [family])).toEqual([{ decisions: 4 }]);
  });

  it('completes a row by hand, says who and why, and refuses to do it twice', async () => {
    const manager = test.as(MANAGER);
    const { family, police } = await familyWithTwoFiles(manager);
    const row = {
      contribution: police,
      place: { table: (await done(manager, readReceived, { contribution: police })).contribution.attention[0]?.place.table ?? '', row: 4 },
    };
    expect(await through(manager, completeRow, { ...row, date: 'some day', time: null, reason: null })).toMatchObject({
      problem: 'not-valid',
    });
    const { event } = await done(manager, completeRow, {
      ...row,
      date: '28 February 2015',
      time: '10am',
      reason: 'The officer looked it up.',
    });
    const { chronology, completed } = await done(manager, readChronology, { family });
    expect(chronology.events.find(({ id }) => id === event)?.happened).toMatchObject({
      from: '2015-02-28',
      to: '2015-02-28',
      precision: 'minute',
    });
    expect(completed).toMatchObject([{ event, contribution: police, by: { name: MANAGER.name }, reason: 'The officer looked it up.' }]);
    expect(chronology.contributions.flatMap(({ attention }) => attention)).toEqual([]);
    expect((await done(manager, readFamily, { family })).agencies[0]).toMatchObject({ events: 3, attention: 0 });
    expect(await through(manager, completeRow, { ...row, date: '27/02/2015', time: null, reason: null })).toMatchObject({
      problem: 'out-of-date',
    });
    const { line, contribution } = await done(manager, readReceived, { contribution: police });
    expect([line.events, line.attention, contribution.events.length]).toEqual([3, 0, 3]);
    for (const { rows } of contribution.tables) expect(rows.read).toBe(rows.events + rows.notEvents + rows.attention);
  });

  it('carries notes, decisions and completed rows over to a corrected file, and keeps showing what it left out', async () => {
    const manager = test.as(MANAGER);
    const { family, police } = await familyWithTwoFiles(manager);
    const before = (await done(manager, readChronology, { family })).chronology.events;
    const [assault, visit, ward] = [
      starting(before, 'Officers attended'),
      starting(before, 'Officers made'),
      starting(before, 'Mother seen'),
    ];
    await done(manager, addNote, { family, event: assault.id, text: 'Ask the school.' });
    await done(manager, addNote, { family, event: visit.id, text: 'Whose visit?' });
    await done(manager, decideSameEvent, { family, events: [assault.id, ward.id], answer: 'same', reason: null });
    const place = (await done(manager, readReceived, { contribution: police })).contribution.attention[0]?.place;
    await done(manager, completeRow, {
      contribution: police,
      place: { table: place?.table ?? '', row: place?.row ?? 0 },
      date: '28/02/2015',
      time: null,
      reason: 'Looked up.',
    });

    const corrected = await done(manager, receiveContribution, {
      family,
      agency: 'police',
      file: 'police.csv',
      bytes: POLICE_CORRECTED,
      supersedes: police,
    });
    const after = await done(manager, readChronology, { family });
    const now = starting(after.chronology.events, 'Officers attended');
    expect(now.what).toContain('saw it');
    expect(now.id).not.toBe(assault.id);
    expect(after.chronology.events.map(({ what }) => what.slice(0, 16))).toEqual([
      'Officers attende',
      'Mother seen afte',
      'Officers arreste',
      'Officers spoke w',
      'Girl born at 26 ',
    ]);
    expect(after.notes.map(({ event, text }) => [event, text])).toEqual([
      [now.id, 'Ask the school.'],
      [visit.id, 'Whose visit?'],
    ]);
    expect(after.superseded).toMatchObject([
      { event: { id: visit.id }, contribution: police, file: 'police.csv', notes: [{ text: 'Whose visit?' }] },
    ]);
    expect(after.chronology.happenings.filter(({ decided }) => decided).map(({ events }) => new Set(events))).toEqual([
      new Set([now.id, ward.id]),
    ]);
    expect(after.completed).toMatchObject([{ contribution: corrected.id, reason: 'Looked up.', by: { id: MANAGER.id } }]);

    expect(await done(manager, readEvent, { family, event: visit.id })).toMatchObject({
      superseded: true,
      notes: [{ text: 'Whose visit?' }],
    });
    const { agencies } = await done(manager, readFamily, { family });
    expect(agencies[0]?.contributions.map(({ id, supersedes, supersededBy }) => [id, supersedes, supersededBy])).toEqual([
      [police, null, corrected.id],
      [corrected.id, police, null],
    ]);
    expect(
      await through(manager, receiveContribution, {
        family,
        agency: 'police',
        file: 'third.csv',
        bytes: new TextEncoder().encode('Date,Event\n01/01/2014,Other.\n'),
        supersedes: police,
      }),
    ).toMatchObject({ problem: 'out-of-date' });

    const back = await done(manager, receiveContribution, {
      family,
      agency: 'police',
      file: 'police.csv',
      bytes: POLICE,
      supersedes: corrected.id,
    });
    expect(back.already).toBe(false);
    const again = await done(manager, readChronology, { family });
    expect(again.notes.map(({ event, text }) => [event, text])).toEqual([
      [assault.id, 'Ask the school.'],
      [visit.id, 'Whose visit?'],
    ]);
    expect(again.superseded).toEqual([]);
    expect(again.completed).toHaveLength(1);
  });

  it('says what waits for whom, and what is new since someone looked', async () => {
    const manager = test.as(MANAGER);
    const { family, police } = await familyWithTwoFiles(manager, 'W1');
    await test.allocate(family, TEST_PRACTITIONERS.reviewer);
    const mine = async () => (await done(manager, listFamilies, {})).families.find(({ id }) => id === family);
    expect(await mine()).toMatchObject({ label: 'W1', events: 4, attention: 1, newSinceLastLook: 4, agencies: ['police', 'hospital'] });
    expect(
      (await done(manager, listFamilies, {})).waitingForMe.filter((waiting) => waiting.family === family).map(({ what }) => what),
    ).toContain('1 row needs attention.');
    await done(manager, readChronology, { family });
    expect(await mine()).toMatchObject({ newSinceLastLook: 0 });
    const place = (await done(manager, readReceived, { contribution: police })).contribution.attention[0]?.place;
    await done(manager, completeRow, {
      contribution: police,
      place: { table: place?.table ?? '', row: 4 },
      date: '28/02/2015',
      time: null,
      reason: null,
    });
    expect(await mine()).toMatchObject({ newSinceLastLook: 1, events: 5, attention: 0 });
    expect(
      (await done(test.as(TEST_PRACTITIONERS.reviewer), listFamilies, {})).families.find(({ id }) => id === family)?.newSinceLastLook,
    ).toBe(5);
  });
});
