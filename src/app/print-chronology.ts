/** The chronology to be printed: all of it that the reader may see, on one page. That it was opened to print is written down as printing. */
import { Type } from 'typebox';
import { wordsIn } from '../domain/places/reveal.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { operation } from './door.ts';
import { readFamilyRecord } from './family-record.ts';
import { Id } from './inputs.ts';
import { closedTo, reveals } from './places/match.ts';
import type { FamilyHead } from './questions/asking.ts';
import type { FamilyChronology } from './read-chronology.ts';

export type ToPrint = Pick<FamilyChronology, 'chronology' | 'agencies' | 'notes'> & { readonly family: FamilyHead; readonly at: string };

export const printChronology = operation({
  name: 'print-chronology',
  says: 'The family’s chronology on one page, to be printed.',
  permission: 'take-away',
  effect: 'reads',
  verb: 'print',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family }): Promise<ToPrint | Problem> => {
    const record = await readFamilyRecord(inside, family, { keep: true });
    if (record === null) return problem('not-found');
    const { chronology, agencies, children, notes } = record;
    const closed = await closedTo(inside, family);
    if (closed.places.length > 0 && reveals(closed, [record.family.label, wordsIn([chronology.events, notes, children])]))
      return problem('held-back');
    return { family: { id: family, label: record.family.label, children }, chronology, agencies, notes, at: inside.now() };
  },
});
