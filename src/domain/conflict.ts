/**
 * Conflicts of interest: which facts, when a practitioner and a family share them, mean that the practitioner must not see the family. A
 * person (name and date of birth, as party to an event or as next of kin), a telephone number, and a surname together with an address.
 * Facts are folded texts; they leave the server's memory only as one-way marks. Facts are only ever added, so a change takes nothing away.
 */
import type { Contribution } from './contribution.ts';
import { foldedWords } from './places/fold.ts';
import type { Day } from './time.ts';

export type Facts = {
  /** Each of these, shared, is a conflict by itself. */
  readonly whole: readonly string[];
  /** A surname and a place are a conflict when both are shared, whenever each was learned. */
  readonly surnames: readonly string[];
  readonly places: readonly string[];
};

export type PersonalDetails = {
  /** As the partnership knows them, such as "Dr Sam Adair". */
  readonly name: string;
  readonly surnames: readonly string[];
  /** Addresses as on an envelope, with the postcode if they have one. */
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
  readonly dateOfBirth: Day | null;
  readonly nextOfKin: readonly { readonly name: string; readonly dateOfBirth: Day | null }[];
};

/** More than this stands in no family's records; a file that holds it is not read for more. */
const MOST = { whole: 2000, surnames: 60, places: 200 } as const;

const TITLES = new Set(
  'mr mrs miss ms mx dr doctor prof professor rev reverend sister sergeant sgt inspector pc dc ds di councillor'.split(' '),
);
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/gi;
const PHONE = /(?:\+|\b)(?:44|0044|0)[\s().-]*\d(?:[\s().-]{0,2}\d){8,9}\b/g;
const STREET =
  /\b\d+\s?[a-z]?[\s,]+(?:[\p{L}'’.-]+\s+){1,4}?(?:street|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|court|ct|crescent|gardens|gdns|grove|place|pl|square|sq|terrace|way|walk|row|rise|hill|quay|view|yard|mews)\b/giu;

const nameWords = (name: string): string[] => foldedWords(name).filter((word) => !TITLES.has(word));
const known = (words: readonly string[]): readonly string[] => [...new Set(words.filter((word) => word !== ''))];

/** The digits of a telephone number as it is dialled in this country, or null. */
export function phoneFact(phone: string): string | null {
  const digits = phone.replace(/\D/g, '').replace(/^(00)?44(0)?/, '0');
  return /^0\d{9,10}$/.test(digits) ? `phone ${digits}` : null;
}

export function phonesIn(text: string): readonly string[] {
  return known([...text.matchAll(PHONE)].map(([found]) => phoneFact(found) ?? ''));
}

/** Places that a text names: postcodes, and houses in a street. */
export function placesIn(text: string): readonly string[] {
  const postcodes = [...text.matchAll(POSTCODE)].map(([found]) => `postcode ${foldedWords(found).join('')}`);
  const houses = [...text.matchAll(STREET)].map(([found]) => `house ${foldedWords(found).join('')}`);
  return known([...postcodes, ...houses]);
}

/**
 * A person by name and day of birth. Records often hold a first name alone, which then stands for everybody of that first name born on that
 * day: too many are kept away rather than too few.
 */
export function personFacts(name: string, born: Day | null, alsoByFirstName: boolean): readonly string[] {
  const words = nameWords(name);
  const [first] = words;
  if (born === null || first === undefined) return [];
  const last = words.at(-1);
  if (words.length === 1 || last === undefined) return [`person ${first} ${born}`];
  const whole = `person ${first} ${last} ${born}`;
  return alsoByFirstName ? [whole, `person ${first} ${born}`] : [whole];
}

/** The name by which a family is called, for a conflict that is declared before the family is there. */
export const familyNameFact = (label: string): string => `family ${foldedWords(label).join('')}`;

export function factsOfPractitioner(details: PersonalDetails): Facts {
  const { name, dateOfBirth, nextOfKin } = details;
  const people = [
    { name, dateOfBirth },
    ...details.surnames.map((surname) => ({ name: renamed(name, surname), dateOfBirth })),
    ...nextOfKin,
  ];
  return {
    whole: known([
      ...people.flatMap((person) => personFacts(person.name, person.dateOfBirth, true)),
      ...details.phones.map((phone) => phoneFact(phone) ?? ''),
    ]),
    surnames: known([name, ...details.surnames].flatMap((one) => nameWords(one).slice(-1))),
    places: known(details.addresses.flatMap(placesIn)),
  };
}

function renamed(name: string, surname: string): string {
  return `${nameWords(name)[0] ?? ''} ${surname}`;
}

/** What one file tells of a family: its described people, and the numbers and addresses that stand anywhere in its texts. */
export function factsOfContribution({
  people,
  events,
  attention,
  notEvents,
}: Pick<Contribution, 'people' | 'events' | 'attention' | 'notEvents'>): Facts {
  const whole = new Set<string>();
  const places = new Set<string>();
  const read = (text: string): void => {
    if (!/\d/.test(text)) return;
    for (const phone of phonesIn(text)) if (whole.size < MOST.whole) whole.add(phone);
    for (const place of placesIn(text)) if (places.size < MOST.places) places.add(place);
  };
  for (const { label, dateOfBirth } of people) for (const fact of personFacts(label, dateOfBirth, false)) whole.add(fact);
  for (const part of [people, events, attention, notEvents]) eachText(part, read);
  const surnames = known(people.map(({ label }) => nameWords(label)).flatMap((words) => (words.length < 2 ? [] : words.slice(-1))));
  return {
    whole: [...whole].slice(0, MOST.whole),
    surnames: surnames.filter((surname) => surname.length > 1).slice(0, MOST.surnames),
    places: [...places],
  };
}

function eachText(value: unknown, read: (text: string) => void): void {
  if (typeof value === 'string') read(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) eachText(inner, read);
}

/** Whether the two share anything that makes a conflict; the database asks the same of their marks. */
export function inConflict(one: Facts, other: Facts): boolean {
  const shares = (mine: readonly string[], theirs: readonly string[]): boolean => mine.some((fact) => theirs.includes(fact));
  return shares(one.whole, other.whole) || (shares(one.surnames, other.surnames) && shares(one.places, other.places));
}

/** What is known of somebody after more was learned: everything that was known before, and the new. */
export function learned(before: Facts, more: Facts): Facts {
  return {
    whole: known([...before.whole, ...more.whole]),
    surnames: known([...before.surnames, ...more.surnames]),
    places: known([...before.places, ...more.places]),
  };
}
