/** Signing in with an account of the partnership's own: a sign-in name, a password, and a code or a recovery code. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { sameLogin } from '../domain/sign-in.ts';
import { accountOfLogin } from '../store/accounts.ts';
import { inTransaction } from '../store/database.ts';
import type { Tries } from '../store/sessions.ts';
import { secondFactorOf } from './accounts/codes.ts';
import { type Proof, prove, useUp } from './accounts/prove.ts';
import { recognisable } from './accounts/sealing.ts';
import { mayTry, triesOf } from './accounts/tries.ts';
import { beginSessionOf, type SignedIn } from './begin-session.ts';
import { operation } from './door.ts';

/** What somebody typed may be long, but not without end: hashing it costs. */
export const Typed = Type.String({ maxLength: 1000 });
/** The address that a request came from. */
export const From = Type.String({ maxLength: 100 });

export const signIn = operation({
  name: 'sign-in',
  says: 'Sign in with a sign-in name, a password and a code.',
  permission: 'choose-practitioner',
  effect: 'records',
  verb: 'sign-in',
  input: Type.Object({ login: Typed, password: Typed, code: Typed, from: From }),
  subject: () => ({ partnership: true }),
  prepare: async (context, { login, password, code, from }): Promise<{ readonly proof: Proof; readonly tries: Tries } | Problem> => {
    const loginHash = recognisable(context.keys.accounts, 'login-hash', sameLogin(login));
    const tries = triesOf(context.keys.accounts, loginHash, from);
    const early = await mayTry(context, tries);
    if (early !== null) return early;
    const account = await inTransaction(context.database, 'read committed', (transaction) => accountOfLogin(transaction, loginHash));
    return { proof: await prove(context, account, password, secondFactorOf(code)), tries };
  },
  run: async (inside, _input, { proof, tries }): Promise<SignedIn | Problem> =>
    (await useUp(inside, proof)) ? beginSessionOf(inside, proof.practitioner, 'password-and-code', tries) : problem('not-recognised'),
  touched: (_input, { practitioner }) => ({ practitioner }),
});
