/** The identity of bytes and texts: SHA-256. The same file read again gives the same ids. */
import { createHash, randomBytes } from 'node:crypto';

/** 64 hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The 128-bit identity of a text, 32 hexadecimal digits. */
export function identify(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** 32 bytes of chance, to make a key of. */
export function newSeed(): Uint8Array {
  return randomBytes(32);
}
