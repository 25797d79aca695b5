/** Saying that somebody knows a family privately: from then on they do not see it, not even in an emergency. Nothing takes it away. */
import { Type } from 'typebox';
import { familyNameFact } from '../../domain/conflict.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { clearanceNow, presentPractitioners } from '../../store/allocations.ts';
import { declareOwnConflict, insertDeclaredConflict, markOf } from '../../store/conflicts.ts';
import { operation, whoAsks } from '../door.ts';
import { Id, Words } from '../inputs.ts';

export type Declared = { readonly declared: true };

const FamilyName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

export const declareConflict = operation({
  name: 'declare-conflict',
  says: 'Say that one knows a family privately: one that one sees, or by what it is called. The answer is the same whether there is such a family.',
  permission: 'declare-conflict',
  effect: 'records',
  input: Type.Object({
    of: Type.Union([Type.Object({ family: Id }), Type.Object({ familyName: FamilyName })]),
    because: Words,
  }),
  subject: () => ({ partnership: true }),
  run: async ({ transaction, keys }, { of, because }): Promise<Declared> => {
    const family = 'family' in of ? of.family : null;
    const familyName = 'familyName' in of ? of.familyName : null;
    const nameMark = familyName === null ? null : markOf(keys.accounts, familyNameFact(familyName));
    await declareOwnConflict(transaction, { family, familyName, because, nameMark });
    return { declared: true };
  },
});

export const declareColleaguesConflict = operation({
  name: 'declare-colleagues-conflict',
  says: 'Say that a colleague knows this family privately.',
  permission: 'declare-conflict',
  effect: 'records',
  input: Type.Object({ family: Id, practitioner: Id, because: Words }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, practitioner, because }): Promise<Declared | Problem> => {
    const { transaction } = inside;
    if ((await clearanceNow(transaction, family)) === null)
      return problem('not-permitted', 'Only those who work with the family say so of a colleague.');
    const who = (await presentPractitioners(transaction)).find(({ id }) => id === practitioner);
    if (who === undefined) return problem('not-valid', 'practitioner: nobody of the partnership.');
    await insertDeclaredConflict(transaction, { id: inside.newId(), practitioner: who.id, family, because, by: whoAsks(inside).id });
    return { declared: true };
  },
});
