/**
 * The questions of an inspector or a court. What somebody could see as of an instant is what they really saw through the door at that
 * instant: recorded while the world was being changed, and asked for afterwards.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFamily } from '../../src/app/add-family.ts';
import { addNote } from '../../src/app/add-note.ts';
import { decideSameEvent } from '../../src/app/decide-same-event.ts';
import { askAs, type Context, type Operation, through } from '../../src/app/door.ts';
import { downloadChronology } from '../../src/app/download-chronology.ts';
import { OPERATIONS } from '../../src/app/operations.ts';
import { printChronology } from '../../src/app/print-chronology.ts';
import { readAccessRecord, readOwnRecord } from '../../src/app/questions/access-record.ts';
import { anythingAltered } from '../../src/app/questions/altered.ts';
import { whatCouldTheySee } from '../../src/app/questions/could-see.ts';
import { whoAdded, whoChanged } from '../../src/app/questions/facts.ts';
import { readAccessRecordForFamily } from '../../src/app/questions/for-the-family.ts';
import { recordedWhen } from '../../src/app/questions/recorded-when.ts';
import { whoExported, whoPrinted, whoSaw, whoWasRefused } from '../../src/app/questions/who.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import type { Practitioner } from '../../src/domain/access.ts';
import { hidesSomething, sayDeed } from '../../src/domain/access-record.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { ONLY_WHAT_YOU_SEE } from '../../src/domain/questions.ts';
import { londonDay } from '../../src/domain/time.ts';
import { couldSee } from '../../src/store/questions.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { csv, done } from './bring-files.ts';

const { manager, healthVisitor, officer, reviewer } = TEST_PRACTITIONERS;
const nurse = {
  id: 'b1'.repeat(16),
  name: 'Ola Quist',
  role: 'emergency-practitioner',
  agency: 'hospital',
  title: 'Emergency nurse',
} as const;
const doctor = { id: 'b2'.repeat(16), name: 'Petra Vane', role: 'practitioner', agency: 'gp', title: 'GP' } as const;

const FIRST = csv(
  'Date,Event,Source,Sensitivity,Recorded',
  '12/04/2013,Officers attended an assault at the home.,Incident log,,13/04/2013',
  '15/06/2013,Officers made a welfare visit. Nobody was in.,Incident log,restricted,15/08/2013',
  '29/02/2016,Officers spoke with a neighbour in confidence.,Incident log,protected,',
);
const SECOND = csv(
  'Date,Event,Source,Sensitivity',
  '13/04/2013,Mother seen after an assault.,Emergency department,',
  '20/08/2015,Girl born at 26 weeks.,Labour ward,',
  '21/08/2015,Father was not at the ward.,Labour ward,restricted',
);
const THIRD = csv(
  'Date,Event,Source,Sensitivity',
  '01/10/2015,Health visitor called. The baby slept.,Diary,',
  '09/10/2015,Nobody opened.,Diary,',
);

/** A small generator of its own, so that a run that fails can be run again. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const id = (): string => randomBytes(16).toString('hex');

describe('what could this professional see on that day', () => {
  let test: TestDatabase;
  let family: string;
  /** Real time: access is compared with the database's own clock. */
  const as = (who: Practitioner): Context => ({ ...test.as(who), now: () => new Date().toISOString() });
  const seenBy = async (who: Practitioner): Promise<readonly string[] | null> => {
    const found = await through(as(who), readChronology, { family });
    return isProblem(found) ? null : found.chronology.events.map((event) => event.id).sort();
  };
  const WATCHED: readonly Practitioner[] = [manager, healthVisitor, officer, nurse, doctor];
  type Sight = { readonly who: Practitioner; readonly at: string; readonly events: readonly string[] | null };
  const sights: Sight[] = [];

  beforeAll(async () => {
    test = await testDatabase();
    for (const one of [nurse, doctor])
      await test.ask('insert into practitioner (id, partnership, name, role, agency, title, position) values ($1, $2, $3, $4, $5, $6, 9)', [
        one.id,
        '0'.repeat(32),
        one.name,
        one.role,
        one.agency,
        one.title,
      ]);
    family = (await done(as(manager), addFamily, { label: 'F1' })).id;
    await done(as(manager), receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: FIRST });
    await test.allocate(family, reviewer, 'protected');
    await change();
  });
  afterAll(() => test.close());

  /** Forty times something changes, in an order of its own; after each, everybody looks through the door. */
  async function change(): Promise<void> {
    const pick = numbers(20_261_123);
    const any = <One>(list: readonly One[]): One => list[pick(list.length)] as One;
    const place = id();
    await test.ask('insert into protected_place (id, family, person, kind, sealed, by) values ($1, $2, $3, $4, $5, $6)', [
      place,
      family,
      'M',
      'home',
      Buffer.from('sealed'),
      reviewer.id,
    ]);
    const allocations: string[] = [];
    const openings: string[] = [];
    const matches: string[] = [];
    const allocate = async (who: Practitioner, until: string | null = null): Promise<void> => {
      const made = id();
      allocations.push(made);
      await test.ask(
        `insert into allocation (id, family, practitioner, agency, purpose, clearance, until, by, reason)
         values ($1, $2, $3, $4, $5, $6, now() + $7::interval, $8, 'for a test')`,
        [
          made,
          family,
          who.id,
          who.agency,
          who.role === 'business-manager' ? 'gathering' : 'safeguarding',
          any(['ordinary', 'restricted', 'protected']),
          until,
          manager.id,
        ],
      );
    };
    const changes: (() => Promise<unknown>)[] = [
      () => allocate(any(WATCHED)),
      () => allocate(any(WATCHED)),
      async () => {
        await allocate(any(WATCHED), '30 ms');
        await new Promise((go) => setTimeout(go, 60));
      },
      () =>
        test.ask("insert into allocation_end (allocation, by, reason) values ($1, $2, 'over') on conflict do nothing", [
          any(allocations) ?? '',
          manager.id,
        ]),
      async () => {
        const made = id();
        openings.push(made);
        await test.ask("insert into emergency_opening (id, family, practitioner, reason) values ($1, $2, $3, 'A baby is not breathing')", [
          made,
          family,
          nurse.id,
        ]);
      },
      () =>
        openings.length === 0
          ? Promise.resolve()
          : test.ask('insert into emergency_closing (opening, by) values ($1, $2) on conflict do nothing', [any(openings), nurse.id]),
      async () => {
        const events = await test.ask<{ id: string }>('select id from event where family = $1', [family]);
        const toAgency = pick(2) === 0;
        const whom = any(WATCHED.slice(1));
        await test.ask(
          "insert into must_not_reach (family, event, audience_kind, audience, effect, reason, by) values ($1, $2, $3, $4, $5, 'for a test', $6)",
          [
            family,
            any(events).id,
            toAgency ? 'agency' : 'practitioner',
            toAgency ? whom.agency : whom.id,
            any(['hide', 'hide', 'lift']),
            reviewer.id,
          ],
        );
      },
      async () => {
        const made = id();
        const events = await test.ask<{ id: string; contribution: string }>('select id, contribution from event where family = $1', [
          family,
        ]);
        const { id: event, contribution } = any(events);
        const whole = pick(3) === 0;
        await test.ask('insert into place_match (id, family, part, contribution, item, place) values ($1, $2, $3, $4, $5, $6)', [
          made,
          family,
          whole ? 'document' : 'event',
          contribution,
          whole ? contribution : event,
          place,
        ]);
        matches.push(made);
      },
      async () => {
        const made = matches.shift();
        if (made === undefined) return;
        await test.ask("insert into place_match_set_aside (match, reason, asked_by) values ($1, 'another street', $2)", [made, officer.id]);
        await test.ask('insert into place_match_set_aside_agreed (match, by) values ($1, $2)', [made, manager.id]);
      },
      async () => {
        const made = id();
        await test.ask("insert into place_release (id, place, practitioner, reason, asked_by) values ($1, $2, $3, 'visits', $4)", [
          made,
          place,
          any(WATCHED.slice(1)).id,
          reviewer.id,
        ]);
        await test.ask('insert into place_release_agreed (release, by) values ($1, $2)', [made, manager.id]);
        if (pick(2) === 0) await test.ask('insert into place_release_withdrawn (release, by) values ($1, $2)', [made, manager.id]);
      },
      () => test.ask('update practitioner set agency = $2 where id = $1', [doctor.id, any(['gp', 'housing'])]),
      () => test.ask('update practitioner set left_at = case when left_at is null then now() end where id = $1', [officer.id]),
      () =>
        test.ask('update practitioner set role = $2 where id = $1', [
          nurse.id,
          any(['emergency-practitioner', 'practitioner', 'administrator']),
        ]),
    ];
    const files = [
      { agency: 'hospital', file: 'hospital.csv', bytes: SECOND },
      { agency: 'health-visiting', file: 'visits.csv', bytes: THIRD },
    ];
    await allocate(healthVisitor);
    for (let step = 0; step < 42; step += 1) {
      const file = files[step === 8 ? 0 : step === 20 ? 1 : 2];
      if (file !== undefined) await through(as(manager), receiveContribution, { family, ...file });
      else if (step === 38)
        await test.ask("insert into declared_conflict (id, practitioner, family, because, by) values ($1, $2, $3, 'cousin', $2)", [
          id(),
          healthVisitor.id,
          family,
        ]);
      else await any(changes)();
      for (const who of WATCHED) {
        const events = await seenBy(who);
        const [clock] = await test.ask<{ at: string }>('select clock_timestamp()::text as at');
        sights.push({ who, at: clock?.at ?? '', events });
      }
    }
  }

  /** As of an instant, by an asker from whom nothing is withheld. */
  const asOf = async (asker: Practitioner, who: Practitioner, at: string): Promise<readonly string[] | null> => {
    const found = await askAs(as(asker), ({ transaction }) => couldSee(transaction, { family, practitioner: who.id, from: at, to: at }));
    if (isProblem(found)) throw new Error(found.problem);
    const [one] = found;
    return one === undefined || one.through === null ? null : [...one.events].sort();
  };

  it('is answered as of an instant with exactly what they saw through the door at that instant', async () => {
    expect(sights.length).toBeGreaterThanOrEqual(200);
    const nothing = sights.filter(({ events }) => events === null).length;
    expect(new Set(sights.map(({ events }) => JSON.stringify(events))).size).toBeGreaterThan(8);
    expect([nothing > 20, nothing < sights.length - 40]).toEqual([true, true]);
    for (const { who, at, events } of sights) expect(await asOf(reviewer, who, at), `${who.name} at ${at}`).toEqual(events);
  });

  it('would be caught answering for another moment', async () => {
    let other = 0;
    for (const [index, { who, events }] of sights.entries()) {
      const later = sights[(index + 100) % sights.length];
      if (later !== undefined && JSON.stringify(await asOf(reviewer, who, later.at)) !== JSON.stringify(events)) other += 1;
    }
    expect(other).toBeGreaterThan(20);
  });

  it('never shows the asker an event that they do not see themselves, nor that there is one', async () => {
    const own = await seenBy(manager);
    if (own === null) await test.allocate(family, manager);
    const mine = new Set(await seenBy(manager));
    expect(mine.size).toBeGreaterThan(0);
    for (const { who, at, events } of sights.filter((_, index) => index % 3 === 0)) {
      const answer = await asOf(manager, who, at);
      expect(answer, `${who.name} at ${at}`).toEqual(events?.filter((event) => mine.has(event)) ?? null);
    }
    const today = londonDay(new Date().toISOString());
    const full = await done(as(reviewer), whatCouldTheySee, { family, practitioner: nurse.id, on: today, page: 0 });
    const part = await done(as(manager), whatCouldTheySee, { family, practitioner: nurse.id, on: today, page: 0 });
    expect(part.standsOn).toEqual(full.standsOn.map((line, at) => (line.startsWith('The day is') ? part.standsOn[at] : line)));
    expect(part.standsOn).toContain(ONLY_WHAT_YOU_SEE);
  });

  it('answers for a whole day with whatever could be seen at some time of it', async () => {
    const today = londonDay(new Date().toISOString());
    const sameDay = sights.filter(({ who, at }) => who === nurse && londonDay(at.replace(' ', 'T').replace(/\+00$/, 'Z')) === today);
    const answer = await done(as(reviewer), whatCouldTheySee, { family, practitioner: nurse.id, on: today, page: 0 });
    const shown = new Set(
      answer.parts.find(({ heading }) => heading === 'Events that they could see')?.rows.map(({ event }) => event) ?? [],
    );
    for (const { events } of sameDay) for (const event of events ?? []) expect(shown.has(event)).toBe(true);
    expect(answer.parts[0]?.rows.length).toBeGreaterThan(2);
    expect(await through(as(reviewer), whatCouldTheySee, { family, practitioner: nurse.id, on: '2024-02-30' })).toMatchObject({
      problem: 'not-valid',
    });
    const before = await done(as(reviewer), whatCouldTheySee, { family, practitioner: nurse.id, on: '2020-05-05' });
    expect(before.says).toBe('Ola Quist could not see this family at any time on 5 May 2020.');
  });
});

