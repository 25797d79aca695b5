/** Nothing changes without a form's own token, or from somebody else's page; and looking changes nothing. Every page and every REST address is walked. */
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerRest } from '../../src/api/rest.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { signInDemonstration } from '../../src/app/sign-in-demonstration.ts';
import { SCREENS } from '../../src/web/screens.ts';
import { registerWeb } from '../../src/web/site.ts';
import { done } from '../app/bring-files.ts';
import { TEST_PRACTITIONERS } from '../database.ts';
import { startSite, type TestSite } from './server.ts';

/** What looking may change: the audit, that a session lives on, when one last looked, and what can be worked out from the rest. */
const MAY_CHANGE = /^(audit.*|session|look|family_figures|migration)$/;
const ABSENT = '0123456789abcdef'.repeat(2);

describe('changing something', () => {
  let site: TestSite;
  let rest: FastifyInstance;
  let cookies: Record<string, string> = {};
  let token = '';

  const cookie = (): string =>
    Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  function keep(reply: Response): Response {
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies[pair.slice(0, pair.indexOf('='))] = pair.slice(pair.indexOf('=') + 1);
    }
    return reply;
  }
  const get = async (path: string): Promise<Response> =>
    keep(await fetch(site.address + path, { headers: { cookie: cookie() }, redirect: 'manual' }));
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(site.address + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie: cookie(), ...headers },
      redirect: 'manual',
    });
  const tokenIn = async (reply: Response): Promise<string> => /name="_csrf" value="([^"]*)"/.exec(await reply.text())?.[1] ?? '';

  /** Something that is there for the names of a path's parts, where this family has it. */
  const filled = (path: string): string => {
    const there: Record<string, string> = {
      family: path.includes('/gather') ? site.empty : site.family,
      event: site.event,
      contribution: site.contribution,
      draft: site.draft,
      practitioner: TEST_PRACTITIONERS.officer.id,
      agency: 'police',
      format: 'csv',
    };
    return path.replace(/:(\w+)/g, (_, name: string) => there[name] ?? ABSENT);
  };

  /** The content of every table that looking must leave alone. */
  async function contents(): Promise<Record<string, string>> {
    const tables = await site.test.ask<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    );
    const found: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !MAY_CHANGE.test(table.name))) {
      const [row] = await site.test.ask<{ hash: string | null }>(
        `select md5(string_agg(t::text, '|' order by t::text)) as hash from "${name}" t`,
      );
      found[name] = row?.hash ?? '';
    }
    return found;
  }

  beforeAll(async () => {
    site = await startSite();
    rest = Fastify({ routerOptions: { maxParamLength: 200 } });
    await registerRest(rest, {
      context: site.test.as,
      demonstration: true,
      secure: false,
      version: '',
      answers: site.test.database.answers,
    });
    await rest.ready();
    const first = await get('/');
    await post('/', { _csrf: await tokenIn(first), practitioner: TEST_PRACTITIONERS.manager.id }).then(keep);
    token = await tokenIn(await get('/families/new'));
  }, 60_000);
  afterAll(async () => {
    await rest.close();
    await site.close();
  });

  it('is walked: there are many pages that take a form, and many addresses that take a request', () => {
    expect(SCREENS.filter(({ post: takes }) => takes !== undefined).length).toBeGreaterThan(20);
    expect(ROUTES.filter(({ method }) => method !== 'GET').length).toBeGreaterThan(12);
    expect(token).toMatch(/^[0-9a-f]{32}\../);
  });

  it('is refused on every page without the token, with a made-up one, and from somebody else’s page', async () => {
    const before = await contents();
    const machines = SCREENS.filter(({ fromElsewhere }) => fromElsewhere !== undefined);
    expect(
      machines.map(({ path }) => path),
      'these prove themselves otherwise',
    ).toEqual(['/sign-in/organisation/logout']);
    for (const { path } of machines) expect((await post(path, {})).status).toBe(400);
    for (const { path, post: takes, fromElsewhere } of SCREENS) {
      if (takes === undefined || fromElsewhere !== undefined) continue;
      const to = filled(path);
      const [session = ''] = token.split('.');
      for (const [fields, headers] of [
        [{}, {}],
        [{ _csrf: 'made-up' }, {}],
        [{ _csrf: `${session}.made-up` }, {}],
        [{ _csrf: token.replace(session, ABSENT) }, {}],
        [{ _csrf: token }, { 'sec-fetch-site': 'cross-site' }],
        [{ _csrf: token }, { 'sec-fetch-site': 'same-site' }],
        [{ _csrf: token }, { origin: 'https://evil.example' }],
      ] as [Record<string, string>, Record<string, string>][])
        expect((await post(to, fields, headers)).status, `${path} ${JSON.stringify([Object.keys(fields), headers])}`).toBe(403);
    }
    expect(await contents()).toEqual(before);
  }, 120_000);

  it('is not done with the token of a session that has ended: the form is kept, and whoever’s it was is asked to sign in', async () => {
    const mine = { ...cookies };
    const before = await contents();
    await site.test.ask('update session set ended_at = now() where ended_at is null');
    for (const { path, post: takes, open } of SCREENS) {
      if (takes === undefined || open === true) continue;
      const reply = await post(filled(path), { _csrf: token, label: 'typed' });
      expect([reply.status, reply.headers.get('location')], path).toEqual([303, '/?to=%2Fkept&kept=yes']);
    }
    const { kept_form: kept, ...after } = await contents();
    const { kept_form: none, ...rested } = before;
    expect(after).toEqual(rested);
    expect(kept).not.toBe(none);
    expect((await site.test.ask('select from kept_form')).length, 'twenty at most').toBeLessThanOrEqual(20);
    await site.test.ask('update session set ended_at = null');
    await site.test.ask('delete from kept_form');
    cookies = mine;
  }, 120_000);

  it('would be done with the token: the walk sends what the pages take', async () => {
    const reply = await post(
      '/families/new',
      { _csrf: token, label: 'Added by its own form' },
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
    );
    expect(reply.status).toBe(303);
    expect(await site.test.ask("select from family where label = 'Added by its own form'")).toHaveLength(1);
  });

  it('is refused at every REST address for a cookie alone, and from somebody else’s page', async () => {
    const begun = await done(site.test.as(null), signInDemonstration, { practitioner: TEST_PRACTITIONERS.manager.id });
    const ambient = { cookie: `kinline-session=${begun.token}` };
    const before = await contents();
    const all = [
      ...ROUTES,
      { method: 'POST' as const, path: '/api/contributions' },
      { method: 'POST' as const, path: '/api/families/:family/drafts' },
      { method: 'POST' as const, path: '/api/sign-in' },
    ];
    for (const { method, path } of all.filter((one) => one.method !== 'GET')) {
      for (const headers of [
        ambient,
        { ...ambient, 'sec-fetch-site': 'cross-site' },
        { authorization: `Bearer ${begun.token}`, 'sec-fetch-site': 'cross-site' },
        { 'kinline-practitioner': TEST_PRACTITIONERS.manager.id, origin: 'https://evil.example' },
      ]) {
        const reply = await rest.inject({
          method,
          url: filled(path),
          headers: { host: 'localhost', ...headers },
          payload: { label: 'no' },
        });
        expect([reply.statusCode, reply.json().code], `${method} ${path} ${Object.keys(headers).join()}`).toEqual([403, 'form-expired']);
      }
    }
    expect(await contents()).toEqual(before);
  }, 60_000);

  it('is not what looking does: every page and every REST address leaves the database as it was', async () => {
    await get('/');
    const before = await contents();
    const statuses: number[] = [];
    for (const { path, get: shows } of SCREENS) {
      if (shows === undefined) continue;
      const reply = await get(filled(path));
      await reply.arrayBuffer();
      expect(reply.status, path).toBeLessThan(500);
      statuses.push(reply.status);
      expect(await contents(), path).toEqual(before);
    }
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(20);
    for (const { method, path } of ROUTES) {
      if (method !== 'GET') continue;
      const headers = { host: 'localhost', 'kinline-practitioner': TEST_PRACTITIONERS.manager.id };
      expect((await rest.inject({ method, url: filled(path), headers })).statusCode, path).toBeLessThan(500);
    }
    expect(await contents()).toEqual(before);
  }, 120_000);

  it('goes by cookies that only this site can set, where browsers come by https', async () => {
    const app = Fastify();
    await registerWeb(app, {
      context: site.test.as,
      secret: 'only for tests, and long enough to sign with',
      partnership: 'Saltmarsh',
      demonstration: true,
      secure: true,
      tellUs: 'kinline@saltmarsh.example',
    });
    const first = await app.inject({ method: 'GET', url: '/', headers: { host: 'kinline.example' } });
    const set = first.cookies.map(({ name }) => name);
    expect(set).toEqual(['__Host-kinline-form']);
    const _csrf = /name="_csrf" value="([^"]*)"/.exec(first.body)?.[1] ?? '';
    const chosen = await app.inject({
      method: 'POST',
      url: '/',
      headers: { host: 'kinline.example', 'content-type': 'application/x-www-form-urlencoded' },
      cookies: { '__Host-kinline-form': first.cookies[0]?.value ?? '' },
      payload: new URLSearchParams({ _csrf, practitioner: TEST_PRACTITIONERS.manager.id }).toString(),
    });
    expect(chosen.headers['set-cookie']).toMatch(/^__Host-kinline-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    await app.close();
  });
});
