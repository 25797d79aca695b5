/**
 * What goes between this process and the one that reads a file: the request, and the answer in parts small enough that taking one in
 * never holds up a server.
 */
import type { ColumnMapping, Contribution } from '../domain/contribution.ts';
import type { SourceDocument, Table } from '../domain/document.ts';
import type { Limits } from '../domain/limits.ts';
import type { Problem } from '../domain/problem.ts';
import type { Day } from '../domain/time.ts';

/** What a reading may depend on, besides the bytes. */
export type ReadingOptions = {
  /** The file's name as its sender gave it, with its extension. */
  readonly file: string;
  /** Agency code, name or alias when the person who brought the file said one. */
  readonly agency: string | null;
  readonly mapping: ColumnMapping;
  readonly strict: boolean;
  readonly today: Day;
  readonly limits: Limits;
  readonly order?: 'day-first' | 'month-first';
  readonly leaveOut?: readonly string[];
};

export type ReadingRequest =
  | { readonly want: 'contribution'; readonly bytes: Uint8Array; readonly options: ReadingOptions }
  | { readonly want: 'document'; readonly bytes: Uint8Array; readonly options: Pick<ReadingOptions, 'file' | 'limits'> };

/** The lists of a contribution or a document that can be long, and so come in parts. */
export type LongList = 'events' | 'notEvents' | 'attention' | 'notices' | 'people' | 'passages' | 'remarks' | 'rows';

export type ReadingPart =
  | { readonly part: 'contribution'; readonly head: Contribution }
  | { readonly part: 'document'; readonly head: SourceDocument }
  | { readonly part: 'table'; readonly head: Table }
  | { readonly part: 'list'; readonly of: LongList; readonly items: readonly unknown[] }
  | { readonly part: 'problem'; readonly problem: Problem }
  | { readonly part: 'whole' };

/** At most so many items in one part. */
export const ITEMS_IN_PART = 250;
