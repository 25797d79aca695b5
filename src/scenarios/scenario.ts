/** An invented family: what happened, which agencies were asked, and the files that they sent, set out as agencies really send them. */
import type { Clearance } from '../domain/access.ts';
import type { Coverage } from '../domain/contribution.ts';
import type { SourceDocument } from '../domain/document.ts';

/** Something in one cell of a Word table besides its text. `table`, `row` and `column` count from 0. */
export type CellAddition = {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly as: 'inserted' | 'deleted' | 'comment';
  readonly text: string;
};

/** What a file is made of: a document to be written as Word or Excel, the text of a csv in its encoding, or a JSON value. */
export type FileContent =
  | { readonly kind: 'docx' | 'xlsx'; readonly document: SourceDocument; readonly additions?: readonly CellAddition[] }
  | { readonly kind: 'csv'; readonly text: string; readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252' }
  | { readonly kind: 'json'; readonly value: unknown };

export type ScenarioFile = {
  readonly file: string;
  /** The agency that sent it; null when its rows or sheets name several. */
  readonly agency: string | null;
  /** The layout as which it is understood. */
  readonly format: string;
  readonly content: FileContent;
  /** What the agency declares to cover; empty when it says nothing. */
  readonly coverage: readonly Coverage[];
  /** Codes of the notices that its oddities must give, so that none is passed over in silence. */
  readonly notices: readonly string[];
  /** Rows that a person must look at. */
  readonly attention: number;
  readonly events: number;
};

/** The partnership asking an agency: wanted within so many working days from the day of asking, and what the agency promised, likewise. */
export type Request = { readonly agency: string; readonly within: number; readonly promised: number | null };

/** An account in one of the files, by how its words begin. */
export type Account = { readonly file: string; readonly begins: string };

/** Somebody of the demonstration's practitioners who works with the family, besides the business manager. */
export type Working = { readonly practitioner: string; readonly clearance: Clearance; readonly because: string };

/** What people have said already when the demonstration opens; everything else waits for a visitor. */
export type Said =
  | { readonly same: readonly [Account, Account]; readonly reason: string }
  | { readonly note: string; readonly on: Account; readonly by: string };

export type Scenario = {
  readonly code: string;
  /** What people call the family. */
  readonly label: string;
  readonly story: string;
  /** In the order in which they were asked. Those without a file have not answered. */
  readonly asked: readonly Request[];
  readonly files: readonly ScenarioFile[];
  readonly team: readonly Working[];
  readonly said: readonly Said[];
};
