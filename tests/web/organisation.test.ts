/**
 * Signing in at the organisation and with a passkey, as a browser does it: over http, with cookies and forms, in a real browser where one is
 * needed. The provider is one of our own making; the authenticator is the browser's virtual one.
 */
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Practitioner } from '../../src/domain/access.ts';
import { relyingPartyAt } from '../../src/identity/passkey.ts';
import { openProvider } from '../../src/identity/provider.ts';
import { registerWeb } from '../../src/web/site.ts';
import { accessibilityFaults, openPage, overflow, startBrowser } from '../browser.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';
import { CLIENT, type LoopbackProvider, startLoopbackProvider } from '../identity/loopback-provider.ts';
import { linkInTest } from '../identity/signing-in.ts';
import { buildAssets } from './server.ts';

const { healthVisitor, officer } = TEST_PRACTITIONERS;
const ADMINISTRATOR: Practitioner = { id: 'ad'.repeat(16), name: 'Ada Brook', role: 'administrator', agency: 'partnership' };
const PICTURES = process.env['KINLINE_TEST_PICTURES'];

let test: TestDatabase;
let provider: LoopbackProvider;
let browser: Browser;
let address: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  buildAssets();
  test = await testDatabase();
  provider = await startLoopbackProvider();
  await linkInTest(test, provider.issuer, 'person-1', healthVisitor.id);
  await test.ask(
    `insert into practitioner (id, partnership, name, role, agency, position)
     select $1, partnership, $2, 'administrator', 'partnership', 9 from practitioner where id = $3`,
    [ADMINISTRATOR.id, ADMINISTRATOR.name, healthVisitor.id],
  );
  await linkInTest(test, provider.issuer, 'administrator', ADMINISTRATOR.id);
  const app = Fastify({ logger: false });
  const opened = openProvider(provider.settings, Date.now);
  await registerWeb(app, {
    context: (practitioner) => ({
      ...test.as(practitioner),
      now: () => new Date().toISOString(),
      identity: { provider: opened, party: relyingPartyAt(address, 'Test partnership') },
    }),
    secret: 'only for tests, and long enough to sign with',
    partnership: 'Saltmarsh Safeguarding Children Partnership',
    demonstration: false,
    secure: false,
    tellUs: 'kinline@saltmarsh.example',
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  address = `http://localhost:${(app.server.address() as AddressInfo).port}`;
  browser = await startBrowser();
  stop = () => app.close();
});
afterAll(async () => {
  await browser.close();
  await stop();
  await provider.close();
  await test.close();
});

type Jar = Map<string, string>;

/** A request as a browser makes it, without following where it is sent. */
async function go(jar: Jar, path: string, form?: Readonly<Record<string, string>>): Promise<Response> {
  const answer = await fetch(path.startsWith('http') ? path : `${address}${path}`, {
    redirect: 'manual',
    headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';');
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  return answer;
}

/** To the provider and back; answers what the browser is given on its return. */
async function there(jar: Jar, path = '/sign-in/organisation?to=/families'): Promise<Response> {
  const going = await go(jar, path);
  const { query } = provider.authorize(going.headers.get('location') ?? '');
  return go(jar, `/sign-in/organisation/return?${query}`);
}

describe('signing in at the organisation', () => {
  it('goes there and comes back signed in, with a session that no script and no other site can take', async () => {
    provider.behave({});
    const jar: Jar = new Map();
    const going = await go(jar, '/sign-in/organisation?to=/families');
    expect(going.status).toBe(303);
    expect(going.headers.get('location')).toContain(`${provider.issuer}/authorize?`);
    const cookies = going.headers.getSetCookie().join('\n');
    expect(cookies).toMatch(/kinline-attempt=.*; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax/);
    const { query } = provider.authorize(going.headers.get('location') ?? '');
    const back = await go(jar, `/sign-in/organisation/return?${query}`);
    expect([back.status, back.headers.get('location')]).toEqual([303, '/families']);
    expect(back.headers.getSetCookie().join('\n')).toMatch(/kinline-session=[^;]+; Path=\/; HttpOnly; SameSite=Lax/);
    expect(await (await go(jar, '/families')).text()).toContain(healthVisitor.name);
  });

  it('asks there again who somebody is before privileged work, when it was long ago', async () => {
    provider.behave({ claims: (claims) => ({ ...claims, sid: 'sid-again' }) });
    const jar: Jar = new Map();
    await there(jar);
    await test.ask("update session set authenticated_at = now() - interval '1 hour' where ended_at is null");
    const privileged = '/account/passkeys/new';
    const asked = await go(jar, privileged);
    expect([asked.status, asked.headers.get('location')]).toEqual([303, `/confirm?to=${encodeURIComponent(privileged)}`]);
    const before = jar.get('kinline-session');
    const back = await there(jar, `/confirm/organisation?to=${privileged}`);
    expect([back.status, back.headers.get('location')]).toEqual([303, privileged]);
    expect(jar.get('kinline-session')).not.toBe(before);
    // They may ask for it now; that nobody from an organisation makes one here is another matter.
    expect((await go(jar, privileged)).status).toBe(403);
    expect((await go(new Map([['kinline-session', before ?? '']]), '/families')).status).toBe(303);
  });

  it('leads nowhere but to itself afterwards', async () => {
    for (const to of ['https://example.org/', '//example.org', '/\\example.org', 'javascript:alert(1)']) {
      const back = await there(new Map(), `/sign-in/organisation?to=${encodeURIComponent(to)}`);
      expect([back.status, back.headers.get('location')]).toEqual([303, '/']);
    }
  });

  it('gives whoever has nothing to come back with no session, and says nothing of why', async () => {
    const jar: Jar = new Map();
    for (const query of ['', '?code=a&state=b', `?code=a&state=b&iss=${encodeURIComponent(provider.issuer)}`, '?error=access_denied']) {
      const answer = await go(jar, `/sign-in/organisation/return${query}`);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).toContain('could not be trusted');
    }
    expect([...jar.keys()]).not.toContain('kinline-session');
  });

  it('ends a session at the provider’s word, so that the next request is nobody’s', async () => {
    provider.behave({ claims: (claims) => ({ ...claims, sid: 'sid-web' }) });
    const jar: Jar = new Map();
    await there(jar);
    expect((await go(jar, '/families')).status).toBe(200);
    const at = Math.floor(Date.now() / 1000);
    const claims = { iss: provider.issuer, aud: CLIENT, iat: at, exp: at + 60, jti: 'web-1', sid: 'sid-web' };
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const token = provider.honestToken({ ...claims, events });
    const path = '/sign-in/organisation/logout';
    const without = await go(new Map(), path, { logout_token: provider.honestToken(claims) });
    expect([without.status, await without.text()]).toEqual([400, '']);
    expect((await go(jar, '/families')).status).toBe(200);
    const done = await go(new Map(), path, { logout_token: token });
    expect([done.status, await done.text(), done.headers.get('cache-control')]).toEqual([200, '', 'no-store']);
    const next = await go(jar, '/families');
    expect([next.status, next.headers.get('location')]).toEqual([303, '/sign-in?to=%2Ffamilies']);
    for (const form of [{}, { logout_token: '' }, { logout_token: token }] as Record<string, string>[])
      expect((await go(new Map(), path, form)).status).toBe(400);
  });
});

