/** The children of a family, from everything that agencies say of them. What they disagree on is said, never chosen between. */
import { foldName } from '../domain/agency.ts';
import { childrenOf } from '../domain/chronology.ts';
import type { Contribution } from '../domain/contribution.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { type Day, isDay, type PartialDate, sayDay } from '../domain/time.ts';

/** One child, by label. What agencies disagree on is said, and then the value is null. */
export type ChildLine = {
  readonly label: string;
  readonly born: PartialDate | null;
  readonly expectedDate: Day | null;
  readonly gestationWeeks: number | null;
  /** Plain sentences, such as "Two birth dates: 14 August 2015 (police.docx), 20 August 2015 (gp.csv)." */
  readonly disagreements: readonly string[];
};

type Described = { readonly person: DescribedPerson; readonly file: string };

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

function childLine(label: string, described: readonly Described[]): ChildLine {
  const exact = distinct(described, ({ person }) => (person.dateOfBirth !== null && isDay(person.dateOfBirth) ? person.dateOfBirth : null));
  const rough = distinct(described, ({ person }) => person.born?.raw ?? null);
  const expected = distinct(described, ({ person }) =>
    person.expectedDate !== null && isDay(person.expectedDate) ? person.expectedDate : null,
  );
  const gestation = distinct(described, ({ person }) => person.gestationWeeks ?? null);
  const [birth] = exact.keys();
  const roughly = described.find(({ person }) => person.born !== undefined)?.person.born ?? null;
  return {
    label,
    born: exact.size > 1 || (exact.size === 0 && rough.size > 1) ? null : birth === undefined ? roughly : exactly(birth),
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

function exactly(day: Day): PartialDate {
  return { raw: day, from: day, to: day, precision: 'day', approx: false, time: null };
}

const COUNT = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

function differ<Value>(what: string, found: Map<Value, string>, say: (value: Value) => string): string[] {
  if (found.size < 2) return [];
  return [`${COUNT[found.size] ?? found.size} ${what}: ${[...found].map(([value, file]) => `${say(value)} (${file})`).join(', ')}.`];
}
