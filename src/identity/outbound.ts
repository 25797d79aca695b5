/**
 * The only way out of this folder: to the configured issuer's own host, over https (plain http only to this computer), following no
 * redirect, within a size and a time. Whatever a hostile answer names, nothing else is ever asked.
 */

import { Untrusted, untrusted } from './refused.ts';
import { strictObject } from './strict-json.ts';

/** The most bytes that any answer of a provider may have, once unpacked. */
const MOST_BYTES = 256 * 1024;
const JSON_TYPES = /^application\/(?:json|jwk-set\+json)(?:\s*;|$)/i;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export type Outbound = (address: string, asked?: RequestInit) => Promise<Response>;

export function isLoopback(address: URL): boolean {
  return LOOPBACK.test(address.hostname);
}

/** Whether this is an address that may be asked at all: https, or http on this computer; nothing but scheme, host, port, path, query. */
export function isAskable(address: URL): boolean {
  return (
    (address.protocol === 'https:' || (address.protocol === 'http:' && isLoopback(address))) &&
    address.username === '' &&
    address.password === '' &&
    address.hash === ''
  );
}

/** Asks hosts of this issuer alone. The answer is JSON that says each name once; anything else throws `Untrusted`. */
export function outboundTo(issuer: URL, patienceMs: number): Outbound {
  return async (address, asked = {}) => {
    const to = new URL(address);
    if (to.origin !== issuer.origin || !isAskable(to)) return untrusted('another-host');
    const signal = AbortSignal.timeout(patienceMs);
    try {
      const answer = await fetch(to, { ...asked, redirect: 'manual', signal, referrerPolicy: 'no-referrer' });
      if (answer.type === 'opaqueredirect' || (answer.status >= 300 && answer.status < 400)) {
        await answer.body?.cancel();
        return untrusted('redirected');
      }
      if (!JSON_TYPES.test(answer.headers.get('content-type') ?? '')) {
        await answer.body?.cancel();
        return untrusted(answer.ok ? 'answer-not-json' : 'answer-refused');
      }
      const text = await boundedText(answer);
      strictObject(text);
      // Only what was read and checked goes on; the other headers are not ours to interpret.
      return new Response(text, { status: answer.status, headers: { 'content-type': 'application/json' } });
    } catch (error) {
      throw error instanceof Untrusted ? error : new Untrusted('not-reached');
    }
  };
}

/** The body as text; it stops reading at the limit, so that an endless answer costs no more than a full one. */
async function boundedText(answer: Response): Promise<string> {
  if (answer.body === null) return '';
  const reader = answer.body.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      return untrusted('answer-too-large');
    }
    parts.push(value);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    return untrusted('answer-not-json');
  }
}
