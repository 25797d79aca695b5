/**
 * The signed context of a transaction: who is acting, for what purpose, in which session. The database believes nothing else about who
 * is asking; without it, no row of any table is seen (docs/access-policy.md, clause 1).
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Practitioner, Purpose } from '../domain/access.ts';
import type { Transaction } from './database.ts';
import { practitionerFrom } from './practitioners.ts';

/** What is claimed; the database checks that the session lives and that the practitioner has not left. */
export type Claim = {
  readonly practitioner: string;
  readonly session: string | null;
  readonly how: string | null;
  readonly purpose: Purpose | null;
};

export type Acting = { readonly practitioner: Practitioner; readonly partnership: string; readonly purpose: Purpose | null };

/** How long a signed claim may wait to be used; clocks of the two machines may differ by some of it. */
const GOOD_FOR_MS = 5 * 60_000;
const BLOCK = 64;

/** The text of a claim and its signature (HMAC-SHA-256). */
export function signClaim(claim: Claim, key: Uint8Array, expires: Date): { readonly payload: string; readonly mac: Buffer } {
  const payload = JSON.stringify({ ...claim, expires: expires.toISOString(), nonce: randomBytes(16).toString('hex') });
  return { payload, mac: createHmac('sha256', key).update(payload).digest() };
}

/** Makes the claim that of this transaction. Null when it is refused: signed otherwise, run out, a session that ended, somebody who left. */
export async function enterContext(transaction: Transaction, claim: Claim, key: Uint8Array): Promise<Acting | null> {
  const { payload, mac } = signClaim(claim, key, new Date(Date.now() + GOOD_FOR_MS));
  const {
    rows: [row],
  } = await sql<{
    practitioner: string;
    name: string;
    role: string;
    agency: string;
    title: string | null;
    partnership: string;
    purpose: Purpose | null;
  }>`select * from enter(${payload}, ${mac})`.execute(transaction);
  if (row === undefined) return null;
  return { practitioner: practitionerFrom({ ...row, id: row.practitioner }), partnership: row.partnership, purpose: row.purpose };
}

/** Gives the database the key that contexts are signed with. Only the owner may. A key of before is believed no longer. */
export async function keepContextKey(owner: pg.Client, key: Uint8Array): Promise<void> {
  const short = key.length > BLOCK ? createHash('sha256').update(key).digest() : Buffer.from(key);
  const padded = Buffer.concat([short, Buffer.alloc(BLOCK - short.length)]);
  const id = createHash('sha256').update('kinline context key ').update(key).digest('hex').slice(0, 16);
  const pad = (byte: number): Buffer => Buffer.from(padded.map((one) => one ^ byte));
  await owner.query('insert into context_key (id, inner_pad, outer_pad) values ($1, $2, $3) on conflict (id) do nothing', [
    id,
    pad(0x36),
    pad(0x5c),
  ]);
  await owner.query('delete from context_key where id <> $1', [id]);
}
