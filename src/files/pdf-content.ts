/**
 * A chronology's content on its way to the process that makes the PDF: a line of JSON with everything but the rows, then a line for each
 * row, so that neither side ever holds the other up with one long message.
 */
import type { Content, Section } from './write-chronology-content.ts';
import type { TextRow } from './write-chronology-rows.ts';

/** What the process is asked: the lines as UTF-8, and when the PDF says that it was made, in seconds since 1970. */
export type PdfRequest = { readonly bytes: Uint8Array; readonly madeAt: number };

/** The content with its rows at hand, as the process has it. */
export type WholeContent = Omit<Content, 'sections'> & { readonly sections: readonly WholeSection[] };
type WholeSection = Omit<Section, 'table'> & {
  readonly table: { readonly headings: readonly string[]; readonly widths: readonly number[]; readonly rows: readonly TextRow[] } | null;
};

/** So many rows are made at once before others get their turn. */
const ROWS_AT_ONCE = 25;

/** The lines, made a few at a time with room for others between; null when there are more than `mostRows` rows. */
export async function contentLines(content: Content, mostRows: number): Promise<Uint8Array | null> {
  const head: WholeContent = { ...content, sections: content.sections.map((section) => ({ ...section, table: emptied(section) })) };
  const pieces: Buffer[] = [Buffer.from(JSON.stringify(head))];
  let rows = 0;
  for (const [index, { table }] of content.sections.entries()) {
    let lines = '';
    for (const row of table?.rows ?? []) {
      rows += 1;
      if (rows > mostRows) return null;
      lines += `\n${JSON.stringify([index, row])}`;
      if (rows % ROWS_AT_ONCE !== 0) continue;
      pieces.push(Buffer.from(lines));
      lines = '';
      await new Promise((resolve) => setImmediate(resolve));
    }
    pieces.push(Buffer.from(lines));
  }
  return Buffer.concat(pieces);
}

function emptied({ table }: Section): WholeSection['table'] {
  return table === null ? null : { headings: table.headings, widths: table.widths, rows: [] };
}

/** The content again, out of its lines. */
export function contentOfLines(bytes: Uint8Array): WholeContent {
  const [first = '', ...others] = Buffer.from(bytes).toString('utf8').split('\n');
  const head = JSON.parse(first) as WholeContent;
  const rows: TextRow[][] = head.sections.map(() => []);
  for (const line of others) {
    const [section, row] = JSON.parse(line) as [number, TextRow];
    rows[section]?.push(row);
  }
  const sections = head.sections.map((section, index) =>
    section.table === null ? section : { ...section, table: { ...section.table, rows: rows[index] ?? [] } },
  );
  return { ...head, sections };
}
