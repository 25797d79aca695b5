/** Signing in with a passkey, and showing with one again who one is. The key says whose it is; no name is typed. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { credentialOf, type Occasion, optionsToSignIn, readSignIn, type SignInOptions } from '../identity/passkey.ts';
import { inTransaction } from '../store/database.ts';
import { type FoundPasskey, ownCredentials, passkeyOfCredential, usePasskey } from '../store/passkeys.ts';
import { beginSessionOf, renewSessionOf, type SignedIn } from './begin-session.ts';
import { type Context, operation, whoAsks } from './door.ts';
import { PasskeyAnswer, passkeysHere, spendOnce } from './passkeys.ts';

/** Before anybody is known: any passkey for this address will do. */
export const askForPasskey = operation({
  name: 'ask-for-passkey',
  says: 'What a browser needs to sign in with a passkey.',
  permission: 'choose-practitioner',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<SignInOptions | Problem> => {
    const here = passkeysHere(inside);
    return here === null ? problem('not-found') : optionsToSignIn(here, SIGNING_IN, []);
  },
});

/** For whoever is signed in: one of their own. Null when they have none. */
export const askForOwnPasskey = operation({
  name: 'ask-for-own-passkey',
  says: 'What a browser needs to show again, with a passkey, who one is.',
  permission: 'keep-own-account',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<{ readonly options: SignInOptions | null } | Problem> => {
    const here = passkeysHere(inside);
    const own = await ownCredentials(inside.transaction);
    if (here === null || own.length === 0) return { options: null };
    return { options: await optionsToSignIn(here, showingAgain(whoAsks(inside).id), own) };
  },
});

const SIGNING_IN: Occasion = { for: 'sign-in', of: '' };
const showingAgain = (practitioner: string): Occasion => ({ for: 'show-again', of: practitioner });

type Shown = { readonly passkey: FoundPasskey; readonly counter: number };

/** Whose key answered, with its new counter. A key that nobody has and an answer that is not right are the same. */
async function shown(context: Context, occasion: Occasion, answer: string): Promise<Shown | Problem> {
  const here = passkeysHere(context);
  if (here === null) return problem('not-found');
  const credential = credentialOf(answer);
  if (credential === null) return problem('passkey-refused');
  const passkey = await inTransaction(context.database, 'read committed', (transaction) => passkeyOfCredential(transaction, credential));
  if (passkey === null) return problem('passkey-refused');
  const counter = await readSignIn(here, occasion, answer, { ...passkey, credential }, spendOnce(context));
  return counter === null ? problem('passkey-refused') : { passkey, counter };
}

export const signInWithPasskey = operation({
  name: 'sign-in-passkey',
  says: 'Sign in with a passkey.',
  permission: 'choose-practitioner',
  effect: 'records',
  verb: 'sign-in',
  input: Type.Object({ answer: PasskeyAnswer }),
  subject: () => ({ partnership: true }),
  prepare: (context, { answer }): Promise<Shown | Problem> => shown(context, SIGNING_IN, answer),
  run: async (inside, _input, { passkey, counter }): Promise<SignedIn | Problem> =>
    (await usePasskey(inside.transaction, passkey.id, counter))
      ? beginSessionOf(inside, passkey.practitioner, 'passkey')
      : problem('passkey-refused'),
  touched: (_input, { practitioner }) => ({ practitioner }),
});

export const confirmWithPasskey = operation({
  name: 'confirm-passkey',
  says: 'Show again with a passkey who one is.',
  permission: 'keep-own-account',
  effect: 'records',
  verb: 'sign-in',
  input: Type.Object({ answer: PasskeyAnswer }),
  subject: () => ({ partnership: true }),
  prepare: (context, { answer }): Promise<Shown | Problem> => shown(context, showingAgain(context.practitioner?.id ?? ''), answer),
  run: async (inside, _input, { passkey, counter }): Promise<SignedIn | Problem> => {
    const who = whoAsks(inside);
    return passkey.practitioner === who.id && (await usePasskey(inside.transaction, passkey.id, counter))
      ? renewSessionOf(inside, who, 'passkey')
      : problem('passkey-refused');
  },
});
