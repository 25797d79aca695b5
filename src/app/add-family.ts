/** A family that the partnership begins to gather for. */
import { Type } from 'typebox';
import { findAgency } from '../domain/agency.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { allAgencies, partnershipOf } from '../store/agencies.ts';
import { involve } from '../store/involvement.ts';
import { beginFamily } from './begin-family.ts';
import { markFromName } from './conflict/family-marks.ts';
import { operation, whoAsks } from './door.ts';
import { AgencyCode } from './inputs.ts';

export type AddedFamily = { readonly id: string };

export const addFamily = operation({
  name: 'add-family',
  says: 'Add a family to gather for; the agencies named become involved with it.',
  permission: 'add-family',
  effect: 'records',
  input: Type.Object({
    label: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', description: 'What people call the family.' }),
    agencies: Type.Optional(Type.Array(AgencyCode, { maxItems: 100 })),
  }),
  subject: () => ({ partnership: true }),
  touched: (_, { id }: AddedFamily) => ({ family: id }),
  run: async (inside, { label, agencies = [] }): Promise<AddedFamily | Problem> => {
    const { transaction } = inside;
    const who = whoAsks(inside);
    const partnership = await partnershipOf(transaction, who.id);
    const known = await allAgencies(transaction, partnership);
    const named = agencies.map((agency) => findAgency(agency, known)?.code ?? null);
    if (named.includes(null)) return problem('not-valid', 'agencies: one of them is not an agency of the partnership.');
    const id = await beginFamily(inside, who, partnership, label.trim());
    const others = named.filter((code) => code !== null);
    await involve(transaction, id, others, 'named', inside.now());
    await markFromName(inside, id, label);
    return { id };
  },
});
