/** A family that the partnership begins to gather for. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
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
  run: notYet<AddedFamily>,
});
