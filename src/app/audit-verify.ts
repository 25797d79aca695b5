/**
 * Whether an exported audit log is whole: its checkpoint signed by its own key, every line in its place, the tree's root the signed one, and
 * beginning with what other agencies' checkpoints say. Needs no database. (`tools/verify-audit.mjs` does the same and shares no code.)
 */
import { createHash } from 'node:crypto';
import {
  type ConsistencyProof,
  EMPTY,
  type Frontier,
  grow,
  type InclusionProof,
  leafHash,
  rootOfFrontier,
  same,
  verifyConsistency,
  verifyInclusion,
} from '../domain/merkle.ts';
import { EXPORT_TITLE, nextFingerprint, sayFingerprint } from './audit-log.ts';
import { isSignedBy, readCheckpoint, type SignedCheckpoint, sha256, type VerifierKey } from './audit-note.ts';

/** A checkpoint as somebody else kept it, under the name that problems call it by. */
export type KeptCheckpoint = { readonly name: string; readonly text: string };
export type Verified =
  | { readonly whole: true; readonly entries: number; readonly time: string; readonly origin: string }
  | { readonly whole: false; readonly because: string };

const altered = (because: string): Verified => ({ whole: false, because });
const NEWLINE = 10;

/**
 * A checkpoint whose every signature is valid and by the log or by a known key; otherwise the sentence that says what is wrong. Without
 * keys only the log's own signature is looked at.
 */
export function readKnown({ name, text }: KeptCheckpoint, keys: readonly VerifierKey[] | null): SignedCheckpoint | string {
  const signed = readCheckpoint(text);
  if (signed === null) return `${name}: not a checkpoint that its log signed, or altered.`;
  if (keys === null) return signed;
  for (const { name: signer } of signed.signatures.slice(1)) {
    const key = keys.find((one) => one.name === signer);
    if (key === undefined) return `${name}: signed by ${signer}, whose key was not given (--key).`;
    if (!isSignedBy(signed, key)) return `${name}: the signature of ${signer} is not valid.`;
  }
  return signed;
}

export function verifyExport(bytes: Uint8Array, kept: readonly KeptCheckpoint[], keys: readonly VerifierKey[]): Verified {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const endOfBody = file.indexOf('\n\n');
  const endOfHead = endOfBody < 0 ? -1 : file.indexOf('\n\n', endOfBody + 2);
  if (endOfHead < 0 || !file.subarray(0, EXPORT_TITLE.length).equals(Buffer.from(EXPORT_TITLE)))
    return altered('line 1: not an export of the audit log, or cut off within its first lines.');
  const signed = readCheckpoint(file.subarray(EXPORT_TITLE.length, endOfHead + 1).toString());
  if (signed === null || signed.signatures.length !== 1)
    return altered('line 2: the checkpoint at the top is not the one that the log signed.');
  const { checkpoint } = signed;
  const pinned = keys.find(({ name }) => name === checkpoint.origin);
  if (pinned !== undefined && !same(pinned.bytes, checkpoint.key)) return altered('line 2: the log’s key is not the one that was given.');

  const witnessed: { readonly name: string; readonly of: SignedCheckpoint['checkpoint'] }[] = [];
  for (const one of kept) {
    const known = readKnown(one, keys);
    if (typeof known === 'string') return altered(known);
    if (!same(known.checkpoint.key, checkpoint.key)) return altered(`line 2: ${one.name} is of another log, or this log was written anew.`);
    witnessed.push({ name: one.name, of: known.checkpoint });
  }

  const read = readLines(file, endOfHead + 2, checkpoint.size, new Set(witnessed.map(({ of }) => of.size)));
  if (typeof read === 'string') return altered(read);
  let agreed = 0;
  for (const { name, of } of witnessed.toSorted((one, other) => one.of.size - other.of.size)) {
    const root = read.roots.get(of.size);
    if (root === undefined)
      return altered(
        `entry ${checkpoint.size + 1}: missing. The export has ${checkpoint.size} entries; ${name} says that there were ${of.size}.`,
      );
    if (!same(root, of.root)) return altered(`entries ${agreed + 1} to ${of.size}: not those of ${name}; they were written anew.`);
    agreed = of.size;
  }
  if (!same(read.root, checkpoint.root))
    return altered(`entries ${agreed + 1} to ${checkpoint.size}: the lines fit each other, but are not those that the log signed.`);
  return { whole: true, entries: checkpoint.size, time: checkpoint.time, origin: checkpoint.origin };
}

