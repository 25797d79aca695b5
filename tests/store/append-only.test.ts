/** Facts are only ever added to: the application's own role cannot change or remove them. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../database.ts';

/** What is none: names that are followed, drafts, counters, what was worked out, and what somebody was typing when a session ended. */
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  contribution_draft: ['update'],
  family: ['update (version)'],
  family_figures: ['update'],
  kept_form: ['delete'],
  look: ['update'],
  practitioner: ['update'],
};

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

  it('cannot be removed, changed or emptied by the application, in any table', async () => {
    const tables = await test.ask<{ name: string; column: string }>(
      `select c.relname as name, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and a.attname <> 'version' and a.attidentity = '' and a.attgenerated = '' order by a.attnum limit 1) as column
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
    );
    expect(tables.length).toBeGreaterThan(60);
    for (const { name, column } of tables) {
      const may = (CHANGED[name] ?? []).join();
      const statements = [
        ...(may.includes('delete') ? [] : [`delete from ${name}`]),
        ...(may === 'update' ? [] : [`update ${name} set ${column} = ${column}`]),
        `truncate ${name} cascade`,
      ];
      for (const statement of statements) await expect(application.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
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
