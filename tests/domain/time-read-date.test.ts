import { describe, expect, it } from 'vitest';
import { readDate, sayDate } from '../../src/domain/time.ts';

const options = { order: 'day-first', today: '2026-11-23' } as const;

/** Every layout that the guide to chronologies lists, and near relations: text, first day, last day, precision, what else is said. */
const READ: readonly (readonly [text: string, from: string, to: string, precision: string, codes?: string])[] = [
  ['22.05.16', '2016-05-22', '2016-05-22', 'day'],
  ['22-may-16', '2016-05-22', '2016-05-22', 'day'],
  ['22/05/2016', '2016-05-22', '2016-05-22', 'day'],
  ['22.05/16', '2016-05-22', '2016-05-22', 'day'],
  ['22 may 2016', '2016-05-22', '2016-05-22', 'day'],
  ['22nd May 2016', '2016-05-22', '2016-05-22', 'day'],
  ['3 rd June 2015', '2015-06-03', '2015-06-03', 'day'],
  ['3rd of June, 2015', '2015-06-03', '2015-06-03', 'day'],
  ['Sunday 22 May 2016', '2016-05-22', '2016-05-22', 'day'],
  ['22 May 2016 (Sun)', '2016-05-22', '2016-05-22', 'day'],
  ['Monday 22 May 2016', '2016-05-22', '2016-05-22', 'day', 'weekday-disagrees'],
  ['17-Nov-13', '2013-11-17', '2013-11-17', 'day'],
  ['17Nov2013', '2013-11-17', '2013-11-17', 'day'],
  ['November 17, 2013', '2013-11-17', '2013-11-17', 'day'],
  ['2013-04-12', '2013-04-12', '2013-04-12', 'day'],
  ['2013/4/12', '2013-04-12', '2013-04-12', 'day'],
  ['20130412', '2013-04-12', '2013-04-12', 'day'],
  ['22 / 05 / 2016', '2016-05-22', '2016-05-22', 'day'],
  ['22 05 2016', '2016-05-22', '2016-05-22', 'day'],
  ['22.05.2016.', '2016-05-22', '2016-05-22', 'day'],
  ['22\u00a0May\u00a02016', '2016-05-22', '2016-05-22', 'day'],
  ['22.05.0100', '0100-05-22', '0100-05-22', 'day', 'unlikely-year'],
  ['29/02/2016', '2016-02-29', '2016-02-29', 'day'],
  ['12th Febuary 2015', '2015-02-12', '2015-02-12', 'day', 'misspelt-month'],
  ['4 Septembre 2015', '2015-09-04', '2015-09-04', 'day', 'misspelt-month'],
  ['?/01/2014', '2014-01-01', '2014-01-31', 'month', 'day-not-known'],
  ['??/01/2014', '2014-01-01', '2014-01-31', 'month', 'day-not-known'],
  ['xx/01/2014', '2014-01-01', '2014-01-31', 'month', 'day-not-known'],
  ['00/01/2014', '2014-01-01', '2014-01-31', 'month', 'day-not-known'],
  ['?/?/2014', '2014-01-01', '2014-12-31', 'year', 'month-not-known'],
  ['May 2016', '2016-05-01', '2016-05-31', 'month'],
  ['05/2016', '2016-05-01', '2016-05-31', 'month'],
  ['2016-05', '2016-05-01', '2016-05-31', 'month'],
  ['May ’16', '2016-05-01', '2016-05-31', 'month'],
  ['2016', '2016-01-01', '2016-12-31', 'year'],
  ['Spring 2015', '2015-03-01', '2015-05-31', 'season', 'season-in-months'],
  ['Summer 2012', '2012-06-01', '2012-08-31', 'season', 'season-in-months'],
  ['Autumn 2012', '2012-09-01', '2012-11-30', 'season', 'season-in-months'],
  ['Winter 2012', '2012-12-01', '2013-02-28', 'season', 'which-winter'],
  ['Winter 2015/16', '2015-12-01', '2016-02-29', 'season', 'season-in-months'],
  ['early 2015', '2015-01-01', '2015-04-30', 'range', 'part-of-period'],
  ['mid-2015', '2015-04-01', '2015-09-30', 'range', 'part-of-period'],
  ['late 2015', '2015-09-01', '2015-12-31', 'range', 'part-of-period'],
  ['early May 2015', '2015-05-01', '2015-05-12', 'range', 'part-of-period'],
  ['mid May 2015', '2015-05-09', '2015-05-22', 'range', 'part-of-period'],
  ['end of February 2016', '2016-02-19', '2016-02-29', 'range', 'part-of-period'],
  ['w/c 23.11.15', '2015-11-23', '2015-11-29', 'week'],
  ['W/C 23rd November 2015', '2015-11-23', '2015-11-29', 'week'],
  ['week commencing 24.11.15', '2015-11-24', '2015-11-30', 'week', 'week-not-from-monday'],
  ['wk of 23.11.15', '2015-11-23', '2015-11-29', 'week'],
  ['week of 25/11/2015', '2015-11-23', '2015-12-01', 'week', 'week-not-from-monday'],
  ['week ending 29.11.15', '2015-11-23', '2015-11-29', 'week'],
  ['03–17.11.13', '2013-11-03', '2013-11-17', 'range'],
  ['3 - 17 November 2013', '2013-11-03', '2013-11-17', 'range'],
  ['Nov 3 - 17, 2013', '2013-11-03', '2013-11-17', 'range'],
  ['Aug – Oct 2015', '2015-08-01', '2015-10-31', 'range'],
  ['Nov – Feb 2016', '2015-11-01', '2016-02-29', 'range', 'year-before'],
  ['12/04/2013 - 15/04/2013', '2013-04-12', '2013-04-15', 'range'],
  ['12/04/2013-15/04/2013', '2013-04-12', '2013-04-15', 'range'],
  ['12.04 – 15.04.2013', '2013-04-12', '2013-04-15', 'range'],
  ['from 12/04/2013 to 15/04/2013', '2013-04-12', '2013-04-15', 'range'],
  ['between 12/04/2013 and 15/04/2013', '2013-04-12', '2013-04-15', 'range'],
  ['28 Feb – 3 Mar 2016', '2016-02-28', '2016-03-03', 'range'],
  ['29th January 2013 until 9th October 2014', '2013-01-29', '2014-10-09', 'range'],
  ['2013–2015', '2013-01-01', '2015-12-31', 'range'],
  ['2007/08', '2007-04-01', '2008-08-31', 'range', 'school-or-financial-year'],
  ['academic year 2007/08', '2007-09-01', '2008-08-31', 'range'],
  ['financial year 2007/08', '2007-04-01', '2008-03-31', 'range'],
  ['Autumn term 2014', '2014-09-01', '2014-12-31', 'term'],
  ['Spring term 2014/15', '2015-01-01', '2015-04-30', 'term'],
  ['summer term 2015', '2015-04-01', '2015-07-31', 'term'],
  ['Q1 2015', '2015-01-01', '2015-03-31', 'quarter', 'quarter-of-calendar-year'],
  ['Q3 2015/16', '2015-10-01', '2015-12-31', 'quarter'],
  ['the 1990s', '1990-01-01', '1999-12-31', 'range'],
  ['since May 2015', '2015-05-01', '2015-05-31', 'month', 'open-ended'],
  ['12/04/2013 – ongoing', '2013-04-12', '2013-04-12', 'day', 'open-ended'],
  ['22 or 23 May 2016', '2016-05-22', '2016-05-23', 'range', 'either-date'],
  ['23/11/15 – 29/11', '2015-11-23', '2015-11-29', 'range'],
  ['12/04/2013 until 15/04/2013 inclusive', '2013-04-12', '2013-04-15', 'range'],
  ['Spring–Summer 2012', '2012-03-01', '2012-08-31', 'range', 'season-in-months,season-in-months'],
  ['w/c 23.11.15 – 30.11.15', '2015-11-23', '2015-12-06', 'range'],
  ['12/04/2013 (time not known)', '2013-04-12', '2013-04-12', 'day', 'time-not-known'],
];

