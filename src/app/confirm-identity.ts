/** Step-up: showing again who one is, before something privileged. In a demonstration it takes one click, and is worth as much. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { ownAccount } from '../store/accounts.ts';
import { secondFactorOf } from './accounts/codes.ts';
import { type Proof, prove, useUp } from './accounts/prove.ts';
import { mayTry, triesOf } from './accounts/tries.ts';
import { renewSessionOf, type SignedIn } from './begin-session.ts';
import { askAs, operation, whoAsks } from './door.ts';
import { From, Typed } from './sign-in.ts';

export const confirmIdentity = operation({
  name: 'confirm-identity',
  says: 'Show again who one is.',
  permission: 'keep-own-account',
  effect: 'records',
  verb: 'sign-in',
  input: Type.Object({ password: Typed, code: Typed, from: From }),
  subject: () => ({ partnership: true }),
  prepare: async (context, { password, code, from }): Promise<{ readonly proof: Proof | null } | Problem> => {
    if (context.session?.how === 'demonstration') return { proof: null };
    const found = await askAs(context, async ({ transaction }) => ({ account: await ownAccount(transaction) }));
    if ('problem' in found) return found;
    // Somebody of an identity provider, or with a passkey alone, has another way.
    if (found.account === null) return problem('not-recognised');
    const early = await mayTry(context, triesOf(context.keys.accounts, found.account.loginHash, from));
    if (early !== null) return early;
    return { proof: await prove(context, found.account, password, secondFactorOf(code)) };
  },
  run: async (inside, _input, { proof }): Promise<SignedIn | Problem> => {
    const who = whoAsks(inside);
    if (proof === null) return renewSessionOf(inside, who, 'demonstration');
    return proof.practitioner === who.id && (await useUp(inside, proof))
      ? renewSessionOf(inside, who, 'password-and-code')
      : problem('not-recognised');
  },
});
