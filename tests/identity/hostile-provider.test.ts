/** A hostile identity provider: whatever it says, nobody is signed in by it, each try is one line of the audit, and it learns nothing of why. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Context, through } from '../../src/app/door.ts';
import { signOutByOrganisation } from '../../src/app/organisation-logout.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { RETURNS, WIRES } from './hostile-answers.ts';
import type { HostileCase } from './hostile-case.ts';
import { CLAIMS } from './hostile-claims.ts';
import { HOSTILE_LOGOUTS } from './hostile-logouts.ts';
import { ALGORITHMS_AND_KEYS, SHAPES } from './hostile-tokens.ts';
import { CLIENT, KEYS, type LoopbackProvider, signToken, startLoopbackProvider } from './loopback-provider.ts';
import { comeBack, leftBehind, linkInTest, problemOf, setOut, visitorOf } from './signing-in.ts';

const { healthVisitor, officer } = TEST_PRACTITIONERS;

const HOSTILE_CASES: readonly HostileCase[] = [...ALGORITHMS_AND_KEYS, ...SHAPES, ...CLAIMS, ...RETURNS, ...WIRES];

let test: TestDatabase;
let provider: LoopbackProvider;
/** A session that began honestly, to be shown again. */
let session: string;
const accepted: string[] = [];

beforeAll(async () => {
  test = await testDatabase();
  provider = await startLoopbackProvider();
  await linkInTest(test, provider.issuer, 'person-1', healthVisitor.id);
  // Whom the lies would have us believe in, so that believing them would show.
  await linkInTest(test, provider.issuer, 'person-9', officer.id);
  const begun = await signIn({});
  if (isProblem(begun)) throw new Error(begun.problem);
  session = begun.session;
});
afterAll(async () => {
  await provider.close();
  await test.close();
});

function visitor({ settings = {}, again }: Pick<HostileCase, 'settings' | 'again'>): Context {
  const asking =
    again === true
      ? {
          practitioner: healthVisitor,
          session: { id: session, how: 'identity-provider' as const, authenticatedAt: new Date().toISOString() },
        }
      : {};
  return visitorOf(test, { ...provider.settings, ...settings }, asking);
}

/** One sign-in at the provider as the case would have it; honest when it says nothing. */
async function signIn(hostile: Partial<HostileCase>, refusedAtOnce: string[] = []) {
  const context = visitor(hostile);
  provider.behave({});
  const other = await setOut(visitor({}));
  const others = provider.authorize(other.to);
  provider.behave(hostile);
  // Lies about itself are told before anybody sets out.
  const going = await setOut(context, hostile.again === true).catch(() => null);
  if (going === null) {
    refusedAtOnce.push('when setting out');
    return comeBack(context, other.kept, others.query.toString());
  }
  const { query } = provider.authorize(going.to);
  const said = hostile.query?.(query, { state: others.query.get('state') ?? '', code: others.round.code }) ?? query.toString();
  return comeBack(context, hostile.kept === undefined ? going.kept : hostile.kept(going.kept, other.kept), said);
}

