/** One's own passkeys: made, named, listed and taken away. Making one and taking one away need somebody who has just shown who they are. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { optionsToRegister, type RegistrationOptions, readRegistration } from '../identity/passkey.ts';
import { inTransaction } from '../store/database.ts';
import { spend } from '../store/identities.ts';
import { keepPasskey, namePasskey, type OwnPasskey, ownCredentials, ownPasskeys, removePasskey } from '../store/passkeys.ts';
import { type Context, operation, whoAsks } from './door.ts';
import { Id } from './inputs.ts';

/** What the browser answered, as JSON. */
export const PasskeyAnswer = Type.String({ minLength: 1, maxLength: 100_000 });
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

/** Where passkeys are checked: this site's own address, our key for challenges, now. */
export function passkeysHere({ identity, keys, now }: Context) {
  return identity === undefined ? null : { party: identity.party, key: keys.accounts, now: Date.parse(now()) };
}

/** Writes down, in a transaction of its own, that a challenge was answered. */
export function spendOnce({ database }: Context): (mark: Uint8Array) => Promise<boolean> {
  return (mark) => inTransaction(database, 'read committed', (transaction) => spend(transaction, mark));
}

export const listPasskeys = operation({
  name: 'list-passkeys',
  says: 'One’s own passkeys.',
  permission: 'keep-own-account',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }): Promise<readonly OwnPasskey[]> => ownPasskeys(transaction),
});

/**
 * Whoever came from their organisation makes no passkey here: it would go on signing them in when the organisation no longer does.
 */
export const mayMakePasskeys = (session: Context['session']): boolean => session?.how !== 'identity-provider';
const ENDS_THERE = 'Access that comes from your organisation ends when your organisation ends it; a passkey made here would not.';

export const askForNewPasskey = operation({
  name: 'ask-for-new-passkey',
  says: 'What a browser needs to make a passkey.',
  permission: 'keep-own-account',
  effect: 'reads',
  audited: false,
  stepUp: true,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<RegistrationOptions | Problem> => {
    const here = passkeysHere(inside);
    if (!mayMakePasskeys(inside.session)) return problem('not-permitted', ENDS_THERE);
    return here === null ? problem('not-found') : optionsToRegister(here, whoAsks(inside), await ownCredentials(inside.transaction));
  },
});

export const makePasskey = operation({
  name: 'make-passkey',
  says: 'Keep a passkey that one’s device has made.',
  permission: 'keep-own-account',
  effect: 'records',
  stepUp: true,
  input: Type.Object({ answer: PasskeyAnswer, name: Name }),
  subject: () => ({ partnership: true }),
  run: async (inside, { answer, name }): Promise<{ readonly id: string } | Problem> => {
    const here = passkeysHere(inside);
    if (here === null) return problem('not-found');
    if (!mayMakePasskeys(inside.session)) return problem('not-permitted', ENDS_THERE);
    const made = await readRegistration(here, whoAsks(inside).id, answer, (mark) => spend(inside.transaction, mark));
    const id = inside.newId();
    return made !== null && (await keepPasskey(inside.transaction, { id, name: name.trim(), ...made }))
      ? { id }
      : problem('passkey-refused');
  },
});

export const renamePasskey = operation({
  name: 'rename-passkey',
  says: 'Give one’s own passkey another name.',
  permission: 'keep-own-account',
  effect: 'records',
  verb: 'change',
  input: Type.Object({ passkey: Id, name: Name }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }, { passkey, name }): Promise<{ readonly named: true } | Problem> =>
    (await namePasskey(transaction, passkey, name.trim())) ? { named: true } : problem('not-found'),
});

export const takePasskeyAway = operation({
  name: 'take-passkey-away',
  says: 'Take one’s own passkey away: nobody signs in with it any more.',
  permission: 'keep-own-account',
  effect: 'records',
  verb: 'change',
  stepUp: true,
  input: Type.Object({ passkey: Id }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }, { passkey }): Promise<{ readonly removed: true } | Problem> =>
    (await removePasskey(transaction, passkey)) ? { removed: true } : problem('not-found'),
});
