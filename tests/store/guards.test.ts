/** The guards round the records: the committed list is what the migrations make, and whatever is taken away or added is seen. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, inTransaction, openDatabase, type Transaction } from '../../src/store/database.ts';
import { committedGuards, compareGuards, readGuards, refuseUnguarded } from '../../src/store/guards.ts';
import { type TestDatabase, testDatabase } from '../database.ts';

/** One fault of each kind, and the words of the line in which it must be seen. */
const FAULTS: readonly (readonly [string, string, RegExp])[] = [
  ['row-level security taken off a table', 'alter table event disable row level security', /table event: .* OFF/],
  ['row-level security no longer forced on the owner', 'alter table note no force row level security', /table note: .* NOT FORCED/],
  ['a table of another owner', 'alter table note owner to kinline_app', /table note: owned by kinline_app/],
  ['a table without policies', 'create table jotting (words text)', /table jotting/],
  ['a policy dropped', 'drop policy no_conflict on family', /policy no_conflict on family/],
  [
    'a policy that forbids made one that permits',
    'drop policy no_conflict on event; create policy no_conflict on event for select to kinline_app using (true)',
    /policy no_conflict on event: permissive/,
  ],
  ['a policy more', 'create policy everyone on event for select using (true)', /policy everyone on event/],
  [
    'a policy for another command',
    'drop policy add on note; create policy add on note for all to kinline_app with check (true)',
    /policy add on note: permissive, for all/,
  ],
  ['a right to change facts', 'grant update on event to kinline_app', /grant on event .*update/],
  ['a right to remove facts', 'grant delete, truncate on note to kinline_app', /grant on note .*delete, .*truncate/],
  ['a right to a column that is withheld', 'grant select (events) on contribution to kinline_app', /grant on contribution .*events/],
  ['a right to write a time', 'grant insert (since) on allocation to kinline_app', /grant on allocation .*since/],
  ['a right for everybody', 'grant select on event to public', /grant on event to public/],
  ['a right that can be passed on', 'grant select on note to kinline_app with grant option', /grant on note .*AND TO PASS ON/],
  ['a right taken away', 'revoke select on event from kinline_app', /grant on event/],
  [
    'a function that runs as its owner, unknown',
    "create function peep() returns bigint language sql security definer as 'select count(*) from event'",
    /function peep\(\): as its owner.*NO SEARCH PATH.*public/,
  ],
  [
    'a known function given to everybody',
    'grant execute on function families_seen(text, text, timestamptz, text) to public',
    /function families_seen.*public/,
  ],
  [
    'a known function given to the application',
    'grant execute on function events_withheld(text, text, timestamptz, text) to kinline_app',
    /function events_withheld\(text.*for kinline_app/,
  ],
  ['a known function without its search path', 'alter function acting() reset search_path', /function acting\(\).*NO SEARCH PATH/],
  ['a function said not to leak', 'alter function acting() leakproof', /function acting\(\).*LEAKPROOF/],
  ['a known function that runs as its caller', 'alter function acting() security invoker', /function acting\(\): as its caller/],
  ['a known function of another owner', 'alter function acting() owner to postgres', /function acting\(\).*owned by postgres/],
  ['a view', 'create view everything as select * from event', /relation everything: of kind v/],
  ['a kept view', 'create materialized view everything as select id from event', /relation everything: of kind m/],
  ['a rule', 'create rule elsewhere as on insert to note do also select 1', /rule elsewhere/],
  [
    'a trigger',
    "create function spy() returns trigger language plpgsql as 'begin return new; end'; create trigger spy after insert on note for each row execute function spy()",
    /trigger spy on note/,
  ],
  [
    'a trigger put to sleep',
    'alter table practitioner disable trigger practitioner_posting',
    /trigger practitioner_posting on practitioner: OFF/,
  ],
  ['the application as a superuser', 'alter role kinline_app superuser', /role kinline_app: .*SUPERUSER/],
  ['the application past every policy', 'alter role kinline_app bypassrls', /role kinline_app: .*PAST EVERY POLICY/],
  ['the application as a member of the owner', 'grant kinline_owner to kinline_app', /role kinline_app: MEMBER OF kinline_owner/],
  ['an owner that signs in', 'alter role kinline_owner login', /role kinline_owner: signs in/],
  ['the application making tables', 'grant create on schema public to kinline_app', /who asks: MAY MAKE TABLES/],
];

describe('the guards', () => {
  let test: TestDatabase;
  let superuser: Database;
  beforeAll(async () => {
    test = await testDatabase();
    superuser = openDatabase({ ...test.connection('superuser'), max: 1 });
  });
  afterAll(async () => {
    await superuser.close();
    await test.close();
  });

  /** The lines that differ after a fault was planted; the fault is undone. */
  async function differing(fault: string): Promise<string[]> {
    let lines: string[] = [];
    const undone = new Error('undone');
    await inTransaction(superuser, 'read committed', async (transaction: Transaction) => {
      for (const statement of fault.split(/;\s+(?=create|grant)/)) await sql.raw(statement).execute(transaction);
      await sql.raw('set local session authorization kinline_app').execute(transaction);
      const found = await readGuards(transaction);
      const wanted = committedGuards();
      lines = [...found.filter((line) => !wanted.includes(line)), ...wanted.filter((line) => !found.includes(line))];
      throw undone;
    }).catch((error: unknown) => {
      if (error !== undone) throw error;
    });
    return lines;
  }

  it('are what the committed list says', async () => {
    expect(await compareGuards(test.database)).toEqual({ missing: [], besides: [] });
    expect(committedGuards().length).toBeGreaterThan(200);
    await refuseUnguarded(test.database);
  });

  it.each(FAULTS)('show %s', async (_, fault, line) => {
    expect((await differing(fault)).join('\n')).toMatch(line);
  });

  it('keep Kinline from serving, and say which', async () => {
    await test.ask('alter table event disable row level security');
    await expect(refuseUnguarded(test.database)).rejects.toMatchObject({ problem: { problem: 'guard-missing' } });
    await test.ask('alter table event enable row level security');
    await refuseUnguarded(test.database);
  });

  it('refuse a superuser’s connection', async () => {
    await expect(refuseUnguarded(superuser)).rejects.toMatchObject({ problem: { problem: 'guard-missing' } });
  });

  it('leave every table empty for the application without a context', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and has_table_privilege(c.oid, 'select')`.execute(test.database.kysely);
    expect(rows.length).toBeGreaterThan(40);
    for (const { name } of rows) {
      const seen = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(name)}`.execute(test.database.kysely);
      expect([name, seen.rows[0]?.rows]).toEqual([name, 0]);
    }
  });

  it('take the setting of contexts away from the application', async () => {
    await expect(sql`select set_config('kinline.context', 'x', false)`.execute(test.database.kysely)).rejects.toMatchObject({
      code: '42501',
    });
  });
});
