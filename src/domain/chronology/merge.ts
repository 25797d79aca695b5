/** Merges contributions into one chronology. Pure: the same contributions in any order give the same chronology, and nothing is lost. */
import { agencyName, foldName } from '../agency.ts';
import type { Contribution, Notice } from '../contribution.ts';
import { sayDay } from '../time.ts';
import { findGaps } from './gaps.ts';
import { type Gathered, gather, sayPlace } from './gathering.ts';
import { findHappenings } from './happenings.ts';
import { inOrder } from './order.ts';
import type { Chronology, MergeOptions } from './terms.ts';

/** How many days apart two accounts may stand and still be asked about, unless someone says otherwise. */
export const DEFAULT_TOLERANCE_DAYS = 2;

export function mergeContributions(given: readonly Contribution[], options: MergeOptions): Chronology {
  const { contributions, gathered, notices } = gather(given);
  const files = contributions.map(({ file }) => file);
  const ordered = inOrder(gathered, files, options.agencyOrder);
  const events = ordered.map(({ event }) => event);
  const found = findHappenings(ordered, contributions, options);
  return {
    contributions,
    events,
    happenings: found.happenings,
    gaps: findGaps(contributions, events),
    notices: [
      ...notices,
      ...differentFamilies(contributions),
      ...differingBirthDates(contributions),
      ...nilReturns(ordered, files),
      ...found.notices,
    ],
  };
}

/** Files that name different families are merged as asked, and that is said: a label is one person only within one family. */
function differentFamilies(contributions: readonly Contribution[]): readonly Notice[] {
  const filesOf = new Map<string, string>();
  for (const { family, file } of contributions) if (family !== undefined && !filesOf.has(family)) filesOf.set(family, file);
  if (filesOf.size < 2) return [];
  const each = [...filesOf].map(([family, file]) => `${family} (${file})`).join('; ');
  return [
    {
      place: { table: [...filesOf.values()][0] ?? '', row: 0, hidden: false },
      code: 'families-differ',
      says: `The files name different families: ${each}. They were merged as asked.`,
    },
  ];
}

/** The same label is the same person in every file of one family; two different birth dates for it are both kept, and said. */
function differingBirthDates(contributions: readonly Contribution[]): readonly Notice[] {
  const notices: Notice[] = [];
  for (const [field, says] of [
    ['dateOfBirth', 'dates of birth'],
    ['expectedDate', 'expected dates of delivery'],
  ] as const) {
    const given = new Map<string, { label: string; days: Map<string, string> }>();
    for (const { file, people } of contributions) {
      for (const person of people) {
        const day = person[field];
        if (day === null) continue;
        const folded = foldName(person.label);
        const found = given.get(folded) ?? { label: person.label, days: new Map() };
        given.set(folded, found);
        if (!found.days.has(day)) found.days.set(day, `${file}, ${person.place}`);
      }
    }
    for (const { label, days } of given.values()) {
      if (days.size < 2) continue;
      const first = [...days.values()][0] ?? '';
      const each = [...days].map(([day, place]) => `${day} (${place})`).join('; ');
      notices.push({
        place: { table: first, row: 0, hidden: false },
        code: 'birth-dates-differ',
        says: `The files give different ${says} for ${label}: ${each}. All are kept.`,
      });
    }
  }
  return notices;
}

/** A nil return is an answer: it is said, and so is an event that the same agency has within it. */
function nilReturns(ordered: readonly Gathered[], files: readonly string[]): readonly Notice[] {
  const nil = ordered.filter(({ event }) => event.kind === 'nil-return');
  if (nil.length === 0) return [];
  return nil.map(({ event, contribution }) => {
    const { from, to } = event.happened;
    const within =
      from === null || to === null
        ? undefined
        : ordered.find(
            (one) =>
              one.event.agency === event.agency &&
              one.event.kind !== 'nil-return' &&
              one.event.kind !== 'author-note' &&
              one.event.happened.from !== null &&
              one.event.happened.to !== null &&
              one.event.happened.from >= from &&
              one.event.happened.to <= to,
          );
    const period = from === null || to === null ? '' : from === to ? ` on ${sayDay(from)}` : ` from ${sayDay(from)} to ${sayDay(to)}`;
    const says = `${agencyName(event.agency)} says that it had no contact${period}.`;
    const but =
      within === undefined
        ? ''
        : ` But it recorded something in that time, at ${sayPlace(files[within.contribution] ?? '', within.event.place)}.`;
    return {
      place: { ...event.place, table: `${files[contribution] ?? ''}, ${event.place.table}` },
      code: within === undefined ? 'nil-return' : 'nil-return-contradicted',
      says: says + but,
    };
  });
}
