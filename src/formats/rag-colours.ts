/** Red, amber or green of a row: from its word, or where there is no word from the colour of a cell, which is said. */
import type { Row, Table } from '../domain/document.ts';
import type { Rag } from '../domain/event.ts';
import type { Segment } from './find-tables.ts';
import { rowsWords } from './row-words.ts';
import { fillOf, ragOfFill, readRag } from './values.ts';

export type RagReader = {
  readonly of: (row: Row, words: string) => Rag | null;
  /** To be asked when all rows are read. */
  readonly remarks: () => { readonly code: string; readonly says: string }[];
};

export function ragReader(table: Table, segment: Segment): RagReader {
  const named = segment.plan.columns.rag ?? -1;
  const coloured = colouredColumn(table, segment, named);
  const fromColour: Record<Rag, number[]> = { red: [], amber: [], green: [] };
  const differs: number[] = [];
  const unread: number[] = [];
  return {
    of: (row, words) => {
      const fill = coloured < 0 ? null : fillOf(row.cells[coloured]);
      const colour = fill === null ? null : ragOfFill(fill);
      if (words !== '') {
        const rag = readRag(words);
        if (rag === null) unread.push(row.number);
        else if (colour !== null && colour !== rag) differs.push(row.number);
        return rag;
      }
      if (colour !== null) fromColour[colour].push(row.number);
      return colour;
    },
    remarks: () => {
      const remarks: { code: string; says: string }[] = [];
      const said = (['red', 'amber', 'green'] as const)
        .filter((rag) => fromColour[rag].length > 0)
        .map((rag) => `${rag}: ${rowsWords(fromColour[rag]).toLowerCase()}`);
      if (said.length > 0) {
        const heading = segment.plan.keys[coloured] ?? `Column ${coloured + 1}`;
        remarks.push({
          code: 'rag-from-colour',
          says: `Red, amber or green was read from the colour of the cells under “${heading}” (${said.join('; ')}).`,
        });
      }
      if (differs.length > 0)
        remarks.push({
          code: 'rag-word-and-colour',
          says: `${rowsWords(differs)}: the word and the colour of the cell say different things. The word was used.`,
        });
      if (unread.length > 0)
        remarks.push({
          code: 'rag-not-read',
          says: `${rowsWords(unread)}: the rating is not one of red, amber or green. The words are kept.`,
        });
      return remarks;
    },
  };
}

/**
 * The column whose colours are a rating: the one headed so, otherwise the one with the most red, amber and green cells, provided that at least
 * two of the three appear in it (stripes of one colour are decoration).
 */
function colouredColumn(table: Table, segment: Segment, named: number): number {
  if (named >= 0) return named;
  const counts = new Map<number, { total: number; seen: Set<Rag> }>();
  for (let index = segment.from; index < segment.to; index += 1) {
    const cells = table.rows[index]?.cells ?? [];
    for (let column = 0; column < cells.length; column += 1) {
      const cell = cells[column];
      if (typeof cell !== 'object' || cell.fill === undefined) continue;
      const rag = ragOfFill(cell.fill);
      if (rag === null) continue;
      const count = counts.get(column) ?? { total: 0, seen: new Set<Rag>() };
      count.total += 1;
      count.seen.add(rag);
      counts.set(column, count);
    }
  }
  let best = -1;
  let most = 0;
  for (const [column, { total, seen }] of counts) {
    if (seen.size >= 2 && total > most) {
      best = column;
      most = total;
    }
  }
  return best;
}
