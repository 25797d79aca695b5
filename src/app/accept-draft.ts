/** The last step of bringing a file: the draft becomes a sealed contribution and counts. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import { Id } from './inputs.ts';
import type { Received } from './receive-contribution.ts';

export const acceptDraft = operation({
  name: 'accept-draft',
  says: 'Accept a draft as a contribution, perhaps as the corrected copy of an earlier one.',
  permission: 'contribute',
  effect: 'decides',
  input: Type.Object({ draft: Id, supersedes: Type.Optional(Id) }),
  subject: ({ draft }) => ({ draft }),
  run: notYet<Received>,
});
