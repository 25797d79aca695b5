/** The partnership and its agencies, in its own order. */
import type { Agency } from '../domain/agency.ts';
import type { Transaction } from './database.ts';

export type Partnership = { readonly id: string; readonly name: string; readonly demonstration?: boolean };

export async function keepPartnership(transaction: Transaction, { id, name, demonstration = false }: Partnership): Promise<void> {
  await transaction
    .insertInto('partnership')
    .values({ id, name, demonstration })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The partnership that a practitioner belongs to. */
export async function partnershipOf(transaction: Transaction, practitioner: string): Promise<string> {
  const row = await transaction.selectFrom('practitioner').select('partnership').where('id', '=', practitioner).executeTakeFirstOrThrow();
  return row.partnership;
}

/** Keeps these agencies as the settings give them, in this order. One that is no longer there stays, for what it sent. */
export async function keepAgencies(transaction: Transaction, partnership: string, agencies: readonly Agency[]): Promise<void> {
  for (const [position, { code, name, aliases }] of agencies.entries()) {
    await transaction
      .insertInto('agency')
      .values({ partnership, code, name, aliases: [...aliases], position })
      .onConflict((conflict) => conflict.columns(['partnership', 'code']).doUpdateSet({ name, aliases: [...aliases], position }))
      .execute();
  }
}

export async function allAgencies(transaction: Transaction, partnership: string): Promise<Agency[]> {
  return transaction
    .selectFrom('agency')
    .select(['code', 'name', 'aliases'])
    .where('partnership', '=', partnership)
    .orderBy('position')
    .orderBy('code')
    .execute();
}
