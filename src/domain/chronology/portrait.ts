/** An account as the search for candidates sees it: whole days, minutes, the kind, people and words, all as numbers. */
import type { Contribution } from '../contribution.ts';
import type { Event } from '../event.ts';
import { dayNumber, type TimeOfDay } from '../time.ts';
import type { Gathered } from './gathering.ts';
import { People, Vocabulary } from './vocabulary.ts';

export type Portrait = {
  readonly event: Event;
  readonly origin: string;
  readonly from: number;
  readonly to: number;
  /** Minutes at which it began, when a clock time is known; `until` is the end of a range, or the same. */
  readonly minutes: number | null;
  readonly until: number | null;
  readonly recorded: number | null;
  /** People listed for the event, and people whom its words name. */
  readonly listed: readonly number[];
  readonly named: readonly number[];
  readonly tokens: Int32Array;
};

export type Portraits = { readonly all: readonly Portrait[]; readonly vocabulary: Vocabulary };

const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function minutesOf(time: TimeOfDay | null): { minutes: number | null; until: number | null } {
  if (time === null || time.from === null) return { minutes: null, until: null };
  const minutes = clock(time.from);
  const end = time.to === null ? minutes : clock(time.to);
  return { minutes, until: end < minutes ? end + 1440 : end };
}

/** Everyone listed for an event, as its source labels them. */
export function listedPeople(event: Event): readonly string[] {
  const { subjects, childrenAffected, adultsPresent, seen, seenAlone } = event;
  if (childrenAffected.length === 0 && adultsPresent === undefined && seen === undefined && seenAlone === undefined) return subjects;
  return [...subjects, ...childrenAffected, ...(adultsPresent ?? []), ...(seen ?? []), ...(seenAlone ?? [])];
}

/** Portraits of the dated accounts among `gathered`, in the same order. */
export function portray(gathered: readonly Gathered[], contributions: readonly Contribution[]): Portraits {
  const vocabulary = new Vocabulary(new People(contributions));
  const all: Portrait[] = [];
  for (const { event, origin } of gathered) {
    const { from, to } = event.happened;
    if (from === null || to === null) continue;
    const { tokens, persons } = vocabulary.read(event.what);
    const listed: number[] = [];
    for (const label of listedPeople(event)) {
      const number = vocabulary.labelNumber(label);
      if (!listed.includes(number)) listed.push(number);
    }
    all.push({
      event,
      origin,
      from: dayNumber(from),
      to: dayNumber(to),
      ...minutesOf(event.happened.time),
      recorded: event.recorded?.from === null || event.recorded === null ? null : dayNumber(event.recorded.from),
      listed,
      named: persons.length === 0 || listed.length === 0 ? persons : persons.filter((person) => !listed.includes(person)),
      tokens,
    });
  }
  return { all, vocabulary };
}
