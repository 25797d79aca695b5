/** Files that are being brought in and do not count yet, and how an agency's headings were corrected before. */
import { sql } from 'kysely';
import type { ColumnMapping, Contribution } from '../domain/contribution.ts';
import type { Problem } from '../domain/problem.ts';
import type { Transaction } from './database.ts';

/** The first rows of each table as they stand in the file. */
export type Preview = readonly {
  readonly place: string;
  readonly hidden: boolean;
  readonly rows: readonly { readonly number: number; readonly hidden: boolean; readonly cells: readonly string[] }[];
}[];

export type DraftRow = {
  readonly id: string;
  readonly family: string;
  readonly agency: string | null;
  readonly file: string;
  readonly sha256: string;
  readonly mapping: ColumnMapping;
  readonly remembered: boolean;
  readonly leaveOut: readonly string[];
  readonly order: 'day-first' | 'month-first' | null;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly acceptedAs: string | null;
  /** Set aside: it waits no longer, and can be neither changed nor accepted. */
  readonly setAside: boolean;
  readonly preview: Preview;
  readonly reading: Contribution;
  /** Why it cannot be read as it is; the wizard can put it right. */
  readonly problem: Problem | null;
};

const isNotSetAside = sql<boolean>`not exists (select from draft_set_aside s where s.draft = contribution_draft.id)`;

export async function insertDraft(
  transaction: Transaction,
  draft: Omit<DraftRow, 'setAside'> & { readonly bytes: Uint8Array },
): Promise<void> {
  await transaction
    .insertInto('contribution_draft')
    .values({
      id: draft.id,
      family: draft.family,
      agency: draft.agency,
      file: draft.file,
      sha256: draft.sha256,
      mapping: JSON.stringify(draft.mapping),
      remembered: draft.remembered,
      leave_out: [...draft.leaveOut],
      day_month_order: draft.order,
      started_at: draft.startedAt,
      started_by: draft.startedBy,
      accepted_as: null,
      bytes: Buffer.from(draft.bytes),
      preview: JSON.stringify(draft.preview),
      reading: JSON.stringify(draft.reading),
      problem: draft.problem === null ? null : JSON.stringify(draft.problem),
    })
    .execute();
}

/** The draft without its bytes. */
export async function findDraft(transaction: Transaction, id: string): Promise<DraftRow | null> {
  const row = await transaction
    .selectFrom('contribution_draft')
    .select([
      'id',
      'family',
      'agency',
      'file',
      'sha256',
      'mapping',
      'remembered',
      'leave_out',
      'day_month_order',
      'started_at',
      'started_by',
      'accepted_as',
      'preview',
      'reading',
      'problem',
    ])
    .leftJoin('draft_set_aside', 'draft_set_aside.draft', 'contribution_draft.id')
    .select('draft_set_aside.at as set_aside_at')
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    family: row.family,
    agency: row.agency,
    file: row.file,
    sha256: row.sha256,
    mapping: row.mapping as ColumnMapping,
    remembered: row.remembered,
    leaveOut: row.leave_out,
    order: row.day_month_order,
    startedAt: row.started_at,
    startedBy: row.started_by,
    acceptedAs: row.accepted_as,
    setAside: row.set_aside_at !== null,
    preview: row.preview as Preview,
    reading: row.reading as Contribution,
    problem: row.problem as Problem | null,
  };
}

/** Files that wait in a family, neither accepted nor set aside, the oldest first. */
export async function openDrafts(
  transaction: Transaction,
  family: string,
): Promise<Pick<DraftRow, 'id' | 'file' | 'agency' | 'startedAt'>[]> {
  const rows = await transaction
    .selectFrom('contribution_draft')
    .select(['id', 'file', 'agency', 'started_at'])
    .where('family', '=', family)
    .where('accepted_as', 'is', null)
    .where(isNotSetAside)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, file, agency, started_at: startedAt }) => ({ id, file, agency, startedAt }));
}

export async function readDraftBytes(transaction: Transaction, id: string): Promise<Uint8Array | null> {
  const row = await transaction.selectFrom('contribution_draft').select('bytes').where('id', '=', id).executeTakeFirst();
  return row?.bytes ?? null;
}

/** Replaces how a draft is read. False when it was accepted or set aside meanwhile. */
export async function changeDraft(
  transaction: Transaction,
  id: string,
  change: Pick<DraftRow, 'agency' | 'mapping' | 'remembered' | 'leaveOut' | 'order' | 'reading' | 'problem'>,
): Promise<boolean> {
  const result = await transaction
    .updateTable('contribution_draft')
    .set({
      agency: change.agency,
      mapping: JSON.stringify(change.mapping),
      remembered: change.remembered,
      leave_out: [...change.leaveOut],
      day_month_order: change.order,
      reading: JSON.stringify(change.reading),
      problem: change.problem === null ? null : JSON.stringify(change.problem),
    })
    .where('id', '=', id)
    .where('accepted_as', 'is', null)
    .where(isNotSetAside)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Its bytes stay where they are: a file that arrived is never lost. */
export async function insertSetAside(
  transaction: Transaction,
  row: { readonly draft: string; readonly at: string; readonly by: string },
): Promise<void> {
  await transaction.insertInto('draft_set_aside').values(row).execute();
}

export async function markAccepted(transaction: Transaction, id: string, contribution: string): Promise<void> {
  // The bytes are sealed with the contribution now; the draft need not hold them twice.
  await transaction
    .updateTable('contribution_draft')
    .set({ accepted_as: contribution, bytes: Buffer.alloc(0) })
    .where('id', '=', id)
    .execute();
}

/** Mappings that were corrected for an agency before, the latest first. */
export async function rememberedMappings(transaction: Transaction, partnership: string, agency: string): Promise<ColumnMapping[]> {
  const rows = await transaction
    .selectFrom('column_mapping')
    .select('mapping')
    .where('partnership', '=', partnership)
    .where('agency', '=', agency)
    .orderBy('sequence', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ mapping }) => mapping as ColumnMapping);
}

export async function rememberMapping(
  transaction: Transaction,
  row: { readonly partnership: string; readonly agency: string; readonly mapping: ColumnMapping; readonly at: string; readonly by: string },
): Promise<void> {
  await transaction
    .insertInto('column_mapping')
    .values({ ...row, mapping: JSON.stringify(row.mapping) })
    .execute();
}
