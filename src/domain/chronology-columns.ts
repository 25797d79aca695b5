/**
 * The columns of an integrated chronology, and the way there and back: an event becomes the texts of one row, and a row becomes the
 * same event again. People read the columns; the last one, "More", seals what they cannot carry exactly. Where somebody changed a
 * visible cell after the export, the visible text wins and the change is named.
 */
import { type Agency, agencyName, findAgency } from './agency.ts';
import { type AuthorNote, type ChildSeen, CORE_KINDS, type Event, type EventId, type Impact, type Place, type Rag } from './event.ts';
import type { PartialDate } from './time.ts';

/** What a person reads, in this order, in csv and xlsx. */
export const CHRONOLOGY_COLUMNS = [
  'Date',
  'End date',
  'Time',
  'Agency',
  'Source',
  'Recorded by',
  'Recorded on',
  'People',
  'Children affected',
  'Kind',
  'What happened',
  'Response',
  'Outcome',
  'Child seen',
  'Impact',
  'RAG',
  'Sequence',
  'Notes',
  'Also told by',
  'Came from',
  'Reference',
] as const;
export type ChronologyColumn = (typeof CHRONOLOGY_COLUMNS)[number];

/** What a program reads. Cells to the right of "More" continue it, because a spreadsheet cell holds no more than 32,767 characters. */
export const MACHINE_COLUMNS = ['From', 'To', 'Precision', 'More'] as const;

/** Every heading of the csv and of the xlsx sheet "Chronology". */
export const ALL_COLUMNS: readonly string[] = [...CHRONOLOGY_COLUMNS, ...MACHINE_COLUMNS];

/** What a person reads in docx, pdf and html: fewer, wider columns that fit A4 landscape. The seal of each row travels apart. */
export const DOCUMENT_COLUMNS = [
  'When',
  'Agency and source',
  'Who',
  'What happened',
  'Response and outcome',
  'Child seen',
  'Also told by',
  'Reference',
] as const;
export type DocumentColumn = (typeof DOCUMENT_COLUMNS)[number];

/** The most characters that one spreadsheet cell may hold. */
export const LONGEST_CELL = 32_767;

/** Where an event was first written: the agency's file and the place in it. Survives any number of exports. */
export type Origin = { readonly file: string; readonly place: string };

/** What a row says besides the event itself. */
export type RowContext = {
  readonly agencies: readonly Agency[];
  readonly origin: Origin | null;
  /** Who else told it, in words; empty when nobody did. */
  readonly alsoTold: string;
  /** The age of each child on the day, in words: "B aged 5 months". Only documents show it. */
  readonly ages?: readonly string[];
};

/** How the reader of a changed row turns words into a date; a null means that nothing could be read. */
export type HappenedReader = (words: { readonly date: string; readonly endDate: string; readonly time: string }) => PartialDate | null;
export type Rereading = {
  readonly place: Place;
  readonly agencies: readonly Agency[];
  readonly readHappened: HappenedReader;
};
/** An event read back. `changed` names the columns whose text says something else than at the export. */
export type ReadBack = { readonly event: Event; readonly changed: readonly string[] };

// ---------------------------------------------------------------- the words that people see

const SEEN_WORDS: Readonly<Record<ChildSeen, string>> = {
  seen: 'Seen',
  'not-seen': 'Not seen',
  'not-applicable': 'Not applicable',
  'not-known': 'Not known',
  'not-recorded': 'Not recorded',
};
const IMPACT_WORDS: Readonly<Record<Impact, string>> = { positive: 'Positive', negative: 'Negative', mixed: 'Mixed', neutral: 'Neutral' };
const RAG_WORDS: Readonly<Record<Rag, string>> = { red: 'Red', amber: 'Amber', green: 'Green' };

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

function endWords(date: PartialDate): string {
  return date.precision === 'range' && date.to !== null && !date.approx ? britishDay(date.to) : '';
}

