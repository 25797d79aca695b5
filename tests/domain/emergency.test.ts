/** Opening a family in an emergency, as a state machine with a made-up clock: what can never be, whatever people do and when. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessAt, closed, escalated, type Opening, OUTCOMES, openedBy, reviewed, reviewingAt } from '../../src/domain/emergency.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-23T02:00:00.000Z');
const at = (ms: number): string => new Date(START + ms).toISOString();

type Step =
  | { readonly does: 'close' | 'escalate' | 'look' }
  | { readonly does: 'review'; readonly by: string; readonly outcome: (typeof OUTCOMES)[number] };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>({ does: 'close' }, { does: 'escalate' }, { does: 'look' }),
  fc.record({
    does: fc.constant('review' as const),
    by: fc.constantFrom('doctor', 'reviewer', 'chair'),
    outcome: fc.constantFrom(...OUTCOMES),
  }),
);

/** Often within the hour, sometimes days later. */
const waits = fc.oneof(fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 0, max: 80 * HOUR }));

describe('an opening in an emergency', () => {
  it('keeps its promises over any order of what people do, at any time', () => {
    const met = { closed: 0, ranOut: 0, escalated: 0, reviewed: 0, followUp: 0 };
    fc.assert(
      fc.property(fc.array(fc.tuple(step, waits), { maxLength: 12 }), (steps) => {
        let opening: Opening = openedBy('doctor', at(0));
        let clock = 0;
        let shut = false;
        for (const [{ does, ...rest }, waited] of steps) {
          clock += waited;
          const now = at(clock);
          const before = opening;
          if (does === 'close') opening = closed(opening, now) ?? opening;
          if (does === 'escalate') opening = escalated(opening, now) ?? opening;
          if (does === 'review') {
            const { by, outcome } = rest as { by: string; outcome: (typeof OUTCOMES)[number] };
            const after = reviewed(opening, by, outcome, now);
            expect(after === null).toBe(by === 'doctor');
            opening = after ?? opening;
          }
          // Never open for more than four hours, nor again once it was shut.
          const access = accessAt(opening, now);
          if (access === 'open') {
            expect(clock).toBeLessThan(4 * HOUR);
            expect(shut).toBe(false);
          } else shut = true;
          if (access === 'closed') met.closed += 1;
          if (access === 'ran-out') met.ranOut += 1;
          // Said to be late once, not before 72 hours, and never of one that somebody looked at.
          if (opening.escalatedAt !== before.escalatedAt) {
            expect(before.escalatedAt).toBeNull();
            expect(clock).toBeGreaterThanOrEqual(72 * HOUR);
            expect(opening.reviews).toEqual([]);
            met.escalated += 1;
          }
          // Until somebody looks it is waiting and then late; the latest look counts.
          const last = opening.reviews.at(-1)?.outcome;
          expect(reviewingAt(opening, now)).toBe(
            last === undefined ? (clock < 72 * HOUR ? 'waiting' : 'late') : last === 'follow-up' ? 'follow-up' : 'done',
          );
          if (last !== undefined) met.reviewed += 1;
          if (last === 'follow-up') met.followUp += 1;
        }
      }),
      { numRuns: 2000 },
    );
    for (const times of Object.values(met)) expect(times).toBeGreaterThan(50);
  });

  it('ends on the instant at which the four hours are over, and is late on the instant at which the 72 are', () => {
    const opening = openedBy('doctor', at(0));
    expect([4 * HOUR - 1, 4 * HOUR].map((ms) => accessAt(opening, at(ms)))).toEqual(['open', 'ran-out']);
    expect([72 * HOUR - 1, 72 * HOUR].map((ms) => reviewingAt(opening, at(ms)))).toEqual(['waiting', 'late']);
    expect(accessAt(opening, at(-1))).toBe('not-yet');
    expect(closed(opening, at(4 * HOUR))).toBeNull();
    expect(reviewed(opening, 'reviewer', 'proportionate', at(-1))).toBeNull();
    expect(escalated(opening, at(72 * HOUR - 1))).toBeNull();
  });
});
