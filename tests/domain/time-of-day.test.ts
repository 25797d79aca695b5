import { describe, expect, it } from 'vitest';
import { readTime } from '../../src/domain/time.ts';

describe('reading a time of day', () => {
  it.each([
    ['14:30', '14:30'],
    ['14.30', '14:30'],
    ['14.30hrs', '14:30'],
    ['14:30 hours', '14:30'],
    ['1430', '14:30'],
    ['1430hrs', '14:30'],
    ['0930', '09:30'],
    ['09:30:15', '09:30'],
    ['14h30', '14:30'],
    ['2:30pm', '14:30'],
    ['2.30 pm', '14:30'],
    ['2.30 p.m.', '14:30'],
    ['3pm', '15:00'],
    ['11 AM', '11:00'],
    ['12:30am', '00:30'],
    ['12pm', '12:00'],
    ['12:05 pm', '12:05'],
    ['noon', '12:00'],
    ['Midday', '12:00'],
    ['at 14:30', '14:30'],
    ['@ 14:30', '14:30'],
    ['14:30pm', '14:30'],
    ['00:05', '00:05'],
  ])('“%s” is %s', (text, from) => {
    expect(readTime(text)).toEqual({ time: { raw: text, from, to: null, approx: false, partOfDay: null }, notices: [] });
  });

  it.each([
    ['approx 2.30pm', '14:30'],
    ['c. 14:30', '14:30'],
    ['about 3pm', '15:00'],
    ['14:30?', '14:30'],
    ['?14:30', '14:30'],
    ['14.30 approx', '14:30'],
  ])('“%s” is about %s', (text, from) => {
    expect(readTime(text).time).toEqual({ raw: text, from, to: null, approx: true, partOfDay: null });
  });

  it.each([
    ['23.55-01.20', '23:55', '01:20'],
    ['14:30 – 15:45', '14:30', '15:45'],
    ['2-3pm', '14:00', '15:00'],
    ['11-1pm', '11:00', '13:00'],
    ['9-10am', '09:00', '10:00'],
    ['between 2pm and 3pm', '14:00', '15:00'],
    ['from 14:00 to 15:00', '14:00', '15:00'],
    ['11.30am - 1pm', '11:30', '13:00'],
  ])('“%s” runs from %s to %s', (text, from, to) => {
    expect(readTime(text)).toEqual({ time: { raw: text, from, to, approx: false, partOfDay: null }, notices: [] });
  });

  it.each([
    ['am', 'morning'],
    ['a.m.', 'morning'],
    ['pm', 'afternoon'],
    ['early hours', 'early-hours'],
    ['in the early hours', 'early-hours'],
    ['morning', 'morning'],
    ['late evening', 'evening'],
    ['overnight', 'overnight'],
    ['night', 'night'],
  ])('“%s” is a part of the day and no clock time', (text, partOfDay) => {
    expect(readTime(text)).toEqual({ time: { raw: text, from: null, to: null, approx: false, partOfDay }, notices: [] });
  });

  it('a blank cell has no time and nothing to say', () => {
    expect(readTime('')).toEqual({ time: null, notices: [] });
    expect(readTime(' \u00a0 ')).toEqual({ time: null, notices: [] });
  });

  it.each([
    ['00:00', 'midnight-not-a-time'],
    ['00.00', 'midnight-not-a-time'],
    ['0000', 'midnight-not-a-time'],
    ['00:00:00', 'midnight-not-a-time'],
    ['24:00', 'ask-24-00'],
    ['2400', 'ask-24-00'],
    ['25:00', 'impossible-time'],
    ['14:60', 'impossible-time'],
    ['14:30am', 'impossible-time'],
    ['0:30pm', 'impossible-time'],
    ['12am', 'twelve-am'],
    ['?', 'time-not-known'],
    ['n/k', 'time-not-known'],
    ['tbc', 'time-not-known'],
    ['3', 'unread-time'],
    ['3-4', 'unread-time'],
    ['after 3pm', 'unread-time'],
    ['before 9am', 'unread-time'],
    ['930', 'unread-time'],
    ['14:3', 'unread-time'],
    ['12/04/2013', 'unread-time'],
    ['10.11.12', 'unread-time'],
    ['various', 'unread-time'],
  ])('“%s” makes no time, and the notice is %s', (text, code) => {
    const { time, notices } = readTime(text);
    expect(time).toBeNull();
    expect(notices.map((notice) => notice.code)).toEqual([code]);
  });

  it('midnight in words is kept, with a notice that it may belong to either day', () => {
    const { time, notices } = readTime('midnight');
    expect(time).toEqual({ raw: 'midnight', from: '00:00', to: null, approx: false, partOfDay: null });
    expect(notices.map((notice) => notice.code)).toEqual(['midnight-which-day']);
  });

  it('an hour that may be morning or afternoon is read by the 24-hour clock, and says so', () => {
    const { time, notices } = readTime('2.30');
    expect(time?.from).toBe('02:30');
    expect(notices.map((notice) => notice.code)).toEqual(['am-or-pm']);
    expect(readTime('9.30').notices).toEqual([]);
  });
});
