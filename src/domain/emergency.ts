/**
 * Opening a family in an emergency, as states: it is open for at most four hours or until it is closed; it is looked at afterwards by
 * somebody else; and when nobody has within 72 hours, that is said, once. Times are arguments. The database holds the same rules.
 */

export const OPEN_FOR_HOURS = 4;
export const REVIEWED_WITHIN_HOURS = 72;

export const OUTCOMES = ['proportionate', 'not-proportionate', 'follow-up'] as const;
/** What somebody who looked at an opening thought of it. */
export type Outcome = (typeof OUTCOMES)[number];

export type Opening = {
  readonly by: string;
  /** ISO instants, here and below. */
  readonly since: string;
  readonly until: string;
  readonly closedAt: string | null;
  /** In the order in which they were given; the latest counts. */
  readonly reviews: readonly { readonly outcome: Outcome; readonly by: string; readonly at: string }[];
  /** When it was said that nobody had looked at it in time. */
  readonly escalatedAt: string | null;
};

export type Access = 'not-yet' | 'open' | 'closed' | 'ran-out';
export type Reviewing = 'waiting' | 'late' | 'follow-up' | 'done';

const HOUR = 3_600_000;
const ms = (instant: string): number => Date.parse(instant);
const after = (instant: string, hours: number): string => new Date(ms(instant) + hours * HOUR).toISOString();

export function openedBy(by: string, at: string): Opening {
  return { by, since: at, until: after(at, OPEN_FOR_HOURS), closedAt: null, reviews: [], escalatedAt: null };
}

/** Whether the family is open to whoever opened it. */
export function accessAt({ since, until, closedAt }: Opening, at: string): Access {
  if (ms(at) < ms(since)) return 'not-yet';
  if (closedAt !== null && ms(closedAt) <= ms(at)) return 'closed';
  return ms(at) < ms(until) ? 'open' : 'ran-out';
}

/** By when somebody must have looked at it. */
export const reviewDue = ({ since }: Pick<Opening, 'since'>): string => after(since, REVIEWED_WITHIN_HOURS);

export function reviewingAt(opening: Opening, at: string): Reviewing {
  const last = opening.reviews.filter((one) => ms(one.at) <= ms(at)).at(-1);
  if (last !== undefined) return last.outcome === 'follow-up' ? 'follow-up' : 'done';
  return ms(at) < ms(reviewDue(opening)) ? 'waiting' : 'late';
}

/** Closed early; null when it is not open, so that nothing changes. */
export function closed(opening: Opening, at: string): Opening | null {
  return accessAt(opening, at) === 'open' ? { ...opening, closedAt: at } : null;
}

/** Looked at; null for whoever opened it, and before there is anything to look at. A later look may say otherwise. */
export function reviewed(opening: Opening, by: string, outcome: Outcome, at: string): Opening | null {
  if (by === opening.by || accessAt(opening, at) === 'not-yet') return null;
  return { ...opening, reviews: [...opening.reviews, { outcome, by, at }] };
}

/** Said to be late; null when it is not, or was said before. */
export function escalated(opening: Opening, at: string): Opening | null {
  return opening.escalatedAt === null && reviewingAt(opening, at) === 'late' ? { ...opening, escalatedAt: at } : null;
}
