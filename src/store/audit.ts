/**
 * The audit: what was done or refused through the door, by whom, for what, to what, when. Ids and codes only, and only ever added to.
 *
 * `writeAudit` adds a line in the transaction of the work. The database itself stamps the time and takes who, agency, role, purpose and
 * session from the signed context of the transaction (nulls when nobody acts), so nobody can write a line in another's name. The family is
 * filled in when it is known. After the commit, `sealAudit` integrates the line into the log's tree; the door does it before a result leaves.
 * To read: `auditLines`, which sees what whoever is acting may see (docs/access-policy.md, clause 15).
 */
import { sql } from 'kysely';
import { type AuditEntry, entryOf, type Verb } from '../domain/audit.ts';
import { type Database, inTransaction, type Transaction } from './database.ts';

export type AuditRow = {
  readonly operation: string;
  readonly verb: Verb;
  readonly subjectKind: string;
  /** An id, 32 hexadecimal digits, or null. */
  readonly subject: string | null;
  /** Where the subject does not say it: the subject's own family is found by the database. */
  readonly family?: string | null;
  /** `done`, or the code of the problem that it was refused with. */
  readonly outcome: string;
};

/** Adds a line and answers its number, for `sealAudit`. */
export async function writeAudit(transaction: Transaction, row: AuditRow): Promise<number> {
  const {
    rows: [added],
  } = await sql<{ entry: number }>`select append_audit(${row.operation}, ${row.verb}, ${row.subjectKind}, ${row.subject},
    ${row.family ?? null}, ${row.outcome}) as entry`.execute(transaction);
  return added?.entry ?? 0;
}

/**
 * Integrates every line that is committed into the tree, when this one (or any, for null) is not in it yet. In a transaction of its own,
 * after that of the line.
 */
export async function sealAudit(database: Database, entry: number | null): Promise<void> {
  await inTransaction(database, 'read committed', (transaction) => sql`select seal_audit(${entry})`.execute(transaction));
}

/** A line as it stands in the audit: its number, what it says, and the text that is hashed. */
export type AuditLine = AuditEntry & { readonly entry: number; readonly canonical: string };

export type AuditQuestion = {
  readonly family?: string;
  readonly practitioner?: string;
  readonly verbs?: readonly Verb[];
  readonly operations?: readonly string[];
  /** ISO instants: from this one on, and before that one. */
  readonly from?: string;
  readonly to?: string;
  /** Only lines after this number, to read on. */
  readonly after?: number;
  readonly most?: number;
};

/**
 * The lines that answer a question, oldest first, as far as whoever is acting may see them. Lines about a contribution or a draft that was
 * not shown name no family; they are the family's all the same to those who see it.
 */
export async function auditLines(transaction: Transaction, question: AuditQuestion): Promise<AuditLine[]> {
  let lines = transaction
    .selectFrom('audit')
    .select(['sequence', sql<string>`canonical::text`.as('canonical')])
    .orderBy('sequence');
  const { family, practitioner, verbs, operations, from, to, after, most } = question;
  if (family !== undefined)
    lines = lines.where((is) =>
      is.or([
        is('family', '=', family),
        is.and([
          is('family', 'is', null),
          is.or([
            is.and([
              is('subject_kind', '=', 'contribution'),
              is('subject', 'in', is.selectFrom('contribution').select('id').where('family', '=', family)),
            ]),
            is.and([
              is('subject_kind', '=', 'draft'),
              is('subject', 'in', is.selectFrom('contribution_draft').select('id').where('family', '=', family)),
            ]),
          ]),
        ]),
      ]),
    );
  if (practitioner !== undefined) lines = lines.where('practitioner', '=', practitioner);
  if (verbs !== undefined) lines = lines.where('verb', 'in', [...verbs]);
  if (operations !== undefined) lines = lines.where('operation', 'in', [...operations]);
  if (from !== undefined) lines = lines.where('at', '>=', from);
  if (to !== undefined) lines = lines.where('at', '<', to);
  if (after !== undefined) lines = lines.where('sequence', '>', after);
  if (most !== undefined) lines = lines.limit(most);
  const rows = await lines.execute();
  return rows.map(({ sequence, canonical }) => {
    const said = entryOf(canonical);
    if (said === null) throw new Error('An entry of the audit is not in its canonical form.');
    return { ...said, entry: sequence, canonical };
  });
}
