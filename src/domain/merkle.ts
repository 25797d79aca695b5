/**
 * The tree of the audit log: RFC 6962 (and 9162). A leaf is H(0x00 ‖ line), a node is H(0x01 ‖ left ‖ right). Roots, proofs that a line
 * is in the log, and proofs that a longer log begins with a shorter one. The hash function is an argument.
 */

export type Hash = (bytes: Uint8Array) => Uint8Array;

/** The root of a complete subtree of 2^level leaves, the index-th of its level. */
export type Node = { readonly level: number; readonly index: number };

/** A stretch of leaves as its complete subtrees, left to right. `fold` makes one hash of theirs. */
type Stretch = readonly Node[];

export const leafHash = (hash: Hash, line: Uint8Array): Uint8Array => hash(joined(0, line));
export const nodeHash = (hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array => hash(joined(1, left, right));
export const emptyRoot = (hash: Hash): Uint8Array => hash(new Uint8Array(0));

function joined(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The hash of a stretch from the hashes of its complete subtrees: the smallest stand at the right and are joined first. */
export function fold(hash: Hash, hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.length === 0 ? emptyRoot(hash) : hashes.reduceRight((right, left) => nodeHash(hash, left, right));
}

/** The largest power of two that is smaller than a size of two or more: where RFC 6962 parts a tree. */
function parting(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The leaves [from, to) as complete subtrees. `from` must be where a subtree of that many leaves can begin. */
function stretch(from: number, to: number): Stretch {
  const nodes: Node[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** What the root of a tree of this size is made of. */
export const rootStretch = (size: number): Stretch => stretch(0, size);

/** What the proof that leaf `index` is in a tree of this size is made of, in the proof's order. */
export function inclusionStretches(index: number, size: number): readonly Stretch[] {
  if (index < 0 || index >= size) throw new RangeError('There is no such leaf.');
  const path = (from: number, to: number): Stretch[] => {
    if (to - from === 1) return [];
    const middle = from + parting(to - from);
    return index < middle ? [...path(from, middle), stretch(middle, to)] : [...path(middle, to), stretch(from, middle)];
  };
  return path(0, size);
}

/** What the proof that a tree of size `second` begins with the one of size `first` is made of, in the proof's order. */
export function consistencyStretches(first: number, second: number): readonly Stretch[] {
  if (first < 0 || first > second) throw new RangeError('The first tree is the larger one.');
  const path = (from: number, to: number, whole: boolean): Stretch[] => {
    if (first === to) return whole ? [] : [stretch(from, to)];
    const middle = from + parting(to - from);
    return first <= middle ? [...path(from, middle, whole), stretch(middle, to)] : [...path(middle, to, false), stretch(from, middle)];
  };
  return first === 0 ? [] : path(0, second, true);
}

/** A tree that grows by a leaf at a time and keeps only its complete subtrees: `levels[level]` is a hash or null, as in counting. */
export type Frontier = { readonly size: number; readonly hashes: readonly { readonly level: number; readonly hash: Uint8Array }[] };
export const EMPTY: Frontier = { size: 0, hashes: [] };

export function grow(hash: Hash, { size, hashes }: Frontier, leaf: Uint8Array): Frontier {
  const kept = [...hashes];
  let added = { level: 0, hash: leaf };
  for (let last = kept.at(-1); last?.level === added.level; last = kept.at(-1)) {
    kept.pop();
    added = { level: added.level + 1, hash: nodeHash(hash, last.hash, added.hash) };
  }
  return { size: size + 1, hashes: [...kept, added] };
}

export const rootOfFrontier = (hash: Hash, frontier: Frontier): Uint8Array =>
  fold(
    hash,
    frontier.hashes.map((one) => one.hash),
  );

/** Does the path show that this leaf is the index-th of the tree with this size and root? RFC 9162, 2.1.3.2. */
export function verifyInclusion(
  hash: Hash,
  { leaf, index, size, path, root }: InclusionProof & { readonly leaf: Uint8Array; readonly root: Uint8Array },
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  let node = index;
  let last = size - 1;
  let made = leaf;
  for (const step of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      made = nodeHash(hash, step, made);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      made = nodeHash(hash, made, step);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(made, root);
}

/** Does the path show that the second tree begins with the first? RFC 9162, 2.1.4.2. */
export function verifyConsistency(
  hash: Hash,
  { first, second, path, firstRoot, secondRoot }: ConsistencyProof & { readonly firstRoot: Uint8Array; readonly secondRoot: Uint8Array },
): boolean {
  if (!isSize(first) || !isSize(second) || first > second) return false;
  if (first === 0) return path.length === 0 && same(firstRoot, emptyRoot(hash));
  if (first === second) return path.length === 0 && same(firstRoot, secondRoot);
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...path] : path;
  if (start === undefined) return false;
  let node = first - 1;
  let last = second - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let ofFirst = start;
  let ofSecond = start;
  for (const step of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      ofFirst = nodeHash(hash, step, ofFirst);
      ofSecond = nodeHash(hash, step, ofSecond);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      ofSecond = nodeHash(hash, ofSecond, step);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(ofFirst, firstRoot) && same(ofSecond, secondRoot);
}

export type InclusionProof = { readonly index: number; readonly size: number; readonly path: readonly Uint8Array[] };
export type ConsistencyProof = { readonly first: number; readonly second: number; readonly path: readonly Uint8Array[] };

const half = (number: number): number => Math.floor(number / 2);
const isSize = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;
const isPowerOfTwo = (number: number): boolean => Number.isInteger(Math.log2(number)) && 2 ** Math.log2(number) === number;

export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
