/**
 * What is hidden from somebody and what does not exist are one answer: the same bytes, status, headers and length, and no slower or
 * faster. Asked of every address that names a family, a contribution, a draft or an event, as pages and as REST.
 */
import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerRest } from '../../src/api/rest.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { addFamily } from '../../src/app/add-family.ts';
import { readChronology } from '../../src/app/read-chronology.ts';
import { receiveContribution } from '../../src/app/receive-contribution.ts';
import { startContribution } from '../../src/app/start-contribution.ts';
import { SCREENS } from '../../src/web/screens.ts';
import { registerWeb } from '../../src/web/site.ts';
import { done } from '../app/bring-files.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';

const PAIRS = 2_000;
const { manager, officer } = TEST_PRACTITIONERS;

type Ids = { readonly family: string; readonly contribution: string; readonly draft: string; readonly event: string };
type Ask = { readonly name: string; readonly ask: (ids: Ids) => InjectOptions };

const id = (): string => randomBytes(16).toString('hex');
const file = (label: string): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      kinline: 'contribution/1',
      agency: 'gp',
      events: [1, 2, 3].map((day) => ({
        ref: `${label} ${day}`,
        kind: 'contact',
        happened: `2015-01-0${day}`,
        what: `Seen at the surgery, ${label}.`,
      })),
    }),
  );

