/** The columns of an integrated chronology, and what a row says besides its event. */
import type { Agency } from '../agency.ts';
import type { Event, Place } from '../event.ts';
import type { PartialDate } from '../time.ts';

/** What a person reads, in this order, in csv and xlsx. */
export const CHRONOLOGY_COLUMNS = [
  'Date',
  'End date',
  'Time',
  'Agency',
  'Source',
  'Recorded by',
  'Recorded on',
  'People',
  'Children affected',
  'Kind',
  'What happened',
  'Response',
  'Outcome',
  'Child seen',
  'Impact',
  'RAG',
  'Sequence',
  'Notes',
  'Also told by',
  'Came from',
  'Reference',
] as const;
export type ChronologyColumn = (typeof CHRONOLOGY_COLUMNS)[number];

/** What a program reads. Cells to the right of "More" continue it, because a spreadsheet cell holds no more than 32,767 characters. */
export const MACHINE_COLUMNS = ['From', 'To', 'Precision', 'More'] as const;

/** Every heading of the csv and of the xlsx sheet "Chronology". */
export const ALL_COLUMNS: readonly string[] = [...CHRONOLOGY_COLUMNS, ...MACHINE_COLUMNS];

/** What a person reads in docx, pdf and html: fewer, wider columns that fit A4 landscape. The seal of each row travels apart. */
export const DOCUMENT_COLUMNS = [
  'When',
  'Agency and source',
  'Who',
  'What happened',
  'Response and outcome',
  'Child seen',
  'Also told by',
  'Reference',
] as const;
export type DocumentColumn = (typeof DOCUMENT_COLUMNS)[number];

/** The most characters that one spreadsheet cell may hold. */
export const LONGEST_CELL = 32_767;

/** Where an event was first written: the agency's file and the place in it. Survives any number of exports. */
export type Origin = { readonly file: string; readonly place: string };

/** What a row says besides the event itself. */
export type RowContext = {
  readonly agencies: readonly Agency[];
  readonly origin: Origin | null;
  /** Who else told it, in words; empty when nobody did. */
  readonly alsoTold: string;
  /** The age of each child on the day, in words: "B aged 5 months". Only documents show it. */
  readonly ages?: readonly string[];
};

/** How the reader of a changed row turns words into a date; a null means that nothing could be read. */
export type HappenedReader = (words: { readonly date: string; readonly endDate: string; readonly time: string }) => PartialDate | null;
export type Rereading = {
  readonly place: Place;
  readonly agencies: readonly Agency[];
  readonly readHappened: HappenedReader;
};
/** An event read back. `changed` names the columns whose text says something else than at the export. */
export type ReadBack = { readonly event: Event; readonly changed: readonly string[] };
