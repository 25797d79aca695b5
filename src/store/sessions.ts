/**
 * Sessions: begun, renewed and ended by texts that the server signs, and recognised by the hash of their token. The database says whose a session
 * is and whether it still lives.
 */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Practitioner } from '../domain/access.ts';
import type { Transaction } from './database.ts';
import { practitionerFrom } from './practitioners.ts';

export type HowSignedIn = 'demonstration' | 'password-and-code' | 'passkey' | 'identity-provider';

export type TouchedSession = {
  readonly id: string;
  readonly how: HowSignedIn;
  readonly authenticatedAt: string;
  /** False when it ended or ran out; whose it was is still said, so that what they typed can be kept for them. */
  readonly live: boolean;
  readonly practitioner: Practitioner;
};

/** How long a signed text may wait to be used. */
const GOOD_FOR_MS = 60_000;

/** A text that the database believes was said by this server, for this purpose and for a minute (`signed_for`). */
export function signed(
  key: Uint8Array,
  purpose: string,
  content: Readonly<Record<string, string | number | null>>,
): { payload: string; mac: Buffer } {
  const payload = JSON.stringify({ ...content, expires: new Date(Date.now() + GOOD_FOR_MS).toISOString() });
  return { payload, mac: createHmac('sha256', key).update(`${purpose} ${payload}`).digest() };
}

export type Beginning = {
  readonly session: string;
  readonly practitioner: string;
  readonly secretHash: Uint8Array;
  readonly how: HowSignedIn;
  readonly seconds: number;
  readonly idleSeconds: number;
  /** The tries of this account and address, which count no longer. */
  readonly tries?: Tries;
};

/** The keys under which tries to sign in are counted: HMACs, so that they name nobody. */
export type Tries = { readonly account: Uint8Array; readonly address: Uint8Array; readonly both: Uint8Array };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** False when they have left, or when a demonstration's session was asked for where there is no demonstration. */
export async function beginSession(
  transaction: Transaction,
  key: Uint8Array,
  { secretHash, tries, ...begun }: Beginning,
): Promise<boolean> {
  const counted = tries === undefined ? {} : { account: hex(tries.account), address: hex(tries.address), both: hex(tries.both) };
  const { payload, mac } = signed(key, 'begin-session', { ...begun, ...counted, secretHash: hex(secretHash) });
  const { rows } = await sql<{ done: boolean }>`select begin_session(${payload}, ${mac}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

/** The session of a token, which lives on from now; null for a token that never was. */
export async function touchSession(transaction: Transaction, secretHash: Uint8Array, idleSeconds: number): Promise<TouchedSession | null> {
  const { rows } = await sql<{
    session: string;
    how: HowSignedIn;
    authenticated_at: string;
    live: boolean;
    practitioner: string;
    name: string;
    role: string;
    agency: string;
    title: string | null;
  }>`select * from touch_session(${Buffer.from(secretHash)}, ${idleSeconds})`.execute(transaction);
  const [row] = rows;
  return row === undefined
    ? null
    : {
        id: row.session,
        how: row.how,
        authenticatedAt: row.authenticated_at,
        live: row.live,
        practitioner: practitionerFrom({ ...row, id: row.practitioner }),
      };
}

/** Whoever has shown again who they are: the same session with a new token. False when it has ended meanwhile. */
export async function renewSession(
  transaction: Transaction,
  key: Uint8Array,
  renewed: { readonly session: string; readonly practitioner: string; readonly secretHash: Uint8Array; readonly how: HowSignedIn },
): Promise<boolean> {
  const { payload, mac } = signed(key, 'renew-session', { ...renewed, secretHash: hex(renewed.secretHash) });
  const { rows } = await sql<{ done: boolean }>`select renew_session(${payload}, ${mac}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

export type Ending = {
  readonly practitioner: string;
  /** This one alone; null is all of them. */
  readonly session: string | null;
  /** All but this one. */
  readonly keep?: string | null;
  readonly because: 'signed-out' | 'signed-out-everywhere' | 'replaced' | 'identity-provider' | 'administrator';
};

/** How many sessions ended. */
export async function endSessions(transaction: Transaction, key: Uint8Array, ending: Ending): Promise<number> {
  const { payload, mac } = signed(key, 'end-sessions', { ...ending, keep: ending.keep ?? null });
  const { rows } = await sql<{ ended: number }>`select end_sessions(${payload}, ${mac}) as ended`.execute(transaction);
  return rows[0]?.ended ?? 0;
}

/** Whether this database is a demonstration, and whether there is anybody who could sign in. */
export async function firstRun(transaction: Transaction): Promise<{ readonly demonstration: boolean; readonly practitioners: boolean }> {
  const { rows } = await sql<{ demonstration: boolean; practitioners: boolean }>`select * from first_run()`.execute(transaction);
  return rows[0] ?? { demonstration: false, practitioners: false };
}

export type LiveSession = { readonly id: string; readonly how: HowSignedIn; readonly startedAt: string; readonly authenticatedAt: string };

/** The sessions of whoever is acting that live now, the latest first. */
export async function liveSessions(transaction: Transaction): Promise<readonly LiveSession[]> {
  const { rows } = await sql<{ id: string; how: HowSignedIn; started_at: string; authenticated_at: string }>`
    select id, how, started_at, authenticated_at from session
    where ended_at is null and until > now() and idle_until > now() order by started_at desc, id`.execute(transaction);
  return rows.map((row) => ({ id: row.id, how: row.how, startedAt: row.started_at, authenticatedAt: row.authenticated_at }));
}
