/** Settling what accounts of one happening disagree on, with the reason. Every account stays as it is. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import { Id, Words } from './inputs.ts';

export const CONFLICTS = ['day', 'time', 'people', 'child-seen', 'kind', 'words', 'outcome'] as const;

export const settleConflict = operation({
  name: 'settle-conflict',
  says: 'Say which account to rely on where accounts of one happening disagree, and why.',
  permission: 'merge',
  effect: 'decides',
  input: Type.Object({
    family: Id,
    events: Type.Array(Id, { minItems: 2, maxItems: 50 }),
    about: Type.Enum([...CONFLICTS]),
    on: Id,
    reason: Words,
  }),
  subject: ({ family }) => ({ family }),
  run: notYet<Record<never, never>>,
});
