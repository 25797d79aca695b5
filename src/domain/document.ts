/**
 * A source document as read, before anyone understands it: its tables cell by cell, and the text around them. This is what
 * `files` makes from bytes and back, and what `formats` reads. It keeps everything a person could see, and what was hidden.
 */

/** A cell that is more than its text. A plain string is the common case (`Cell`), so that large files stay small. */
export type RichCell = {
  /** What a person sees; lines are separated by `\n`. A cell that another merged cell covers repeats that cell's text. */
  readonly text: string;
  /** The number that a spreadsheet stores, when it stores one (dates are serial days since 1899-12-30). */
  readonly number?: number;
  /** The spreadsheet's number format when the cell holds a number, such as `dd/mm/yyyy`. */
  readonly format?: string;
  /** Fill colour as six upper-case hexadecimal digits, `FF0000`. White and "automatic" are absent. */
  readonly fill?: string;
  /** This cell is covered by a merged cell that begins above (`above`) or to the left (`left`). */
  readonly merged?: 'above' | 'left';
};

export type Cell = string | RichCell;

export type Row = {
  /** The number that a person sees: the spreadsheet row, or the row of the table counting from 1, or the line's record in a csv. */
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: readonly Cell[];
};

export type Table = {
  /** Where it is, in words that a person can follow: `table 1`, `sheet "Police"`. */
  readonly place: string;
  readonly hidden: boolean;
  readonly rows: readonly Row[];
  /** Indexes (from 0) of hidden columns. */
  readonly hiddenColumns: readonly number[];
};

/** Text outside the tables, in reading order: `paragraph 3`, `header`, `sheet "Police", row 1` is not text but a table's row. */
export type Passage = { readonly place: string; readonly text: string };

/** Something that the reader of bytes wants said: `hidden-sheet`, `tracked-changes`, `comments`, `text-boxes`, `encoding`… */
export type Remark = { readonly place: string; readonly code: string; readonly says: string };

export type SourceKind = 'docx' | 'xlsx' | 'csv' | 'json';

export type SourceDocument = {
  readonly kind: SourceKind;
  readonly tables: readonly Table[];
  readonly passages: readonly Passage[];
  readonly remarks: readonly Remark[];
  /** The parsed value when the file is JSON, otherwise absent. */
  readonly json?: unknown;
};

export function cellText(cell: Cell | undefined): string {
  return cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;
}
