/** Silences: the longest stretch of days that certainly hold nothing. */
import { describe, expect, it } from 'vitest';
import { mergeContributions } from '../../src/domain/chronology.ts';
import { contribution, OPTIONS, type Told } from './chronology-examples.ts';

const gapsOf = (events: readonly Told[]) => mergeContributions([contribution('gp', events)], OPTIONS).gaps;

describe('a silence', () => {
  it('is the longest stretch of days between an agency’s first and last event that hold none', () => {
    const gaps = gapsOf([
      { id: 'a', happened: '1 January 2014' },
      { id: 'b', happened: '5 January 2014' },
      { id: 'c', happened: '20 January 2014' },
      { id: 'd', happened: '22 January 2014' },
    ]);
    expect(gaps).toEqual([{ of: { agency: 'gp' }, from: '2014-01-06', to: '2014-01-19', days: 14, after: 'b', before: 'c' }]);
  });

  it('is shortened by an imprecise event, which may lie anywhere in its range', () => {
    const gaps = gapsOf([
      { id: 'a', happened: '1 January 2014' },
      { id: 'm', happened: 'March 2014' },
      { id: 'c', happened: '1 June 2014' },
    ]);
    expect(gaps).toMatchObject([{ from: '2014-04-01', to: '2014-05-31', days: 61, after: 'm', before: 'c' }]);
    expect(
      gapsOf([
        { id: 'a', happened: '1 January 2014' },
        { id: 'y', happened: '2014' },
        { id: 'c', happened: '1 June 2014' },
      ]),
    ).toEqual([]);
  });

  it('is not broken by author notes and nil returns', () => {
    const gaps = gapsOf([
      { id: 'a', happened: '1 January 2014' },
      { id: 'n', happened: '10 January 2014', kind: 'author-note' },
      { id: 'x', happened: '12 January 2014', kind: 'nil-return' },
      { id: 'c', happened: '20 January 2014' },
    ]);
    expect(gaps).toMatchObject([{ days: 18, after: 'a', before: 'c' }]);
  });

  it('is told for each child too, over what all agencies say of the child', () => {
    const gp = contribution('gp', [
      { id: 'a', happened: '1 January 2014', childrenAffected: ['B'] },
      { id: 'b', happened: '1 March 2014', childrenAffected: ['B'] },
    ]);
    const school = contribution('education', [{ id: 's', happened: '1 February 2014', subjects: ['b'] }]);
    const ofChild = mergeContributions([gp, school], OPTIONS).gaps.filter(({ of }) => 'child' in of);
    expect(ofChild).toEqual([{ of: { child: 'B' }, from: '2014-01-02', to: '2014-01-31', days: 30, after: 'a', before: 's' }]);
  });

  it('does not exist where there is one event, none, or no day without one', () => {
    expect(gapsOf([])).toEqual([]);
    expect(gapsOf([{ id: 'a', happened: '1 January 2014' }])).toEqual([]);
    expect(
      gapsOf([
        { id: 'a', happened: '1 January 2014' },
        { id: 'b', happened: '2 January 2014' },
      ]),
    ).toEqual([]);
    expect(
      gapsOf([
        { id: 'a', happened: 'Ongoing' },
        { id: 'b', happened: '2 January 2014' },
      ]),
    ).toEqual([]);
  });
});
