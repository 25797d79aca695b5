/**
 * A corrected file against the one that it supersedes: which of its events is which earlier one, so that notes and decisions made on the
 * earlier stay with it. Nothing is lost: every earlier event is paired or gone, every corrected one paired or added.
 */
import type { Contribution } from '../contribution.ts';
import type { Event, EventId } from '../event.ts';
import { contentOf } from './gathering.ts';

export type Correction = {
  readonly pairs: readonly { readonly earlier: EventId; readonly corrected: EventId }[];
  /** Earlier events that the corrected file no longer has. They stay readable; the corrected file stands in the chronology. */
  readonly gone: readonly EventId[];
  readonly added: readonly EventId[];
};

/** Beyond so many comparisons in one stretch, only events with the same date are compared. */
const ALIGNED_AT_ONCE = 250_000;
/** How alike (0 to 1, the shared part of both accounts' words) two rows must be to be one row, corrected. */
const ALIKE_SAME_DATE = 0.45;
const ALIKE_OTHER_DATE = 0.75;

type Side = { readonly events: readonly Event[]; readonly words: (ReadonlySet<string> | undefined)[]; readonly partner: Int32Array };

function side(events: readonly Event[]): Side {
  return { events, words: [], partner: new Int32Array(events.length).fill(-1) };
}

function wordsAt(of: Side, index: number): ReadonlySet<string> {
  const known = of.words[index];
  if (known !== undefined) return known;
  const event = of.events[index];
  const text = `${event?.what ?? ''} ${event?.source ?? ''}`.toLowerCase();
  const words = new Set(text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''));
  of.words[index] = words;
  return words;
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 1;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const word of small) if (large.has(word)) both += 1;
  return (2 * both) / (a.size + b.size);
}

const dateOf = (event: Event): string =>
  `${event.happened.from ?? ''}|${event.happened.to ?? ''}|${event.happened.from === null ? event.happened.raw : ''}`;

/** Pairs events that are alone, on each side, with a key. */
function pairUnique(earlier: Side, corrected: Side, key: (event: Event) => string | undefined): void {
  const find = (of: Side): Map<string, number> => {
    const found = new Map<string, number>();
    for (const [index, event] of of.events.entries()) {
      const value = of.partner[index] === -1 ? key(event) : undefined;
      if (value !== undefined) found.set(value, found.has(value) ? -1 : index);
    }
    return found;
  };
  const after = find(corrected);
  for (const [value, index] of find(earlier)) {
    const other = after.get(value);
    if (index >= 0 && other !== undefined && other >= 0) pair(earlier, corrected, index, other);
  }
}

function pair(earlier: Side, corrected: Side, one: number, other: number): void {
  earlier.partner[one] = other;
  corrected.partner[other] = one;
}

/** Pairs events of equal key in their order: the first with the first. */
function pairInTurn(earlier: Side, corrected: Side, key: (event: Event) => string): void {
  const waiting = new Map<string, number[]>();
  for (const [index, event] of corrected.events.entries()) {
    if (corrected.partner[index] !== -1) continue;
    const value = key(event);
    const list = waiting.get(value);
    if (list === undefined) waiting.set(value, [index]);
    else list.push(index);
  }
  for (const list of waiting.values()) list.reverse();
  for (const [index, event] of earlier.events.entries()) {
    if (earlier.partner[index] !== -1) continue;
    const other = waiting.get(key(event))?.pop();
    if (other !== undefined) pair(earlier, corrected, index, other);
  }
}

/** The longest run of pairs that keep the order on both sides: between them the files can be aligned stretch by stretch. */
function anchors(earlier: Side): readonly (readonly [number, number])[] {
  const best: number[] = [];
  const before = new Int32Array(earlier.events.length).fill(-1);
  for (const [index, other] of earlier.partner.entries()) {
    if (other < 0) continue;
    let low = 0;
    let high = best.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((earlier.partner[best[middle] as number] as number) < other) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (best[low - 1] as number) : -1;
    best[low] = index;
  }
  const run: (readonly [number, number])[] = [];
  for (let at = best.at(-1) ?? -1; at >= 0; at = before[at] as number) run.push([at, earlier.partner[at] as number]);
  return run.reverse();
}

