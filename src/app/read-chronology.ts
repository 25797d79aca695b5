/** One family's chronology: every account in order, same-event candidates, conflicts, gaps, and what people noted and completed. */
import { Type } from 'typebox';
import type { Agency } from '../domain/agency.ts';
import type { Chronology } from '../domain/chronology.ts';
import type { EventId } from '../domain/event.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { keepLook } from '../store/families.ts';
import type { ChildLine } from './children.ts';
import { operation, whoAsks } from './door.ts';
import { type CompletedLine, type Note, readFamilyRecord, type SupersededEvent } from './family-record.ts';
import { Id } from './inputs.ts';

export type { CompletedLine, Note, SupersededEvent } from './family-record.ts';

export type FamilyChronology = {
  readonly family: { readonly id: string; readonly label: string };
  readonly chronology: Chronology;
  /** Every agency that speaks in it, in the partnership's order. */
  readonly agencies: readonly Agency[];
  /** Every agency of the partnership, in its order, whether it speaks here or not. */
  readonly partnershipAgencies: readonly Agency[];
  readonly children: readonly ChildLine[];
  readonly notes: readonly Note[];
  readonly completed: readonly CompletedLine[];
  readonly superseded: readonly SupersededEvent[];
  /** Which contribution (its id) each event of the chronology came in. */
  readonly contributionOf: Readonly<Record<EventId, string>>;
};

export const readChronology = operation({
  name: 'read-chronology',
  says: 'The family’s chronology from every contribution that counts.',
  permission: 'see-family',
  effect: 'reads',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family }): Promise<FamilyChronology | Problem> => {
    const record = await readFamilyRecord(inside, family, { keep: true });
    if (record === null) return problem('not-found');
    await keepLook(inside.transaction, family, whoAsks(inside).id, inside.now());
    const { chronology, agencies, partnershipAgencies, children, notes, completed, superseded, contributionOf } = record;
    return {
      family: { id: family, label: record.family.label },
      chronology,
      agencies,
      partnershipAgencies,
      children,
      notes,
      completed,
      superseded,
      contributionOf,
    };
  },
});
