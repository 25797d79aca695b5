/**
 * Sealing: AES-256-GCM under a key that the caller holds. What a sealed text belongs to is bound to it, so that it opens nowhere else.
 * Sealed bytes are: one byte of version, 12 random bytes, the text, 16 bytes that prove it whole.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;

/** `belongs` names what it is part of; it is not kept, and opening needs the same again. */
export function seal(key: Uint8Array, plain: Uint8Array, belongs: readonly string[]): Buffer {
  if (key.length !== KEY) throw new Error('A sealing key has 32 bytes.');
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(bound(belongs));
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed, or null when the key, the belonging or a single bit is another. */
export function open(key: Uint8Array, sealed: Uint8Array, belongs: readonly string[]): Buffer | null {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== VERSION) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
  decipher.setAAD(bound(belongs));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, sealed.length - TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** A fresh data key. */
export const freshKey = (): Buffer => randomBytes(KEY);

/** Each part with its length, so that no two belongings are the same bytes. */
function bound(belongs: readonly string[]): Buffer {
  return Buffer.concat(
    belongs.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
