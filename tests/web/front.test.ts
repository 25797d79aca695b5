/** What stands in front of every address: headers on every reply, the one name and the one proxy, budgets of requests. Wired as main.ts does. */
import { type AddressInfo, connect } from 'node:net';
import Fastify, { type FastifyInstance, type InjectOptions, type LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addresses, standInFront } from '../../src/api/front.ts';
import { answerBadRequests, EVERY_REPLY } from '../../src/api/headers.ts';
import type { Budgets, Exceeded } from '../../src/api/limits.ts';
import { registerRest } from '../../src/api/rest.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { noteTooMany } from '../../src/app/note-too-many.ts';
import { SCREENS } from '../../src/web/screens.ts';
import { registerWeb } from '../../src/web/site.ts';
import { type TestDatabase, testDatabase } from '../database.ts';

const SECRET = 'only for tests, and long enough to sign with';
const HOST = 'kinline.example.org';

type Options = { readonly address?: string | null; readonly proxies?: readonly string[]; readonly budgets?: Budgets };

describe('what stands in front', () => {
  let test: TestDatabase;
  const open: FastifyInstance[] = [];
  const exceeded: Exceeded[] = [];
  async function site({ address = `https://${HOST}`, proxies = [], budgets }: Options = {}): Promise<FastifyInstance> {
    const app = Fastify({
      logger: false,
      ...answerBadRequests({ https: address !== null }),
      routerOptions: { maxParamLength: 200 },
      trustProxy: address === null ? false : 'loopback',
    });
    await standInFront(app, {
      address,
      proxies,
      https: address !== null,
      exceeded: (what) => {
        exceeded.push(what);
        void noteTooMany(test.as(null), what);
      },
      ...(budgets === undefined ? {} : { budgets }),
    });
    await registerRest(app, {
      context: (who) => test.as(who),
      demonstration: true,
      secure: address !== null,
      version: '0',
      answers: async () => true,
    });
    await registerWeb(app, {
      context: (who) => test.as(who),
      secret: SECRET,
      partnership: 'Test',
      demonstration: true,
      secure: address !== null,
      tellUs: 'kinline@saltmarsh.example',
    });
    await app.ready();
    open.push(app);
    return app;
  }
  const ask = (app: FastifyInstance, request: InjectOptions): Promise<LightMyRequestResponse> =>
    app.inject({ ...request, headers: { host: HOST, ...request.headers } });

  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(async () => {
    for (const app of open) await app.close();
    await test.close();
  });

  it('gives every reply every header: each page and route, by each method, refused, absent, broken or static', async () => {
    const app = await site();
    const filled = (path: string): string => path.replace(/:\w+/g, '0'.repeat(32));
    const requests: InjectOptions[] = [
      ...SCREENS.flatMap(({ path }) => (['GET', 'POST', 'HEAD', 'PUT'] as const).map((method) => ({ method, url: filled(path) }))),
      ...ROUTES.flatMap(({ path, method }) => [method, 'DELETE' as const].map((by) => ({ method: by, url: filled(path) }))),
      { method: 'POST', url: '/api/contributions' },
      { method: 'POST', url: '/api/families/x/drafts', payload: 'x', headers: { 'content-type': 'application/json' } },
      { url: '/healthz' },
      { url: '/openapi.json' },
      { url: '/no-such-page' },
      { url: '/api/no-such-route' },
      { url: '/assets/no-such-file.css' },
      { url: '/assets/' },
      { url: '/%' },
      { url: `/families/${'x'.repeat(400)}` },
      { method: 'OPTIONS', url: '/families', headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' } },
      { url: '/', headers: { host: 'elsewhere.example' } },
    ];
    const page = await ask(app, { url: '/' });
    const assets = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url]): InjectOptions => ({ url: url ?? '' }));
    expect(assets.length).toBeGreaterThan(1);
    let looked = 0;
    for (const request of [...requests, ...assets]) {
      const reply = await ask(app, request);
      const said = `${request.method ?? 'GET'} ${request.url} ${reply.statusCode}`;
      for (const [name, value] of Object.entries(EVERY_REPLY)) {
        const found = reply.headers[name];
        if (name === 'content-security-policy') {
          expect(String(found), said).toMatch(/default-src 'none'/);
          if (!String(found).includes('sandbox'))
            expect(String(found), said).toMatch(/base-uri 'none'.*frame-ancestors 'none'|frame-ancestors 'none'.*base-uri 'none'/);
          expect(String(found), said).not.toMatch(/unsafe-|\*|https?:/);
        } else if (name === 'cache-control' && reply.statusCode === 200 && String(request.url).startsWith('/assets/'))
          expect(found, said).toContain('immutable');
        else expect(String(found).toLowerCase(), `${said}: ${name}`).toBe(value.toLowerCase());
      }
      expect(reply.headers['strict-transport-security'], said).toBe('max-age=63072000; includeSubDomains');
      expect(reply.headers['access-control-allow-origin'], said).toBeUndefined();
      expect(reply.headers['server'] ?? reply.headers['x-powered-by'], said).toBeUndefined();
      if (reply.body !== '' && request.method !== 'HEAD') expect(reply.headers['content-type'], said).toBeDefined();
      if (String(reply.headers['content-type']).startsWith('text/'))
        expect(String(reply.headers['content-type']), said).toMatch(/charset=utf-8/i);
      looked += 1;
    }
    expect(looked).toBeGreaterThan(120);
  });

  it('answers methods that are there alone: no TRACE, and no OPTIONS that grants anything', async () => {
    const app = await site();
    for (const url of ['/', '/families', '/api/families', '/healthz'])
      for (const method of ['TRACE', 'OPTIONS', 'DELETE', 'PUT'] as const) {
        const reply = await ask(app, { method: method as 'GET', url, headers: { 'x-planted': 'marigold' } });
        expect([403, 404, 405], `${method} ${url}`).toContain(reply.statusCode);
        expect(reply.body).not.toContain('marigold');
        expect(reply.headers['access-control-allow-methods'] ?? reply.headers['allow']).toBeUndefined();
      }
  });

  it('gives them also to what is no request at all', async () => {
    const app = await site({ address: null });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const said = await new Promise<string>((done) => {
      let text = '';
      const socket = connect({ host: '127.0.0.1', port: (app.server.address() as AddressInfo).port }, () =>
        socket.end('HELLO kinline\r\n\r\n'),
      );
      socket.on('data', (bytes) => {
        text += String(bytes);
      });
      socket.on('close', () => done(text));
    });
    expect(said).toContain('HTTP/1.1 400 Bad Request');
    for (const name of Object.keys(EVERY_REPLY)) expect(said).toContain(`${name}: `);
    expect(said).not.toContain('HELLO');
  });

  it('gives each page nonces of its own, and marks its cookies so that only this host over https may have them', async () => {
    const app = await site();
    const policies = await Promise.all([1, 2].map(async () => String((await ask(app, { url: '/' })).headers['content-security-policy'])));
    const nonces = policies.map((policy) => /script-src[^;]*'nonce-([^']{16,})'/.exec(policy)?.[1]);
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
    for (const wanted of [
      "script-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "object-src 'none'",
      'upgrade-insecure-requests',
    ])
      expect(policies[0]).toContain(wanted);
    const cookies = [(await ask(app, { url: '/' })).headers['set-cookie'] ?? []].flat();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-/);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/i);
    for (const cookie of cookies) expect(cookie).toMatch(/Secure/i);
    for (const cookie of cookies) expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
  });

  it('has a browser forget what it kept when somebody signs out', async () => {
    const app = await site();
    expect((await ask(app, { method: 'POST', url: '/sign-out' })).headers['clear-site-data']).toBe('"cache", "storage"');
    expect((await ask(app, { url: '/families' })).headers['clear-site-data']).toBeUndefined();
  });

  it('answers its public name alone, and only to the reverse proxy', async () => {
    const app = await site({ proxies: ['127.0.0.1', '10.20.0.0/16', 'fd00::/8'] });
    for (const host of ['elsewhere.example', 'localhost', '127.0.0.1:3000', `${HOST}.elsewhere.example`, `x${HOST}`, `${HOST}:8443`, ''])
      expect((await ask(app, { url: '/', headers: { host } })).statusCode, host).toBe(421);
    expect((await ask(app, { url: '/', headers: { host: HOST.toUpperCase() } })).statusCode).toBe(200);
    expect((await ask(app, { url: '/', headers: { 'x-forwarded-host': 'elsewhere.example' } })).statusCode).toBe(200);
    expect((await ask(app, { url: '/', headers: { host: 'elsewhere.example', 'x-forwarded-host': HOST } })).statusCode).toBe(421);
    expect((await ask(app, { url: '/healthz', headers: { host: 'localhost:3000' } })).statusCode).toBe(200);
    expect((await ask(app, { url: '/healthz', headers: { host: 'localhost:3000', 'x-forwarded-for': '1.2.3.4' } })).statusCode).toBe(421);
    for (const [from, status] of [
      ['10.20.3.4', 200],
      ['::ffff:10.20.3.4', 200],
      ['fd00::7', 200],
      ['10.21.3.4', 421],
      ['192.0.2.7', 421],
      ['2001:db8::1', 421],
    ] as const)
      expect((await ask(app, { url: '/', remoteAddress: from })).statusCode, from).toBe(status);
    const own = await site({ address: null });
    expect((await ask(own, { url: '/', headers: { host: 'localhost:3000' } })).statusCode).toBe(200);
    expect((await ask(own, { url: '/' })).statusCode).toBe(421);
    expect((await ask(own, { url: '/', headers: { host: 'localhost' } })).headers['strict-transport-security']).toBeUndefined();
    const known = addresses(['10.0.0.0/8', '::1']);
    expect([known('10.9.9.9'), known('11.0.0.1'), known('::1'), known('::2'), known('')]).toEqual([true, false, true, false, false]);
  });

  it('refuses a session or an address over its budget until the minute is over, and writes it down once', async () => {
    exceeded.length = 0;
    const app = await site({ budgets: { session: 5, address: 40 } });
    const session = (value: string) => ({ headers: { cookie: `__Host-kinline-session=${value}; other=1` } });
    const statuses: number[] = [];
    for (let time = 0; time < 8; time += 1) statuses.push((await ask(app, { url: '/healthz', ...session('one') })).statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect((await ask(app, { url: '/healthz', ...session('two') })).statusCode, 'another session is not hindered').toBe(200);
    const refused = await ask(app, { url: '/api/families', ...session('one') });
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    const page = await ask(app, { url: '/families', headers: { ...session('one').headers, accept: 'text/html' } });
    expect(page.body).toContain('<h1>There were more requests from here than people make.</h1>');
    // Sessions that are made up count for the address they come from; what the client says of its address does not.
    for (let time = 0; time < 60; time += 1)
      await ask(app, { url: '/no-such-page', headers: { ...session(`made-up-${time}`).headers, 'x-forwarded-for': '198.51.100.9' } });
    const other = await ask(app, { url: '/healthz', headers: { 'x-forwarded-for': '198.51.100.9' } });
    expect(other.statusCode).toBe(429);
    expect((await ask(app, { url: '/healthz', headers: { 'x-forwarded-for': '198.51.100.10' } })).statusCode).toBe(200);
    expect(exceeded.map(({ by }) => by)).toEqual(['session', 'address']);
    expect(JSON.stringify(exceeded)).not.toMatch(/one|198\.51/);
    await expect
      .poll(() => test.ask<{ operation: string }>("select operation from audit where outcome = 'too-many-requests' order by operation"))
      .toEqual([{ operation: 'answer-requests-of-a-session' }, { operation: 'answer-requests-of-an-address' }]);
  });
});
