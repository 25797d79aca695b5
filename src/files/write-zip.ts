/**
 * Puts the parts of a Word or Excel file into its ZIP container, piece by piece, so that a large chronology never stands in memory
 * whole. The same parts give the same bytes: every part is dated 1 January 1980. Node's own zlib compresses, about ten times as fast
 * as compressing in JavaScript; fflate writes the container.
 */

import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

/** One part: its path in the container and its text, in pieces of any size. */
export type Part = { readonly name: string; readonly content: Iterable<string> };

const PIECE = 64 * 1024;

/** Text in pieces of any size as UTF-8 bytes in pieces of about 64 KB. */
export function* utf8Pieces(content: Iterable<string>): Generator<Buffer> {
  let gathered = '';
  for (const text of content) {
    gathered += text;
    if (gathered.length >= PIECE) {
      yield Buffer.from(gathered, 'utf8');
      gathered = '';
    }
  }
  if (gathered !== '') yield Buffer.from(gathered, 'utf8');
}

/** The bytes of the container, in order. Parts are taken one after the other, so a later part may depend on what an earlier one met. */
export async function* zipped(parts: Iterable<Part>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    ready.push(bytes);
  });
  for (const part of parts) {
    const entry: ZipInputFile & { size: number; crc: number } = {
      filename: part.name,
      mtime: new Date(1980, 0, 1),
      compression: 8,
      size: 0,
      crc: 0,
    };
    zip.add(entry);
    const counted = function* (): Generator<Buffer> {
      for (const piece of utf8Pieces(part.content)) {
        entry.size += piece.length;
        entry.crc = crc32(piece, entry.crc);
        yield piece;
      }
    };
    const source = Readable.from(counted(), { objectMode: false });
    const deflated = createDeflateRaw({ level: 3, chunkSize: PIECE });
    // A pipe does not hand on what its source throws; without this nobody would ever hear of it.
    source.on('error', (error) => deflated.destroy(error));
    for await (const bytes of source.pipe(deflated)) {
      entry.ondata?.(null, bytes as Uint8Array<ArrayBuffer>, false);
      yield* ready.splice(0);
    }
    entry.ondata?.(null, new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

/** All pieces as one array. */
export async function together(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const gathered: Uint8Array[] = [];
  for await (const piece of pieces) gathered.push(piece);
  return new Uint8Array(Buffer.concat(gathered));
}
