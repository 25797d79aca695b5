/** Counting tries to sign in: the keys of an account, of an address, and of the two together. They name nobody without the partnership's key. */
import { isIPv6 } from 'node:net';
import { type Problem, problem } from '../../domain/problem.ts';
import { spendTry } from '../../store/accounts.ts';
import { inTransaction } from '../../store/database.ts';
import type { Tries } from '../../store/sessions.ts';
import type { Context } from '../door.ts';
import { recognisable } from './sealing.ts';

/** Whoever has one address of an IPv6 network has all of its last half. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.toLowerCase().startsWith('::ffff:')) return address.replace(/^::ffff:/i, '');
  const [before = '', after] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = before.split(':').filter((part) => part !== '');
  const right = (after ?? '').split(':').filter((part) => part !== '');
  const groups = after === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

export function triesOf(accounts: Uint8Array, loginHash: Uint8Array, from: string): Tries {
  const account = Buffer.from(loginHash).toString('hex');
  const network = networkOf(from);
  return {
    account: recognisable(accounts, 'budget', `account ${account}`),
    address: recognisable(accounts, 'budget', `address ${network}`),
    both: recognisable(accounts, 'budget', `both ${account} ${network}`),
  };
}

/** Spends one try before anything is checked. A problem when it is too early for another. */
export async function mayTry({ database }: Context, tries: Tries): Promise<Problem | null> {
  const wait = await inTransaction(database, 'read committed', (transaction) => spendTry(transaction, tries));
  return wait === 0 ? null : { ...problem('too-many-tries', sayWait(wait)), retryAfter: wait };
}

function sayWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return seconds === 1 ? 'You can try again in 1 second.' : `You can try again in ${seconds} seconds.`;
  return minutes === 1 ? 'You can try again in 1 minute.' : `You can try again in ${minutes} minutes.`;
}
