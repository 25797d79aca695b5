/** Asking an agency for its chronology of a family, and what it promised. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import { AgencyCode, Id, IsoDay, orNull, Words } from './inputs.ts';

export type Asked = { readonly id: string };

export const askAgency = operation({
  name: 'ask-agency',
  says: 'Ask an agency for its chronology of this family.',
  permission: 'ask-agencies',
  effect: 'records',
  input: Type.Object({ family: Id, agency: AgencyCode, by: orNull(IsoDay), note: orNull(Words) }),
  subject: ({ family }) => ({ family }),
  run: notYet<Asked>,
});

export const recordPromise = operation({
  name: 'record-promise',
  says: 'Write down the day by which an agency promised its chronology.',
  permission: 'ask-agencies',
  effect: 'records',
  input: Type.Object({ family: Id, agency: AgencyCode, on: IsoDay }),
  subject: ({ family }) => ({ family }),
  run: notYet<Asked>,
});
