/**
 * Many practitioners at once through few connections: every answer carries the context that it ran as, nothing of one request is left
 * for the next, and what was taken away is gone at the next request.
 */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAs, type Context, through } from '../../src/app/door.ts';
import { listFamilies } from '../../src/app/list-families.ts';
import type { Practitioner } from '../../src/domain/access.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { comeToFamily } from '../../src/store/involvement.ts';
import { learnKey } from '../../src/store/start.ts';
import { PARTNERSHIP, TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';

const PRACTITIONERS = 64;
const REQUESTS = 100_000;
/** So many of them are whole operations with their line in the audit; the others are single questions. */
const OPERATIONS_AMONG = 2_000;
const AT_ONCE = 64;

type Answered = { readonly who: string | null; readonly families: readonly string[] };

describe('practitioners at once', () => {
  let test: TestDatabase;
  let database: Database;
  const people = Array.from({ length: PRACTITIONERS }, (_, index): Practitioner & { readonly family: string } => ({
    id: randomBytes(16).toString('hex'),
    name: `Practitioner ${index}`,
    role: 'practitioner',
    agency: index % 2 === 0 ? 'police' : 'health-visiting',
    family: randomBytes(16).toString('hex'),
  }));

  beforeAll(async () => {
    test = await testDatabase();
    database = openDatabase({ ...test.connection('application'), max: 8 });
    for (const [index, { id, name, role, agency, family }] of people.entries()) {
      await test.ask('insert into practitioner (id, partnership, name, role, agency, position) values ($1, $2, $3, $4, $5, $6)', [
        id,
        PARTNERSHIP,
        name,
        role,
        agency,
        100 + index,
      ]);
      await test.ask('insert into family (id, partnership, label, added_at, added_by) values ($1, $2, $3, now(), $4)', [
        family,
        PARTNERSHIP,
        `Family of ${index}`,
        TEST_PRACTITIONERS.manager.id,
      ]);
      await test.allocate(family, people[index] as Practitioner);
    }
  });
  afterAll(async () => {
    await database.close();
    await test.close();
  });

  const contextOf = (practitioner: Practitioner | null): Context => test.as(practitioner, { database });

  async function whatIsSeen(practitioner: Practitioner): Promise<Answered> {
    const answer = await askAs(contextOf(practitioner), async ({ transaction }) => {
      const { rows } = await sql<Answered>`
        select (select a.practitioner from acting() a) as who, coalesce((select array_agg(id) from family), '{}') as families`.execute(
        transaction,
      );
      return rows[0] as Answered;
    });
    if (isProblem(answer)) throw new Error(answer.problem);
    return answer;
  }

  it(`answers ${REQUESTS.toLocaleString('en')} interleaved requests, each as whoever asked`, async () => {
    // A fixed sequence that mixes everybody, and not in turn.
    let state = 20_161_123;
    const next = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let sent = 0;
    let wrong = 0;
    let asOperations = 0;
    const worker = async (): Promise<void> => {
      while (sent < REQUESTS) {
        sent += 1;
        const one = people[next(PRACTITIONERS)] as (typeof people)[number];
        if (sent % (REQUESTS / OPERATIONS_AMONG) === 0) {
          asOperations += 1;
          const answer = await through(contextOf(one), listFamilies, {});
          if (isProblem(answer) || answer.families.length !== 1 || answer.families[0]?.id !== one.family) wrong += 1;
          continue;
        }
        const { who, families } = await whatIsSeen(one);
        if (who !== one.id || families.length !== 1 || families[0] !== one.family) wrong += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect({ sent, wrong, asOperations }).toEqual({ sent: REQUESTS, wrong: 0, asOperations: OPERATIONS_AMONG });
    const [{ lines } = { lines: 0 }] = await test.ask<{ lines: number }>(
      "select count(*)::int as lines from audit where operation = 'list-families' and outcome = 'done'",
    );
    expect(lines).toBe(OPERATIONS_AMONG);
  }, 600_000);

  it('leaves nothing of a context for the next transaction of the same connection', async () => {
    const single = openDatabase({ ...test.connection('application'), max: 1 });
    const [one] = people as [(typeof people)[number]];
    try {
      await askAs({ ...contextOf(one), database: single }, async () => null);
      const held = await inTransaction(single, 'read committed', async (transaction) => {
        const { rows } = await sql<{ held: string | null; families: number }>`
          select current_setting('kinline.context', true) as held, (select count(*)::int from family) as families`.execute(transaction);
        return rows[0];
      });
      expect(held?.held ?? '').toBe('');
      expect(held?.families).toBe(0);
    } finally {
      await single.close();
    }
  });

  it('believes no context that was copied from another transaction, altered, or signed by somebody else', async () => {
    const single = openDatabase({ ...test.connection('application'), max: 1 });
    const [one, other] = people as [(typeof people)[number], (typeof people)[number]];
    try {
      const copied = await askAs({ ...contextOf(one), database: single }, async ({ transaction }) => {
        const { rows } = await sql<{ held: string }>`select current_setting('kinline.context') as held`.execute(transaction);
        return rows[0]?.held ?? '';
      });
      if (isProblem(copied)) throw new Error(copied.problem);
      for (const held of [copied, copied.replace(one.id, other.id), `${'0'.repeat(64)}${copied.slice(64)}`, 'x', copied.slice(0, 80)]) {
        await inTransaction(single, 'read committed', async (transaction) => {
          // A plain SET is open to everybody; it must not help.
          await sql.raw(`set local kinline.context = '${held.replaceAll("'", "''")}'`).execute(transaction);
          const { rows } = await sql<{ who: number; families: number }>`
            select (select count(*)::int from acting()) as who, (select count(*)::int from family) as families`.execute(transaction);
          expect(rows[0]).toEqual({ who: 0, families: 0 });
        });
      }
      const stranger = { ...contextOf(one).keys, context: new Uint8Array(32).fill(9) };
      expect(await askAs({ ...contextOf(one), database: single, keys: stranger }, async () => 'in')).toMatchObject({
        problem: 'not-signed-in',
      });
    } finally {
      await single.close();
    }
  });

  it('believes only the newest key: the one of before opens nothing once another is learnt', async () => {
    const [one] = people as [(typeof people)[number]];
    const newer = { ...contextOf(one).keys, context: new Uint8Array(32).fill(7) };
    try {
      await learnKey(test.connection('superuser'), newer.context);
      expect(await askAs({ ...contextOf(one), keys: newer }, async () => 'in')).toBe('in');
      expect(await askAs(contextOf(one), async () => 'in')).toMatchObject({ problem: 'not-signed-in' });
    } finally {
      await learnKey(test.connection('superuser'), contextOf(one).keys.context);
    }
  });

  it('sees one family alone once it has come to it, and cannot widen again', async () => {
    const [one, other] = people as [(typeof people)[number], (typeof people)[number]];
    await test.allocate(other.family, one);
    const seen = await askAs(contextOf(one), async ({ transaction }) => {
      const families = async (): Promise<string[]> =>
        (await transaction.selectFrom('family').select('id').execute()).map(({ id }) => id).sort();
      const both = await families();
      const came = [await comeToFamily(transaction, { family: other.family }), await comeToFamily(transaction, { family: one.family })];
      return { both, came, left: await families() };
    });
    expect(seen).toEqual({ both: [one.family, other.family].sort(), came: [other.family, null], left: [other.family] });
    await test.ask(
      "insert into allocation_end (allocation, by, reason) select id, by, 'x' from allocation where practitioner = $1 and family = $2",
      [one.id, other.family],
    );
  });

  it('lets nobody become somebody else within a transaction', async () => {
    const [one, other] = people as [(typeof people)[number], (typeof people)[number]];
    const { enterAs } = await import('../../src/app/door.ts');
    const answer = await askAs(contextOf(one), async ({ transaction }) => {
      const again = await enterAs(transaction, contextOf(other));
      const { rows } = await sql<{ who: string }>`select practitioner as who from acting()`.execute(transaction);
      return { again, who: rows[0]?.who };
    });
    expect(answer).toEqual({ again: null, who: one.id });
  });

  it('refuses what was taken away at the very next request: an allocation, a session, a practitioner', async () => {
    const [, , mine, left, signedOut] = people as (typeof people)[number][];
    if (mine === undefined || left === undefined || signedOut === undefined) throw new Error('Too few.');
    expect((await whatIsSeen(mine)).families).toEqual([mine.family]);
    await test.ask("insert into allocation_end (allocation, by, reason) select id, by, 'x' from allocation where practitioner = $1", [
      mine.id,
    ]);
    expect((await whatIsSeen(mine)).families).toEqual([]);

    await test.ask('update practitioner set left_at = now() where id = $1', [left.id]);
    expect(await through(contextOf(left), listFamilies, {})).toMatchObject({ problem: 'not-signed-in' });

    const session = randomBytes(16).toString('hex');
    await test.ask(
      "insert into session (id, practitioner, secret_hash, how, until, idle_until) values ($1, $2, $3, 'passkey', now() + interval '1 hour', now() + interval '1 hour')",
      [session, signedOut.id, randomBytes(32)],
    );
    const within: Context = {
      ...contextOf(signedOut),
      session: { id: session, how: 'passkey', authenticatedAt: new Date().toISOString() },
    };
    expect(isProblem(await through(within, listFamilies, {}))).toBe(false);
    await test.ask('update session set ended_at = now() where id = $1', [session]);
    expect(await through(within, listFamilies, {})).toMatchObject({ problem: 'not-signed-in' });
    const others: Context = { ...within, practitioner: people[6] as Practitioner };
    expect(await through(others, listFamilies, {})).toMatchObject({ problem: 'not-signed-in' });
  });
});
