/** Clause 1 as tries: every way to begin a transaction in which nothing may be seen, and the one in which it may. */
import type pg from 'pg';
import type { Claim } from '../../src/store/context.ts';
import { TEST_KEYS } from '../database.ts';
import { enter } from './compare.ts';

/** Somebody who sees something, and a session of somebody else. Their own sessions 1 to 3 have ended, run out and been idle for too long. */
export type Claimant = { readonly practitioner: string; readonly others: string };

const claimOf = (practitioner: string, session: string | null = null): Claim => ({ practitioner, session, how: null, purpose: null });
export const sessionOf = (practitioner: string, which: number): string => `${practitioner.slice(0, 31)}${which}`;

export function badContexts(client: pg.Client, { practitioner, others }: Claimant): readonly (readonly [string, () => Promise<unknown>])[] {
  const claim = claimOf(practitioner);
  const held = async (): Promise<string> =>
    (await client.query("select current_setting('kinline.context', true) as held")).rows[0]?.held ?? '';
  const hold = (text: string): Promise<unknown> => client.query(`set local kinline.context = ${client.escapeLiteral(text)}`);
  const again = async (): Promise<void> => {
    await client.query('rollback');
    await client.query('begin');
  };
  return [
    ['no context', async () => {}],
    ['no context, in a transaction that writes', () => client.query('select pg_current_xact_id()')],
    ['another key', () => enter(client, claim, new Uint8Array(32).fill(9))],
    ['run out', () => enter(client, claim, TEST_KEYS.context, new Date(Date.now() - 1000))],
    ['a session that was ended', () => enter(client, claimOf(practitioner, sessionOf(practitioner, 1)))],
    ['a session that ran out', () => enter(client, claimOf(practitioner, sessionOf(practitioner, 2)))],
    ['a session idle for too long', () => enter(client, claimOf(practitioner, sessionOf(practitioner, 3)))],
    ['the session of somebody else', () => enter(client, claimOf(practitioner, sessionOf(others, 0)))],
    ['a session that never was', () => enter(client, claimOf(practitioner, 'f'.repeat(32)))],
    ['nonsense', () => hold('nonsense')],
    ['nonsense of the right length', () => hold(`${'0'.repeat(64)}nonsense`)],
    ['a signature that is none', () => hold(`${'z'.repeat(64)}{}`)],
    [
      'another transaction’s',
      async () => {
        await again();
        await enter(client, claim);
        const text = await held();
        await again();
        await client.query('select pg_current_xact_id()');
        await hold(text);
      },
    ],
    [
      'somebody else written into one’s own',
      async () => {
        await again();
        await enter(client, claim);
        const text = await held();
        await hold(text.replaceAll(practitioner, others));
      },
    ],
    [
      'made up for this very transaction',
      async () => {
        await again();
        await enter(client, claim);
        const text = await held();
        await hold(`${'0'.repeat(64)}${text.slice(64)}`);
      },
    ],
  ];
}

/** What is wrong about who gets in, or null: each bad way shows nothing without an error, a good one shows something, and a second does not replace it. */
export async function wrongContext(client: pg.Client, claimant: Claimant): Promise<string | null> {
  const seen = async (): Promise<number> =>
    Number(
      (
        await client.query(
          'select (select count(*) from role) + (select count(*) from practitioner) + (select count(*) from family) as seen',
        )
      ).rows[0]?.seen,
    );
  for (const [way, begin] of badContexts(client, claimant)) {
    await client.query('begin');
    try {
      if ((await begin()) === true) return `${way}: let in`;
      if ((await seen()) > 0) return `${way}: something is seen`;
    } catch (error) {
      return `${way}: ${String(error)}`;
    } finally {
      await client.query('rollback');
    }
  }
  await client.query('begin');
  try {
    for (const session of [null, sessionOf(claimant.practitioner, 0)]) {
      await client.query('savepoint good');
      if (!(await enter(client, claimOf(claimant.practitioner, session))) || (await seen()) === 0) return 'a good context shows nothing';
      if (session === null) await client.query('rollback to good');
    }
    if (await enter(client, claimOf(claimant.others))) return 'a second context replaced the first';
  } catch (error) {
    return `a good context: ${String(error)}`;
  } finally {
    await client.query('rollback');
  }
  return null;
}
