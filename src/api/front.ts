/**
 * What stands in front of every address: at which names Kinline answers and whom it lets speak for others, the headers of every reply, and
 * how many requests are answered. Wired before anything else.
 */
import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../domain/problem.ts';
import { addHeaders } from './headers.ts';
import { BUDGETS, type Budgets, type Exceeded, limitRequests } from './limits.ts';
import { answerOnlyLoopback, isLoopbackName } from './loopback.ts';
import { sendProblem } from './problem-reply.ts';

export type Front = {
  /** The address at which browsers reach Kinline through its reverse proxy; null: this computer alone. */
  readonly address: string | null;
  /** Where the reverse proxy speaks from; anybody else is refused. Empty: from this computer. */
  readonly proxies: readonly string[];
  readonly https: boolean;
  readonly exceeded: (what: Exceeded) => void;
  readonly budgets?: Budgets;
};

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

export async function standInFront(app: FastifyInstance, front: Front): Promise<void> {
  addHeaders(app, front);
  if (front.address === null || isLoopbackName(new URL(front.address).host)) answerOnlyLoopback(app);
  else answerThroughProxy(app, front.address, front.proxies);
  await limitRequests(app, front.budgets ?? BUDGETS, front.exceeded);
}

/** Answers the one public name, and only to the reverse proxy, so that nobody can say of themselves where they come from. */
function answerThroughProxy(app: FastifyInstance, address: string, proxies: readonly string[]): void {
  const { host } = new URL(address);
  const trusted = addresses(proxies.length === 0 ? LOOPBACK : proxies);
  app.addHook('onRequest', async (request, reply) => {
    const named = (request.headers.host ?? '').toLowerCase() === host;
    if (trusted(request.socket.remoteAddress ?? '') && (named || isHealthCheck(request))) return undefined;
    return sendProblem(reply, { ...problem('not-permitted', 'Kinline answers at its public address only.'), status: 421 });
  });
}

/** The proxy asks whether the server is well at the server's own name. */
const isHealthCheck = (request: FastifyRequest): boolean => request.url === '/healthz' && request.headers['x-forwarded-for'] === undefined;

/** Whether an address is one of these, or in one of these ranges such as 10.1.0.0/16. */
export function addresses(list: readonly string[]): (address: string) => boolean {
  const known = new BlockList();
  for (const one of list) {
    const [network = '', bits] = one.split('/');
    const family = isIPv6(network) ? 'ipv6' : 'ipv4';
    if (bits === undefined) known.addAddress(network, family);
    else known.addSubnet(network, Number(bits), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
    return plain !== '' && known.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
}
