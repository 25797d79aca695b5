/** Somebody has another role, agency or title. What they could see before is kept as a posting; from this moment the new one counts. */
import { Type } from 'typebox';
import { findAgency } from '../domain/agency.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { changePractitioner } from '../store/practitioners.ts';
import { Name, RoleCode } from './add-practitioner.ts';
import { operation, whoAsks } from './door.ts';
import { AgencyCode, Id, orNull } from './inputs.ts';

export const changeRole = operation({
  name: 'change-role',
  says: 'Give somebody another role, agency or title.',
  permission: 'administer',
  effect: 'records',
  verb: 'change',
  stepUp: true,
  input: Type.Object({ practitioner: Id, role: RoleCode, agency: AgencyCode, title: orNull(Name) }),
  subject: ({ practitioner }) => ({ practitioner }),
  run: async (inside, { practitioner, role, agency, title }): Promise<{ readonly done: true } | Problem> => {
    if (practitioner === whoAsks(inside).id) return problem('not-oneself');
    const code = findAgency(agency)?.code;
    if (code === undefined) return problem('not-valid', 'agency: it is none of the partnership’s agencies.');
    return (await changePractitioner(inside.transaction, practitioner, { role, agency: code, title: title?.trim() ?? null }))
      ? { done: true }
      : problem('not-found');
  },
});
