/** A file that is being brought in: the original beside the reading, before it counts. */
import { Type } from 'typebox';
import type { AttentionRow, ColumnMapping, ColumnRole, Contribution, DayMonthOrder, NotEvent } from '../domain/contribution.ts';
import type { Event } from '../domain/event.ts';
import { notYet, operation } from './door.ts';
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
  run: notYet<Draft>,
});