/** The roots at the end and at the sizes asked for; or the sentence that names the first line that does not fit. */
function readLines(
  file: Buffer,
  start: number,
  size: number,
  at: ReadonlySet<number>,
): { readonly root: Uint8Array; readonly roots: ReadonlyMap<number, Uint8Array> } | string {
  const roots = new Map<number, Uint8Array>();
  let chain: Uint8Array = createHash('sha256').update(file.subarray(0, start)).digest();
  let tree: Frontier = EMPTY;
  let from = start;
  if (at.has(0)) roots.set(0, rootOfFrontier(sha256, tree));
  for (let entry = 1; entry <= size; entry += 1) {
    const to = file.indexOf(NEWLINE, from);
    if (to < 0) return `entry ${entry}: missing or cut off. The log had ${size} entries.`;
    const line = file.subarray(Math.min(from + 33, to), to);
    chain = nextFingerprint(chain, line);
    if (file.subarray(from, Math.min(from + 33, to)).toString('latin1') !== `${sayFingerprint(chain)} `)
      return `entry ${entry}: altered, or a line was taken out, put in or moved here.`;
    tree = grow(sha256, tree, leafHash(sha256, line));
    if (at.has(entry)) roots.set(entry, rootOfFrontier(sha256, tree));
    from = to + 1;
  }
  if (from !== file.length) return `entry ${size + 1}: was added. The log had ${size} entries.`;
  return { root: rootOfFrontier(sha256, tree), roots };
}

/** A proof as it is handed over: JSON, hashes in base64. */
type SaidProof =
  | {
      readonly kinline: 'audit-inclusion/1';
      readonly entry: number;
      readonly size: number;
      readonly canonical: string;
      readonly path: string[];
    }
  | { readonly kinline: 'audit-consistency/1'; readonly first: number; readonly second: number; readonly path: string[] };

const sayPath = (path: readonly Uint8Array[]): string[] => path.map((hash) => Buffer.from(hash).toString('base64'));
const say = (proof: SaidProof): string => `${JSON.stringify(proof, null, 2)}\n`;

export const sayInclusion = ({ index, size, path, canonical }: InclusionProof & { readonly canonical: string }): string =>
  say({ kinline: 'audit-inclusion/1', entry: index + 1, size, canonical, path: sayPath(path) });
export const sayConsistency = ({ first, second, path }: ConsistencyProof): string =>
  say({ kinline: 'audit-consistency/1', first, second, path: sayPath(path) });

/** Does the proof hold for these checkpoints: the one of an inclusion, or the earlier and the later of a consistency? */
export function verifyProof(text: string, checkpoints: readonly SignedCheckpoint['checkpoint'][]): boolean {
  const proof = readProof(text);
  const [earlier, later] = checkpoints;
  if (proof === null || earlier === undefined) return false;
  const path = proof.path.map((step) => Buffer.from(step, 'base64'));
  if (proof.kinline === 'audit-inclusion/1')
    return (
      proof.size === earlier.size &&
      verifyInclusion(sha256, {
        leaf: leafHash(sha256, Buffer.from(proof.canonical)),
        index: proof.entry - 1,
        size: proof.size,
        path,
        root: earlier.root,
      })
    );
  return (
    later !== undefined &&
    same(earlier.key, later.key) &&
    proof.first === earlier.size &&
    proof.second === later.size &&
    verifyConsistency(sha256, { first: proof.first, second: proof.second, path, firstRoot: earlier.root, secondRoot: later.root })
  );
}

function readProof(text: string): SaidProof | null {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null || !('path' in said) || !Array.isArray(said.path)) return null;
    if (!said.path.every((step) => typeof step === 'string') || !('kinline' in said)) return null;
    if (said.kinline === 'audit-inclusion/1')
      return 'canonical' in said && typeof said.canonical === 'string' ? (said as unknown as SaidProof) : null;
    return said.kinline === 'audit-consistency/1' ? (said as unknown as SaidProof) : null;
  } catch {
    return null;
  }
}
