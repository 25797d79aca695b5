/** The practitioners of the partnership. */
import { sql } from 'kysely';
import type { Practitioner } from '../domain/access.ts';
import type { Transaction } from './database.ts';

type Row = { id: string; name: string; role: string; agency: string; title: string | null };

export function practitionerFrom({ id, name, role, agency, title }: Row): Practitioner {
  return { id, name, role, agency, ...(title === null ? {} : { title }) };
}

const COLUMNS = ['id', 'name', 'role', 'agency', 'title'] as const;

export async function findPractitioner(transaction: Transaction, id: string): Promise<Practitioner | null> {
  const row = await transaction.selectFrom('practitioner').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : practitionerFrom(row);
}

/** In a demonstration, the people whom anybody may choose to be; nobody in a real partnership. */
export async function demonstrationPractitioners(transaction: Transaction): Promise<Practitioner[]> {
  const { rows } = await sql<Row>`select id, name, role, agency, title from demonstration_practitioners()`.execute(transaction);
  return rows.map(practitionerFrom);
}

export async function allPractitioners(transaction: Transaction): Promise<Practitioner[]> {
  const rows = await transaction.selectFrom('practitioner').select(COLUMNS).orderBy('position').orderBy('id').execute();
  return rows.map(practitionerFrom);
}

/** Keeps these practitioners as the settings give them: adds those that are new, and follows a changed name, role or agency. */
export async function keepPractitioners(
  transaction: Transaction,
  partnership: string,
  practitioners: readonly Practitioner[],
): Promise<void> {
  for (const [position, { id, name, role, agency, title = null }] of practitioners.entries()) {
    await transaction
      .insertInto('practitioner')
      .values({ id, partnership, name, role, agency, title, position })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, role, agency, title, position }))
      .execute();
  }
}

/** By an administrator who is acting. */
export async function addPractitioner(
  transaction: Transaction,
  partnership: string,
  { id, name, role, agency, title }: Practitioner,
): Promise<void> {
  await transaction
    .insertInto('practitioner')
    .values({ id, partnership, name, role, agency, title: title ?? null, position: 1000 })
    .execute();
}

/** By an administrator who is acting; false when there is nobody of that id who has not left. */
export async function changePractitioner(
  transaction: Transaction,
  id: string,
  { role, agency, title }: { readonly role: string; readonly agency: string; readonly title: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('practitioner')
    .set({ role, agency, title })
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** By an administrator who is acting: from now on they have left. False when there is nobody of that id who has not. */
export async function endPractitioner(transaction: Transaction, id: string): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('practitioner')
    .set({ left_at: sql<string>`now()` })
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
