/** The bytes that an agency sent, exactly as they came. */
import { Type } from 'typebox';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { findContribution, readBytes } from '../store/contributions.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';
import { mediaTypeOf } from './media-types.ts';
import { type Closed, closedTo, reveals } from './places/match.ts';
import { wordsOf } from './read-files.ts';

export type OriginalFile = { readonly file: string; readonly mediaType: string; readonly bytes: Uint8Array };

export const readOriginal = operation({
  name: 'read-original',
  says: 'The file as it was sent, byte for byte.',
  permission: 'see-contribution',
  effect: 'reads',
  verb: 'export',
  input: Type.Object({ contribution: Id }),
  subject: ({ contribution }) => ({ contribution }),
  run: async (inside, { contribution }): Promise<{ readonly original: OriginalFile; readonly closed: Closed } | Problem> => {
    const { transaction } = inside;
    const row = await findContribution(transaction, contribution);
    const bytes = await readBytes(transaction, contribution);
    if (row === null || bytes === null) return problem('not-found');
    return { original: { file: row.file, mediaType: mediaTypeOf(row.file), bytes }, closed: await closedTo(inside, row.family) };
  },
  finish: async (context, _, { original, closed }): Promise<OriginalFile | Problem> => {
    if (closed.places.length === 0) return original;
    const [words] = await wordsOf([original], context.limits);
    if (words === undefined || isProblem(words) || reveals(closed, [original.file, ...words])) return problem('held-back');
    return original;
  },
});
