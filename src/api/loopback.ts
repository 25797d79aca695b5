/**
 * Without a public address Kinline is for this computer alone: it listens on loopback, and answers only requests that were made to a
 * loopback name, so that a page from elsewhere cannot reach it by pointing a name of its own at this computer.
 */
import type { FastifyInstance } from 'fastify';
import { problem } from '../domain/problem.ts';
import { sendProblem } from './problem-reply.ts';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** The name in a Host header, without its port. */
function nameOf(host: string): string {
  const bracketed = /^(\[[^\]]*\])(?::\d+)?$/.exec(host);
  return (bracketed?.[1] ?? host.replace(/:\d+$/, '')).toLowerCase();
}

/** Whether a Host header names this computer itself. */
export function isLoopbackName(host: string): boolean {
  return LOOPBACK_NAMES.has(nameOf(host));
}

export function answerOnlyLoopback(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isLoopbackName(request.headers.host ?? ''))
      return sendProblem(reply, { ...problem('not-permitted', 'Kinline answers on localhost only.'), status: 421 });
    return undefined;
  });
}
