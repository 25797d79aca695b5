/** One sheet of a workbook, row by row as its part is unpacked: only cells that hold something are kept, wherever they stand. */
import type { Cell, RichCell } from '../../domain/document.ts';
import type { Limits } from '../../domain/limits.ts';
import { ProblemError, problem } from '../../domain/problem.ts';
import type { XmlHandler, XmlTag } from '../read-xml.ts';
import { columnName, columnOf, LAST_COLUMN, LAST_ROW, type Range, rangeOf } from './address.ts';
import { type NumberFormat, numberFormat, showGeneral } from './number-format.ts';
import { unescaped } from './shared-strings.ts';
import type { CellStyle, Styles } from './styles.ts';

export type SheetRow = { readonly number: number; hidden: boolean; readonly cells: Cell[] };

export type SheetReading = {
  readonly rows: SheetRow[];
  readonly merges: readonly Range[];
  readonly hiddenColumns: readonly Range[];
  /** Highest column index that holds text, or -1. */
  readonly lastColumn: number;
  readonly seen: SheetCounts;
};

export type SheetCounts = {
  formulas: number;
  formulasWithoutValue: number;
  errors: number;
  missingTexts: number;
  missingStyles: number;
  outOfOrder: boolean;
  filtered: boolean;
  conditionalColours: boolean;
  firstFormula: string;
};

/** What all sheets of one workbook have used so far. */
export type Budget = { rows: number; cells: number };
export type Workbook = {
  readonly texts: readonly string[];
  readonly styles: Styles;
  readonly from1904: boolean;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly place: string;
};

/** The first day of the 1904 calendar, in days of the 1900 calendar. */
const DAYS_TO_1904 = 1_462;
const REMEMBERED = 20_000;
/** How far right of any text an empty coloured cell still counts as part of the table (a RAG column without a heading). */
const COLOURS_BEYOND_TEXT = 4;
const ISO_DATE = numberFormat('dd/mm/yyyy');
const ISO_DATE_AND_TIME = numberFormat('dd/mm/yyyy hh:mm');

export function sheetReader(workbook: Workbook): XmlHandler & { done(): SheetReading } {
  const { texts, styles, limits, budget, place } = workbook;
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
  const remembered = { numbers: new Map<CellStyle, Map<string, Cell>>(), texts: new Map<CellStyle, Map<string, Cell>>() };
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
    const cell = cellOf();
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

  const cellOf = (): Cell => {
    if (inline !== null) return withFill(unescaped(inline));
    if (value === null) return withFill('');
    switch (type) {
      case 's':
        return sharedText(value);
      case 'b':
        return withFill(value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE');
      case 'e':
        seen.errors++;
        return withFill(value);
      case 'd':
        return isoDate(value.trim());
      case 'str':
      case 'inlineStr':
        return withFill(unescaped(value));
      default:
        return numberCell(value);
    }
  };

  const withFill = (text: string): Cell => (style.fill === null ? text : { text, fill: style.fill });

  const sharedText = (index: string): Cell => {
    const text = texts[Number(index)];
    if (text === undefined || index.trim() === '') {
      seen.missingTexts++;
      return withFill('');
    }
    if (style.fill === null) return text;
    return rememberedCell(remembered.texts, index, () => withFill(text));
  };

  const numberCell = (raw: string): Cell => {
    const number = Number(raw);
    if (raw.trim() === '' || !Number.isFinite(number)) return withFill(raw.trim());
    return rememberedCell(remembered.numbers, raw, () => {
      const { format } = style;
      const days = format.isDate && workbook.from1904 ? number + DAYS_TO_1904 : number;
      return richNumber(days, format);
    });
  };

  const richNumber = (number: number, format: NumberFormat): RichCell => ({
    text: /^general$/i.test(format.code) ? showGeneral(number) : format.show(number),
    number,
    ...(/^general$/i.test(format.code) ? {} : { format: format.code }),
    ...(style.fill === null ? {} : { fill: style.fill }),
  });

  /** The strict form may hold a date as text; it becomes the serial day that the other form would hold. */
  const isoDate = (raw: string): Cell => {
    const read = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?)?$/.exec(raw);
    if (read === null) return withFill(raw);
    const [, year, month, day, hour, minute, second] = read.map(Number);
    const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour || 0, minute || 0, second || 0);
    const serial = (at - Date.UTC(1899, 11, 30)) / 86_400_000;
    if (!(serial > 0) || new Date(at).toISOString().slice(0, 10) !== raw.slice(0, 10)) return withFill(raw);
    return richNumber(serial, style.format.isDate ? style.format : read[4] === undefined ? ISO_DATE : ISO_DATE_AND_TIME);
  };

  /** Cells that look the same are one object: long files repeat their dates and numbers. */
  const rememberedCell = (by: Map<CellStyle, Map<string, Cell>>, key: string, make: () => Cell): Cell => {
    let cells = by.get(style);
    if (cells === undefined) {
      cells = new Map();
      by.set(style, cells);
    }
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = make();
      if (cells.size < REMEMBERED) cells.set(key, cell);
    }
    return cell;
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
