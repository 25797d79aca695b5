/** A note beside an event, with its author and time. It never becomes part of the event. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { insertNote } from '../store/decisions.ts';
import { countChange } from '../store/families.ts';
import { findEvents } from '../store/readings.ts';
import { operation, whoAsks } from './door.ts';
import { Id, Words } from './inputs.ts';
import { matchWritten, writtenPart } from './places/match.ts';

export type AddedNote = { readonly id: string };

export const addNote = operation({
  name: 'add-note',
  says: 'Write a note beside an event.',
  permission: 'note',
  effect: 'records',
  input: Type.Object({ family: Id, event: Id, text: Words }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, event, text }): Promise<AddedNote | Problem> => {
    const { transaction } = inside;
    if ((await findEvents(transaction, family, [event])).length === 0) return problem('not-found');
    const id = inside.newId();
    await countChange(transaction, family);
    await insertNote(transaction, { id, family, event, text, at: inside.now(), by: whoAsks(inside).id });
    await matchWritten(inside, family, [writtenPart('note', id, text)]);
    return { id };
  },
});
