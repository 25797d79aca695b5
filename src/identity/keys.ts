/**
 * A provider's public keys, fetched from its own host and kept for some minutes. A token chooses among them by its `kid` and can bring
 * none of its own; a key that is weak, secret, meant for encrypting or there twice is no key.
 */
import { type CryptoKey, importJWK, type JWK } from 'jose';
import type { Algorithm } from '../domain/identity-provider.ts';
import type { Outbound } from './outbound.ts';
import { untrusted } from './refused.ts';

const KEPT_MS = 10 * 60_000;
/** How soon an unknown `kid` may make us ask again; otherwise made-up ones would have us ask for each. */
const AGAIN_MS = 60_000;
const MOST_KEYS = 50;
const LEAST_RSA_BITS = 2048;
const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521', EdDSA: 'Ed25519' };

export type Keys = { readonly find: (kid: string, algorithm: Algorithm) => Promise<CryptoKey> };

/** `now` is in milliseconds. */
export function keysAt(address: () => Promise<string>, ask: Outbound, now: () => number): Keys {
  let kept: { readonly at: number; readonly keys: readonly JWK[] } | null = null;
  const fetched = async (): Promise<readonly JWK[]> => {
    const answer = await ask(await address());
    if (answer.status !== 200) return untrusted('answer-refused');
    const { keys } = (await answer.json()) as { keys?: unknown };
    if (!Array.isArray(keys) || keys.length > MOST_KEYS || !keys.every((key) => typeof key === 'object' && key !== null))
      return untrusted('keys-not-valid');
    kept = { at: now(), keys: keys as JWK[] };
    return kept.keys;
  };
  return {
    find: async (kid, algorithm) => {
      const fresh = kept !== null && now() - kept.at < KEPT_MS ? kept : null;
      let named = (fresh?.keys ?? (await fetched())).filter((key) => key.kid === kid);
      if (named.length === 0 && fresh !== null && now() - fresh.at >= AGAIN_MS) named = (await fetched()).filter((key) => key.kid === kid);
      const [key, ...others] = named;
      if (key === undefined || others.length > 0) return untrusted('unknown-key');
      return usableKey(key, algorithm);
    },
  };
}

async function usableKey(key: JWK, algorithm: Algorithm): Promise<CryptoKey> {
  const family = algorithm.startsWith('ES') ? 'EC' : algorithm === 'EdDSA' ? 'OKP' : 'RSA';
  if (key.kty !== family || 'd' in key || 'k' in key) return untrusted('weak-key');
  if ((key.use !== undefined && key.use !== 'sig') || (key.alg !== undefined && key.alg !== algorithm)) return untrusted('weak-key');
  if (key.key_ops !== undefined && !(Array.isArray(key.key_ops) && key.key_ops.includes('verify'))) return untrusted('weak-key');
  if (family === 'RSA' ? rsaBits(key.n) < LEAST_RSA_BITS || !isFairExponent(key.e) : key.crv !== CURVES[algorithm])
    return untrusted('weak-key');
  try {
    // Only the numbers of the key: nothing else that the set says about it.
    const { kty, n, e, crv, x, y } = key as Record<string, string>;
    const imported = await importJWK({ kty, n, e, crv, x, y } as JWK, algorithm);
    return imported instanceof Uint8Array ? untrusted('weak-key') : (imported as CryptoKey);
  } catch {
    return untrusted('weak-key');
  }
}

function rsaBits(modulus: unknown): number {
  if (typeof modulus !== 'string') return 0;
  const bytes = Buffer.from(modulus, 'base64url');
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first - 1) * 8 + (32 - Math.clz32(bytes[first] ?? 0));
}

/** An exponent of 1 would make every text its own signature; an even one is no key. */
function isFairExponent(exponent: unknown): boolean {
  if (typeof exponent !== 'string') return false;
  const value = BigInt(`0x0${Buffer.from(exponent, 'base64url').toString('hex')}`);
  return value >= 65_537n && value % 2n === 1n;
}
