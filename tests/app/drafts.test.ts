/** Bringing a file in steps: looked at beside the original, corrected, accepted; and what was corrected is remembered for the agency. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptDraft } from '../../src/app/accept-draft.ts';
import { addFamily } from '../../src/app/add-family.ts';
import { correctDraft } from '../../src/app/correct-draft.ts';
import { through } from '../../src/app/door.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { readDraft } from '../../src/app/read-draft.ts';
import { readFamily } from '../../src/app/read-family.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { setAsideDraft } from '../../src/app/set-aside-draft.ts';
import { startContribution } from '../../src/app/start-contribution.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { csv, done, familyWithTwoFiles, POLICE, POLICE_CORRECTED } from './bring-files.ts';

/** Headings that mean nothing to anyone but the sender. */
const OWN_HEADINGS = csv('Zeitpunkt,Inhalt', '03/04/2014,Seen at the clinic with the baby.', '05/05/2014,Telephone call with the mother.');
const OWN_HEADINGS_LATER = csv('Zeitpunkt,Inhalt', '01/02/2015,Seen at home.');

describe('bringing a file in steps', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());

  it('shows the original rows beside their reading, and counts nothing before it is accepted', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'D1' });
    const { draft } = await done(manager, startContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
    const read = await done(manager, readDraft, { draft });
    expect(read.tables[0]?.firstRows.map(({ cells }) => cells[0])).toEqual(['12/04/2013', '15/06/2013', '29/02/2015']);
    expect(read.tables[0]?.readings.map(({ as, place }) => [as, place.row])).toEqual([
      ['event', 2],
      ['event', 3],
      ['attention', 4],
    ]);
    expect(read).toMatchObject({
      familyLabel: 'D1',
      agency: 'police',
      already: null,
      supersedesSuggested: null,
      problem: null,
      acceptedAs: null,
    });
    expect((await done(manager, readChronology, { family })).chronology.events).toEqual([]);
    const received = await done(manager, acceptDraft, { draft });
    expect(received).toMatchObject({ events: 2, attention: 1, already: false });
    expect((await done(manager, readChronology, { family })).chronology.events).toHaveLength(2);
    expect(await done(manager, acceptDraft, { draft })).toEqual({ ...received, already: true });
    expect(await through(manager, correctDraft, { draft, order: 'month-first' })).toMatchObject({ problem: 'out-of-date' });
    expect((await done(manager, readDraft, { draft })).acceptedAs).toBe(received.id);
  });

  it('keeps a file in which no date column was found, lets a person say which it is, and remembers that for the agency', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'D2' });
    const { draft } = await done(manager, startContribution, { family, agency: 'gp', file: 'gp.csv', bytes: OWN_HEADINGS });
    const first = await done(manager, readDraft, { draft });
    expect(first.tables[0]?.headings).toEqual(['Zeitpunkt', 'Inhalt']);
    await done(manager, correctDraft, { draft, mapping: { date: 'Zeitpunkt', what: 'Inhalt' } });
    const corrected = await done(manager, readDraft, { draft });
    expect(corrected.problem).toBeNull();
    expect(corrected.contribution.events.map(({ happened, what }) => [happened.from, what])).toEqual([
      ['2014-04-03', 'Seen at the clinic with the baby.'],
      ['2014-05-05', 'Telephone call with the mother.'],
    ]);
    await done(manager, acceptDraft, { draft });
    const next = await done(manager, startContribution, { family, agency: 'gp', file: 'gp 2.csv', bytes: OWN_HEADINGS_LATER });
    expect(await done(manager, readDraft, { draft: next.draft })).toMatchObject({
      rememberedMapping: true,
      mapping: { date: 'Zeitpunkt', what: 'Inhalt' },
      problem: null,
    });
    const other = await done(manager, startContribution, { family, agency: 'housing', file: 'housing.csv', bytes: OWN_HEADINGS_LATER });
    expect((await done(manager, readDraft, { draft: other.draft })).rememberedMapping).toBe(false);
    const direct = await done(manager, receiveContribution, {
      family,
      agency: 'gp',
      file: 'gp 3.csv',
      bytes: csv('Zeitpunkt,Inhalt', '09/02/2015,Seen again.'),
    });
    expect(direct).toMatchObject({ events: 1, attention: 0 });
  });

  it('reads it again when a person says whose it is, which tables to leave out, or how dates are written', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'D3' });
    const { draft } = await done(manager, startContribution, {
      family,
      agency: null,
      file: 'unsigned.csv',
      bytes: csv('Date,Event', '03/04/2014,Seen.'),
    });
    expect((await done(manager, readDraft, { draft })).agency).toBeNull();
    await done(manager, correctDraft, { draft, agency: 'HV', order: 'month-first' });
    const read = await done(manager, readDraft, { draft });
    expect([read.agency, read.order, read.contribution.events[0]?.happened.from]).toEqual(['health-visiting', 'month-first', '2014-03-04']);
    const [table] = read.tables;
    await done(manager, correctDraft, { draft, leaveOutTables: [table?.place ?? ''] });
    const without = await done(manager, readDraft, { draft });
    expect([without.tables[0]?.leftOut, without.contribution.events.length, without.agency]).toEqual([true, 0, 'health-visiting']);
  });

  it('suggests which contribution a corrected copy corrects, and says when the bytes are here already', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { family, police } = await familyWithTwoFiles(manager, 'D4');
    const again = await done(manager, startContribution, { family, agency: 'police', file: 'whatever.csv', bytes: POLICE });
    expect((await done(manager, readDraft, { draft: again.draft })).already).toBe(police);
    const copy = await done(manager, startContribution, {
      family,
      agency: 'police',
      file: 'Police v2 (final).csv',
      bytes: POLICE_CORRECTED,
    });
    expect((await done(manager, readDraft, { draft: copy.draft })).supersedesSuggested).toEqual({ id: police, file: 'police.csv' });
  });

  it('sets aside a file that will not be added: it waits no longer, never counts, and its bytes are kept', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'D5' });
    const { draft } = await done(manager, startContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
    const other = await done(manager, startContribution, { family, agency: 'gp', file: 'gp.csv', bytes: POLICE_CORRECTED });
    expect((await done(manager, readFamily, { family })).drafts.map(({ id }) => id)).toEqual([draft, other.draft]);
    expect(await done(manager, setAsideDraft, { draft })).toEqual({ draft, family });
    expect((await done(manager, readFamily, { family })).drafts.map(({ id }) => id)).toEqual([other.draft]);
    expect(await through(manager, acceptDraft, { draft })).toMatchObject({ problem: 'out-of-date', detail: 'This file was set aside.' });
    expect(await through(manager, correctDraft, { draft, order: 'month-first' })).toMatchObject({ problem: 'out-of-date' });
    expect((await done(manager, readDraft, { draft })).setAside).toBe(true);
    expect((await done(manager, readChronology, { family })).chronology.events).toEqual([]);
    const [kept] = await test.ask<{ bytes: Buffer }>('select bytes from contribution_draft where id = $1', [draft]);
    expect(Buffer.compare(kept?.bytes ?? Buffer.alloc(0), Buffer.from(POLICE))).toBe(0);
    expect(
      await test.ask('select practitioner, outcome from audit where operation = $1 and subject = $2', ['set-aside-draft', draft]),
    ).toEqual([{ practitioner: TEST_PRACTITIONERS.manager.id, outcome: 'done' }]);
  });

  it('sets a file aside once, brings it again as a new one, and sets nothing aside that was accepted or is another agency’s', async () => {
    const manager = test.as(TEST_PRACTITIONERS.manager);
    const { id: family } = await done(manager, addFamily, { label: 'D6', agencies: ['health-visiting'] });
    const bring = () => done(manager, startContribution, { family, agency: 'police', file: 'police.csv', bytes: POLICE });
    const { draft } = await bring();
    const first = await done(manager, setAsideDraft, { draft });
    expect(await done(manager, setAsideDraft, { draft })).toEqual(first);
    expect(await test.ask('select draft from draft_set_aside where draft = $1', [draft])).toHaveLength(1);
    const again = await bring();
    await test.allocate(family, TEST_PRACTITIONERS.healthVisitor);
    // Another agency's draft is not there for them.
    expect(await through(test.as(TEST_PRACTITIONERS.healthVisitor), setAsideDraft, { draft: again.draft })).toMatchObject({
      problem: 'not-found',
    });
    await done(manager, acceptDraft, { draft: again.draft });
    expect(await through(manager, setAsideDraft, { draft: again.draft })).toMatchObject({
      problem: 'out-of-date',
      detail: 'This file has been accepted already.',
    });
  });
});
