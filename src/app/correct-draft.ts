/** Correcting how a file is read before it counts: whose it is, which column is what, which tables to leave out, how dates are written. */
import { Type } from 'typebox';
import { COLUMN_ROLES } from '../domain/contribution.ts';
import { notYet, operation } from './door.ts';
import { AgencyCode, Id, orNull } from './inputs.ts';

export type CorrectedDraft = { readonly draft: string };

/** Which heading plays which role; null takes a heading away from a role. */
export const Mapping = Type.Partial(Type.Record(Type.Enum([...COLUMN_ROLES]), orNull(Type.String({ maxLength: 1000 }))));

export const correctDraft = operation({
  name: 'correct-draft',
  says: 'Correct how a draft is read. What is not named stays as it was.',
  permission: 'contribute',
  effect: 'records',
  input: Type.Object({
    draft: Id,
    mapping: Type.Optional(Mapping),
    agency: Type.Optional(AgencyCode),
    leaveOutTables: Type.Optional(
      Type.Array(Type.String({ maxLength: 300 }), { maxItems: 1000, description: 'Places of tables, such as: table 2' }),
    ),
    order: Type.Optional(Type.Union([Type.Literal('day-first'), Type.Literal('month-first')])),
  }),
  subject: ({ draft }) => ({ draft }),
  run: notYet<CorrectedDraft>,
});
