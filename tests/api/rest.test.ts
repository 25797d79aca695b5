/** The REST interface end to end: what a supplier's system may count on. */
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOnlyLoopback } from '../../src/api/loopback.ts';
import { registerRest } from '../../src/api/rest.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { OPERATIONS } from '../../src/app/operations.ts';
import { signInDemonstration } from '../../src/app/sign-in-demonstration.ts';
import { csv, done, HOSPITAL, POLICE } from '../app/bring-files.ts';
import { TEST_PRACTITIONERS, type TestDatabase, testDatabase } from '../database.ts';

/** The bytes of a multipart/form-data body. */
function multipart(
  fields: Readonly<Record<string, string>>,
  file: { name: string; bytes: Uint8Array },
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = 'kinline-boundary';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: text/csv\r\n\r\n`;
  return {
    payload: Buffer.concat([
      Buffer.from(head),
      Buffer.from(file.bytes),
      Buffer.from('\r\n'),
      Buffer.from(parts.join('')),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

describe('the REST interface', () => {
  let test: TestDatabase;
  let app: FastifyInstance;
  let databaseAnswers = true;
  const as = (id: string, more: Record<string, string> = {}) => ({ 'kinline-practitioner': id, host: 'localhost:3000', ...more });
  const manager = as(TEST_PRACTITIONERS.manager.id);

  beforeAll(async () => {
    test = await testDatabase();
    app = Fastify({ routerOptions: { maxParamLength: 200 } });
    answerOnlyLoopback(app);
    await registerRest(app, {
      context: test.as,
      demonstration: true,
      secure: false,
      version: '0.1.0',
      answers: async () => databaseAnswers && (await test.database.answers()),
    });
    await app.ready();
  });
  afterAll(async () => {
    await app.close();
    await test.close();
  });

  it('takes a family from its first file to a decision and a download', async () => {
    const made = await app.inject({
      method: 'POST',
      url: '/api/families',
      headers: manager,
      payload: { label: 'R1', agencies: ['police'] },
    });
    expect(made.statusCode).toBe(201);
    const { id: family } = made.json<{ id: string }>();
    const police = multipart({ family, agency: 'police' }, { name: 'police.csv', bytes: POLICE });
    const first = await app.inject({
      method: 'POST',
      url: '/api/contributions',
      headers: { ...manager, ...police.headers },
      payload: police.payload,
    });
    expect(first.statusCode).toBe(201);
    expect(first.json()).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      family,
      events: 2,
      attention: 1,
      notices: expect.any(Number),
    });
    const again = await app.inject({
      method: 'POST',
      url: '/api/contributions',
      headers: { ...manager, ...police.headers },
      payload: police.payload,
    });
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    const hospital = multipart({ agency: 'hospital' }, { name: 'hospital.csv', bytes: HOSPITAL });
    await app.inject({
      method: 'POST',
      url: `/api/contributions?family=${family}`,
      headers: { ...manager, ...hospital.headers },
      payload: hospital.payload,
    });

    const chronology = await app.inject({ method: 'GET', url: `/api/families/${family}/chronology`, headers: manager });
    const { events } = chronology.json<{ chronology: { events: { id: string; what: string }[] } }>().chronology;
    expect(events).toHaveLength(4);
    const decided = await app.inject({
      method: 'POST',
      url: `/api/families/${family}/decisions`,
      headers: manager,
      payload: { events: [events[0]?.id, events[1]?.id], answer: 'same', reason: null },
    });
    expect(decided.statusCode).toBe(201);
    const table = await app.inject({ method: 'GET', url: `/api/families/${family}/chronology.csv`, headers: manager });
    expect(table.headers['content-type']).toContain('text/csv');
    expect(table.headers['content-disposition']).toContain('R1-chronology-2026-11-23.csv');
    for (const { id } of events) expect(table.body).toContain(id);
    const original = await app.inject({ method: 'GET', url: `${first.headers['location']}/original`, headers: manager });
    expect(original.rawPayload.equals(Buffer.from(POLICE))).toBe(true);
    const note = await app.inject({
      method: 'POST',
      url: `/api/families/${family}/notes`,
      headers: { ...manager, 'idempotency-key': 'n1' },
      payload: { event: events[0]?.id, text: 'Ask.' },
    });
    const noteAgain = await app.inject({
      method: 'POST',
      url: `/api/families/${family}/notes`,
      headers: { ...manager, 'idempotency-key': 'n1' },
      payload: { event: events[0]?.id, text: 'Ask.' },
    });
    expect([noteAgain.statusCode, noteAgain.json()]).toEqual([201, note.json()]);
  });

  it('takes contribution JSON as the body, with one effect for one key', async () => {
    const payload = {
      kinline: 'contribution/1',
      agency: 'gp',
      family: 'R2',
      events: [{ ref: 'g1', kind: 'contact', happened: { raw: '03/02/2014' }, what: 'Seen.' }],
    };
    const headers = { ...manager, 'idempotency-key': 'c1' };
    const [one, other] = await Promise.all([1, 2].map(() => app.inject({ method: 'POST', url: '/api/contributions', headers, payload })));
    expect(one?.json().id).toBe(other?.json().id);
    expect([200, 201]).toContain(one?.statusCode);
    const reused = await app.inject({ method: 'POST', url: '/api/contributions', headers, payload: { ...payload, agency: 'police' } });
    expect([reused.statusCode, reused.json().code]).toEqual([409, 'key-reused']);
    expect(await test.ask("select count(*)::int as families from family where label = 'R2'")).toEqual([{ families: 1 }]);
  });

  it('brings a file in steps', async () => {
    const { id: family } = (await app.inject({ method: 'POST', url: '/api/families', headers: manager, payload: { label: 'R3' } })).json<{
      id: string;
    }>();
    const file = multipart({}, { name: 'x.csv', bytes: csv('Date,Event', '03/04/2014,Seen.') });
    const started = await app.inject({
      method: 'POST',
      url: `/api/families/${family}/drafts`,
      headers: { ...manager, ...file.headers },
      payload: file.payload,
    });
    expect(started.statusCode).toBe(201);
    const draft = started.headers['location'] as string;
    expect((await app.inject({ method: 'PATCH', url: draft, headers: manager, payload: { agency: 'gp' } })).statusCode).toBe(200);
    expect((await app.inject({ method: 'GET', url: draft, headers: manager })).json()).toMatchObject({ agency: 'gp' });
    expect((await app.inject({ method: 'POST', url: `${draft}/acceptance`, headers: manager })).json()).toMatchObject({
      events: 1,
      family,
    });
  });

  it('answers problems as RFC 9457 describes, the same for hidden and absent', async () => {
    const { id: family } = (await app.inject({ method: 'POST', url: '/api/families', headers: manager, payload: { label: 'R4' } })).json<{
      id: string;
    }>();
    const ask = (id: string) =>
      app.inject({ method: 'GET', url: `/api/families/${id}/chronology`, headers: as(TEST_PRACTITIONERS.officer.id) });
    const [hidden, absent] = [await ask(family), await ask('0'.repeat(32))];
    expect(hidden.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(hidden.json()).toMatchObject({
      type: 'urn:kinline:problem:not-found',
      status: 404,
      title: expect.any(String),
      next: expect.any(String),
    });
    const withoutDate = ({ date: _date, ...headers }: Record<string, unknown>) => headers;
    expect([hidden.body, hidden.statusCode, withoutDate(hidden.headers)]).toEqual([
      absent.body,
      absent.statusCode,
      withoutDate(absent.headers),
    ]);
    expect((await app.inject({ method: 'GET', url: '/api/families', headers: { host: 'localhost' } })).statusCode).toBe(401);
    expect((await app.inject({ method: 'GET', url: '/api/nothing', headers: manager })).json()).toMatchObject({ code: 'not-found' });
    expect(
      (
        await app.inject({
          method: 'POST',
          url: '/api/families',
          headers: { ...manager, 'content-type': 'application/json' },
          payload: '{"label":',
        })
      ).json(),
    ).toMatchObject({ code: 'not-valid' });
    expect(
      (
        await app.inject({ method: 'POST', url: '/api/families', headers: { ...manager, 'content-type': 'text/plain' }, payload: 'label' })
      ).json(),
    ).toMatchObject({ code: 'not-valid' });
    expect(
      (
        await app.inject({
          method: 'POST',
          url: '/api/contributions',
          headers: { ...manager, ...multipart({}, { name: 'x', bytes: POLICE }).headers },
          payload: 'nonsense',
        })
      ).statusCode,
    ).toBeLessThan(500);
    expect((await app.inject({ method: 'GET', url: `/api/families/${family}/chronology.exe`, headers: manager })).json()).toMatchObject({
      code: 'not-valid',
    });
  });

  it('answers only what was asked of this computer by this computer', async () => {
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect((await app.inject({ method: 'GET', url: '/healthz', headers: { host } })).statusCode, host).toBe(200);
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:3000', 'localhost:x'])
      expect((await app.inject({ method: 'GET', url: '/healthz', headers: { host } })).statusCode, host).toBe(421);
    const fromElsewhere = await app.inject({
      method: 'POST',
      url: '/api/families',
      headers: { ...manager, 'sec-fetch-site': 'cross-site' },
      payload: { label: 'no' },
    });
    expect(fromElsewhere.statusCode).toBe(403);
  });

  it('knows whose session a token is, from a header or, to read, from the browser’s cookie', async () => {
    const begun = await done(test.as(null), signInDemonstration, { practitioner: TEST_PRACTITIONERS.manager.id });
    const asked = async (headers: Record<string, string>, method: 'GET' | 'POST' = 'GET') =>
      (
        await app.inject({
          method,
          url: '/api/families',
          headers: { host: 'localhost', ...headers },
          ...(method === 'POST' ? { payload: { label: 'R9' } } : {}),
        })
      ).statusCode;
    const bearer = { authorization: `Bearer ${begun.token}` };
    const cookie = { cookie: `kinline-session=${begun.token}` };
    expect([await asked(bearer), await asked(cookie), await asked({ cookie: 'kinline-session=made-up' })]).toEqual([200, 200, 401]);
    expect([await asked(bearer, 'POST'), await asked(cookie, 'POST'), await asked({ ...cookie, ...bearer }, 'POST')]).toEqual([
      201, 403, 201,
    ]);
    await test.ask('update session set ended_at = now() where id = $1', [begun.session]);
    expect([await asked(bearer), await asked(cookie)]).toEqual([401, 401]);
  });

  it('answers an inspector’s questions with what the address says after the question mark', async () => {
    const made = await app.inject({ method: 'POST', url: '/api/families', headers: manager, payload: { label: 'R9', agencies: [] } });
    const at = `/api/families/${made.json<{ id: string }>().id}`;
    const get = async (path: string) => app.inject({ method: 'GET', url: `${at}${path}`, headers: manager });
    const saw = await get('/questions/who-saw?to=2020-01-01&page=1');
    expect([saw.statusCode, saw.json<{ says: string }>().says]).toEqual([200, 'The log holds nobody who saw it up to 1 January 2020.']);
    expect((await get('/questions/who-saw?to=yesterday')).statusCode).toBe(400);
    expect((await get('/questions/what-could-they-see')).statusCode).toBe(400);
    const record = await get('/access-record?verb=add');
    expect(record.json<{ total: number }>().total).toBe(1);
  });

  it('is ready only while its database answers', async () => {
    databaseAnswers = false;
    const down = await app.inject({ method: 'GET', url: '/healthz', headers: { host: 'localhost' } });
    databaseAnswers = true;
    expect([down.statusCode, down.json().code]).toEqual([503, 'database-unreachable']);
  });

  it('describes every address and every operation at /openapi.json', async () => {
    const described = (await app.inject({ method: 'GET', url: '/openapi.json', headers: { host: 'localhost' } })).json<{
      openapi: string;
      paths: Record<
        string,
        Record<
          string,
          {
            operationId?: string;
            summary?: string;
            responses?: Record<string, unknown>;
            parameters?: { name: string; in: string; required?: boolean }[];
          }
        >
      >;
    }>();
    expect(described.openapi).toBe('3.1.0');
    for (const { method, path, operation } of ROUTES) {
      const address = path.replace(/:(\w+)/g, '{$1}');
      expect(described.paths[address]?.[method.toLowerCase()], `${method} ${address}`).toMatchObject({
        operationId: operation.name,
        summary: operation.says,
      });
    }
    const all = Object.values(described.paths).flatMap((methods) => Object.values(methods));
    const ids = all.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual([...Object.values(OPERATIONS).map(({ name }) => name), 'health', 'sign-in'].sort());
    for (const [address, methods] of Object.entries(described.paths)) {
      for (const one of Object.values(methods)) {
        expect(Object.keys(one.responses ?? {}).length, address).toBeGreaterThan(0);
        const named = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        expect(
          (one.parameters ?? [])
            .filter((parameter) => parameter.in === 'path')
            .map(({ name }) => name)
            .sort(),
          address,
        ).toEqual(named.sort());
      }
    }
    expect(JSON.stringify(described)).not.toContain('~refine');
  });
});
