/** Accounts of the same event: candidates with reasons, decisions, conflicts and their settling. */
import { describe, expect, it } from 'vitest';
import { type Decision, type MergeOptions, mergeContributions } from '../../src/domain/chronology.ts';
import type { Contribution } from '../../src/domain/contribution.ts';
import { contribution, OPTIONS, onDay, type Told } from './chronology-examples.ts';

const police: Told = {
  id: 'p1',
  happened: onDay('2014-02-14', '21:40'),
  kind: 'domestic-abuse-incident',
  what: 'Called to the address. The father had taken an overdose of tablets; the child was asleep.',
  subjects: ['M', 'F'],
  childSeen: 'seen',
};
const hospital: Told = {
  id: 'h1',
  happened: onDay('2014-02-14', '22:15'),
  kind: 'alcohol-crisis',
  what: 'Brought by ambulance after an overdose of paracetamol tablets. Dad had been drinking.',
  subjects: ['F'],
  childSeen: 'not-seen',
};
const gp: Told = {
  id: 'g1',
  happened: onDay('2014-02-14'),
  kind: 'suicide-attempt',
  what: 'Letter: overdose, paracetamol tablets, alcohol. Father discharged.',
  subjects: ['F'],
};
const people = [
  { label: 'M', role: 'mother', dateOfBirth: null, expectedDate: null, place: 'paragraph 1' },
  { label: 'F', role: 'father', dateOfBirth: null, expectedDate: null, place: 'paragraph 1' },
];
const three: readonly Contribution[] = [
  contribution('police', [police], { people }),
  contribution('hospital', [hospital]),
  contribution('gp', [gp]),
];

const decision = (a: string, b: string, answer: Decision['answer'], minute = 0, reason: string | null = null): Decision => ({
  events: [a, b],
  answer,
  by: 'practitioner-1',
  at: `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`,
  reason,
});
const happeningsOf = (contributions: readonly Contribution[], more: Partial<MergeOptions> = {}) =>
  mergeContributions(contributions, { ...OPTIONS, ...more }).happenings;
const pairsOf = (contributions: readonly Contribution[], more: Partial<MergeOptions> = {}) =>
  happeningsOf(contributions, more).map(({ events }) => [...events].sort().join(' '));

