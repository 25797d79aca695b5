/** The audit log's tree: the reference vectors of Certificate Transparency, and every proof of every small tree. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyStretches,
  EMPTY,
  emptyRoot,
  type Frontier,
  fold,
  grow,
  inclusionStretches,
  leafHash,
  type Node,
  nodeHash,
  rootOfFrontier,
  rootStretch,
  verifyConsistency,
  verifyInclusion,
} from '../../src/domain/merkle.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The eight leaves and the roots of every size that implementations of RFC 6962 are tested with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const A = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const B = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const C = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const D = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const E = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const F = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

/** RFC 6962, 2.1, word for word: the hash of a list of leaves. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot(sha256);
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(sha256, treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

const hashesOf = (leaves: readonly Uint8Array[], stretches: readonly (readonly Node[])[]): Uint8Array[] =>
  stretches.map((nodes) =>
    fold(
      sha256,
      nodes.map(({ level, index }) => treeHash(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
    ),
  );
const grown = (leaves: readonly Uint8Array[]): Frontier => leaves.reduce((tree, leaf) => grow(sha256, tree, leaf), EMPTY);
const reference = LEAVES.map((leaf) => leafHash(sha256, Buffer.from(leaf, 'hex')));

describe('the tree of the audit log', () => {
  it('has the roots of the reference trees at every size', () => {
    for (const [size, root] of ROOTS.entries()) {
      const leaves = reference.slice(0, size);
      expect(hex(rootOfFrontier(sha256, grown(leaves)))).toBe(root);
      expect(hex(hashesOf(leaves, [rootStretch(size)])[0] as Uint8Array)).toBe(root);
    }
  });

  it('makes the reference proofs', () => {
    const inclusion = (index: number, size: number) => hashesOf(reference, inclusionStretches(index, size)).map(hex);
    expect(inclusion(0, 1)).toEqual([]);
    expect(inclusion(0, 8)).toEqual([A, B, C]);
    expect(inclusion(5, 8)).toEqual([D, E, ROOTS[4]]);
    expect(inclusion(2, 3)).toEqual([ROOTS[2]]);
    expect(inclusion(1, 5)).toEqual([ROOTS[1], B, D]);
    const consistency = (first: number, second: number) => hashesOf(reference, consistencyStretches(first, second)).map(hex);
    expect(consistency(1, 1)).toEqual([]);
    expect(consistency(1, 8)).toEqual([A, B, C]);
    expect(consistency(6, 8)).toEqual([F, E, ROOTS[4]]);
    expect(consistency(2, 5)).toEqual([B, D]);
  });

  it('accepts every right proof of every tree up to 40 leaves, and no other index, size, root, order or length of it', () => {
    const leaves = Array.from({ length: 40 }, (_, at) => leafHash(sha256, Uint8Array.of(at)));
    const roots = Array.from({ length: 41 }, (_, size) => treeHash(leaves.slice(0, size)));
    let accepted = 0;
    for (let size = 1; size <= 40; size += 1) {
      const root = roots[size] as Uint8Array;
      for (let index = 0; index < size; index += 1) {
        const path = hashesOf(leaves, inclusionStretches(index, size));
        const proof = { leaf: leaves[index] as Uint8Array, index, size, path, root };
        expect(verifyInclusion(sha256, proof)).toBe(true);
        accepted += 1;
        const wrong = [
          { ...proof, leaf: sha256(proof.leaf) },
          { ...proof, root: sha256(root) },
          { ...proof, path: [...path, root] },
          { ...proof, index: size },
          { ...proof, size: 0 },
          { ...proof, index: -1 },
          ...(path.length > 0
            ? [
                { ...proof, path: path.slice(1) },
                { ...proof, path: path.slice(0, -1) },
                { ...proof, index: index ^ 1 },
              ]
            : []),
          ...(path.length > 1 ? [{ ...proof, path: [...path].reverse() }] : []),
        ];
        for (const one of wrong) expect(verifyInclusion(sha256, one)).toBe(false);
      }
      for (let first = 0; first <= size; first += 1) {
        const path = hashesOf(leaves, consistencyStretches(first, size));
        const proof = { first, second: size, path, firstRoot: roots[first] as Uint8Array, secondRoot: root };
        expect(verifyConsistency(sha256, proof)).toBe(true);
        accepted += 1;
        const wrong = [
          { ...proof, firstRoot: sha256(proof.firstRoot) },
          ...(first === 0 ? [] : [{ ...proof, secondRoot: sha256(root) }]),
          { ...proof, path: [...path, root] },
          { ...proof, first: size + 1 },
          ...(path.length > 0
            ? [
                { ...proof, path: path.slice(1) },
                { ...proof, path: path.slice(0, -1) },
              ]
            : []),
        ];
        for (const one of wrong) expect(verifyConsistency(sha256, one)).toBe(false);
      }
    }
    expect(accepted).toBe(820 + 860);
  });

  it('refuses a proof of which any bit was flipped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), fc.nat(), (size, which, at, bit) => {
        const leaves = Array.from({ length: size }, (_, one) => leafHash(sha256, Buffer.from(String(one))));
        const index = which % size;
        const root = treeHash(leaves);
        const flip = (path: readonly Uint8Array[]) =>
          path.map((step, one) =>
            one === at % path.length ? step.map((byte, b) => (b === bit % 32 ? byte ^ (1 << (bit % 8)) : byte)) : step,
          );
        const path = hashesOf(leaves, inclusionStretches(index, size));
        const leaf = leaves[index] as Uint8Array;
        expect(verifyInclusion(sha256, { leaf, index, size, path, root })).toBe(true);
        expect(verifyInclusion(sha256, { leaf, index, size, path: flip(path), root })).toBe(false);
        const first = 1 + (which % (size - 1));
        const firstRoot = treeHash(leaves.slice(0, first));
        const steps = hashesOf(leaves, consistencyStretches(first, size));
        expect(verifyConsistency(sha256, { first, second: size, path: steps, firstRoot, secondRoot: root })).toBe(true);
        expect(verifyConsistency(sha256, { first, second: size, path: flip(steps), firstRoot, secondRoot: root })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
