/** Who works with a family: allocations, and their ends. Only ever added to; the times are the server's own. */
import type { Clearance, Purpose } from '../domain/access.ts';
import type { Transaction } from './database.ts';

export type NewAllocation = {
  readonly id: string;
  readonly family: string;
  readonly practitioner: string;
  readonly agency: string;
  readonly purpose: Purpose;
  readonly clearance: Clearance;
  /** ISO instant; null runs until it is ended. */
  readonly until: string | null;
  readonly by: string;
  readonly reason: string;
};

export async function insertAllocation(transaction: Transaction, row: NewAllocation): Promise<void> {
  await transaction.insertInto('allocation').values(row).execute();
}