describe('an identity provider', () => {
  it('is believed when it is honest: by RS256, PS256 and ES256, and shown again', async () => {
    expect(problemOf(await signIn({}))).toBe('signed in');
    expect(
      problemOf(await signIn({ header: (said) => ({ ...said, alg: 'PS256' }), token: (_honest, signing) => signToken(signing) })),
    ).toBe('signed in');
    const es256 = { alg: 'ES256', kid: 'two' };
    expect(
      problemOf(
        await signIn({
          header: (said) => ({ ...said, ...es256 }),
          key: KEYS.ec.privateKey,
          token: (_honest, signing) => signToken(signing),
        }),
      ),
    ).toBe('signed in');
    expect(problemOf(await signIn({ again: true }))).toBe('signed in');
  });

  it.each(HOSTILE_CASES.map((one) => [one.lies, one] as const))('is not believed with %s', async (_lies, hostile) => {
    const before = await leftBehind(test);
    const logged = test.logged.length;
    const refusedAtOnce: string[] = [];
    const answer = await signIn(hostile, refusedAtOnce);
    const after = await leftBehind(test);
    if (!isProblem(answer) || after.sessions !== before.sessions) accepted.push(hostile.lies);
    expect(problemOf(answer)).toBe(hostile.because === 'not-reached' ? 'provider-unreachable' : 'identity-refused');
    expect(after.sessions).toBe(before.sessions);
    // Who lies about itself is refused when somebody sets out, and again when they come back.
    expect(after.lines.slice(before.lines.length)).toEqual(Array(1 + refusedAtOnce.length).fill(problemOf(answer)));
    expect(test.logged.slice(logged).map((line) => /"reason":"([^"]*)"/.exec(line)?.[1])).toContain(hostile.because);
  });

  it('was not believed once, in at least 60 ways', () => {
    console.log(`hostile identity provider: ${HOSTILE_CASES.length} lies, ${accepted.length} accepted`);
    expect(accepted).toEqual([]);
    expect(new Set(HOSTILE_CASES.map(({ lies }) => lies)).size).toBe(HOSTILE_CASES.length);
    expect(HOSTILE_CASES.length).toBeGreaterThanOrEqual(60);
  });

  it('is not believed twice: the same return, used again, signs nobody in', async () => {
    provider.behave({});
    const context = visitor({});
    const going = await setOut(context);
    const query = provider.authorize(going.to).query.toString();
    expect(problemOf(await comeBack(context, going.kept, query))).toBe('signed in');
    const { sessions } = await leftBehind(test);
    expect(problemOf(await comeBack(context, going.kept, query))).toBe('identity-refused');
    expect(problemOf(await comeBack(visitor({}), going.kept, query))).toBe('identity-refused');
    expect((await leftBehind(test)).sessions).toBe(sessions);
  });

  it('is not believed late: an attempt lasts ten minutes', async () => {
    provider.behave({});
    const context = visitor({});
    const going = await setOut(context);
    const query = provider.authorize(going.to).query.toString();
    const later = { ...context, now: () => new Date(Date.now() + 11 * 60_000).toISOString() };
    expect(problemOf(await comeBack(later, going.kept, query))).toBe('identity-refused');
  });

  it('has us ask nobody but itself', () => {
    const paths = new Set(provider.asked.map((line) => line.split(' ')[1]));
    expect([...paths].sort()).toEqual(['/.well-known/openid-configuration', '/jwks', '/token']);
  });
});

describe('a logout token', () => {
  const claims = (): Record<string, unknown> => {
    const at = Math.floor(Date.now() / 1000);
    const jti = `logout-${Math.random()}`;
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    return { iss: provider.issuer, aud: CLIENT, iat: at, exp: at + 120, jti, sub: 'person-1', sid: 'sid-1', events };
  };

  it.each(HOSTILE_LOGOUTS.map((one) => [one.lies, one] as const))('ends no session when it is %s', async (_lies, hostile) => {
    provider.behave({});
    const before = await leftBehind(test);
    const logged = test.logged.length;
    const honest = provider.honestToken(hostile.claims?.(claims()) ?? claims(), hostile.header);
    const answer = await through(visitor({}), signOutByOrganisation, { token: hostile.token?.(honest) ?? honest });
    const after = await leftBehind(test);
    expect(problemOf(answer)).toBe('identity-refused');
    expect(after.sessions).toBe(before.sessions);
    expect(after.lines.slice(before.lines.length)).toEqual(['identity-refused']);
    expect(test.logged.slice(logged).map((line) => /"reason":"([^"]*)"/.exec(line)?.[1])).toEqual([hostile.because]);
  });

  it('ends sessions when it is one', async () => {
    const before = await leftBehind(test);
    expect(before.sessions).toBeGreaterThan(0);
    const answer = await through(visitor({}), signOutByOrganisation, { token: provider.honestToken(claims()) });
    expect(isProblem(answer)).toBe(false);
    expect((await leftBehind(test)).sessions).toBe(0);
  });
});
