/** Zip packages put together byte by byte, so that every field of every header can say what is not so. */
import { constants, crc32, deflateRawSync } from 'node:zlib';

export type RawEntry = {
  readonly name: string;
  readonly data: Uint8Array;
  /** Already packed bytes, when they are not simply the data deflated. */
  readonly packed?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  /** The unpacked size that the headers claim. */
  readonly claimedSize?: number;
  /** Name in the part's own header, when the directory says another. */
  readonly localName?: string;
  /** Use the bytes of the entry with this index instead of own ones: two parts in one place. */
  readonly sharesWith?: number;
};

export function rawZip(entries: readonly RawEntry[]): Uint8Array {
  const out: Uint8Array[] = [];
  let at = 0;
  const add = (bytes: Uint8Array): void => {
    out.push(bytes);
    at += bytes.length;
  };
  const placed: { entry: RawEntry; offset: number; packed: Uint8Array; crc: number; size: number }[] = [];
  for (const entry of entries) {
    const shared = entry.sharesWith === undefined ? undefined : placed[entry.sharesWith];
    if (shared !== undefined) {
      placed.push({ ...shared, entry });
      continue;
    }
    const packed = entry.packed ?? (entry.method === 0 ? entry.data : deflateRawSync(entry.data));
    const crc = entry.crc ?? crc32(entry.data);
    const size = entry.claimedSize ?? entry.data.length;
    placed.push({ entry, offset: at, packed, crc, size });
    const name = Buffer.from(entry.localName ?? entry.name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    fields(header, 4, entry, crc, packed.length, size, name.length);
    add(header);
    add(name);
    add(packed);
  }
  const directory = at;
  for (const { entry, offset, packed, crc, size } of placed) {
    const name = Buffer.from(entry.name);
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    fields(header, 6, entry, crc, packed.length, size, name.length);
    header.writeUInt32LE(offset, 42);
    add(header);
    add(name);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(placed.length & 0xffff, 8);
  end.writeUInt16LE(placed.length & 0xffff, 10);
  end.writeUInt32LE(at - directory, 12);
  end.writeUInt32LE(directory, 16);
  add(end);
  return Buffer.concat(out);
}

function fields(header: Buffer, at: number, entry: RawEntry, crc: number, packedSize: number, size: number, nameLength: number): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(entry.flags ?? 0, at + 2);
  header.writeUInt16LE(entry.method ?? 8, at + 4);
  header.writeUInt32LE(crc >>> 0, at + 10);
  header.writeUInt32LE(packedSize, at + 14);
  header.writeUInt32LE(size >>> 0, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
}

/** Deflated form of `megabytes` of one repeated byte, made without ever holding them. */
export function packedMegabytes(megabytes: number, byte: number, before = '', after = ''): Uint8Array {
  const flushed = (data: Buffer): Buffer => deflateRawSync(data, { finishFlush: constants.Z_FULL_FLUSH });
  const million = flushed(Buffer.alloc(1 << 20, byte));
  return Buffer.concat([
    flushed(Buffer.from(before)),
    ...Array.from({ length: megabytes }, () => million),
    deflateRawSync(Buffer.from(after)),
  ]);
}
