/**
 * The zip package that a .docx or .xlsx is, read without trusting it: the directory at its end says what parts there are, each
 * part is unpacked in small pieces, and the bytes that really come out are counted (a header's own claim is only a claim).
 */
import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import type { Limits } from '../domain/limits.ts';
import { ProblemError, problem } from '../domain/problem.ts';

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly dataStart: number;
};

export type Archive = {
  /** Part names as written, such as `word/document.xml`. */
  readonly names: readonly string[];
  /** The part's name as written in the package, found without regard to case; null when there is none. */
  find(name: string): string | null;
  /** Hands the part's bytes over in pieces. Throws a ProblemError when it is damaged or passes a limit. */
  unpack(name: string, take: (piece: Uint8Array) => void): void;
};

const PIECE = 16_384;
const RATIO_COUNTS_FROM = 32_000_000;

function fail(code: Parameters<typeof problem>[0], detail?: string): never {
  throw new ProblemError(problem(code, detail));
}

/** Opens a zip package by its directory. Throws a ProblemError for anything that is broken, hidden, encrypted or over a limit. */
export function openZip(bytes: Uint8Array, limits: Limits): Archive {
  const entries = new Map<string, Entry>();
  for (const entry of readDirectory(bytes, limits)) entries.set(entry.name.toLowerCase(), entry);
  let inflated = 0;

  const unpack = (name: string, take: (piece: Uint8Array) => void): void => {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) fail('damaged-file', `A part is missing: ${shown(name)}.`);
    let size = 0;
    let crc = 0;
    const count = (piece: Uint8Array): void => {
      if (piece.length === 0) return;
      size += piece.length;
      inflated += piece.length;
      if (inflated > limits.inflatedBytes)
        fail('inflates-too-large', `The limit is ${limits.inflatedBytes.toLocaleString('en-GB')} bytes.`);
      if (size > RATIO_COUNTS_FROM && size > entry.packedSize * limits.inflationRatio) {
        fail('inflates-too-large', `A part unpacks to more than ${limits.inflationRatio} times its size.`);
      }
      if (size > entry.size) fail('unsafe-file', `A part is larger than the package says: ${shown(entry.name)}.`);
      crc = crc32(piece, crc);
      take(piece);
    };
    const packed = bytes.subarray(entry.dataStart, entry.dataStart + entry.packedSize);
    if (entry.method === 0) {
      for (let at = 0; at < packed.length; at += 4 * PIECE) count(packed.subarray(at, at + 4 * PIECE));
    } else {
      inflate(packed, count);
    }
    if (size !== entry.size || crc !== entry.crc) fail('damaged-file', `A part does not match its checksum: ${shown(entry.name)}.`);
  };

  return {
    names: [...entries.values()].map((entry) => entry.name),
    find: (name) => entries.get(name.toLowerCase())?.name ?? null,
    unpack,
  };
}

function inflate(packed: Uint8Array, take: (piece: Uint8Array) => void): void {
  const stream = new Inflate((piece) => take(piece));
  try {
    for (let at = 0; at < packed.length || at === 0; at += PIECE) stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch (thrown) {
    if (thrown instanceof ProblemError) throw thrown;
    fail('damaged-file', 'A part could not be unpacked.');
  }
}

function readDirectory(bytes: Uint8Array, limits: Limits): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) fail('damaged-file', 'The end of the file is missing.');
  const { count, offset, size, at } = end;
  if (count > limits.parts) fail('too-many-parts', `The limit is ${limits.parts.toLocaleString('en-GB')}.`);
  if (offset + size > at || offset + size > bytes.length) fail('damaged-file', 'Its directory is cut off.');
  const entries: (Entry & { headerAt: number })[] = [];
  const seen = new Set<string>();
  let position = offset;
  for (let n = 0; n < count; n++) {
    if (position + 46 > offset + size || view.getUint32(position, true) !== 0x02014b50) fail('damaged-file', 'Its directory is broken.');
    const flags = view.getUint16(position + 8, true);
    if ((flags & 0x2041) !== 0) fail('password-protected');
    const method = view.getUint16(position + 10, true);
    const nameLength = view.getUint16(position + 28, true);
    const extraLength = view.getUint16(position + 30, true);
    const commentLength = view.getUint16(position + 32, true);
    const next = position + 46 + nameLength + extraLength + commentLength;
    if (next > offset + size) fail('damaged-file', 'Its directory is broken.');
    const nameBytes = bytes.subarray(position + 46, position + 46 + nameLength);
    const name = Buffer.from(nameBytes).toString('utf8');
    const sizes = withLongSizes(view, position, position + 46 + nameLength, extraLength);
    position = next;
    checkName(name);
    const folded = name.toLowerCase();
    if (seen.has(folded)) fail('unsafe-file', 'Two parts have the same name.');
    seen.add(folded);
    const { headerAt, packedSize, size: unpackedSize } = sizes;
    if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== 0x04034b50)
      fail('damaged-file', 'A part is missing or cut off.');
    const localName = bytes.subarray(headerAt + 30, headerAt + 30 + view.getUint16(headerAt + 26, true));
    if (!sameBytes(localName, nameBytes) || view.getUint16(headerAt + 8, true) !== method) {
      fail('unsafe-file', 'The directory and the parts disagree about what is inside.');
    }
    const dataStart = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
    if (dataStart + packedSize > offset) fail('damaged-file', 'A part is cut off.');
    if (name.endsWith('/')) continue;
    if (method !== 0 && method !== 8) fail('damaged-file', 'A part is packed in a way that Word and Excel do not use.');
    if (method === 0 && packedSize !== unpackedSize) fail('unsafe-file', 'The size of a part is not as the package says.');
    entries.push({
      name,
      method,
      crc: view.getUint32(next - commentLength - extraLength - nameLength - 46 + 16, true),
      packedSize,
      size: unpackedSize,
      dataStart,
      headerAt,
    });
  }
  refuseOverlaps(entries);
  const claimed = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (claimed > limits.inflatedBytes) fail('inflates-too-large', `The limit is ${limits.inflatedBytes.toLocaleString('en-GB')} bytes.`);
  return entries;
}

