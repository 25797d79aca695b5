/** Conflicts of interest: what was declared, and one-way marks of what a practitioner and a family may share. Nobody reads a mark. */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Facts } from '../domain/conflict.ts';
import type { Transaction } from './database.ts';

/** One-way, under a key of its own that is not in the database: without it nobody can even try values. */
function markerOf(key: Uint8Array): (fact: string) => string {
  const own = createHmac('sha256', key).update('marks of conflict').digest();
  return (fact) => createHmac('sha256', own).update(fact).digest('hex');
}

export function markOf(key: Uint8Array, fact: string): string {
  return markerOf(key)(fact);
}

export async function keepOwnMarks(transaction: Transaction, key: Uint8Array, { whole, surnames, places }: Facts): Promise<void> {
  const mark = markerOf(key);
  await sql`select keep_own_marks(${whole.map(mark)}::text[], ${surnames.map((one) => mark(`surname ${one}`))}::text[],
    ${places.map((one) => mark(`place ${one}`))}::text[])`.execute(transaction);
}

export async function keepFamilyMarks(
  transaction: Transaction,
  key: Uint8Array,
  family: string,
  { whole, surnames, places }: Facts,
): Promise<void> {
  if (whole.length + surnames.length + places.length === 0) return;
  const mark = markerOf(key);
  await sql`select keep_family_marks(${family}, ${whole.map(mark)}::text[], ${surnames.map((one) => mark(`surname ${one}`))}::text[],
    ${places.map((one) => mark(`place ${one}`))}::text[])`.execute(transaction);
}

/** Of whoever is acting, with a family that they see, or that they name. It answers nothing. */
export async function declareOwnConflict(
  transaction: Transaction,
  declared: {
    readonly family: string | null;
    readonly familyName: string | null;
    readonly because: string;
    readonly nameMark: string | null;
  },
): Promise<void> {
  const { family, familyName, because, nameMark } = declared;
  await sql`select declare_own_conflict(${family}, ${familyName}, ${because}, ${nameMark})`.execute(transaction);
}

export async function insertDeclaredConflict(
  transaction: Transaction,
  row: { readonly id: string; readonly practitioner: string; readonly family: string; readonly because: string; readonly by: string },
): Promise<void> {
  await transaction.insertInto('declared_conflict').values(row).execute();
}
