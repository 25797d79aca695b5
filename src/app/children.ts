/** The children of a family, from everything that agencies say of them. What they disagree on is said, never chosen between. */
import { foldName } from '../domain/agency.ts';
import { childrenOf } from '../domain/chronology.ts';
import type { Contribution } from '../domain/contribution.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { type Day, isDay, type PartialDate, sayDay } from '../domain/time.ts';

/** One child, by label. What agencies disagree on is said and never chosen between. */
export type ChildLine = {
  readonly label: string;
  /** When agencies give several birth dates, the stretch that holds all of them. */
  readonly born: PartialDate | null;
  /** How many different birth dates agencies give. */
  readonly birthDates: number;
  /** Null when none is given, or when agencies disagree; so for the length of the pregnancy. */
  readonly expectedDate: Day | null;
  readonly gestationWeeks: number | null;
  /** Plain sentences, such as "Two birth dates: 14 August 2015 (police.docx), 20 August 2015 (gp.csv)." */
  readonly disagreements: readonly string[];
};

export type Described = { readonly person: DescribedPerson; readonly file: string };

export function childLines(contributions: readonly Contribution[]): ChildLine[] {
  const described = contributions.flatMap(({ people, file }) => people.map((person) => ({ person, file })));
  const labels = childrenOf(
    contributions,
    contributions.flatMap(({ events }) => events),
  );
  return [...labels].map(([folded, label]) =>
    childLine(
      label,
      described.filter(({ person }) => foldName(person.label) === folded),
    ),
  );
}

/** One child from everything that is said of this child. */
export function childLine(label: string, described: readonly Described[]): ChildLine {
  const exact = distinct(described, ({ person }) => (person.dateOfBirth !== null && isDay(person.dateOfBirth) ? person.dateOfBirth : null));
  const rough = distinct(described, ({ person }) => person.born?.raw ?? null);
  const expected = distinct(described, ({ person }) =>
    person.expectedDate !== null && isDay(person.expectedDate) ? person.expectedDate : null,
  );
  const gestation = distinct(described, ({ person }) => person.gestationWeeks ?? null);
  const births =
    exact.size > 0 ? [...exact.keys()].map(exactly) : [...rough.keys()].flatMap((raw) => described.find(saysBorn(raw))?.person.born ?? []);
  return {
    label,
    born: births.length < 2 ? (births[0] ?? null) : holdingAll(births),
    birthDates: births.length,
    expectedDate: expected.size === 1 ? first(expected) : null,
    gestationWeeks: gestation.size === 1 ? first(gestation) : null,
    disagreements: [
      ...differ('birth dates', exact.size > 1 ? exact : exact.size === 0 ? rough : new Map<string, string>(), (day) =>
        isDay(day) ? sayDay(day) : day,
      ),
      ...differ('expected dates', expected, sayDay),
      ...differ('lengths of pregnancy', gestation, (weeks) => `${weeks} weeks`),
    ],
  };
}

/** Each value once, with the first file that says it. */
function distinct<Value>(described: readonly Described[], value: (one: Described) => Value | null): Map<Value, string> {
  const found = new Map<Value, string>();
  for (const one of described) {
    const said = value(one);
    if (said !== null && !found.has(said)) found.set(said, one.file);
  }
  return found;
}

function first<Value>(found: Map<Value, string>): Value | null {
  for (const value of found.keys()) return value;
  return null;
}

const saysBorn =
  (raw: string) =>
  ({ person }: Described): boolean =>
    person.born?.raw === raw;

/** From the first day that any of them can be to the last. Null when one of them was not read as a date. */
function holdingAll(dates: readonly PartialDate[]): PartialDate | null {
  const from = dates.flatMap((date) => date.from ?? []).sort();
  const to = dates.flatMap((date) => date.to ?? []).sort();
  const [first, last] = [from[0], to.at(-1)];
  if (first === undefined || last === undefined || from.length < dates.length || to.length < dates.length) return null;
  const approx = dates.some((date) => date.approx);
  return { raw: dates.map(({ raw }) => raw).join(' or '), from: first, to: last, precision: 'range', approx, time: null };
}

function exactly(day: Day): PartialDate {
  return { raw: day, from: day, to: day, precision: 'day', approx: false, time: null };
}

const COUNT = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** "agencies give two birth dates"; null when they give one or none. */
export function sayBirthDates({ birthDates }: Pick<ChildLine, 'birthDates'>): string | null {
  return birthDates < 2 ? null : `agencies give ${COUNT[birthDates]?.toLowerCase() ?? birthDates} birth dates`;
}

function differ<Value>(what: string, found: Map<Value, string>, say: (value: Value) => string): string[] {
  if (found.size < 2) return [];
  return [`${COUNT[found.size] ?? found.size} ${what}: ${[...found].map(([value, file]) => `${say(value)} (${file})`).join(', ')}.`];
}