const APPROXIMATE: readonly (readonly [text: string, from: string, to: string, precision: string, codes?: string])[] = [
  ['?22 may 2016', '2016-05-22', '2016-05-22', 'day', 'uncertain-date'],
  ['22 may 2016?', '2016-05-22', '2016-05-22', 'day', 'uncertain-date'],
  ['c. May 2013', '2013-05-01', '2013-05-31', 'month'],
  ['circa May 2013', '2013-05-01', '2013-05-31', 'month'],
  ['about May 2013', '2013-05-01', '2013-05-31', 'month'],
  ['approx. 12/04/13', '2013-04-12', '2013-04-12', 'day'],
  ['around 2013', '2013-01-01', '2013-12-31', 'year'],
  ['probably 22 may 2016', '2016-05-22', '2016-05-22', 'day', 'other-words'],
  ['May 2013 (exact date unknown)', '2013-05-01', '2013-05-31', 'month', 'uncertain-date'],
  ['3–17.11.13 (date uncertain)', '2013-11-03', '2013-11-17', 'range', 'uncertain-date'],
  ['1st week of May 2016', '2016-05-01', '2016-05-31', 'month', 'week-of-month'],
];

/** Text from which no date may be made, and the notice that says why. */
const NOT_READ: readonly (readonly [text: string, code: string])[] = [
  ['', 'no-date'],
  ['  \n ', 'no-date'],
  ['Ongoing', 'not-a-date'],
  ['tbc', 'not-a-date'],
  ['Immediate', 'not-a-date'],
  ['n/k', 'not-a-date'],
  ['?', 'not-a-date'],
  ['-', 'not-a-date'],
  ['01/01/1900', 'placeholder-date'],
  ['1900-01-01', 'placeholder-date'],
  ['30/12/1899', 'placeholder-date'],
  ['1900-01-01 00:00:00', 'placeholder-date'],
  ['22 May', 'no-year'],
  ['22/05', 'no-year'],
  ['May', 'no-year'],
  ['Nov-13', 'no-year'],
  ['May 16', 'no-year'],
  ['w/c 23/11', 'no-year'],
  ['22 May at 14:30', 'no-year'],
  ['22 May 1430', 'no-year'],
  ['16.2 1430', 'no-year'],
  ['Sunday', 'no-date'],
  ['Autumn term', 'no-year'],
  ['Summer', 'no-year'],
  ['00/00/0000', 'placeholder-date'],
  ['1430', 'unread-date'],
  ['END OF CHRONOLOGY', 'unread-date'],
  ['after 22/05/2016', 'unread-date'],
  ['before May 2016', 'unread-date'],
  ['not 22/05/2016', 'unread-date'],
  ['age 5', 'unread-date'],
  ['3 4 12', 'unread-date'],
  ['22/05/201', 'unread-date'],
  ['22/05/20166', 'unread-date'],
  ['2/2/2/2', 'unread-date'],
  ['17.11.13 - 03.11.13', 'range-backwards'],
  ['Christmas 2014', 'unread-date'],
  ['2 and 2015', 'unread-date'],
  ['31 & 2015', 'unread-date'],
  ['2015 termongoing', 'unread-date'],
  ['12 ? 00', 'unread-date'],
  ['2015 x 12', 'unread-date'],
  ['Sunday 2015', 'unread-date'],
];

