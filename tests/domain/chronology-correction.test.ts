/** A corrected file against the one it supersedes: which row is which, so that nobody's notes are lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correct } from '../../src/domain/chronology.ts';
import { contribution, type Told } from './chronology-examples.ts';

const rows: readonly Told[] = [
  { id: 'e1', happened: '12/04/2013', what: 'Called to the address after shouting was heard.' },
  { id: 'e2', happened: '13/04/2013', what: 'Home visit by the health visitor; mother tearful.' },
  { id: 'e3', happened: '13/04/2013', what: 'Referral sent to children’s social care.' },
  { id: 'e4', happened: 'May 2013', what: 'Was not brought to the hearing clinic.' },
];
const earlier = contribution('gp', rows);
const corrected = (told: readonly Told[]) => correct(earlier, contribution('gp', told, { file: 'corrected.docx' }));
const renamed = (told: readonly Told[]): Told[] => told.map((one) => ({ ...one, id: `c${one.id.slice(1)}` }));
const PAIRS = [1, 2, 3, 4].map((number) => ({ earlier: `e${number}`, corrected: `c${number}` }));

describe('a corrected file', () => {
  it('keeps every row that it did not change, wherever it now stands', () => {
    expect(corrected(renamed(rows))).toEqual({ pairs: PAIRS, gone: [], added: [] });
    expect(corrected(renamed(rows).reverse())).toEqual({ pairs: PAIRS, gone: [], added: [] });
  });

  it('keeps a row whose words were changed, by its date and its place among the others', () => {
    const told = renamed(rows).map((one) =>
      one.id === 'c2' ? { ...one, what: 'Home visit by health visitor HV1; mother was tearful and tired.' } : one,
    );
    expect(corrected(told)).toEqual({ pairs: PAIRS, gone: [], added: [] });
  });

  it('keeps a row whose date was corrected, by its words', () => {
    const told = renamed(rows).map((one) => (one.id === 'c1' ? { ...one, happened: '12/04/2014' } : one));
    expect(corrected(told)).toEqual({ pairs: PAIRS, gone: [], added: [] });
  });

  it('says which rows are gone and which are new', () => {
    const told = [
      ...renamed(rows).filter(({ id }) => id !== 'c3'),
      { id: 'n1', happened: '20/06/2013', what: 'Fracture clinic: plaster removed.' },
    ];
    expect(corrected(told)).toEqual({ pairs: PAIRS.filter(({ earlier: id }) => id !== 'e3'), gone: ['e3'], added: ['n1'] });
  });

  it('follows the agency’s own reference before anything else', () => {
    const one = contribution('gp', [
      { id: 'a', happened: '1/1/2014', ref: 'r1', what: 'First.' },
      { id: 'b', happened: '2/1/2014', ref: 'r2', what: 'Second.' },
    ]);
    const two = contribution('gp', [
      { id: 'x', happened: '1/1/2014', ref: 'r2', what: 'First.' },
      { id: 'y', happened: '9/9/2014', ref: 'r1', what: 'Quite other words.' },
    ]);
    expect(correct(one, two).pairs).toEqual([
      { earlier: 'a', corrected: 'y' },
      { earlier: 'b', corrected: 'x' },
    ]);
  });

  it('pairs equal rows in turn, and lets one of two go', () => {
    const twice = contribution('gp', [
      { id: 'a', happened: '1/1/2014', what: 'Call.' },
      { id: 'b', happened: '1/1/2014', what: 'Call.' },
    ]);
    const once = contribution('gp', [{ id: 'x', happened: '1/1/2014', what: 'Call.' }]);
    expect(correct(twice, once)).toEqual({ pairs: [{ earlier: 'a', corrected: 'x' }], gone: ['b'], added: [] });
  });

  it('loses no row: each is paired once, or gone, or added', () => {
    const told = fc.record({
      happened: fc.constantFrom('1/1/2014', '2/1/2014', '3/1/2014', 'May 2014', 'Ongoing'),
      what: fc
        .array(fc.constantFrom('home', 'visit', 'call', 'clinic', 'mother', 'seen'), { maxLength: 5 })
        .map((words) => words.join(' ')),
    });
    const side = (letter: string) =>
      fc.array(told, { maxLength: 14 }).map((each) =>
        contribution(
          'gp',
          each.map((one, index) => ({ ...one, id: `${letter}${index}` })),
        ),
      );
    fc.assert(
      fc.property(side('a'), side('b'), (before, now) => {
        const { pairs, gone, added } = correct(before, now);
        expect([...pairs.map((pair) => pair.earlier), ...gone].sort()).toEqual(before.events.map(({ id }) => id).sort());
        expect([...pairs.map((pair) => pair.corrected), ...added].sort()).toEqual(now.events.map(({ id }) => id).sort());
        expect(correct(before, before)).toEqual({
          pairs: before.events.map(({ id }) => ({ earlier: id, corrected: id })),
          gone: [],
          added: [],
        });
      }),
      { seed: 20161123, numRuns: 300 },
    );
  });

  it('of ten thousand rows is matched without comparing everything with everything', () => {
    const many = Array.from(
      { length: 10_000 },
      (_, index): Told => ({
        id: `e${index}`,
        happened: {
          raw: '',
          from: `2014-01-${String((index % 28) + 1).padStart(2, '0')}`,
          to: `2014-01-${String((index % 28) + 1).padStart(2, '0')}`,
          precision: 'day',
          approx: false,
          time: null,
        },
        what: `Row ${index} call number ${index * 7}`,
      }),
    );
    const changed = many.map(
      (one, index): Told => ({ ...one, id: `c${index}`, what: index % 100 === 0 ? `${one.what} corrected` : (one.what ?? '') }),
    );
    const { pairs, gone, added } = correct(contribution('gp', many), contribution('gp', changed));
    expect([pairs.length, gone, added]).toEqual([10_000, [], []]);
    expect(pairs.every((pair) => pair.earlier.slice(1) === pair.corrected.slice(1))).toBe(true);
  });
});
