/**
 * Finds pairs of accounts that may be of the same event. Comparing all pairs of 100,000 accounts is out of the question, so accounts meet
 * only through a word, a telling kind or an hour that they share within the days in question; then the few that met are compared in full.
 */
import { daysApart, ENOUGH_IN_COMMON, inCommon, mayBeAsked } from './evidence.ts';
import { groupOf, isTelling } from './kinds.ts';
import type { Portrait, Portraits } from './portrait.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Two accounts by their index among the portraits, the earlier in the chronology first. */
export type Candidate = { readonly a: number; readonly b: number; readonly inCommon: number };

export type Candidates = {
  /** Those with the most in common first. */
  readonly pairs: readonly Candidate[];
  /** True when more were found than are listed. */
  readonly limited: boolean;
};

/** A date within a week is looked for by its day; a vaguer one through its rarer words only. */
const SHORT_RANGE_DAYS = 7;
/** At most so many earlier accounts are met through one word: a word that more share around one day says nothing. */
const MET_THROUGH_ONE = 96;
const MET_THROUGH_RARE = 200;
/** At most so many candidates for one account among those before it, and in all. A person decides each. */
const PER_ACCOUNT = 6;
const IN_ALL = 10_000;
/** Accounts that met must share this much before they are compared in full. */
const WORTH_COMPARING = 2.4;

/** What accounts can meet through: words, then telling kinds, then hours of the day, numbered in that order. */
type Meeting = { readonly points: readonly Int32Array[]; readonly count: number; readonly worth: Float32Array; readonly rare: Uint8Array };

function meetingPoints(all: readonly Portrait[], vocabulary: Vocabulary): Meeting {
  const kinds = new Map<string, number>();
  for (const { event } of all) {
    if (!isTelling(event.kind)) continue;
    const group = groupOf(event.kind);
    if (!kinds.has(group)) kinds.set(group, vocabulary.size + kinds.size);
  }
  const firstHour = vocabulary.size + kinds.size;
  const count = firstHour + 24;
  const worth = new Float32Array(count);
  const rare = new Uint8Array(count);
  for (let token = 0; token < vocabulary.size; token += 1) {
    worth[token] = vocabulary.matter(token, all.length);
    const held = vocabulary.heldBy(token);
    rare[token] = held <= MET_THROUGH_RARE && (worth[token] ?? 0) >= 1 ? 1 : 0;
    // Held by one account, or by so many that it says nothing: no one is met through it.
    if (held < 2 || (worth[token] ?? 0) < 0.7) worth[token] = 0;
  }
  for (const group of kinds.values()) worth[group] = WORTH_COMPARING;
  for (let hour = 0; hour < 24; hour += 1) worth[firstHour + hour] = 1.5;
  const points = all.map(({ event, minutes, tokens }) => {
    const useful = tokens.filter((token) => (worth[token] ?? 0) > 0);
    const more = [
      ...(isTelling(event.kind) ? [kinds.get(groupOf(event.kind)) ?? 0] : []),
      ...(minutes === null ? [] : [firstHour + Math.floor((minutes % 1440) / 60)]),
    ];
    return more.length === 0 ? useful : Int32Array.from([...useful, ...more]);
  });
  return { points, count, worth, rare };
}

/** For each meeting point, the accounts that hold it in the order of the chronology: one flat list and where each point's part begins. */
class Holders {
  readonly #begin: Int32Array;
  readonly #held: Int32Array;
  readonly #filled: Int32Array;

  constructor(points: readonly Int32Array[], count: number, holds: (account: number, point: number) => boolean) {
    this.#begin = new Int32Array(count + 1);
    for (const [account, of] of points.entries())
      for (const point of of) if (holds(account, point)) this.#begin[point + 1] = (this.#begin[point + 1] ?? 0) + 1;
    for (let point = 0; point < count; point += 1) this.#begin[point + 1] = (this.#begin[point + 1] ?? 0) + (this.#begin[point] ?? 0);
    this.#held = new Int32Array(this.#begin[count] ?? 0);
    this.#filled = this.#begin.slice(0, count);
  }

  add(point: number, account: number): void {
    const at = this.#filled[point] as number;
    this.#held[at] = account;
    this.#filled[point] = at + 1;
  }

  /** Calls `meet` with the latest holders first, at most `most`, until it answers false. */
  eachLatest(point: number, most: number, meet: (account: number) => boolean): void {
    const begin = this.#begin[point] as number;
    const end = this.#filled[point] as number;
    const stop = Math.max(begin, end - most);
    for (let at = end - 1; at >= stop; at -= 1) if (!meet(this.#held[at] as number)) return;
  }
}

/** Keeps the strongest few of one account's candidates. */
function keepFew(found: Candidate[]): readonly Candidate[] {
  if (found.length <= PER_ACCOUNT) return found;
  return found.sort((x, y) => y.inCommon - x.inCommon || x.a - y.a).slice(0, PER_ACCOUNT);
}

export function findCandidates({ all, vocabulary }: Portraits, toleranceDays: number): Candidates {
  const { points, count, worth, rare } = meetingPoints(all, vocabulary);
  const isShort = all.map(({ from, to }) => to - from <= SHORT_RANGE_DAYS);
  const short = new Holders(points, count, (account) => isShort[account] === true);
  const long = new Holders(points, count, (account, point) => isShort[account] !== true && rare[point] === 1);
  const shared = new Float32Array(all.length);
  const met: number[] = [];
  let pairs: Candidate[] = [];
  let limited = false;
  for (const [index, account] of all.entries()) {
    const own = points[index] as Int32Array;
    const earliest = account.from - SHORT_RANGE_DAYS - toleranceDays;
    for (const point of own) {
      const gain = worth[point] as number;
      const meet = (other: number): boolean => {
        if ((all[other] as Portrait).from < earliest) return false;
        if (shared[other] === 0) met.push(other);
        shared[other] = (shared[other] as number) + gain;
        return true;
      };
      const meetLong = (other: number): boolean => {
        if ((all[other] as Portrait).to + toleranceDays < account.from) return true;
        if (shared[other] === 0) met.push(other);
        shared[other] = (shared[other] as number) + gain;
        return true;
      };
      if (isShort[index] === true || rare[point] === 1) short.eachLatest(point, MET_THROUGH_ONE, meet);
      if (rare[point] === 1) long.eachLatest(point, MET_THROUGH_RARE, meetLong);
    }
    const found: Candidate[] = [];
    for (const other of met) {
      const enough = (shared[other] as number) >= WORTH_COMPARING;
      shared[other] = 0;
      if (!enough) continue;
      const earlier = all[other] as Portrait;
      if (daysApart(earlier, account) > toleranceDays || !mayBeAsked(earlier, account)) continue;
      const much = inCommon(earlier, account, vocabulary, all.length);
      if (much >= ENOUGH_IN_COMMON) found.push({ a: other, b: index, inCommon: much });
    }
    met.length = 0;
    if (found.length > PER_ACCOUNT) limited = true;
    for (const one of keepFew(found)) pairs.push(one);
    for (const point of own) {
      if (isShort[index] === true) short.add(point, index);
      else if (rare[point] === 1) long.add(point, index);
    }
    if (pairs.length > IN_ALL * 4) {
      pairs = strongest(pairs);
      limited = true;
    }
  }
  if (pairs.length > IN_ALL) limited = true;
  return { pairs: strongest(pairs), limited };
}

function strongest(pairs: Candidate[]): Candidate[] {
  return pairs.sort((x, y) => y.inCommon - x.inCommon || x.b - y.b || x.a - y.a).slice(0, IN_ALL);
}
