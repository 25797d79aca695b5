/** What a cell of a workbook holds, as a person saw it: shared texts, numbers and dates in their formats, colours that were filled in. */
import type { Cell, RichCell } from '../../domain/document.ts';
import type { Limits } from '../../domain/limits.ts';
import { type NumberFormat, numberFormat, showGeneral } from './number-format.ts';
import { unescaped } from './shared-strings.ts';
import type { CellStyle, Styles } from './styles.ts';

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
const ISO_DATE = numberFormat('dd/mm/yyyy');
const ISO_DATE_AND_TIME = numberFormat('dd/mm/yyyy hh:mm');

type CellsByStyle = Map<CellStyle, Map<string, Cell>>;

/** Makes cells of one sheet out of their type, style, value and text inside the cell, and counts in `seen` what could not be had. */
export function cellValues(
  { texts, from1904 }: Workbook,
  seen: SheetCounts,
): (type: string, style: CellStyle, value: string | null, inline: string | null) => Cell {
  const remembered: { readonly numbers: CellsByStyle; readonly texts: CellsByStyle } = { numbers: new Map(), texts: new Map() };

  const sharedText = (style: CellStyle, index: string): Cell => {
    const text = texts[Number(index)];
    if (text === undefined || index.trim() === '') {
      seen.missingTexts++;
      return withFill(style, '');
    }
    if (style.fill === null) return text;
    return rememberedCell(remembered.texts, style, index, () => withFill(style, text));
  };

  const numberCell = (style: CellStyle, raw: string): Cell => {
    const number = Number(raw);
    if (raw.trim() === '' || !Number.isFinite(number)) return withFill(style, raw.trim());
    return rememberedCell(remembered.numbers, style, raw, () =>
      richNumber(style, style.format.isDate && from1904 ? number + DAYS_TO_1904 : number, style.format),
    );
  };

  return (type, style, value, inline) => {
    if (inline !== null) return withFill(style, unescaped(inline));
    if (value === null) return withFill(style, '');
    switch (type) {
      case 's':
        return sharedText(style, value);
      case 'b':
        return withFill(style, value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE');
      case 'e':
        seen.errors++;
        return withFill(style, value);
      case 'd':
        return isoDate(style, value.trim());
      case 'str':
      case 'inlineStr':
        return withFill(style, unescaped(value));
      default:
        return numberCell(style, value);
    }
  };
}

const withFill = (style: CellStyle, text: string): Cell => (style.fill === null ? text : { text, fill: style.fill });

const richNumber = (style: CellStyle, number: number, format: NumberFormat): RichCell => ({
  text: /^general$/i.test(format.code) ? showGeneral(number) : format.show(number),
  number,
  ...(/^general$/i.test(format.code) ? {} : { format: format.code }),
  ...(style.fill === null ? {} : { fill: style.fill }),
});

/** The strict form may hold a date as text; it becomes the serial day that the other form would hold. */
function isoDate(style: CellStyle, raw: string): Cell {
  const read = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?)?$/.exec(raw);
  if (read === null) return withFill(style, raw);
  const [, year, month, day, hour, minute, second] = read.map(Number);
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour || 0, minute || 0, second || 0);
  const serial = (at - Date.UTC(1899, 11, 30)) / 86_400_000;
  if (!(serial > 0) || new Date(at).toISOString().slice(0, 10) !== raw.slice(0, 10)) return withFill(style, raw);
  return richNumber(style, serial, style.format.isDate ? style.format : read[4] === undefined ? ISO_DATE : ISO_DATE_AND_TIME);
}

/** Cells that look the same are one object: long files repeat their dates and numbers. */
function rememberedCell(by: CellsByStyle, style: CellStyle, key: string, make: () => Cell): Cell {
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
}
