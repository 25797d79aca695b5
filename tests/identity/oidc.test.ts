/** Signing in at an organisation's identity provider, the honest way: with a certified provider on this computer, and in the shapes of known ones. */
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Context, through } from '../../src/app/door.ts';
import { linkPerson, listIdentities, unlinkPerson } from '../../src/app/link-identity.ts';
import { signOutByOrganisation } from '../../src/app/organisation-logout.ts';
import { PROVIDER_DEFAULTS, type ProviderSettings, providerFrom } from '../../src/domain/identity-provider.ts';
import { isProblem } from '../../src/domain/problem.ts';
import { secretOf } from '../../src/domain/secret.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { type LoopbackProvider, startLoopbackProvider } from './loopback-provider.ts';
import { ADDRESS, comeBack, leftBehind, linkInTest, problemOf, setOut, visitorOf } from './signing-in.ts';

const { healthVisitor, officer } = TEST_PRACTITIONERS;

let test: TestDatabase;
let own: LoopbackProvider;
beforeAll(async () => {
  test = await testDatabase();
  own = await startLoopbackProvider();
  await linkInTest(test, own.issuer, 'person-1', healthVisitor.id);
});
afterAll(async () => {
  await own.close();
  await test.close();
});

async function signIn(visitor: Context, again = false) {
  const going = await setOut(visitor, again);
  return comeBack(visitor, going.kept, own.authorize(going.to).query.toString());
}

const sessionOf = async (id: string) =>
  (await test.ask<{ how: string; authenticated_at: string; ended_because: string | null }>('select * from session where id = $1', [id]))[0];

describe('with oidc-provider', () => {
  const secret = 's'.repeat(32);
  let settings: ProviderSettings;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const { createServer } = await import('node:http');
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'app',
          client_secret: secret,
          redirect_uris: [`${ADDRESS}/sign-in/organisation/return`],
          grant_types: ['authorization_code'],
          response_types: ['code'],
          require_auth_time: true,
        },
      ],
      features: { devInteractions: { enabled: true } },
      findAccount: async (_context: unknown, id: string) => ({ accountId: id, claims: async () => ({ sub: id }) }),
      pkce: { required: () => true },
      cookies: { keys: ['only for tests'] },
    });
    server.on('request', provider.callback());

    settings = { ...PROVIDER_DEFAULTS, issuer, clientId: 'app', clientSecret: secretOf(secret), name: 'Test Trust' };
    await linkInTest(test, issuer, 'sw1', officer.id);
    stop = async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => void server.close(() => done()));
    };
  });
  afterAll(() => stop());

  /** What a person does there: signs in and agrees, until the provider sends the browser back. */
  async function atTheProvider(to: string): Promise<string> {
    const jar = new Map<string, string>();
    const go = async (address: string, form?: Record<string, string>): Promise<Response> => {
      const answer = await fetch(address, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      return answer;
    };
    let answer = await go(to);
    for (let step = 0; step < 12; step++) {
      const location = answer.headers.get('location');
      if (location !== null) {
        const next = new URL(location, settings.issuer).href;
        if (next.startsWith(ADDRESS)) return new URL(next).search.slice(1);
        answer = await go(next);
        continue;
      }
      const page = await answer.text();
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? 'consent';
      answer = await go(new URL(action, settings.issuer).href, prompt === 'login' ? { prompt, login: 'sw1', password: 'x' } : { prompt });
    }
    throw new Error('The provider never sent the browser back.');
  }

  it('signs in whoever is linked, once', async () => {
    const visitor = visitorOf(test, settings);
    const going = await setOut(visitor);
    const query = await atTheProvider(going.to);
    const answer = await comeBack(visitor, going.kept, query);
    expect(answer).toMatchObject({ practitioner: officer.id, back: '/families' });
    expect(await sessionOf((answer as { session: string }).session)).toMatchObject({ how: 'identity-provider' });
    expect(problemOf(await comeBack(visitor, going.kept, query))).toBe('identity-refused');
  });
});

