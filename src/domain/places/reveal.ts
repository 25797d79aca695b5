/**
 * Which parts of what was received or written reveal which places. A part is what can be withheld by itself: an event, a row, a note, a whole
 * document. What reaches over several rows withholds each of them; what stands in a file and in none of its rows withholds the document.
 */
import { matcherFor } from './matcher.ts';
import type { ProtectedPlace } from './place.ts';

/** A part with its words; the body is whatever was kept of it. `contribution` is null for what people wrote themselves, and for drafts. */
export type Part<Kind extends string> = {
  readonly part: Kind;
  readonly contribution: string | null;
  readonly item: string;
  readonly body: unknown;
};

/** Every word of a file as it came, shown or not; null when they could not be read: then it may hold anything. */
export type FileWords<Kind extends string> = {
  readonly part: Kind;
  readonly item: string;
  readonly words: readonly string[] | null;
};

/** `place` counts in the list of places that was given. */
export type Revealed<Kind extends string> = {
  readonly place: number;
  readonly part: Kind;
  readonly contribution: string | null;
  readonly item: string;
};

/** Rows of a file, among the kinds of parts: what they show, the document need not be withheld for. */
const ROWS = new Set(['event', 'attention', 'not-event', 'notice', 'person']);

export function revealed<Kind extends string>(
  places: readonly ProtectedPlace[],
  parts: readonly Part<Kind>[],
  files: readonly FileWords<Kind>[],
): Revealed<Kind>[] {
  const matcher = matcherFor(places);
  if (matcher.empty) return [];
  const found = new Map<string, Revealed<Kind>>();
  /** What the rows of a document were found to say: `document place written`. */
  const inRows = new Set<string>();
  const add = (place: number, { part, contribution, item }: Omit<Revealed<Kind>, 'place'>): void => {
    found.set(`${place} ${part} ${contribution} ${item}`, { place, part, contribution, item });
  };
  const lookIn = (segments: readonly { readonly part: Part<Kind>; readonly text: string }[]): void => {
    for (const { place, from, to, written } of matcher.find(segments.map(({ text }) => text)))
      for (const { part } of segments.slice(from, to + 1)) {
        add(place, part);
        if (ROWS.has(part.part)) inRows.add(`${part.contribution} ${place} ${written}`);
      }
  };
  for (const rows of byContribution(parts.filter(({ part }) => ROWS.has(part)))) {
    const texts = rows.map((part) => ({ part, text: wordsIn(part.body) }));
    lookIn(texts);
    for (const column of columns(rows)) lookIn(column);
  }
  for (const part of parts) if (!ROWS.has(part.part)) lookIn([{ part, text: wordsIn(part.body) }]);
  for (const { part, item, words } of files) {
    const contribution = part === 'document' ? item : null;
    if (words === null) for (const place of places.keys()) add(place, { part, contribution, item });
    // Each text by itself: the end of one part of a file and the beginning of the next say nothing together.
    else
      for (const text of words)
        for (const { place, written } of matcher.find([text]))
          if (!inRows.has(`${contribution} ${place} ${written}`)) add(place, { part, contribution, item });
  }
  return [...found.values()];
}

/** Everything that a person could read in a body: its texts and the names of its fields' values, in order. Ids say nothing. */
export function wordsIn(body: unknown): string {
  const texts: string[] = [];
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string') {
      if (name !== 'id') texts.push(value);
    } else if (typeof value === 'number') texts.push(String(value));
    else if (Array.isArray(value)) for (const one of value) walk(one, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) {
        if (OPEN_NAMES.has(name)) texts.push(key);
        walk(one, key);
      }
  };
  walk(body, '');
  return texts.join('\n');
}
/** Fields whose own fields are named by the source: a heading can be anything. */
const OPEN_NAMES = new Set(['words', 'unknown', 'mapping']);

type Placed = { readonly place?: { readonly table?: string; readonly row?: number }; readonly words?: Readonly<Record<string, string>> };
const placed = (body: unknown): Placed => ((Array.isArray(body) ? body[0] : body) ?? {}) as Placed;

/** The rows of each contribution, as they stand in its tables. */
function byContribution<Kind extends string>(rows: readonly Part<Kind>[]): Part<Kind>[][] {
  const contributions = new Map<string | null, Part<Kind>[]>();
  for (const row of rows) {
    const same = contributions.get(row.contribution);
    if (same === undefined) contributions.set(row.contribution, [row]);
    else same.push(row);
  }
  const order = ({ body }: Part<Kind>): readonly [string, number] => [placed(body).place?.table ?? '', placed(body).place?.row ?? 0];
  for (const same of contributions.values())
    same.sort((one, other) => {
      const [[table, row], [otherTable, otherRow]] = [order(one), order(other)];
      return table === otherTable ? row - otherRow : table < otherTable ? -1 : 1;
    });
  return [...contributions.values()];
}

/** Each column of a table from top to bottom: what begins in one row can go on in the next. */
function columns<Kind extends string>(rows: readonly Part<Kind>[]): { readonly part: Part<Kind>; readonly text: string }[][] {
  const byHeading = new Map<string, { part: Part<Kind>; text: string }[]>();
  for (const part of rows) {
    const { place, words } = placed(part.body);
    for (const [heading, text] of Object.entries(words ?? {})) {
      const key = `${place?.table} ${heading}`;
      const column = byHeading.get(key);
      if (column === undefined) byHeading.set(key, [{ part, text }]);
      else column.push({ part, text });
    }
  }
  return [...byHeading.values()].filter((column) => column.length > 1);
}
