/** Test support: an account with a password and a code generator, made from a one-time link as people make theirs, and a clock to type codes by. */
import { codeAt } from '../../src/app/accounts/codes.ts';
import { newToken } from '../../src/app/accounts/sealing.ts';
import type { Context } from '../../src/app/door.ts';
import { beginAccount, makeAccount } from '../../src/app/make-account.ts';
import type { Practitioner } from '../../src/domain/access.ts';
import type { TestDatabase } from '../database.ts';
import { done } from './bring-files.ts';

export const PASSWORD = 'heron lantern quay mist';

/** A clock that stands still until it is moved: codes are good for 30 seconds of it. */
export type Clock = { at: number; readonly now: () => string; readonly pass: (seconds: number) => void };

export function clock(): Clock {
  const one: Clock = {
    at: Date.parse('2026-11-23T09:00:01.000Z'),
    now: () => new Date(one.at).toISOString(),
    pass: (seconds) => {
      one.at += seconds * 1000;
    },
  };
  return one;
}

/** As nobody, by this clock. */
export const asNobody = (test: TestDatabase, time: Clock): Context => ({ ...test.as(null), now: time.now });

export async function linkFor(test: TestDatabase, { id }: Practitioner): Promise<string> {
  const { token, hash } = newToken();
  await test.ask('insert into one_time_link (hash, practitioner) values ($1, $2)', [hash, id]);
  return token;
}

export type TestAccount = {
  readonly login: string;
  readonly secret: Buffer;
  readonly recoveryCodes: readonly string[];
  readonly token: string;
  readonly code: () => string;
};

/** The key that a person types into a generator, as bytes (RFC 4648). */
export function secretOfKey(key: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export async function accountFor(test: TestDatabase, time: Clock, practitioner: Practitioner, login: string): Promise<TestAccount> {
  const link = await linkFor(test, practitioner);
  const begun = await done(asNobody(test, time), beginAccount, { link, login, password: PASSWORD });
  const secret = secretOfKey(begun.key);
  const made = await done(asNobody(test, time), makeAccount, { link, state: begun.state, code: codeAt(secret, time.now()) });
  time.pass(30);
  return { login, secret, recoveryCodes: made.recoveryCodes, token: made.token, code: () => codeAt(secret, time.now()) };
}
