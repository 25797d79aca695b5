/**
 * The tree over the audit's lines, as it is kept: where a line stands, and the hashes of complete subtrees. As the owner one sees all of it;
 * inside a signed context the places of one's own and one's families' lines, and for gathering and review the hashes that prove them.
 */
import { sql } from 'kysely';
import type { Node } from '../domain/merkle.ts';
import type { Transaction } from './database.ts';

export type Leaf = { readonly entry: number; readonly index: number };
/** A leaf and the text that it should be the hash of; null when the line is gone. */
export type LeafLine = { readonly index: number; readonly canonical: string | null };

/** How many lines are in the tree, as those see it who see its hashes. */
export async function treeSize(transaction: Transaction): Promise<number> {
  const row = await transaction
    .selectFrom('audit_node')
    .select('index')
    .where('level', '=', 0)
    .orderBy('index', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? 0 : row.index + 1;
}

/** Integrates what is committed and waits, in this transaction. */
export async function sealNow(transaction: Transaction): Promise<void> {
  await sql`select seal_audit()`.execute(transaction);
}

/** Hashes of complete subtrees, by `nodeName`. One that is missing is left out. */
export async function nodeHashes(transaction: Transaction, nodes: readonly Node[]): Promise<ReadonlyMap<string, Uint8Array>> {
  if (nodes.length === 0) return new Map();
  const { rows } = await sql<{ level: number; index: number; hash: Buffer }>`
    select n.level, n.index, n.hash from audit_node n
    join unnest(${nodes.map(({ level }) => level)}::smallint[], ${nodes.map(({ index }) => index)}::bigint[]) as wanted (level, index)
      on wanted.level = n.level and wanted.index = n.index`.execute(transaction);
  return new Map(rows.map((node) => [nodeName(node), node.hash]));
}

export const nodeName = ({ level, index }: Node): string => `${level} ${index}`;

/** Where these lines stand in the tree, as far as they are in it. */
export async function leavesOf(transaction: Transaction, entries: readonly number[]): Promise<Leaf[]> {
  if (entries.length === 0) return [];
  return transaction
    .selectFrom('audit_leaf')
    .select(['entry', 'index'])
    .where('entry', '=', sql<number>`any (${[...entries]}::bigint[])`)
    .execute();
}

/** The leaves [from, to) in order, with their lines. */
export async function leafLines(transaction: Transaction, from: number, to: number): Promise<LeafLine[]> {
  return transaction
    .selectFrom('audit_leaf')
    .leftJoin('audit', 'audit.sequence', 'audit_leaf.entry')
    .select(['audit_leaf.index', sql<string | null>`audit.canonical::text`.as('canonical')])
    .where('audit_leaf.index', '>=', from)
    .where('audit_leaf.index', '<', to)
    .orderBy('audit_leaf.index')
    .execute();
}