function precisionWords(date: PartialDate): string {
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

function originWords(origin: Origin | null): string {
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

// ---------------------------------------------------------------- the cells of a document (docx, pdf, html)

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

function lineText(line: CellLine): string {
  return line.label === null ? line.text : `${line.label}: ${line.text}`;
}

/** The same cells as plain texts, the lines parted by line breaks: what a reader of the document finds in them. */
export function documentCells(event: Event, context: RowContext): string[] {
  return documentLines(event, context).map((lines) => lines.map(lineText).join('\n'));
}

/** What travels with a document so that its rows can be read back exactly. One per event, in the order of the rows. */
export type SealedChronology = { readonly kinline: 'chronology/1'; readonly title: string; readonly events: readonly unknown[] };

/** The JSON text of one event for a `SealedChronology`. */
export function sealForDocument(event: Event, context: RowContext): string {
  return sealEvent(event, context.origin, documentCells(event, context), false);
}

// ---------------------------------------------------------------- sealing: exact values beside the visible texts

/** Fields whose text stands word for word in a visible column, so that a long one need not stand twice. */
const COLUMN_OF_FIELD = { source: 4, recordedBy: 5, what: 10, response: 11, outcome: 12 } as const;
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
function openSeal(sealed: unknown, cells: readonly string[], place: Place): { event: Event; shown: string } | null {
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

// ---------------------------------------------------------------- what a person changed afterwards

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BLANK = imprintOf(0x811c9dc5);

function imprintOf(hash: number): string {
  const folded = (hash ^ (hash >>> 24)) >>> 0;
  return `${DIGITS[folded & 63]}${DIGITS[(folded >>> 6) & 63]}${DIGITS[(folded >>> 12) & 63]}${DIGITS[(folded >>> 18) & 63]}`;
}

/** A spreadsheet cuts longer texts, so nobody can tell whether a person changed one; only that it is still long. */
const LONGEST_IMPRINT = 30_000;
const LONG = '....';

/**
 * Four characters that stand for a text as a person sees it (FNV-1a over 24 bits): control characters, runs of blanks, a protecting
 * apostrophe and what Word or Excel change by themselves when saving do not count.
 */
function imprint(text: string): string {
  if (text === '') return BLANK;
  if (text.length > LONGEST_IMPRINT) return LONG;
  let hash = 0x811c9dc5;
  let blank = false;
  let begun = false;
  for (let at = text.charCodeAt(0) === 0x27 && isGuarded(text.charCodeAt(1)) ? 1 : 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d || code === 0xa0 || code === 0x2028 || code === 0x2029) {
      blank = begun;
      continue;
    }
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || code >= 0xfff0 || code === 0xfeff || isHalfPair(text, at, code)) continue;
    if (blank) hash = Math.imul(hash ^ 0x20, 0x01000193);
    blank = false;
    begun = true;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return imprintOf(hash >>> 0);
}

/** Half of a surrogate pair without its other half, which no file can carry. */
function isHalfPair(text: string, at: number, code: number): boolean {
  if (code < 0xd800 || code > 0xdfff) return false;
  const other = text.charCodeAt(code < 0xdc00 ? at + 1 : at - 1);
  return code < 0xdc00 ? !(other >= 0xdc00 && other <= 0xdfff) : !(other >= 0xd800 && other <= 0xdbff);
}

function changedColumns(cells: readonly string[], shown: string): number[] {
  const changed: number[] = [];
  for (let at = 0; at * 4 + 4 <= shown.length; at += 1) {
    const was = shown.slice(at * 4, at * 4 + 4);
    const now = cells[at] ?? '';
    if (was === LONG ? now.length < LONGEST_IMPRINT / 2 : imprint(now) !== was) changed.push(at);
  }
  return changed;
}

const list = (text: string): string[] =>
  text
    .split(/;|\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text);
const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function fromWords<Value extends string>(text: string, words: Readonly<Record<Value, string>>, otherwise: Value | null): Value | null {
  const found = (Object.entries(words) as [Value, string][]).find(([value, said]) => same(text, said) || same(text, value));
  return found === undefined ? otherwise : found[0];
}

function kindFrom(text: string): string {
  const code = text.trim().toLowerCase().replace(/\s+/g, '-');
  return (CORE_KINDS as readonly string[]).includes(code) ? code : text.trim();
}

const reread = {
  agency: (text: string, reading: Rereading) => findAgency(text, reading.agencies)?.code ?? findAgency(text)?.code ?? orNull(text),
  childSeen: (text: string): ChildSeen =>
    fromWords(text, { ...SEEN_WORDS }, text.trim() === '' ? 'not-recorded' : 'not-known') ?? 'not-known',
  recorded: (text: string, reading: Rereading): PartialDate | null =>
    text.trim() === '' ? null : (reading.readHappened({ date: text, endDate: '', time: '' }) ?? unread(text)),
};

function unread(raw: string): PartialDate {
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

function sameMeaning(a: PartialDate, b: PartialDate): boolean {
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

function isPartOf(part: Partial<Event>, event: Event): boolean {
  return Object.entries(part).every(([field, value]) => alike(value, event[field as keyof Event]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The event that a row of our own docx holds. `sealed` is the member of the document's `SealedChronology` whose id stands in the row's
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

// ---------------------------------------------------------------- texts that a spreadsheet would run as a formula

/** = + - @, tab, line breaks, and the full-width signs that some spreadsheets take for the same; and the apostrophe itself. */
function isGuarded(code: number): boolean {
  return (
    code === 0x3d ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x40 ||
    code === 0x09 ||
    code === 0x0d ||
    code === 0x0a ||
    code === 0x27 ||
    code === 0xff1d ||
    code === 0xff0b ||
    code === 0xff0d ||
    code === 0xff20
  );
}

/** For csv: puts an apostrophe before a text that a spreadsheet would run. `unguarded` takes exactly that one off again. */
export function guarded(text: string): string {
  return text !== '' && isGuarded(text.charCodeAt(0)) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return text.charCodeAt(0) === 0x27 && isGuarded(text.charCodeAt(1)) ? text.slice(1) : text;
}

// ---------------------------------------------------------------- when two events are the same

function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysOf = (value: object): string[] => Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined);
  const keys = keysOf(a);
  if (keys.length !== keysOf(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && alike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/**
 * Whether two readings are of the same event with the same content: every field, absent and undefined alike. Two things may differ:
 * `place` (each file has its own), and `cameFrom` when only one of the two has it (an export adds the origin).
 */
export function sameEvent(a: Event, b: Event): boolean {
  const { place: _placeA, cameFrom: fromA, ...restA } = a;
  const { place: _placeB, cameFrom: fromB, ...restB } = b;
  return alike(restA, restB) && (fromA === undefined || fromB === undefined || alike(fromA, fromB));
}
