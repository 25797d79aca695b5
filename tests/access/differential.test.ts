/**
 * The differential access test: over invented worlds, everything that the database shows to everybody is compared, as whole sets, with
 * what the policy's model (policy-model.ts, from the words alone) says. A decision is one row, for one who asks, seen or not.
 */
import Fastify from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerRest } from '../../src/api/rest.ts';
import { through } from '../../src/app/door.ts';
import { downloadChronology } from '../../src/app/download-chronology.ts';
import { listFamilies } from '../../src/app/list-families.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { readEvent } from '../../src/app/read-event.ts';
import { mayDo } from '../../src/domain/access.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { compare, type Difference, enter, loadWorld, readableTables, shownTo } from './compare.ts';
import { badContexts } from './contexts.ts';
import { LARGE, MIDDLE, PURPOSES, SMALL } from './making.ts';
import { indexed, TABLES } from './policy-index.ts';
import { seenBy, standingOf } from './policy-model.ts';
import { readable, toldIn } from './surfaces.ts';
import type { Table } from './world.ts';
import { inventWorld } from './worlds.ts';
import { insertableColumns, triesOf, tryOne } from './writes.ts';

const SEED = Number(process.env['KINLINE_ACCESS_SEED'] ?? 20_261_123);
const DECISIONS = Number(process.env['KINLINE_ACCESS_DECISIONS'] ?? 10_000_000);
let real: TestDatabase;
let superuser: pg.Client;
let application: pg.Client;
let shownTables: Table[];

beforeAll(async () => {
  real = await testDatabase();
  superuser = new pg.Client(real.connection('superuser'));
  application = new pg.Client(real.connection('application'));
  await superuser.connect();
  await application.connect();
  shownTables = await readableTables(application);
});

afterAll(async () => {
  await superuser?.end();
  await application?.end();
  await real?.close();
});

test(`at least ${DECISIONS.toLocaleString('en-GB')} decisions of the database are those of the policy's words`, {
  timeout: 1_800_000,
}, async () => {
  const found: Difference[] = [];
  let decisions = 0;
  let worlds = 0;
  for (; decisions < DECISIONS; worlds += 1) {
    const now = Date.now();
    const world = inventWorld(SEED + worlds, now, LARGE);
    await loadWorld(superuser, world);
    const index = indexed(world);
    const at = new Date(now).toISOString();
    // Everybody for what their role is for, in a session of theirs or as the server itself; and one in four for every other purpose.
    for (const [number, { id }] of world.practitioner.entries())
      for (const purpose of number % 4 === 0 ? [null, ...PURPOSES] : [null]) {
        const session = number % 2 === 0 ? `${id.slice(0, 31)}0` : null;
        const shown = await shownTo(application, shownTables, world, { practitioner: id, session, how: null, purpose });
        decisions += compare(index, { practitioner: id, purpose, at, context: true }, shown, found);
      }
    if (found.length > 0) break;
  }
  console.log(`${decisions.toLocaleString('en-GB')} decisions over ${worlds} worlds from seed ${SEED}: ${counted(found)}`);
  expect(found.slice(0, 20)).toEqual([]);
});

