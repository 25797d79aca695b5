/**
 * One attempt to sign in at the organisation's identity provider: what the browser keeps meanwhile (one sealed cookie), and the state,
 * nonce and PKCE verifier that are worked out from it. The server keeps nothing until the attempt comes back, so starting one changes
 * nothing; coming back spends it.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { untrusted } from './refused.ts';

export type Attempt = {
  /** What makes this attempt unlike every other. */
  readonly random: string;
  /** Milliseconds. */
  readonly startedAt: number;
  /** The session that is to be shown again, or null when someone signs in. */
  readonly session: string | null;
  /** The path to go back to. */
  readonly back: string;
};

export type Secrets = { readonly state: string; readonly nonce: string; readonly verifier: string; readonly challenge: string };

const LASTS_MS = 10 * 60_000;

export function newAttempt(startedAt: number, session: string | null, back: string): Attempt {
  return { random: randomBytes(32).toString('base64url'), startedAt, session, back };
}

/** The cookie's value. The key is the server's own: the browser can neither make one nor work out what is sent with it. */
export function sealAttempt(key: Uint8Array, attempt: Attempt): string {
  const body = Buffer.from(JSON.stringify(attempt)).toString('base64url');
  return `${body}.${mac(key, `attempt ${body}`)}`;
}

/** Throws when there is none, when it was not made here, or when it is older than ten minutes. */
export function openAttempt(key: Uint8Array, sealed: string | null, now: number): Attempt {
  const [body, seal, ...more] = (sealed ?? '').split('.');
  if (body === undefined || seal === undefined || more.length > 0) return untrusted('no-attempt');
  if (!sameText(seal, mac(key, `attempt ${body}`))) return untrusted('no-attempt');
  const attempt = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Attempt;
  return now - attempt.startedAt > LASTS_MS || attempt.startedAt > now + 1000 ? untrusted('attempt-too-old') : attempt;
}

export function secretsOf(key: Uint8Array, { random, startedAt }: Attempt): Secrets {
  const of = (what: string): string => mac(key, `${what} ${startedAt} ${random}`);
  const verifier = of('verifier');
  return { state: of('state'), nonce: of('nonce'), verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** What is written down as spent: nothing that could be used again. */
export function spentMark(what: string, value: string): Uint8Array {
  return createHash('sha256').update(`${what}\n${value}`).digest();
}

export function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function mac(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(`kinline sign-in at the organisation: ${text}`).digest('base64url');
}
