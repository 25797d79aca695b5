/** Test support: everything that somebody can get out of Kinline: every page, every answer, every file, and what is refused. */
import type { FastifyInstance } from 'fastify';
import { ROUTES } from '../../src/api/routes.ts';
import { sessionCookie } from '../../src/app/session-token.ts';
import { signInDemonstration } from '../../src/app/sign-in-demonstration.ts';
import { SCREENS } from '../../src/web/screens.ts';
import { done } from '../app/bring-files.ts';
import type { TestDatabase } from '../database.ts';

export type Reply = { readonly where: string; readonly bytes: Uint8Array };
/** What can stand for each `:name` of an address. */
export type Ids = Readonly<Record<string, readonly string[]>>;

/** Every address there is, each with its ids put in. */
const addresses = (paths: readonly string[], ids: Ids): string[] =>
  paths.flatMap((path) =>
    [...path.matchAll(/:(\w+)/g)]
      .map(([, name]) => name ?? '')
      .reduce<string[]>((made, name) => made.flatMap((one) => (ids[name] ?? ['none']).map((id) => one.replace(`:${name}`, id))), [path]),
  );

export async function everythingFor(
  app: FastifyInstance,
  test: TestDatabase,
  who: { readonly id: string } | null,
  ids: Ids,
): Promise<Reply[]> {
  const token = who === null ? null : (await done(test.as(null), signInDemonstration, { practitioner: who.id })).token;
  const headers = { host: 'localhost:3000', ...(token === null ? {} : { cookie: `${sessionCookie(false)}=${token}` }) };
  const api = { host: 'localhost:3000', ...(who === null ? {} : { 'kinline-practitioner': who.id }) };
  const get = [
    ...addresses(
      SCREENS.filter((screen) => screen.get !== undefined).map(({ path }) => path),
      ids,
    ).map((url) => ({ url, headers })),
    ...addresses(
      ROUTES.filter(({ method }) => method === 'GET').map(({ path }) => path),
      ids,
    ).map((url) => ({ url, headers: api })),
  ];
  const replies: Reply[] = [];
  for (const { url, headers: sent } of get) {
    const reply = await app.inject({ method: 'GET', url, headers: sent });
    replies.push({
      where: `${reply.statusCode} ${url}`,
      bytes: Buffer.concat([Buffer.from(JSON.stringify(reply.headers)), reply.rawPayload]),
    });
  }
  // What is refused: everything that can be sent, on things that are hidden, with nothing in it.
  for (const url of addresses(
    ROUTES.filter(({ method }) => method !== 'GET').map(({ path }) => path),
    { ...ids, contribution: ids['contribution']?.slice(0, 2) ?? [], draft: ids['draft']?.slice(0, 1) ?? [] },
  )) {
    const method = ROUTES.find(({ path }) => addresses([path], ids).includes(url))?.method ?? 'POST';
    const reply = await app.inject({ method, url, headers: api, payload: {} });
    replies.push({
      where: `${reply.statusCode} ${method} ${url}`,
      bytes: Buffer.concat([Buffer.from(JSON.stringify(reply.headers)), reply.rawPayload]),
    });
  }
  return replies;
}
