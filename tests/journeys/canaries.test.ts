/**
 * A thousand values that give protected places away, planted wherever words can stand, before and after the places were registered; then looked
 * for in every page, answer, file, log line and refusal, in twelve encodings, as everybody to whom the places are closed. None may be found.
 */
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerRest } from '../../src/api/rest.ts';
import { backUp } from '../../src/app/backup/backup.ts';
import { makeBackupKey, readPublicKey } from '../../src/app/backup/seal.ts';
import { through } from '../../src/app/door.ts';
import { OPERATIONS } from '../../src/app/operations.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import type { OwnerConnection } from '../../src/store/owner.ts';
import { keepPractitioners } from '../../src/store/practitioners.ts';
import { registerWeb } from '../../src/web/site.ts';
import { csv, done } from '../app/bring-files.ts';
import { PARTNERSHIP, TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { finder, type Sighting, unpacked } from './canary-encodings.ts';
import { type PlantedFile, plantedFiles, plantedPlaces } from './canary-files.ts';
import { everythingFor, type Ids, type Reply } from './canary-walk.ts';

const { manager, healthVisitor, officer, reviewer } = TEST_PRACTITIONERS;
const paramedic = { id: 'b1'.repeat(16), name: 'Ola Finch', role: 'emergency-practitioner', agency: 'ambulance' };
const administrator = { id: 'b2'.repeat(16), name: 'Rhys Bell', role: 'administrator', agency: 'partnership' };
const o = OPERATIONS;

const PLACES = plantedPlaces(20);
const KNOWN = PLACES.slice(0, 10);
const LATER = PLACES.slice(10);
const VALUES = PLACES.flatMap(({ values }) => values);
const look = finder(VALUES);

describe('a thousand values that must not get out', () => {
  let test: TestDatabase;
  let app: FastifyInstance;
  let family: string;
  const contributions: string[] = [];
  const drafts: string[] = [];
  let events: readonly { readonly id: string; readonly body: string }[] = [];

  const bring = async (files: readonly PlantedFile[]): Promise<void> => {
    for (const [at, { file, bytes }] of files.entries()) {
      const sent = { family, agency: 'health-visiting', file, bytes };
      if (at % 5 === 4) drafts.push((await done(test.as(manager), o.startContribution, sent)).draft);
      else contributions.push((await done(test.as(manager), o.receiveContribution, sent)).id);
    }
  };
  const register = async (places: typeof PLACES): Promise<void> => {
    for (const { person, names, address, phones, registrations, words } of places)
      await done(test.as(healthVisitor), o.keepPlace, {
        family,
        kind: 'refuge',
        person,
        names: [...names],
        address: [...address],
        postcode: null,
        phones: [...phones],
        registrations: [...registrations],
        words: [...words],
      });
  };

  beforeAll(async () => {
    test = await testDatabase();
    const superuser = openDatabase(test.connection('superuser'));
    await inTransaction(superuser, 'read committed', (transaction) =>
      keepPractitioners(transaction, PARTNERSHIP, [...Object.values(TEST_PRACTITIONERS), paramedic, administrator]),
    );
    await superuser.close();
    family = (await done(test.as(manager), o.addFamily, { label: 'Heron family' })).id;
    for (const who of [healthVisitor, officer, reviewer, paramedic]) await test.allocate(family, who, 'protected');
    // Half of the places are registered before anything arrives, and half when everything is there.
    await register(KNOWN);
    await bring(plantedFiles(KNOWN.flatMap(({ values }) => values)));
    await bring(plantedFiles(LATER.flatMap(({ values }) => values)));
    const { id: plain } = await done(test.as(manager), o.receiveContribution, {
      family,
      agency: 'gp',
      file: 'plain.csv',
      bytes: csv('Date,Source,Event', '04/05/2020,Diary,Weighed.', '05/05/2020,Diary,Well.', 'tbc,Letter,Referral.'),
    });
    const [one = '', other = ''] = (
      await test.ask<{ id: string }>('select id from event where contribution = $1 order by position', [plain])
    ).map(({ id }) => id);
    for (const [at, place] of PLACES.entries()) {
      const value = (more: number): string => place.values[(at + more) % place.values.length] ?? '';
      await done(test.as(manager), o.addNote, { family, event: one, text: `I think it is ${value(1)}.` });
      await done(test.as(manager), o.askAgency, { family, agency: 'police', by: null, note: `About ${value(2)}` });
      await done(test.as(manager), o.decideSameEvent, {
        family,
        events: [one, other],
        answer: 'different',
        reason: `Only one was at ${value(3)}`,
      });
      // Past the door: what was written before anybody looked for places.
      if (at >= KNOWN.length)
        await test.ask(
          `insert into settlement (family, events, about, relied_on, reason, at, by) values ($1, $2, 'day', $3, $4, now(), $5)`,
          [family, [one, other], one, `Because of ${value(4)}`, manager.id],
        );
    }
    const [row] = await test.ask<{ table_place: string; row: number }>(
      'select table_place, row from attention_row where contribution = $1',
      [plain],
    );
    await done(test.as(manager), o.completeRow, {
      contribution: plain,
      place: { table: row?.table_place ?? '', row: row?.row ?? 0 },
      date: '06/05/2020',
      time: null,
      reason: `The envelope said ${KNOWN[0]?.values[20]}`,
    });
    contributions.push(plain);
    await register(LATER);
    events = await test.ask<{ id: string; body: string }>('select id, body::text as body from event');
    app = Fastify({ routerOptions: { maxParamLength: 200 }, logger: false });
    await registerRest(app, { context: test.as, demonstration: true, secure: false, version: '0.1.0', answers: async () => true });
    await registerWeb(app, {
      context: test.as,
      secret: 'only for tests, and long enough to sign with',
      partnership: 'Saltmarsh Safeguarding Children Partnership',
      demonstration: true,
      secure: false,
      tellUs: 'kinline@saltmarsh.example',
    });
    await app.ready();
  }, 300_000);
  afterAll(async () => {
    await app?.close();
    await test.close();
  });

  const everything = (who: { readonly id: string } | null, ids: Ids): Promise<Reply[]> => everythingFor(app, test, who, ids);

  async function idsOf(many: number): Promise<Ids> {
    const hidden = events.filter(({ body }) => look(Buffer.from(body)).length > 0).map(({ id }) => id);
    const spread = (from: readonly string[]): string[] =>
      from.filter((_, at) => at % Math.max(1, Math.floor(from.length / many)) === 0).slice(0, many);
    const [place] = await test.ask<{ id: string }>('select id from protected_place limit 1');
    return {
      family: [family],
      contribution: spread(contributions),
      draft: spread(drafts),
      event: [...spread(hidden), ...spread(events.map(({ id }) => id))],
      place: [place?.id ?? 'none'],
      practitioner: [manager.id],
      agency: ['gp'],
      format: ['docx', 'xlsx', 'csv', 'html', 'json', 'pdf'],
      question: [
        'who-saw',
        'who-exported',
        'who-was-refused',
        'who-added',
        'who-changed',
        'what-could-they-see',
        'recorded-when',
        'who-was-told',
      ],
    };
  }

  const sightings = (replies: readonly Reply[]): string[] =>
    replies.flatMap(({ where, bytes }) => look(bytes).map(({ value, as }: Sighting) => `${value} (${as}) in ${where}`));

  it('plants a thousand different values', () => {
    expect(new Set(VALUES).size).toBe(1000);
    const planted = new Set(
      [...plantedFiles(KNOWN.flatMap(({ values }) => values)), ...plantedFiles(LATER.flatMap(({ values }) => values))].flatMap(
        ({ values }) => values,
      ),
    );
    expect(planted.size).toBe(1000);
  });

  it('would find each of them in every encoding', () => {
    const value = VALUES[1] ?? '';
    const utf16 = Buffer.from(value, 'utf16le');
    for (const bytes of [
      Buffer.from(`x${value}x`),
      Buffer.from(value.toUpperCase()),
      Buffer.from(Buffer.from(value).toString('base64')),
      Buffer.from(Buffer.from(`.${value}`).toString('base64')),
      Buffer.from(Buffer.from(`..${value}`).toString('base64')),
      Buffer.from(Buffer.from(value).toString('hex').toUpperCase()),
      Buffer.from(encodeURIComponent(value)),
      Buffer.from([...value].map((one) => `&#${one.charCodeAt(0)};`).join('')),
      Buffer.from([...value].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')),
      utf16,
      Buffer.from([...value].reverse().join('')),
      Buffer.from(value.replaceAll(' ', '')),
    ])
      expect(look(bytes).map((found) => found.value)).toContain(value);
    for (const accented of VALUES.filter((one) => one.includes('é')).slice(0, 3))
      expect(look(Buffer.from(accented.normalize('NFD'))).map((found) => found.value)).toContain(accented);
  });

  it.each([
    ['the business manager who brought them', manager, 4],
    ['a practitioner of another agency', officer, 3],
    ['a reviewer', reviewer, 2],
    ['somebody of an emergency service', paramedic, 2],
    ['an administrator', administrator, 2],
    ['somebody who is not signed in', null, 2],
  ] as const)(
    'gives %s none of them',
    async (_, who, many) => {
      const replies = await everything(who, await idsOf(many));
      const bytes = replies.reduce((sum, one) => sum + one.bytes.length, 0);
      const found = sightings(replies);
      console.log(`canaries: ${replies.length} answers, ${bytes} bytes, as ${who?.role ?? 'nobody'}: ${found.length} found`);
      expect(found.slice(0, 5)).toEqual([]);
      if (who !== null && who !== administrator) {
        // What has nothing to do with a place is there.
        expect(replies.some((one) => Buffer.from(one.bytes).includes('Plain entry'))).toBe(true);
        const taken = replies.filter(({ where }) => /^200 .*chronology\.(docx|xlsx|csv|html|json|pdf)$/.test(where));
        expect(taken.length).toBe(6);
        // Also inside what is packed. (A PDF's words are drawn letters: it says what the web page says, which is looked through.)
        for (const { where, bytes } of taken.filter((one) => !one.where.endsWith('.pdf')))
          expect(
            unpacked(Buffer.from(bytes)).some((piece) => piece.includes('Plain entry')),
            where,
          ).toBe(true);
      }
    },
    240_000,
  );

  it('gives them to whoever registered the places, so that looking would find them', async () => {
    const ids = { ...(await idsOf(2)), contribution: contributions, format: ['csv', 'json'] };
    const replies = (await everything(healthVisitor, ids)).filter(({ where }) => !/\/(places|withheld)/.test(where));
    const found = new Set(replies.flatMap(({ bytes }) => look(bytes).map(({ value }) => value)));
    console.log(`canaries: ${found.size} of ${VALUES.length} seen in the record by whoever registered the places`);
    // The rest stands beyond the rows that a page shows of a draft.
    expect(found.size).toBeGreaterThan(950);
  }, 240_000);

  it('leaves none in the log, the sealed register, or a backup', async () => {
    expect(look(Buffer.from(test.logged.join('\n')))).toEqual([]);
    for (const table of ['protected_place', 'place_key', 'place_release', 'place_match', 'audit', 'session', 'kept_form', 'idempotency']) {
      const rows = await test.ask<{ row: string }>(`select t::text as row from ${table} t`);
      expect(look(Buffer.from(rows.map(({ row }) => row).join('\n'))), table).toEqual([]);
    }
    const sealed = await test.ask<{ sealed: Buffer }>('select sealed from protected_place');
    expect(look(Buffer.concat(sealed.map((row) => row.sealed)))).toEqual([]);
    const pieces: Uint8Array[] = [];
    const receiver = readPublicKey(makeBackupKey().publicPem);
    for await (const piece of backUp(test.connection('superuser') as OwnerConnection, receiver, '2026-11-23T09:00:00.000Z', () => {}))
      pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(0);
    expect(look(Buffer.concat(pieces))).toEqual([]);
  }, 60_000);

  it('finds a leak when one is planted', async () => {
    const [leak] = await test.ask<{ item: string }>(`select item from place_match where part = 'event' limit 1`);
    await test.ask(`delete from place_match where part = 'event' and item = $1`, [leak?.item]);
    await test.ask('update family set version = version + 1 where id = $1', [family]);
    const reply = await done(test.as(officer), o.readChronology, { family });
    expect(look(Buffer.from(JSON.stringify(reply))).length).toBeGreaterThan(0);
    // And the file that would carry it out is stopped.
    expect(await through(test.as(officer), o.downloadChronology, { family, format: 'docx' })).toMatchObject({ problem: 'held-back' });
  });
});
