/** A layout: one way in which agencies set out a chronology. One file each; its examples are its tests. */
import type { ColumnMapping, ColumnRole, Contribution, UnderstandingOptions } from '../domain/contribution.ts';
import type { SourceDocument } from '../domain/document.ts';
import type { Problem } from '../domain/problem.ts';
import type { PlannedTable } from './find-tables.ts';

/** A table with its headings known: what a layout is recognised by. */
export type SeenTable = {
  readonly roles: ReadonlySet<ColumnRole>;
  /** Headings, folded. */
  readonly headings: readonly string[];
  readonly place: string;
  readonly document: SourceDocument;
};

export type LayoutExample = {
  /** What the example shows, as the end of "reads …". */
  readonly shows: string;
  readonly document: SourceDocument;
  readonly options?: { readonly agency?: string; readonly mapping?: ColumnMapping; readonly strict?: boolean; readonly file?: string };
  /** What must be found in the reading; what is not named here may be anything. */
  readonly expected: Readonly<Record<string, unknown>>;
};

/** Everything that a document says, before its rows are read. */
export type PlannedDocument = { readonly document: SourceDocument; readonly tables: readonly PlannedTable[] };

export type Layout = {
  /** The `format` that a reading says. */
  readonly name: string;
  /** One sentence: who sends it. */
  readonly says: string;
  /** How surely this table is of the layout: 0 not at all, 10 certainly. Layouts without tables answer 0. */
  readonly recognises: (table: SeenTable) => number;
  /** Chronolator puts the agency in front of the source when it merges ("Police: PPU log"). */
  readonly agencyBeforeSource?: boolean;
  /** A layout that is read as a whole and not row by row: JSON, narratives, our own exports. Null when the document is none of it. */
  readonly whole?: (planned: PlannedDocument, options: UnderstandingOptions) => Contribution | Problem | null;
  readonly examples: readonly LayoutExample[];
};

/** A small document of one Word table, for examples. */
export function wordTable(rows: readonly (readonly string[])[], passages: readonly string[] = []): SourceDocument {
  return {
    kind: 'docx',
    tables: [
      {
        place: 'table 1',
        hidden: false,
        hiddenColumns: [],
        rows: rows.map((cells, index) => ({ number: index + 1, hidden: false, cells })),
      },
    ],
    passages: passages.map((text, index) => ({ place: `paragraph ${index + 1}`, text })),
    remarks: [],
  };
}

/** The format of a chronology that is in no layout with a name. */
export const GENERIC = 'table';
