/**
 * The second thing that somebody shows: a code of their generator (TOTP, RFC 6238, six digits every 30 seconds) or one of ten recovery codes.
 * A code counts within its own 30 seconds and no longer (no earlier or later one is accepted, so that none lives longer than 30 seconds), and once.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { recognisable } from './sealing.ts';

const PERIOD = 30;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** No letters or digits that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;

export type SecondFactor = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'recovery-code'; readonly code: string };

/** What somebody typed as their code: six digits, or a recovery code, however they spaced it. */
export function secondFactorOf(typed: string): SecondFactor {
  const bare = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s–-]/g, '');
  return /^\d{6}$/.test(bare) ? { kind: 'code', code: bare } : { kind: 'recovery-code', code: bare };
}

function generator(secret: Uint8Array): TOTP {
  return new TOTP({ secret: new Secret({ buffer: Uint8Array.from(secret).buffer }), algorithm: 'SHA1', digits: 6, period: PERIOD });
}

export const newCodeSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** The 30 seconds of this instant. */
export const stepAt = (at: string): number => Math.floor(Date.parse(at) / 1000 / PERIOD);

/** The code of an instant. */
export const codeAt = (secret: Uint8Array, at: string): string => generator(secret).generate({ timestamp: Date.parse(at) });

/** Whether this is the code of the present 30 seconds. */
export function isCode(secret: Uint8Array, code: string, at: string): boolean {
  const wanted = Buffer.from(codeAt(secret, at));
  const given = Buffer.from(code);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** What a code generator reads from the square picture, and the key to type where there is no camera. */
export function enrolmentOf(secret: Uint8Array, login: string, partnership: string): { readonly address: string; readonly key: string } {
  const key = new Secret({ buffer: Uint8Array.from(secret).buffer });
  const totp = new TOTP({ issuer: `Kinline ${partnership}`, label: login, secret: key, algorithm: 'SHA1', digits: 6, period: PERIOD });
  return { address: totp.toString(), key: (key.base32.match(/.{1,4}/g) ?? []).join(' ') };
}

/** Ten codes for the day when the generator is lost, about 79 bits each. */
export function newRecoveryCodes(): readonly string[] {
  const letter = (): string => {
    for (;;) {
      const [byte = 255] = randomBytes(1);
      if (byte < LETTERS.length * Math.floor(256 / LETTERS.length)) return LETTERS[byte % LETTERS.length] ?? '';
    }
  };
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, letter).join('')).join('-'),
  );
}

/** What the database keeps of a recovery code. */
export function recoveryHash(accounts: Uint8Array, practitioner: string, code: string): Buffer {
  return recognisable(accounts, 'recovery', `${practitioner} ${code.toLowerCase().replace(/[\s–-]/g, '')}`);
}
