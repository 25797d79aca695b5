/** Setting out an invented agency's rows as the tables, sheets and csv text of its file. */
import type { Cell, Passage, RichCell, Row, SourceDocument, Table } from '../domain/document.ts';
import { type Day, dayNumber } from '../domain/time.ts';

type TableParts = {
  readonly hidden?: boolean;
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly firstRow?: number;
};

/** Rows numbered as a person sees them; `hiddenRows` are such numbers. */
export function table(
  place: string,
  rows: readonly (readonly Cell[])[],
  { hidden = false, hiddenRows = [], hiddenColumns = [], firstRow = 1 }: TableParts = {},
): Table {
  const width = Math.max(...rows.map((row) => row.length));
  return {
    place,
    hidden,
    hiddenColumns,
    rows: rows.map((cells, index): Row => {
      const number = firstRow + index;
      return { number, hidden: hiddenRows.includes(number), cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')] };
    }),
  };
}

export const sheet = (name: string, rows: readonly (readonly Cell[])[], parts: TableParts = {}): Table =>
  table(`sheet "${name}"`, rows, parts);

/** The same row over the whole width: a title that Word or Excel merged across. */
export function titleRow(text: string, width: number): Cell[] {
  return Array.from({ length: width }, (_, column): Cell => (column === 0 ? text : { text, merged: 'left' }));
}

/** This cell is covered by the merged cell above, whose text it repeats. */
export const mergedAbove = (text: string): RichCell => ({ text, merged: 'above' });

export const coloured = (text: string, fill: string): RichCell => ({ text, fill });

/** A real date cell of a spreadsheet, shown day first; with a clock time when one is given (`HH:MM`). */
export function dateCell(day: Day, clock?: string): RichCell {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  const shown = `${dayOfMonth}/${month}/${year}`;
  const serial = dayNumber(day) + 25569;
  if (clock === undefined) return { text: shown, number: serial, format: 'dd/mm/yyyy' };
  const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  return { text: `${shown} ${clock}`, number: serial + minutes / 1440, format: 'dd/mm/yyyy hh:mm' };
}

/** Text before the tables, a paragraph each; `after` follows the last table. */
export function wordDocument(tables: readonly Table[], before: readonly string[], after: readonly string[] = []): SourceDocument {
  const passages: Passage[] = [
    ...before.map((text, index) => ({ place: `paragraph ${index + 1}`, text })),
    ...after.map((text, index) => ({ place: `paragraph ${before.length + index + 1}, after table ${tables.length}`, text })),
  ];
  return { kind: 'docx', tables, passages, remarks: [] };
}

export const workbook = (tables: readonly Table[]): SourceDocument => ({ kind: 'xlsx', tables, passages: [], remarks: [] });

/** csv text; cells with the delimiter, quotes or line breaks are quoted. */
export function csvText(rows: readonly (readonly string[])[], delimiter: ',' | ';' | '\t'): string {
  const quoted = (cell: string): string => (cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(delimiter)}\r\n`).join('');
}