describe('reading a date', () => {
  for (const [text, from, to, precision, codes = ''] of READ) {
    it(`reads “${text}”`, () => {
      const { date, notices } = readDate(text, options);
      expect(date).toEqual({ raw: text, from, to, precision, approx: codes === 'part-of-period' || codes === 'either-date', time: null });
      expect(notices.map((notice) => notice.code).join()).toBe(codes);
    });
  }
  for (const [text, from, to, precision, codes = ''] of APPROXIMATE) {
    it(`reads “${text}” as approximate`, () => {
      const { date, notices } = readDate(text, options);
      expect(date).toEqual({ raw: text, from, to, precision, approx: true, time: null });
      expect(notices.map((notice) => notice.code).join()).toBe(codes);
    });
  }
  for (const [text, code] of NOT_READ) {
    it(`makes no date of “${text.trim()}” and says why`, () => {
      const { date, notices } = readDate(text, options);
      expect(date).toEqual({ raw: text, from: null, to: null, precision: 'none', approx: false, time: null });
      expect(notices.map((notice) => notice.code)).toEqual([code]);
    });
  }
});

describe('days that do not exist', () => {
  it.each([
    ['31 June 2015', '31 June 2015 does not exist. The row is kept without a date.'],
    ['29 February 2015', '29 February 2015 does not exist. The row is kept without a date.'],
    ['29/02/2015', '29 February 2015 does not exist. The row is kept without a date.'],
    ['Sunday 31/06/15', '31 June 2015 does not exist. The row is kept without a date.'],
    ['2015-02-29', '29 February 2015 does not exist. The row is kept without a date.'],
    ['29/02/2015 at 14:30', '29 February 2015 does not exist. The row is kept without a date.'],
    ['w/c 31.06.15', '31 June 2015 does not exist. The row is kept without a date.'],
    ['28 May – 31 June 2015', '31 June 2015 does not exist. The row is kept without a date.'],
  ])('%s is kept as text and refused in plain words', (text, says) => {
    const { date, notices } = readDate(text, options);
    expect(date).toEqual({ raw: text, from: null, to: null, precision: 'invalid', approx: false, time: null });
    expect(notices).toEqual([{ code: 'impossible-date', says }]);
  });

  it('a thirteenth month is refused, and the notice says what the other order would give', () => {
    const { date, notices } = readDate('11/17/2013', options);
    expect(date.precision).toBe('invalid');
    expect(notices[0]?.says).toContain('17 November 2013');
  });
});

