/** The first step of bringing a file: it is read and kept as a draft. Nothing counts until the draft is accepted. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import { AgencyCode, Bytes, FileName, Id, orNull } from './inputs.ts';

export type StartedDraft = { readonly draft: string };

export const startContribution = operation({
  name: 'start-contribution',
  says: 'Read a file and keep it as a draft that can be looked at and corrected before it counts.',
  permission: 'contribute',
  effect: 'records',
  input: Type.Object({ family: Id, agency: orNull(AgencyCode), file: FileName, bytes: Bytes }),
  subject: ({ family }) => ({ family }),
  run: notYet<StartedDraft>,
});
