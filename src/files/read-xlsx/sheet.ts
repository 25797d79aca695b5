/** One sheet of a workbook, row by row as its part is unpacked: only cells that hold something are kept, wherever they stand. */
import type { Cell } from '../../domain/document.ts';
import { ProblemError, problem } from '../../domain/problem.ts';
import type { XmlHandler, XmlTag } from '../read-xml.ts';
import { columnName, columnOf, LAST_COLUMN, LAST_ROW, type Range, rangeOf } from './address.ts';
import { cellValues, type SheetCounts, type Workbook } from './cell-values.ts';
import type { CellStyle } from './styles.ts';

export type SheetRow = { readonly number: number; hidden: boolean; readonly cells: Cell[] };

export type SheetReading = {
  readonly rows: SheetRow[];
  readonly merges: readonly Range[];
  readonly hiddenColumns: readonly Range[];
  /** Highest column index that holds text, or -1. */
  readonly lastColumn: number;
  readonly seen: SheetCounts;
};

/** How far right of any text an empty coloured cell still counts as part of the table (a RAG column without a heading). */
const COLOURS_BEYOND_TEXT = 4;

export function sheetReader(workbook: Workbook): XmlHandler & { done(): SheetReading } {
  const { styles, limits, budget, place } = workbook;
  const rows: SheetRow[] = [];
  const merges: Range[] = [];
  const hiddenColumns: Range[] = [];
  const seen: SheetCounts = {
    formulas: 0,
    formulasWithoutValue: 0,
    errors: 0,
    missingTexts: 0,
    missingStyles: 0,
    outOfOrder: false,
    filtered: false,
    conditionalColours: false,
    firstFormula: '',
  };
  const cellOf = cellValues(workbook, seen);
  let rowNumber = 0;
  let row: SheetRow | null = null;
  let rowHasText = false;
  let column = -1;
  let lastColumn = -1;
  let hiddenByDefault = false;
  let type = 'n';
  let style: CellStyle = styles.plain;
  let value: string | null = null;
  let inline: string | null = null;
  let formula = false;
  let phonetic = false;

  const damaged = (detail: string): never => {
    throw new ProblemError(problem('damaged-file', `${detail} (${place})`));
  };

  const beginRow = (tag: XmlTag): void => {
    const given = tag.get('r');
    const number = given === undefined ? rowNumber + 1 : Number(given);
    if (!Number.isInteger(number) || number < 1 || number > LAST_ROW) damaged('A row has a number that no row can have.');
    if (number <= rowNumber) seen.outOfOrder = true;
    rowNumber = number;
    const hidden = tag.get('hidden');
    row = { number, hidden: hidden === undefined ? hiddenByDefault : isOn(hidden), cells: [] };
    if (!row.hidden && tag.get('ht') === '0' && isOn(tag.get('customHeight'))) row.hidden = true;
    rowHasText = false;
    column = -1;
  };

  const beginCell = (tag: XmlTag): void => {
    const address = tag.get('r');
    column = address === undefined ? column + 1 : columnOf(address, rowNumber);
    if (column < 0 || column >= LAST_COLUMN) damaged('A cell has an address that no cell can have.');
    type = tag.get('t') ?? 'n';
    const styleIndex = tag.get('s');
    style = styles.plain;
    if (styleIndex !== undefined) {
      const found = styles.cells[Number(styleIndex)];
      if (found === undefined) seen.missingStyles++;
      else style = found;
    }
    value = null;
    inline = null;
    formula = false;
  };

  const endCell = (): void => {
    if (row === null) return;
    if (formula) {
      seen.formulas++;
      if (value === null && inline === null) seen.formulasWithoutValue++;
      if (seen.firstFormula === '') seen.firstFormula = `${columnName(column)}${rowNumber}`;
    }
    const cell = cellOf(type, style, value, inline);
    if (cell === '') return;
    const empty = (typeof cell === 'string' ? cell : cell.text).trim() === '';
    if (empty && column > Math.max(lastColumn, row.cells.length - 1) + COLOURS_BEYOND_TEXT) return;
    if (column >= limits.columns) {
      throw new ProblemError(
        problem(
          'too-many-columns',
          `Cell ${columnName(column)}${rowNumber} of ${place}; the limit is ${limits.columns.toLocaleString('en-GB')}.`,
        ),
      );
    }
    while (row.cells.length < column) row.cells.push('');
    if (row.cells[column] !== undefined && row.cells[column] !== '') damaged(`Cell ${columnName(column)}${rowNumber} stands twice.`);
    row.cells[column] = cell;
    if (empty) return;
    rowHasText = true;
    if (column > lastColumn) lastColumn = column;
  };

  const endRow = (): void => {
    const done = row;
    row = null;
    if (done === null || !rowHasText) return;
    budget.rows++;
    budget.cells += done.cells.length;
    if (budget.rows > limits.rows) throw new ProblemError(problem('too-many-rows', `The limit is ${limits.rows.toLocaleString('en-GB')}.`));
    if (budget.cells > limits.cells)
      throw new ProblemError(problem('too-many-rows', `The limit is ${limits.cells.toLocaleString('en-GB')} cells.`));
    rows.push(done);
  };

  const reader: XmlHandler & { done(): SheetReading } = {
    wantsText: false,
    open: (name, tag) => {
      switch (name) {
        case 'x:c':
          beginCell(tag);
          break;
        case 'x:v':
          reader.wantsText = row !== null;
          break;
        case 'x:row':
          beginRow(tag);
          break;
        case 'x:f':
          formula = true;
          break;
        case 'x:t':
          reader.wantsText = row !== null && !phonetic;
          inline ??= '';
          break;
        case 'x:rPh':
          phonetic = true;
          break;
        case 'x:sheetFormatPr':
          hiddenByDefault = isOn(tag.get('zeroHeight'));
          break;
        case 'x:col':
          if (isOn(tag.get('hidden')) || tag.get('width') === '0')
            hiddenColumns.push({ top: 1, bottom: LAST_ROW, left: Number(tag.get('min')) - 1, right: Number(tag.get('max')) - 1 });
          break;
        case 'x:mergeCell': {
          const range = rangeOf(tag.get('ref') ?? '');
          if (range !== null) merges.push(range);
          break;
        }
        case 'x:sheetPr':
          if (isOn(tag.get('filterMode'))) seen.filtered = true;
          break;
        case 'x:conditionalFormatting':
          seen.conditionalColours = true;
          break;
      }
    },
    text: (text) => {
      if (inline !== null) inline += text;
      else value = value === null ? text : value + text;
      if ((inline ?? value ?? '').length > limits.cellLength) {
        throw new ProblemError(
          problem(
            'cell-too-long',
            `Cell ${columnName(column)}${rowNumber} of ${place}; the limit is ${limits.cellLength.toLocaleString('en-GB')} characters.`,
          ),
        );
      }
    },
    close: (name) => {
      switch (name) {
        case 'x:v':
        case 'x:t':
          reader.wantsText = false;
          break;
        case 'x:c':
          endCell();
          break;
        case 'x:row':
          endRow();
          break;
        case 'x:rPh':
          phonetic = false;
          break;
      }
    },
    done: () => {
      if (seen.outOfOrder) {
        rows.sort((a, b) => a.number - b.number);
        for (let n = 1; n < rows.length; n++) if (rows[n]?.number === rows[n - 1]?.number) damaged(`Row ${rows[n]?.number} stands twice.`);
      }
      return { rows, merges, hiddenColumns, lastColumn, seen };
    },
  };
  return reader;
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