describe('day and month in the order that the file proves', () => {
  it('reads the month first when the file is month first', () => {
    const monthFirst = { ...options, order: 'month-first' } as const;
    expect(readDate('11/17/2013', monthFirst).date.from).toBe('2013-11-17');
    expect(readDate('04/12/13', monthFirst).date.from).toBe('2013-04-12');
    expect(readDate('2013-04-12', monthFirst).date.from).toBe('2013-04-12');
    expect(readDate('4th 12 2013', monthFirst).date.from).toBe('2013-12-04');
    expect(readDate('?/17/2013', monthFirst).date).toMatchObject({ from: '2013-01-01', to: '2013-12-31' });
  });
});

describe('the century of a two-digit year', () => {
  it('is this one up to next year and the last one after that', () => {
    expect(readDate('01.02.00', options).date.from).toBe('2000-02-01');
    expect(readDate('01.02.27', options).date.from).toBe('2027-02-01');
    expect(readDate('01.02.28', options).date.from).toBe('1928-02-01');
    expect(readDate('01.02.99', options).date.from).toBe('1999-02-01');
    expect(readDate('01.02.28', { ...options, today: '2027-01-01' }).date.from).toBe('2028-02-01');
  });
});

describe('a time in the date cell', () => {
  it.each([
    ['12/04/2013 21:40', '21:40'],
    ['12.4.13 at 9.30pm', '21:30'],
    ['12 April 2013, 21.40hrs', '21:40'],
    ['12/04/2013 2140', '21:40'],
    ['2013-04-12T21:40', '21:40'],
    ['2013-04-12T21:40:00', '21:40'],
    ['2013-04-12 21:40:09.123', '21:40'],
    ['9.30pm on 12/4/13', '21:30'],
    ['12/04/2013 - 21:40', '21:40'],
  ])('is read from “%s”', (text, from) => {
    const { date } = readDate(text, options);
    expect(date).toMatchObject({ from: '2013-04-12', to: '2013-04-12', precision: 'minute', time: { from } });
  });

  it.each(['2013-04-12 00:00:00', '12/04/2013 00:00', '2013-04-12T00:00'])('is not made of the 00:00 in “%s”', (text) => {
    const { date, notices } = readDate(text, options);
    expect(date).toMatchObject({ from: '2013-04-12', precision: 'day', time: null });
    expect(notices.map((notice) => notice.code)).toEqual(['midnight-not-a-time']);
  });

  it('keeps a part of the day, an uncertain time and a range over midnight as they are', () => {
    expect(readDate('12/04/2013 (am)', options).date).toMatchObject({ precision: 'day', time: { from: null, partOfDay: 'morning' } });
    expect(readDate('12/04/2013 approx 2.30pm', options).date).toMatchObject({ precision: 'day', time: { from: '14:30', approx: true } });
    expect(readDate('12/04/2013 23.55-01.20', options).date).toMatchObject({ precision: 'minute', time: { from: '23:55', to: '01:20' } });
    expect(readDate('12/04/2013 23:30 – 13/04/2013 01:20', options).date).toMatchObject({
      from: '2013-04-12',
      to: '2013-04-13',
      precision: 'range',
      time: { from: '23:30', to: '01:20' },
    });
  });

  it('is refused when it cannot be, and the day stays', () => {
    const { date, notices } = readDate('12/04/2013 25:00', options);
    expect(date).toMatchObject({ from: '2013-04-12', precision: 'day', time: null });
    expect(notices.map((notice) => notice.code)).toEqual(['impossible-time']);
  });
});

