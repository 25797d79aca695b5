/** Which agencies are involved with a family. It decides who may see it, so it is asked on every request. */
import { sql } from 'kysely';
import type { Transaction } from './database.ts';

/**
 * Comes to the family of what is asked for, when whoever is acting sees it; from then on this transaction sees that family alone. Null
 * when it is hidden from them and when there is no such thing, in the same time.
 */
export async function comeToFamily(
  transaction: Transaction,
  subject: { readonly family?: string; readonly contribution?: string; readonly draft?: string },
): Promise<string | null> {
  const { family = null, contribution = null, draft = null } = subject;
  const { rows } = await sql<{ family: string | null }>`select come_to(${family}, ${contribution}, ${draft}) as family`.execute(
    transaction,
  );
  return rows[0]?.family ?? null;
}

/** Whether whoever is acting may still open this family today, with so many different families a day. */
export async function withinBudget(transaction: Transaction, family: string, most: number): Promise<boolean> {
  const { rows } = await sql<{ within: boolean }>`select within_budget(${family}, ${most}) as within`.execute(transaction);
  return rows[0]?.within === true;
}

/** Agency codes involved with a family; null when there is no such family. */
export async function involvedAgencies(transaction: Transaction, family: string): Promise<string[] | null> {
  const rows = await transaction
    .selectFrom('family')
    .leftJoin('involvement', 'involvement.family', 'family.id')
    .select('involvement.agency')
    .where('family.id', '=', family)
    .execute();
  return rows.length === 0 ? null : rows.flatMap(({ agency }) => (agency === null ? [] : [agency]));
}

export async function familyOfContribution(transaction: Transaction, contribution: string): Promise<string | null> {
  const row = await transaction.selectFrom('contribution').select('family').where('id', '=', contribution).executeTakeFirst();
  return row?.family ?? null;
}

export async function familyOfDraft(transaction: Transaction, draft: string): Promise<string | null> {
  const row = await transaction.selectFrom('contribution_draft').select('family').where('id', '=', draft).executeTakeFirst();
  return row?.family ?? null;
}

/** Makes agencies involved with a family. An agency that is involved already stays so, since when and why it first was. */
export async function involve(
  transaction: Transaction,
  family: string,
  agencies: readonly string[],
  because: 'named' | 'asked' | 'contributed',
  since: string,
): Promise<void> {
  if (agencies.length === 0) return;
  await transaction
    .insertInto('involvement')
    .values([...new Set(agencies)].map((agency) => ({ family, agency, since, because })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
