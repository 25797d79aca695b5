/**
 * How many requests are answered in a minute: for each session, and for each address, which may be a whole hospital behind one. Far more
 * than people make; what is over it is refused for the rest of the minute and written down once. Signing in has budgets of its own.
 */
import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../domain/problem.ts';
import { sendProblem } from './problem-reply.ts';

export type Budgets = {
  /** Requests a minute for one session. A page with its pictures and scripts is about ten. */
  readonly session: number;
  /** Requests a minute for one address. */
  readonly address: number;
};
export const BUDGETS: Budgets = { session: 600, address: 6_000 };
const MINUTE = 60_000;
/** Addresses and sessions that are counted at once; the oldest are forgotten first. */
const COUNTED = 20_000;

export type Exceeded = { readonly by: 'session' | 'address'; readonly key: string };

/** Refuses what is over the budgets. `exceeded` hears of each key once a minute, so that it can be written down without filling the audit. */
export async function limitRequests(app: FastifyInstance, budgets: Budgets, exceeded: (what: Exceeded) => void): Promise<void> {
  await app.register(rateLimit, { global: false, cache: COUNTED });
  const checks = (['session', 'address'] as const).map((by) => ({
    by,
    check: app.createRateLimit({
      max: budgets[by],
      timeWindow: MINUTE,
      keyGenerator: (request: FastifyRequest) => `${by} ${by === 'session' ? sessionKey(request) : request.ip}`,
    }),
  }));
  const told = new Map<string, number>();
  app.addHook('onRequest', async (request, reply) => {
    for (const { by, check } of checks) {
      if (by === 'session' && sessionKey(request) === null) continue;
      const found = await check(request);
      if (found.isAllowed || !found.isExceeded) continue;
      const now = Date.now();
      if ((told.get(found.key) ?? 0) < now - found.ttl) {
        if (told.size >= COUNTED) told.clear();
        told.set(found.key, now);
        exceeded({ by, key: createHash('sha256').update(found.key).digest('hex').slice(0, 16) });
      }
      return tooMany(request, reply, found.ttlInSeconds);
    }
    return undefined;
  });
}

/** What stands for a session before anyone has looked whose it is. It is kept only as long as it is counted, and only as a hash. */
function sessionKey(request: FastifyRequest): string | null {
  const found =
    /(?:^|;\s*)(?:__Host-)?kinline-session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ??
    /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return found === undefined ? null : createHash('sha256').update(found).digest('hex');
}

/** A short page for people, without stylesheet or script, so that it costs nothing; the problem itself for programs. */
function tooMany(request: FastifyRequest, reply: FastifyReply, seconds: number): FastifyReply {
  const found = problem('too-many-requests');
  reply.header('retry-after', String(Math.max(1, seconds)));
  if (request.url.startsWith('/api/') || !(request.headers.accept ?? '').includes('text/html')) return sendProblem(reply, found);
  return reply
    .code(found.status)
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="en"><head><title>Too many requests – Kinline</title><meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>${found.title}</h1><p>${found.next}</p></main></body></html>`,
    );
}
