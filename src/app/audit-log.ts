/**
 * The audit log as its keeper sees it: checkpoints, the export, proofs, and whether the log still begins with what others witnessed.
 * These are the acts of whoever runs the server; they are written down in the log themselves. Everything about practitioners and families
 * goes through the door.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ConsistencyProof,
  consistencyStretches,
  fold,
  type InclusionProof,
  inclusionStretches,
  type Node,
  rootStretch,
  same,
} from '../domain/merkle.ts';
import { ProblemError, problem } from '../domain/problem.ts';
import { writeAudit } from '../store/audit.ts';
import { leafLines, nodeHashes, nodeName, sealNow, treeSize } from '../store/audit-tree.ts';
import type { Transaction } from '../store/database.ts';
import {
  isSignedBy,
  logKey,
  readCheckpoint,
  type SignedCheckpoint,
  sayVerifier,
  sha256,
  signCheckpoint,
  type VerifierKey,
  verifierFrom,
  verifierOf,
} from './audit-note.ts';
import type { AsOwner } from './opened.ts';

/** What the keeper's acts need of what was opened. */
export type Keeping = { readonly asOwner: AsOwner; readonly key: Uint8Array; readonly data: string; readonly now: () => string };

export const EXPORT_TITLE = 'kinline audit export/1\n';
const LINES_AT_ONCE = 5_000;

/** The hashes of stretches. A tree with a hash missing is not whole. */
export async function hashesOf(transaction: Transaction, stretches: readonly (readonly Node[])[]): Promise<Uint8Array[]> {
  const found = await nodeHashes(transaction, stretches.flat());
  return stretches.map((nodes) =>
    fold(
      sha256,
      nodes.map((node) => {
        const hash = found.get(nodeName(node));
        if (hash === undefined) throw new ProblemError(problem('audit-altered', `A part of its tree is missing (level ${node.level}).`));
        return hash;
      }),
    ),
  );
}

/** The root of the tree when it had this size. */
export async function rootAt(transaction: Transaction, size: number): Promise<Uint8Array> {
  const [root] = await hashesOf(transaction, [rootStretch(size)]);
  return root as Uint8Array;
}

/**
 * Signs what the log is now, and writes down that it did. The line is written after the size is known and before anything is signed: its
 * commit waits for the disk, and with it for every line and hash that the signature speaks of.
 */
export async function makeCheckpoint(keeping: Keeping, operation = 'make-audit-checkpoint'): Promise<SignedCheckpoint> {
  const { asOwner, key, now } = keeping;
  await asOwner(sealNow);
  const { size, root } = await asOwner(async (transaction) => {
    const size = await treeSize(transaction);
    return { size, root: await rootAt(transaction, size) };
  });
  await asOwner((transaction) =>
    writeAudit(transaction, { operation, verb: 'export', subjectKind: 'partnership', subject: null, outcome: 'done' }),
  );
  await asOwner(sealNow);
  return signCheckpoint(logKey(key), size, root, now());
}

/**
 * The whole log: a title, a signed checkpoint, then a line for each entry: a fingerprint of everything down to it (so that the first line
 * that was touched can be told), a space, and the text exactly as it is hashed. What is gone is an empty text: the export shows it.
 */
export async function* exportLines(keeping: Keeping): AsyncGenerator<Uint8Array> {
  const { text, checkpoint } = await makeCheckpoint(keeping, 'export-audit');
  const head = `${EXPORT_TITLE}${text}\n`;
  yield Buffer.from(head);
  let chain: Uint8Array = createHash('sha256').update(head).digest();
  for (let from = 0; from < checkpoint.size; from += LINES_AT_ONCE) {
    const to = Math.min(checkpoint.size, from + LINES_AT_ONCE);
    const found = new Map(
      (await keeping.asOwner((transaction) => leafLines(transaction, from, to))).map((line) => [line.index, line.canonical]),
    );
    let lines = '';
    for (let index = from; index < to; index += 1) {
      const canonical = found.get(index) ?? '';
      chain = nextFingerprint(chain, Buffer.from(canonical));
      lines += `${sayFingerprint(chain)} ${canonical}\n`;
    }
    yield Buffer.from(lines);
  }
}

export const nextFingerprint = (before: Uint8Array, line: Uint8Array): Buffer => createHash('sha256').update(before).update(line).digest();
export const sayFingerprint = (chain: Uint8Array): string => Buffer.from(chain).toString('hex').slice(0, 32);

