/** What the lists of bad files have in common. */
import type { ProblemCode } from '../../../src/domain/problem.ts';

export type BadFile = {
  readonly kind: string;
  readonly file: string;
  readonly make: () => Uint8Array;
  /** The problem that it must end in, or `reads`, with the code of the remark that must say what is odd about it. */
  readonly ends: ProblemCode | 'reads' | `reads, saying ${string}`;
};

export const bad = (kind: string, file: string, ends: BadFile['ends'], make: () => Uint8Array | string): BadFile => ({
  kind,
  file,
  ends,
  make: () => {
    const made = make();
    return typeof made === 'string' ? Buffer.from(made) : made;
  },
});

/** The same bytes every time: a small generator (mulberry32) with a fixed seed. */
export function noise(length: number, seed = 7): Uint8Array {
  const next = dice(seed);
  return Uint8Array.from({ length }, () => Math.floor(next() * 256));
}

export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
