/**
 * Happenings: accounts that a person said are of the same event (transitively, so that three agencies' accounts become one), and candidates
 * that nobody has decided. Nothing is joined: every account stays its own event, and every decision can be taken back.
 */
import type { Contribution, Notice } from '../contribution.ts';
import type { Event, EventId } from '../event.ts';
import { findCandidates } from './candidates.ts';
import { findConflicts } from './conflicts.ts';
import { reasons } from './evidence.ts';
import { type Gathered, tellsOfSomething } from './gathering.ts';
import { portray } from './portrait.ts';
import type { Decision, Happening, MergeOptions, Settlement } from './terms.ts';
import { People } from './vocabulary.ts';

const pairKey = (a: EventId, b: EventId): string => (a < b ? `${a}|${b}` : `${b}|${a}`);

/** The decision that counts on each pair: the latest. */
function latestDecisions(decisions: readonly Decision[]): ReadonlyMap<string, Decision> {
  const latest = new Map<string, Decision>();
  for (const decision of decisions) {
    const key = pairKey(...decision.events);
    const earlier = latest.get(key);
    if (earlier === undefined || decision.at >= earlier.at) latest.set(key, decision);
  }
  return latest;
}

/** Which accounts belong together by decision: the group's first member for each, found along a path that shortens itself. */
class Groups {
  readonly #leader = new Map<EventId, EventId>();

  leader(event: EventId): EventId {
    const above = this.#leader.get(event);
    if (above === undefined || above === event) return event;
    const top = this.leader(above);
    this.#leader.set(event, top);
    return top;
  }

  join(a: EventId, b: EventId): void {
    const [first, second] = [this.leader(a), this.leader(b)];
    if (first !== second) this.#leader.set(second, first);
  }
}

export type Found = { readonly happenings: readonly Happening[]; readonly notices: readonly Notice[] };

/** `ordered` is the whole chronology, in order. */
export function findHappenings(ordered: readonly Gathered[], contributions: readonly Contribution[], options: MergeOptions): Found {
  const portraits = portray(
    ordered.filter(({ event }) => tellsOfSomething(event)),
    contributions,
  );
  const { all, vocabulary } = portraits;
  const named = new Set(options.decisions.flatMap(({ events }) => events));
  const portraitOf = new Map(all.flatMap((portrait) => (named.has(portrait.event.id) ? [[portrait.event.id, portrait] as const] : [])));
  const eventOf = new Map<EventId, { readonly event: Event; readonly position: number }>();
  if (named.size > 0)
    for (const [position, { event }] of ordered.entries()) if (named.has(event.id)) eventOf.set(event.id, { event, position });
  const people = new People(contributions);
  const settlements = settlementsByEvent(options.settlements ?? []);
  const conflictsOf = (events: readonly Event[]) =>
    findConflicts(events, people, [...new Set(events.flatMap((event) => settlements.get(event.id) ?? []))]);
  const becauseOf = (first: EventId, second: EventId): readonly string[] => {
    const [a, b] = [portraitOf.get(first), portraitOf.get(second)];
    return a === undefined || b === undefined ? [] : reasons(a, b, vocabulary, all.length);
  };

  const decisions = [...latestDecisions(options.decisions).values()].filter(
    ({ events: [a, b] }) => a !== b && eventOf.has(a) && eventOf.has(b),
  );
  const groups = new Groups();
  for (const { answer, events } of decisions) if (answer === 'same') groups.join(...events);
  const members = new Map<EventId, Event[]>();
  const positions = new Map<EventId, number>();
  for (const { events } of decisions) for (const id of events) positions.set(id, eventOf.get(id)?.position ?? 0);
  for (const [id] of [...positions].sort(([, a], [, b]) => a - b)) {
    const event = eventOf.get(id)?.event;
    if (event === undefined) continue;
    const leader = groups.leader(id);
    const group = members.get(leader);
    if (group === undefined) members.set(leader, [event]);
    else group.push(event);
  }

  const notices: Notice[] = [];
  const apart = new Set<string>();
  for (const { answer, events } of decisions) {
    if (answer !== 'different') continue;
    const [a, b] = [groups.leader(events[0]), groups.leader(events[1])];
    apart.add(pairKey(a, b));
    if (a === b) {
      const place = eventOf.get(events[0])?.event.place ?? { table: 'chronology', row: 0, hidden: false };
      notices.push({
        place,
        code: 'decisions-disagree',
        says: 'Two accounts were said to be different events, and each was said to be the same event as a third. They stay together until one of these decisions is taken back.',
      });
    }
  }

  const decided = [...members.values()]
    .filter((group) => group.length > 1)
    .map((group): Happening => {
      const ids = new Set(group.map(({ id }) => id));
      const said = decisions.filter(({ answer, events: [a, b] }) => answer === 'same' && ids.has(a) && ids.has(b));
      const because = new Set<string>(
        said.flatMap(({ reason }) => (reason === null || reason.trim() === '' ? [] : [`Decided because: ${reason.trim()}`])),
      );
      for (const { events } of said) {
        const [a, b] = [...events].sort((x, y) => (positions.get(x) ?? 0) - (positions.get(y) ?? 0)) as [EventId, EventId];
        for (const reason of becauseOf(a, b)) because.add(reason);
      }
      const inWords = [...because];
      return {
        events: group.map(({ id }) => id),
        decided: true,
        because: [...inWords.filter((reason) => !reason.startsWith('But ')), ...inWords.filter((reason) => reason.startsWith('But '))],
        conflicts: conflictsOf(group),
      };
    });

  const { pairs, limited } = findCandidates(portraits, options.toleranceDays);
  const asked = new Set<string>();
  const candidates: Happening[] = [];
  for (const { a, b } of pairs) {
    const [one, other] = [all[a], all[b]];
    if (one === undefined || other === undefined) continue;
    const [first, second] = [one.event, other.event];
    const between = pairKey(groups.leader(first.id), groups.leader(second.id));
    // Decided already, or the same question about a group of which a stronger pair was asked.
    if (groups.leader(first.id) === groups.leader(second.id) || apart.has(between) || asked.has(between)) continue;
    asked.add(between);
    candidates.push({
      events: [first.id, second.id],
      decided: false,
      because: reasons(one, other, vocabulary, all.length),
      conflicts: conflictsOf([first, second]),
    });
  }
  if (limited) {
    notices.push({
      place: { table: 'chronology', row: 0, hidden: false },
      code: 'candidates-limited',
      says: 'So many accounts are alike that only the pairs with the most in common are listed as possibly the same event.',
    });
  }
  return { happenings: [...decided, ...candidates], notices };
}

function settlementsByEvent(settlements: readonly Settlement[]): ReadonlyMap<EventId, readonly Settlement[]> {
  const byEvent = new Map<EventId, Settlement[]>();
  for (const settlement of settlements) {
    const found = byEvent.get(settlement.on);
    if (found === undefined) byEvent.set(settlement.on, [settlement]);
    else found.push(settlement);
  }
  return byEvent;
}
