/** How a browser or a program shows its session: the cookie's name, a bearer token, and whether a request comes from somebody else's page. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Practitioner } from '../domain/access.ts';
import { isProblem, ProblemError } from '../domain/problem.ts';
import { type Context, through } from './door.ts';
import type { Session } from './operation.ts';
import { recogniseSession } from './recognise-session.ts';

/** With https a name that no other site, sub-domain or plain http can set. */
export const sessionCookie = (https: boolean): string => (https ? '__Host-kinline-session' : 'kinline-session');
export const attemptCookie = (https: boolean): string => (https ? '__Host-kinline-attempt' : 'kinline-attempt');
export const formCookie = (https: boolean): string => (https ? '__Host-kinline-form' : 'kinline-form');

/** Who is asking. `ended` is a session that was theirs, when it has ended: nobody is asking then. */
export type Asker =
  | { readonly practitioner: Practitioner; readonly session: Session; readonly ended: null }
  | { readonly practitioner: null; readonly session: null; readonly ended: string | null };

const NOBODY: Asker = { practitioner: null, session: null, ended: null };

/** Whose session a token is, asked of the database each time. */
export async function askerOf(context: Context, token: string | null | undefined): Promise<Asker> {
  if (token === null || token === undefined || token === '' || token.length > 200) return NOBODY;
  const answer = await through(context, recogniseSession, { token });
  // A database that does not answer is no reason to ask somebody to sign in: what they typed would be lost on the way.
  if (isProblem(answer)) throw new ProblemError(answer);
  if (answer.found === null) return NOBODY;
  const { id, how, authenticatedAt, live, practitioner } = answer.found;
  return live ? { practitioner, session: { id, how, authenticatedAt }, ended: null } : { practitioner: null, session: null, ended: id };
}

/** The token of `Authorization: Bearer …`, or null. */
export function bearerOf(headers: IncomingHttpHeaders): string | null {
  return /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/**
 * Whether a request that changes something was made by somebody else's page. A browser says so by itself; one that is too old to say names
 * the page it comes from. `null` as origin is what our own pages send, since they tell nobody where people come from.
 */
export function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin, host } = headers;
  if (origin === undefined || origin === 'null') return false;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
}