describe('two dates in one cell', () => {
  it.each([
    '22/05/2016 and 25/05/2016',
    '22/05/2016 & 25/05/2016',
    '22/05/16\n25/05/16',
    '22/05/16; 25/05/16',
    '22/05/16, 25/05/16',
    '22 and 25 May 2016',
    '22nd/25th May 2016',
    '22.05.16 / 25.05.16',
  ])('“%s” is kept as a range and a split is offered', (text) => {
    const { date, notices, split } = readDate(text, options);
    expect(date).toMatchObject({ raw: text, from: '2016-05-22', to: '2016-05-25', precision: 'range', time: null });
    expect(split?.map((part) => [part.from, part.to, part.precision])).toEqual([
      ['2016-05-22', '2016-05-22', 'day'],
      ['2016-05-25', '2016-05-25', 'day'],
    ]);
    expect(notices.map((notice) => notice.code)).toEqual(['two-dates']);
  });

  it('a bare day beside a week may be a week too', () => {
    expect(readDate('w/c 23.11.15 and 30.11.15', options).date).toMatchObject({ from: '2015-11-23', to: '2015-12-06' });
  });

  it('offers three when there are three', () => {
    expect(readDate('1, 5 and 9 May 2016', options).split).toHaveLength(3);
  });
});

describe('the strict reading', () => {
  it.each(['22 may 2016?', 'probably 22 may 2016', '22/05/2016 and 25/05/2016', '22 or 23 May 2016'])(
    'refuses “%s” as Chronolator does',
    (text) => {
      const { date, notices, split } = readDate(text, { ...options, strict: true });
      expect(date).toEqual({ raw: text, from: null, to: null, precision: 'none', approx: false, time: null });
      expect(notices.map((notice) => notice.code)).toEqual(['refused-in-strict']);
      expect(split).toBeUndefined();
    },
  );

  it.each(['?22 may 2016', 'c. May 2013', 'w/c 23.11.15', '03–17.11.13', 'Summer 2012', '12/04/2013 21:40'])('still reads “%s”', (text) => {
    expect(readDate(text, { ...options, strict: true })).toEqual(readDate(text, options));
  });
});

describe('saying a date', () => {
  it.each([
    ['12/04/2013', '12 April 2013'],
    ['12/04/2013 21:40', '12 April 2013 at 9:40pm'],
    ['12/04/2013 09:00', '12 April 2013 at 9am'],
    ['12/04/2013 approx 2.30pm', '12 April 2013 at about 2:30pm'],
    ['12/04/2013 23.55-01.20', '12 April 2013 from 11:55pm to 1:20am (the next day)'],
    ['12/04/2013 early hours', '12 April 2013 in the early hours'],
    ['12/04/2013 pm', '12 April 2013 after midday'],
    ['12/04/2013 midnight', '12 April 2013 at midnight'],
    ['12/04/2013 noon', '12 April 2013 at midday'],
    ['April 2013', 'April 2013 (day not recorded)'],
    ['2013', '2013 (month not recorded)'],
    ['c. May 2013', 'about May 2013'],
    ['about 2013', 'about 2013'],
    ['w/c 23.11.15', 'week of 23 November 2015'],
    ['week commencing 24.11.15', 'week from 24 to 30 November 2015'],
    ['Aug – Oct 2015', 'August to October 2015'],
    ['Nov 2015 – Feb 2016', 'November 2015 to February 2016'],
    ['03–17.11.13', '3 to 17 November 2013'],
    ['28 Feb – 3 Mar 2016', '28 February to 3 March 2016'],
    ['31/12/15 – 02/01/16', '31 December 2015 to 2 January 2016'],
    ['2013–2015', '2013 to 2015'],
    ['Summer 2012', 'summer 2012 (June to August 2012)'],
    ['Autumn term 2014', 'autumn term 2014'],
    ['Q1 2015', 'January to March 2015'],
    ['31 June 2015', '“31 June 2015” (not a real date)'],
    ['Ongoing', '“Ongoing” (no date could be read)'],
    ['', 'date not recorded'],
  ])('“%s” is said as “%s”', (text, says) => {
    expect(sayDate(readDate(text, options).date)).toBe(says);
  });
});
