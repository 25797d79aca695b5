/**
 * Reading a signed token (JWT) of the provider: exactly three canonical base64url parts, a pinned algorithm, a key of the provider's own
 * set, claims that say each name once. What the claims must say is asked by whoever wants the token (oidc.ts, logout-token.ts).
 */
import { compactVerify } from 'jose';
import { ALGORITHMS, type Algorithm } from '../domain/identity-provider.ts';
import type { Keys } from './keys.ts';
import { Untrusted, untrusted } from './refused.ts';
import { strictObject } from './strict-json.ts';

export type Claims = Readonly<Record<string, unknown>>;
export type Signed = { readonly algorithm: Algorithm; readonly claims: Claims };

const LONGEST = 64 * 1024;
/** Header members that bring or name a key from outside the provider's set, or that change how the rest is to be read. */
const BRINGS_A_KEY = ['jku', 'jwk', 'x5u', 'x5c'] as const;
const CHANGES_THE_READING = ['crit', 'b64', 'zip', 'enc', 'cty'] as const;
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/** The token's claims, once its signature is verified. `types`: what `typ` may be, in lower case; null allows it to be missing. */
export async function readToken(
  token: unknown,
  {
    keys,
    algorithms,
    types,
  }: { readonly keys: Keys; readonly algorithms: readonly Algorithm[]; readonly types: readonly (string | null)[] },
): Promise<Signed> {
  if (typeof token !== 'string' || token.length === 0) return untrusted('no-token');
  if (token.length > LONGEST) return untrusted('token-shape');
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every(isCanonical)) return untrusted('token-shape');
  const header = part(parts[0] ?? '');
  const { alg, kid, typ } = header;
  if (CHANGES_THE_READING.some((name) => name in header)) return untrusted('critical-header');
  if (BRINGS_A_KEY.some((name) => name in header)) return untrusted('header-names-a-key');
  if (
    !types.includes(
      typ === undefined
        ? null
        : String(typ)
            .toLowerCase()
            .replace(/^application\//, ''),
    )
  )
    return untrusted('token-type');
  const algorithm = ALGORITHMS.find((one) => one === alg);
  if (algorithm === undefined || !algorithms.includes(algorithm)) return untrusted('algorithm');
  if (typeof kid !== 'string' || kid === '' || kid.length > 500) return untrusted('unknown-key');
  const key = await keys.find(kid, algorithm);
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
  } catch {
    return untrusted('signature');
  }
  return { algorithm, claims: part(parts[1] ?? '') };
}

function part(encoded: string): Claims {
  try {
    return strictObject(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64url')));
  } catch (error) {
    return untrusted(error instanceof Untrusted && error.reason === 'names-twice' ? 'names-twice' : 'token-shape');
  }
}

/** One text has one encoding: no padding, no whitespace, no bits left over. Otherwise one token could be written in several ways. */
function isCanonical(encoded: string): boolean {
  return encoded !== '' && Buffer.from(encoded, 'base64url').toString('base64url') === encoded;
}

/** A subject as OpenID Connect allows it: text of at most 255 ASCII characters, and not empty. */
export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && SUBJECT.test(value) && value.trim() === value;
}

export function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e11;
}

/** What every token must say: from this issuer, for us and nobody else, now. Times are seconds. */
export function askCommon(
  claims: Claims,
  wanted: { readonly issuer: string; readonly clientId: string; readonly at: number; readonly skew: number },
): void {
  const { iss, aud, exp, iat, nbf } = claims;
  const { issuer, clientId, at, skew } = wanted;
  if (iss !== issuer) untrusted('iss');
  // A token that somebody else may use too is one that somebody else may have used.
  if (!(aud === clientId || (Array.isArray(aud) && aud.length === 1 && aud[0] === clientId))) untrusted('aud');
  if (exp !== undefined && !(isInstant(exp) && exp > at - skew)) untrusted('exp');
  if (!isInstant(iat) || iat > at + skew || iat < at - OLDEST) untrusted('iat');
  if (nbf !== undefined && !(isInstant(nbf) && nbf <= at + skew)) untrusted('nbf');
}

/** How long ago a token may have been made, in seconds: it was made for the request that it answers. */
const OLDEST = 600;
