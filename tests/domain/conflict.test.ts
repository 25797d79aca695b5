/** Which facts make a conflict of interest, and that a change of name or address takes none away. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Facts,
  factsOfContribution,
  factsOfPractitioner,
  familyNameFact,
  inConflict,
  learned,
  type PersonalDetails,
  phonesIn,
  placesIn,
} from '../../src/domain/conflict.ts';

const nobody: PersonalDetails = { name: 'Sam Adair', surnames: [], addresses: [], phones: [], dateOfBirth: null, nextOfKin: [] };
const details = (more: Partial<PersonalDetails>): Facts => factsOfPractitioner({ ...nobody, ...more });
const records = (people: { label: string; dateOfBirth: string | null }[], ...texts: string[]): Facts =>
  factsOfContribution({
    people: people.map((one) => ({ ...one, expectedDate: null, place: 'row 1' })),
    events: [],
    attention: texts.map((text) => ({ text })) as never,
    notEvents: [],
  });

describe('facts that a practitioner and a family may share', () => {
  it('are telephone numbers, however they are written', () => {
    for (const text of [
      'Rang 07700 900123.',
      'mobile: (07700) 900-123',
      'T +44 7700 900 123',
      'tel 0044 7700900123',
      'on +44 (0)7700 900123 twice',
    ])
      expect(phonesIn(text), text).toEqual(['phone 07700900123']);
    expect(phonesIn('On 01/02/2013 at 10:30, reference 12345678901, then 0770.')).toEqual([]);
  });

  it('are postcodes and houses in a street', () => {
    expect(placesIn('Moved to 14 Tern Street, Saltmarsh, zz30 1ab with M')).toEqual(['postcode zz301ab', 'house 14ternstreet']);
    expect(placesIn('Flat 2, 7a Old Mill Lane')).toEqual(['house 7aoldmilllane']);
    expect(placesIn('Seen at the clinic on 14 March.')).toEqual([]);
  });

  it.each<[string, Facts, Facts, boolean]>([
    ['a telephone number', details({ phones: ['07700 900123'] }), records([], 'M can be rung on 07700900123'), true],
    ['another number', details({ phones: ['07700 900124'] }), records([], 'M can be rung on 07700900123'), false],
    [
      'the surname and the postcode',
      details({ addresses: ['ZZ30 1AB'] }),
      records([{ label: 'Rasa Adair', dateOfBirth: null }], 'Home: ZZ301AB'),
      true,
    ],
    [
      'the postcode alone',
      details({ addresses: ['ZZ30 1AB'] }),
      records([{ label: 'Rasa Petrauska', dateOfBirth: null }], 'Home: ZZ301AB'),
      false,
    ],
    [
      'the surname alone',
      details({ addresses: ['ZZ30 1AC'] }),
      records([{ label: 'Rasa Adair', dateOfBirth: null }], 'Home: ZZ301AB'),
      false,
    ],
    [
      'being somebody in it',
      details({ name: 'Dr Sam Adair', dateOfBirth: '1980-02-03' }),
      records([{ label: 'Sam Adair', dateOfBirth: '1980-02-03' }]),
      true,
    ],
    [
      'being it under an earlier name',
      details({ surnames: ['Larkin'], dateOfBirth: '1980-02-03' }),
      records([{ label: 'SAM LARKIN', dateOfBirth: '1980-02-03' }]),
      true,
    ],
    [
      'a next of kin',
      details({ nextOfKin: [{ name: 'Emilija Adair', dateOfBirth: '2016-08-06' }] }),
      records([{ label: 'Emilija', dateOfBirth: '2016-08-06' }]),
      true,
    ],
    [
      'a name without a day',
      details({ nextOfKin: [{ name: 'Emilija', dateOfBirth: null }] }),
      records([{ label: 'Emilija', dateOfBirth: '2016-08-06' }]),
      false,
    ],
    [
      'the day with another name',
      details({ nextOfKin: [{ name: 'Nia', dateOfBirth: '2016-08-06' }] }),
      records([{ label: 'Emilija', dateOfBirth: '2016-08-06' }]),
      false,
    ],
    [
      'the first name and day of somebody of another surname',
      details({ nextOfKin: [{ name: 'Emilija Adair', dateOfBirth: '2016-08-06' }] }),
      records([{ label: 'Emilija Petrauska', dateOfBirth: '2016-08-06' }]),
      false,
    ],
    [
      'a letter for a name',
      details({ name: 'B', addresses: ['ZZ30 1AB'] }),
      records([{ label: 'Baby B', dateOfBirth: null }], 'ZZ30 1AB'),
      false,
    ],
  ])('conflict or not: %s', (_, practitioner, family, conflict) => {
    expect(inConflict(practitioner, family)).toBe(conflict);
    expect(inConflict(family, practitioner)).toBe(conflict);
  });

  it('call a family the same however it is typed', () => {
    expect(familyNameFact(' TERN family')).toBe(familyNameFact('Tern Family'));
    expect(familyNameFact('Tern family')).not.toBe(familyNameFact('Fern family'));
  });

  const words = fc.constantFrom('Adair', 'Larkin', 'Petrauska', 'Birch');
  const home = fc.constantFrom('ZZ30 1AB', 'ZZ30 1AC', '14 Tern Street', '9 Mill Lane');
  const phone = fc.constantFrom('07700 900123', '01632 960456');
  const given = fc
    .record({
      surnames: fc.array(words, { maxLength: 2 }),
      addresses: fc.array(home, { maxLength: 2 }),
      phones: fc.array(phone, { maxLength: 1 }),
    })
    .map((some) => details(some));
  const told = fc
    .record({ people: fc.array(words, { maxLength: 2 }), texts: fc.array(fc.oneof(home, phone), { maxLength: 3 }) })
    .map(({ people, texts }) =>
      records(
        people.map((surname) => ({ label: `Ana ${surname}`, dateOfBirth: null })),
        ...texts,
      ),
    );

  it('stay: whatever somebody gives later, or a family’s later records say, a conflict is never taken away', () => {
    const nothing: Facts = { whole: [], surnames: [], places: [] };
    let conflicts = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            given.map((facts) => ({ own: facts })),
            told.map((facts) => ({ family: facts })),
          ),
          { maxLength: 12 },
        ),
        (steps) => {
          let [own, family, was] = [nothing, nothing, false];
          for (const step of steps) {
            if ('own' in step) own = learned(own, step.own);
            else family = learned(family, step.family);
            const now = inConflict(own, family);
            expect(was && !now).toBe(false);
            if (now && !was) conflicts += 1;
            was = now;
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(conflicts).toBeGreaterThan(50);
  });

  it('also make a conflict of a surname given before a move and an address given after it', () => {
    const family = records([{ label: 'Rasa Larkin', dateOfBirth: null }], 'Lives at 14 Tern Street');
    const before = details({ surnames: ['Larkin'], addresses: ['9 Mill Lane'] });
    const after = details({ surnames: ['Adair'], addresses: ['14 Tern Street'] });
    expect([inConflict(before, family), inConflict(after, family), inConflict(learned(before, after), family)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
