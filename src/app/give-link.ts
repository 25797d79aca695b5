/** A one-time link for somebody: with it they make their account, or make it anew when they have lost their password or their generator. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { giveLink as give } from '../store/accounts.ts';
import { newToken } from './accounts/sealing.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';

/** The link itself is said once and is in no list: the database keeps its hash. */
export const giveLink = operation({
  name: 'give-link',
  says: 'A one-time link with which somebody makes their account. Earlier ones of theirs end.',
  permission: 'administer',
  effect: 'records',
  stepUp: true,
  verb: 'add',
  input: Type.Object({ practitioner: Id }),
  subject: ({ practitioner }) => ({ practitioner }),
  run: async ({ transaction }, { practitioner }): Promise<{ readonly link: string } | Problem> => {
    const { token, hash } = newToken();
    return (await give(transaction, practitioner, hash)) ? { link: token } : problem('not-found');
  },
});
