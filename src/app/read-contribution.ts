/** One sealed contribution: what was received, how it was read, and the original bytes. */
import { Type } from 'typebox';
import type { Contribution } from '../domain/contribution.ts';
import { notYet, operation } from './door.ts';
import { Id } from './inputs.ts';
import type { ContributionLine } from './read-family.ts';

export type ReceivedContribution = {
  readonly line: ContributionLine & { readonly agency: string | null; readonly family: string; readonly familyLabel: string };
  /** As it counts now: rows completed by hand stand among the events. */
  readonly contribution: Contribution;
};

export const readReceived = operation({
  name: 'read-contribution',
  says: 'One contribution as it was received and read.',
  permission: 'see-contribution',
  effect: 'reads',
  input: Type.Object({ contribution: Id }),
  subject: ({ contribution }) => ({ contribution }),
  run: notYet<ReceivedContribution>,
});
