/**
 * A selection: which events of a chronology a reader wants to see, and how. It lives in the address of the page, so that picture,
 * table and downloads of one address always show the same events. Nothing about a person's name is in it except what the reader typed.
 */
import type { Chronology } from '../chronology.ts';
import type { ChildSeen, Event, EventId } from '../event.ts';
import type { Day } from '../time.ts';
import { readDate } from '../time.ts';
import { themeOf } from './themes.ts';

export type LanesBy = 'agency' | 'person' | 'theme';
export type Order = 'oldest' | 'newest';

export type Selection = {
  readonly agencies: readonly string[];
  readonly people: readonly string[];
  readonly themes: readonly string[];
  readonly kinds: readonly string[];
  /** The stretch of time to look at, both days inclusive; null is open. Zooming in is choosing a shorter stretch. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly seen: ChildSeen | null;
  /** Show only the rows that need attention. */
  readonly attention: boolean;
  /** Words to find. */
  readonly q: string;
  readonly lanes: LanesBy;
  /** The event that stands at day 0. */
  readonly align: EventId | null;
  readonly order: Order;
  /** The shortest silence to show, in days. */
  readonly gap: number;
  readonly page: number;
};

/**
 * The written rule for silences. No national figure says how often every family must be in contact, so this is a reading aid and not a
 * duty: six weeks, changeable on the page.
 */
export const SILENCE_RULE = {
  days: 42,
  says: 'A stretch of 42 days (six weeks) or more in which an agency that was in contact before and after wrote nothing down. 42 days is a reading aid of this service (first edition, November 2026), not a duty: set it to your own partnership’s rule.',
} as const;

export const EVERYTHING: Selection = {
  agencies: [],
  people: [],
  themes: [],
  kinds: [],
  from: null,
  to: null,
  seen: null,
  attention: false,
  q: '',
  lanes: 'agency',
  align: null,
  order: 'oldest',
  gap: SILENCE_RULE.days,
  page: 1,
};

/** Values of an address's query, as a web framework hands them over. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const CHILD_SEEN: readonly ChildSeen[] = ['seen', 'not-seen', 'not-applicable', 'not-known', 'not-recorded'];
const EVENT_ID = /^[0-9a-f]{32}$/;
const LONGEST_SEARCH = 200;

function many(value: string | readonly string[] | undefined): readonly string[] {
  const list = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return [...new Set(list.filter((item) => item !== ''))];
}

function one(value: string | readonly string[] | undefined): string {
  return (typeof value === 'string' ? value : (value?.at(-1) ?? '')).trim();
}

function whole(text: string, least: number, most: number): number | null {
  const number = Number(text);
  return text !== '' && Number.isInteger(number) && number >= least && number <= most ? number : null;
}

/** What a day typed by a reader means: its first possible day, or its last. "2013" from is 1 January 2013, to is 31 December 2013. */
function readEdge(text: string, edge: 'from' | 'to', today: Day): Day | null {
  if (text === '') return null;
  const { date } = readDate(text, { order: 'day-first', today });
  return date[edge];
}

/** Words typed as a date that could not be read, to be said beside the box. */
export type Misread = { readonly field: 'from' | 'to' | 'gap'; readonly raw: string; readonly says: string };

export function readSelection(
  query: Query,
  today: Day,
  usual: { readonly order: Order } = { order: 'oldest' },
): { selection: Selection; misread: readonly Misread[] } {
  const misread: Misread[] = [];
  const edge = (field: 'from' | 'to'): Day | null => {
    const raw = one(query[field]);
    const day = readEdge(raw, field, today);
    if (raw !== '' && day === null) {
      misread.push({ field, raw, says: 'Enter a day, a month or a year, for example 12 March 2013, March 2013 or 2013' });
    }
    return day;
  };
  let from = edge('from');
  let to = edge('to');
  if (from !== null && to !== null && from > to) [from, to] = [to, from];
  const lanes = one(query['lanes']);
  const order = one(query['order']);
  const seen = one(query['seen']);
  const align = one(query['align']);
  const gapText = one(query['gap']);
  const gap = whole(gapText, 1, 36_500);
  if (gapText !== '' && gap === null) misread.push({ field: 'gap', raw: gapText, says: 'Enter a whole number of days, 1 or more' });
  return {
    selection: {
      agencies: many(query['agency']),
      people: many(query['person']),
      themes: many(query['theme']),
      kinds: many(query['kind']),
      from,
      to,
      seen: CHILD_SEEN.find((known) => known === seen) ?? null,
      attention: one(query['attention']) === 'only',
      q: one(query['q']).slice(0, LONGEST_SEARCH),
      lanes: lanes === 'person' || lanes === 'theme' ? lanes : 'agency',
      align: EVENT_ID.test(align) ? align : null,
      order: order === 'newest' || order === 'oldest' ? order : usual.order,
      gap: gap ?? SILENCE_RULE.days,
      page: whole(one(query['page']), 1, 1_000_000) ?? 1,
    },
    misread,
  };
}

