/** The order rule of the chronology, and what counts once. */
import { describe, expect, it } from 'vitest';
import { mergeContributions, referenceConflicts } from '../../src/domain/chronology.ts';
import type { Contribution } from '../../src/domain/contribution.ts';
import { contribution, OPTIONS, onDay } from './chronology-examples.ts';

const idsOf = (contributions: readonly Contribution[]): string[] => mergeContributions(contributions, OPTIONS).events.map(({ id }) => id);
const codesOf = (contributions: readonly Contribution[]): string[] =>
  mergeContributions(contributions, OPTIONS).notices.map(({ code }) => code);

describe('the order of a chronology', () => {
  it('goes by the earliest day on which each event can have happened, and puts undated events last', () => {
    const police = contribution('police', [
      { id: 'undated', happened: 'Ongoing' },
      { id: 'month', happened: 'May 2014' },
      { id: 'second', happened: '2 May 2014' },
      { id: 'year', happened: '2014' },
      { id: 'april', happened: '30/04/2014' },
    ]);
    expect(idsOf([police])).toEqual(['year', 'april', 'month', 'second', 'undated']);
  });

  it('puts an event without a time after the timed events of its day', () => {
    const police = contribution('police', [
      { id: 'untimed', happened: onDay('2014-02-14') },
      { id: 'evening', happened: onDay('2014-02-14', '21:40') },
      { id: 'morning', happened: onDay('2014-02-14', '09:05') },
    ]);
    expect(idsOf([police])).toEqual(['morning', 'evening', 'untimed']);
  });

  it('lets a sequence put an untimed event before a timed one of the same file', () => {
    const police = contribution('police', [
      { id: 'timed', happened: onDay('2014-02-14', '21:40'), sequence: 2 },
      { id: 'before', happened: onDay('2014-02-14'), sequence: 1 },
      { id: 'between', happened: onDay('2014-02-14'), sequence: 1.5 },
      { id: 'after', happened: onDay('2014-02-14'), sequence: 3 },
    ]);
    expect(idsOf([police])).toEqual(['before', 'between', 'timed', 'after']);
  });

  it('lets a known time win over a sequence that contradicts it, and still gives every event one place', () => {
    const police = contribution('police', [
      { id: 'nine', happened: onDay('2014-02-14', '09:00'), sequence: 3 },
      { id: 'ten', happened: onDay('2014-02-14', '10:00'), sequence: 1 },
      { id: 'untimed', happened: onDay('2014-02-14'), sequence: 2 },
    ]);
    expect(idsOf([police])).toEqual(['untimed', 'nine', 'ten']);
  });

  it('breaks ties by the order of agencies in the partnership, then by the order in the file', () => {
    const day = onDay('2014-02-14');
    const hospital = contribution('hospital', [
      { id: 'h1', happened: day },
      { id: 'h2', happened: day },
    ]);
    const police = contribution('police', [{ id: 'p1', happened: day }]);
    const unknown = contribution('Lakeside Trust', [{ id: 'l1', happened: day }]);
    expect(idsOf([unknown, hospital, police])).toEqual(['p1', 'h1', 'h2', 'l1']);
  });

  it('gives a row the agency of its file when the row names none', () => {
    const file = contribution('gp', [{ id: 'g1', happened: '1/2/2014', agency: null }]);
    expect(mergeContributions([file], OPTIONS).events[0]?.agency).toBe('gp');
  });
});

describe('what arrives by two routes', () => {
  const direct = contribution('police', [
    { id: 'p1', happened: '14/02/2014', what: 'Called to the address.' },
    { id: 'p2', happened: '15/02/2014', what: 'Second call.' },
  ]);

  it('counts once when an export is merged again with the file it was made from, and says so', () => {
    const exported = contribution(
      null,
      [
        { ...direct.events[0], id: 'p1', happened: '14/02/2014', cameFrom: { file: 'police.docx', place: 'table 1, row 2' } },
        { id: 'g9', happened: '16/02/2014', agency: 'gp', cameFrom: { file: 'gp.docx', place: 'table 1, row 2' } },
      ],
      { file: 'partnership.xlsx' },
    );
    const merged = mergeContributions([exported, direct], OPTIONS);
    expect(merged.events.map(({ id }) => id)).toEqual(['p1', 'p2', 'g9']);
    expect(merged.events[0]?.cameFrom).toBeUndefined();
    expect(merged.notices.map(({ code }) => code)).toEqual(['same-event-twice']);
  });

  it('says where the two routes tell one event differently, and shows the agency’s own file', () => {
    const exported = contribution(
      null,
      [
        {
          ...direct.events[0],
          id: 'p1',
          happened: '14/02/2014',
          what: 'Called to the flat.',
          cameFrom: { file: 'police.docx', place: 'table 1, row 2' },
        },
      ],
      { file: 'partnership.xlsx' },
    );
    const merged = mergeContributions([exported, direct], OPTIONS);
    expect(merged.events[0]?.what).toBe('Called to the address.');
    expect(merged.notices.map(({ code }) => code)).toEqual(['same-event-twice', 'same-event-differs']);
    expect(merged.notices[1]?.says).toContain('partnership.xlsx, table 1, row 2');
  });

  it('merges an export of a merge to the same chronology as the files', () => {
    const day = onDay('2014-02-14');
    const files = [
      contribution('gp', [
        { id: 'g1', happened: day, sequence: 2 },
        { id: 'g2', happened: onDay('2014-02-14', '10:00'), sequence: 3 },
      ]),
      contribution('police', [
        { id: 'p1', happened: day },
        { id: 'p2', happened: day },
      ]),
    ];
    const first = mergeContributions(files, OPTIONS);
    const exported = contribution(
      null,
      first.events.map((one) => ({ ...one, cameFrom: { file: `${one.agency}.docx`, place: `table 1, row ${one.place.row}` } })),
      { file: 'export.docx' },
    );
    expect(idsOf([exported])).toEqual(first.events.map(({ id }) => id));
  });
});

