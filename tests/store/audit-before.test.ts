/** The lines of an audit from before it was a log keep their order, their time and what they said, and become its first leaves. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { entryOf } from '../../src/domain/audit.ts';
import { migrate, readMigrations } from '../../src/store/migrations.ts';

it('keeps the lines that were there', async () => {
  const name = `before_${randomBytes(6).toString('hex')}`;
  const host = inject('databaseHost');
  const as = async <Result>(database: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
    const client = new pg.Client({ host, port: 5432, user: 'postgres', database });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  await as('postgres', (client) => client.query(`create database ${name}`));
  try {
    const connection = { host, port: 5432, user: 'postgres', database: name };
    const all = readMigrations();
    await migrate(connection, all.slice(0, 3));
    await as(name, (client) =>
      client.query(
        `insert into audit (at, practitioner, operation, subject_kind, subject, outcome) values
           ('2026-10-01 09:00:00.5+00', $1, 'read-chronology', 'family', $2, 'done'), ('2026-10-01 09:00:01+00', null, 'choose-practitioner', 'practitioner', $1, 'done'),
           ('2026-10-01 08:00:00+00', $1, 'add-note', 'family', $2, 'not-found'), ('2026-10-02 09:00:00+00', $1, 'receive-contribution', 'contribution', $2, 'done')`,
        ['a1'.repeat(16), 'f1'.repeat(16)],
      ),
    );
    await migrate(connection, all);
    const lines = await as(name, async (client) => {
      await client.query('select seal_audit()');
      return (
        await client.query<{ text: string }>(
          'select canonical::text as text from audit_leaf l join audit a on a.sequence = l.entry order by l.index',
        )
      ).rows;
    });
    expect(
      lines.map(({ text }) => {
        const { at, practitioner, operation, verb, subject, family, outcome } = entryOf(text) ?? ({} as Record<string, undefined>);
        return [at, practitioner?.slice(0, 2), operation, verb, subject?.slice(0, 2), family?.slice(0, 2), outcome];
      }),
    ).toEqual([
      ['2026-10-01T09:00:00.500000Z', 'a1', 'read-chronology', 'read', 'f1', 'f1', 'done'],
      ['2026-10-01T09:00:01.000000Z', undefined, 'choose-practitioner', 'sign-in', 'a1', undefined, 'done'],
      ['2026-10-01T08:00:00.000000Z', 'a1', 'add-note', 'refuse', 'f1', 'f1', 'not-found'],
      ['2026-10-02T09:00:00.000000Z', 'a1', 'receive-contribution', 'add', 'f1', undefined, 'done'],
    ]);
  } finally {
    await as('postgres', (client) => client.query(`drop database ${name} with (force)`));
  }
});
