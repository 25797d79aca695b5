/** Completing by hand a row that could not be read with certainty: a person gives the date, and it becomes an event that says so. */
import { Type } from 'typebox';
import { mayContributeFor } from '../domain/access.ts';
import type { AttentionRow, Contribution } from '../domain/contribution.ts';
import type { Event, EventId } from '../domain/event.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { type PartialDate, readDate, readTime, withTime } from '../domain/time.ts';
import { completedRows, findContribution, insertCompletedRow } from '../store/contributions.ts';
import { countChange } from '../store/families.ts';
import { readReadings } from '../store/readings.ts';
import { operation, whoAsks } from './door.ts';
import { Id, orNull, Words } from './inputs.ts';
import { eventPart, matchWritten } from './places/match.ts';

export type CompletedRow = { readonly event: EventId };

export const completeRow = operation({
  name: 'complete-row',
  says: 'Complete a row that needs attention; who did it, when and why stay with the event.',
  permission: 'contribute',
  effect: 'decides',
  verb: 'change',
  input: Type.Object({
    contribution: Id,
    place: Type.Object({ table: Type.String({ minLength: 1, maxLength: 300 }), row: Type.Integer({ minimum: 0 }) }),
    date: Type.String({ minLength: 1, maxLength: 200, description: 'When it happened, in any way that a date can be written.' }),
    time: orNull(Type.String({ maxLength: 100 })),
    reason: orNull(Words),
  }),
  subject: ({ contribution }) => ({ contribution }),
  run: async (inside, { contribution: id, place, date, time, reason }): Promise<CompletedRow | Problem> => {
    const { transaction } = inside;
    const who = whoAsks(inside);
    const row = await findContribution(transaction, id);
    const reading = row === null ? undefined : (await readReadings(transaction, [row])).get(id);
    const unanswered = reading?.attention.find((one) => one.place.table === place.table && one.place.row === place.row);
    if (row === null || reading === undefined || unanswered === undefined) return problem('not-found');
    if (!mayContributeFor(who, row.agency)) return problem('not-permitted', 'You may complete the rows of your own agency.');
    const done = await completedRows(transaction, [id]);
    if (row.supersededBy !== null || done.some((one) => one.table === place.table && one.row === place.row))
      return problem('out-of-date', 'This row has been completed or superseded already.');
    const happened = readHappened(date, time, reading, place.table, inside.today());
    if ('problem' in happened) return happened;
    const event = completedEvent(unanswered, happened, inside.identify(`${id} ${place.table} ${place.row}`));
    await countChange(transaction, row.family);
    await insertCompletedRow(transaction, {
      contribution: id,
      table: place.table,
      row: place.row,
      hidden: unanswered.place.hidden,
      event,
      at: inside.now(),
      by: who.id,
      reason,
    });
    await matchWritten(inside, row.family, [eventPart(id, event, reason)]);
    return { event: event.id };
  },
});

/** The date as the person wrote it, in the order of day and month that the table keeps to. */
function readHappened(date: string, time: string | null, reading: Contribution, table: string, today: string): PartialDate | Problem {
  const order = reading.tables.find(({ place }) => place === table)?.dayMonthOrder?.order ?? 'day-first';
  const read = readDate(date, { order, today });
  if (read.date.from === null || read.split !== undefined)
    return problem('not-valid', `date: ${read.notices.map(({ says }) => says).join(' ') || 'one date is needed.'}`);
  if (time === null || time.trim() === '') return read.date;
  const clock = readTime(time);
  if (clock.time === null)
    return problem('not-valid', `time: ${clock.notices.map(({ says }) => says).join(' ') || 'it could not be read.'}`);
  return withTime(read.date, clock.time);
}

/** What was read of the row, with the date that the person gave. A row of which nothing was read keeps its whole text. */
function completedEvent({ draft, place, text }: AttentionRow, happened: PartialDate, id: EventId): Event {
  if (draft !== undefined) return { ...draft, happened };
  return {
    id,
    place,
    happened,
    recorded: null,
    agency: null,
    source: null,
    recordedBy: null,
    subjects: [],
    childrenAffected: [],
    kind: 'contact',
    what: text,
    response: null,
    outcome: null,
    childSeen: 'not-recorded',
    impact: null,
    rag: null,
    sequence: null,
    notes: [],
    words: {},
  };
}
