/** The way out to an identity provider leads to its own host and nowhere else, whatever address is named; and JSON says each name once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outboundTo } from '../../src/identity/outbound.ts';
import { Untrusted } from '../../src/identity/refused.ts';
import { strictObject } from '../../src/identity/strict-json.ts';

const reasonOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'done';
  } catch (error) {
    return error instanceof Untrusted ? error.reason : String(error);
  }
};

describe('the way out', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
  });

  it('leads to the issuer’s own host', async () => {
    const out = outboundTo(new URL(`http://127.0.0.1:${port}/tenant`), 5000);
    expect((await out(`http://127.0.0.1:${port}/keys`)).status).toBe(200);
    expect(asked).toEqual(['/keys']);
  });

  it.each([
    'http://localhost:PORT/',
    'http://127.0.0.2:PORT/',
    'http://127.1:1/',
    'http://0.0.0.0:PORT/',
    'http://[::1]:PORT/',
    'https://127.0.0.1:PORT/',
    'http://kinline@127.0.0.1:PORT/',
    'http://kinline:secret@127.0.0.1:PORT/',
    'http://127.0.0.1:PORT/#part',
    'http://127.0.0.1.example.org:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'ftp://127.0.0.1:PORT/',
    'file:///etc/passwd',
    'data:application/json,{}',
    'blob:http://127.0.0.1:PORT/1',
    'javascript:1',
  ])('does not lead to %s', async (address) => {
    const before = asked.length;
    const out = outboundTo(new URL(`http://127.0.0.1:${port}`), 5000);
    expect(await reasonOf(() => out(address.replace('PORT', String(port))))).toBe('another-host');
    expect(asked.length).toBe(before);
  });

  it('takes plain http to this computer alone', async () => {
    const out = outboundTo(new URL('http://login.example.org'), 5000);
    expect(await reasonOf(() => out('http://login.example.org/keys'))).toBe('another-host');
  });
});

describe('JSON', () => {
  it.each([
    '{}',
    '{"a":{"b":1},"c":{"b":2}}',
    '{"a":[{"b":1},{"b":2}]}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a\\\\":1,"a":2}',
    '{"a":"b","b":"a"}',
  ])('is taken when it says each name once: %s', async (text) => expect(await reasonOf(() => strictObject(text))).toBe('done'));

  it.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":1}',
    '{"b":{"a":1,"c":[],"a":1}}',
    '{"b":[{"a":1,"a":1}]}',
    '{"__proto__":{}}',
    '{"b":{"\\u005f_proto__":1}}',
  ])('is not taken when a name stands twice, or is a prototype: %s', async (text) =>
    expect(await reasonOf(() => strictObject(text))).toBe('names-twice'),
  );

  it.each(['', ' ', 'null', '1', '"a"', '[]', '{', '{"a":1}}', '{"a":1,}', "{'a':1}", '{"a":NaN}', '\uFEFF{}'])(
    'is not taken when it is no object: %s',
    async (text) => expect(await reasonOf(() => strictObject(text))).toBe('answer-not-json'),
  );
});
