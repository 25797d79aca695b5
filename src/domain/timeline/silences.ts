/**
 * Silences: stretches in which a lane's agency (or about a person) nothing was written down, between two events that were. Only days that
 * certainly lie between count: after the last possible day of the earlier, before the first possible day of the later.
 * What was never supplied is not a silence; nor is the time before the first event or after the last.
 */
import type { Event, EventId } from '../event.ts';
import { dayNumber } from '../time/day.ts';

export type Silence = {
  /** Day numbers of the first and last silent day. */
  readonly from: number;
  readonly to: number;
  readonly days: number;
  readonly after: EventId;
  readonly before: EventId;
};

/** Not a contact with the family: a remark of the author, or a statement that there was none. */
const NOT_A_CONTACT = new Set(['author-note', 'nil-return']);

/** Silences of at least `days` days, in order of time. Events may come in any order. */
export function silencesIn(events: readonly Event[], days: number): readonly Silence[] {
  const dated = events.flatMap((event) => {
    const { from, to } = event.happened;
    return from === null || to === null || NOT_A_CONTACT.has(event.kind)
      ? []
      : [{ id: event.id, from: dayNumber(from), to: dayNumber(to) }];
  });
  dated.sort((a, b) => a.from - b.from || a.to - b.to);
  const silences: Silence[] = [];
  let latest: { id: EventId; to: number } | null = null;
  for (const event of dated) {
    if (latest !== null) {
      const length = event.from - latest.to - 1;
      if (length >= days) silences.push({ from: latest.to + 1, to: event.from - 1, days: length, after: latest.id, before: event.id });
    }
    if (latest === null || event.to > latest.to) latest = { id: event.id, to: event.to };
  }
  return silences;
}

/** The longest silence among events, or null when there is none of a day or more. */
export function longestSilence(events: readonly Event[]): Silence | null {
  return silencesIn(events, 1).reduce<Silence | null>(
    (longest, silence) => (longest === null || silence.days > longest.days ? silence : longest),
    null,
  );
}
