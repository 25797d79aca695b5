/** The people and the coverage that a contribution in JSON declares. */
import type { Coverage, Notice } from '../domain/contribution.ts';
import type { DescribedPerson } from '../domain/person.ts';
import { dateIn, isObject, textOf } from './json-values.ts';
import type { Moments } from './moments.ts';

type Writable = { -readonly [Field in keyof DescribedPerson]: DescribedPerson[Field] };

export function peopleFromJson(value: unknown, moments: Moments, notices: Notice[]): DescribedPerson[] {
  if (!Array.isArray(value)) return [];
  const people: DescribedPerson[] = [];
  const births = new Map<string, string>();
  for (const [index, given] of (value as readonly unknown[]).entries()) {
    const place = { table: 'people', row: index + 1, hidden: false };
    const say = (code: string, says: string): void => {
      notices.push({ place, code, says });
    };
    if (!isObject(given)) {
      say('person-not-read', 'This person is not an object. It was left out.');
      continue;
    }
    const label = textOf(given['label']) ?? textOf(given['role']);
    if (label === null || label.trim() === '') {
      say('person-not-read', 'This person has no label. It was left out.');
      continue;
    }
    const person: Writable = {
      label,
      dateOfBirth: null,
      expectedDate: null,
      place: typeof given['place'] === 'string' ? given['place'] : `people, ${index + 1}`,
    };
    for (const field of ['role', 'sex', 'language'] as const) {
      const text = textOf(given[field]);
      if (text !== null) person[field] = text;
    }
    const born = dateIn(given['dateOfBirth'] ?? given['born'], moments);
    if (born !== null) {
      const exact = born.date.from !== null && born.date.from === born.date.to && !born.date.approx;
      if (exact) person.dateOfBirth = born.date.from;
      else person.born = born.date;
      if (born.date.from === null) say('birth-date-not-read', born.notices[0]?.says ?? 'The date of birth was not read.');
    }
    const expected = dateIn(given['expectedDate'], moments);
    if (expected !== null) {
      if (expected.date.from !== null && expected.date.from === expected.date.to) person.expectedDate = expected.date.from;
      else say('expected-date-not-read', `“${expected.date.raw}” is not one day. No expected date is kept.`);
    }
    const weeks = given['gestationWeeks'];
    if (typeof weeks === 'number' && weeks > 0 && weeks < 46) person.gestationWeeks = weeks;
    if (typeof given['interpreterNeeded'] === 'boolean') person.interpreterNeeded = given['interpreterNeeded'];
    const before = births.get(label);
    if (before !== undefined && person.dateOfBirth !== null && before !== person.dateOfBirth) {
      say('two-birth-dates', 'One person is described with two different dates of birth. Both are kept.');
    }
    if (before === undefined && person.dateOfBirth !== null) births.set(label, person.dateOfBirth);
    people.push(person);
  }
  return people;
}

export function coverageFromJson(value: unknown, moments: Moments, notices: Notice[]): Coverage[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((given: unknown, index): Coverage[] => {
    if (!isObject(given)) return [];
    const from = dateIn(given['from'], moments)?.date.from ?? null;
    const to = dateIn(given['to'], moments)?.date.to ?? null;
    if (from !== null && to !== null && to < from) {
      notices.push({
        place: { table: 'coverage', row: index + 1, hidden: false },
        code: 'coverage-not-read',
        says: 'This period ends before it begins. It was left out.',
      });
      return [];
    }
    return [{ from, to, complete: given['complete'] === true }];
  });
}
