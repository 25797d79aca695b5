/**
 * Silences: for each agency and each child, the longest stretch of days that certainly hold none of its events. An imprecise event may
 * lie anywhere in its range, so every day of the range is taken as not silent. Author notes and nil returns are not events of contact.
 */
import { foldName } from '../agency.ts';
import type { Contribution } from '../contribution.ts';
import type { Event } from '../event.ts';
import { dayNumber, fromDayNumber } from '../time.ts';
import { tellsOfSomething } from './gathering.ts';
import type { Gap } from './terms.ts';

type Reach = { readonly lastDay: number; readonly last: Event };
type Silence = { readonly from: number; readonly to: number; readonly after: Event; readonly before: Event };
type Sweep = { reach: Reach | null; longest: Silence | null };

const CHILD_ROLE = /\b(child|sibling|baby|unborn|infant|brother|sister|half[- ]?(brother|sister)|son|daughter|twin|young person)\b/i;
/** What files write in a column of children that is no child's label. */
const NO_ONE = new Set([
  '',
  'all',
  'all children',
  'both',
  'both children',
  'children',
  'none',
  'n a',
  'na',
  'n k',
  'not known',
  'unknown',
  'yes',
  'no',
  'y',
  'n',
  'other',
  'siblings',
  'family',
]);

/** Labels of the children of the family, folded, each with the way it is first written. */
export function childrenOf(contributions: readonly Contribution[], events: readonly Event[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const add = (label: string): void => {
    const folded = foldName(label);
    if (!NO_ONE.has(folded) && !labels.has(folded)) labels.set(folded, label.trim());
  };
  for (const { people } of contributions)
    for (const person of people) if (person.role !== undefined && CHILD_ROLE.test(person.role)) add(person.label);
  const met = new Set<string>();
  for (const event of events) {
    for (const label of event.childrenAffected) {
      if (met.has(label)) continue;
      met.add(label);
      add(label);
    }
  }
  return labels;
}

/** Takes one event, in order of its earliest day. */
function take(sweep: Sweep, event: Event, from: number, to: number): void {
  const { reach, longest } = sweep;
  if (reach !== null && from > reach.lastDay + 1) {
    const silence = { from: reach.lastDay + 1, to: from - 1, after: reach.last, before: event };
    if (longest === null || silence.to - silence.from > longest.to - longest.from) sweep.longest = silence;
  }
  if (reach === null || to > reach.lastDay) sweep.reach = { lastDay: to, last: event };
}

function asGap(of: Gap['of'], { longest }: Sweep): readonly Gap[] {
  if (longest === null) return [];
  const { from, to, after, before } = longest;
  return [{ of, from: fromDayNumber(from), to: fromDayNumber(to), days: to - from + 1, after: after.id, before: before.id }];
}

/** The longest silence per agency and per child. `events` stand in the order of the chronology. */
export function findGaps(contributions: readonly Contribution[], events: readonly Event[]): readonly Gap[] {
  const children = childrenOf(contributions, events);
  const agencySweeps = new Map<string, Sweep>();
  const childSweeps = new Map<string, Sweep>([...children.keys()].map((child) => [child, { reach: null, longest: null }]));
  const byLabel = new Map<string, Sweep | null>();
  const sweepOf = (label: string): Sweep | undefined => {
    const known = byLabel.get(label);
    if (known !== undefined) return known ?? undefined;
    const sweep = childSweeps.get(foldName(label));
    byLabel.set(label, sweep ?? null);
    return sweep;
  };
  for (const event of events) {
    if (event.happened.from === null || event.happened.to === null || !tellsOfSomething(event)) continue;
    const from = dayNumber(event.happened.from);
    const to = dayNumber(event.happened.to);
    if (event.agency !== null) {
      const sweep = agencySweeps.get(event.agency) ?? { reach: null, longest: null };
      agencySweeps.set(event.agency, sweep);
      take(sweep, event, from, to);
    }
    const labels = [...event.subjects, ...event.childrenAffected, ...(event.seen ?? []), ...(event.seenAlone ?? [])];
    for (const label of labels) {
      const sweep = sweepOf(label);
      // An event that names a child twice is still one event: taking it again changes nothing.
      if (sweep !== undefined) take(sweep, event, from, to);
    }
  }
  return [
    ...[...agencySweeps].flatMap(([agency, sweep]) => asGap({ agency }, sweep)),
    ...[...childSweeps].flatMap(([child, sweep]) => asGap({ child: children.get(child) ?? child }, sweep)),
  ].sort((a, b) => b.days - a.days);
}
