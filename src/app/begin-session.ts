/**
 * Beginning a session, by whichever way somebody showed who they are, and renewing one when they showed it again. The token goes to the browser
 * alone; the database keeps its hash. A session that was there before ends, and every sign-in and step-up gets a token of its own.
 */
import type { Practitioner } from '../domain/access.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { SESSION_TERMS } from '../domain/sign-in.ts';
import { beginSession, endSessions, type HowSignedIn, renewSession, type Tries } from '../store/sessions.ts';
import { newToken } from './accounts/sealing.ts';
import type { Inside } from './door.ts';

export type SignedIn = { readonly token: string; readonly session: string; readonly practitioner: string };

export async function beginSessionOf(inside: Inside, practitioner: string, how: HowSignedIn, tries?: Tries): Promise<SignedIn | Problem> {
  const { transaction, keys, sessions: terms = SESSION_TERMS } = inside;
  if (inside.practitioner !== null && inside.session !== null)
    await endSessions(transaction, keys.context, { practitioner: inside.practitioner.id, session: inside.session.id, because: 'replaced' });
  const { token, hash } = newToken();
  const session = inside.newId();
  const begun = await beginSession(transaction, keys.context, {
    session,
    practitioner,
    how,
    secretHash: hash,
    seconds: terms.hours * 3600,
    idleSeconds: terms.idleMinutes * 60,
    ...(tries === undefined ? {} : { tries }),
  });
  return begun ? { token, session, practitioner } : problem('not-recognised');
}

/** The same session with a new token and a new "shown at"; for whoever is asking. */
export async function renewSessionOf(inside: Inside, practitioner: Practitioner, how: HowSignedIn): Promise<SignedIn | Problem> {
  const { transaction, keys, session } = inside;
  if (session === null) return problem('not-signed-in');
  const { token, hash } = newToken();
  const renewed = { session: session.id, practitioner: practitioner.id, secretHash: hash, how };
  return (await renewSession(transaction, keys.context, renewed))
    ? { token, session: session.id, practitioner: practitioner.id }
    : problem('not-signed-in');
}
