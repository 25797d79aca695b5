/**
 * What goes between this process and the one that reads files: the request, and the answer in parts small enough that taking one in
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

/** Files to read one after another. Their bytes stand end to end in `bytes`, each as long as its `length`. */
export type ReadingRequest = {
  readonly want: 'contribution' | 'document' | 'words';
  readonly bytes: Uint8Array;
  readonly files: readonly { readonly length: number; readonly options: ReadingOptions }[];
};

/** The lists of a contribution or a document that can be long, and so come in parts. */
export type LongList = 'events' | 'notEvents' | 'attention' | 'notices' | 'people' | 'passages' | 'remarks' | 'rows' | 'words';

/** Every file begins with its `file` part and ends with `whole` or `problem`. */
export type ReadingPart =
  | { readonly part: 'file'; readonly index: number }
  | { readonly part: 'contribution'; readonly head: Contribution }
  | { readonly part: 'document'; readonly head: SourceDocument }
  | { readonly part: 'words' }
  | { readonly part: 'table'; readonly head: Table }
  | { readonly part: 'list'; readonly of: LongList; readonly items: readonly unknown[] }
  | { readonly part: 'problem'; readonly problem: Problem }
  | { readonly part: 'whole' };

/** At most so many items in one part. */
export const ITEMS_IN_PART = 250;
