/** One's own account: what one signs in with, where one is signed in, new recovery codes, a new password. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { passwordFault } from '../domain/sign-in.ts';
import { replacePassword as keepPassword, replaceRecoveryCodes as keepRecoveryCodes, ownAccount } from '../store/accounts.ts';
import { type LiveSession, liveSessions } from '../store/sessions.ts';
import { newRecoveryCodes, recoveryHash } from './accounts/codes.ts';
import { hashPassword } from './accounts/passwords.ts';
import { unseal } from './accounts/sealing.ts';
import { operation, whoAsks } from './door.ts';
import { Typed } from './sign-in.ts';

export type OwnAccountPage = {
  /** Null for somebody who has no password here: a demonstration, an identity provider. */
  readonly login: string | null;
  readonly recoveryCodes: number;
  readonly sessions: readonly (LiveSession & { readonly thisOne: boolean })[];
};

export const readOwnAccount = operation({
  name: 'read-own-account',
  says: 'What one signs in with, and where one is signed in.',
  permission: 'keep-own-account',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, keys, session }): Promise<OwnAccountPage> => {
    const account = await ownAccount(transaction);
    const login = account === null ? null : unseal(keys.accounts, 'login', account.practitioner, account.loginSealed);
    const sessions = await liveSessions(transaction);
    return {
      login: login?.toString('utf8') ?? null,
      recoveryCodes: account?.recoveryCodes ?? 0,
      sessions: sessions.map((one) => ({ ...one, thisOne: one.id === session?.id })),
    };
  },
});

export type NewRecoveryCodes = { readonly recoveryCodes: readonly string[] };

export const replaceRecoveryCodes = operation({
  name: 'replace-recovery-codes',
  says: 'Ten new recovery codes in place of all earlier ones.',
  permission: 'keep-own-account',
  effect: 'records',
  verb: 'change',
  stepUp: true,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<NewRecoveryCodes | Problem> => {
    const { transaction, keys } = inside;
    const { id } = whoAsks(inside);
    const recoveryCodes = newRecoveryCodes();
    const kept = await keepRecoveryCodes(
      transaction,
      recoveryCodes.map((one) => recoveryHash(keys.accounts, id, one)),
    );
    return kept ? { recoveryCodes } : problem('not-found');
  },
});

export const replacePassword = operation({
  name: 'replace-password',
  says: 'A new password of one’s own. It ends one’s other sessions.',
  permission: 'keep-own-account',
  effect: 'records',
  verb: 'change',
  stepUp: true,
  input: Type.Object({ password: Typed }),
  subject: () => ({ partnership: true }),
  prepare: async ({ keys, practitioner }, { password }): Promise<{ readonly hash: string } | Problem> => {
    const fault = passwordFault(password, [practitioner?.name ?? '']);
    return fault === null ? { hash: await hashPassword(keys.accounts, password) } : problem('not-valid', `password: ${fault}.`);
  },
  run: async ({ transaction }, _input, { hash }): Promise<{ readonly done: true } | Problem> =>
    (await keepPassword(transaction, hash)) ? { done: true } : problem('not-found'),
});