function worthOf(earlier: Side, corrected: Side, one: number, other: number): number {
  const [a, b] = [earlier.events[one] as Event, corrected.events[other] as Event];
  const much = alike(wordsAt(earlier, one), wordsAt(corrected, other));
  const sameDate = dateOf(a) === dateOf(b);
  if (much < (sameDate ? ALIKE_SAME_DATE : ALIKE_OTHER_DATE)) return 0;
  return much + (sameDate ? 0.5 : 0);
}

/** Aligns one stretch so that the order is kept and the most in all is alike. */
function align(earlier: Side, corrected: Side, ones: readonly number[], others: readonly number[]): void {
  if (ones.length === 0 || others.length === 0) return;
  const width = others.length + 1;
  const total = new Float64Array((ones.length + 1) * width);
  const worth = new Float64Array((ones.length + 1) * width);
  for (let i = ones.length - 1; i >= 0; i -= 1) {
    for (let j = others.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      const here = worthOf(earlier, corrected, ones[i] as number, others[j] as number);
      worth[at] = here;
      const paired = here > 0 ? here + (total[at + width + 1] as number) : 0;
      total[at] = Math.max(paired, total[at + width] as number, total[at + 1] as number);
    }
  }
  for (let i = 0, j = 0; i < ones.length && j < others.length; ) {
    const at = i * width + j;
    const here = worth[at] as number;
    if (here > 0 && (total[at] as number) === here + (total[at + width + 1] as number)) {
      pair(earlier, corrected, ones[i] as number, others[j] as number);
      i += 1;
      j += 1;
    } else if ((total[at] as number) === (total[at + width] as number)) i += 1;
    else j += 1;
  }
}

/** Rows that moved, or stretches too long to align: the most alike of the same date first. */
function pairBySameDate(earlier: Side, corrected: Side): void {
  const byDate = new Map<string, number[]>();
  for (const [index, event] of corrected.events.entries()) {
    if (corrected.partner[index] !== -1) continue;
    const list = byDate.get(dateOf(event));
    if (list === undefined) byDate.set(dateOf(event), [index]);
    else list.push(index);
  }
  const found: { one: number; other: number; much: number }[] = [];
  for (const [one, event] of earlier.events.entries()) {
    if (earlier.partner[one] !== -1) continue;
    for (const other of (byDate.get(dateOf(event)) ?? []).slice(0, 200)) {
      const much = alike(wordsAt(earlier, one), wordsAt(corrected, other));
      if (much >= ALIKE_SAME_DATE) found.push({ one, other, much });
    }
  }
  found.sort((x, y) => y.much - x.much || x.one - y.one || x.other - y.other);
  for (const { one, other } of found)
    if (earlier.partner[one] === -1 && corrected.partner[other] === -1) pair(earlier, corrected, one, other);
}

/**
 * Matches the events of a corrected contribution to the earlier one's: by identity, by the agency's own reference, by identical content, then
 * by the same date and similar words in the same order, and last by the same date and similar words wherever the row now stands.
 */
export function correct(before: Contribution, after: Contribution): Correction {
  const earlier = side(before.events);
  const corrected = side(after.events);
  pairUnique(earlier, corrected, (event) => event.id);
  pairUnique(earlier, corrected, (event) =>
    event.ref === undefined || event.ref === '' ? undefined : `${event.agency ?? ''}|${event.ref}`,
  );
  pairInTurn(earlier, corrected, contentOf);
  let [lastOne, lastOther] = [-1, -1];
  for (const [one, other] of [...anchors(earlier), [earlier.events.length, corrected.events.length] as const]) {
    const ones = free(earlier, lastOne + 1, one);
    const others = free(corrected, lastOther + 1, other);
    if (ones.length * others.length <= ALIGNED_AT_ONCE) align(earlier, corrected, ones, others);
    [lastOne, lastOther] = [one, other];
  }
  pairBySameDate(earlier, corrected);
  const pairs: { earlier: EventId; corrected: EventId }[] = [];
  const gone: EventId[] = [];
  for (const [index, event] of earlier.events.entries()) {
    const other = corrected.events[earlier.partner[index] ?? -1];
    if (other === undefined) gone.push(event.id);
    else pairs.push({ earlier: event.id, corrected: other.id });
  }
  return { pairs, gone, added: corrected.events.flatMap((event, index) => (corrected.partner[index] === -1 ? [event.id] : [])) };
}

function free(of: Side, from: number, to: number): readonly number[] {
  const indexes: number[] = [];
  for (let index = from; index < to; index += 1) if (of.partner[index] === -1) indexes.push(index);
  return indexes;
}
