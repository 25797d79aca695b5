/** Completing by hand a row that could not be read with certainty: a person gives the date, and it becomes an event that says so. */
import { Type } from 'typebox';
import type { EventId } from '../domain/event.ts';
import { notYet, operation } from './door.ts';
import { Id, orNull, Words } from './inputs.ts';

export type CompletedRow = { readonly event: EventId };

export const completeRow = operation({
  name: 'complete-row',
  says: 'Complete a row that needs attention; who did it, when and why stay with the event.',
  permission: 'contribute',
  effect: 'decides',
  input: Type.Object({
    contribution: Id,
    place: Type.Object({ table: Type.String({ minLength: 1, maxLength: 300 }), row: Type.Integer({ minimum: 0 }) }),
    date: Type.String({ minLength: 1, maxLength: 200, description: 'When it happened, in any way that a date can be written.' }),
    time: orNull(Type.String({ maxLength: 100 })),
    reason: orNull(Words),
  }),
  subject: ({ contribution }) => ({ contribution }),
  run: notYet<CompletedRow>,
});
