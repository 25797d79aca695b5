/** Lanes: the events of a selection side by side, by agency, by person or by theme. An event about two people stands in both their lanes. */
import { type Agency, agencyName } from '../agency.ts';
import type { Event } from '../event.ts';
import { type LanesBy, peopleOf } from './selection.ts';
import { THEMES, themeOf } from './themes.ts';

export type Lane = { readonly key: string; readonly name: string; readonly events: readonly Event[] };

/** The key of a lane for events that name no agency, or nobody. */
export const NOBODY = '-';
/** More people than this would make lanes that nobody can read: the rest share the last lane. */
const MOST_PEOPLE = 14;
const OTHER_PEOPLE = '…';

export type LaneOptions = {
  readonly by: LanesBy;
  /** In the partnership's order. */
  readonly agencies: readonly Agency[];
  /** Agencies that have a lane even without an event: those that were asked or sent something. */
  readonly expected: readonly string[];
  /** Labels of children, who come first among people. */
  readonly children: readonly string[];
};

export function lanesOf(events: readonly Event[], options: LaneOptions): readonly Lane[] {
  const groups = new Map<string, Event[]>();
  const put = (key: string, event: Event): void => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  };
  if (options.by === 'agency') {
    const order = new Map(options.agencies.map((agency, index) => [agency.code, index] as const));
    for (const code of options.expected) groups.set(code, []);
    for (const event of events) put(event.agency ?? NOBODY, event);
    const place = (key: string): number => order.get(key) ?? (key === NOBODY ? 2_000 : 1_000);
    return [...groups]
      .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .map(([key, group]) => ({ key, name: agencyName(key === NOBODY ? null : key, options.agencies), events: group }));
  }
  if (options.by === 'theme') {
    for (const event of events) put(themeOf(event.kind), event);
    return THEMES.flatMap(({ key, name }) => {
      const group = groups.get(key);
      return group === undefined ? [] : [{ key, name, events: group }];
    });
  }
  for (const event of events) {
    const people = peopleOf(event);
    for (const person of people) put(person, event);
    if (people.length === 0) put(NOBODY, event);
  }
  return peopleLanes(groups, options.children);
}

function peopleLanes(groups: Map<string, Event[]>, children: readonly string[]): readonly Lane[] {
  const nobody = groups.get(NOBODY);
  groups.delete(NOBODY);
  const rank = (key: string): number => {
    const index = children.indexOf(key);
    return index === -1 ? children.length : index;
  };
  const ranked = [...groups].sort(([a, x], [b, y]) => rank(a) - rank(b) || y.length - x.length || (a < b ? -1 : 1));
  const lanes: Lane[] = ranked.slice(0, MOST_PEOPLE).map(([key, events]) => ({ key, name: key, events }));
  const rest = ranked.slice(MOST_PEOPLE);
  if (rest.length > 0) {
    const events = [...new Set(rest.flatMap(([, group]) => group))];
    lanes.push({ key: OTHER_PEOPLE, name: `${rest.length} other people`, events });
  }
  if (nobody !== undefined) lanes.push({ key: NOBODY, name: 'Nobody named', events: nobody });
  return lanes;
}
