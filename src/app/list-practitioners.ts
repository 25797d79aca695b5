/** Who can be chosen on the first page of a demonstration; nobody in a real partnership. */
import { Type } from 'typebox';
import type { Practitioner } from '../domain/access.ts';
import { demonstrationPractitioners } from '../store/practitioners.ts';
import { operation } from './door.ts';

export type Practitioners = { readonly practitioners: readonly Practitioner[] };

export const listPractitioners = operation({
  name: 'list-practitioners',
  says: 'The practitioners who can be chosen in a demonstration.',
  permission: 'choose-practitioner',
  effect: 'reads',
  audited: false,
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }): Promise<Practitioners> => ({ practitioners: await demonstrationPractitioners(transaction) }),
});
