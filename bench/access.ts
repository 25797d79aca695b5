/**
 * Who may see what, measured: `npm run bench -- access [decisions]` compares that many decisions of the database with the policy's model, and
 * prints what row-level security costs on the timeline's query and on the whole answer at one million events, beside its limits.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Context, through } from '../src/app/door.ts';
import { readChronology } from '../src/app/read-chronology.ts';
import { LIMITS } from '../src/domain/limits.ts';
import { isProblem } from '../src/domain/problem.ts';
import { signClaim } from '../src/store/context.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { startEmbeddedServer } from '../src/store/embedded/server.ts';
import { migrate } from '../src/store/migrations.ts';
import { asApplication, asSuperuser, createDatabase, learnKey } from '../src/store/start.ts';

const LIMIT = { query: 1.5, page: 1.2 } as const;
const FAMILIES = 500;
const CONTRIBUTIONS = 10;
const EVENTS = 200;
const ALLOCATED = 30;
const REPEATS = 31;
const KEY = new Uint8Array(32).fill(7);
const PARTNERSHIP = '1'.repeat(32);
const WHO = '2'.repeat(32);

/** A family's id, and a contribution's, as the SQL below makes them. */
const FAMILY = "'f' || lpad(to_hex(f), 31, '0')";
const CONTRIBUTION = "'c' || lpad(to_hex(f * 1000 + c), 31, '0')";

/** One million events in five hundred families: one in ten restricted or protected, some lists and places, and somebody with thirty families. */
const FILL = `
  insert into partnership (id, name) values ('${PARTNERSHIP}', 'Bench');
  insert into practitioner (id, partnership, name, role, agency, position) values ('${WHO}', '${PARTNERSHIP}', 'Bench', 'practitioner', 'police', 1);
  update posting set since = now() - interval '1 year';
  insert into family (id, partnership, label, added_at, added_by) select ${FAMILY}, '${PARTNERSHIP}', 'Family ' || f, now(), '${WHO}' from generate_series(1, ${FAMILIES}) f;
  insert into involvement select ${FAMILY}, 'police', now(), 'named' from generate_series(1, ${FAMILIES}) f on conflict do nothing;
  insert into allocation (id, family, practitioner, agency, purpose, clearance, since, by, reason)
    select md5('allocation ' || f), ${FAMILY}, '${WHO}', 'police', 'safeguarding', 'ordinary', now() - interval '1 day', '${WHO}', 'bench' from generate_series(1, ${ALLOCATED}) f;
  insert into contribution (id, family, agency, level, file, sha256, format, received_at, received_by, reading, mapping, events, not_events, attention, notices)
    select ${CONTRIBUTION}, ${FAMILY}, 'school', 'agency', 'bench.csv', md5('one' || f || c) || md5('two' || f || c), 'bench', now(), '${WHO}', '{"tables":[]}', '{}', ${EVENTS}, 0, 0, 0
    from generate_series(1, ${FAMILIES}) f, generate_series(1, ${CONTRIBUTIONS}) c;
  insert into event (contribution, id, family, position, agency, kind, happened_from, happened_to, sensitivity, body)
    select ${CONTRIBUTION}, md5(f || ' ' || c || ' ' || e), ${FAMILY}, e, 'school', 'contact', d.day, d.day, s.word,
      json_build_object('id', md5(f || ' ' || c || ' ' || e), 'place', json_build_object('table', 'T', 'row', e, 'hidden', false),
        'happened', json_build_object('raw', d.day::text, 'from', d.day::text, 'to', d.day::text, 'precision', 'day', 'approx', false, 'time', null),
        'recorded', null, 'agency', 'school', 'source', null, 'recordedBy', null, 'subjects', array[]::text[], 'childrenAffected', array[]::text[], 'kind', 'contact',
        'what', repeat('A visit was made and the child was seen at home. ', 4), 'response', null, 'outcome', null, 'childSeen', 'seen', 'impact', null, 'rag', null,
        'sequence', null, 'notes', array[]::text[], 'words', json_build_object('Event', repeat('A visit was made and the child was seen at home. ', 4)))
    from generate_series(1, ${FAMILIES}) f, generate_series(1, ${CONTRIBUTIONS}) c, generate_series(1, ${EVENTS}) e
    cross join lateral (select date '2010-01-01' + (c * 300 + e) as day) d
    cross join lateral (select case when e % 20 = 0 then 'restricted' when e % 20 = 10 then 'protected' end as word) s;
  insert into must_not_reach (family, event, audience_kind, audience, effect, reason, by)
    select ${FAMILY}, md5(f || ' 1 ' || e), 'agency', 'police', 'hide', 'bench', '${WHO}' from generate_series(1, ${FAMILIES}) f, generate_series(1, 5) e;
  insert into protected_place (id, family, person, kind, sealed, by) select md5('place ' || f), ${FAMILY}, 'M', 'address', '\\x00', '${WHO}' from generate_series(${ALLOCATED + 1}, ${FAMILIES}) f;
  insert into place_match (id, family, part, contribution, item, place)
    select md5('match ' || f || ' ' || e), ${FAMILY}, 'event', 'c' || lpad(to_hex(f * 1000 + 2), 31, '0'), md5(f || ' 2 ' || e), md5('place ' || ${FAMILIES})
    from generate_series(1, ${FAMILIES}) f, generate_series(1, 5) e`;

