/** One request, one effect: the answer that a practitioner's key was given is kept with the effect and given again. */
import type { Transaction } from './database.ts';

export type RememberedAnswer = { readonly operation: string; readonly request: string; readonly answer: unknown };

export async function rememberedAnswer(transaction: Transaction, practitioner: string, key: string): Promise<RememberedAnswer | null> {
  const row = await transaction
    .selectFrom('idempotency')
    .select(['operation', 'request', 'answer'])
    .where('practitioner', '=', practitioner)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ?? null;
}

export async function keepAnswer(
  transaction: Transaction,
  practitioner: string,
  key: string,
  at: string,
  remembered: RememberedAnswer,
): Promise<void> {
  await transaction
    .insertInto('idempotency')
    .values({
      practitioner,
      key,
      at,
      operation: remembered.operation,
      request: remembered.request,
      answer: JSON.stringify(remembered.answer),
    })
    .execute();
}
