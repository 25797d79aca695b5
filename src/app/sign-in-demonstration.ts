/** In a demonstration, being one of its invented people takes one click. Where there is no demonstration there is nobody to be. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { demonstrationPractitioners } from '../store/practitioners.ts';
import { beginSessionOf, type SignedIn } from './begin-session.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';

export const signInDemonstration = operation({
  name: 'sign-in-demonstration',
  says: 'Be one of the invented people of a demonstration.',
  permission: 'choose-practitioner',
  effect: 'records',
  verb: 'sign-in',
  input: Type.Object({ practitioner: Id }),
  subject: ({ practitioner }) => ({ practitioner }),
  run: async (inside, { practitioner }): Promise<SignedIn | Problem> => {
    const invented = (await demonstrationPractitioners(inside.transaction)).some(({ id }) => id === practitioner);
    return invented ? beginSessionOf(inside, practitioner, 'demonstration') : problem('not-found');
  },
});
