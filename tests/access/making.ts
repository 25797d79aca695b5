/** What invented worlds are made with: chance by a seed, their sizes and the words they are drawn from. */
import type { World } from './world.ts';

export type Size = { readonly practitioners: number; readonly families: number; readonly contributions: number; readonly events: number };
export const SMALL: Size = { practitioners: 12, families: 6, contributions: 3, events: 5 };
/** Small enough to ask a thousand times, and rich enough that every clause matters. */
export const MIDDLE: Size = { practitioners: 24, families: 9, contributions: 3, events: 6 };
export const LARGE: Size = { practitioners: 40, families: 36, contributions: 4, events: 60 };

export const PARTNERSHIPS = ['p1'.padEnd(32, '0'), 'p2'.padEnd(32, '0')] as const;
export const AGENCIES = ['police', 'school', 'gp', 'hospital', 'partnership'] as const;
export const ROLES = [
  'practitioner',
  'practitioner',
  'emergency-practitioner',
  'emergency-practitioner',
  'business-manager',
  'reviewer',
  'administrator',
  'visitor',
];
export const PURPOSES = ['safeguarding', 'gathering', 'review'] as const;
export const PURPOSE_OF: Readonly<Record<string, (typeof PURPOSES)[number]>> = { 'business-manager': 'gathering', reviewer: 'review' };
export const DAY = 86_400_000;

/** Everything that a part of a world is made with. `ago` is an instant so many days before `now`; negative is to come. */
export type Making = ReturnType<typeof chance> & {
  readonly now: number;
  readonly size: Size;
  readonly world: World;
  readonly ago: (days: number) => string;
  /** Some instant of the last year, or with a small chance one to come. */
  readonly sometime: () => string;
  readonly practitioner: () => string;
};

/** Rows hold more columns than the policy speaks of. */
export const row = <Row extends object>(columns: Row): Row => columns;

/** Chance by a seed (mulberry32), so that a world that shows a fault can be made again. */
export function chance(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    often: (share: number): boolean => next() < share,
    one: <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item,
    /** 32 hexadecimal digits. */
    id: (): string =>
      Array.from({ length: 4 }, () =>
        below(2 ** 32)
          .toString(16)
          .padStart(8, '0'),
      ).join(''),
  };
}
