/**
 * Marks: how one event is drawn. Shape and outline carry what colour must never carry alone: a filled dot is a day, a bar is a stretch
 * (with soft ends where the source gives no exact day), hollow is told by someone else, a square is a decision or meeting, a triangle
 * pregnancy or birth, a flag a child not brought or no access; a link says that two agencies tell it, a dashed outline that they disagree.
 */
import { needsSettling } from '../chronology/contradictions.ts';
import type { Chronology } from '../chronology.ts';
import { type Event, type EventId, MEETINGS_AND_PLANS } from '../event.ts';
import { dayNumber, sayDate } from '../time.ts';

export type Shape = 'dot' | 'square' | 'triangle' | 'flag';

export type Mark = {
  readonly id: EventId;
  /** Day numbers, both inclusive: the days within which it certainly happened. */
  readonly from: number;
  readonly to: number;
  readonly shape: Shape;
  /** The source gives no exact day: the ends are drawn soft. */
  readonly soft: boolean;
  /** Told to the agency by someone else. */
  readonly hollow: boolean;
  /** Another agency tells the same event (a person said so). */
  readonly linked: boolean;
  /** The accounts disagree, or an explanation is disputed, and nobody has settled it. */
  readonly disputed: boolean;
  /** The date in words. */
  readonly when: string;
  /** What happened, shortened. */
  readonly words: string;
};

const PREGNANCY_AND_BIRTH = new Set(['pregnancy-booked', 'birth']);
const MISSED = new Set(['was-not-brought', 'no-access']);
const DECISIONS_AND_MEETINGS: ReadonlySet<string> = new Set([
  'discharge-planning-meeting',
  'referral-decision',
  ...MEETINGS_AND_PLANS,
  'marac',
  'action-agreed',
  'action-accepted',
  'closure',
  'rapid-review',
]);
const SECOND_HAND =
  /\b(reported by|told by|account of|according to|as told|third party|second[- ]hand|hearsay|anonymous|self[- ]report\w*|family report)/i;

export function shapeOf(kind: string): Shape {
  if (PREGNANCY_AND_BIRTH.has(kind)) return 'triangle';
  if (MISSED.has(kind)) return 'flag';
  return DECISIONS_AND_MEETINGS.has(kind) ? 'square' : 'dot';
}

/** Why an event counts as told by someone else, in words, or null. Only the source's own words decide; nothing is inferred from what was said. */
export function secondHand(event: Event): string | null {
  for (const [heading, text] of [
    ['source', event.source],
    ['person who recorded it', event.recordedBy],
  ] as const) {
    const found = text === null ? null : SECOND_HAND.exec(text);
    if (found !== null) return `The ${heading} is given as “${text}”.`;
  }
  const opening = /^\W*(reported by|according to|anonymous (call|report|referral)|told by)\b[^.;,]{0,40}/i.exec(event.what);
  return opening === null ? null : `The account begins “${opening[0].trim()}”.`;
}

/** No exact day is given: a week, a month, a year, "about", or a stretch that the source is not sure of. */
export function isUncertain(event: Event): boolean {
  const { precision, approx } = event.happened;
  return approx || (precision !== 'minute' && precision !== 'day' && precision !== 'range');
}

/** What the accounts of one event make of it: told twice, in dispute. */
export type Standing = { readonly linked: ReadonlySet<EventId>; readonly disputed: ReadonlySet<EventId> };

export function standingOf(chronology: Chronology): Standing {
  const linked = new Set<EventId>();
  const disputed = new Set<EventId>();
  for (const happening of chronology.happenings) {
    if (!happening.decided || happening.events.length < 2) continue;
    for (const id of happening.events) linked.add(id);
    for (const conflict of happening.conflicts) {
      if (needsSettling(conflict)) for (const account of conflict.accounts) disputed.add(account.event);
    }
  }
  for (const event of chronology.events) {
    if (event.attributions?.some((attribution) => attribution.disputed) === true) disputed.add(event.id);
  }
  return { linked, disputed };
}

const LONGEST_WORDS = 72;

export function shorten(text: string, longest = LONGEST_WORDS): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  const cut = line.lastIndexOf(' ', longest - 1);
  return `${line.slice(0, cut > longest / 2 ? cut : longest - 1)}…`;
}

/** How an event is drawn; null when it has no day and so no place on the axis. */
export function markOf(event: Event, standing: Standing): Mark | null {
  const { from, to } = event.happened;
  if (from === null || to === null) return null;
  return {
    id: event.id,
    from: dayNumber(from),
    to: Math.max(dayNumber(from), dayNumber(to)),
    shape: shapeOf(event.kind),
    soft: isUncertain(event),
    hollow: secondHand(event) !== null,
    linked: standing.linked.has(event.id),
    disputed: standing.disputed.has(event.id),
    // Said only when asked for: most of a large chronology is drawn as groups.
    get when() {
      return sayDate(event.happened);
    },
    get words() {
      return shorten(event.what);
    },
  };
}
