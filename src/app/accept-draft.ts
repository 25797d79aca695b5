/** The last step of bringing a file: the draft becomes a sealed contribution and counts. */
import { Type } from 'typebox';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { partnershipOf } from '../store/agencies.ts';
import { findContribution } from '../store/contributions.ts';
import { findDraft, markAccepted, readDraftBytes, rememberedMappings, rememberMapping } from '../store/drafts.ts';
import { agencyFor, type Received, seal } from './bring.ts';
import { askAs, fingerprint, operation, whoAsks } from './door.ts';
import { Id } from './inputs.ts';
import { namesAPlace, wordsToMatch } from './places/match.ts';

export const acceptDraft = operation({
  name: 'accept-draft',
  says: 'Accept a draft as a contribution, perhaps as the corrected copy of an earlier one.',
  permission: 'contribute',
  effect: 'decides',
  verb: 'add',
  input: Type.Object({
    draft: Id,
    supersedes: Type.Optional(Id),
    level: Type.Optional(Type.Union([Type.Literal('agency'), Type.Literal('department')])),
  }),
  subject: ({ draft }) => ({ draft }),
  prepare: async (context, { draft: id }): Promise<{ readonly words: readonly string[] | null } | Problem> => {
    const found = await askAs(context, async ({ transaction }) => {
      const draft = await findDraft(transaction, id);
      const bytes = await readDraftBytes(transaction, id);
      return draft === null || bytes === null ? problem('not-found') : { draft, bytes };
    });
    if (isProblem(found)) return found;
    const { draft, bytes } = found;
    const words = draft.acceptedAs === null ? await wordsToMatch(context, draft.family, { file: draft.file, bytes }) : null;
    return isProblem(words) ? words : { words };
  },
  run: async (inside, { draft: id, supersedes = null, level = 'agency' }, { words }): Promise<Received | Problem> => {
    const { transaction } = inside;
    const who = whoAsks(inside);
    const draft = await findDraft(transaction, id);
    const bytes = await readDraftBytes(transaction, id);
    if (draft === null || bytes === null) return problem('not-found');
    if (draft.acceptedAs !== null) return acceptedBefore(await findContribution(transaction, draft.acceptedAs));
    if (draft.setAside) return problem('out-of-date', 'This file was set aside.');
    if (draft.problem !== null) return draft.problem;
    const whose = await agencyFor(inside, who, draft.agency);
    if (isProblem(whose)) return whose;
    const { mapping, family } = draft;
    const received = await seal(inside, who, { family, bytes, contribution: draft.reading, mapping, supersedes, level, words });
    if (isProblem(received)) return received;
    await markAccepted(transaction, id, received.id);
    // What is remembered is offered with other families' files: it never holds the words of a protected place.
    if (draft.agency !== null && Object.keys(mapping).length > 0 && !(await namesAPlace(inside, family, [JSON.stringify(mapping)]))) {
      const partnership = await partnershipOf(transaction, who.id);
      const [latest] = await rememberedMappings(transaction, partnership, draft.agency);
      if (latest === undefined || fingerprint(latest) !== fingerprint(mapping))
        await rememberMapping(transaction, { partnership, agency: draft.agency, mapping, at: inside.now(), by: who.id });
    }
    return received;
  },
});

/** Accepting twice changes nothing: the answer is that of the first time. */
function acceptedBefore(row: Awaited<ReturnType<typeof findContribution>>): Received | Problem {
  if (row === null) return problem('not-found');
  const { id, sha256, family, events, attention, notices } = row;
  return { id, sha256, family, events, attention, notices, already: true };
}
