/** A row of our own docx read back, line by line of its cells. */
import { agencyName } from '../agency.ts';
import type { Event, EventId } from '../event.ts';
import { DOCUMENT_COLUMNS, type DocumentColumn, type ReadBack, type Rereading, type RowContext } from './columns.ts';
import { type CellLine, documentLines, lineText } from './document-cells.ts';
import { changedColumns } from './imprint.ts';
import { fromWords, isPartOf, list, orNull, reread, same, sameMeaning, unread } from './reread.ts';
import { openSeal } from './seal.ts';
import { IMPACT_WORDS, RAG_WORDS } from './words.ts';

/**
 * The event that a row of our own docx holds. `sealed` is the member of the events that travel with the document whose id stands in the row's
 * Reference cell (`referenceIn`). Null when it is not a seal.
 */
export function eventFromDocumentCells(cells: readonly string[], sealed: unknown, reading: Rereading): ReadBack | null {
  const opened = openSeal(sealed, [], reading.place);
  if (opened === null) return null;
  let event = opened.event;
  const changed: string[] = [];
  const context: RowContext = { agencies: reading.agencies, origin: event.cameFrom ?? null, alsoTold: '' };
  const written = documentLines(event, context);
  for (const index of changedColumns(cells, opened.shown)) {
    const column = DOCUMENT_COLUMNS[index];
    if (column === undefined) continue;
    const part = partOfDocument(column, cells[index] ?? '', written[index] ?? [], event, reading);
    if (isPartOf(part, event)) continue;
    event = { ...event, ...part };
    changed.push(column);
  }
  return { event, changed };
}

/** The id that a Reference cell holds, or null. */
export function referenceIn(text: string): EventId | null {
  return /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/.exec(text)?.[0] ?? null;
}

/** Takes a document's cell apart into its labelled lines; what bears no label is the cell's own text. */
function takeApart(text: string, labels: readonly string[]): { own: string; labelled: Map<string, string> } {
  const labelled = new Map<string, string>();
  const own: string[] = [];
  let into: string | null = null;
  for (const line of text.split('\n')) {
    const label = labels.find((name) => line.startsWith(`${name}: `));
    if (label !== undefined) {
      into = label;
      labelled.set(label, line.slice(label.length + 2));
    } else if (into !== null) labelled.set(into, `${labelled.get(into) ?? ''}\n${line}`);
    else own.push(line);
  }
  return { own: own.join('\n'), labelled };
}

function partOfDocument(
  column: DocumentColumn,
  text: string,
  written: readonly CellLine[],
  event: Event,
  reading: Rereading,
): Partial<Event> {
  switch (column) {
    case 'When': {
      const { own, labelled } = takeApart(text, ['To']);
      const lines = own.split('\n').filter((line) => line.trim() !== '' && !/ aged | not yet born/.test(line));
      const happened = { date: lines[0] ?? '', endDate: labelled.get('To')?.split('\n')[0] ?? '', time: lines.slice(1).join(' ') };
      const read = reading.readHappened(happened) ?? unread(happened.date);
      return sameMeaning(read, event.happened) ? {} : { happened: read };
    }
    case 'Agency and source': {
      const { own, labelled } = takeApart(text, ['Recorded by', 'Recorded on']);
      const [agency = '', ...source] = own.split('\n');
      const recorded = reread.recorded(labelled.get('Recorded on') ?? '', reading);
      const asWritten = recorded !== null && event.recorded !== null && sameMeaning(recorded, event.recorded);
      return {
        agency: same(agency, agencyName(event.agency, reading.agencies)) ? event.agency : reread.agency(agency, reading),
        source: orNull(source.join('\n')),
        recordedBy: orNull(labelled.get('Recorded by') ?? ''),
        recorded: asWritten ? event.recorded : recorded,
      };
    }
    case 'Who': {
      const { own, labelled } = takeApart(text, ['Children affected']);
      return { subjects: list(own), childrenAffected: list(labelled.get('Children affected') ?? '') };
    }
    case 'What happened': {
      // Lines that we printed for the kind and the notes and that still stand there are not the event's own words.
      const notes = written.filter((line) => line.label !== null).map(lineText);
      const kind = written.find((line) => line.strong === true)?.text;
      let own = text;
      if (kind !== undefined && own.startsWith(`${kind}\n`)) own = own.slice(kind.length + 1);
      for (const note of notes.reverse())
        if (
          own.endsWith(`
${note}`)
        )
          own = own.slice(0, -note.length - 1);
      return { what: own };
    }
    case 'Response and outcome': {
      const { own, labelled } = takeApart(text, ['Outcome']);
      return { response: orNull(own), outcome: orNull(labelled.get('Outcome') ?? '') };
    }
    case 'Child seen': {
      const { own, labelled } = takeApart(text, ['Impact', 'RAG']);
      return {
        childSeen: reread.childSeen(own),
        impact: fromWords(labelled.get('Impact') ?? '', IMPACT_WORDS, null),
        rag: fromWords(labelled.get('RAG') ?? '', RAG_WORDS, null),
      };
    }
    default:
      return {};
  }
}
