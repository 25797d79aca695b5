/** The people working with a family: who, for which agency and what purpose, since when, until when, how much they see, who brought them in. */
import { Type } from 'typebox';
import { CLEARANCES, type Clearance, mayDo, type Practitioner, roleOf } from '../../domain/access.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { type AllocationRow, allocationsOf, clearanceNow, presentPractitioners } from '../../store/allocations.ts';
import { findFamily } from '../../store/families.ts';
import { type FamilyOpening, openingsOf } from '../../store/openings.ts';
import { operation, whoAsks } from '../door.ts';
import { Id } from '../inputs.ts';

export type Member = AllocationRow;

export type TeamPage = {
  readonly family: { readonly id: string; readonly label: string };
  readonly working: readonly Member[];
  /** Ended, run out, or of people who moved to another agency or left; the latest first. */
  readonly before: readonly Member[];
  /** Who opened it in an emergency, the latest first. */
  readonly openings: readonly FamilyOpening[];
  /** What whoever asks may let others see; empty for those who cannot bring anybody in. */
  readonly mayGive: readonly Clearance[];
};

export const readTeam = operation({
  name: 'read-team',
  says: 'The people working with this family, and those who did.',
  permission: 'see-family',
  effect: 'reads',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family: id }): Promise<TeamPage | Problem> => {
    const { transaction } = inside;
    const family = await findFamily(transaction, id);
    if (family === null) return problem('not-found');
    const rows = await allocationsOf(transaction, id);
    const own = mayDo(whoAsks(inside), 'allocate') ? await clearanceNow(transaction, id) : null;
    return {
      family: { id, label: family.label },
      working: rows.filter(({ live }) => live),
      before: rows.filter(({ live }) => !live).reverse(),
      openings: await openingsOf(transaction, id),
      mayGive: own === null ? [] : CLEARANCES.slice(0, own + 1),
    };
  },
});

export type Colleagues = { readonly colleagues: readonly Practitioner[] };

export const listColleagues = operation({
  name: 'list-colleagues',
  says: 'The practitioners of the partnership who work with families.',
  permission: 'see-families',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: async ({ transaction }): Promise<Colleagues> => ({
    colleagues: (await presentPractitioners(transaction)).filter((one) => (roleOf(one)?.purposes.length ?? 0) > 0),
  }),
});
