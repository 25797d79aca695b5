/** The schema: made from nothing, in order, once; and the committed total is what the migrations make. */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { describeSchema } from '../../src/store/describe-schema.ts';
import { type Migration, migrate, readMigrations } from '../../src/store/migrations.ts';
import { type TestDatabase, testDatabase } from '../database.ts';

describe('migrations', () => {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  let host: string;
  const connection = () => ({ host, port: 5432, user: 'postgres', database: name });
  const administer = async (statement: string) => {
    const client = new pg.Client({ host, port: 5432, user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  beforeAll(async () => {
    host = inject('databaseHost');
    await administer(`create database ${name}`);
  });
  afterAll(() => administer(`drop database ${name} with (force)`));

  it('make the whole schema from an empty database, once, also when two processes start together', async () => {
    const names = readMigrations().map((migration) => migration.name);
    const applied = await Promise.all([migrate(connection()), migrate(connection())]);
    expect(applied.flat()).toEqual(names);
    expect(await migrate(connection())).toEqual([]);
  });

  it('make what sql/schema.sql says', async () => {
    expect(await describeSchema(connection())).toBe(readFileSync(new URL('../../sql/schema.sql', import.meta.url), 'utf8'));
  });

  it('refuse a file that was changed after it had been applied, and a database newer than the program', async () => {
    const [first, ...rest] = readMigrations() as [Migration, ...Migration[]];
    await expect(migrate(connection(), [{ ...first, checksum: 'changed' }, ...rest])).rejects.toMatchObject({
      problem: { problem: 'setting-not-valid' },
    });
    await expect(migrate(connection(), [])).rejects.toMatchObject({ problem: { problem: 'setting-not-valid' } });
  });

  it('undo a migration that fails as a whole', async () => {
    const all = readMigrations();
    const broken = { number: all.length + 1, name: 'broken.sql', checksum: 'x', sql: 'create table half_made (a integer); select 1/0' };
    await expect(migrate(connection(), [...all, broken])).rejects.toThrow();
    expect(await describeSchema(connection())).not.toContain('half_made');
    expect(await migrate(connection())).toEqual([]);
  });
});

describe('the connection', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());

  it('gives days as text, instants as ISO text and whole numbers as numbers', async () => {
    const { rows } =
      await sql`select date '2015-02-28' as day, timestamptz '2015-02-28 10:00+01' as instant, 12::bigint as number, '{"a":1}'::json as body`.execute(
        test.database.kysely,
      );
    expect(rows).toEqual([{ day: '2015-02-28', instant: '2015-02-28T09:00:00.000Z', number: 12, body: { a: 1 } }]);
  });

  it('takes on the application’s role on a server of one’s own, and cannot put it off', async () => {
    const database = openDatabase({ ...test.connection('superuser'), role: 'kinline_app', max: 1 });
    await sql`reset role`.execute(database.kysely);
    expect((await sql`select current_user as me`.execute(database.kysely)).rows).toEqual([{ me: 'kinline_app' }]);
    await expect(sql`delete from event`.execute(database.kysely)).rejects.toMatchObject({ code: '42501' });
    await database.close();
  });

  it('runs work again that met another transaction’s, and only that', async () => {
    const owner = openDatabase(test.connection('superuser'));
    let runs = 0;
    const write = () =>
      inTransaction(owner, 'serializable', async (transaction) => {
        runs += 1;
        const { rows } = await sql<{ number: number }>`select count(*)::int as number from partnership`.execute(transaction);
        await new Promise((resolve) => setTimeout(resolve, 30));
        await transaction
          .insertInto('partnership')
          .values({ id: `p${rows[0]?.number}`, name: 'x', demonstration: false })
          .execute();
        return rows[0]?.number;
      });
    expect((await Promise.all([write(), write(), write()])).sort()).toEqual([1, 2, 3]);
    expect(runs).toBeGreaterThan(3);
    await owner.close();
    await expect(inTransaction(test.database, 'serializable', async () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
  });

  it('says that the database does not answer when it is gone', async () => {
    const nowhere = openDatabase({ host: '/nowhere', port: 1, user: 'x', database: 'x' });
    expect([await test.database.answers(), await nowhere.answers()]).toEqual([true, false]);
    await nowhere.close();
  });
});