describe('references of an agency', () => {
  it('count once when the content is equal', () => {
    const one = contribution('police', [{ id: 'a', happened: '14/02/2014', ref: 'p1', what: 'Called.' }], {
      file: 'one.json',
      format: 'contribution-json',
    });
    const two = contribution('police', [{ id: 'b', happened: '14/02/2014', ref: 'p1', what: 'Called.' }], {
      file: 'two.json',
      format: 'contribution-json',
    });
    const merged = mergeContributions([two, one], OPTIONS);
    expect(merged.events.map(({ id }) => id)).toEqual(['a']);
    expect(merged.notices.map(({ code }) => code)).toEqual(['same-reference-twice']);
  });

  it('are said with both places when the content differs and neither corrects the other; both events are kept', () => {
    const one = contribution('police', [{ id: 'a', happened: '14/02/2014', ref: 'p1', what: 'Called.' }], {
      file: 'one.json',
      format: 'contribution-json',
    });
    const two = contribution('police', [{ id: 'b', happened: '15/02/2014', ref: 'p1', what: 'Called.' }], {
      file: 'two.json',
      format: 'contribution-json',
    });
    const merged = mergeContributions([one, two], OPTIONS);
    expect(merged.events).toHaveLength(2);
    expect(merged.notices[0]?.says).toContain('one.json, table 1, row 2; two.json, table 1, row 2');
    expect(referenceConflicts([one, two])).toMatchObject([
      { agency: 'police', ref: 'p1', places: [{ file: 'one.json' }, { file: 'two.json' }] },
    ]);
  });

  it('say nothing in a table, where several rows may cite one document: no row is dropped and none is remarked on', () => {
    const rows = ['a', 'b'].map((id) => ({ id, happened: '14/02/2014', ref: 'p. 4', what: 'Rang.' }));
    const merged = mergeContributions([contribution('police', rows)], OPTIONS);
    expect(merged.events.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(merged.notices).toEqual([]);
  });

  it('may stand in two agencies without meeting', () => {
    const one = contribution('police', [{ id: 'a', happened: '14/02/2014', ref: '1' }]);
    const two = contribution('gp', [{ id: 'b', happened: '15/02/2014', ref: '1' }]);
    expect(codesOf([one, two])).toEqual([]);
  });
});

describe('what the merge says', () => {
  it('keeps both dates of birth that files give for one child', () => {
    const child = { label: 'B', expectedDate: null, place: 'paragraph 1' };
    const one = contribution('gp', [], { people: [{ ...child, dateOfBirth: '2015-08-20' }] });
    const two = contribution('hospital', [], { people: [{ ...child, dateOfBirth: '2015-08-02' }] });
    const { notices } = mergeContributions([one, two], OPTIONS);
    expect(notices.map(({ code }) => code)).toEqual(['birth-dates-differ']);
    expect(notices[0]?.says).toContain('2015-08-20 (gp.docx, paragraph 1); 2015-08-02 (hospital.docx, paragraph 1)');
  });

  it('says that files of different families were merged', () => {
    const one = contribution('gp', [], { family: 'F1' });
    const two = contribution('police', [], { family: 'F2' });
    expect(mergeContributions([two, one], OPTIONS).notices).toMatchObject([
      { code: 'families-differ', says: 'The files name different families: F1 (gp.docx); F2 (police.docx). They were merged as asked.' },
    ]);
    expect(codesOf([one, contribution('police', [])])).toEqual([]);
  });

  it('says a nil return, and that the agency recorded something in that time all the same', () => {
    const housing = contribution('housing', [{ id: 'n', happened: '2014', kind: 'nil-return' }]);
    expect(mergeContributions([housing], OPTIONS).notices).toMatchObject([
      { code: 'nil-return', says: 'Housing says that it had no contact from 1 January 2014 to 31 December 2014.' },
    ]);
    const late = contribution('housing', [{ id: 'x', happened: '3 March 2014', what: 'Arrears.' }], { file: 'late.docx' });
    expect(mergeContributions([housing, late], OPTIONS).notices).toMatchObject([{ code: 'nil-return-contradicted' }]);
  });
});