/** The token of the first form of a page. */
const tokenOf = async (jar: Jar, path: string): Promise<string> =>
  /name="_csrf" value="([^"]+)"/.exec(await (await go(jar, path)).text())?.[1]?.replaceAll('&amp;', '&') ?? '';

describe('an administrator', () => {
  it('links by the reference that a person was shown', async () => {
    provider.behave({ claims: (claims) => ({ ...claims, sub: 'new-person', sid: 'sid-new' }) });
    const refused = await there(new Map());
    expect(refused.status).toBe(403);
    const reference = /[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}/.exec(await refused.text())?.[0] ?? '';

    provider.behave({ claims: (claims) => ({ ...claims, sub: 'administrator', sid: 'sid-ad' }) });
    const jar: Jar = new Map();
    await there(jar, '/sign-in/organisation?to=/partnership/identities');
    const form = { _csrf: await tokenOf(jar, '/partnership/identities'), reference, practitioner: officer.id };
    const linked = await go(jar, '/partnership/identities', form);
    expect([linked.status, linked.headers.get('location')]).toEqual([303, '/partnership/identities?said=identity-linked']);

    provider.behave({ claims: (claims) => ({ ...claims, sub: 'new-person', sid: 'sid-new' }) });
    expect((await there(new Map())).headers.get('location')).toBe('/families');
  });
});

describe('in a browser', () => {
  it('a passkey is made, signs in, shows again who one is and is taken away; every page can be used by everybody', async () => {
    provider.behave({ claims: (claims) => ({ ...claims, sub: 'administrator', sid: 'sid-b' }) });
    const { context, page, wrong } = await openPage(browser);
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        faults.push(...(await accessibilityFaults(page)).map((fault) => `${name} at ${width}: ${fault}`));
        if ((await overflow(page)) > 0) faults.push(`${name} at ${width}: scrolls sideways`);
        if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true });
      }
    };

    await page.goto(`${address}/sign-in?to=/account/passkeys`);
    await look('sign-in');
    await page.click('text=Sign in with Test Trust');
    await page.waitForURL(`${address}/account/passkeys`);
    await look('passkeys-none');
    expect(await page.isVisible('main >> text=Make a passkey')).toBe(false);
    // As if they had signed in with a password of their own.
    await test.ask("update session set how = 'password-and-code' where practitioner = $1", [ADMINISTRATOR.id]);
    await page.reload();
    await page.click('text=Make a passkey');
    await look('passkey-new');
    await page.fill('#name', 'Work laptop');
    await page.click('button:has-text("Make a passkey")');
    await page.waitForURL(`${address}/account/passkeys?said=passkey-made`);
    await look('passkeys');
    await page.goto(`${address}/partnership/identities`);
    await look('identities');
    await page.goto(`${address}/confirm?to=/account/passkeys`);
    await look('confirm');
    await page.click('text=Confirm with a passkey');
    await look('confirm-passkey');
    await page.click('text=Use my passkey');
    await page.waitForURL(`${address}/account/passkeys`);

    await context.clearCookies();
    await page.goto(`${address}/sign-in?to=/account/passkeys`);
    await page.click('text=Sign in with a passkey');
    await look('sign-in-passkey');
    await page.click('button:has-text("Use a passkey")');
    await page.waitForURL(`${address}/account/passkeys`);
    expect(await page.textContent('main')).toContain('last used');
    await page.click('button:has-text("Take it away")');
    await page.waitForURL(`${address}/account/passkeys?said=passkey-removed`);

    await context.clearCookies();
    provider.behave({ claims: (claims) => ({ ...claims, sub: 'nobody-yet', sid: 'sid-n' }) });
    await page.goto(`${address}/sign-in/organisation`);
    await look('not-known');
    expect(faults).toEqual([]);
    expect(wrong.filter((line) => !line.includes('403'))).toEqual([]);
    await context.close();
  });

  it('says what to do instead where there is no script', async () => {
    const { context, page } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${address}/sign-in/passkey`);
    expect(await page.isVisible('text=Sign in with your password and a code instead')).toBe(true);
    expect(await page.isVisible('button:has-text("Use a passkey")')).toBe(false);
    await context.close();
  });
});
