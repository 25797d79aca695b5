/**
 * A backup's envelope: bytes sealed for whoever holds an offline private key, in numbered pieces with a mark on the last, so that a
 * truncated, reordered or changed file is refused. X25519 with a key of its own for each file, HKDF-SHA256, AES-256-GCM.
 *
 * The file: a line that names the format · 16 bytes that name the key it is for · 32 bytes, the file's own public key · pieces of 64 KiB
 * with 16 bytes of authentication each, the last one shorter or equal. Piece n has the nonce (n as 11 bytes, 1 for the last piece else 0).
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { ProblemError, problem } from '../../domain/problem.ts';

const FIRST_LINE = Buffer.from('kinline-backup/1\n');
const KEY_NAME_BYTES = 16;
const RAW_KEY_BYTES = 32;
const HEADER_BYTES = FIRST_LINE.length + KEY_NAME_BYTES + RAW_KEY_BYTES;
const PIECE = 65_536;
const TAG_BYTES = 16;
/** What stands before the 32 bytes of an X25519 public key in its standard form (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

export type KeyPair = { readonly publicPem: string; readonly privatePem: string };

export function makeBackupKey(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

const notTheKey = (detail: string): ProblemError => new ProblemError(problem('backup-key-not-valid', detail));

/** The public key that backups are sealed for. The private one is refused: it has no business on the server. */
export function readPublicKey(pem: string): KeyObject {
  if (/PRIVATE KEY/.test(pem))
    throw notTheKey('This is the private key, which should never be on the server; backup needs the public one.');
  return ofX25519(() => createPublicKey(pem), 'The public key is not one that "kinline backup key" makes.');
}

export function readPrivateKey(pem: string): KeyObject {
  if (!/PRIVATE KEY/.test(pem)) throw notTheKey('This is the public key; restore needs the private one.');
  return ofX25519(() => createPrivateKey(pem), 'The private key is not one that "kinline backup key" makes.');
}

function ofX25519(read: () => KeyObject, otherwise: string): KeyObject {
  let key: KeyObject | null = null;
  try {
    key = read();
  } catch {
    // Said below, without what stands in it.
  }
  if (key?.asymmetricKeyType !== 'x25519') throw notTheKey(otherwise);
  return key;
}

const rawPublic = (key: KeyObject): Buffer =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }).subarray(-RAW_KEY_BYTES);
const nameOf = (raw: Buffer): Buffer => createHash('sha256').update(raw).digest().subarray(0, KEY_NAME_BYTES);

/** The key of the pieces, from what both sides share and both public keys. */
function pieceKey(shared: Buffer, own: Buffer, receiver: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([own, receiver]), FIRST_LINE, 32));
}

function nonceOf(piece: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(piece, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** The bytes in pieces of exactly `size`, each with whether it is the last; a last piece is there even when it is empty. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>, size: number): AsyncIterable<{ piece: Buffer; last: boolean }> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const more of bytes) {
    waiting = waiting.length === 0 ? Buffer.from(more.buffer, more.byteOffset, more.byteLength) : Buffer.concat([waiting, more]);
    let at = 0;
    for (; waiting.length - at > size; at += size) yield { piece: waiting.subarray(at, at + size), last: false };
    waiting = waiting.subarray(at);
  }
  yield { piece: waiting, last: true };
}

/** Seals a stream of bytes for the holder of the private key. */
export async function* seal(bytes: AsyncIterable<Uint8Array>, receiver: KeyObject): AsyncIterable<Uint8Array> {
  const own = generateKeyPairSync('x25519');
  const ownRaw = rawPublic(own.publicKey);
  const receiverRaw = rawPublic(receiver);
  const key = pieceKey(diffieHellman({ privateKey: own.privateKey, publicKey: receiver }), ownRaw, receiverRaw);
  const header = Buffer.concat([FIRST_LINE, nameOf(receiverRaw), ownRaw]);
  yield header;
  let number = 0;
  for await (const { piece, last } of inPieces(bytes, PIECE)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number++, last)).setAAD(header);
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Opens what `seal` made. Nothing of a piece comes out before the whole piece was found unchanged. */
export async function* unseal(bytes: AsyncIterable<Uint8Array>, receiver: KeyObject): AsyncIterable<Uint8Array> {
  const damaged = (): ProblemError => new ProblemError(problem('backup-damaged'));
  const source = bytes[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < HEADER_BYTES) {
    const { done, value } = await source.next();
    if (done === true) throw damaged();
    start = Buffer.concat([start, value]);
  }
  const header = start.subarray(0, HEADER_BYTES);
  if (!header.subarray(0, FIRST_LINE.length).equals(FIRST_LINE)) throw damaged();
  const receiverRaw = rawPublic(receiver);
  if (!header.subarray(FIRST_LINE.length, -RAW_KEY_BYTES).equals(nameOf(receiverRaw)))
    throw notTheKey('The backup was sealed for another key.');
  const ownRaw = header.subarray(-RAW_KEY_BYTES);
  let key: Buffer;
  try {
    const own = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, ownRaw]), type: 'spki', format: 'der' });
    key = pieceKey(diffieHellman({ privateKey: receiver, publicKey: own }), Buffer.from(ownRaw), receiverRaw);
  } catch {
    throw damaged();
  }
  async function* rest(): AsyncIterable<Uint8Array> {
    yield start.subarray(HEADER_BYTES);
    yield* { [Symbol.asyncIterator]: () => source };
  }
  let number = 0;
  for await (const { piece, last } of inPieces(rest(), PIECE + TAG_BYTES)) {
    if (piece.length < TAG_BYTES) throw damaged();
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number++, last)).setAAD(header).setAuthTag(piece.subarray(-TAG_BYTES));
    let open: Buffer;
    try {
      open = Buffer.concat([decipher.update(piece.subarray(0, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw damaged();
    }
    if (open.length > 0) yield open;
  }
}
