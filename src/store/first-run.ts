/** The first run: what this database is, a partnership's first administrator, and the link with which they make their account. As the owner alone. */
import { sql } from 'kysely';
import type { Transaction } from './database.ts';

export type KeptPartnership = { readonly id: string; readonly name: string; readonly demonstration: boolean };

/** The partnership of this database, or null before its first run. */
export async function keptPartnership(transaction: Transaction): Promise<KeptPartnership | null> {
  const { rows } = await sql<KeptPartnership>`select id, name, demonstration from partnership order by id limit 1`.execute(transaction);
  return rows[0] ?? null;
}

/** The administrators who have not left, by id and name. */
export async function administrators(transaction: Transaction): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return transaction
    .selectFrom('practitioner')
    .select(['id', 'name'])
    .where('role', '=', 'administrator')
    .where('left_at', 'is', null)
    .execute();
}

/** By whoever runs the server, for an administrator. Earlier links of theirs end. */
export async function giveFirstLink(transaction: Transaction, practitioner: string, hash: Buffer): Promise<void> {
  await sql`update one_time_link set withdrawn_at = now() where practitioner = ${practitioner} and used_at is null and withdrawn_at is null`.execute(
    transaction,
  );
  await sql`insert into one_time_link (hash, practitioner) values (${hash}, ${practitioner})`.execute(transaction);
}
