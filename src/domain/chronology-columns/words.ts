/** The words under the columns: what a person reads of each field of an event. */
import { agencyName } from '../agency.ts';
import type { AuthorNote, ChildSeen, Event, Impact, Place, Rag } from '../event.ts';
import type { PartialDate } from '../time.ts';
import type { Origin, RowContext } from './columns.ts';

export const SEEN_WORDS: Readonly<Record<ChildSeen, string>> = {
  seen: 'Seen',
  'not-seen': 'Not seen',
  'not-applicable': 'Not applicable',
  'not-known': 'Not known',
  'not-recorded': 'Not recorded',
};
export const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  positive: 'Positive',
  negative: 'Negative',
  mixed: 'Mixed',
  neutral: 'Neutral',
};
export const RAG_WORDS: Readonly<Record<Rag, string>> = { red: 'Red', amber: 'Amber', green: 'Green' };

export function childSeenWords(seen: ChildSeen): string {
  return SEEN_WORDS[seen];
}

/** `initial-child-protection-conference` as "Initial child protection conference". */
export function kindWords(kind: string): string {
  const words = kind
    .replace(/-/g, ' ')
    .replace(/ ?\b47\b ?/, ' 47 ')
    .trim();
  if (kind === 'gp' || kind === 'marac') return kind.toUpperCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function britishDay(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** An exact day as `12/04/2013`; everything less exact in the source's own words. Never more exact than the source. */
export function dateWords(date: PartialDate | null): string {
  if (date === null) return '';
  const exact = (date.precision === 'day' || date.precision === 'minute') && !date.approx && date.from !== null && date.from === date.to;
  if (exact && date.from !== null && /^\d{4}-\d\d-\d\d$/.test(date.from)) return britishDay(date.from);
  return date.raw;
}

export function endWords(date: PartialDate): string {
  return date.precision === 'range' && date.to !== null && !date.approx ? britishDay(date.to) : '';
}

export function precisionWords(date: PartialDate): string {
  return date.approx ? `${date.precision}, about` : date.precision;
}

function noteWords(note: AuthorNote): string {
  return note.heading === null || note.heading === '' ? note.text : `${note.heading}: ${note.text}`;
}

function placeWords(place: Place): string {
  const where = place.row > 0 ? `${place.table}, row ${place.row}` : place.table;
  return place.hidden ? `${where} (hidden)` : where;
}

/** Where an event of this file was first written. An integrated chronology that came in again keeps the first origin. */
export function originOf(event: Event, file: string | null): Origin | null {
  if (event.cameFrom !== undefined) return event.cameFrom;
  return file === null ? null : { file, place: placeWords(event.place) };
}

export function originWords(origin: Origin | null): string {
  if (origin === null) return '';
  return origin.place === '' ? origin.file : `${origin.file}, ${origin.place}`;
}

/** The texts of the 21 columns that people read, without the machine's four. */
export function visibleCells(event: Event, context: RowContext): string[] {
  return [
    dateWords(event.happened),
    endWords(event.happened),
    event.happened.time?.raw ?? '',
    event.agency === null ? '' : agencyName(event.agency, context.agencies),
    event.source ?? '',
    event.recordedBy ?? '',
    dateWords(event.recorded),
    event.subjects.join('; '),
    event.childrenAffected.join('; '),
    kindWords(event.kind),
    event.what,
    event.response ?? '',
    event.outcome ?? '',
    SEEN_WORDS[event.childSeen],
    event.impact === null ? '' : IMPACT_WORDS[event.impact],
    event.rag === null ? '' : RAG_WORDS[event.rag],
    event.sequence === null ? '' : String(event.sequence),
    event.notes.map(noteWords).join('\n'),
    context.alsoTold,
    originWords(context.origin),
    event.id,
  ];
}
