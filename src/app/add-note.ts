/** A note beside an event, with its author and time. It never becomes part of the event. */
import { Type } from 'typebox';
import { notYet, operation } from './door.ts';
import { Id, Words } from './inputs.ts';

export type AddedNote = { readonly id: string };

export const addNote = operation({
  name: 'add-note',
  says: 'Write a note beside an event.',
  permission: 'note',
  effect: 'records',
  input: Type.Object({ family: Id, event: Id, text: Words }),
  subject: ({ family }) => ({ family }),
  run: notYet<AddedNote>,
});
