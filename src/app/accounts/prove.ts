/**
 * Whether a password and a second thing belong to an account. Every try does the same work, whether there is such an account or not and whichever
 * of the two is wrong, and gets the same answer. Passkeys, which prove both at once, do not come through here.
 */
import type { Account } from '../../store/accounts.ts';
import { useCode, useRecoveryCode } from '../../store/accounts.ts';
import type { Context, Inside } from '../door.ts';
import { isCode, recoveryHash, type SecondFactor, stepAt } from './codes.ts';
import { isPassword } from './passwords.ts';
import { unseal } from './sealing.ts';

/** What was proved before the second thing is used up; `practitioner` is empty when something is wrong already. */
export type Proof = { readonly practitioner: string; readonly factor: SecondFactor; readonly step: number };

const NOBODYS_SECRET = Buffer.alloc(20);

export async function prove({ keys, now }: Context, account: Account | null, password: string, factor: SecondFactor): Promise<Proof> {
  const right = await isPassword(keys.accounts, account?.passwordHash ?? null, password);
  const at = now();
  const secret = account === null ? null : unseal(keys.accounts, 'code', account.practitioner, account.codeSecret);
  const fits = factor.kind === 'recovery-code' || isCode(secret ?? NOBODYS_SECRET, factor.code, at);
  return { practitioner: account !== null && secret !== null && right && fits ? account.practitioner : '', factor, step: stepAt(at) };
}

/** Uses the second thing up. True when it had not been used before and everything else was right. */
export async function useUp({ transaction, keys }: Inside, { practitioner, factor, step }: Proof): Promise<boolean> {
  return factor.kind === 'code'
    ? useCode(transaction, practitioner, step)
    : useRecoveryCode(transaction, practitioner, recoveryHash(keys.accounts, practitioner, factor.code));
}
