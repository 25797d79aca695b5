/** Finds the practitioner that someone says they are, until sign-in exists. */
import { Type } from 'typebox';
import type { Practitioner } from '../domain/access.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { findPractitioner } from '../store/practitioners.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';

export const choosePractitioner = operation({
  name: 'choose-practitioner',
  says: 'One practitioner, by id.',
  permission: 'choose-practitioner',
  effect: 'reads',
  input: Type.Object({ practitioner: Id }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }, { practitioner }): Promise<Practitioner | Problem> =>
    (await findPractitioner(transaction, practitioner)) ?? problem('not-found'),
});
