/** What the rest of an integrated chronology says about each of its events: its origin, who else told it, how old the children were. */
import { type Agency, agencyName } from '../domain/agency.ts';
import { type Chronology, DISAGREE_ON } from '../domain/chronology.ts';
import { dateWords, originOf, type RowContext } from '../domain/chronology-columns.ts';
import type { Contribution } from '../domain/contribution.ts';
import type { Event, EventId } from '../domain/event.ts';
import type { Limits } from '../domain/limits.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { ageOn, type Day } from '../domain/time.ts';

export type ChronologyOptions = {
  readonly title: string;
  /** What the family is called in this work, never a name that the title does not give. */
  readonly family: string;
  readonly today: Day;
  readonly agencies: readonly Agency[];
  /** The marking that stands on every page, such as "OFFICIAL-SENSITIVE". */
  readonly classification: string;
  /** How long a PDF may be; the usual limits when left out. */
  readonly limits?: Pick<Limits, 'pdfRows' | 'pdfMilliseconds' | 'pdfMemoryMegabytes'>;
};

/** What the rest of a chronology says about each of its events. */
export type Surroundings = { readonly contextOf: (event: Event) => RowContext; readonly titleOf: (id: EventId) => string };

type Child = { readonly label: string; readonly person: DescribedPerson };

/** Children with one birth date that nobody disputes: only their ages can be told. A role that is an adult's is left out. */
function childrenWithAges(contributions: readonly Contribution[]): readonly Child[] {
  const born = new Map<string, DescribedPerson[]>();
  for (const person of contributions.flatMap((contribution) => contribution.people)) {
    if (person.dateOfBirth === null) continue;
    if (/mother|father|partner|parent|grand|uncle|aunt|adult|carer/i.test(`${person.role ?? ''} ${person.label}`)) continue;
    born.set(person.label, [...(born.get(person.label) ?? []), person]);
  }
  return [...born].flatMap(([label, described]) => {
    if (new Set(described.map((person) => person.dateOfBirth)).size !== 1) return [];
    const person = described.find((each) => each.expectedDate !== null || each.gestationWeeks !== undefined) ?? described[0];
    return person === undefined ? [] : [{ label, person }];
  });
}

function agesOn(children: readonly Child[], event: Event): string[] {
  const on = event.happened.from;
  if (on === null || on !== event.happened.to) return [];
  return children.flatMap(({ label, person }) => {
    const day = person.dateOfBirth;
    if (day === null || on < day || Number(on.slice(0, 4)) - Number(day.slice(0, 4)) > 18) return [];
    const born = { raw: day, from: day, to: day, precision: 'day', approx: false, time: null } as const;
    const { age, corrected } = ageOn(born, person.expectedDate, person.gestationWeeks ?? null, on);
    return [`${label} aged ${age}${corrected === null ? '' : ` (${corrected})`}`];
  });
}

export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What everything else in the chronology says of each event: where it came from, who else told it, how old the children were. */
export function surroundingsOf(chronology: Chronology, options: ChronologyOptions): Surroundings {
  const files = new Map<EventId, string>();
  for (const contribution of chronology.contributions) {
    for (const event of contribution.events) if (!files.has(event.id)) files.set(event.id, contribution.file);
  }
  const involved = new Set(chronology.happenings.flatMap((happening) => happening.events));
  for (const gap of chronology.gaps) involved.add(gap.after).add(gap.before);
  const titles = new Map<EventId, string>();
  for (const event of chronology.events) {
    if (!involved.has(event.id)) continue;
    titles.set(event.id, `${agencyName(event.agency, options.agencies)}, ${dateWords(event.happened) || 'date not recorded'}`);
  }
  const titleOf = (id: EventId): string => titles.get(id) ?? id;
  const told = new Map<EventId, string[]>();
  for (const [index, happening] of chronology.happenings.entries()) {
    const differing = joined(happening.conflicts.map((conflict) => DISAGREE_ON[conflict.about]));
    for (const id of happening.events) {
      const others = joined(happening.events.filter((other) => other !== id).map(titleOf));
      const opening = happening.decided ? `Same event (group ${index + 1})` : `May be the same event (group ${index + 1})`;
      const line = `${opening}: ${others}.${differing === '' ? '' : ` They differ on ${differing}.`}`;
      told.set(id, [...(told.get(id) ?? []), line]);
    }
  }
  const children = childrenWithAges(chronology.contributions);
  return {
    titleOf,
    contextOf: (event) => ({
      agencies: options.agencies,
      origin: originOf(event, files.get(event.id) ?? null),
      alsoTold: told.get(event.id)?.join('\n') ?? '',
      ages: agesOn(children, event),
    }),
  };
}
