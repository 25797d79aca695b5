/**
 * An account from a one-time link, in two steps: a sign-in name and a password; then the code generator, proved by a code. What was given in the first
 * step travels sealed with the form, so that nothing is kept of somebody who does not finish. Recovery codes are said once, at the end.
 */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { isLogin, passwordFault, sameLogin } from '../domain/sign-in.ts';
import { makeAccount as keepAccount, type Link, linkOf } from '../store/accounts.ts';
import { inTransaction } from '../store/database.ts';
import { enrolmentOf, isCode, newCodeSecret, newRecoveryCodes, recoveryHash, secondFactorOf, stepAt } from './accounts/codes.ts';
import { hashPassword } from './accounts/passwords.ts';
import { recognisable, seal, tokenHash, unseal } from './accounts/sealing.ts';
import { beginSessionOf, type SignedIn } from './begin-session.ts';
import { type Context, operation } from './door.ts';
import { Typed } from './sign-in.ts';

const LinkToken = Type.String({ maxLength: 200 });
/** How long the second step may take. */
const FINISHES_WITHIN_MS = 60 * 60_000;

export type Invited = {
  readonly name: string;
  readonly partnership: string;
  /** The sign-in name that they had, when they have an account already. */
  readonly login: string | null;
};

async function invitedBy(context: Context, link: string): Promise<Link | null> {
  return inTransaction(context.database, 'read committed', (transaction) => linkOf(transaction, tokenHash(link)));
}

export const readLink = operation({
  name: 'read-link',
  says: 'Whom a one-time link is for, while it can be used.',
  permission: 'choose-practitioner',
  effect: 'reads',
  audited: false,
  input: Type.Object({ link: LinkToken }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, keys }, { link }): Promise<Invited | Problem> => {
    const found = await linkOf(transaction, tokenHash(link));
    if (found === null) return problem('link-ended');
    const login = found.loginSealed === null ? null : unseal(keys.accounts, 'login', found.practitioner, found.loginSealed);
    return { name: found.name, partnership: found.partnership, login: login?.toString('utf8') ?? null };
  },
});

export type AccountBegun = {
  /** What the second step needs, sealed for this link. */
  readonly state: string;
  /** For the picture that a code generator reads. */
  readonly address: string;
  /** The same, to type. */
  readonly key: string;
};

type State = { readonly login: string; readonly passwordHash: string; readonly secret: string; readonly at: string };

export const beginAccount = operation({
  name: 'begin-account',
  says: 'Choose a sign-in name and a password, with a one-time link.',
  permission: 'choose-practitioner',
  effect: 'reads',
  audited: false,
  input: Type.Object({ link: LinkToken, login: Typed, password: Typed }),
  subject: () => ({ partnership: true }),
  prepare: async (context, { link, login, password }): Promise<AccountBegun | Problem> => {
    const invited = await invitedBy(context, link);
    if (invited === null) return problem('link-ended');
    if (!isLogin(login)) return problem('not-valid', 'login: it must look like an e-mail address.');
    const fault = passwordFault(password, [invited.name, invited.partnership, login]);
    if (fault !== null) return problem('not-valid', `password: ${fault}.`);
    const secret = newCodeSecret();
    const state: State = {
      login: login.normalize('NFKC').trim(),
      passwordHash: await hashPassword(context.keys.accounts, password),
      secret: secret.toString('hex'),
      at: context.now(),
    };
    const sealed = seal(context.keys.accounts, 'enrolment', link, Buffer.from(JSON.stringify(state)));
    return { state: sealed.toString('base64url'), ...enrolmentOf(secret, state.login, invited.partnership) };
  },
  run: async (_inside, _input, begun): Promise<AccountBegun> => begun,
});

/** The picture and the key again, for somebody whose first code did not fit. */
export const againAccount = operation({
  name: 'again-account',
  says: 'The code generator of an account that is being made.',
  permission: 'choose-practitioner',
  effect: 'reads',
  audited: false,
  input: Type.Object({ link: LinkToken, state: Type.String({ maxLength: 5000 }) }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, ...context }, { link, state }): Promise<AccountBegun | Problem> => {
    const found = await linkOf(transaction, tokenHash(link));
    const begun = stateOf(context, link, state);
    if (found === null || begun === null) return problem('link-ended');
    return { state, ...enrolmentOf(Buffer.from(begun.secret, 'hex'), begun.login, found.partnership) };
  },
});

function stateOf({ keys, now }: Pick<Context, 'keys' | 'now'>, link: string, state: string): State | null {
  const opened = unseal(keys.accounts, 'enrolment', link, Buffer.from(state, 'base64url'));
  const begun = opened === null ? null : (JSON.parse(opened.toString('utf8')) as State);
  return begun === null || Date.parse(now()) - Date.parse(begun.at) > FINISHES_WITHIN_MS ? null : begun;
}

export type AccountMade = SignedIn & { readonly recoveryCodes: readonly string[] };

export const makeAccount = operation({
  name: 'make-account',
  says: 'Finish an account with a code of one’s generator: it is signed in, and gets its recovery codes.',
  permission: 'choose-practitioner',
  effect: 'records',
  verb: 'add',
  input: Type.Object({ link: LinkToken, state: Type.String({ maxLength: 5000 }), code: Typed }),
  subject: () => ({ partnership: true }),
  run: async (inside, { link, state, code }): Promise<AccountMade | Problem> => {
    const { transaction, keys, now } = inside;
    const begun = stateOf(inside, link, state);
    const found = await linkOf(transaction, tokenHash(link));
    if (begun === null || found === null) return problem('link-ended');
    const secret = Buffer.from(begun.secret, 'hex');
    const at = now();
    const factor = secondFactorOf(code);
    if (factor.kind !== 'code' || !isCode(secret, factor.code, at)) return problem('not-recognised');
    const whose = found.practitioner;
    const recoveryCodes = newRecoveryCodes();
    const made = await keepAccount(transaction, {
      link: tokenHash(link),
      loginHash: recognisable(keys.accounts, 'login-hash', sameLogin(begun.login)),
      loginSealed: seal(keys.accounts, 'login', whose, Buffer.from(begun.login)),
      passwordHash: begun.passwordHash,
      codeSecret: seal(keys.accounts, 'code', whose, secret),
      step: stepAt(at),
      recovery: recoveryCodes.map((one) => recoveryHash(keys.accounts, whose, one)),
    });
    if (made === 'taken') return problem('login-taken');
    if (made === 'no-link') return problem('link-ended');
    const signedIn = await beginSessionOf(inside, whose, 'password-and-code');
    return 'problem' in signedIn ? signedIn : { ...signedIn, recoveryCodes };
  },
  touched: (_input, { practitioner }) => ({ practitioner }),
});
