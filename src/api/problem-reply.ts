/** A problem as RFC 9457 describes it. The `type` names the catalogue's code; nothing in it is personal. */
import type { FastifyReply } from 'fastify';
import type { Problem } from '../domain/problem.ts';

export function sendProblem(reply: FastifyReply, { problem: code, title, next, status, detail, retryAfter }: Problem): FastifyReply {
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: `urn:kinline:problem:${code}`, title, status, ...(detail === undefined ? {} : { detail }), code, next }));
}
