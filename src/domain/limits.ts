/**
 * How much of a file Kinline agrees to read, and how long a PDF it makes, before it stops and says so. The numbers are far above any real chronology and far
 * below what stops a computer; every one can be set. Sizes are of what really comes out of the file, never of what it claims.
 */

export type Limits = {
  /** Bytes of the file as it was sent. */
  readonly fileBytes: number;
  /** Bytes that all the parts read out of a .docx or .xlsx may unpack to. */
  readonly inflatedBytes: number;
  /** How many times larger than its packed form one part may become, once it has passed 32 MB. */
  readonly inflationRatio: number;
  /** Parts (zip entries) inside a .docx or .xlsx. */
  readonly parts: number;
  /** Rows in all the tables of one file. */
  readonly rows: number;
  /** Columns in one table. */
  readonly columns: number;
  /** Cells in all the tables of one file, counting the empty ones between. */
  readonly cells: number;
  /** Characters in one cell, paragraph or name. */
  readonly cellLength: number;
  /** How many elements may stand inside each other in a part of a document, or values in a JSON file. */
  readonly depth: number;
  /** Milliseconds that reading one file may take in its own process. */
  readonly milliseconds: number;
  /** Megabytes of memory that the process which reads one file may occupy. */
  readonly memoryMegabytes: number;
  /** Rows in all the tables of a chronology that is made into a PDF. */
  readonly pdfRows: number;
  /** Milliseconds that making one PDF may take in its own process. */
  readonly pdfMilliseconds: number;
  /** Megabytes of memory that the process which makes one PDF may occupy. */
  readonly pdfMemoryMegabytes: number;
  /** Different families that one person may open in a day, emergencies aside. */
  readonly familiesADay: number;
};

export const LIMITS: Limits = {
  fileBytes: 50_000_000,
  inflatedBytes: 300_000_000,
  inflationRatio: 400,
  parts: 5_000,
  rows: 200_000,
  columns: 1_000,
  cells: 4_000_000,
  cellLength: 200_000,
  depth: 256,
  milliseconds: 60_000,
  memoryMegabytes: 512,
  pdfRows: 4_000,
  pdfMilliseconds: 60_000,
  pdfMemoryMegabytes: 1_500,
  familiesADay: 100,
};
