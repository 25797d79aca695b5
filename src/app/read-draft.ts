/** A file that is being brought in: the original beside the reading, before it counts. */
import { Type } from 'typebox';
import { foldName } from '../domain/agency.ts';
import type { AttentionRow, ColumnMapping, ColumnRole, Contribution, DayMonthOrder, NotEvent } from '../domain/contribution.ts';
import type { Event } from '../domain/event.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { type ContributionRow, contributionRows } from '../store/contributions.ts';
import { type DraftRow, findDraft } from '../store/drafts.ts';
import { findFamily } from '../store/families.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';

export type RowReading =
  | ({ readonly as: 'event' } & Event)
  | ({ readonly as: 'attention' } & AttentionRow)
  | ({ readonly as: 'not-event' } & NotEvent);

export type DraftTable = {
  readonly place: string;
  readonly hidden: boolean;
  /** Left out by the person who brings the file. */
  readonly leftOut: boolean;
  readonly headings: readonly string[];
  readonly columns: Readonly<Partial<Record<ColumnRole, number>>>;
  readonly dayMonthOrder: DayMonthOrder | null;
  /** The first ten rows below the headings, as they stand in the file. */
  readonly firstRows: readonly { readonly number: number; readonly hidden: boolean; readonly cells: readonly string[] }[];
  /** How those rows were read. Their `place.row` says which. */
  readonly readings: readonly RowReading[];
};

export type Draft = {
  readonly id: string;
  readonly family: string;
  readonly familyLabel: string;
  readonly file: string;
  readonly sha256: string;
  readonly agency: string | null;
  readonly tables: readonly DraftTable[];
  /** The reading as it would be accepted now. */
  readonly contribution: Contribution;
  readonly mapping: ColumnMapping;
  /** True when the mapping is the one that was corrected for this agency before. */
  readonly rememberedMapping: boolean;
  readonly order: 'day-first' | 'month-first' | null;
  /** Why it cannot be read as it is: no table or no date column was found, until someone says which column is what. */
  readonly problem: Problem | null;
  /** The contribution that it was accepted as, or null. */
  readonly acceptedAs: string | null;
  /** Set aside: kept, but it will not be added. */
  readonly setAside: boolean;
  /** The contribution that holds the same bytes already, or null. */
  readonly already: string | null;
  /** A contribution of the same agency that this file looks like a corrected copy of, or null. */
  readonly supersedesSuggested: { readonly id: string; readonly file: string } | null;
};

export const readDraft = operation({
  name: 'read-draft',
  says: 'A file that is being brought in: the original beside the reading.',
  permission: 'contribute',
  effect: 'reads',
  input: Type.Object({ draft: Id }),
  subject: ({ draft }) => ({ draft }),
  run: async ({ transaction }, { draft: id }): Promise<Draft | Problem> => {
    const draft = await findDraft(transaction, id);
    const family = draft === null ? null : await findFamily(transaction, draft.family);
    if (draft === null || family === null) return problem('not-found');
    const { file, sha256, agency, reading, mapping, remembered, order, acceptedAs } = draft;
    const rows = await contributionRows(transaction, family.id);
    return {
      id,
      family: family.id,
      familyLabel: family.label,
      file,
      sha256,
      agency,
      tables: draftTables(draft),
      contribution: reading,
      mapping,
      rememberedMapping: remembered,
      order,
      problem: draft.problem,
      acceptedAs,
      setAside: draft.setAside,
      already: rows.find((row) => row.sha256 === sha256)?.id ?? null,
      supersedesSuggested: suggestion(draft, rows),
    };
  },
});

const ROWS_BESIDE_THEIR_READING = 10;

/** The tables of the file, each with its first rows beside how they were read. */
function draftTables({ preview, reading, leaveOut }: DraftRow): DraftTable[] {
  const readings: RowReading[] = [
    ...reading.events.map((event): RowReading => ({ as: 'event', ...event })),
    ...reading.attention.map((row): RowReading => ({ as: 'attention', ...row })),
    ...reading.notEvents.map((row): RowReading => ({ as: 'not-event', ...row })),
  ];
  return preview.map(({ place, hidden, rows }) => {
    const own = readings.filter((one) => one.place.table === place).sort((one, other) => one.place.row - other.place.row);
    const table = reading.tables.find((one) => one.place === place);
    const first = own.find(({ as }) => as !== 'not-event')?.place.row ?? 0;
    // A table that was understood by its contents alone may still have headings, in words that only its sender knows.
    const understood = table?.headings.some((heading) => heading !== '') === true ? table.headings : null;
    const firstEvent = own.find(({ as }) => as === 'event')?.place.row ?? Number.POSITIVE_INFINITY;
    const headings = understood ?? firstFullRow(rows.filter(({ number }) => number < firstEvent));
    const below = rows.filter(({ cells }) => !isHeadingRow(cells, headings) && cells.some((cell) => cell.trim() !== ''));
    const shown = (table === undefined ? below : below.filter(({ number }) => number >= first)).slice(0, ROWS_BESIDE_THEIR_READING);
    const numbers = new Set(shown.map(({ number }) => number));
    return {
      place,
      hidden,
      leftOut: leaveOut.includes(place),
      headings,
      columns: table?.columns ?? {},
      dayMonthOrder: table?.dayMonthOrder ?? null,
      firstRows: shown,
      readings: own.filter((one) => numbers.has(one.place.row)),
    };
  });
}

/** Where nothing was understood, the first row with at least two cells that say something stands for the headings. */
function firstFullRow(rows: readonly { readonly cells: readonly string[] }[]): readonly string[] {
  return rows.find(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1)?.cells ?? [];
}

function isHeadingRow(cells: readonly string[], headings: readonly string[]): boolean {
  const said = cells.map(foldName).filter((cell) => cell !== '');
  const names = new Set(headings.map(foldName));
  return said.length > 1 && said.every((cell) => names.has(cell));
}

/** The latest contribution of the same agency that is called alike: a corrected copy often is. */
function suggestion({ file, agency, sha256 }: DraftRow, rows: readonly ContributionRow[]): { id: string; file: string } | null {
  if (agency === null || rows.some((row) => row.sha256 === sha256)) return null;
  const stem = stemOf(file);
  const own = rows.filter((row) => row.agency === agency && row.supersededBy === null);
  const alike = own.filter((row) => stemOf(row.file) === stem).at(-1);
  return alike === undefined ? null : { id: alike.id, file: alike.file };
}

/** A file's name without what people add to a corrected copy: "police v2 (final).docx" is "police". */
function stemOf(file: string): string {
  return foldName(file.replace(/\.[^.]+$/, ''))
    .replace(/\b(v(er(sion)?)? ?\d+|\d{1,4}|final|corrected|correction|amended|revised|updated|copy|new|of)\b/g, '')
    .replace(/ +/g, ' ')
    .trim();
}
