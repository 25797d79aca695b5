/** One family's chronology: every account in order, same-event candidates, conflicts, gaps, and what people noted and completed. */
import { Type } from 'typebox';
import type { Practitioner } from '../domain/access.ts';
import type { Agency } from '../domain/agency.ts';
import type { Chronology } from '../domain/chronology.ts';
import type { Event, EventId, Place } from '../domain/event.ts';
import { notYet, operation } from './door.ts';
import { Id } from './inputs.ts';
import type { ChildLine } from './read-family.ts';

/** What a person wrote beside an event. `event` is the event as it stands now, also when the note was written on its earlier copy. */
export type Note = { readonly id: string; readonly event: EventId; readonly text: string; readonly by: Practitioner; readonly at: string };

/** An event that a person made from a row that needed attention. */
export type CompletedLine = {
  readonly event: EventId;
  readonly contribution: string;
  readonly place: Place;
  readonly by: Practitioner;
  readonly at: string;
  readonly reason: string | null;
};

/** An event that is no longer in its agency's corrected file, but that people had noted or decided something on. */
export type SupersededEvent = {
  readonly event: Event;
  readonly contribution: string;
  readonly file: string;
  readonly notes: readonly Note[];
};

export type FamilyChronology = {
  readonly family: { readonly id: string; readonly label: string };
  readonly chronology: Chronology;
  /** Every agency that speaks in it, in the partnership's order. */
  readonly agencies: readonly Agency[];
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
  run: notYet<FamilyChronology>,
});
