import { describe, expect, it } from 'vitest';
import { ageOn, readDate } from '../../src/domain/time.ts';

const born = (raw: string) => readDate(raw, { order: 'day-first', today: '2026-11-23' }).date;

describe('the age of a child', () => {
  it.each([
    ['14/08/2015', '2015-08-14', 'born that day'],
    ['14/08/2015', '2015-08-15', '1 day'],
    ['14/08/2015', '2015-08-27', '13 days'],
    ['14/08/2015', '2015-08-28', '2 weeks'],
    ['14/08/2015', '2015-11-05', '11 weeks'],
    ['14/08/2015', '2015-11-14', '3 months'],
    ['14/08/2015', '2016-02-13', '5 months'],
    ['14/08/2015', '2016-02-14', '6 months'],
    ['14/08/2015', '2017-08-13', '23 months'],
    ['14/08/2015', '2017-08-14', '2 years'],
    ['29/02/2016', '2019-02-28', '3 years'],
    ['31/08/2015', '2016-02-29', '6 months'],
  ])('born %s is on %s: %s', (raw, on, age) => {
    expect(ageOn(born(raw), null, null, on)).toEqual({ age, corrected: null });
  });

  it.each([
    ['October 2011', '2013-04-12', 'about 18 months'],
    ['2011', '2015-06-01', '3 or 4 years'],
    ['c. 2011', '2015-06-01', 'about 4 years'],
    ['Summer 2011', '2013-01-15', 'about 18 months'],
    ['2011', '2012-06-01', 'between 5 and 17 months'],
    ['2007/08', '2015-06-01', 'about 7 years'],
    ['May 2016', '2016-05-10', 'unborn or just born'],
  ])('with the birth date “%s” is on %s: %s', (raw, on, age) => {
    expect(ageOn(born(raw), null, null, on).age).toBe(age);
  });

  it('says both ages when two birth dates are given', () => {
    const either = { raw: '', from: '2012-10-11', to: '2012-11-10', precision: 'range', approx: false, time: null } as const;
    expect(ageOn(either, null, null, '2013-03-20').age).toBe('4 or 5 months');
    expect(ageOn(either, null, null, '2013-03-10').age).toBe('4 months');
    expect(ageOn(either, null, null, '2026-10-23').age).toBe('13 or 14 years');
    expect(ageOn(either, null, null, '2012-10-20').age).toBe('unborn or just born');
  });

  it('is not known when the birth date was not read', () => {
    expect(ageOn(born('tbc'), null, null, '2016-01-01')).toEqual({ age: 'age not known', corrected: null });
  });
});

describe('the corrected age of a baby born early', () => {
  it('at six months, of a baby born 14 weeks early, is about 12 weeks', () => {
    expect(ageOn(born('20/08/2015'), null, 26, '2016-02-20')).toEqual({ age: '6 months', corrected: 'about 12 weeks corrected' });
    expect(ageOn(born('20/08/2015'), '2015-11-26', null, '2016-02-20')).toEqual({ age: '6 months', corrected: 'about 12 weeks corrected' });
  });

  it('says how far away the expected date still is', () => {
    expect(ageOn(born('20/08/2015'), null, 26, '2015-10-01')).toEqual({ age: '6 weeks', corrected: '8 weeks before the expected date' });
    expect(ageOn(born('20/08/2015'), '2015-11-26', null, '2015-11-26').corrected).toBe('at the expected date, corrected');
  });

  it('ends at two years, and is not used from 37 weeks on', () => {
    expect(ageOn(born('20/08/2015'), null, 26, '2017-08-19').corrected).toBe('about 20 months corrected');
    expect(ageOn(born('20/08/2015'), null, 26, '2017-08-20').corrected).toBeNull();
    expect(ageOn(born('20/08/2015'), null, 37, '2016-02-20').corrected).toBeNull();
    expect(ageOn(born('20/08/2015'), null, 36, '2016-02-20').corrected).toBe('about 22 weeks corrected');
  });

  it('cannot be told when the expected date and the weeks contradict each other', () => {
    const { age, corrected } = ageOn(born('20/08/2015'), '2015-09-10', 26, '2016-02-20');
    expect(age).toBe('6 months');
    expect(corrected).toContain('cannot be told');
    expect(ageOn(born('20/08/2015'), '2017-01-01', null, '2016-02-20').corrected).toContain('cannot be told');
  });

  it('cannot be told when the birth date is not exact', () => {
    expect(ageOn(born('August 2015'), null, 26, '2016-02-20').corrected).toContain('cannot be told');
  });
});

describe('a child who is not yet born', () => {
  it('has the week of the pregnancy when the expected day is known', () => {
    expect(ageOn(born('20/08/2015'), '2015-11-26', 26, '2015-08-06')).toEqual({ age: 'unborn, 24 weeks of pregnancy', corrected: null });
    expect(ageOn(born('20/08/2015'), null, 26, '2015-08-06')).toEqual({ age: 'unborn, 24 weeks of pregnancy', corrected: null });
    expect(ageOn(born(''), '2015-11-26', null, '2015-08-06')).toEqual({ age: 'unborn, 24 weeks of pregnancy', corrected: null });
  });

  it('is just unborn when it is not, and before the pregnancy it says so', () => {
    expect(ageOn(born('20/08/2015'), null, null, '2015-08-06').age).toBe('unborn');
    expect(ageOn(born('20/08/2015'), null, null, '2014-10-20').age).toBe('unborn');
    expect(ageOn(born('20/08/2015'), null, null, '2014-10-01').age).toBe('before the pregnancy');
    expect(ageOn(born('c. August 2015'), null, null, '2014-10-01').age).toBe('unborn');
    expect(ageOn(born('20/08/2015'), '2015-11-26', null, '2013-04-12').age).toBe('before the pregnancy');
  });
});