/** What the timeline asks of the events of one family. */
const QUERY = `select contribution, '[' || string_agg(body::text, ',' order by position) || ']' as items from event where contribution = any($1) group by contribution`;

const median = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

export async function run(args: readonly string[]): Promise<void> {
  const decisions = args[0] ?? '10000000';
  if (decisions !== '0') {
    const env = { ...process.env, KINLINE_ACCESS_DECISIONS: decisions, KINLINE_ACCESS_SEED: String(args[1] ?? Date.now() % 1_000_000_000) };
    spawnSync('npx', ['vitest', 'run', 'tests/access/differential.test.ts', '-t', 'at least'], { stdio: 'inherit', env });
  }
  const folder = mkdtempSync(join(tmpdir(), 'kinline-bench-'));
  const server = await startEmbeddedServer(folder, { durable: false });
  try {
    await createDatabase(server, 'bench');
    await migrate(asSuperuser(server, 'bench'));
    await learnKey(asSuperuser(server, 'bench'), KEY);
    await fill(asSuperuser(server, 'bench'));
    await costOfQuery(asApplication(server, 'bench'), asSuperuser(server, 'bench'));
    await costOfPage(openDatabase(asApplication(server, 'bench')), openDatabase(asSuperuser(server, 'bench')));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  const began = Date.now();
  client.on('error', () => {});
  await client.query(FILL);
  await client.query('vacuum analyze');
  const { rows } = await client.query('select count(*)::int as events from event');
  console.log(
    `${rows[0].events.toLocaleString('en-GB')} events in ${FAMILIES} families, made in ${Math.round((Date.now() - began) / 1000)} s`,
  );
  await client.end();
}

async function costOfQuery(application: pg.ClientConfig, superuser: pg.ClientConfig): Promise<void> {
  const clients = { with: new pg.Client(application), without: new pg.Client(superuser) };
  await Promise.all(Object.values(clients).map((client) => client.connect()));
  const taken: Record<keyof typeof clients, number[]> = { with: [], without: [] };
  const families = Array.from({ length: REPEATS }, (_, turn) => 1 + (turn % ALLOCATED));
  for (const family of families) {
    const contributions = Array.from({ length: CONTRIBUTIONS }, (_, c) => `c${(family * 1000 + c + 1).toString(16).padStart(31, '0')}`);
    for (const which of ['with', 'without'] as const) {
      const client = clients[which];
      await client.query('begin');
      const { payload, mac } = signClaim(
        { practitioner: WHO, session: null, how: null, purpose: null },
        KEY,
        new Date(Date.now() + 60_000),
      );
      await client.query('select * from enter($1, $2)', [payload, mac]);
      // As the door does: the transaction comes to one family, and sees no other.
      await client.query('select come_to($1, null, null)', [`f${family.toString(16).padStart(31, '0')}`]);
      const began = performance.now();
      await client.query({ name: 'timeline', text: QUERY, values: [contributions] });
      taken[which].push(performance.now() - began);
      await client.query('rollback');
    }
  }
  await Promise.all(Object.values(clients).map((client) => client.end()));
  say('The timeline’s query', median(taken.with), median(taken.without), LIMIT.query);
}

async function costOfPage(application: Database, superuser: Database): Promise<void> {
  const taken = { with: [] as number[], without: [] as number[] };
  for (let turn = 0; turn < REPEATS; turn += 1) {
    const family = `f${(1 + (turn % ALLOCATED)).toString(16).padStart(31, '0')}`;
    for (const which of ['with', 'without'] as const) {
      const began = performance.now();
      const answer = await through(contextOf(which === 'with' ? application : superuser), readChronology, { family });
      if (isProblem(answer)) throw new Error(`The chronology could not be read: ${answer.problem}`);
      JSON.stringify(answer);
      taken[which].push(performance.now() - began);
    }
  }
  await Promise.all([application.close(), superuser.close()]);
  say('The whole answer, with the door and its audit', median(taken.with), median(taken.without), LIMIT.page);
}

function contextOf(database: Database): Context {
  const unused = (): string => '';
  return {
    database,
    practitioner: { id: WHO, name: 'Bench', role: 'practitioner', agency: 'police' },
    session: null,
    purpose: null,
    keys: { context: KEY, places: KEY, accounts: KEY, audit: KEY },
    now: () => new Date().toISOString(),
    today: () => '2026-11-23',
    newId: unused,
    identify: unused,
    limits: LIMITS,
    log: { info: () => {}, warn: () => {}, error: (fields) => console.error(fields) },
  };
}

function say(what: string, guarded: number, unguarded: number, limit: number): void {
  const ratio = guarded / unguarded;
  const said = ratio <= limit ? 'within' : 'OVER';
  console.log(
    `${what}: ${guarded.toFixed(1)} ms with the policies, ${unguarded.toFixed(1)} ms without: ${ratio.toFixed(2)} times, ${said} the limit of ${limit}`,
  );
}
