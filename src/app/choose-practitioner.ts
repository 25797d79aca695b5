/** One of the invented people of a demonstration. Where there is no demonstration there is nobody. */
import { Type } from 'typebox';
import type { Practitioner } from '../domain/access.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { demonstrationPractitioners } from '../store/practitioners.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';

export const choosePractitioner = operation({
  name: 'choose-practitioner',
  says: 'One of the practitioners who can be chosen in a demonstration, by id.',
  permission: 'choose-practitioner',
  effect: 'reads',
  input: Type.Object({ practitioner: Id }),
  subject: ({ practitioner }) => ({ practitioner }),
  run: async ({ transaction }, { practitioner }): Promise<Practitioner | Problem> =>
    (await demonstrationPractitioners(transaction)).find(({ id }) => id === practitioner) ?? problem('not-found'),
});
