/** What a Word document holds besides plain rows and paragraphs, counted while it is read, and the sentences that say so. */
import type { Remark } from '../../domain/document.ts';

export type Seen = {
  deleted: number;
  inserted: number;
  deletedRows: number;
  nested: number;
  boxes: number;
  hiddenText: number;
  objects: number;
  symbols: number;
  mergeWithoutStart: number;
  underMerged: number;
  /** Form fields that still show their own prompt. */
  unfilled: number;
};

export function nothingSeen(): Seen {
  return {
    deleted: 0,
    inserted: 0,
    deletedRows: 0,
    nested: 0,
    boxes: 0,
    hiddenText: 0,
    objects: 0,
    symbols: 0,
    mergeWithoutStart: 0,
    underMerged: 0,
    unfilled: 0,
  };
}

export function sayWhatWasSeen(seen: Readonly<Seen>): Remark[] {
  const remarks: Remark[] = [];
  const add = (happened: boolean, code: string, says: string): void => {
    if (happened) remarks.push({ place: 'document', code, says });
  };
  add(
    seen.deleted + seen.inserted > 0,
    'tracked-changes',
    `The document has tracked changes (${seen.inserted} insertions, ${seen.deleted} deletions). Inserted text was read and deleted text was not${seen.deletedRows > 0 ? `; ${seen.deletedRows} deleted ${seen.deletedRows === 1 ? 'row was' : 'rows were'} left out` : ''}.`,
  );
  add(seen.hiddenText > 0, 'hidden-text', 'The document has hidden text. It was read like the rest.');
  add(seen.unfilled > 0, 'unfilled-fields', `Form fields that still show their own prompt (${seen.unfilled}) were read as empty.`);
  add(seen.nested > 0, 'nested-table', `A table stands inside a cell of another table (${seen.nested}). Its text was kept in that cell.`);
  add(
    seen.boxes > 0,
    'text-boxes',
    `The document has text boxes (${seen.boxes}). They were read as text beside the tables, not as part of a row.`,
  );
  add(seen.objects > 0, 'embedded-objects', `The document has embedded objects (${seen.objects}). They were not opened.`);
  add(
    seen.symbols > 0,
    'unknown-symbol',
    `The document uses symbols whose meaning is not known (${seen.symbols}). They are shown as \uFFFD.`,
  );
  add(seen.mergeWithoutStart > 0, 'merge-without-start', 'A merged cell continues from nothing. It was read as a cell of its own.');
  add(
    seen.underMerged > 0,
    'text-under-merged-cell',
    `Cells that a merged cell covers have text of their own (${seen.underMerged}). Their own text was kept.`,
  );
  return remarks;
}
