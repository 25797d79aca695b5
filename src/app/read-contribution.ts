/** One sealed contribution: what was received, how it was read, and the original bytes. */
import { Type } from 'typebox';
import type { Contribution } from '../domain/contribution.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { findContribution } from '../store/contributions.ts';
import { findFamily } from '../store/families.ts';
import { type ContributionLine, contributionLine } from './contribution-line.ts';
import { operation } from './door.ts';
import { readCounting } from './family-record.ts';
import { Id } from './inputs.ts';

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
  run: async ({ transaction }, { contribution: id }): Promise<ReceivedContribution | Problem> => {
    const row = await findContribution(transaction, id);
    const family = row === null ? null : await findFamily(transaction, row.family);
    if (row === null || family === null) return problem('not-found');
    const contribution = (await readCounting(transaction, [row])).get(id);
    if (contribution === undefined) return problem('not-found');
    return { line: { ...contributionLine(row), agency: row.agency, family: row.family, familyLabel: family.label }, contribution };
  },
});
