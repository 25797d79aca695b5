/** Reading a file for a draft: how it was understood, and its first rows as they stand in it. One that cannot be read yet can be put right. */
import type { ColumnMapping, Contribution } from '../domain/contribution.ts';
import { cellText, type SourceDocument } from '../domain/document.ts';
import { isProblem, type Problem, type ProblemCode } from '../domain/problem.ts';
import type { Preview } from '../store/drafts.ts';
import { type Reading, readWithMemory } from './bring.ts';
import type { Context } from './door.ts';
import { sha256Of } from './identity.ts';

export type DraftReading = {
  readonly reading: Contribution;
  readonly mapping: ColumnMapping;
  readonly remembered: boolean;
  readonly problem: Problem | null;
};

/** A person can put these right by saying which column is what. */
const CAN_BE_PUT_RIGHT: readonly ProblemCode[] = ['no-date-column', 'no-table'];
/** So many rows of each table are kept to be shown, from its top. */
const ROWS_SHOWN = 60;
const TABLES_SHOWN = 200;
const LONGEST_CELL = 2_000;

export async function readForDraft(context: Context, reading: Reading): Promise<DraftReading | Problem> {
  const read = await readWithMemory(context, reading);
  if (!isProblem(read)) return { reading: read.contribution, mapping: read.mapping, remembered: read.remembered, problem: null };
  if (!CAN_BE_PUT_RIGHT.includes(read.problem)) return read;
  return { reading: nothingRead(reading), mapping: reading.mapping ?? {}, remembered: false, problem: read };
}

function nothingRead({ file, bytes, agency }: Reading): Contribution {
  return {
    file,
    sha256: sha256Of(bytes),
    agency,
    format: 'not-understood',
    tables: [],
    people: [],
    coverage: [],
    events: [],
    notEvents: [],
    attention: [],
    notices: [],
  };
}

export function previewOf({ tables }: SourceDocument): Preview {
  return tables.slice(0, TABLES_SHOWN).map(({ place, hidden, rows }) => ({
    place,
    hidden,
    rows: rows
      .slice(0, ROWS_SHOWN)
      .map((row) => ({ number: row.number, hidden: row.hidden, cells: row.cells.map((cell) => cellText(cell).slice(0, LONGEST_CELL)) })),
  }));
}
