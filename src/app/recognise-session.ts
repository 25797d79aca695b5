/** Who is asking: the session of a token, read again for every request, so that one that ended is refused at the next. */
import { Type } from 'typebox';
import { SESSION_TERMS } from '../domain/sign-in.ts';
import { type TouchedSession, touchSession } from '../store/sessions.ts';
import { tokenHash } from './accounts/sealing.ts';
import { operation } from './door.ts';

export type Recognised = { readonly found: TouchedSession | null };

export const recogniseSession = operation({
  name: 'recognise-session',
  says: 'The session of a token.',
  permission: 'choose-practitioner',
  effect: 'records',
  audited: false,
  input: Type.Object({ token: Type.String({ maxLength: 200 }) }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, sessions: terms = SESSION_TERMS }, { token }): Promise<Recognised> => ({
    found: await touchSession(transaction, tokenHash(token), terms.idleMinutes * 60),
  }),
});