test('every table of which the application may read anything is in the model', async () => {
  const { rows } = await superuser.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
     and has_any_column_privilege('kinline_app', oid, 'select') order by 1`,
  );
  const names = rows.map(({ name }) => name);
  expect(names.filter((name) => !TABLES.includes(name as Table))).toEqual([]);
});

test('without a good context nothing is seen, whoever asks, and nothing is added', { timeout: 300_000 }, async () => {
  const now = Date.now();
  const world = inventWorld(SEED, now, SMALL);
  await loadWorld(superuser, world);
  const index = indexed(world);
  const insertable = await insertableColumns(application);
  const at = new Date(now).toISOString();
  const found: Difference[] = [];
  const wrong: string[] = [];
  for (const [number, { id }] of world.practitioner.entries()) {
    const asks = { practitioner: id, purpose: null, at, context: false };
    const others = (world.practitioner[number - 1] ?? world.practitioner[1])?.id ?? '';
    for (const [, begin] of badContexts(application, { practitioner: id, others })) {
      compare(index, asks, await shownTo(application, shownTables, world, begin), found);
      await application.query('begin');
      await begin();
      for (const one of triesOf(index, asks, insertable, SEED + number, 1)) {
        const what = await tryOne(application, one);
        if (what !== null) wrong.push(what);
      }
      await application.query('rollback');
    }
  }
  expect([...found.slice(0, 5), ...wrong.slice(0, 5)]).toEqual([]);
});

test('what is added and changed is what the words allow', { timeout: 600_000 }, async () => {
  let tried = 0;
  const wrong: string[] = [];
  for (const seed of [SEED + 100, SEED + 101]) {
    const now = Date.now();
    const world = inventWorld(seed, now, MIDDLE);
    await loadWorld(superuser, world);
    const index = indexed(world);
    const insertable = await insertableColumns(application);
    for (const [number, { id }] of world.practitioner.entries()) {
      await application.query('begin');
      await enter(application, { practitioner: id, session: null, how: null, purpose: null });
      const asks = { practitioner: id, purpose: null, at: new Date(now).toISOString(), context: true };
      for (const one of triesOf(index, asks, insertable, seed + number, 3)) {
        tried += 1;
        const what = await tryOne(application, one);
        if (what !== null) wrong.push(what);
      }
      await application.query('rollback');
    }
  }
  console.log(`${tried.toLocaleString('en-GB')} writes tried, ${wrong.length} otherwise than the words say`);
  expect(wrong.slice(0, 20)).toEqual([]);
});

test('on any day of the past and to come, what somebody could see is what the words say of that day', { timeout: 600_000 }, async () => {
  const now = Date.now();
  const world = inventWorld(SEED + 200, now, MIDDLE);
  await loadWorld(superuser, world);
  const index = indexed(world);
  const wrong: string[] = [];
  let asked = 0;
  for (const { id } of world.practitioner)
    for (const purpose of PURPOSES)
      for (const days of [400, 250, 120, 61, 45, 29, 15, 3, 1, 0.06, 0, -2.5, -20]) {
        asked += 1;
        const at = new Date(now - days * 86_400_000).toISOString();
        const standing = standingOf(index, { practitioner: id, purpose, at, context: true });
        const [row] = (
          await superuser.query<{ families: string[]; events: string[] }>({
            name: 'as of',
            text: `select array(select family || ' ' || clearance from families_seen($1, $2, $3)) as families,
              array(select family || ' ' || event from events_withheld($1, $2, $3)) as events`,
            values: [id, purpose, at],
          })
        ).rows;
        const families = [...(standing?.families ?? [])].map(([family, way]) => `${family} ${way.clearance}`);
        const same = (one: readonly string[], other: readonly string[]): boolean => [...one].sort().join() === [...other].sort().join();
        if (!same(row?.families ?? [], families) || !same(row?.events ?? [], [...(standing?.hidden.events ?? [])]))
          wrong.push(`${id} ${purpose} ${days} days ago`);
      }
  console.log(`${asked.toLocaleString('en-GB')} times asked as of another instant`);
  expect(wrong).toEqual([]);
});

test('lists, pages of REST, files and single events let out what the words say, and all of it', { timeout: 900_000 }, async () => {
  const now = Date.now();
  const world = readable(inventWorld(SEED + 300, now, MIDDLE));
  await loadWorld(superuser, world);
  const index = indexed(world);
  const app = Fastify({ routerOptions: { maxParamLength: 200 } });
  await registerRest(app, { context: real.as, demonstration: true, secure: false, version: '0', answers: async () => true });
  await superuser.query('update partnership set demonstration = true');
  const wrong: string[] = [];
  let answers = 0;
  for (const { id } of world.practitioner) {
    const posting = world.posting.filter(({ practitioner }) => practitioner === id).at(-1);
    const who = { id, name: '', role: posting?.role ?? '', agency: posting?.agency ?? '' };
    const seen = seenBy(index, { practitioner: id, purpose: null, at: new Date(now).toISOString(), context: true });
    const families = seen.family.map((family) => family.id);
    const ought = (family: string): Set<string> =>
      new Set([...seen.event, ...seen.note].filter((row) => row.family === family).map((row) => row.id));
    const events = (family: string): Set<string> => new Set(seen.event.filter((row) => row.family === family).map((row) => row.id));
    const differ = (where: string, out: ReadonlySet<string>, wanted: ReadonlySet<string>): void => {
      answers += 1;
      if (out.size !== wanted.size || [...out].some((one) => !wanted.has(one))) {
        const other = [...wanted].filter((one) => !out.has(one)).concat([...out].filter((one) => !wanted.has(one)));
        wrong.push(`${where}: ${out.size} let out, ${wanted.size} ought: ${other.slice(0, 3).join(' ')}`);
      }
    };
    const headers = { 'kinline-practitioner': id, host: 'localhost:3000' };
    const listed = await through(real.as(who), listFamilies, {});
    const lines = isProblem(listed) ? [] : listed.families.map((family) => family.id);
    differ('list-families', new Set(lines), new Set(mayDo(who, 'see-families') ? families : []));
    for (const { id: family } of world.family) {
      const may = families.includes(family) && mayDo(who, 'see-family');
      differ('read-chronology', toldIn(await through(real.as(who), readChronology, { family })), may ? ought(family) : new Set());
      const page = await app.inject({ method: 'GET', url: `/api/families/${family}/chronology`, headers });
      differ(`REST (${page.statusCode})`, toldIn(page.body), may ? ought(family) : new Set());
      const file = await through(real.as(who), downloadChronology, { family, format: 'csv' });
      const text = isProblem(file) ? '' : Buffer.from(file.bytes).toString('utf8');
      const told = toldIn(text);
      for (const one of told) if (!ought(family).has(one)) wrong.push(`download: ${one} let out`);
      differ(
        'download',
        new Set([...told].filter((one) => events(family).has(one))),
        families.includes(family) && mayDo(who, 'take-away') ? events(family) : new Set(),
      );
    }
    for (const event of world.event.slice(0, 12)) {
      const out = toldIn(await through(real.as(who), readEvent, { family: event.family, event: event.id }));
      for (const one of out) if (!ought(event.family).has(one)) wrong.push(`read-event: ${one} let out`);
      if (mayDo(who, 'see-family') && events(event.family).has(event.id) && !out.has(event.id)) wrong.push('read-event: denied');
      answers += 1;
    }
  }
  await app.close();
  console.log(`${answers.toLocaleString('en-GB')} answers of operations, REST and files compared`);
  expect([...wrong.slice(0, 20), ...new Set(real.logged.filter((line) => line.includes('failed')))]).toEqual([]);
});

function counted(found: readonly Difference[]): string {
  const of = (kind: Difference['kind']): number => found.filter((difference) => difference.kind === kind).length;
  return `${of('leak')} leaks, ${of('wrongful denial')} wrongful denials`;
}
