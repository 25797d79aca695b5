/** Who someone says they are, until sign-in exists: chosen once, which is written down, and found again for every page. */
import { Type } from 'typebox';
import type { Practitioner } from '../domain/access.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { demonstrationPractitioners } from '../store/practitioners.ts';
import { type Inside, operation } from './door.ts';
import { Id } from './inputs.ts';

const input = Type.Object({ practitioner: Id });
const practitionerOf = async ({ transaction }: Inside, { practitioner }: { practitioner: string }): Promise<Practitioner | Problem> =>
  (await demonstrationPractitioners(transaction)).find(({ id }) => id === practitioner) ?? problem('not-found');

export const choosePractitioner = operation({
  name: 'choose-practitioner',
  says: 'One practitioner, by id.',
  permission: 'choose-practitioner',
  effect: 'reads',
  verb: 'sign-in',
  input,
  subject: ({ practitioner }) => ({ practitioner }),
  run: practitionerOf,
});

/** The practitioner whom somebody has chosen to be, for each of their requests. */
export const recognisePractitioner = operation({
  name: 'recognise-practitioner',
  says: 'The practitioner who is asking.',
  permission: 'choose-practitioner',
  effect: 'reads',
  audited: false,
  input,
  subject: ({ practitioner }) => ({ practitioner }),
  run: practitionerOf,
});