describe('signing in at the organisation', () => {
  it('gives whoever is not linked a reference, and no session; an administrator links them by it', async () => {
    own.behave({ claims: (claims) => ({ ...claims, sub: 'person-2', sid: 'sid-2' }) });
    const visitor = visitorOf(test, own.settings);
    const before = await leftBehind(test);
    const refused = await signIn(visitor);
    expect(refused).toMatchObject({ problem: 'identity-not-known' });
    const after = await leftBehind(test);
    expect(after.sessions).toBe(before.sessions);
    expect(after.lines.slice(before.lines.length)).toEqual(['identity-not-known']);
    const reference = isProblem(refused) ? (refused.detail ?? '') : '';
    expect(reference).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);

    const administrator = await anAdministrator();
    expect(problemOf(await through(administrator, linkPerson, { reference: 'AAAA-AAAA-AAAA', practitioner: officer.id }))).toBe(
      'not-valid',
    );
    expect(problemOf(await through(test.as(officer), linkPerson, { reference, practitioner: officer.id }))).toBe('not-permitted');
    const asTyped = reference.toLowerCase().replaceAll('-', ' ');
    expect(await through(administrator, linkPerson, { reference: asTyped, practitioner: officer.id })).toEqual({ linked: true });
    expect(problemOf(await through(administrator, linkPerson, { reference, practitioner: officer.id }))).toBe('not-valid');

    const answer = await signIn(visitorOf(test, own.settings));
    expect(answer).toMatchObject({ practitioner: officer.id });

    const links = await through(administrator, listIdentities, {});
    const link = isProblem(links) ? undefined : links[0];
    expect(link).toMatchObject({ practitioner: officer.id, issuer: own.issuer });
    expect(await through(administrator, unlinkPerson, { sequence: link?.sequence ?? 0 })).toEqual({ unlinked: true });
    expect(await sessionOf((answer as { session: string }).session)).toMatchObject({ ended_because: 'identity-unlinked' });
    expect(problemOf(await signIn(visitorOf(test, own.settings)))).toBe('identity-not-known');
  });

  it('asks again for who one is, and takes only a sign-in that came after', async () => {
    own.behave({});
    const first = await signIn(visitorOf(test, own.settings));
    if (isProblem(first)) throw new Error(first.problem);
    await test.ask(`update session set authenticated_at = now() - interval '1 hour' where id = $1`, [first.session]);
    const session = {
      id: first.session,
      how: 'identity-provider' as const,
      authenticatedAt: new Date(Date.now() - 3_600_000).toISOString(),
    };
    const visitor = visitorOf(test, own.settings, { practitioner: healthVisitor, session });
    const going = await setOut(visitor, true);
    expect(Object.fromEntries(new URL(going.to).searchParams)).toMatchObject({
      prompt: 'login',
      max_age: '0',
      code_challenge_method: 'S256',
    });
    const renewed = await comeBack(visitor, going.kept, own.authorize(going.to).query.toString());
    expect(renewed).toMatchObject({ session: first.session, practitioner: healthVisitor.id });
    const at = Date.parse(String((await sessionOf(first.session))?.authenticated_at));
    expect(Date.now() - at).toBeLessThan(60_000);
  });

  it('shows nobody again who is somebody else, or in another session', async () => {
    own.behave({});
    const first = await signIn(visitorOf(test, own.settings));
    if (isProblem(first)) throw new Error(first.problem);
    const session = { id: first.session, how: 'identity-provider' as const, authenticatedAt: new Date().toISOString() };
    const visitor = visitorOf(test, own.settings, { practitioner: healthVisitor, session });
    const going = await setOut(visitor, true);
    const query = own.authorize(going.to).query.toString();
    expect(problemOf(await comeBack({ ...visitor, practitioner: null, session: null }, going.kept, query))).toBe('identity-refused');
    const second = await setOut(visitor, true);
    await linkInTest(test, own.issuer, 'person-3', officer.id);
    own.behave({ claims: (claims) => ({ ...claims, sub: 'person-3' }) });
    expect(problemOf(await comeBack(visitor, second.kept, own.authorize(second.to).query.toString()))).toBe('identity-refused');
  });

  it('ends the sessions that the organisation ends, at once, and lets none of them begin afterwards', async () => {
    own.behave({ claims: (claims) => ({ ...claims, sid: 'sid-9' }) });
    const answer = await signIn(visitorOf(test, own.settings));
    const session = (answer as { session: string }).session;
    const at = Math.floor(Date.now() / 1000);
    const token = own.honestToken({
      iss: own.issuer,
      aud: own.settings.clientId,
      iat: at,
      exp: at + 120,
      jti: 'logout-1',
      sub: 'person-1',
      sid: 'sid-9',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect(await through(visitorOf(test, own.settings), signOutByOrganisation, { token })).toEqual({ ended: 1 });
    expect(await sessionOf(session)).toMatchObject({ ended_because: 'organisation' });
    expect(problemOf(await through(visitorOf(test, own.settings), signOutByOrganisation, { token }))).toBe('identity-refused');
    expect(problemOf(await signIn(visitorOf(test, own.settings)))).toBe('identity-refused');
  });

  it('signs nobody in who has left', async () => {
    own.behave({ claims: (claims) => ({ ...claims, sub: 'person-4' }) });
    await linkInTest(test, own.issuer, 'person-4', TEST_PRACTITIONERS.nobody.id);
    await test.ask('update practitioner set left_at = now() where id = $1', [TEST_PRACTITIONERS.nobody.id]);
    expect(problemOf(await signIn(visitorOf(test, own.settings)))).toBe('identity-not-known');
  });
});

describe('the shapes of known providers', () => {
  it('Entra ID: one tenant, people named by oid', async () => {
    const tenant = '9122040d-6c67-4c5b-b112-36a304b66dad';
    await linkInTest(test, own.issuer, 'oid-1', healthVisitor.id);
    own.behave({ claims: (claims) => ({ ...claims, tid: tenant, oid: 'oid-1', sub: 'pairwise', ver: '2.0', sid: 'sid-e' }) });
    const answer = await signIn(visitorOf(test, { ...own.settings, tenant, subjectClaim: 'oid' }));
    expect(answer).toMatchObject({ practitioner: healthVisitor.id });
  });

  it('Entra ID: the tenant is read from the issuer when no setting says it', () => {
    const found = providerFrom({
      issuer: 'https://login.microsoftonline.com/9122040d-6c67-4c5b-b112-36a304b66dad/v2.0',
      clientId: 'a',
      clientSecret: 'b',
      name: 'Trust',
      subjectClaim: 'oid',
      tenant: null,
      acr: null,
      stepUpAcr: null,
      leastAssurance: 0,
      algorithms: 'RS256',
      maxAgeSeconds: 3600,
    });
    expect(found).toMatchObject({ tenant: '9122040d-6c67-4c5b-b112-36a304b66dad' });
  });

  it('NHS CIS2: an assurance level, an acr, a role if one was selected', async () => {
    own.behave({
      claims: (claims) => ({
        ...claims,
        acr: 'AAL3_ANY',
        amr: ['FIDO2'],
        authentication_assurance_level: '3',
        id_assurance_level: '3',
        selected_roleid: '555021935107',
        sid: 'sid-c',
      }),
    });
    const settings = { ...own.settings, acr: ['AAL3_ANY', 'AAL2_OR_AAL3_ANY'], leastAssurance: 3 };
    expect(await signIn(visitorOf(test, settings))).toMatchObject({ practitioner: healthVisitor.id });
  });
});

/** Somebody who administers, who has just shown who they are. */
async function anAdministrator(): Promise<Context> {
  const id = 'ad'.repeat(16);
  await test.ask(
    `insert into practitioner (id, partnership, name, role, agency, position)
     select $1, partnership, 'Ada Brook', 'administrator', 'partnership', 9 from practitioner where id = $2 on conflict do nothing`,
    [id, healthVisitor.id],
  );
  return test.as({ id, name: 'Ada Brook', role: 'administrator', agency: 'partnership' });
}
