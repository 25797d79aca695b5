/** Merged cells: the first cell's text stands in every cell that it covers, as a person reads it, within the rows and columns in use. */
import { type Cell, cellText, type RichCell } from '../../domain/document.ts';
import type { Limits } from '../../domain/limits.ts';
import { ProblemError, problem } from '../../domain/problem.ts';

import type { Range } from './address.ts';
import type { SheetRow } from './sheet.ts';

export type MergeCounts = { readonly overlapping: number; readonly underMerged: number };

/** Fills covered cells in place. Rows must be in order. Throws a ProblemError when merges overlap beyond all reason. */
export function coverMerged(rows: readonly SheetRow[], merges: readonly Range[], lastColumn: number, limits: Limits): MergeCounts {
  const covered = new Set<Cell>();
  let overlapping = 0;
  let underMerged = 0;
  let visited = 0;
  for (const merge of merges) {
    const right = Math.min(merge.right, lastColumn);
    let at = firstFrom(rows, merge.top);
    const start = rows[at];
    const anchor: Cell = start?.number === merge.top ? (start.cells[merge.left] ?? '') : '';
    const held: RichCell = typeof anchor === 'string' ? { text: anchor } : anchor;
    if (covered.has(anchor)) {
      overlapping++;
      continue;
    }
    for (; at < rows.length; at++) {
      const row = rows[at] as SheetRow;
      if (row.number > merge.bottom) break;
      for (let column = merge.left; column <= right; column++) {
        visited++;
        if (visited > limits.cells) throw new ProblemError(problem('unsafe-file', 'Its merged cells overlap each other beyond reason.'));
        if (row.number === merge.top && column === merge.left) continue;
        const own = row.cells[column] ?? '';
        if (covered.has(own)) overlapping++;
        else if (cellText(own).trim() !== '') underMerged++;
        else if (held.text !== '' || held.fill !== undefined) {
          while (row.cells.length < column) row.cells.push('');
          const cell: RichCell = { ...held, merged: column > merge.left ? 'left' : 'above' };
          covered.add(cell);
          row.cells[column] = cell;
        }
      }
    }
  }
  return { overlapping, underMerged };
}

/** Index of the first row whose number is at least this. */
function firstFrom(rows: readonly SheetRow[], number: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.number ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
