/** Sealing: the exact values of an event beside the texts that people read, and the event out of them again. */
import type { Event, EventId, Place } from '../event.ts';
import type { PartialDate } from '../time.ts';
import { LONGEST_CELL, type Origin, type RowContext } from './columns.ts';
import { documentCells } from './document-cells.ts';
import { guarded } from './guard.ts';
import { imprint } from './imprint.ts';
import { precisionWords, visibleCells } from './words.ts';

/** The texts of one row under `ALL_COLUMNS`; "More" is whole, however long (`splitMore` cuts it for spreadsheets). */
export function chronologyCells(event: Event, context: RowContext): string[] {
  const cells = visibleCells(event, context);
  const more = sealEvent(event, context.origin, cells, true);
  cells.push(event.happened.from ?? '', event.happened.to ?? '', precisionWords(event.happened), more);
  return cells;
}

/**
 * Cuts a sealed text into cells that a spreadsheet can hold, never inside a surrogate pair. Each is guarded, so that none would run as
 * a formula; unguarded and joined, they are the text again.
 */
export function splitMore(more: string, longest: number = LONGEST_CELL - 1): string[] {
  if (more.length <= longest) return [more];
  const cells: string[] = [];
  let from = 0;
  while (from < more.length) {
    let to = Math.min(more.length, from + longest);
    const last = more.charCodeAt(to - 1);
    if (to < more.length && last >= 0xd800 && last <= 0xdbff) to -= 1;
    cells.push(guarded(more.slice(from, to)));
    from = to;
  }
  return cells;
}

/**
 * The JSON text of one event for what travels with a document: `{ "kinline": "chronology/1", "title", "events": [one per row, in order] }`.
 */
export function sealForDocument(event: Event, context: RowContext): string {
  return sealEvent(event, context.origin, documentCells(event, context), false);
}

/** Fields whose text stands word for word in a visible column, so that a long one need not stand twice. */
export const COLUMN_OF_FIELD = { source: 4, recordedBy: 5, what: 10, response: 11, outcome: 12 } as const;
const REFERRED_FIELDS = Object.entries(COLUMN_OF_FIELD);
const SHORTEST_REFERENCE = 24;

/** Nothing in it that a file, a spreadsheet or a reader could carry back differently. */
function carriesExactly(text: string): boolean {
  if (text.length < SHORTEST_REFERENCE || text.length > LONGEST_CELL) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what must be found
  if (/[\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]| {2}|_x[0-9a-f]{4}_/i.test(text))
    return false;
  return /^[^\s'=+\-@\uff1d\uff0b\uff0d\uff20].*\S$/u.test(text) && !/\p{Surrogate}/u.test(text);
}

// biome-ignore format: one line each, so that the two can be compared
const TO_ESCAPE = /[\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]|_(?=x[0-9a-fA-F]{4}_)| (?= )/;
const EACH_TO_ESCAPE = new RegExp(TO_ESCAPE, 'g');

/** JSON text in which the characters that XML, csv, a spreadsheet or a careful reader would not carry are written as JSON escapes. */
export function carriable(json: string): string {
  if (!TO_ESCAPE.test(json)) return json;
  return json.replace(EACH_TO_ESCAPE, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The fields that are left out of a seal when they say nothing, with what they then are. */
const NOTHING: Readonly<Record<string, unknown>> = {
  recorded: null,
  agency: null,
  source: null,
  recordedBy: null,
  response: null,
  outcome: null,
  childSeen: 'not-recorded',
  impact: null,
  rag: null,
  sequence: null,
};
const NOTHING_FIELDS = Object.keys(NOTHING);
const EMPTY_LISTS = ['subjects', 'childrenAffected', 'notes'] as const;

/** `JSON.stringify` leaves out what is undefined, so a field that says nothing is set to that. */
function sealEvent(event: Event, origin: Origin | null, cells: readonly string[], byReference: boolean): string {
  const sealed: Record<string, unknown> = { ...event, place: undefined };
  for (const field of NOTHING_FIELDS) if (sealed[field] === NOTHING[field]) sealed[field] = undefined;
  for (const field of EMPTY_LISTS) if (event[field].length === 0) sealed[field] = undefined;
  if (origin !== null) sealed['cameFrom'] = origin;
  if (byReference) refer(sealed, event.words, cells);
  let shown = '';
  for (let at = 0; at < cells.length; at += 1) shown += imprint(cells[at] ?? '');
  sealed['shown'] = shown;
  return carriable(JSON.stringify(sealed));
}

/** Puts the number of the column in the place of a text that stands there word for word. */
function refer(sealed: Record<string, unknown>, words: Event['words'], cells: readonly string[]): void {
  const columns: number[] = [];
  for (const [field, column] of REFERRED_FIELDS) {
    if (!carriesExactly(cells[column] ?? '')) continue;
    columns.push(column);
    if (sealed[field] === cells[column]) sealed[field] = { '=': column };
  }
  if (columns.length === 0) return;
  const referred: Record<string, unknown> = { ...words };
  for (const heading of Object.keys(words)) {
    const column = columns.find((each) => cells[each] === words[heading]);
    if (column !== undefined && heading !== '__proto__') referred[heading] = { '=': column };
  }
  sealed['words'] = referred;
}

/** What a sealed text says, or null when it is not one. `cells` are the visible texts that it may refer to. */
export function openSeal(sealed: unknown, cells: readonly string[], place: Place): { event: Event; shown: string } | null {
  if (typeof sealed !== 'object' || sealed === null || Array.isArray(sealed)) return null;
  const { shown, ...fields } = sealed as Record<string, unknown>;
  const resolve = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && '=' in value && typeof value['='] === 'number') return cells[value['=']] ?? '';
    return value;
  };
  const event: Record<string, unknown> = { ...NOTHING };
  for (const list of EMPTY_LISTS) event[list] = [];
  Object.assign(event, fields);
  for (const [field] of REFERRED_FIELDS) event[field] = resolve(event[field]);
  const words = fields['words'];
  if (typeof words !== 'object' || words === null) return null;
  event['words'] = Object.fromEntries(Object.entries(words).map(([heading, text]) => [heading, resolve(text)]));
  event['place'] = place;
  if (!isEventId(event['id']) || typeof event['what'] !== 'string' || typeof event['kind'] !== 'string') return null;
  if (!isPartialDate(event['happened']) || (event['recorded'] !== null && !isPartialDate(event['recorded']))) return null;
  return { event: event as unknown as Event, shown: typeof shown === 'string' ? shown : '' };
}

export function isEventId(value: unknown): value is EventId {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
}

function isPartialDate(value: unknown): value is PartialDate {
  return (
    typeof value === 'object' &&
    value !== null &&
    'raw' in value &&
    typeof value.raw === 'string' &&
    'precision' in value &&
    'from' in value
  );
}
