/** Whom the identity provider's people are here, what may be used once, and the sessions that the provider may end. */
import { sql } from 'kysely';
import type { Transaction } from './database.ts';
import { signed } from './sessions.ts';

/** True the first time for each mark, 32 bytes; false ever after. */
export async function spend(transaction: Transaction, mark: Uint8Array): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`select spend(${Buffer.from(mark)}) as fresh`.execute(transaction);
  return rows[0]?.fresh === true;
}

/** The practitioner of this identity, or null. */
export async function practitionerOfIdentity(transaction: Transaction, issuer: string, subject: string): Promise<string | null> {
  const { rows } = await sql<{ found: string | null }>`select identity_practitioner(${issuer}, ${subject}) as found`.execute(transaction);
  return rows[0]?.found ?? null;
}

export async function keepUnknownIdentity(transaction: Transaction, reference: string, issuer: string, subject: string): Promise<void> {
  await sql`select keep_unknown_identity(${reference}, ${issuer}, ${subject})`.execute(transaction);
}

/** False when there is no such reference (any more) or no such practitioner, and for anybody but an administrator. */
export async function linkIdentity(transaction: Transaction, reference: string, practitioner: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select link_identity(${reference}, ${practitioner}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

export async function unlinkIdentity(transaction: Transaction, sequence: number): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select unlink_identity(${sequence}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

export type LinkedIdentity = {
  readonly sequence: number;
  readonly issuer: string;
  readonly practitioner: string;
  readonly at: string;
  readonly by: string;
};

/** The links that count now, latest first; for administrators. */
export async function linkedIdentities(transaction: Transaction): Promise<readonly LinkedIdentity[]> {
  const { rows } = await sql<LinkedIdentity>`select * from identities_linked()`.execute(transaction);
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

export type ProviderSession = {
  readonly session: string;
  readonly issuer: string;
  readonly sub: string;
  readonly sid: string | null;
  readonly authenticatedAt: string;
};

/** What the provider said of a session. False, and the session has ended, when the provider had ended it before it began here. */
export async function keepProviderSession(transaction: Transaction, key: Uint8Array, said: ProviderSession): Promise<boolean> {
  const { payload, mac } = signed(key, 'provider-session', said);
  const { rows } = await sql<{ done: boolean }>`select keep_provider_session(${payload}, ${mac}) as done`.execute(transaction);
  return rows[0]?.done === true;
}

/** Ends the sessions of this `sub`, of this `sid`, or of both together. How many ended. */
export async function endProviderSessions(
  transaction: Transaction,
  key: Uint8Array,
  whose: { readonly issuer: string; readonly sub: string | null; readonly sid: string | null },
): Promise<number> {
  const { payload, mac } = signed(key, 'provider-logout', whose);
  const { rows } = await sql<{ ended: number }>`select end_provider_sessions(${payload}, ${mac}) as ended`.execute(transaction);
  return rows[0]?.ended ?? 0;
}
