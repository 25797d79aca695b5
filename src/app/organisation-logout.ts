/** The organisation's identity provider says that somebody signed out there, or was signed out: their sessions here end at once. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { type LoggedOut, readLogoutToken } from '../identity/logout-token.ts';
import { isRefused } from '../identity/oidc.ts';
import { inTransaction } from '../store/database.ts';
import { endProviderSessions, spend } from '../store/identities.ts';
import { operation } from './door.ts';

export const signOutByOrganisation = operation({
  name: 'sign-out-by-organisation',
  says: 'End the sessions of somebody who signed out at the organisation’s identity provider.',
  permission: 'choose-practitioner',
  effect: 'records',
  verb: 'sign-out',
  input: Type.Object({ token: Type.String({ maxLength: 70_000 }) }),
  subject: () => ({ partnership: true }),
  prepare: async (context, { token }): Promise<LoggedOut | Problem> => {
    const { identity, now, log, database } = context;
    if (identity?.provider == null) return problem('not-found');
    const once = (mark: Uint8Array): Promise<boolean> =>
      inTransaction(database, 'read committed', (transaction) => spend(transaction, mark));
    const found = await readLogoutToken(identity.provider, Date.parse(now()), { token, spend: once });
    if (!isRefused(found)) return found;
    log.warn({ reason: found.refused }, 'a logout token was not trusted');
    return problem('identity-refused');
  },
  run: async ({ transaction, keys }, _input, whose): Promise<{ readonly ended: number }> => ({
    ended: await endProviderSessions(transaction, keys.context, whose),
  }),
});
