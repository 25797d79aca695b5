/**
 * The columns of an integrated chronology, and the way there and back: an event becomes the texts of one row, and a row becomes the
 * same event again. People read the columns; the last one, "More", seals what they cannot carry exactly. Where somebody changed a
 * visible cell after the export, the visible text wins and the change is named.
 */
export {
  ALL_COLUMNS,
  CHRONOLOGY_COLUMNS,
  DOCUMENT_COLUMNS,
  LONGEST_CELL,
  type ReadBack,
  type Rereading,
  type RowContext,
} from './chronology-columns/columns.ts';
export { type CellLine, documentCells, documentLines } from './chronology-columns/document-cells.ts';
export { guarded, unguarded } from './chronology-columns/guard.ts';
export { eventFromCells } from './chronology-columns/reread.ts';
export { eventFromDocumentCells, referenceIn } from './chronology-columns/reread-document.ts';
export { sameEvent } from './chronology-columns/same-event.ts';
export { carriable, chronologyCells, sealForDocument, splitMore } from './chronology-columns/seal.ts';
export { childSeenWords, dateWords, kindWords, originOf } from './chronology-columns/words.ts';
