/** What holds for every chronology: no event is lost, and the order in which files come changes nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, mergeContributions } from '../../src/domain/chronology.ts';
import type { Contribution } from '../../src/domain/contribution.ts';
import type { PartialDate } from '../../src/domain/time.ts';
import { at, contribution, OPTIONS, type Told } from './chronology-examples.ts';

const AGENCIES = ['police', 'gp', 'hospital', 'health-visiting', 'Lakeside Trust'];
const WORDS = ['overdose', 'tablets', 'bruise', 'kitchen', 'neighbour', 'vodka', 'arrears', 'oxygen', 'apnoea', 'window', 'mother', 'Dad'];

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2014-02-${String(number).padStart(2, '0')}`);
const time = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '40'))
    .map(([hour, minute]) => at(`${String(hour).padStart(2, '0')}:${minute}`)),
);
const happened: fc.Arbitrary<PartialDate> = fc.oneof(
  fc
    .tuple(day, time)
    .map(
      ([on, when]): PartialDate => ({ raw: on, from: on, to: on, precision: when === null ? 'day' : 'minute', approx: false, time: when }),
    ),
  fc.constant<PartialDate>({ raw: 'February 2014', from: '2014-02-01', to: '2014-02-28', precision: 'month', approx: false, time: null }),
  fc.constant<PartialDate>({ raw: 'Ongoing', from: null, to: null, precision: 'none', approx: false, time: null }),
);
const told = fc.record({
  happened,
  kind: fc.constantFrom('contact', 'violence', 'domestic-abuse-incident', 'suicide-attempt', 'author-note', 'nil-return'),
  what: fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((words) => words.join(' ')),
  subjects: fc.subarray(['M', 'F', 'B']),
  sequence: fc.option(fc.constantFrom(1, 1.5, 2, 3)),
});
const files: fc.Arbitrary<readonly Contribution[]> = fc
  .array(fc.tuple(fc.constantFrom(...AGENCIES), fc.array(told, { maxLength: 8 })), { minLength: 1, maxLength: 5 })
  .map((each) =>
    each.map(([agency, events], file) =>
      contribution(
        agency,
        events.map((one, row): Told => ({ ...one, id: `${file}-${row}` })),
        { file: `file ${file}.docx` },
      ),
    ),
  );

const shuffled = fc.tuple(files, fc.infiniteStream(fc.nat())).map(([given, keys]) => {
  const order = [...keys.take(given.length)];
  return {
    given,
    other: given
      .map((file, index) => ({ file, key: order[index] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ file }) => file),
  };
});
const check = { seed: 20161123, numRuns: 300 };

describe('every merge', () => {
  it('gives the same chronology in whatever order the files come', () => {
    fc.assert(
      fc.property(shuffled, ({ given, other }) => {
        expect(mergeContributions(other, OPTIONS)).toEqual(mergeContributions(given, OPTIONS));
      }),
      check,
    );
  });

  it('loses no event and invents none', () => {
    fc.assert(
      fc.property(files, (given) => {
        const ids = given.flatMap(({ events }) => events.map(({ id }) => id)).sort();
        expect(
          mergeContributions(given, OPTIONS)
            .events.map(({ id }) => id)
            .sort(),
        ).toEqual(ids);
      }),
      check,
    );
  });

  it('changes nothing when the same files come twice', () => {
    fc.assert(
      fc.property(files, (given) => {
        const once = mergeContributions(given, OPTIONS);
        const twice = mergeContributions([...given, ...given], OPTIONS);
        expect({ ...twice, contributions: [], notices: [] }).toEqual({ ...once, contributions: [], notices: [] });
      }),
      check,
    );
  });

  it('gives the same chronology from an export of itself', () => {
    fc.assert(
      fc.property(files, (given) => {
        const once = mergeContributions(given, OPTIONS);
        const fileOf = new Map(given.flatMap(({ file, events }) => events.map(({ id }) => [id, file] as const)));
        const exported = contribution(
          null,
          once.events.map((one) => ({ ...one, cameFrom: { file: fileOf.get(one.id) ?? '', place: `table 1, row ${one.place.row}` } })),
          { file: 'export.docx' },
        );
        expect(mergeContributions([exported], OPTIONS).events.map(({ id }) => id)).toEqual(once.events.map(({ id }) => id));
        expect(mergeContributions([exported], OPTIONS).happenings).toEqual(once.happenings);
      }),
      check,
    );
  });

  it('puts no event before one that happened on an earlier day', () => {
    fc.assert(
      fc.property(files, (given) => {
        const days = mergeContributions(given, OPTIONS).events.map(({ happened: { from } }) => from ?? '9999-12-31');
        expect(days).toEqual([...days].sort());
      }),
      check,
    );
  });

  it('asks only about two different accounts, once a pair, and never about notes and nil returns', () => {
    let asked = 0;
    fc.assert(
      fc.property(files, (given) => {
        const { events, happenings } = mergeContributions(given, OPTIONS);
        const kindOf = new Map(events.map(({ id, kind }) => [id, kind]));
        const pairs = happenings.map((happening) => [...happening.events].sort().join(' '));
        expect(new Set(pairs).size).toBe(pairs.length);
        for (const happening of happenings) {
          asked += 1;
          expect(new Set(happening.events).size).toBe(2);
          expect(happening.because.length).toBeGreaterThan(0);
          for (const id of happening.events) expect(['author-note', 'nil-return']).not.toContain(kindOf.get(id));
        }
      }),
      check,
    );
    expect(asked).toBeGreaterThan(50);
  });

  it('keeps decided accounts together and decided-different ones apart, whatever else is there', () => {
    fc.assert(
      fc.property(files, fc.constantFrom('same' as const, 'different' as const), (given, answer) => {
        const [first] = mergeContributions(given, OPTIONS).happenings;
        fc.pre(first !== undefined);
        const [a, b] = first.events as [string, string];
        const decision: Decision = { events: [b, a], answer, by: 'someone', at: '2026-11-23T10:00:00Z', reason: null };
        const after = mergeContributions(given, { ...OPTIONS, decisions: [decision] }).happenings.find(
          ({ events }) => events.includes(a) && events.includes(b),
        );
        expect(after?.decided).toBe(answer === 'same' ? true : undefined);
      }),
      { ...check, numRuns: 150 },
    );
  });

  it('counts as silent only days that hold no event of the agency', () => {
    fc.assert(
      fc.property(files, (given) => {
        const { events, gaps } = mergeContributions(given, OPTIONS);
        for (const { of, from, to } of gaps) {
          if (!('agency' in of)) continue;
          const within = events.filter(
            ({ agency, kind, happened: { from: first, to: last } }) =>
              agency === of.agency &&
              kind !== 'author-note' &&
              kind !== 'nil-return' &&
              first !== null &&
              last !== null &&
              first <= to &&
              last >= from,
          );
          expect(within).toEqual([]);
        }
      }),
      check,
    );
  });
});
