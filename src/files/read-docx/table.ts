/**
 * One Word table while it is being read. Columns are those of the table's grid: a cell that spans three columns fills three, and a
 * cell that is merged downwards is repeated in every row that it covers.
 */
import type { Cell, RichCell, Row } from '../../domain/document.ts';
import type { Limits } from '../../domain/limits.ts';
import { ProblemError, problem } from '../../domain/problem.ts';

export type OpenTable = {
  beginRow(): void;
  endRow(): void;
  rowHidden(): void;
  rowDeleted(): void;
  gridBefore(columns: number): void;
  beginCell(): void;
  endCell(): void;
  span(columns: number): void;
  mergeDown(starts: boolean): void;
  mergeAcross(starts: boolean): void;
  fill(colour: string): void;
  /** A paragraph (or a whole nested table) of the cell that is open. */
  paragraph(text: string, hidden: boolean): void;
  rows(): readonly Row[];
  /** The whole table as text, for a table inside a cell or a header. */
  asText(): string;
  readonly deletedRows: number;
  readonly mergeWithoutStart: number;
  readonly underMerged: number;
};

/** What all tables of one document have used so far. */
export type Budget = { rows: number; cells: number };

type Held = { readonly text: string; readonly fill: string | null };
type OpenCell = {
  readonly paragraphs: string[];
  length: number;
  span: number;
  down: 'starts' | 'continues' | null;
  across: 'starts' | 'continues' | null;
  fill: string | null;
  hidden: boolean;
  visible: boolean;
};
type OpenRow = { readonly cells: Cell[]; hidden: boolean; deleted: boolean; column: number; cellsHidden: number; visible: boolean };

export function tableReader(limits: Limits, budget: Budget): OpenTable {
  const rows: Row[] = [];
  const above = new Map<number, Held>();
  let row: OpenRow | null = null;
  let cell: OpenCell | null = null;
  const counts = { deletedRows: 0, mergeWithoutStart: 0, underMerged: 0 };

  const columnsLeft = (columns: number): number => {
    if (columns > limits.columns || (row?.column ?? 0) + columns > limits.columns) {
      throw new ProblemError(problem('too-many-columns', `The limit is ${limits.columns.toLocaleString('en-GB')}.`));
    }
    return columns;
  };

  const endCell = (): void => {
    if (row === null || cell === null) return;
    const done = cell;
    cell = null;
    const own = done.paragraphs.join('\n').replace(/\s+$/, '');
    const span = columnsLeft(Math.max(1, done.span));
    if (done.visible) row.visible = true;
    else if (done.hidden) row.cellsHidden++;
    budget.cells += span;
    if (budget.cells > limits.cells)
      throw new ProblemError(problem('too-many-rows', `The limit is ${limits.cells.toLocaleString('en-GB')} cells.`));
    const start = row.column;
    row.column += span;
    const first = placed(done, own, start, row);
    row.cells.push(first);
    if (span > 1) {
      const rich: RichCell = typeof first === 'string' ? { text: first } : first;
      const covered: RichCell = { ...rich, merged: rich.merged ?? 'left' };
      for (let n = 1; n < span; n++) row.cells.push(covered);
    }
  };

  /** The cell as it stands in the grid: its own text, or that of the merged cell which covers it. */
  const placed = (done: OpenCell, own: string, start: number, into: OpenRow): Cell => {
    if (done.across === 'continues' && into.cells.length > 0) {
      const before = into.cells[into.cells.length - 1] as Cell;
      if (own !== '') counts.underMerged++;
      else return { ...(typeof before === 'string' ? { text: before } : before), merged: 'left' };
    }
    if (done.down === 'continues') {
      const held = above.get(start);
      if (held === undefined) counts.mergeWithoutStart++;
      else if (own !== '' && own !== held.text) counts.underMerged++;
      else return { text: held.text, ...(held.fill === null ? {} : { fill: held.fill }), merged: 'above' };
    }
    if (done.down === null) above.delete(start);
    else above.set(start, { text: own, fill: done.fill });
    return done.fill === null ? own : { text: own, fill: done.fill };
  };

  return {
    beginRow: () => {
      row = { cells: [], hidden: false, deleted: false, column: 0, cellsHidden: 0, visible: false };
    },
    endRow: () => {
      if (row === null) return;
      const done = row;
      row = null;
      if (done.deleted) {
        counts.deletedRows++;
        return;
      }
      budget.rows++;
      if (budget.rows > limits.rows)
        throw new ProblemError(problem('too-many-rows', `The limit is ${limits.rows.toLocaleString('en-GB')}.`));
      const hidden = done.hidden || (done.cellsHidden > 0 && !done.visible);
      rows.push({ number: rows.length + 1, hidden, cells: done.cells });
    },
    rowHidden: () => {
      if (row !== null) row.hidden = true;
    },
    rowDeleted: () => {
      if (row !== null) row.deleted = true;
    },
    gridBefore: (columns) => {
      if (row === null || row.cells.length > 0) return;
      for (let n = columnsLeft(columns); n > 0; n--) row.cells.push('');
      row.column = row.cells.length;
    },
    beginCell: () => {
      cell = { paragraphs: [], length: 0, span: 1, down: null, across: null, fill: null, hidden: false, visible: false };
    },
    endCell,
    span: (columns) => {
      if (cell !== null) cell.span = columns;
    },
    mergeDown: (starts) => {
      if (cell !== null) cell.down = starts ? 'starts' : 'continues';
    },
    mergeAcross: (starts) => {
      if (cell !== null) cell.across = starts ? 'starts' : 'continues';
    },
    fill: (colour) => {
      if (cell !== null && /^[0-9a-f]{6}$/i.test(colour) && !/^f{6}$/i.test(colour)) cell.fill = colour.toUpperCase();
    },
    paragraph: (text, hidden) => {
      if (cell === null) return;
      cell.paragraphs.push(text);
      cell.length += text.length + 1;
      if (hidden) cell.hidden = true;
      else if (text.trim() !== '') cell.visible = true;
      if (cell.length > limits.cellLength)
        throw new ProblemError(problem('cell-too-long', `The limit is ${limits.cellLength.toLocaleString('en-GB')} characters.`));
    },
    rows: () => rows,
    asText: () =>
      rows
        .map((one) =>
          one.cells
            .filter((held) => typeof held === 'string' || held.merged === undefined)
            .map((held) => (typeof held === 'string' ? held : held.text))
            .join('\t'),
        )
        .join('\n'),
    get deletedRows() {
      return counts.deletedRows;
    },
    get mergeWithoutStart() {
      return counts.mergeWithoutStart;
    },
    get underMerged() {
      return counts.underMerged;
    },
  };
}
