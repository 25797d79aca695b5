/** A person's answer on a pair of accounts: the same event, different events, or open again. */
import { Type } from 'typebox';
import type { Happening } from '../domain/chronology.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { insertDecision } from '../store/decisions.ts';
import { countChange } from '../store/families.ts';
import { operation, whoAsks } from './door.ts';
import { readFamilyRecord } from './family-record.ts';
import { Id, orNull, Words } from './inputs.ts';
import { matchWritten, writtenPart } from './places/match.ts';

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
  run: async (inside, { family, events, answer, reason }): Promise<DecidedPair | Problem> => {
    const { transaction } = inside;
    const [one, other] = events;
    if (one === other) return problem('not-valid', 'events: two different events are needed.');
    const before = await readFamilyRecord(inside, family, { keep: false });
    if (before?.contributionOf[one] === undefined || before.contributionOf[other] === undefined) return problem('not-found');
    await countChange(transaction, family);
    const decision = await insertDecision(transaction, { family, events, answer, reason, at: inside.now(), by: whoAsks(inside).id });
    if (reason !== null) await matchWritten(inside, family, [writtenPart('decision', decision, reason)]);
    const after = await readFamilyRecord(inside, family, { keep: false });
    return {
      happening:
        after?.chronology.happenings.find((happening) => happening.events.includes(one) && happening.events.includes(other)) ?? null,
    };
  },
});
