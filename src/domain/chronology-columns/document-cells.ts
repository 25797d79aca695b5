/** The cells of a row in a document (docx, pdf, html): fewer and wider, each of a few lines. */
import { agencyName } from '../agency.ts';
import type { Event } from '../event.ts';
import type { RowContext } from './columns.ts';
import { dateWords, endWords, IMPACT_WORDS, kindWords, originWords, RAG_WORDS, SEEN_WORDS } from './words.ts';

/** One line of a document's cell: an optional label ("Outcome") and the text. */
export type CellLine = { readonly label: string | null; readonly text: string; readonly strong?: boolean };

/** The kind that says nothing beyond "something happened": not worth a line of its own on paper. */
const PLAIN_KINDS: readonly string[] = ['event', 'contact'];

/** The cells of one row under `DOCUMENT_COLUMNS`, line by line. */
export function documentLines(event: Event, context: RowContext): readonly (readonly CellLine[])[] {
  const line = (text: string | null, label: string | null = null): CellLine[] => (text === null || text === '' ? [] : [{ label, text }]);
  const date = dateWords(event.happened);
  const end = endWords(event.happened);
  return [
    [
      { label: null, text: date === '' ? 'Date not recorded' : date, strong: true },
      ...(end !== '' && !date.includes(end) && date !== '' && /^\d\d\/\d\d\/\d{4}$/.test(date) ? line(end, 'To') : []),
      ...line(event.happened.time?.raw ?? null),
      ...(context.ages ?? []).map((text) => ({ label: null, text })),
    ],
    [
      { label: null, text: agencyName(event.agency, context.agencies), strong: true },
      ...line(event.source),
      ...line(event.recordedBy, 'Recorded by'),
      ...line(dateWords(event.recorded), 'Recorded on'),
    ],
    [...line(event.subjects.join('; ')), ...line(event.childrenAffected.join('; '), 'Children affected')],
    [
      ...(PLAIN_KINDS.includes(event.kind) ? [] : [{ label: null, text: kindWords(event.kind), strong: true }]),
      ...line(event.what),
      ...event.notes.flatMap((note) => line(note.text, note.heading === null || note.heading === '' ? 'Note' : `Note (${note.heading})`)),
    ],
    [...line(event.response), ...line(event.outcome, 'Outcome')],
    [
      { label: null, text: SEEN_WORDS[event.childSeen] },
      ...line(event.impact === null ? null : IMPACT_WORDS[event.impact], 'Impact'),
      ...line(event.rag === null ? null : RAG_WORDS[event.rag], 'RAG'),
    ],
    line(context.alsoTold),
    [...line(event.id), ...line(originWords(context.origin), 'From')],
  ];
}

export function lineText(line: CellLine): string {
  return line.label === null ? line.text : `${line.label}: ${line.text}`;
}

/** The same cells as plain texts, the lines parted by line breaks: what a reader of the document finds in them. */
export function documentCells(event: Event, context: RowContext): string[] {
  return documentLines(event, context).map((lines) => lines.map(lineText).join('\n'));
}
