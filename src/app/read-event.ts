/** One event: the source's words and place, the happenings it is an account of, what people noted and decided. */
import { Type } from 'typebox';
import type { Happening } from '../domain/chronology.ts';
import type { Event } from '../domain/event.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { type ContributionLine, contributionLine } from './contribution-line.ts';
import { operation } from './door.ts';
import { type CompletedLine, type NamedDecision, type Note, readFamilyRecord } from './family-record.ts';
import { Id } from './inputs.ts';

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
  readonly decisions: readonly NamedDecision[];
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
  run: async (inside, { family, event: id }): Promise<EventPage | Problem> => {
    const record = await readFamilyRecord(inside, family, { keep: true });
    if (record === null) return problem('not-found');
    const { chronology, contributionOf, superseded } = record;
    const gone = superseded.find((one) => one.event.id === id);
    const event = chronology.events.find((one) => one.id === id) ?? gone?.event;
    const contribution = record.rows.find((row) => row.id === (gone?.contribution ?? contributionOf[id]));
    if (event === undefined || contribution === undefined) return problem('not-found');
    const happenings = chronology.happenings.filter(({ events }) => events.includes(id));
    const others = new Set(happenings.flatMap(({ events }) => events).filter((other) => other !== id));
    const headings = Object.keys(event.words);
    return {
      family: { id: family, label: record.family.label },
      event,
      contribution: { ...contributionLine(contribution), agency: contribution.agency },
      sourceRow: headings.length === 0 ? null : { headings, cells: Object.values(event.words) },
      happenings,
      otherAccounts: chronology.events.filter((one) => others.has(one.id)),
      notes: record.notes.filter((note) => note.event === id),
      decisions: record.decisions.filter(({ events }) => events.includes(id)).reverse(),
      completed: record.completed.find((one) => one.event === id) ?? null,
      superseded: gone !== undefined,
    };
  },
});