/** The selection as query pairs, leaving out whatever is as usual. The address of the same view, shortest form. */
export function writeSelection(
  selection: Selection,
  usual: { readonly order: Order } = { order: 'oldest' },
): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (const agency of selection.agencies) pairs.push(['agency', agency]);
  for (const person of selection.people) pairs.push(['person', person]);
  for (const theme of selection.themes) pairs.push(['theme', theme]);
  for (const kind of selection.kinds) pairs.push(['kind', kind]);
  if (selection.from !== null) pairs.push(['from', selection.from]);
  if (selection.to !== null) pairs.push(['to', selection.to]);
  if (selection.seen !== null) pairs.push(['seen', selection.seen]);
  if (selection.attention) pairs.push(['attention', 'only']);
  if (selection.q !== '') pairs.push(['q', selection.q]);
  if (selection.lanes !== 'agency') pairs.push(['lanes', selection.lanes]);
  if (selection.align !== null) pairs.push(['align', selection.align]);
  if (selection.order !== usual.order) pairs.push(['order', selection.order]);
  if (selection.gap !== SILENCE_RULE.days) pairs.push(['gap', String(selection.gap)]);
  if (selection.page !== 1) pairs.push(['page', String(selection.page)]);
  return pairs;
}

/** The people whom an event names: those it is about and the children it touches, each once. */
export function peopleOf(event: Event): readonly string[] {
  if (event.childrenAffected.length === 0) return event.subjects;
  return [...new Set([...event.subjects, ...event.childrenAffected])];
}

/** Letters without accents and case, for finding words as people type them. */
export function foldWords(text: string): string {
  const lower = text.toLowerCase();
  // Most records are plain ASCII; only the others pay for taking accents off.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
  return /^[\x00-\x7f]*$/.test(lower)
    ? lower
    : lower.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").replaceAll('ł', 'l').replaceAll('đ', 'd').replaceAll('ß', 'ss');
}

const SEARCHED: readonly (readonly [string, (event: Event) => string | null])[] = [
  ['what happened', (event) => event.what],
  ['response', (event) => event.response],
  ['outcome', (event) => event.outcome],
  ['people', (event) => peopleOf(event).join('\n')],
  ['source', (event) => event.source],
  ['recorded by', (event) => event.recordedBy],
  ['the date as written', (event) => event.happened.raw],
  ['author’s notes', (event) => event.notes.map((note) => note.text).join('\n')],
  ['other adults present', (event) => event.adultsPresent?.join('\n') ?? null],
  ['what the child said', (event) => event.childVoice ?? null],
  ['explanations', (event) => event.attributions?.map((attribution) => attribution.claim).join('\n') ?? null],
  ['kind of event', (event) => event.kind.replaceAll('-', ' ')],
];

/**
 * Where every one of the words stands in an event: the names of the fields, in reading order; empty when some word is nowhere.
 * A column of the source that is none of our fields is named by its own heading.
 */
export function whereFound(event: Event, words: readonly string[]): readonly string[] {
  const missing = new Set(words);
  const fields: string[] = [];
  const look = (name: string, text: string | null): void => {
    if (text === null || text === '') return;
    const folded = foldWords(text);
    let hit = false;
    for (const word of words) {
      if (folded.includes(word)) {
        hit = true;
        missing.delete(word);
      }
    }
    if (hit && !fields.includes(name)) fields.push(name);
  };
  for (const [name, read] of SEARCHED) look(name, read(event));
  if (missing.size > 0) for (const [heading, text] of Object.entries(event.words)) look(`the column “${heading}”`, text);
  return missing.size === 0 ? fields : [];
}

/** Search words: what stands between double quotes stays together, the rest is split at blanks. */
export function searchWords(q: string): readonly string[] {
  const words: string[] = [];
  for (const match of q.matchAll(/"([^"]+)"|(\S+)/g)) {
    const word = foldWords(match[1] ?? match[2] ?? '').trim();
    if (word !== '') words.push(word);
  }
  return [...new Set(words)];
}

export type Found = { readonly event: Event; readonly where: readonly string[] };

/** Whether an event passes every filter but the stretch of time and the search. */
function passes(event: Event, selection: Selection): boolean {
  if (selection.agencies.length > 0 && !selection.agencies.includes(event.agency ?? '-')) return false;
  if (selection.people.length > 0 && !peopleOf(event).some((person) => selection.people.includes(person))) return false;
  if (selection.themes.length > 0 && !selection.themes.includes(themeOf(event.kind))) return false;
  if (selection.kinds.length > 0 && !selection.kinds.includes(event.kind)) return false;
  return selection.seen === null || event.childSeen === selection.seen;
}

/** Whether the days of an event and the stretch looked at have a day in common. An event without a day is in no stretch. */
export function isWithin(event: Event, from: Day | null, to: Day | null): boolean {
  const happened = event.happened;
  if (happened.from === null || happened.to === null) return from === null && to === null;
  return (from === null || happened.to >= from) && (to === null || happened.from <= to);
}

/** The events that pass the filters whatever the stretch of time, oldest first: what the picture can be moved over. */
export function selectEver(chronology: Chronology, selection: Selection): readonly Found[] {
  if (selection.attention) return [];
  const words = searchWords(selection.q);
  const found: Found[] = [];
  for (const event of chronology.events) {
    if (!passes(event, selection)) continue;
    const where = words.length === 0 ? [] : whereFound(event, words);
    if (words.length > 0 && where.length === 0) continue;
    found.push({ event, where });
  }
  return found;
}

/** The events of a selection, oldest first: the same for the picture and for the table. */
export function select(chronology: Chronology, selection: Selection): readonly Found[] {
  const found = selectEver(chronology, selection);
  return selection.from === null && selection.to === null
    ? found
    : found.filter(({ event }) => isWithin(event, selection.from, selection.to));
}
