/** What somebody had typed when their session ended: kept sealed for a day, seen by nobody else, and taken away when it has been sent. */
import { sql } from 'kysely';
import type { Transaction } from './database.ts';

export type KeptForm = { readonly id: string; readonly sealed: Buffer; readonly keptAt: string };

/** Keeps it for whoever's session that was. False when there was no such session, or they have left. */
export async function keepForm(transaction: Transaction, form: string, session: string, sealed: Buffer): Promise<boolean> {
  const { rows } = await sql<{ whose: string | null }>`select keep_form(${form}, ${session}, ${sealed}) as whose`.execute(transaction);
  return typeof rows[0]?.whose === 'string';
}

/** One's own, the latest first. */
export async function keptForms(transaction: Transaction): Promise<readonly KeptForm[]> {
  const rows = await transaction
    .selectFrom('kept_form')
    .select(['id', 'sealed', 'kept_at'])
    .where('until', '>', sql<string>`now()`)
    .orderBy('kept_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ id, sealed, kept_at }) => ({ id, sealed, keptAt: kept_at }));
}

export async function takeAwayForm(transaction: Transaction, id: string): Promise<void> {
  await transaction.deleteFrom('kept_form').where('id', '=', id).execute();
}