/** The line at a place, and the proof that it is in the log of this size. */
export async function proveInclusion(
  { asOwner }: Keeping,
  index: number,
  size: number,
): Promise<InclusionProof & { readonly canonical: string }> {
  return asOwner(async (transaction) => {
    const have = await treeSize(transaction);
    if (size > have || index >= size)
      throw new ProblemError(problem('not-valid', `The log has ${have} entries; entry ${index + 1} of ${size} was asked for.`));
    const [line] = await leafLines(transaction, index, index + 1);
    return { index, size, path: await hashesOf(transaction, inclusionStretches(index, size)), canonical: line?.canonical ?? '' };
  });
}

/** The proof that the log of the second size begins with that of the first. */
export async function proveConsistency({ asOwner }: Keeping, first: number, second: number): Promise<ConsistencyProof> {
  return asOwner(async (transaction) => {
    const have = await treeSize(transaction);
    if (first > second || second > have)
      throw new ProblemError(problem('not-valid', `The log has ${have} entries; ${first} to ${second} was asked for.`));
    return { first, second, path: await hashesOf(transaction, consistencyStretches(first, second)) };
  });
}

/** Where the largest witnessed checkpoint is kept: outside the database, so that a database put back in time cannot take it along. */
export const witnessedFile = (data: string): string => join(data, 'audit-witnessed');

/** A checkpoint of this log that an agency cosigned, with the keys of those who did; throws the problem when it is none. */
export function readWitnessed(text: string, key: Uint8Array): SignedCheckpoint {
  const [keys = '', ...rest] = text.split('\n\n');
  const signed = readCheckpoint(rest.join('\n\n'));
  const cosigners = keys.split('\n').map(verifierFrom);
  const log = verifierOf(logKey(key));
  const others = cosigners.filter((one) => one !== null && one.name !== log.name && !same(one.bytes, log.bytes));
  if (signed === null || !same(signed.checkpoint.key, log.bytes) || others.length === 0 || others.length < cosigners.length)
    throw new ProblemError(problem('audit-altered', 'The kept checkpoint is damaged, or is not of this log.'));
  if (!others.every((one) => one !== null && isSignedBy(signed, one)))
    throw new ProblemError(problem('audit-altered', 'The kept checkpoint was not signed by those who should have.'));
  return signed;
}

/**
 * Keeps a cosigned checkpoint, so that the server will not serve from a log without its entries. The largest is kept. Throws the problem
 * when nobody but the log signed it, or the log does not begin with it.
 */
export async function keepWitnessed(
  { asOwner, key, data }: Keeping,
  text: string,
  keys: readonly VerifierKey[],
): Promise<{ readonly size: number; readonly kept: number }> {
  const signers = keys.filter((one) => readCheckpoint(text)?.signatures.some(({ name }) => name === one.name));
  const stated = `${signers.map(sayVerifier).join('')}\n${text}`;
  const { checkpoint } = readWitnessed(stated, key);
  await asOwner((transaction) => agreesWith(transaction, checkpoint));
  const path = witnessedFile(data);
  const before = existsSync(path) ? readWitnessed(readFileSync(path, 'utf8'), key).checkpoint.size : 0;
  if (before <= checkpoint.size) {
    writeFileSync(`${path}.new`, stated, { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  }
  await asOwner((transaction) =>
    writeAudit(transaction, {
      operation: 'keep-witnessed-checkpoint',
      verb: 'add',
      subjectKind: 'partnership',
      subject: null,
      outcome: 'done',
    }),
  );
  await asOwner(sealNow);
  return { size: checkpoint.size, kept: Math.max(before, checkpoint.size) };
}

/**
 * Before anybody is served: integrates what a crash left, and sees that the log still begins with the largest checkpoint that an agency
 * witnessed. A log that is smaller or other than that was put back or altered; nothing is served from it.
 */
export async function checkLog({ asOwner, key, data }: Omit<Keeping, 'now'>): Promise<void> {
  await asOwner(sealNow);
  const path = witnessedFile(data);
  if (!existsSync(path)) return;
  const { checkpoint } = readWitnessed(readFileSync(path, 'utf8'), key);
  await asOwner((transaction) => agreesWith(transaction, checkpoint));
}

/** Throws the problem when the log does not begin with what this checkpoint says. */
export async function agreesWith(transaction: Transaction, checkpoint: SignedCheckpoint['checkpoint']): Promise<void> {
  const size = await treeSize(transaction);
  if (size < checkpoint.size)
    throw new ProblemError(problem('audit-altered', `It has ${size} entries; ${checkpoint.size} were witnessed on ${checkpoint.time}.`));
  if (!same(await rootAt(transaction, checkpoint.size), checkpoint.root))
    throw new ProblemError(problem('audit-altered', `Its first ${checkpoint.size} entries are not those witnessed on ${checkpoint.time}.`));
}
