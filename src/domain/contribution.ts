/**
 * What an agency sent, understood: its events, the rows that are not events, the rows that need a person's attention, the people it
 * describes, its declared coverage. Every source row is accounted for: read = events + notEvents + attention.
 */
import type { Event, Place } from './event.ts';
import type { DescribedPerson } from './person.ts';
import type { Day } from './time.ts';

/** The columns that Kinline understands. A heading that is none of them is kept in the event's `words` and shown. */
export const COLUMN_ROLES = [
  'date',
  'time',
  'endDate',
  'endTime',
  'recorded',
  'agency',
  'source',
  'recordedBy',
  'subjects',
  'childrenAffected',
  'kind',
  'what',
  'response',
  'outcome',
  'childSeen',
  'seenAlone',
  'impact',
  'rag',
  'sequence',
  'notes',
  'adultsPresent',
  'childVoice',
  'interpreter',
  'sharedWith',
  'factors',
  'attributions',
  'reference',
  'id',
  'cameFrom',
  'sensitivity',
  'factOrOpinion',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Which heading plays which role, as a person corrected it; remembered per agency. A null takes a heading away from a role. */
export type ColumnMapping = Readonly<Partial<Record<ColumnRole, string | null>>>;

export type DayMonthOrder = { readonly order: 'day-first' | 'month-first'; readonly because: string };

export type RowCounts = { readonly read: number; readonly events: number; readonly notEvents: number; readonly attention: number };

export type TableReading = {
  readonly place: string;
  readonly headings: readonly string[];
  readonly columns: Readonly<Partial<Record<ColumnRole, number>>>;
  readonly dayMonthOrder: DayMonthOrder | null;
  readonly rows: RowCounts;
  /** The rows that hold the headings, by the number that a person sees. They are not among the rows read. */
  readonly headingRows?: readonly number[];
};

export type NotEvent = { readonly place: Place; readonly text: string; readonly because: string };

/** A row kept whole and shown outside the time axis until a person completes it. `draft` is what was read of it. */
export type AttentionRow = {
  readonly place: Place;
  readonly text: string;
  readonly code: string;
  readonly says: string;
  readonly draft?: Event;
};

/** A remark about a row or the file. `place.row` is 0 when the whole table or file is meant. */
export type Notice = { readonly place: Place; readonly code: string; readonly says: string };

export type Coverage = { readonly from: Day | null; readonly to: Day | null; readonly complete: boolean };

/** One agency's file, understood: the JSON of `kinline read`. */
export type Contribution = {
  readonly file: string;
  readonly sha256: string;
  readonly agency: string | null;
  readonly family?: string;
  readonly format: string;
  readonly tables: readonly TableReading[];
  readonly people: readonly DescribedPerson[];
  readonly coverage: readonly Coverage[];
  readonly events: readonly Event[];
  readonly notEvents: readonly NotEvent[];
  readonly attention: readonly AttentionRow[];
  readonly notices: readonly Notice[];
};

/** Everything that understanding a document may depend on, besides the document. Identity and today are arguments. */
export type UnderstandingOptions = {
  readonly file: string;
  readonly sha256: string;
  /** Agency code or words given by the person who brought the file; wins over what the file says of itself as a whole, not over a row. */
  readonly agency: string | null;
  readonly mapping: ColumnMapping;
  /** Refuse what Chronolator refuses in its Date cell (a trailing `?`, other words, two dates) instead of reading it with a notice. */
  readonly strict: boolean;
  /** The order of day and month, when a person has said it; otherwise the file's own evidence decides. */
  readonly order?: 'day-first' | 'month-first';
  /** Places of tables that a person left out: their rows are kept as not events. */
  readonly leaveOut?: readonly string[];
  /** Today, for the century of two-digit years. */
  readonly today: Day;
  /** A 128-bit identity, 32 hexadecimal digits, from text: the same text gives the same identity. */
  readonly identify: (text: string) => string;
};
