/** A person's answer on a pair of accounts: the same event, different events, or open again. */
import { Type } from 'typebox';
import type { Happening } from '../domain/chronology.ts';
import { notYet, operation } from './door.ts';
import { Id, orNull, Words } from './inputs.ts';

/** The happening that holds both accounts now, or null when they are no longer together. */
export type DecidedPair = { readonly happening: Happening | null };

export const decideSameEvent = operation({
  name: 'decide-same-event',
  says: 'Say whether two accounts are of the same event. An answer can be taken back; nothing is deleted.',
  permission: 'merge',
  effect: 'decides',
  input: Type.Object({
    family: Id,
    events: Type.Tuple([Id, Id]),
    answer: Type.Union([Type.Literal('same'), Type.Literal('different'), Type.Literal('open')]),
    reason: orNull(Words),
  }),
  subject: ({ family }) => ({ family }),
  run: notYet<DecidedPair>,
});
