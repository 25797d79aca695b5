/** Facts are only ever added to: the application's own role cannot change or remove them. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../database.ts';

const FACTS = [
  'family',
  'involvement',
  'request',
  'promise',
  'contribution',
  'original',
  'event',
  'attention_row',
  'not_event',
  'notice',
  'described_person',
  'coverage',
  'completed_row',
  'continuation',
  'decision',
  'settlement',
  'note',
  'column_mapping',
  'draft_set_aside',
  'idempotency',
  'audit',
  'audit_leaf',
  'audit_node',
];

describe('facts', () => {
  let test: TestDatabase;
  let application: pg.Client;
  beforeAll(async () => {
    test = await testDatabase();
    application = new pg.Client(test.connection('application'));
    await application.connect();
  });
  afterAll(async () => {
    await application.end();
    await test.close();
  });

  it.each(FACTS)('in %s cannot be removed, changed or emptied by the application', async (table) => {
    const { rows } = await application.query(
      'select column_name from information_schema.columns where table_name = $1 and column_name <> $2 and is_identity = $3 limit 1',
      [table, 'version', 'NO'],
    );
    const column = rows[0].column_name as string;
    for (const statement of [`delete from ${table}`, `update ${table} set ${column} = ${column}`, `truncate ${table} cascade`]) {
      await expect(application.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
    await expect(application.query(`select count(*) from ${table}`)).resolves.toBeDefined();
  });

  it('are all looked at here: every table is either a fact or named as none', async () => {
    const rows = await test.ask<{ table_name: string }>("select table_name from information_schema.tables where table_schema = 'public'");
    const notFacts = [
      'partnership',
      'agency',
      'practitioner',
      'contribution_draft',
      'family_figures',
      'look',
      'migration',
      'audit_unsealed',
    ];
    expect(rows.map((row) => row.table_name).sort()).toEqual([...FACTS, ...notFacts].sort());
  });

  it('cannot be got at by becoming someone else', async () => {
    for (const statement of [
      'set role kinline_owner',
      'set role postgres',
      'set session authorization postgres',
      'create table mine (a int)',
      'create temporary table mine (a int)',
    ]) {
      await expect(application.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
    await application.query('reset role');
    const { rows } = await application.query(
      'select current_user as me, (select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user) as strong',
    );
    expect(rows).toEqual([{ me: 'kinline_app', strong: false }]);
  });

  it('belong to a role that nobody can sign in as', async () => {
    const owners = await test.ask<{ tableowner: string }>("select distinct tableowner from pg_tables where schemaname = 'public'");
    expect(owners).toEqual([{ tableowner: 'kinline_owner' }]);
    expect(await test.ask("select rolcanlogin, rolsuper from pg_roles where rolname = 'kinline_owner'")).toEqual([
      { rolcanlogin: false, rolsuper: false },
    ]);
  });
});
