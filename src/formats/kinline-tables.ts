/** Tables that Kinline wrote, known again: by their headings, and in Word by the sealed events that the document carries beside them. */
import {
  ALL_COLUMNS,
  DOCUMENT_COLUMNS,
  eventFromCells,
  eventFromDocumentCells,
  type ReadBack,
  type Rereading,
  referenceIn,
} from '../domain/chronology-columns.ts';
import { cellText, type Row, type SourceDocument, type Table } from '../domain/document.ts';
import { isObject, textOf } from './json-values.ts';

/** One of our tables: where its headings stand, and how a row of it is read back. */
export type OurTable = {
  readonly table: Table;
  readonly heading: number;
  readonly readBack: (row: Row, reading: Rereading) => ReadBack | null;
};

/** The table as one of ours, or null when it is not. */
export function ourTable(table: Table, document: SourceDocument): OurTable | null {
  for (let heading = 0; heading < Math.min(table.rows.length, 10); heading += 1) {
    const headings = (table.rows[heading]?.cells ?? []).map((cell) => cellText(cell).trim());
    if (
      ['What happened', 'Reference', 'More'].every((name) => headings.includes(name)) &&
      ALL_COLUMNS.filter((name) => headings.includes(name)).length >= 6
    ) {
      return { table, heading, readBack: (row, reading) => eventFromCells(headings, row.cells.map(cellText), reading) };
    }
    if (DOCUMENT_COLUMNS.every((name, column) => headings[column] === name)) {
      const sealed = sealedIn(document.json);
      if (sealed === null) return null;
      return {
        table,
        heading,
        readBack: (row, reading) => {
          const cells = row.cells.map(cellText);
          const id = referenceIn(cells[DOCUMENT_COLUMNS.length - 1] ?? '');
          const seal = id === null ? undefined : sealed.get(id);
          return seal === undefined ? null : eventFromDocumentCells(cells, seal, reading);
        },
      };
    }
  }
  return null;
}

/** The sealed events that a Word document carries, by id; null when it carries none. */
export function sealedIn(json: unknown): Map<string, unknown> | null {
  if (!isObject(json) || textOf(json['kinline'])?.startsWith('chronology/') !== true || !Array.isArray(json['events'])) return null;
  const sealed = new Map<string, unknown>();
  for (const event of json['events'] as readonly unknown[]) {
    const id = isObject(event) ? textOf(event['id']) : null;
    if (id !== null) sealed.set(id, event);
  }
  return sealed;
}
