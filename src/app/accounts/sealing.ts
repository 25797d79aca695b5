/**
 * Sealing with the partnership's key for accounts: what must be read again (AES-256-GCM), and what must only be recognised (HMAC-SHA-256). Each use has a
 * key of its own, drawn from the one key (HKDF), so that what was made for one use means nothing to another.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

type Use = 'login' | 'login-hash' | 'code' | 'recovery' | 'password' | 'kept-form' | 'enrolment' | 'budget';

const NONCE = 12;
const TAG = 16;

function keyFor(accounts: Uint8Array, use: Use): Buffer {
  return Buffer.from(hkdfSync('sha256', accounts, Buffer.alloc(0), `kinline accounts ${use}`, 32));
}

/** @param about whose or which it is; it opens only with the same words. */
export function seal(accounts: Uint8Array, use: Use, about: string, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyFor(accounts, use), nonce);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed, or null when it was sealed otherwise or altered. */
export function unseal(accounts: Uint8Array, use: Use, about: string, sealed: Uint8Array): Buffer | null {
  if (sealed.length < NONCE + TAG) return null;
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', keyFor(accounts, use), bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The same text for the same use always gives the same bytes, and without the key nobody can say which text. */
export function recognisable(accounts: Uint8Array, use: Use, text: string): Buffer {
  return createHmac('sha256', keyFor(accounts, use)).update(text).digest();
}

/** The key that a password is hashed with besides its salt. */
export const passwordKey = (accounts: Uint8Array): Buffer => keyFor(accounts, 'password');

/** A token that nobody can guess, and what the database keeps of it. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
