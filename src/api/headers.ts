/**
 * The headers that every reply carries, whatever it is: a page, a file, a script, JSON, a refusal, an error. A reply that has said
 * something of its own (a page's content security policy, how long a script may be kept) keeps what it said.
 */
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { problem } from '../domain/problem.ts';
import { sendProblem } from './problem-reply.ts';

/** For replies that are no pages: nothing in them may load, run, be framed or be sent anywhere. */
export const NO_PAGE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Two years, for every name below this one, as browsers' own lists ask. */
const HTTPS_ONLY = 'max-age=63072000; includeSubDomains';

export const EVERY_REPLY: Readonly<Record<string, string>> = Object.freeze({
  'content-security-policy': NO_PAGE_POLICY,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), web-share=(), xr-spatial-tracking=()',
  'x-frame-options': 'DENY',
  'x-dns-prefetch-control': 'off',
  'x-permitted-cross-domain-policies': 'none',
  'x-robots-tag': 'noindex, nofollow, noarchive',
});

/** Has every reply carry them. `https`: browsers then never speak to this address without it again. */
export function addHeaders(app: FastifyInstance, { https }: { readonly https: boolean }): void {
  app.addHook('onSend', async (request, reply, payload) => {
    for (const [name, value] of Object.entries(EVERY_REPLY)) if (!reply.hasHeader(name)) reply.header(name, value);
    // Whoever signs out leaves nothing behind on a shared computer.
    if (request.method === 'POST' && /^\/sign-out(?:[/?]|$)/.test(request.url)) reply.header('clear-site-data', '"cache", "storage"');
    if (https) reply.header('strict-transport-security', HTTPS_ONLY);
    return payload;
  });
}

/** What the framework answers by itself, before any address is reached: a path that no browser writes, bytes that are no request. */
export function answerBadRequests({
  https,
}: {
  readonly https: boolean;
}): Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'> {
  const headers = { ...EVERY_REPLY, ...(https ? { 'strict-transport-security': HTTPS_ONLY } : {}) };
  return {
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply.headers(headers), problem('not-valid')),
    clientErrorHandler: (error: Error & { code?: string }, socket) => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const lines = Object.entries({ ...headers, 'content-length': '0', connection: 'close' }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      );
      socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n`);
    },
  };
}
