/**
 * Brings a database to the present schema: the numbered files of sql/migrations, forward only, each in a transaction, once, in order.
 * A file that was applied may not change afterwards. Two processes that start at once do it one after the other.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { ProblemError, problem } from '../domain/problem.ts';

export type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly checksum: string };

export const OWNER_ROLE = 'kinline_owner';
export const APPLICATION_ROLE = 'kinline_app';
/** Any number, as long as nothing else in the database uses it: "kinl" in ASCII. */
const LOCK = 0x6b696e6c;
const OLDEST_SERVER = 160_000;

export function readMigrations(folder: URL = new URL('../../sql/migrations/', import.meta.url)): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (number !== index + 1) throw new Error(`Migration ${name} is out of order: number ${index + 1} was expected.`);
    const text = readFileSync(new URL(name, folder), 'utf8');
    return { number, name, sql: text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}

/** Applies what is missing and answers the names of what it applied. `connection` may create roles and tables. */
export async function migrate(connection: pg.ClientConfig, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    const {
      rows: [server],
    } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    if (Number(server?.version) < OLDEST_SERVER)
      throw new ProblemError(problem('setting-not-valid', 'DATABASE_URL names a PostgreSQL server older than version 16.'));
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await makeRoles(client);
    return await applyMissing(client, migrations);
  } finally {
    await client.end();
  }
}

/** Roles are the server's, not the database's: they are made when absent, also while another database of the same server is migrated. */
async function makeRoles(client: pg.Client): Promise<void> {
  await client.query(`do $$ begin
    begin create role ${OWNER_ROLE} nologin; exception when duplicate_object or unique_violation then null; end;
    begin create role ${APPLICATION_ROLE} login nosuperuser nocreatedb nocreaterole nobypassrls noinherit; exception when duplicate_object or unique_violation then null; end;
    if not (select rolsuper from pg_roles where rolname = session_user) then
      execute format('grant ${OWNER_ROLE}, ${APPLICATION_ROLE} to %I with inherit false, set true', session_user);
    end if;
  end $$`);
  const {
    rows: [may],
  } = await client.query<{ create: boolean }>(`select has_schema_privilege('${OWNER_ROLE}', 'public', 'create') as create`);
  if (may?.create !== true) await client.query(`grant usage, create on schema public to ${OWNER_ROLE}`);
  await client.query(`do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
    execute format('grant connect on database %I to ${APPLICATION_ROLE}', current_database());
    revoke create on schema public from public;
    grant usage on schema public to ${APPLICATION_ROLE};
    -- The context of a transaction is set by the owner's functions alone. Only a superuser can take set_config away from everybody;
    -- without that the context still cannot be made up, because it is signed.
    if (select rolsuper from pg_roles where rolname = session_user) then
      revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
      grant execute on function pg_catalog.set_config(text, text, boolean) to ${OWNER_ROLE};
    end if;
  end $$`);
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(`set role ${OWNER_ROLE}`);
  await client.query(
    'create table if not exists migration (number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    'select number, name, checksum from migration order by number',
  );
  for (const applied of rows) {
    const known = migrations.find(({ number }) => number === applied.number);
    if (known === undefined)
      throw new ProblemError(
        problem('setting-not-valid', `The database is newer than this version of Kinline: it has migration ${applied.name}.`),
      );
    if (known.checksum !== applied.checksum)
      throw new ProblemError(problem('setting-not-valid', `Migration ${applied.name} was changed after it had been applied.`));
  }
  const missing = migrations.filter(({ number }) => !rows.some((applied) => applied.number === number));
  for (const migration of missing) {
    await client.query('begin');
    try {
      await client.query("set local lock_timeout = '10s'");
      await client.query(migration.sql);
      await client.query('insert into migration (number, name, checksum) values ($1, $2, $3)', [
        migration.number,
        migration.name,
        migration.checksum,
      ]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  }
  return missing.map(({ name }) => name);
}
