/** A row of our own csv or xlsx read back: the same event as was written, or with what a person changed in it since. */
import { findAgency } from '../agency.ts';
import { type ChildSeen, CORE_KINDS, type Event } from '../event.ts';
import type { PartialDate } from '../time.ts';
import { CHRONOLOGY_COLUMNS, type ChronologyColumn, type ReadBack, type Rereading } from './columns.ts';
import { unguarded } from './guard.ts';
import { changedColumns } from './imprint.ts';
import { alike } from './same-event.ts';
import { COLUMN_OF_FIELD, openSeal } from './seal.ts';
import { IMPACT_WORDS, RAG_WORDS, SEEN_WORDS } from './words.ts';

export const list = (text: string): string[] =>
  text
    .split(/;|\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text);
export const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

export function fromWords<Value extends string>(
  text: string,
  words: Readonly<Record<Value, string>>,
  otherwise: Value | null,
): Value | null {
  const found = (Object.entries(words) as [Value, string][]).find(([value, said]) => same(text, said) || same(text, value));
  return found === undefined ? otherwise : found[0];
}

function kindFrom(text: string): string {
  const code = text.trim().toLowerCase().replace(/\s+/g, '-');
  return (CORE_KINDS as readonly string[]).includes(code) ? code : text.trim();
}

export const reread = {
  agency: (text: string, reading: Rereading) => findAgency(text, reading.agencies)?.code ?? findAgency(text)?.code ?? orNull(text),
  childSeen: (text: string): ChildSeen =>
    fromWords(text, { ...SEEN_WORDS }, text.trim() === '' ? 'not-recorded' : 'not-known') ?? 'not-known',
  recorded: (text: string, reading: Rereading): PartialDate | null =>
    text.trim() === '' ? null : (reading.readHappened({ date: text, endDate: '', time: '' }) ?? unread(text)),
};

export function unread(raw: string): PartialDate {
  return { raw, from: null, to: null, precision: 'none', approx: false, time: null };
}

/** The part of an event that a changed column says now. "Also told by", "Came from" and "Reference" are ours to say, so they change nothing. */
function partOf(column: ChronologyColumn, cells: readonly string[], event: Event, reading: Rereading): Partial<Event> {
  const text = cells[CHRONOLOGY_COLUMNS.indexOf(column)] ?? '';
  switch (column) {
    case 'Date':
    case 'End date':
    case 'Time': {
      const read = reading.readHappened({ date: cells[0] ?? '', endDate: cells[1] ?? '', time: cells[2] ?? '' }) ?? unread(cells[0] ?? '');
      return sameMeaning(read, event.happened) ? {} : { happened: read };
    }
    case 'Recorded on': {
      const read = reread.recorded(text, reading);
      return read !== null && event.recorded !== null && sameMeaning(read, event.recorded) ? {} : { recorded: read };
    }
    case 'Agency':
      return { agency: reread.agency(text, reading) };
    case 'Source':
      return { source: orNull(text) };
    case 'Recorded by':
      return { recordedBy: orNull(text) };
    case 'People':
      return { subjects: list(text) };
    case 'Children affected':
      return { childrenAffected: list(text) };
    case 'Kind':
      return { kind: kindFrom(text) };
    case 'What happened':
      return { what: text };
    case 'Response':
      return { response: orNull(text) };
    case 'Outcome':
      return { outcome: orNull(text) };
    case 'Child seen':
      return { childSeen: reread.childSeen(text) };
    case 'Impact':
      return { impact: fromWords(text, IMPACT_WORDS, null) };
    case 'RAG':
      return { rag: fromWords(text, RAG_WORDS, null) };
    case 'Sequence': {
      const sequence = text.trim() === '' ? Number.NaN : Number(text);
      return { sequence: Number.isFinite(sequence) ? sequence : null };
    }
    case 'Notes':
      return { notes: text.trim() === '' ? [] : text.split('\n').map((line) => ({ text: line, heading: null })) };
    default:
      return {};
  }
}

export function sameMeaning(a: PartialDate, b: PartialDate): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.precision === b.precision &&
    a.approx === b.approx &&
    (a.time?.raw ?? '') === (b.time?.raw ?? '')
  );
}

/**
 * The event that a row of our own csv or xlsx holds, the same as was written, or with what a person changed since. Null when the row
 * carries no seal (a row that somebody added, or a column that somebody took away): then it is read like any other row.
 * `headings` and `cells` are the row's, in whatever order the columns now stand.
 */
export function eventFromCells(headings: readonly string[], cells: readonly string[], reading: Rereading): ReadBack | null {
  const at = (heading: string): number => headings.findIndex((found) => same(found, heading));
  const more = at('More');
  if (more < 0) return null;
  const sealed = parse(cells.slice(more).map(unguarded).join(''));
  const visible = CHRONOLOGY_COLUMNS.map((column) => {
    const index = at(column);
    return index < 0 ? null : unguarded(cells[index] ?? '');
  });
  const texts = visible.map((text) => text ?? '');
  const opened = openSeal(sealed, texts, reading.place);
  if (opened === null) return null;
  let event = opened.event;
  const changed: string[] = [];
  for (const index of changedColumns(texts, opened.shown)) {
    const column = CHRONOLOGY_COLUMNS[index];
    // A column that is gone says nothing; only one that stands there with another text does.
    if (column === undefined || visible[index] === null) continue;
    const part = partOf(column, texts, event, reading);
    if (isPartOf(part, event) && !(index in REFERRED)) continue;
    event = { ...event, ...part };
    if (Object.keys(part).length > 0) changed.push(column);
  }
  return { event, changed };
}

/** Columns that a seal may refer to: their event already has the changed text, so it is the imprint alone that tells. */
const REFERRED: Readonly<Record<number, true>> = Object.fromEntries(Object.values(COLUMN_OF_FIELD).map((column) => [column, true]));

export function isPartOf(part: Partial<Event>, event: Event): boolean {
  return Object.entries(part).every(([field, value]) => alike(value, event[field as keyof Event]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
