/** An integrated chronology as csv: one record for each event, UTF-8 with its mark so that Excel reads it, nothing that would run. */
import type { Chronology } from '../domain/chronology.ts';
import { ALL_COLUMNS, chronologyCells, guarded } from '../domain/chronology-columns.ts';
import type { Surroundings } from './write-chronology-surroundings.ts';
import { csvRecord } from './write-csv.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must be found
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** A cell as a person can see it: control characters, which readers of csv take in different ways, stand as the replacement character. */
function visible(text: string): string {
  return guarded(text.replace(CONTROLS, '\ufffd'));
}

/** The text of the file, piece by piece. Texts that a spreadsheet would take for a formula are guarded by an apostrophe. */
export function* csvPieces(chronology: Chronology, around: Surroundings): Generator<string> {
  yield `\ufeff${csvRecord(ALL_COLUMNS)}`;
  for (const event of chronology.events) yield csvRecord(chronologyCells(event, around.contextOf(event)).map(visible));
}