describe('candidates for the same event', () => {
  it('are pairs from different contributions, each with its reasons for and against in plain words', () => {
    const [candidate] = happeningsOf(three.slice(0, 2));
    expect(candidate).toMatchObject({ events: ['p1', 'h1'], decided: false });
    expect(candidate?.because).toEqual([
      'Both on 14 February 2014',
      'Both name the father',
      'Same uncommon words: overdose, tablets',
      'But the times differ: 9:40pm and 10:15pm',
      'But the kinds differ: domestic abuse incident and alcohol crisis',
      'But one says that the child was seen and the other that the child was not',
    ]);
  });

  it('never carry a score or a number that ranks them', () => {
    for (const happening of happeningsOf(three))
      expect(Object.keys(happening).sort()).toEqual(['because', 'conflicts', 'decided', 'events']);
  });

  it('are found when only the day, the kind and the people agree', () => {
    const one = contribution('police', [
      { id: 'a', happened: onDay('2013-04-12', '21:40'), kind: 'domestic-abuse-incident', subjects: ['M', 'F'], what: 'Shouting heard.' },
    ]);
    const two = contribution('housing', [
      {
        id: 'b',
        happened: onDay('2013-04-12', '22:15'),
        kind: 'domestic-abuse-incident',
        subjects: ['M', 'F'],
        what: 'Neighbour complained.',
      },
    ]);
    expect(pairsOf([one, two])).toEqual(['a b']);
  });

  it('may be some days apart, up to the stated tolerance and no more', () => {
    const two = contribution('hospital', [{ ...hospital, happened: onDay('2014-02-16') }]);
    expect(happeningsOf([three[0] as Contribution, two])[0]?.because).toContain(
      'But the days differ: 14 February 2014 and 16 February 2014',
    );
    expect(happeningsOf([three[0] as Contribution, two], { toleranceDays: 1 })).toEqual([]);
  });

  it('may have a date that is only a month, when the words are the same', () => {
    const two = contribution('hospital', [
      { ...hospital, happened: 'February 2014', what: 'Father: overdose of tablets at the address, child asleep.' },
    ]);
    expect(happeningsOf([three[0] as Contribution, two])[0]?.because).toEqual(
      expect.arrayContaining(['But at least one date is not exact']),
    );
  });

  it('are not two routine visits of one day to the same child', () => {
    const one = contribution('health-visiting', [
      { id: 'a', happened: onDay('2014-02-14'), kind: 'home-visit', what: 'Home visit. Baby weighed and feeding well.', subjects: ['B'] },
    ]);
    const two = contribution('childrens-social-care', [
      { id: 'b', happened: onDay('2014-02-14'), kind: 'home-visit', what: 'Visit to discuss nursery place and benefits.', subjects: ['B'] },
    ]);
    expect(happeningsOf([one, two])).toEqual([]);
  });

  it('are not rows of one file, unless the agency entered one thing again long after', () => {
    const once = { ...hospital, recorded: onDay('2014-02-14') };
    const again = {
      ...hospital,
      id: 'h2',
      recorded: onDay('2014-06-12'),
      what: 'Retrospective entry: brought by ambulance after overdose of paracetamol tablets, Dad drinking.',
    };
    expect(
      happeningsOf([
        contribution('hospital', [
          hospital,
          { ...hospital, id: 'h3', happened: onDay('2014-02-15'), what: 'Ward round. Seen by psychiatric liaison.' },
        ]),
      ]),
    ).toEqual([]);
    const [twice] = happeningsOf([contribution('hospital', [once, again])]);
    expect(twice?.because[0]).toBe('Hospital entered it twice: first on 14 February 2014, again 118 days later, on 12 June 2014');
  });

  it('are never author notes, nil returns, or a correction and what it corrects', () => {
    for (const kind of ['author-note', 'nil-return'])
      expect(happeningsOf([three[0] as Contribution, contribution('hospital', [{ ...hospital, kind }])])).toEqual([]);
    const corrected = contribution('police', [{ ...police, id: 'p2', supersedes: 'ref-1', ref: 'ref-2' }], { file: 'later.json' });
    expect(happeningsOf([contribution('police', [{ ...police, ref: 'ref-1' }]), corrected])).toEqual([]);
  });

  it('put the pair with the most in common first', () => {
    const weaker = contribution('gp', [
      { id: 'w', happened: onDay('2014-02-15'), kind: 'contact', what: 'Discharge note: father, overdose of tablets.', subjects: ['F'] },
    ]);
    const stronger = contribution('hospital', [{ ...hospital, kind: 'domestic-abuse-incident', happened: onDay('2014-02-14', '21:40') }]);
    expect(pairsOf([weaker, stronger, three[0] as Contribution])[0]).toBe('h1 p1');
  });
});

