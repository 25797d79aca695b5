/**
 * Signing in at the organisation's identity provider, and showing there again who one is. Nobody is made by it: an administrator links the
 * provider's person to a practitioner (link-identity.ts).
 */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { comeBack, type Going, type Identified, isRefused, setOut } from '../identity/oidc.ts';
import { inTransaction } from '../store/database.ts';
import { keepProviderSession, keepUnknownIdentity, practitionerOfIdentity, spend } from '../store/identities.ts';
import { beginSessionOf, renewSessionOf, type SignedIn } from './begin-session.ts';
import { type Context, type Inside, operation } from './door.ts';
import { orNull } from './inputs.ts';

export const RETURN_PATH = '/sign-in/organisation/return';

/** A path of ours, and of nobody else: one slash, and then no second one. */
export const LocalPath = Type.String({ maxLength: 2000, pattern: '^/(?![/\\\\])[^\\s\\\\]*$' });

/** The sealed attempt goes to the browser as a cookie and comes back with it. */
export const setOutForOrganisation = operation({
  name: 'set-out-for-organisation',
  says: 'The address at the organisation’s identity provider where somebody signs in.',
  permission: 'choose-practitioner',
  effect: 'reads',
  audited: false,
  input: Type.Object({ back: LocalPath, again: Type.Boolean() }),
  subject: () => ({ partnership: true }),
  prepare: async (context, { back, again }): Promise<Going | Problem> => {
    const { identity, session, log } = context;
    if (identity?.provider == null) return problem('not-found');
    if (again && session === null) return problem('not-signed-in');
    const going = await setOut(identity.provider, hereOf(context), { session: again ? (session?.id ?? null) : null, back });
    if (!isRefused(going)) return going;
    log.warn({ reason: going.refused }, 'the identity provider could not be asked');
    return problem(going.refused === 'not-reached' ? 'provider-unreachable' : 'identity-refused');
  },
  run: async (_inside, _input, going: Going): Promise<Going> => going,
});

export type SignedInThere = SignedIn & { readonly back: string };

export const signInOrganisation = operation({
  name: 'sign-in-organisation',
  says: 'Sign in with what the organisation’s identity provider says.',
  permission: 'choose-practitioner',
  effect: 'records',
  verb: 'sign-in',
  input: Type.Object({ query: Type.String({ maxLength: 10_000 }), kept: orNull(Type.String({ maxLength: 8000 })) }),
  subject: () => ({ partnership: true }),
  prepare: async (context, { query, kept }): Promise<{ readonly identified: Identified; readonly practitioner: string } | Problem> => {
    const { identity, log } = context;
    if (identity?.provider == null) return problem('not-found');
    const once = (mark: Uint8Array): Promise<boolean> =>
      inTransaction(context.database, 'read committed', (transaction) => spend(transaction, mark));
    const identified = await comeBack(identity.provider, hereOf(context), { kept, query, spend: once });
    if (isRefused(identified)) {
      log.warn({ reason: identified.refused }, 'the identity provider’s answer was not trusted');
      return problem(identified.refused === 'not-reached' ? 'provider-unreachable' : 'identity-refused');
    }
    return inTransaction(context.database, 'read committed', async (transaction) => {
      const { issuer, subject } = identified;
      const practitioner = await practitionerOfIdentity(transaction, issuer, subject);
      if (practitioner !== null) return { identified, practitioner };
      const reference = sayReference(context.newId());
      await keepUnknownIdentity(transaction, reference, issuer, subject);
      return problem('identity-not-known', reference);
    });
  },
  run: async (inside, _input, { identified, practitioner }): Promise<SignedInThere | Problem> => {
    const begun =
      identified.session === null
        ? await beginSessionOf(inside, practitioner, 'identity-provider')
        : await again(inside, identified, practitioner);
    if ('problem' in begun) return begun;
    const { issuer, sub, sid, authenticatedAt, back } = identified;
    const lives = await keepProviderSession(inside.transaction, inside.keys.context, {
      session: begun.session,
      issuer,
      sub,
      sid,
      authenticatedAt,
    });
    return lives ? { ...begun, back } : problem('identity-refused');
  },
  touched: (_input, { practitioner }) => ({ practitioner }),
});

/** Showing again who one is: the same person, in the session that set out. */
async function again(inside: Inside, { session }: Identified, practitioner: string): Promise<SignedIn | Problem> {
  if (inside.practitioner?.id !== practitioner || inside.session?.id !== session) return problem('identity-refused');
  return renewSessionOf(inside, inside.practitioner, 'identity-provider');
}

function hereOf({ identity, keys, now }: Context): { key: Uint8Array; returnTo: string; now: number } {
  return { key: keys.accounts, returnTo: `${identity?.party.origin ?? ''}${RETURN_PATH}`, now: Date.parse(now()) };
}

/** Three groups of four, of which none looks like another when read out: 60 bits, good for a week and for one use. */
function sayReference(id: string): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const twelve =
    id
      .match(/../g)
      ?.slice(0, 12)
      .map((pair) => letters[Number.parseInt(pair, 16) % 32]) ?? [];
  return [0, 4, 8].map((from) => twelve.slice(from, from + 4).join('')).join('-');
}
