/** Settling what accounts of one happening disagree on, with the reason. Every account stays as it is. */
import { Type } from 'typebox';
import { CONFLICTS_ABOUT } from '../domain/chronology.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { insertSettlement } from '../store/decisions.ts';
import { countChange } from '../store/families.ts';
import { operation, whoAsks } from './door.ts';
import { readFamilyRecord } from './family-record.ts';
import { Id, Words } from './inputs.ts';
import { matchWritten, writtenPart } from './places/match.ts';

export type SettledConflict = Readonly<Record<never, never>>;

export const settleConflict = operation({
  name: 'settle-conflict',
  says: 'Say which account to rely on where accounts of one happening disagree, and why.',
  permission: 'merge',
  effect: 'decides',
  input: Type.Object({
    family: Id,
    events: Type.Array(Id, { minItems: 2, maxItems: 50 }),
    about: Type.Enum([...CONFLICTS_ABOUT]),
    on: Id,
    reason: Words,
  }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, events, about, on, reason }): Promise<SettledConflict | Problem> => {
    const { transaction } = inside;
    if (!events.includes(on)) return problem('not-valid', 'on: it must be one of the events.');
    const record = await readFamilyRecord(inside, family, { keep: false });
    const happening = record?.chronology.happenings.find((one) => events.every((event) => one.events.includes(event)));
    if (happening === undefined) return problem('not-found');
    if (!happening.conflicts.some((conflict) => conflict.about === about))
      return problem('out-of-date', 'These accounts do not disagree on that any more.');
    await countChange(transaction, family);
    const settlement = await insertSettlement(transaction, { family, events, about, on, reason, at: inside.now(), by: whoAsks(inside).id });
    await matchWritten(inside, family, [writtenPart('settlement', settlement, reason)]);
    return {};
  },
});
