/** The agencies of the partnership, in its order. */
import { Type } from 'typebox';
import type { Agency } from '../domain/agency.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import { operation, whoAsks } from './door.ts';

export type Agencies = { readonly agencies: readonly Agency[] };

export const listAgencies = operation({
  name: 'list-agencies',
  says: 'The partnership’s agencies with their names and aliases, in its order.',
  permission: 'see-families',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async (inside): Promise<Agencies> => ({
    agencies: await allAgencies(inside.transaction, await partnershipOf(inside.transaction, whoAsks(inside).id)),
  }),
});