describe('the words of the access record', () => {
  it('are there for everything that can be done with a family', () => {
    const id32 = 'a'.repeat(32);
    const without = Object.values(OPERATIONS as unknown as Record<string, Operation<unknown, unknown>>)
      .filter(({ subject }) => {
        const about = subject({ family: id32, contribution: id32, draft: id32 });
        return 'family' in about || 'contribution' in about || 'draft' in about;
      })
      .filter(
        ({ name }) =>
          sayDeed({ operation: name, verb: 'read', outcome: 'done' }) === sayDeed({ operation: '', verb: 'read', outcome: 'done' }),
      )
      .map(({ name }) => name);
    expect(without).toEqual([]);
  });

  it('know what says that something is kept from somebody', () => {
    for (const name of [
      'keep-place',
      'list-places',
      'ask-to-release',
      'list-withheld',
      'keep-from-reaching',
      'lift-must-not-reach',
      'declare-conflict',
    ])
      expect(hidesSomething(name), name).toBe(true);
    for (const name of [
      'settle-conflict',
      'read-chronology',
      'print-chronology',
      'decide-same-event',
      'set-aside-draft',
      'allocate-practitioner',
    ])
      expect(hidesSomething(name), name).toBe(false);
  });
});

describe('the questions over the log', () => {
  let test: TestDatabase;
  let family: string;
  let contribution: string;
  let events: readonly string[];
  const as = (who: Practitioner): Context => ({ ...test.as(who), now: () => new Date().toISOString() });

  beforeAll(async () => {
    test = await testDatabase();
    family = (await done(as(manager), addFamily, { label: 'F2' })).id;
    contribution = (await done(as(manager), receiveContribution, { family, agency: 'police', file: 'police.csv', bytes: FIRST })).id;
    for (const who of [reviewer, healthVisitor]) await test.allocate(family, who, who === reviewer ? 'protected' : 'ordinary');
    events = (await done(as(reviewer), readChronology, { family })).chronology.events.map((event) => event.id);
    await done(as(healthVisitor), readChronology, { family });
    await through(as(officer), readChronology, { family });
    await done(as(healthVisitor), addNote, { family, event: events[0] ?? '', text: 'Rang the school.' });
    await done(as(manager), decideSameEvent, {
      family,
      events: [events[0] ?? '', events[1] ?? ''],
      answer: 'different',
      reason: 'Two months apart',
    });
    await done(as(healthVisitor), printChronology, { family });
    await done(as(healthVisitor), downloadChronology, { family, format: 'csv' });
  });
  afterAll(() => test.close());

  const sentences = (answer: { parts: readonly { rows: readonly { says: string }[] }[] }): readonly string[] =>
    answer.parts.flatMap(({ rows }) => rows.map(({ says }) => says));

  it('says in sentences who saw, printed and took away, and who was refused', async () => {
    const saw = sentences(await done(as(reviewer), whoSaw, { family, practitioner: healthVisitor.id }));
    expect(saw).toHaveLength(3);
    expect(saw.at(-1)).toMatch(/^Morag Field, health visitor \(Health visiting\), read the timeline on .* at .*, for safeguarding\.$/);
    expect((await done(as(reviewer), whoPrinted, { family })).says).toBe('It was opened for printing once, by 1 person.');
    expect(sentences(await done(as(reviewer), whoExported, { family }))[0]).toContain('took the chronology away as a file');
    const refused = sentences(await done(as(reviewer), whoWasRefused, { family }));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(/^Dilip Marsh, police officer \(Police\), .*refused: could not see it/);
  });

  it('says who saw one event: only those who could see it when they looked', async () => {
    const names = async (event: string): Promise<readonly string[]> => [
      ...new Set(sentences(await done(as(reviewer), whoSaw, { family, event })).map((says) => says.split(',')[0] ?? '')),
    ];
    expect(await names(events[0] ?? '')).toContain('Morag Field');
    expect(await names(events[2] ?? '')).not.toContain('Morag Field');
    expect(await names(events[2] ?? '')).toContain('Ines Lowe');
    expect(sentences(await done(as(reviewer), whoSaw, { family, contribution })).join()).toContain('Morag Field');
  });

  it('says who added and who changed, with the reasons that were given', async () => {
    const added = sentences(await done(as(reviewer), whoAdded, { family }));
    expect(added.some((says) => says.includes('added the file police.csv from Police'))).toBe(true);
    expect(added.some((says) => says.includes('wrote a note beside an event'))).toBe(true);
    const changed = await done(as(reviewer), whoChanged, { family });
    expect(changed.parts[0]?.rows[0]).toMatchObject({ facts: [['Reason', 'Two months apart']] });
    expect((await done(as(reviewer), whoChanged, { family, event: events[2] ?? '' })).rows).toBe(0);
  });

  it('sets when things were written down beside when they happened, and calls late only what certainly is', async () => {
    const rows = (await done(as(reviewer), recordedWhen, { family })).parts[0]?.rows ?? [];
    expect(rows.map(({ mark }) => mark ?? null)).toEqual([null, 'late', null]);
    expect(Object.fromEntries(rows[1]?.facts ?? [])).toMatchObject({ 'Written down': '15 August 2013, 61 days later' });
    expect(Object.fromEntries(rows[2]?.facts ?? [])).toMatchObject({ 'Written down': 'the source does not say when' });
  });

  it('finds no alteration, until there is one', async () => {
    expect((await done(as(reviewer), anythingAltered, { family })).says).toMatch(/^No alteration was found/);
    await test.ask("update original set bytes = bytes || 'x' where contribution = $1", [contribution]);
    const files = await done(as(reviewer), anythingAltered, { family });
    expect(files.says).toMatch(/^Yes\./);
    expect(files.parts[1]?.rows[0]).toMatchObject({ mark: 'altered' });
    await test.ask('update original set bytes = substr(bytes, 1, length(bytes) - 1) where contribution = $1', [contribution]);
    expect((await done(as(reviewer), anythingAltered, { family })).says).toMatch(/^No alteration/);
    await test.ask(
      "update audit set canonical = replace(canonical::text, 'safeguarding', 'review')::json where sequence = (select min(sequence) from audit where practitioner = $1)",
      [healthVisitor.id],
    );
    const log = await done(as(reviewer), anythingAltered, { family });
    expect(log.parts[0]?.rows[0]?.says).toMatch(/^The log is not whole: 1 of/);
    await test.ask(
      "update audit set canonical = replace(canonical::text, 'review', 'safeguarding')::json where sequence = (select min(sequence) from audit where practitioner = $1)",
      [healthVisitor.id],
    );
  });

  it('is asked by those who may alone, and asking is written down', async () => {
    expect(await through(as(healthVisitor), whoSaw, { family })).toMatchObject({ problem: 'not-permitted' });
    expect(await through(as({ ...reviewer, id: healthVisitor.id }), whoSaw, { family })).toMatchObject({ problem: 'not-permitted' });
    await done(as(reviewer), whoPrinted, { family });
    const record = await done(as(reviewer), readAccessRecord, { family, practitioner: reviewer.id });
    expect(record.lines[0]?.tells).toBe('Ines Lowe, reviewer (Safeguarding partnership), asked who printed it, for a review.');
    const own = await done(as(reviewer), readOwnRecord, {});
    expect(own.families[family]).toBe('F2');
    expect(own.total).toBeGreaterThan(record.total);
  });

  it('tells nobody else that a conflict was declared, and those from whom something is withheld nothing of what is kept from whom', async () => {
    const line = (operation: string) =>
      test.ask(
        `insert into audit (at, canonical) select now(), canonical_audit(now(), $1, 'health-visiting', 'practitioner', 'safeguarding', null, $2, 'add', 'family', $3, $3, 'done')::json`,
        [healthVisitor.id, operation, family],
      );
    await line('declare-conflict');
    await line('keep-from-reaching');
    const told = async (who: Practitioner): Promise<string> =>
      JSON.stringify((await done(as(who), readAccessRecord, { family, practitioner: healthVisitor.id })).lines.map(({ tells }) => tells));
    // The reviewer's clearance holds everything; of the manager, nothing is withheld either, until something is.
    for (const who of [reviewer, manager]) {
      expect(await told(who)).toContain('kept an event from reaching somebody');
      expect(await told(who)).not.toContain('conflict');
    }
    await test.ask(
      "insert into must_not_reach (family, event, audience_kind, audience, effect, reason, by) values ($1, $2, 'practitioner', $3, 'hide', 'for a test', $4)",
      [family, events[1], manager.id, reviewer.id],
    );
    expect(await told(manager)).not.toContain('reaching');
    expect(await told(reviewer)).toContain('reaching');
    expect(JSON.stringify(await done(as(healthVisitor), readOwnRecord, {}))).toContain('declared a conflict of interest');
    await test.ask(
      "insert into must_not_reach (family, event, audience_kind, audience, effect, reason, by) values ($1, $2, 'practitioner', $3, 'lift', 'for a test', $4)",
      [family, events[1], manager.id, reviewer.id],
    );
  });

  it('leaves out of the family’s copy who anybody is, what is kept from somebody, and emergencies', async () => {
    const copy = async (): Promise<string> => JSON.stringify((await done(as(reviewer), readAccessRecordForFamily, { family })).days);
    // Health visiting wrote nothing that may be told, so that it looked is not told either.
    expect(await copy()).not.toContain('Health visiting');
    await done(as(manager), receiveContribution, { family, agency: 'health-visiting', file: 'visits.csv', bytes: THIRD });
    const told = await copy();
    expect(told).toContain('A practitioner from Health visiting read the timeline');
    expect(told).not.toMatch(/Morag|Ines|Asha|police\.csv|refused|Police/);
    // A refuge may be an agency of the partnership, and an ordinary word in a file may name it.
    await done(as(manager), receiveContribution, { family, agency: 'domestic-abuse-service', file: 'support.csv', bytes: THIRD });
    await test.ask("update practitioner set agency = 'domestic-abuse-service', title = 'Worker at Rosebank' where id = $1", [
      healthVisitor.id,
    ]);
    await test.ask("update allocation set agency = 'domestic-abuse-service' where practitioner = $1", [healthVisitor.id]);
    await done(as(healthVisitor), readChronology, { family });
    expect(await copy()).not.toMatch(/abuse|Rosebank/i);
    const nurseOn = { ...nurse, agency: 'health-visiting' };
    await test.ask('insert into practitioner (id, partnership, name, role, agency, title, position) values ($1, $2, $3, $4, $5, $6, 9)', [
      nurseOn.id,
      '0'.repeat(32),
      nurseOn.name,
      nurseOn.role,
      nurseOn.agency,
      nurseOn.title,
    ]);
    await test.ask("insert into emergency_opening (id, family, practitioner, reason) values ($1, $2, $3, 'A baby is not breathing')", [
      id(),
      family,
      nurseOn.id,
    ]);
    const before = await copy();
    await done(as(nurseOn), downloadChronology, { family, format: 'csv' });
    const after = await copy();
    expect(after).toBe(before);
    const full = await done(as(reviewer), readAccessRecord, { family, practitioner: nurseOn.id });
    expect(full.lines[0]).toMatchObject({ inEmergency: true });
  });
});
