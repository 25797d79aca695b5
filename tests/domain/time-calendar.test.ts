import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  compareDates,
  dayNumber,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  isDay,
  orderEvidence,
  overlaps,
  readDate,
  readSerial,
  sayInterval,
  weekday,
} from '../../src/domain/time.ts';

const read = (raw: string) => readDate(raw, { order: 'day-first', today: '2026-11-23' }).date;

describe('whole days', () => {
  it('agree with the platform’s calendar on every day from 1 March 0000 to 9999', () => {
    const start = Date.UTC(2000, 0, 1) / 86_400_000;
    expect(dayNumber('2000-01-01')).toBe(start);
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (number) => {
        const day = fromDayNumber(number);
        expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(day)).toBe(number);
        expect(weekday(day)).toBe((new Date(number * 86_400_000).getUTCDay() + 6) % 7);
      }),
      { numRuns: 20_000, seed: 7 },
    );
  });

  it('know leap years', () => {
    expect([1900, 2000, 2015, 2016].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
    expect(isDay('2015-02-29')).toBe(false);
    expect(isDay('2016-02-29')).toBe(true);
    expect(isDay('2016-2-29')).toBe(false);
  });

  it('add and subtract', () => {
    expect(addDays('2016-02-28', 2)).toBe('2016-03-01');
    expect(addDays('2016-01-01', -1)).toBe('2015-12-31');
    expect(addMonths('2016-01-31', 1)).toBe('2016-02-29');
    expect(addMonths('2016-01-31', -2)).toBe('2015-11-30');
    expect(daysBetween('2013-04-12', '2013-04-21')).toBe(9);
    expect(sayInterval('2013-04-12', '2013-04-21')).toBe('9 days later');
    expect(sayInterval('2013-04-12', '2013-04-11')).toBe('1 day earlier');
    expect(sayInterval('2013-04-12', '2013-04-12')).toBe('the same day');
  });
});

describe('putting dates in order', () => {
  it('sorts by the earliest possible day, and what was not read comes last', () => {
    const dates = ['tbc', 'May 2016', '22/05/2016', 'April 2016', '2016', '31 June 2015'].map(read);
    expect(dates.toSorted(compareDates).map((date) => date.raw)).toEqual([
      '2016',
      'April 2016',
      'May 2016',
      '22/05/2016',
      'tbc',
      '31 June 2015',
    ]);
  });

  it('finds dates that may be the same day', () => {
    expect(overlaps(read('May 2016'), read('22/05/2016'))).toBe(true);
    expect(overlaps(read('21/05/2016'), read('22/05/2016'))).toBe(false);
    expect(overlaps(read('20/05/2016'), read('22/05/2016'), 2)).toBe(true);
    expect(overlaps(read('19/05/2016'), read('22/05/2016'), 2)).toBe(false);
    expect(overlaps(read('tbc'), read('22/05/2016'), 2)).toBe(false);
  });
});

describe('the order of day and month', () => {
  it('is day first when a day above 12 comes first, and one is cited', () => {
    const { order, because } = orderEvidence(['04/05/2016', '22/05/2016', 'May 2016', '17.11.13']);
    expect(order).toBe('day-first');
    expect(because).toContain('“22/05/2016”');
    expect(because).toContain('2 dates');
  });

  it('is month first when the file proves it', () => {
    const { order, because } = orderEvidence(['04/05/2016', '11/17/2013']);
    expect(order).toBe('month-first');
    expect(because).toContain('“11/17/2013”');
    expect(because).toContain('1 date in this file says so');
  });

  it('is day first when the file disagrees with itself, and both counts are said', () => {
    const { order, because } = orderEvidence(['11/17/2013', '22/05/2016', '23/05/2016']);
    expect(order).toBe('day-first');
    expect(because).toContain('2 dates such as “22/05/2016”');
    expect(because).toContain('1 date such as “11/17/2013”');
  });

  it('is day first by English practice when nothing proves it', () => {
    expect(orderEvidence(['04/05/2016'])).toEqual({
      order: 'day-first',
      because: 'No date in this file proves the order of day and month. English practice is day first.',
    });
    expect(orderEvidence([]).because).toContain('nothing hangs on the order');
  });

  it('takes no evidence from what is no date in numbers', () => {
    expect(orderEvidence(['2013-04-22', '14.30', '32/13/2013', '1/2/3/2013', '22 May 2016']).because).toContain(
      'nothing hangs on the order',
    );
  });
});

describe('dates that a spreadsheet stores as numbers', () => {
  it.each([
    [41376, '2013-04-12'],
    [42512, '2016-05-22'],
    [61, '1900-03-01'],
    [59, '1900-02-28'],
    [2, '1900-01-02'],
    [2958465, '9999-12-31'],
  ])('serial %d is %s', (serial, day) => {
    expect(readSerial(serial, 'shown')).toEqual({
      date: { raw: 'shown', from: day, to: day, precision: 'day', approx: false, time: null },
      notices: [],
    });
  });

  it('a fraction is a time to the nearest minute, and a whole number has none', () => {
    expect(readSerial(41376.90277777778, 'x').date).toMatchObject({ from: '2013-04-12', precision: 'minute', time: { from: '21:40' } });
    expect(readSerial(41376.5, 'x').date.time?.from).toBe('12:00');
    expect(readSerial(41376, 'x').date.time).toBeNull();
    expect(readSerial(41375.9999999999, 'x').date).toMatchObject({ from: '2013-04-12', precision: 'day', time: null });
  });

  it('Excel’s 29 February 1900 does not exist', () => {
    const { date, notices } = readSerial(60, 'x');
    expect(date).toMatchObject({ from: null, precision: 'invalid' });
    expect(notices.map((notice) => notice.code)).toEqual(['impossible-date']);
  });

  it('zero and one are what an empty cell becomes', () => {
    for (const serial of [0, 1, 0.5]) expect(readSerial(serial, 'x').notices.map((notice) => notice.code)).toEqual(['placeholder-date']);
    for (const serial of [-1, 2958466, Number.NaN, Number.POSITIVE_INFINITY])
      expect(readSerial(serial, 'x').notices.map((notice) => notice.code)).toEqual(['not-a-date']);
  });
});
