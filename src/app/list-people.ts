/** Everybody who works in this partnership, for an administrator: who can sign in, who was given a link, who left. */
import { Type } from 'typebox';
import type { Practitioner } from '../domain/access.ts';
import { accountsOfPartnership } from '../store/accounts.ts';
import { allPractitioners } from '../store/practitioners.ts';
import { operation } from './door.ts';

export type PersonLine = Practitioner & { readonly hasAccount: boolean; readonly linkUntil: string | null; readonly leftAt: string | null };
export type People = { readonly people: readonly PersonLine[] };

export const listPeople = operation({
  name: 'list-people',
  says: 'Everybody who works in this partnership, with whether they can sign in.',
  permission: 'administer',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }): Promise<People> => {
    const accounts = new Map((await accountsOfPartnership(transaction)).map((line) => [line.practitioner, line]));
    return {
      people: (await allPractitioners(transaction)).map((one) => {
        const { hasAccount = false, linkUntil = null, leftAt = null } = accounts.get(one.id) ?? {};
        return { ...one, hasAccount, linkUntil, leftAt };
      }),
    };
  },
});
