/**
 * Signed notes: what the audit log says of itself at one moment (a checkpoint), signed by the log and cosigned by agencies. The shape is
 * C2SP's tlog-checkpoint: origin, size, root, then our time and the log's key; an empty line; a line for each signature (Ed25519).
 * Everything is demanded in its one canonical form, so that no bit can be changed without being noticed.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Hash } from '../domain/merkle.ts';

export const sha256: Hash = (bytes) => createHash('sha256').update(bytes).digest();

/** A key that can be told: its name, and 32 bytes of Ed25519. */
export type VerifierKey = { readonly name: string; readonly bytes: Uint8Array };
export type SigningKey = { readonly name: string; readonly seed: Uint8Array };

export type Checkpoint = {
  /** `kinline/` and sixteen digits of the hash of the log's key: another key is another log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** ISO instant. */
  readonly time: string;
  readonly key: Uint8Array;
};
/** `bytes`: four that say whose, then the signature. */
export type Signature = { readonly name: string; readonly bytes: Uint8Array };
export type SignedCheckpoint = {
  readonly checkpoint: Checkpoint;
  readonly signatures: readonly Signature[];
  /** The text that is signed, up to the empty line. */
  readonly body: string;
  readonly text: string;
};

const ED25519 = 1;
const NAME = /^[^\s+]{1,100}$/u;
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' });
const publicKey = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, bytes]), format: 'der', type: 'spki' });

export function isName(name: string): boolean {
  return NAME.test(name);
}

export function verifierOf({ name, seed }: SigningKey): VerifierKey {
  const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return { name, bytes: Buffer.from(der.subarray(PUBLIC_HEAD.length)) };
}

/** The log's own key: its name is made from the key, so that a log cannot be written anew with another. */
export function logKey(seed: Uint8Array): SigningKey {
  return { name: originOf(verifierOf({ name: '', seed }).bytes), seed };
}

const originOf = (key: Uint8Array): string => `kinline/${Buffer.from(sha256(key)).toString('hex').slice(0, 16)}`;

/** The first four bytes that say whose signature it is. */
const keyHash = ({ name, bytes }: VerifierKey): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ED25519)).update(bytes).digest().subarray(0, 4);

/** `name+hash+key`, as other programs that read signed notes write a key that may be told. */
export const sayVerifier = (key: VerifierKey): string =>
  `${key.name}+${keyHash(key).toString('hex')}+${Buffer.from([ED25519, ...key.bytes]).toString('base64')}\n`;

export const saySigner = (key: SigningKey): string =>
  `PRIVATE+KEY+${key.name}+${keyHash(verifierOf(key)).toString('hex')}+${Buffer.from([ED25519, ...key.seed]).toString('base64')}\n`;

export function verifierFrom(text: string): VerifierKey | null {
  const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)\n?$/u.exec(text) ?? [];
  const bytes = encoded === undefined ? null : decode(encoded, 33);
  if (name === undefined || bytes === null || bytes[0] !== ED25519) return null;
  const key = { name, bytes: bytes.subarray(1) };
  return keyHash(key).toString('hex') === hash ? key : null;
}

export function signerFrom(text: string): SigningKey | null {
  const [, name, hash, encoded] = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+(\S+)\n?$/u.exec(text) ?? [];
  const bytes = encoded === undefined ? null : decode(encoded, 33);
  if (name === undefined || bytes === null || bytes[0] !== ED25519) return null;
  const key = { name, seed: bytes.subarray(1) };
  return keyHash(verifierOf(key)).toString('hex') === hash ? key : null;
}

/** Base64 in its one form: what decodes must encode to the same text. */
function decode(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : null;
}

/** A checkpoint signed by the log. */
export function signCheckpoint(key: SigningKey, size: number, root: Uint8Array, time: string): SignedCheckpoint {
  const { bytes } = verifierOf(key);
  const checkpoint = { origin: key.name, size, root, time, key: bytes };
  const body = `${checkpoint.origin}\n${size}\n${Buffer.from(root).toString('base64')}\ntime ${time}\nkey ${Buffer.from(bytes).toString('base64')}\n`;
  return cosign({ checkpoint, signatures: [], body, text: `${body}\n` }, key);
}

/** The same with one more signature. */
export function cosign(signed: SignedCheckpoint, key: SigningKey): SignedCheckpoint {
  const bytes = sign(null, Buffer.from(signed.body), privateKey(key.seed));
  const signature = Buffer.concat([keyHash(verifierOf(key)), bytes]);
  const line = `— ${key.name} ${signature.toString('base64')}\n`;
  return { ...signed, signatures: [...signed.signatures, { name: key.name, bytes: signature }], text: signed.text + line };
}

/** A checkpoint with a valid signature of its own log first; null when it is anything else. Cosignatures are not checked here. */
export function readCheckpoint(text: string): SignedCheckpoint | null {
  const found = /^((\S+)\n(0|[1-9]\d{0,15})\n(\S+)\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nkey (\S+)\n)\n((?:— \S+ \S+\n)+)$/u.exec(
    text,
  );
  if (found === null) return null;
  const [, body = '', origin = '', size = '', rootText = '', time = '', keyText = '', lines = ''] = found;
  const root = decode(rootText, 32);
  const key = decode(keyText, 32);
  if (root === null || key === null || originOf(key) !== origin) return null;
  const signatures: Signature[] = [];
  for (const line of lines.split('\n').slice(0, -1)) {
    const [, name = '', encoded = ''] = line.split(' ');
    const bytes = decode(encoded, 68);
    if (bytes === null || signatures.some((one) => one.name === name)) return null;
    signatures.push({ name, bytes });
  }
  const signed = { checkpoint: { origin, size: Number(size), root, time, key }, signatures, body, text };
  return signatures[0]?.name === origin && isSignedBy(signed, { name: origin, bytes: key }) ? signed : null;
}

/** Is there a valid signature with this key? */
export function isSignedBy({ body, signatures }: SignedCheckpoint, key: VerifierKey): boolean {
  return signatures.some(
    ({ name, bytes }) =>
      name === key.name &&
      Buffer.compare(bytes.subarray(0, 4), keyHash(key)) === 0 &&
      verify(null, Buffer.from(body), publicKey(key.bytes), bytes.subarray(4)),
  );
}
