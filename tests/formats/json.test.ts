/** Contributions, readings and chronologies in JSON: every field comes through, references mean one event, nothing unknown is thrown away. */
import { describe, expect, it } from 'vitest';
import type { Contribution } from '../../src/domain/contribution.ts';
import { codes, json, read, refused, table, word } from './understanding.ts';

const contribution = (events: readonly object[], more: object = {}) =>
  json({ kinline: 'contribution/1', agency: 'police', family: 'F1', ...more, events });

describe('a contribution in JSON', () => {
  it('brings every field of the contract through, agencies by their codes', () => {
    const given = {
      ref: 'c9',
      kind: 'initial-child-protection-conference',
      happened: '2015-10-02',
      recorded: '2015-10-05',
      recordedBy: 'conference chair',
      subjects: ['B'],
      childrenAffected: ['B', 'S'],
      what: 'Conference held.',
      response: 'Plan agreed',
      outcome: 'Child protection plan',
      childSeen: 'not-applicable',
      childVoice: 'S drew the family.',
      interpreter: 'accredited',
      factors: ['domesticAbuseHistory'],
      attended: ['police', 'HV'],
      invited: ['GP'],
      sentReport: ['NICU'],
      absent: ['probation'],
      covers: ['gp'],
      cites: ['HV:h3', 'c1'],
      seen: ['B'],
      seenAlone: ['S'],
      historySought: ['F'],
      owner: ['CSC'],
      due: '2015-10-20',
      mobile: false,
      couldLook: ['education'],
      sensitivity: 'restricted',
      verifiedBy: 'quality officer',
      impact: 'negative',
    };
    const { events, notices } = read(contribution([given], { agency: 'CSC' }));
    expect(notices).toEqual([]);
    expect(events).toMatchObject([
      {
        ...given,
        agency: 'childrens-social-care',
        happened: { raw: '2015-10-02', from: '2015-10-02', to: '2015-10-02', precision: 'day' },
        recorded: { raw: '2015-10-05', from: '2015-10-05' },
        attended: ['police', 'health-visiting'],
        invited: ['gp'],
        sentReport: ['neonatal'],
        cites: ['health-visiting:h3', 'c1'],
        owner: ['childrens-social-care'],
      },
    ]);
  });

  it('gives the same reference the same identity in every file', () => {
    const event = { ref: 'p1', happened: '2013-04-12', what: 'One.' };
    const first = read(contribution([event]), { sha256: '1'.repeat(64) });
    const second = read(contribution([{ ref: 'p0', happened: '2013-04-01', what: 'Earlier.' }, event]), { sha256: '2'.repeat(64) });
    expect(second.events[1]?.id).toBe(first.events[0]?.id);
    expect(second.events[0]?.id).not.toBe(first.events[0]?.id);
  });

  it('takes the same event given twice once', () => {
    const found = read(
      contribution([
        { ref: 'p1', happened: '2013-04-12', what: 'One.' },
        { what: 'One.', happened: '2013-04-12', ref: 'p1' },
      ]),
    );
    expect(found.events).toHaveLength(1);
    expect(found.notEvents).toMatchObject([{ place: { table: 'events', row: 2 }, because: 'It is the same as event 1, word for word.' }]);
  });

  it('refuses one reference for two different events, naming both places', () => {
    const found = refused(
      contribution([
        { ref: 'p1', happened: '2013-04-12', what: 'One.' },
        { ref: 'p2', happened: '2013-04-13', what: 'x' },
        { ref: 'p1', happened: '2013-04-14', what: 'Other.' },
      ]),
    );
    expect(found).toMatchObject({ problem: 'conflicting-references', detail: 'example.docx: events, 1 and events, 3 (reference p1).' });
  });

  it('keeps both when the second says that it corrects the first, and agencies have references of their own', () => {
    const found = read(
      contribution([
        { ref: 'p1', happened: '2013-04-12', what: 'One.' },
        { ref: 'p1', happened: '2013-04-13', what: 'Corrected.', supersedes: 'p1' },
        { ref: 'p1', agency: 'HV', happened: '2013-04-14', what: 'Another agency’s.' },
      ]),
    );
    expect(found.events.map(({ what }) => what)).toEqual(['One.', 'Corrected.', 'Another agency’s.']);
    expect(new Set(found.events.map(({ id }) => id)).size).toBe(3);
  });

  it('keeps unknown kinds, unknown fields and values of the wrong kind, and says so', () => {
    const found = read(
      contribution([{ ref: 'p1', happened: '2013-04-12', kind: 'dog-walk', what: 'One.', weather: 'rain', mobile: 'maybe' }], {
        mood: 'x',
      }),
    );
    expect(found.events).toMatchObject([{ kind: 'dog-walk', unknown: { weather: 'rain', mobile: 'maybe' } }]);
    expect(codes(found).sort()).toEqual(['field-not-read', 'unknown-field', 'unknown-field', 'unknown-kind']);
  });

  it('reads an event without words when its kind tells it', () => {
    expect(read(contribution([{ ref: 'n1', kind: 'birth', happened: '2015-08-20', subjects: ['B'] }])).events).toMatchObject([
      { kind: 'birth', what: '' },
    ]);
  });

  it('reads words for dates like any date, with the order of day and month from the whole file', () => {
    const found = read(
      contribution([
        { happened: { raw: '03/04/2013' }, what: 'One.' },
        { happened: '11/17/2013', what: 'Two.' },
        { happened: { raw: 'c. May 2013' }, what: 'Three.' },
        { happened: { raw: '31 June 2015' }, what: 'Four.' },
      ]),
    );
    expect(found.events.map(({ happened }) => [happened.from, happened.precision, happened.approx])).toEqual([
      ['2013-03-04', 'day', false],
      ['2013-11-17', 'day', false],
      ['2013-05-01', 'month', true],
    ]);
    expect(found.attention).toMatchObject([{ place: { row: 4 }, draft: { what: 'Four.' } }]);
  });

  it('keeps an imprecise day of a share in its words', () => {
    const found = read(
      contribution([
        {
          happened: '2013-04-12',
          what: 'One.',
          shares: [
            { to: 'HV', received: { raw: 'June 2015' }, sent: '13/04/2013' },
            { to: 'GP', decided: 'not-shared', on: '2013-04-13', reason: 'No consent.' },
          ],
        },
      ]),
    );
    expect(found.events[0]?.shares).toEqual([
      { to: 'health-visiting', sent: '2013-04-13', received: 'June 2015' },
      { to: 'gp', decided: 'not-shared', on: '2013-04-13', reason: 'No consent.' },
    ]);
  });

  it('keeps two birth dates of one person and says so', () => {
    const found = read(
      contribution([], {
        people: [
          { label: 'B', dateOfBirth: '2015-08-20' },
          { label: 'B', dateOfBirth: '2015-08-21' },
        ],
      }),
    );
    expect(found.people).toHaveLength(2);
    expect(codes(found)).toEqual(['two-birth-dates']);
  });

  it('refuses JSON that is something else', () => {
    for (const value of [null, 3, 'x', [], {}, { kinline: 'other/1', events: [] }, { resourceType: 'Bundle', entry: [] }])
      expect(refused(json(value)).problem).toBe('not-a-contribution');
  });
});

describe('a reading in JSON', () => {
  const source = word(
    [
      table([
        ['Date', 'Event', 'Source', 'Child seen', 'Comment'],
        ['12/04/2013 at 14:30', 'Seen at home.', 'Log', 'Y', 'Check.'],
        ['tbc', 'Letter.', '', '', ''],
        ['', 'END OF CHRONOLOGY', '', '', ''],
      ]),
    ],
    ['Child: B (dob 14.8.15)', 'Police chronology'],
  );

  it('comes back with the same events, waiting rows, people and ids', () => {
    const first = read(source);
    const again = read(json(JSON.parse(JSON.stringify(first))));
    expect(again).toEqual({ ...first, format: 'kinline-reading', tables: expect.anything() as unknown as Contribution['tables'] });
    expect(again.tables[0]?.rows).toEqual(first.tables[0]?.rows);
  });

  it('comes back the same after two journeys', () => {
    const once = read(json(JSON.parse(JSON.stringify(read(source)))));
    expect(read(json(JSON.parse(JSON.stringify(once))))).toEqual(once);
  });
});
