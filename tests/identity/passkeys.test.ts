/** Passkeys: made by somebody who has just shown who they are, good for this address and for them alone, each challenge once. */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginSessionOf } from '../../src/app/begin-session.ts';
import { type Context, through } from '../../src/app/door.ts';
import { askForNewPasskey, listPasskeys, makePasskey, renamePasskey, takePasskeyAway } from '../../src/app/passkeys.ts';
import { askForOwnPasskey, askForPasskey, confirmWithPasskey, signInWithPasskey } from '../../src/app/sign-in-passkey.ts';
import type { Practitioner } from '../../src/domain/access.ts';
import { isProblem, type Problem } from '../../src/domain/problem.ts';
import { inTransaction } from '../../src/store/database.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { ADDRESS, problemOf, visitorOf } from './signing-in.ts';
import { softwareAuthenticator, type Wrongly } from './software-authenticator.ts';

const { healthVisitor, officer } = TEST_PRACTITIONERS;

let test: TestDatabase;
let visitor: Context;
beforeAll(async () => {
  test = await testDatabase();
  visitor = visitorOf(test, null);
});
afterAll(() => test.close());

function got<Result>(answer: Result | Problem): Result {
  if (isProblem(answer)) throw new Error(answer.problem);
  return answer;
}

/** Somebody signed in just now with a password. */
async function signedIn(practitioner: Practitioner): Promise<Context> {
  const begun = await inTransaction(visitor.database, 'read committed', (transaction) =>
    beginSessionOf({ ...visitor, transaction }, practitioner.id, 'password-and-code'),
  );
  return { ...visitor, practitioner, session: { id: got(begun).session, how: 'password-and-code', authenticatedAt: visitor.now() } };
}

async function withPasskey(practitioner: Practitioner) {
  const context = await signedIn(practitioner);
  const authenticator = softwareAuthenticator(ADDRESS);
  const options = got(await through(context, askForNewPasskey, {}));
  const { id } = got(await through(context, makePasskey, { answer: authenticator.register(options), name: 'Work phone' }));
  return { context, authenticator, id };
}

const sessions = async (): Promise<number> => Number((await test.ask<{ count: string }>('select count(*) from session'))[0]?.count);

describe('a passkey', () => {
  it('is made, named, used to sign in, and taken away', async () => {
    const { context, authenticator, id } = await withPasskey(healthVisitor);
    expect(await through(context, listPasskeys, {})).toMatchObject([{ id, name: 'Work phone', backedUp: false, usedAt: null }]);
    expect(await through(context, renamePasskey, { passkey: id, name: ' My phone ' })).toEqual({ named: true });
    const options = got(await through(visitor, askForPasskey, {}));
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials: [] });
    expect(await through(visitor, signInWithPasskey, { answer: authenticator.answer(options) })).toMatchObject({
      practitioner: healthVisitor.id,
    });
    expect(await through(context, listPasskeys, {})).toMatchObject([{ id, name: 'My phone' }]);
    expect(await through(context, takePasskeyAway, { passkey: id })).toEqual({ removed: true });
    expect(await through(context, listPasskeys, {})).toEqual([]);
    const again = got(await through(visitor, askForPasskey, {}));
    expect(problemOf(await through(visitor, signInWithPasskey, { answer: authenticator.answer(again) }))).toBe('passkey-refused');
  });

  it('needs somebody who has just shown who they are, to be made and to be taken away', async () => {
    const { context, id } = await withPasskey(healthVisitor);
    const long = {
      ...context,
      session: context.session && { ...context.session, authenticatedAt: new Date(Date.now() - 600_000).toISOString() },
    };
    expect(problemOf(await through(long, askForNewPasskey, {}))).toBe('step-up-needed');
    expect(problemOf(await through(long, makePasskey, { answer: '{}', name: 'Phone' }))).toBe('step-up-needed');
    expect(problemOf(await through(long, takePasskeyAway, { passkey: id }))).toBe('step-up-needed');
    expect(problemOf(await through(visitor, makePasskey, { answer: '{}', name: 'Phone' }))).toBe('not-signed-in');
  });

  it('is not made by whoever came from their organisation: it would outlive what the organisation ends', async () => {
    const context = await signedIn(officer);
    const from: Context = { ...context, session: context.session && { ...context.session, how: 'identity-provider' } };
    expect(problemOf(await through(from, askForNewPasskey, {}))).toBe('not-permitted');
    const options = got(await through(context, askForNewPasskey, {}));
    const answer = softwareAuthenticator(ADDRESS).register(options);
    expect(problemOf(await through(from, makePasskey, { answer, name: 'Phone' }))).toBe('not-permitted');
  });

  it('shows again who somebody is, in the same session', async () => {
    const { context, authenticator } = await withPasskey(officer);
    const { options } = got(await through(context, askForOwnPasskey, {}));
    const answer = authenticator.answer(options ?? { challenge: '' });
    expect(await through(context, confirmWithPasskey, { answer })).toMatchObject({ session: context.session?.id });
    const other = await signedIn(healthVisitor);
    const { options: others } = got(await through(context, askForOwnPasskey, {}));
    expect(problemOf(await through(other, confirmWithPasskey, { answer: authenticator.answer(others ?? { challenge: '' }) }))).toBe(
      'passkey-refused',
    );
  });

  it('is nobody else’s to name, to take away or to see', async () => {
    const { id } = await withPasskey(officer);
    const other = await signedIn(healthVisitor);
    expect(problemOf(await through(other, renamePasskey, { passkey: id, name: 'Mine' }))).toBe('not-found');
    expect(problemOf(await through(other, takePasskeyAway, { passkey: id }))).toBe('not-found');
    expect(got(await through(other, listPasskeys, {})).map((one) => one.id)).not.toContain(id);
  });

  it('is not made twice, nor more than twenty times', async () => {
    const { context, authenticator } = await withPasskey(TEST_PRACTITIONERS.reviewer);
    const options = got(await through(context, askForNewPasskey, {}));
    expect(options.excludeCredentials).toHaveLength(1);
    expect(problemOf(await through(context, makePasskey, { answer: authenticator.register(options), name: 'Again' }))).toBe(
      'passkey-refused',
    );
    for (let made = 1; made < 20; made++) {
      const asked = got(await through(context, askForNewPasskey, {}));
      got(await through(context, makePasskey, { answer: softwareAuthenticator(ADDRESS).register(asked), name: `Key ${made}` }));
    }
    const asked = got(await through(context, askForNewPasskey, {}));
    const oneMore = { answer: softwareAuthenticator(ADDRESS).register(asked), name: 'One more' };
    expect(problemOf(await through(context, makePasskey, oneMore))).toBe('passkey-refused');
  });
});

