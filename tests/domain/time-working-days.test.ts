import { describe, expect, it } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../../src/domain/time.ts';

describe('working days', () => {
  it.each([
    ['the national panel is told on the fifth working day', '2016-03-02', 5, '2016-03-09'],
    ['a rapid review counted from the notification crosses Easter', '2016-03-09', 15, '2016-04-01'],
    ['a rapid review counted from becoming aware', '2016-03-02', 15, '2016-03-23'],
    ['an initial conference after a strategy discussion before Easter 2026', '2026-03-26', 15, '2026-04-20'],
    ['a first core group over Christmas 2025', '2025-12-22', 10, '2026-01-08'],
    ['a referral decision over Easter 2026', '2026-04-02', 1, '2026-04-07'],
    ['an assessment of 45 working days', '2026-03-02', 45, '2026-05-07'],
    ['a start on a Saturday before a bank holiday', '2026-05-02', 5, '2026-05-11'],
  ])('%s: %s and %d more is %s', (_, start, days, end) => {
    expect(addWorkingDays(start, days)).toEqual({ day: end, notices: [] });
    expect(workingDaysBetween(start, end)).toBe(days);
    expect(workingDaysBetween(end, start)).toBe(-days);
  });

  it('a strategy discussion in 1970 is counted, with a notice that bank holidays are not known then', () => {
    const { day, notices } = addWorkingDays('1970-06-02', 15);
    expect(day).toBe('1970-06-23');
    expect(notices.map((notice) => notice.code)).toEqual(['bank-holidays-not-known']);
  });

  it('past the last year of bank holidays a notice says so', () => {
    expect(addWorkingDays('2028-12-29', 1).notices.map((notice) => notice.code)).toEqual(['bank-holidays-not-known']);
    expect(addWorkingDays('2028-12-20', 1).notices).toEqual([]);
  });

  it('count back, and none leaves the day as it is', () => {
    expect(addWorkingDays('2026-05-11', -5).day).toBe('2026-05-01');
    expect(addWorkingDays('2026-05-02', 0)).toEqual({ day: '2026-05-02', notices: [] });
  });

  it('leave out weekends and bank holidays', () => {
    expect(isWorkingDay('2026-12-25')).toBe(false);
    expect(isWorkingDay('2026-12-28')).toBe(false);
    expect(isWorkingDay('2026-12-29')).toBe(true);
    expect(isWorkingDay('2026-11-21')).toBe(false);
    expect(isWorkingDay('2026-11-23')).toBe(true);
  });
});
