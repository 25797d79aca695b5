/** The timeline to scale: marks, lanes, groups, silences, ages and the selection that picture and table share. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CORE_AGENCIES } from '../../src/domain/agency.ts';
import type { Chronology } from '../../src/domain/chronology.ts';
import type { Event } from '../../src/domain/event.ts';
import { addDays, dayNumber, fromDayNumber } from '../../src/domain/time.ts';
import { agesAt, ageTicks, rulerOf } from '../../src/domain/timeline/ages.ts';
import { APART, arrange, countIn } from '../../src/domain/timeline/arrangement.ts';
import { lanesOf } from '../../src/domain/timeline/lanes.ts';
import { isUncertain, type Mark, markOf, secondHand, shapeOf, standingOf } from '../../src/domain/timeline/marks.ts';
import { pictureOf } from '../../src/domain/timeline/picture.ts';
import { alignedTicks, calendarTicks, daysIn, move, type Stretch, sayDistance, shareOf, zoom } from '../../src/domain/timeline/scale.ts';
import { EVERYTHING, readSelection, searchWords, select, whereFound, writeSelection } from '../../src/domain/timeline/selection.ts';
import { longestSilence, silencesIn } from '../../src/domain/timeline/silences.ts';
import { sayCoverage, sayStanding, summarise } from '../../src/domain/timeline/summary.ts';
import { CHILDREN, inventedEvents, inventedFamily } from '../web/timeline-family.ts';

const TODAY = '2026-11-23';
const SEED = { seed: 20161123, numRuns: 200 };

function event(changes: Partial<Event> & { readonly on?: string; readonly until?: string }): Event {
  const { on = '2013-04-12', until, ...rest } = changes;
  const [plain] = inventedEvents(1);
  if (plain === undefined) throw new Error('There is no invented event.');
  return {
    ...plain,
    source: 'Case record',
    happened: { raw: on, from: on, to: until ?? on, precision: until === undefined ? 'day' : 'range', approx: false, time: null },
    ...rest,
  };
}

function chronologyOf(events: readonly Event[], happenings: Chronology['happenings'] = []): Chronology {
  return { contributions: [], events, happenings, gaps: [], notices: [] };
}

const someMark = fc
  .record({
    from: fc.integer({ min: 15_000, max: 16_500 }),
    length: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 400 })),
    soft: fc.boolean(),
  })
  .map(
    ({ from, length, soft }): Omit<Mark, 'id'> => ({
      from,
      to: from + length,
      shape: 'dot',
      soft,
      hollow: false,
      linked: false,
      disputed: false,
      when: '',
      words: '',
    }),
  );
const someMarks = fc
  .array(someMark, { maxLength: 300 })
  .map((marks) => marks.map((mark, index): Mark => ({ ...mark, id: String(index) })).sort((a, b) => a.from - b.from));
const someStretch = fc
  .record({ from: fc.integer({ min: 14_900, max: 16_400 }), days: fc.integer({ min: 7, max: 1_700 }) })
  .map(({ from, days }): Stretch => ({ from, to: from + days - 1 }));

describe('the time axis', () => {
  it('is to scale: equal numbers of days are equal distances, wherever they stand', () => {
    fc.assert(
      fc.property(
        someStretch,
        fc.integer({ min: 0, max: 2_000 }),
        fc.integer({ min: 14_000, max: 17_000 }),
        fc.integer({ min: 14_000, max: 17_000 }),
        (stretch, days, one, other) => {
          expect(shareOf(one + days, stretch) - shareOf(one, stretch)).toBeCloseTo(
            shareOf(other + days, stretch) - shareOf(other, stretch),
            9,
          );
          expect(shareOf(one + days, stretch) - shareOf(one, stretch)).toBeCloseTo(days / daysIn(stretch), 9);
        },
      ),
      SEED,
    );
  });

  it('stays inside the whole time and keeps its length when it is moved, and never shows less than a week', () => {
    const widest = { from: 15_000, to: 16_500 };
    fc.assert(
      fc.property(
        fc.integer({ min: 15_000, max: 16_400 }),
        fc.integer({ min: 7, max: 100 }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.constantFrom(2, 0.5, 4),
        (from, days, share, factor) => {
          const stretch = { from, to: from + days - 1 };
          const moved = move(stretch, share, widest);
          expect(daysIn(moved)).toBe(days);
          const zoomed = zoom(stretch, factor, widest);
          for (const view of [moved, zoomed]) {
            expect(view.from).toBeGreaterThanOrEqual(widest.from);
            expect(view.to).toBeLessThanOrEqual(widest.to);
            expect(daysIn(view)).toBeGreaterThanOrEqual(7);
          }
        },
      ),
      SEED,
    );
  });

  it('names days, months or years as they fit, each tick on the day that it names', () => {
    const labels = (from: string, to: string): readonly string[] =>
      calendarTicks({ from: dayNumber(from), to: dayNumber(to) }, 980).map((tick) => `${fromDayNumber(tick.day)} ${tick.label}`);
    expect(labels('2012-01-01', '2016-12-31')[0]).toBe('2012-01-01 Jan 2012');
    expect(labels('2015-11-30', '2015-12-06')).toContain('2015-12-01 1 Dec');
    expect(labels('1990-01-01', '2016-12-31').every((label) => /-01-01 \d{4}$/.test(label))).toBe(true);
    for (const stretch of [
      { from: 15_000, to: 15_020 },
      { from: 15_000, to: 15_400 },
      { from: 10_000, to: 17_000 },
    ]) {
      expect(calendarTicks(stretch, 980).length).toBeLessThanOrEqual(13);
    }
  });

  it('counts days before and after an event when it is aligned on it', () => {
    const zero = dayNumber('2015-11-15');
    const ticks = alignedTicks({ from: zero - 45, to: zero + 45 }, zero, 980);
    expect(ticks.find(({ day }) => day === zero)?.label).toBe('Day 0');
    expect(ticks.find(({ day }) => day === zero + 14)?.label).toBe('+14 days');
    expect(ticks.find(({ day }) => day === zero - 28)?.label).toBe('−28 days');
    expect([sayDistance(-30), sayDistance(0), sayDistance(1)]).toEqual(['30 days before', 'the same day', '1 day after']);
  });
});

describe('an arrangement', () => {
  it('loses no event: as many stand in it as the stretch has, alone or in a group', () => {
    fc.assert(
      fc.property(someMarks, someStretch, fc.integer({ min: 200, max: 2_000 }), (marks, stretch, width) => {
        const visible = marks.filter((mark) => mark.to >= stretch.from && mark.from <= stretch.to);
        const arrangement = arrange(marks, stretch, width);
        expect(countIn(arrangement)).toBe(visible.length);
        const ids = arrangement.placed.flatMap((placed) => (placed.as === 'group' ? placed.marks.map(({ id }) => id) : [placed.mark.id]));
        expect(new Set(ids).size).toBe(visible.length);
      }),
      SEED,
    );
  });

  it('puts every single event at its true place, and every bar over exactly the days within which it happened', () => {
    fc.assert(
      fc.property(someMarks, someStretch, fc.integer({ min: 200, max: 2_000 }), (marks, stretch, width) => {
        for (const placed of arrange(marks, stretch, width).placed) {
          if (placed.as === 'group') continue;
          const left = shareOf(placed.mark.from, stretch) * width;
          const right = shareOf(placed.mark.to + 1, stretch) * width;
          if (placed.as === 'point') expect(placed.x).toBeCloseTo((left + right) / 2, 6);
          else {
            expect(placed.x).toBeCloseTo(left, 6);
            expect(placed.x + placed.width).toBeCloseTo(right, 6);
          }
        }
      }),
      SEED,
    );
  });

  it('lets no mark cover another, and no group leave a day of its events out', () => {
    fc.assert(
      fc.property(someMarks, someStretch, fc.integer({ min: 200, max: 2_000 }), (marks, stretch, width) => {
        const rows = new Map<number, { readonly x: number; readonly group: boolean }[]>();
        for (const placed of arrange(marks, stretch, width).placed) {
          if (placed.as !== 'bar' && !(placed.as === 'group' && placed.marks.some((mark) => mark.to > mark.from)))
            rows.set(placed.row, [...(rows.get(placed.row) ?? []), { x: placed.x, group: placed.as === 'group' }]);
          if (placed.as !== 'group') continue;
          for (const mark of placed.marks) {
            expect(placed.from).toBeLessThanOrEqual(mark.from);
            expect(placed.to).toBeGreaterThanOrEqual(mark.to);
          }
        }
        for (const [row, places] of rows) {
          if (row > 2) continue;
          const sorted = places.sort((a, b) => a.x - b.x);
          for (let index = 1; index < sorted.length; index += 1) {
            const [one, next] = [sorted[index - 1], sorted[index]];
            if (one === undefined || next === undefined) continue;
            // A group's ring is 34 pixels wide, another mark at most 16.
            expect(next.x - one.x).toBeGreaterThanOrEqual((one.group !== next.group ? 26 : APART) - 1e-6);
          }
        }
      }),
      SEED,
    );
  });

  it('draws four calls in nine days apart from each other when there is room, and together when there is none', () => {
    const marks = ['2015-11-01', '2015-11-03', '2015-11-06', '2015-11-09']
      .map((day, index) => markOf(event({ on: day, id: String(index) }), { linked: new Set(), disputed: new Set() }))
      .filter((mark) => mark !== null);
    const near = arrange(marks, { from: dayNumber('2015-10-25'), to: dayNumber('2015-11-15') }, 900);
    expect(near.placed.map(({ as }) => as)).toEqual(['point', 'point', 'point', 'point']);
    const far = arrange(marks, { from: dayNumber('2010-01-01'), to: dayNumber('2016-01-01') }, 900);
    expect(countIn(far)).toBe(4);
    expect(far.placed.length).toBeLessThan(4);
  });
});

describe('a mark', () => {
  it('has a shape for what it is and an outline for how it is known', () => {
    expect(['birth', 'was-not-brought', 'no-access', 'strategy-discussion', 'home-visit', 'somebody’s own kind'].map(shapeOf)).toEqual([
      'triangle',
      'flag',
      'flag',
      'square',
      'dot',
      'dot',
    ]);
    expect(secondHand(event({ source: 'Reported by the grandmother' }))).toBe('The source is given as “Reported by the grandmother”.');
    expect(secondHand(event({ source: 'Case record', what: 'Home visit. The mother said she was tired.' }))).toBeNull();
  });

  it('has soft ends when no exact day is recorded, and hard ends when the source gives both days', () => {
    const month = event({
      happened: { raw: 'April 2013', from: '2013-04-01', to: '2013-04-30', precision: 'month', approx: false, time: null },
    });
    expect(isUncertain(month)).toBe(true);
    expect(isUncertain(event({ on: '2013-11-03', until: '2013-11-17' }))).toBe(false);
    const mark = markOf(month, { linked: new Set(), disputed: new Set() });
    expect([mark?.from, mark?.to]).toEqual([dayNumber('2013-04-01'), dayNumber('2013-04-30')]);
    expect(mark?.when).toBe('April 2013 (day not recorded)');
  });

  it('has no place on the axis without a day: none is invented', () => {
    expect(
      markOf(event({ happened: { raw: '31/06/2015', from: null, to: null, precision: 'invalid', approx: false, time: null } }), {
        linked: new Set(),
        disputed: new Set(),
      }),
    ).toBeNull();
  });

  it('is linked and disputed only when a person said that the accounts are of one event', () => {
    const [one, other] = [event({ id: 'a' }), event({ id: 'b', agency: 'housing' })];
    const conflicts = [
      {
        about: 'day',
        accounts: [
          { event: 'a', value: '12/4' },
          { event: 'b', value: '13/4' },
        ],
        settled: null,
      },
    ] as const;
    const happening = { events: ['a', 'b'], because: [], conflicts };
    expect(standingOf(chronologyOf([one, other], [{ ...happening, decided: false }])).linked.size).toBe(0);
    const decided = standingOf(chronologyOf([one, other], [{ ...happening, decided: true }]));
    expect([...decided.linked, ...decided.disputed]).toEqual(['a', 'b', 'a', 'b']);
    const words = { ...conflicts[0], about: 'words' as const };
    expect(standingOf(chronologyOf([one, other], [{ ...happening, decided: true, conflicts: [words] }])).disputed.size).toBe(0);
    const settled = { ...conflicts[0], settled: { on: 'a', by: 'x', at: '2026-11-23T09:00:00Z', reason: 'The call log.' } };
    expect(standingOf(chronologyOf([one, other], [{ ...happening, decided: true, conflicts: [settled] }])).disputed.size).toBe(0);
  });
});

describe('silences', () => {
  it('are days on which certainly nothing was recorded, between two records, and at least as long as asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ day: fc.integer({ min: 15_000, max: 15_600 }), length: fc.integer({ min: 0, max: 40 }) }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 90 }),
        (given, days) => {
          const events = given.map(({ day, length }, index) =>
            event({ id: String(index), on: fromDayNumber(day), until: fromDayNumber(day + length) }),
          );
          for (const silence of silencesIn(events, days)) {
            expect(silence.days).toBeGreaterThanOrEqual(days);
            expect(silence.to - silence.from + 1).toBe(silence.days);
            expect(given.some(({ day, length }) => day <= silence.to && day + length >= silence.from)).toBe(false);
            expect(given.some(({ day, length }) => day + length === silence.from - 1)).toBe(true);
            expect(given.some(({ day }) => day === silence.to + 1)).toBe(true);
          }
        },
      ),
      SEED,
    );
  });

  it('are not ended by an author’s note or a nil return, and not made by a filter', () => {
    const events = [
      event({ id: '1', on: '2015-01-01' }),
      event({ id: '2', on: '2015-03-01', kind: 'nil-return' }),
      event({ id: '3', on: '2015-06-01' }),
    ];
    expect(longestSilence(events)?.days).toBe(150);
    const visits = [
      event({ id: '1', on: '2015-01-01', agency: 'gp', kind: 'contact' }),
      event({ id: '2', on: '2015-02-01', agency: 'gp', kind: 'referral' }),
      event({ id: '3', on: '2015-03-01', agency: 'gp', kind: 'contact' }),
    ];
    const picture = pictureOf(
      chronologyOf(visits),
      { ...EVERYTHING, kinds: ['contact'], gap: 35 },
      { agencies: CORE_AGENCIES, children: [], standings: [] },
    );
    expect(picture?.lanes.map((lane) => [lane.marks.length, lane.silences.length])).toEqual([[2, 0]]);
  });
});

describe('a lane without events', () => {
  const standing = {
    agency: 'housing',
    name: 'Housing',
    asked: null,
    coverage: [],
    lastReceived: null,
    events: 0,
    attention: 0,
    toldIn: [],
  };
  const lanesWith = (standings: Parameters<typeof pictureOf>[2]['standings']) =>
    pictureOf(chronologyOf([event({ id: '1', on: '2013-01-01', agency: 'police' })]), EVERYTHING, {
      agencies: CORE_AGENCIES,
      children: [],
      standings,
    })?.lanes.map(({ name }) => name);

  it('is named in plain words, in the order of the partnership', () => {
    expect(lanesWith([standing, { ...standing, agency: 'gp', name: 'GP' }])).toEqual(['Police', 'GP', 'Housing']);
  });

  it('is left out when its agency was not asked and its files tell only of others', () => {
    const workbook = {
      ...standing,
      agency: 'partnership',
      name: 'Safeguarding partnership',
      lastReceived: '2026-11-10T08:00:00Z',
      events: 60,
    };
    expect(lanesWith([workbook])).toEqual(['Police']);
    expect(lanesWith([{ ...workbook, asked: { on: '2026-11-03', by: null, promised: null } }])).toEqual([
      'Police',
      'Safeguarding partnership',
    ]);
  });
});

describe('a selection', () => {
  const { record, family } = inventedFamily(600);
  const options = { agencies: record.agencies, children: record.children, standings: family.agencies };

  it('is read back from its own address', () => {
    const words = fc.constantFrom('police', 'gp', 'Mother', 'S', 'a b', 'ł');
    const some = fc.uniqueArray(words, { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.record({
          agencies: some,
          people: some,
          themes: some,
          kinds: some,
          seen: fc.constantFrom(null, 'seen' as const, 'not-seen' as const),
          attention: fc.boolean(),
          q: fc.constantFrom('', 'bruise', '"two words" more'),
          lanes: fc.constantFrom('agency' as const, 'person' as const, 'theme' as const),
          align: fc.constantFrom(null, 'a'.repeat(32)),
          order: fc.constantFrom('oldest' as const, 'newest' as const),
          gap: fc.integer({ min: 1, max: 400 }),
          page: fc.integer({ min: 1, max: 40 }),
          days: fc.constantFrom([null, null] as const, ['2013-01-01', '2014-02-28'] as const, [null, '2014-02-28'] as const),
        }),
        ({ days: [from, to], ...rest }) => {
          const selection = { ...rest, from, to };
          const query: Record<string, string[]> = {};
          for (const [name, value] of writeSelection(selection)) query[name] = [...(query[name] ?? []), value];
          expect(readSelection(query, TODAY)).toEqual({ selection, misread: [] });
        },
      ),
      SEED,
    );
  });

  it('takes years and months as the days they begin and end on, and says when it cannot read one', () => {
    const { selection, misread } = readSelection({ from: '2013', to: 'March 2014', gap: 'often' }, TODAY);
    expect([selection.from, selection.to, selection.gap]).toEqual(['2013-01-01', '2014-03-31', EVERYTHING.gap]);
    expect(misread.map(({ field }) => field)).toEqual(['gap']);
    expect(readSelection({ from: 'last summer' }, TODAY).misread[0]?.says).toMatch(/^Enter a day, a month or a year/);
  });

  it('shows the same events in the picture and in the table', () => {
    fc.assert(
      fc.property(
        fc.record({
          agencies: fc.subarray(['police', 'gp', 'housing']),
          themes: fc.subarray(['missed', 'violence', 'decisions-and-plans']),
          people: fc.subarray(['B', 'Father']),
          from: fc.constantFrom(null, '2014-02-01'),
          to: fc.constantFrom(null, '2015-06-30'),
          q: fc.constantFrom('', 'mother', 'letter sent'),
        }),
        (filters) => {
          const selection = { ...EVERYTHING, ...filters };
          const inTable = select(record.chronology, selection).map(({ event: { id } }) => id);
          const picture = pictureOf(record.chronology, selection, options);
          const { from, to } = picture?.stretch ?? { from: 0, to: -1 };
          const inPicture = (picture?.lanes ?? []).flatMap(({ marks }) =>
            marks.filter((mark) => mark.to >= from && mark.from <= to).map(({ id }) => id),
          );
          expect(inPicture.sort()).toEqual(inTable.sort());
        },
      ),
      { ...SEED, numRuns: 60 },
    );
  });

  it('finds words without case and accents, says in which field, and looks into columns that have no field', () => {
    const found = event({ what: 'Małgorzata’s café', outcome: 'None', words: { 'Colour of house': 'Green' } });
    expect(whereFound(found, searchWords('CAFE'))).toEqual(['what happened']);
    expect(whereFound(found, searchWords('malgorzata none'))).toEqual(['what happened', 'outcome']);
    expect(whereFound(found, searchWords('green'))).toEqual(['the column “Colour of house”']);
    expect(whereFound(found, searchWords('cafe purple'))).toEqual([]);
    expect(searchWords('"two words" one')).toEqual(['two words', 'one']);
  });
});

describe('lanes', () => {
  const options = { agencies: CORE_AGENCIES, expected: ['probation'], children: ['S', 'B'] };

  it('are in the partnership’s order, with a lane for an agency that was asked and sent nothing', () => {
    const lanes = lanesOf([event({ agency: 'gp' }), event({ agency: 'police' }), event({ agency: null }), event({ agency: 'Scouts' })], {
      ...options,
      by: 'agency',
    });
    expect(lanes.map(({ name, events }) => `${name} ${events.length}`)).toEqual([
      'Police 1',
      'GP 1',
      'Probation 0',
      'Scouts 1',
      'Agency not recorded 1',
    ]);
  });

  it('by person have the children first, and an event about two people in both lanes', () => {
    const lanes = lanesOf([event({ subjects: ['Mother'], childrenAffected: ['B'] }), event({ subjects: [], childrenAffected: [] })], {
      ...options,
      by: 'person',
    });
    expect(lanes.map(({ name }) => name)).toEqual(['B', 'Mother', 'Nobody named']);
  });

  it('by theme hold every event exactly once', () => {
    const events = inventedEvents(400);
    expect(lanesOf(events, { ...options, by: 'theme' }).reduce((sum, lane) => sum + lane.events.length, 0)).toBe(400);
  });
});

describe('ages', () => {
  it('stand on the axis since birth and, for a baby born at 26 weeks, corrected from the expected day', () => {
    const baby = CHILDREN.find(({ label }) => label === 'B');
    const ruler = baby === undefined ? null : rulerOf(baby);
    if (ruler === null) throw new Error('The baby has no ruler.');
    const { sinceBirth, corrected } = ageTicks(ruler, { from: dayNumber('2015-08-01'), to: dayNumber('2016-03-31') }, 980);
    expect(sinceBirth.map(({ day, label }) => `${fromDayNumber(day)} ${label}`)).toContain('2016-02-20 6 months');
    expect(corrected.map(({ day, label }) => `${fromDayNumber(day)} ${label}`)).toContain('2016-02-26 3 months');
    expect(
      rulerOf({ label: 'T', born: baby?.born ?? null, expectedDate: addDays('2015-08-20', 7), gestationWeeks: 39 })?.expected,
    ).toBeNull();
  });

  it('begin at the earliest of two birth dates, and the ruler says that they are two', () => {
    const born = { raw: '', from: '2012-10-11', to: '2012-11-10', precision: 'range', approx: false, time: null } as const;
    const ruler = rulerOf({ label: 'M', born, expectedDate: null, gestationWeeks: null, birthDates: 2 });
    expect(ruler).toMatchObject({ born: dayNumber('2012-10-11'), bornBy: dayNumber('2012-11-10'), disputed: true });
  });

  it('at an event of a whole month go from the youngest to the oldest that the child can have been', () => {
    const exactly = { raw: '', from: '2013-01-10', to: '2013-01-10', precision: 'day', approx: false, time: null } as const;
    const either = { ...exactly, to: '2013-02-09', precision: 'range' } as const;
    const agesOf = (born: typeof exactly | typeof either) =>
      agesAt(event({ on: '2014-01-01', until: '2014-01-31' }), [{ label: 'M', born, expectedDate: null, gestationWeeks: null }]);
    expect(agesOf(exactly)).toEqual([{ label: 'M', age: '11 to 12 months' }]);
    expect(agesOf(either)).toEqual([{ label: 'M', age: '10 to 12 months' }]);
  });

  it('at an event are those of the children it is about', () => {
    expect(agesAt(event({ on: '2016-01-20', subjects: [], childrenAffected: ['B'] }), CHILDREN).map(({ label }) => label)).toEqual(['B']);
    expect(agesAt(event({ on: '2016-01-20', subjects: ['Mother'], childrenAffected: [] }), CHILDREN).map(({ label }) => label)).toEqual([
      'B',
      'S',
    ]);
  });
});

describe('what a picture says of itself', () => {
  it('is one sentence: how many, from whom, when, and the longest gap', () => {
    const events = [
      event({ id: '1', on: '2012-04-03', agency: 'gp' }),
      event({ id: '2', on: '2012-09-02', agency: 'police' }),
      event({ id: '3', on: '2012-09-20', agency: 'gp' }),
    ];
    expect(summarise(events, 3)).toBe('3 events from 2 agencies, April 2012 to September 2012; longest gap 151 days');
    expect(summarise(events.slice(0, 1), 3)).toBe('1 of 3 events from 1 agency, April 2012');
  });

  it('keeps apart what was not asked, not received, and not said', () => {
    const none = { agency: 'police', name: 'Police', asked: null, coverage: [], lastReceived: null, events: 0, attention: 0, toldIn: [] };
    expect(sayStanding(none)).toBe('not asked');
    expect(sayStanding({ ...none, asked: { on: '2026-11-03', by: null, promised: null } })).toBe('asked 3 November 2026, not received');
    expect(
      sayStanding({ ...none, asked: { on: '2026-11-03', by: null, promised: null }, toldIn: [{ file: 'conference.xlsx', events: 10 }] }),
    ).toBe('told in conference.xlsx; asked 3 November 2026, no file of its own yet');
    expect(sayStanding({ ...none, lastReceived: '2026-11-10T08:00:00Z' })).toBe('last received 10 November 2026');
    expect(sayCoverage([])).toBe('period covered: not said');
    expect(sayCoverage([{ from: '2012-01-01', to: null, complete: false }])).toBe('covers from 1 January 2012 (in part)');
  });
});