describe('decisions', () => {
  it('join accounts of three agencies into one happening, told by all of them, and leave every event', () => {
    const merged = mergeContributions(three, {
      ...OPTIONS,
      decisions: [decision('p1', 'h1', 'same', 0, 'Same overdose'), decision('g1', 'h1', 'same', 1)],
    });
    expect(merged.events).toHaveLength(3);
    expect(merged.happenings).toHaveLength(1);
    expect(merged.happenings[0]).toMatchObject({ events: ['p1', 'h1', 'g1'], decided: true });
    expect(merged.happenings[0]?.because[0]).toBe('Decided because: Same overdose');
  });

  it('take a candidate away when the answer is different, and bring it back when that is taken back', () => {
    const pair = three.slice(0, 2);
    const different = decision('h1', 'p1', 'different');
    expect(pairsOf(pair, { decisions: [different] })).toEqual([]);
    expect(pairsOf(pair, { decisions: [different, decision('p1', 'h1', 'open', 1)] })).toEqual(['h1 p1']);
    expect(pairsOf(pair, { decisions: [decision('p1', 'h1', 'open', 1), different] }), 'the latest counts, not the last listed').toEqual([
      'h1 p1',
    ]);
  });

  it('that undo a joining leave candidates again', () => {
    const decisions = [decision('p1', 'h1', 'same'), decision('p1', 'h1', 'open', 5)];
    expect(happeningsOf(three.slice(0, 2), { decisions })).toMatchObject([{ decided: false }]);
  });

  it('on a group answer for its members: no one is asked twice about one third account', () => {
    expect(happeningsOf(three, { decisions: [decision('p1', 'h1', 'same')] }).filter(({ decided }) => !decided)).toHaveLength(1);
    expect(
      happeningsOf(three, { decisions: [decision('p1', 'h1', 'same'), decision('g1', 'p1', 'different')] }).filter(
        ({ decided }) => !decided,
      ),
    ).toEqual([]);
  });

  it('that contradict each other are said', () => {
    const decisions = [decision('p1', 'h1', 'same'), decision('h1', 'g1', 'same', 1), decision('p1', 'g1', 'different', 2)];
    const merged = mergeContributions(three, { ...OPTIONS, decisions });
    expect(merged.notices.map(({ code }) => code)).toEqual(['decisions-disagree']);
    expect(merged.happenings[0]?.events).toHaveLength(3);
  });

  it('on events that are no longer there change nothing', () => {
    expect(pairsOf(three.slice(0, 2), { decisions: [decision('p1', 'gone', 'same')] })).toEqual(['h1 p1']);
  });
});

describe('conflicts', () => {
  const decided = { decisions: [decision('p1', 'h1', 'same')] };
  const aboutOf = (contributions: readonly Contribution[], more: Partial<MergeOptions> = decided) =>
    happeningsOf(contributions, more)[0]?.conflicts ?? [];

  it('put each account’s value side by side', () => {
    const conflicts = aboutOf(three.slice(0, 2));
    expect(conflicts.map(({ about }) => about)).toEqual(['time', 'people', 'child-seen', 'kind', 'words']);
    expect(conflicts[0]).toEqual({
      about: 'time',
      accounts: [
        { event: 'p1', value: '21:40' },
        { event: 'h1', value: '22:15' },
      ],
      settled: null,
    });
    expect(conflicts[2]?.accounts.map(({ value }) => value)).toEqual(['seen', 'not-seen']);
  });

  it('list days that cannot be the same day, and not a month that holds the day', () => {
    const later = contribution('hospital', [{ ...hospital, happened: onDay('2014-02-15') }]);
    expect(aboutOf([three[0] as Contribution, later])[0]).toMatchObject({
      about: 'day',
      accounts: [{ value: '2014-02-14' }, { value: '2014-02-15' }],
    });
    const month = contribution('hospital', [{ ...hospital, happened: 'February 2014' }]);
    expect(aboutOf([three[0] as Contribution, month]).map(({ about }) => about)).not.toContain('day');
  });

  it('are settled on one account with who, when and why, and open again when another account joins', () => {
    const settlement = {
      events: ['p1', 'h1'],
      about: 'time',
      on: 'p1',
      by: 'practitioner-1',
      at: '2026-11-23T11:00:00.000Z',
      reason: 'The call log.',
    } as const;
    const settled = aboutOf(three.slice(0, 2), { ...decided, settlements: [settlement] });
    expect(settled[0]?.settled).toEqual({ on: 'p1', by: 'practitioner-1', at: '2026-11-23T11:00:00.000Z', reason: 'The call log.' });
    expect(settled[1]?.settled).toBeNull();
    const timed = contribution('gp', [{ ...gp, happened: onDay('2014-02-14', '23:30') }]);
    const grown = aboutOf([...three.slice(0, 2), timed], {
      decisions: [...decided.decisions, decision('g1', 'p1', 'same', 1)],
      settlements: [settlement],
    });
    expect(grown[0]).toMatchObject({ about: 'time', settled: null });
  });
});
