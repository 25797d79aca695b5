/** Signing somebody out everywhere, by an administrator: a lost phone, a computer left open. They can sign in again. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { findPractitioner } from '../store/practitioners.ts';
import { endSessions } from '../store/sessions.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';

export const endSessionsOf = operation({
  name: 'end-sessions',
  says: 'Sign somebody out of every session. They can sign in again.',
  permission: 'administer',
  effect: 'records',
  verb: 'sign-out',
  stepUp: true,
  input: Type.Object({ practitioner: Id }),
  subject: ({ practitioner }) => ({ practitioner }),
  run: async ({ transaction, keys }, { practitioner }): Promise<{ readonly ended: number } | Problem> =>
    // Somebody of another partnership is not there.
    (await findPractitioner(transaction, practitioner)) === null
      ? problem('not-found')
      : { ended: await endSessions(transaction, keys.context, { practitioner, session: null, because: 'administrator' }) },
});
