/** What an agency sends arrives once, is sealed, and counts. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { addNote } from '../../src/app/add-note.ts';
import { through } from '../../src/app/door.ts';
import { readOriginal } from '../../src/app/original-file.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { readReceived } from '../../src/app/read-contribution.ts';
import { readFamily } from '../../src/app/read-family.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { csv, done, familyWithTwoFiles, HOSPITAL, POLICE } from './bring-files.ts';

describe('receiving what an agency sends', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());

  it('seals the bytes with their hash, and gives them back as they were sent', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { police } = await familyWithTwoFiles(manager);
    const original = await done(manager, readOriginal, { contribution: police });
    expect(Buffer.from(original.bytes).equals(Buffer.from(POLICE))).toBe(true);
    const { line } = await done(manager, readReceived, { contribution: police });
    expect(line).toMatchObject({
      file: 'police.csv',
      agency: 'police',
      sha256: createHash('sha256').update(POLICE).digest('hex'),
      events: 2,
      attention: 1,
      supersededBy: null,
    });
  });

  it('makes one chronology of what two agencies sent, with nothing lost', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { family, police, hospital } = await familyWithTwoFiles(manager);
    const { chronology, contributionOf, agencies } = await done(manager, readChronology, { family });
    expect(chronology.events.map(({ happened }) => happened.from)).toEqual(['2013-04-12', '2013-04-13', '2013-06-15', '2015-08-20']);
    expect(chronology.events.map(({ id }) => contributionOf[id])).toEqual([police, hospital, police, hospital]);
    expect(chronology.contributions.flatMap(({ attention }) => attention.map(({ code }) => code))).toEqual(['impossible-date']);
    expect(agencies.map(({ code }) => code)).toEqual(['police', 'hospital']);
  });

  it('changes nothing when the same file comes again', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { family, police } = await familyWithTwoFiles(manager);
    const counts = () =>
      test.ask(
        'select (select count(*) from event) as events, (select count(*) from contribution) as contributions, (select sum(version) from family) as versions',
      );
    const before = await counts();
    const again = await done(manager, receiveContribution, { family, agency: 'police', file: 'police (copy).csv', bytes: POLICE });
    expect(again).toMatchObject({ id: police, family, already: true, events: 2, attention: 1 });
    expect(await counts()).toEqual(before);
  });

  it('takes the same file for another family as that family’s own', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const one = await familyWithTwoFiles(manager);
    const { id: family } = await done(manager, addFamily, { label: 'another' });
    const other = await done(manager, receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
    expect(other.already).toBe(false);
    expect(other.id).not.toBe(one.police);
  });

  it('stores one contribution when the same file is sent several times at once', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'at once' });
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => done(manager, receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE })),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all.filter(({ already }) => !already)).toHaveLength(1);
    expect(await test.ask('select count(*)::int as events from event where family = $1', [family])).toEqual([{ events: 2 }]);
  });

  it('begins a family for a file that comes without one, once', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const bytes = new TextEncoder().encode(
      JSON.stringify({
        kinline: 'contribution/1',
        agency: 'gp',
        family: 'K7',
        events: [{ ref: 'g1', kind: 'contact', happened: { raw: '03/02/2014' }, what: 'Seen.' }],
      }),
    );
    const first = await done(manager, receiveContribution, { file: 'gp.json', bytes });
    const again = await done(manager, receiveContribution, { file: 'gp.json', bytes });
    expect(again).toEqual({ ...first, already: true });
    expect((await done(manager, readFamily, { family: first.family })).label).toBe('K7');
    const police = new TextEncoder().encode(
      JSON.stringify({
        kinline: 'contribution/1',
        agency: 'police',
        family: 'K7',
        events: [{ ref: 'p1', kind: 'contact', happened: { raw: '04/02/2014' }, what: 'Seen.' }],
      }),
    );
    expect((await done(manager, receiveContribution, { file: 'police.json', bytes: police })).family).toBe(first.family);
  });

  it('answers a request with the same key once, and refuses the key for another request', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { family } = await familyWithTwoFiles(manager);
    const [event] = (await done(manager, readChronology, { family })).chronology.events;
    const note = { family, event: event?.id ?? '', text: 'Ask the school.' };
    const first = await done(manager, addNote, note, 'key-1');
    expect(await done(manager, addNote, note, 'key-1')).toEqual(first);
    expect((await done(manager, readChronology, { family })).notes).toHaveLength(1);
    expect(await through(manager, addNote, { ...note, text: 'Something else.' }, { idempotencyKey: 'key-1' })).toMatchObject({
      problem: 'key-reused',
    });
    const both = await Promise.all([done(manager, addNote, note, 'key-2'), done(manager, addNote, note, 'key-2')]);
    expect(both[0]).toEqual(both[1]);
    expect((await done(manager, readChronology, { family })).notes).toHaveLength(2);
  });

  it('refuses a file that cannot be read, and stores nothing of it', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'bad' });
    const noise = new Uint8Array(500).map((_, index) => (index * 37) % 251);
    expect(await through(manager, receiveContribution, { family, agency: 'police', file: 'police.docx', bytes: noise })).toHaveProperty(
      'problem',
    );
    expect(await test.ask('select count(*)::int as contributions from contribution where family = $1', [family])).toEqual([
      { contributions: 0 },
    ]);
  });

  it('keeps words that a database would rather not have', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'words' });
    const what = 'Łukasz said “no” \u0000 and ’); drop table event; -- \\u0000 🙂 {"a":[1,{}]} \ud83d';
    const bytes = new TextEncoder().encode(
      JSON.stringify({
        kinline: 'contribution/1',
        agency: 'a\u0000gency',
        events: [{ ref: 'x', kind: 'k\u0000ind', happened: '2015-01-02', what }],
      }),
    );
    await done(manager, receiveContribution, { family, file: 'x.json', bytes });
    const { chronology } = await done(manager, readChronology, { family });
    expect(chronology.events[0]?.what).toBe(JSON.parse(JSON.stringify(what)));
  });

  it('takes 20,000 events in one file', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'large' });
    const rows = Array.from(
      { length: 20_000 },
      (_, index) =>
        `${(index % 28) + 1}/0${(index % 9) + 1}/20${10 + (index % 6)},Contact number ${index} with the mother about the feeding plan.,Clinic`,
    );
    const received = await done(manager, receiveContribution, {
      family,
      agency: 'gp',
      file: 'gp.csv',
      bytes: csv('Date,Event,Source', ...rows),
    });
    expect(received.events).toBe(20_000);
    expect((await done(manager, readChronology, { family })).chronology.events).toHaveLength(20_000);
  });

  it('counts who has told what, agency by agency', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { family } = await familyWithTwoFiles(manager);
    const page = await done(manager, readFamily, { family });
    expect(page.agencies.map(({ agency, events, attention, contributions }) => [agency, events, attention, contributions.length])).toEqual([
      ['police', 2, 1, 1],
      ['hospital', 2, 0, 1],
    ]);
    expect(HOSPITAL.byteLength).toBeGreaterThan(0);
  });
});
