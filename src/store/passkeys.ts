/** Passkeys: one's own, and the one that a credential names when somebody signs in with it. */
import { sql } from 'kysely';
import type { Transaction } from './database.ts';

export type OwnPasskey = {
  readonly id: string;
  readonly name: string;
  readonly backedUp: boolean;
  readonly madeAt: string;
  readonly usedAt: string | null;
};

/** Of whoever is acting, oldest first. */
export async function ownPasskeys(transaction: Transaction): Promise<readonly OwnPasskey[]> {
  const { rows } = await sql<{ id: string; name: string; backed_up: boolean; made_at: string; used_at: string | null }>`
    select id, name, backed_up, made_at, used_at from passkey where removed_at is null order by made_at, id`.execute(transaction);
  return rows.map(({ id, name, backed_up, made_at, used_at }) => ({ id, name, backedUp: backed_up, madeAt: made_at, usedAt: used_at }));
}

export async function ownCredentials(
  transaction: Transaction,
): Promise<readonly { readonly id: Uint8Array; readonly transports: readonly string[] }[]> {
  const { rows } = await sql<{ credential: Buffer; transports: string[] }>`select * from own_credentials()`.execute(transaction);
  return rows.map(({ credential, transports }) => ({ id: credential, transports }));
}

export type PasskeyToKeep = {
  readonly id: string;
  readonly credential: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly backedUp: boolean;
  readonly name: string;
};

/** False when there are twenty already, or the credential is known. */
export async function keepPasskey(transaction: Transaction, kept: PasskeyToKeep): Promise<boolean> {
  const { id, credential, publicKey, counter, transports, backedUp, name } = kept;
  const { rows } = await sql<{
    done: boolean;
  }>`select keep_passkey(${id}, ${Buffer.from(credential)}, ${Buffer.from(publicKey)}, ${counter},
    ${[...transports]}, ${backedUp}, ${name}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

export type FoundPasskey = { readonly id: string; readonly practitioner: string; readonly publicKey: Uint8Array; readonly counter: number };

export async function passkeyOfCredential(transaction: Transaction, credential: Uint8Array): Promise<FoundPasskey | null> {
  const { rows } = await sql<{ id: string; practitioner: string; public_key: Buffer; counter: number }>`
    select id, practitioner, public_key, counter from passkey_of_credential(${Buffer.from(credential)})`.execute(transaction);
  const [row] = rows;
  return row === undefined ? null : { id: row.id, practitioner: row.practitioner, publicKey: row.public_key, counter: Number(row.counter) };
}

/** False when the counter did not go up: the key may have been copied. */
export async function usePasskey(transaction: Transaction, id: string, counter: number): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select use_passkey(${id}, ${counter}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

export async function namePasskey(transaction: Transaction, id: string, name: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select name_passkey(${id}, ${name}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

export async function removePasskey(transaction: Transaction, id: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select remove_passkey(${id}) as done`.execute(transaction);
  return rows[0]?.done === true;
}
