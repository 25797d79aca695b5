/** Adding somebody who will sign in. They can do nothing before they have been given a link (give-link.ts). */
import { Type } from 'typebox';
import { ROLES } from '../domain/access.ts';
import { findAgency } from '../domain/agency.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { partnershipOf } from '../store/agencies.ts';
import { addPractitioner as add } from '../store/practitioners.ts';
import { operation, whoAsks } from './door.ts';
import { AgencyCode, orNull } from './inputs.ts';

export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
export const RoleCode = Type.Unsafe<string>(Type.Union(ROLES.map(({ code }) => Type.Literal(code))));

export const addPractitioner = operation({
  name: 'add-practitioner',
  says: 'Add somebody who will sign in: their name, role, agency and title.',
  permission: 'administer',
  effect: 'records',
  stepUp: true,
  input: Type.Object({ name: Name, role: RoleCode, agency: AgencyCode, title: orNull(Name) }),
  subject: () => ({ partnership: true }),
  run: async (inside, { name, role, agency, title }): Promise<{ readonly id: string } | Problem> => {
    const code = findAgency(agency)?.code;
    if (code === undefined) return problem('not-valid', 'agency: it is none of the partnership’s agencies.');
    const id = inside.newId();
    const partnership = await partnershipOf(inside.transaction, whoAsks(inside).id);
    await add(inside.transaction, partnership, {
      id,
      name: name.trim(),
      role,
      agency: code,
      ...(title === null ? {} : { title: title.trim() }),
    });
    return { id };
  },
  touched: (_input, { id }) => ({ practitioner: id }),
});