describe('what is hidden and what is not there', () => {
  let test: TestDatabase;
  let app: FastifyInstance;
  let mine: string;
  const hidden: Ids[] = [];
  /** Events of a family that the officer sees, which must not reach them. */
  const hiddenEvents: string[] = [];
  let cookie = '';
  let token = '';

  beforeAll(async () => {
    test = await testDatabase();
    const as = test.as(manager);
    for (let index = 0; index < 12; index += 1) {
      const { id: family } = await done(as, addFamily, { label: `Hidden ${index}` });
      const { id: contribution } = await done(as, receiveContribution, { family, agency: 'gp', file: 'gp.json', bytes: file(`h${index}`) });
      const { draft } = await done(as, startContribution, { family, agency: 'gp', file: 'gp.json', bytes: file(`d${index}`) });
      const event = (await done(as, readChronology, { family })).chronology.events[0]?.id ?? '';
      hidden.push({ family, contribution, draft, event });
    }
    mine = (await done(as, addFamily, { label: 'Mine' })).id;
    await done(as, receiveContribution, { family: mine, agency: 'gp', file: 'gp.json', bytes: file('mine') });
    await test.allocate(mine, officer);
    const events = (await done(as, readChronology, { family: mine })).chronology.events.map((event) => event.id);
    for (const event of events.slice(1)) {
      hiddenEvents.push(event);
      await test.ask(
        "insert into must_not_reach (family, event, audience_kind, audience, effect, reason, by) values ($1, $2, 'agency', 'police', 'hide', 'x', $3)",
        [mine, event, manager.id],
      );
    }
    app = Fastify({ logger: false, routerOptions: { maxParamLength: 200 } });
    await registerRest(app, { context: test.as, demonstration: true, secure: false, version: '0', answers: test.database.answers });
    await registerWeb(app, {
      context: test.as,
      secret: 'only for tests, and long enough to sign with',
      partnership: 'Saltmarsh',
      demonstration: true,
      secure: false,
      tellUs: 'kinline@saltmarsh.example',
    });
    await app.ready();
    const cookies = new Map<string, string>();
    const keep = (headers: Record<string, unknown>): void => {
      for (const one of [headers['set-cookie'] ?? []].flat() as string[]) {
        const [pair = ''] = one.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    };
    const tokenOf = (page: string): string => /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const first = await app.inject({ url: '/', headers: { host: 'localhost' } });
    keep(first.headers);
    const chosen = await app.inject({
      method: 'POST',
      url: '/',
      headers: { host: 'localhost', cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: tokenOf(first.body), practitioner: officer.id }).toString(),
    });
    expect(chosen.headers.location).toBe('/families');
    keep(chosen.headers);
    const page = await app.inject({ url: '/families/new', headers: { host: 'localhost', cookie } });
    keep(page.headers);
    token = tokenOf(page.body);
    expect(token).not.toBe('');
  });
  afterAll(async () => {
    await app.close();
    await test.close();
  });

  const NAMED = /:(family|contribution|draft|event)\b/;
  const fill = (path: string, ids: Ids): string =>
    path
      .replace(/:(family|contribution|draft|event)\b/g, (_, name: keyof Ids) => ids[name])
      .replace(':format', 'csv')
      .replace(/:[a-z]+/gi, '1');

  function asks(): Ask[] {
    const rest = ROUTES.filter(({ path }) => NAMED.test(path)).map(({ method, path }) => ({
      name: `${method} ${path}`,
      ask: (ids: Ids): InjectOptions => ({
        method,
        url: fill(path, ids),
        headers: {
          host: 'localhost',
          'kinline-practitioner': officer.id,
          ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
        },
        ...(method === 'GET' ? {} : { payload: bodyOf(path, ids) }),
      }),
    }));
    const pages = SCREENS.filter(({ path }) => NAMED.test(path)).flatMap(({ path, get, post }) => [
      ...(get === undefined
        ? []
        : [{ name: `page ${path}`, ask: (ids: Ids): InjectOptions => ({ url: fill(path, ids), headers: { host: 'localhost', cookie } }) }]),
      ...(post === undefined
        ? []
        : [
            {
              name: `form ${path}`,
              ask: (ids: Ids): InjectOptions => ({
                method: 'POST',
                url: fill(path, ids),
                headers: { host: 'localhost', cookie, 'content-type': 'application/x-www-form-urlencoded' },
                payload: new URLSearchParams({ _csrf: token }).toString(),
              }),
            },
          ]),
    ]);
    return [...rest, ...pages];
  }

  /** Something well formed for each operation, so that the refusal is about what it names and not about its form. */
  function bodyOf(path: string, { event }: Ids): Record<string, unknown> {
    if (path.endsWith('/decisions')) return { events: [event, id()], answer: 'same', reason: null };
    if (path.endsWith('/settlements')) return { events: [event, id()], about: 'day', on: event, reason: 'x' };
    if (path.endsWith('/notes')) return { event, text: 'x' };
    if (path.endsWith('/requests')) return { agency: 'gp', by: null, note: null };
    if (path.endsWith('/promises')) return { agency: 'gp', on: '2026-12-01' };
    if (path.endsWith('/completed-rows')) return { place: { table: 't', row: 2 }, date: '1/2/2015', time: null, reason: null };
    if (path.endsWith('/drafts/:draft')) return { order: 'day-first' };
    return {};
  }

  /** An answer without what is new in each: ids that were asked for, nonces, form tokens, the time. */
  function masked(response: Awaited<ReturnType<FastifyInstance['inject']>>, asked: Ids): string {
    const { date: _date, 'set-cookie': _cookie, ...headers } = response.headers;
    let text = JSON.stringify({ status: response.statusCode, headers, body: response.body });
    for (const value of Object.values(asked)) text = text.replaceAll(value, '…');
    return text
      .replaceAll(/nonce-[^']+'/g, "nonce'")
      .replaceAll(/nonce=\\"[^"\\]+\\"/g, 'nonce')
      .replaceAll(/name=\\"_csrf\\" value=\\"[^"\\]+\\"/g, '_csrf');
  }

  it(`are one answer, ${PAIRS.toLocaleString('en')} times: bytes, status, headers, length; and time`, async () => {
    const all = asks();
    expect(all.length).toBeGreaterThan(40);
    const differences: number[] = [];
    const unlike: string[] = [];
    let notFound = 0;
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const { name, ask } = all[pair % all.length] as Ask;
      const there = hidden[Math.floor(pair / all.length) % hidden.length] as Ids;
      const nowhere = { family: id(), contribution: id(), draft: id(), event: id() };
      const times = new Map<Ids, number>();
      const answers = new Map<Ids, string>();
      for (const ids of (randomBytes(1)[0] as number) % 2 === 0 ? [there, nowhere] : [nowhere, there]) {
        const before = process.hrtime.bigint();
        const response = await app.inject(ask(ids));
        times.set(ids, Number(process.hrtime.bigint() - before) / 1e6);
        answers.set(ids, masked(response, ids));
        if (ids === there && response.statusCode === 404) notFound += 1;
      }
      if (answers.get(there) !== answers.get(nowhere)) unlike.push(name);
      differences.push((times.get(there) ?? 0) - (times.get(nowhere) ?? 0));
    }
    expect([...new Set(unlike)]).toEqual([]);
    // The other addresses refuse the form before they look, the same for both.
    expect(notFound).toBeGreaterThan(PAIRS / 2);
    const { z, median } = signedRank(differences);
    console.log(`${PAIRS} pairs over ${all.length} addresses: signed-rank z = ${z.toFixed(2)}, median difference ${median.toFixed(3)} ms`);
    // Two-sided at 0.001.
    expect(Math.abs(z)).toBeLessThan(3.2905);
  }, 600_000);

  it('are one answer for an event of a family that is seen, too: to read it, to note on it, to decide on it', async () => {
    const headers = { host: 'localhost', 'kinline-practitioner': officer.id };
    const seen = await app.inject({ url: `/api/families/${mine}/chronology`, headers });
    const [visible] = seen.json<{ chronology: { events: { id: string }[] } }>().chronology.events;
    expect(seen.body).not.toContain(hiddenEvents[0]);
    for (const event of hiddenEvents) {
      for (const ask of [
        (of: string): InjectOptions => ({ url: `/api/families/${mine}/events/${of}`, headers }),
        (of: string): InjectOptions => ({ url: `/families/${mine}/events/${of}`, headers: { host: 'localhost', cookie } }),
        (of: string): InjectOptions => ({ method: 'POST', url: `/api/families/${mine}/notes`, headers, payload: { event: of, text: 'x' } }),
        (of: string): InjectOptions => ({
          method: 'POST',
          url: `/api/families/${mine}/decisions`,
          headers,
          payload: { events: [visible?.id, of], answer: 'same', reason: null },
        }),
      ]) {
        const nowhere = id();
        const one = masked(await app.inject(ask(event)), { family: mine, contribution: 'c'.repeat(32), draft: 'd'.repeat(32), event });
        const other = masked(await app.inject(ask(nowhere)), {
          family: mine,
          contribution: 'c'.repeat(32),
          draft: 'd'.repeat(32),
          event: nowhere,
        });
        expect(one).toBe(other);
        expect(one).toMatch(/"status":(404|403|422|409)/);
      }
    }
  });

  it('would be told apart if they answered differently', () => {
    const slower = Array.from({ length: 400 }, (_, index) => (index % 3 === 0 ? -1 : 1) * (1 + (index % 7)));
    expect(Math.abs(signedRank(slower).z)).toBeGreaterThan(3.2905);
  });
});

/** Wilcoxon's signed-rank test, with the normal approximation: z is 0 when neither side is slower. */
function signedRank(differences: readonly number[]): { readonly z: number; readonly median: number } {
  const moved = differences.filter((difference) => difference !== 0);
  const order = [...moved].sort((one, other) => Math.abs(one) - Math.abs(other));
  const positive = order.reduce((sum, difference, index) => sum + (difference > 0 ? index + 1 : 0), 0);
  const n = order.length;
  const sorted = [...differences].sort((one, other) => one - other);
  return {
    z: (positive - (n * (n + 1)) / 4) / Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24),
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
  };
}
