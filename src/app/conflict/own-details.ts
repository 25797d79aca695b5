/**
 * One's own details, so that nobody opens the record of their own family or of people at their own address by accident or otherwise. What is
 * given is turned into one-way marks at once; the details themselves are kept nowhere.
 */
import { Type } from 'typebox';
import { factsOfPractitioner } from '../../domain/conflict.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { isDay } from '../../domain/time.ts';
import { keepOwnMarks } from '../../store/conflicts.ts';
import { operation, whoAsks } from '../door.ts';
import { IsoDay, orNull } from '../inputs.ts';

const Short = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const list = <T extends Parameters<typeof Type.Array>[0]>(of: T) => Type.Array(of, { maxItems: 20 });

export type KeptDetails = { readonly kept: true };

export const giveOwnDetails = operation({
  name: 'give-own-details',
  says: 'Give one’s surnames, addresses, telephone numbers, date of birth and next of kin: kept as one-way marks alone, so that one is not shown a family that one is of.',
  permission: 'declare-conflict',
  effect: 'records',
  input: Type.Object({
    surnames: list(Short),
    addresses: list(Short),
    phones: list(Short),
    dateOfBirth: orNull(IsoDay),
    nextOfKin: list(Type.Object({ name: Short, dateOfBirth: orNull(IsoDay) })),
  }),
  subject: () => ({ partnership: true }),
  run: async (inside, details): Promise<KeptDetails | Problem> => {
    const days = [details.dateOfBirth, ...details.nextOfKin.map(({ dateOfBirth }) => dateOfBirth)];
    if (days.some((day) => day !== null && !isDay(day))) return problem('not-valid', 'dateOfBirth: there is no such day.');
    await keepOwnMarks(inside.transaction, inside.keys.accounts, factsOfPractitioner({ ...details, name: whoAsks(inside).name }));
    return { kept: true };
  },
});
