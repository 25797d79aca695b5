/** Signing out, of this browser or of all of them. What was typed and not sent is kept (kept-form.ts). */
import { Type } from 'typebox';
import { endSessions } from '../store/sessions.ts';
import { operation } from './door.ts';

export type SignedOut = { readonly ended: number };

export const signOut = operation({
  name: 'sign-out',
  says: 'Sign out of this session.',
  permission: 'choose-practitioner',
  effect: 'records',
  verb: 'sign-out',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, keys, practitioner, session }): Promise<SignedOut> =>
    practitioner === null || session === null
      ? { ended: 0 }
      : {
          ended: await endSessions(transaction, keys.context, {
            practitioner: practitioner.id,
            session: session.id,
            because: 'signed-out',
          }),
        },
});

export const signOutEverywhere = operation({
  name: 'sign-out-everywhere',
  says: 'Sign out of every session.',
  permission: 'keep-own-account',
  effect: 'records',
  verb: 'sign-out',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, keys, practitioner }): Promise<SignedOut> =>
    practitioner === null
      ? { ended: 0 }
      : {
          ended: await endSessions(transaction, keys.context, {
            practitioner: practitioner.id,
            session: null,
            because: 'signed-out-everywhere',
          }),
        },
});
