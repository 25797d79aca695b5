/** The audit: what was done or refused through the door, by whom, to what, when. Ids only, and only ever added to. */
import type { Transaction } from './database.ts';

export type AuditRow = {
  readonly at: string;
  readonly practitioner: string | null;
  readonly operation: string;
  readonly subjectKind: string;
  readonly subject: string | null;
  /** `done`, or the code of the problem that it was refused with. */
  readonly outcome: string;
};

export async function writeAudit(transaction: Transaction, row: AuditRow): Promise<void> {
  await transaction
    .insertInto('audit')
    .values({
      at: row.at,
      practitioner: row.practitioner,
      operation: row.operation,
      subject_kind: row.subjectKind,
      subject: row.subject,
      outcome: row.outcome,
    })
    .execute();
}