/** Two parts that share bytes are how a small package unpacks without end. */
function refuseOverlaps(entries: readonly (Entry & { headerAt: number })[]): void {
  const inOrder = [...entries].sort((a, b) => a.headerAt - b.headerAt);
  for (let n = 1; n < inOrder.length; n++) {
    const before = inOrder[n - 1];
    const after = inOrder[n];
    if (before !== undefined && after !== undefined && before.dataStart + before.packedSize > after.headerAt) {
      fail('unsafe-file', 'Two parts of the package overlap.');
    }
  }
}

function checkName(name: string): void {
  const bad = name === '' || name.startsWith('/') || /[\\\0:]/.test(name) || name.split('/').some((step) => step === '..' || step === '.');
  if (bad || name.length > 1_000) fail('unsafe-file', 'A part has a name that leads outside the package.');
}

type End = { readonly count: number; readonly offset: number; readonly size: number; readonly at: number };

/** The end record of the directory, of either size; null when there is none in the last 64 KB. */
function findEnd(view: DataView): End | null {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    if (at + 22 + view.getUint16(at + 20, true) > view.byteLength) continue;
    const short = { count: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true), at };
    if (short.count !== 0xffff && short.size !== 0xffffffff && short.offset !== 0xffffffff) return short;
    if (at < 20 || view.getUint32(at - 20, true) !== 0x07064b50) return short;
    const longAt = Number(view.getBigUint64(at - 12, true));
    if (longAt + 56 > view.byteLength || view.getUint32(longAt, true) !== 0x06064b50) return null;
    return {
      count: Number(view.getBigUint64(longAt + 32, true)),
      size: Number(view.getBigUint64(longAt + 40, true)),
      offset: Number(view.getBigUint64(longAt + 48, true)),
      at: longAt,
    };
  }
  return null;
}

/** Sizes and place of a part; those that are too large for the short fields stand in the extra field (zip64). */
function withLongSizes(
  view: DataView,
  entryAt: number,
  extraAt: number,
  extraLength: number,
): { size: number; packedSize: number; headerAt: number } {
  let packedSize = view.getUint32(entryAt + 20, true);
  let size = view.getUint32(entryAt + 24, true);
  let headerAt = view.getUint32(entryAt + 42, true);
  if (packedSize !== 0xffffffff && size !== 0xffffffff && headerAt !== 0xffffffff) return { size, packedSize, headerAt };
  for (let at = extraAt; at + 4 <= extraAt + extraLength; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    const fieldsEnd = Math.min(field + view.getUint16(at + 2, true), extraAt + extraLength);
    const long = (): number => {
      if (field + 8 > fieldsEnd) fail('damaged-file', 'Its directory is broken.');
      field += 8;
      return Number(view.getBigUint64(field - 8, true));
    };
    if (size === 0xffffffff) size = long();
    if (packedSize === 0xffffffff) packedSize = long();
    if (headerAt === 0xffffffff) headerAt = long();
  }
  return { size, packedSize, headerAt };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, n) => byte === b[n]);
}

/** A part's name is the package's own (never a person's words), but it is still cut short. */
function shown(name: string): string {
  return name.replace(/[^\w./[\]-]/g, '?').slice(0, 80);
}
