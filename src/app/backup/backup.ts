/**
 * A backup and its restore. Every table in one snapshot, compressed, and sealed for an offline key before the first byte reaches a disk.
 * The keys of the data folder are not in it: whoever has only the backup's key still cannot open protected places.
 */
import type { KeyObject } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { ProblemError, problem } from '../../domain/problem.ts';
import type { OwnerConnection } from '../../store/owner.ts';
import {
  openSnapshot,
  type Restored,
  type RestoredPart,
  restoreSnapshot,
  type SnapshotHead,
  summing,
  type TableSum,
} from '../../store/snapshot.ts';
import { FRAME_HEAD, frame, type Part, readFrames } from './frames.ts';
import { seal, unseal } from './seal.ts';

const FORMAT = 'kinline-backup/1';

export type BackedUp = { readonly tables: number; readonly rows: number; readonly audit: SnapshotHead['audit'] };

/** The bytes of a sealed backup, as they are made. `done` hears what it holds when the last byte is out. */
export async function* backUp(
  connection: OwnerConnection,
  receiver: KeyObject,
  madeAt: string,
  done: (what: BackedUp) => void,
): AsyncIterable<Uint8Array> {
  const snapshot = await openSnapshot(connection);
  try {
    let rows = 0;
    async function* content(): AsyncIterable<Uint8Array> {
      yield frame('H', JSON.stringify({ format: FORMAT, madeAt, ...snapshot.head }));
      for (const { table } of snapshot.head.tables) {
        yield frame('T', JSON.stringify({ table }));
        const sum = summing();
        for await (const some of snapshot.rows(table)) {
          const frames = some.map((row) => frame('R', row));
          for (const bytes of frames) sum.add(bytes.subarray(FRAME_HEAD));
          yield frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames);
        }
        rows += sum.sum().rows;
        yield frame('E', JSON.stringify({ table, ...sum.sum() }));
      }
      yield frame('Z', JSON.stringify({ tables: snapshot.head.tables.length, rows }));
    }
    const source = Readable.from(content(), { objectMode: true, highWaterMark: 1 });
    const packed = createGzip();
    source.on('error', (error) => packed.destroy(error)).pipe(packed);
    yield* seal(packed, receiver);
    done({ tables: snapshot.head.tables.length, rows, audit: snapshot.head.audit });
  } finally {
    await snapshot.close();
  }
}

/** Opens a backup with the private key and puts it into an empty database; all of it or nothing. */
export async function restore(
  connection: OwnerConnection,
  sealed: AsyncIterable<Uint8Array>,
  holder: KeyObject,
): Promise<Restored & { readonly madeAt: string }> {
  const source = Readable.from(unseal(sealed, holder), { objectMode: true, highWaterMark: 1 });
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
  const parts = readFrames(unpacked)[Symbol.asyncIterator]();
  try {
    const head = await headOf(parts);
    return { ...(await restoreSnapshot(connection, head, partsOf(parts))), madeAt: head.madeAt };
  } catch (error) {
    // What the decompressor says of bytes that were never ours to pack.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw new ProblemError(problem('backup-damaged'));
    throw error;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

async function headOf(parts: AsyncIterator<Part>): Promise<SnapshotHead & { readonly madeAt: string }> {
  const { done, value } = await parts.next();
  if (done === true || value.letter !== 'H') throw new ProblemError(problem('backup-damaged'));
  const head = JSON.parse(value.text) as SnapshotHead & { readonly format: string; readonly madeAt: string };
  if (head.format !== FORMAT) throw new ProblemError(problem('backup-not-for-this-version', 'Its format is another one.'));
  return head;
}

async function* partsOf(parts: AsyncIterator<Part>): AsyncIterable<RestoredPart> {
  let table = '';
  let ended = false;
  for (;;) {
    const { done, value } = await parts.next();
    if (done === true) break;
    if (ended) throw new ProblemError(problem('backup-damaged'));
    if (value.letter === 'T') table = (JSON.parse(value.text) as { table: string }).table;
    else if (value.letter === 'R') yield { kind: 'row', table, row: value.text };
    else if (value.letter === 'E') {
      const { rows, sum } = JSON.parse(value.text) as TableSum;
      yield { kind: 'end-of-table', table, sum: { rows, sum } };
    } else if (value.letter === 'Z') ended = true;
    else throw new ProblemError(problem('backup-damaged'));
  }
  if (!ended) throw new ProblemError(problem('backup-damaged'));
}
