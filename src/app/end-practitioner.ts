/** Somebody has left: from this moment they see nothing, their sessions and links end, and everything that they did stays theirs. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { endPractitioner as end } from '../store/practitioners.ts';
import { operation, whoAsks } from './door.ts';
import { Id } from './inputs.ts';

export const endPractitioner = operation({
  name: 'end-practitioner',
  says: 'Write down that somebody has left. Their sessions end at once.',
  permission: 'administer',
  effect: 'records',
  verb: 'change',
  stepUp: true,
  input: Type.Object({ practitioner: Id }),
  subject: ({ practitioner }) => ({ practitioner }),
  run: async (inside, { practitioner }): Promise<{ readonly done: true } | Problem> => {
    if (practitioner === whoAsks(inside).id) return problem('not-oneself');
    return (await end(inside.transaction, practitioner)) ? { done: true } : problem('not-found');
  },
});
