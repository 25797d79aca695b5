/** The bytes that an agency sent, exactly as they came. */
import { Type } from 'typebox';
import { type Problem, problem } from '../domain/problem.ts';
import { findContribution, readBytes } from '../store/contributions.ts';
import { operation } from './door.ts';
import { Id } from './inputs.ts';
import { mediaTypeOf } from './media-types.ts';

export type OriginalFile = { readonly file: string; readonly mediaType: string; readonly bytes: Uint8Array };

export const readOriginal = operation({
  name: 'read-original',
  says: 'The file as it was sent, byte for byte.',
  permission: 'see-contribution',
  effect: 'reads',
  input: Type.Object({ contribution: Id }),
  subject: ({ contribution }) => ({ contribution }),
  run: async ({ transaction }, { contribution }): Promise<OriginalFile | Problem> => {
    const row = await findContribution(transaction, contribution);
    const bytes = await readBytes(transaction, contribution);
    if (row === null || bytes === null) return problem('not-found');
    return { file: row.file, mediaType: mediaTypeOf(row.file), bytes };
  },
});