const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const WRONG: readonly (readonly [string, Wrongly])[] = [
  ['from another origin', { origin: 'https://localhost:3000' }],
  ['from another port', { origin: 'http://localhost:3001' }],
  ['for another site', { rpId: 'example.org' }],
  ['to a challenge that nobody gave', { challenge: 'AAAA' }],
  ['to a challenge of the right length that nobody gave', { challenge: Buffer.alloc(56, 1).toString('base64url') }],
  ['of another kind', { type: 'webauthn.nonsense' }],
  ['without the person being verified', { flags: 0x01 }],
  ['without the person being there', { flags: 0x04 }],
];

describe('an answer that is not right', () => {
  it.each(WRONG)('makes no passkey: %s', async (_what, wrongly) => {
    const context = await signedIn(healthVisitor);
    const options = got(await through(context, askForNewPasskey, {}));
    const flags = wrongly.flags === undefined ? {} : { flags: wrongly.flags | 0x40 };
    const answer = softwareAuthenticator(ADDRESS).register(options, { ...wrongly, ...flags });
    expect(problemOf(await through(context, makePasskey, { answer, name: 'Phone' }))).toBe('passkey-refused');
  });

  it.each([
    ...WRONG,
    ['signed with another key', { signWith: otherKey }],
    ['of a credential that nobody has', { credential: Buffer.alloc(32, 9).toString('base64url') }],
    ['with a counter that went back', { counter: 0 }],
    ['with somebody else’s handle', { userHandle: Buffer.from(officer.id, 'hex').toString('base64url') }],
    ['without a handle', { userHandle: undefined }],
  ] as const)('signs nobody in: %s', async (_what, wrongly) => {
    const { authenticator } = await withPasskey(healthVisitor);
    const options = got(await through(visitor, askForPasskey, {}));
    const before = await sessions();
    expect(problemOf(await through(visitor, signInWithPasskey, { answer: authenticator.answer(options, wrongly) }))).toBe(
      'passkey-refused',
    );
    expect(await sessions()).toBe(before);
  });

  it.each(['', '{}', 'null', '[]', '{"id":1}', '{"id":"AAAA","id":"BBBB"}', '{"id":"AAAA","response":{}}', 'x'.repeat(99_999)])(
    'is nothing when it is %.20s',
    async (answer) => {
      expect(['passkey-refused', 'not-valid']).toContain(problemOf(await through(visitor, signInWithPasskey, { answer })));
    },
  );

  it('signs nobody in when it comes again, late, or to a challenge for something else', async () => {
    const { context, authenticator } = await withPasskey(healthVisitor);
    const options = got(await through(visitor, askForPasskey, {}));
    const answer = authenticator.answer(options);
    expect(problemOf(await through(visitor, signInWithPasskey, { answer }))).toBe('signed in');
    expect(problemOf(await through(visitor, signInWithPasskey, { answer }))).toBe('passkey-refused');
    expect(problemOf(await through(visitor, signInWithPasskey, { answer: authenticator.answer(options) }))).toBe('passkey-refused');

    const late = { ...visitor, now: () => new Date(Date.now() + 6 * 60_000).toISOString() };
    const early = got(await through(visitor, askForPasskey, {}));
    expect(problemOf(await through(late, signInWithPasskey, { answer: authenticator.answer(early) }))).toBe('passkey-refused');

    const { options: own } = got(await through(context, askForOwnPasskey, {}));
    const ofStepUp = authenticator.answer(own ?? { challenge: '' });
    expect(problemOf(await through(visitor, signInWithPasskey, { answer: ofStepUp }))).toBe('passkey-refused');
    const ofSignIn = authenticator.answer(got(await through(visitor, askForPasskey, {})));
    expect(problemOf(await through(context, confirmWithPasskey, { answer: ofSignIn }))).toBe('passkey-refused');
  });
});
