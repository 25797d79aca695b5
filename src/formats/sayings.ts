/** What a document says beside its chronology: passages, titles above the headings, rows of forms and lists. Facts about people and the file stand there. */
import type { SourceDocument } from '../domain/document.ts';
import type { PlannedTable } from './find-tables.ts';
import { textsOf } from './row-words.ts';

export type Saying = { readonly place: string; readonly text: string };

export function sayingsOf(document: SourceDocument, tables: readonly PlannedTable[]): Saying[] {
  const sayings: Saying[] = document.passages.map(({ place, text }) => ({ place, text }));
  for (const planned of tables) {
    const { table } = planned;
    const until =
      planned.kind === 'chronology' ? (planned.segments[0]?.headingIndexes[0] ?? 0) : planned.kind === 'other' ? table.rows.length : 0;
    for (const row of table.rows.slice(0, Math.min(until, 400))) {
      const filled = textsOf(row).filter((text) => text !== '');
      if (filled.length === 0) continue;
      // A form's row, "Agency" beside "Police", is said as "Agency: Police".
      const pairs: string[] = [];
      for (let at = 0; at < filled.length; at += 1) {
        const text = filled[at] ?? '';
        const next = filled[at + 1];
        if (next !== undefined && filled.length % 2 === 0 && at % 2 === 0 && text.length <= 60) {
          pairs.push(`${text.replace(/\s*[:：]\s*$/, '')}: ${next}`);
          at += 1;
        } else pairs.push(text);
      }
      for (const text of pairs) sayings.push({ place: `${table.place}, row ${row.number}`, text });
    }
  }
  return sayings;
}
