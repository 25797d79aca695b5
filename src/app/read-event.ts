/** One event: the source's words and place, the happenings it is an account of, what people noted and decided. */
import { Type } from 'typebox';
import type { Decision, Happening } from '../domain/chronology.ts';
import type { Event } from '../domain/event.ts';
import { notYet, operation } from './door.ts';
import { Id } from './inputs.ts';
import type { CompletedLine, Note } from './read-chronology.ts';
import type { ContributionLine } from './read-family.ts';

export type EventPage = {
  readonly family: { readonly id: string; readonly label: string };
  readonly event: Event;
  readonly contribution: ContributionLine & { readonly agency: string | null };
  /** The row as it stands in the file; null when the source is not a table. */
  readonly sourceRow: { readonly headings: readonly string[]; readonly cells: readonly string[] } | null;
  readonly happenings: readonly Happening[];
  /** The other accounts of those happenings, so that they can be shown side by side. */
  readonly otherAccounts: readonly Event[];
  readonly notes: readonly Note[];
  /** Newest first. */
  readonly decisions: readonly (Decision & { readonly byName: string })[];
  readonly completed: CompletedLine | null;
  /** True when a corrected file no longer has this event. */
  readonly superseded: boolean;
};

export const readEvent = operation({
  name: 'read-event',
  says: 'One event with its source, the other accounts of the same happening, notes and decisions.',
  permission: 'see-family',
  effect: 'reads',
  input: Type.Object({ family: Id, event: Id }),
  subject: ({ family }) => ({ family }),
  run: notYet<EventPage>,
});
