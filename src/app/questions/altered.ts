/**
 * Was anything altered since? The whole log is hashed again and held against its tree; a checkpoint that somebody kept is held against what
 * the tree was then; and the bytes of every file received against the hash that was written beside them.
 */
import { Type } from 'typebox';
import { same } from '../../domain/merkle.ts';
import { type Problem, ProblemError, problem } from '../../domain/problem.ts';
import type { AnswerRow } from '../../domain/questions.ts';
import { sayLondon } from '../../domain/time.ts';
import { filesNamed } from '../../store/access-record.ts';
import { treeSize } from '../../store/audit-tree.ts';
import { logChecked, originalsWhole } from '../../store/questions.ts';
import { rootAt } from '../audit-log.ts';
import { readCheckpoint, type SignedCheckpoint } from '../audit-note.ts';
import { type Inside, operation } from '../door.ts';
import { Id } from '../inputs.ts';
import { type Answered, answered } from './asking.ts';

export const anythingAltered = operation({
  name: 'anything-altered',
  says: 'Whether the log and the files received are still what they were when they were written.',
  permission: 'ask-questions',
  effect: 'reads',
  input: Type.Object({
    family: Id,
    checkpoint: Type.Optional(Type.String({ maxLength: 20_000, description: 'A signed checkpoint that somebody kept: its text.' })),
    page: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  }),
  subject: ({ family }) => ({ family }),
  run: async (inside, { family, checkpoint, page }): Promise<Answered | Problem> => {
    const kept =
      checkpoint === undefined || checkpoint.trim() === '' ? null : readCheckpoint(`${checkpoint.replaceAll('\r\n', '\n').trim()}\n`);
    if (kept === null && checkpoint !== undefined && checkpoint.trim() !== '')
      return problem('not-valid', 'The text is not a checkpoint that a log of Kinline signed.');
    const log = await logRow(inside, family);
    const held = kept === null ? null : await checkpointRow(inside, kept);
    const files = await fileRows(inside, family);
    const wrong = [log, ...(held === null ? [] : [held]), ...files].filter(({ mark }) => mark === 'altered').length;
    return answered(
      inside,
      'anything-altered',
      { family, ...(page === undefined ? {} : { page }) },
      {
        says:
          wrong > 0
            ? 'Yes. Something is not what it was when it was written; it is marked below. Keep the server as it is, and ask the audit’s keeper to verify an export.'
            : `No alteration was found, in the log${held === null ? '' : ' down to the checkpoint'} or in the ${files.length === 1 ? 'one file' : `${files.length.toLocaleString('en-GB')} files`} that could be checked.`,
        parts: [
          { heading: 'The log', rows: [log, ...(held === null ? [] : [held])] },
          { heading: 'The files as they were received', rows: files },
        ],
        standsOn: [
          'Every entry of the log was hashed again and held against its leaf of the tree, and every pair of hashes against the one above it (RFC 6962). An entry that was changed, removed or put in between does not fit.',
          held === null
            ? 'Whoever can write to the whole database could write a whole new log that fits in itself. Only a checkpoint that somebody else kept, best one that another agency cosigned, shows that this did not happen: give one above.'
            : `The checkpoint is of ${sayLondon(kept?.checkpoint.time ?? '')}. For what was written after it, this stands on the tree alone. Who cosigned it is checked by “kinline audit verify” with their keys.`,
          'Of each file the SHA-256 hash of the sealed bytes was made again and compared. That an event says what its file says can be seen on the event’s page, beside the row of the file; the same file read again gives the same events.',
          'This check is made by the server itself. For a court, export the log and verify it on another computer with tools/verify-audit.mjs, which shares no code with Kinline.',
        ],
      },
    );
  },
});

async function logRow({ transaction }: Inside, family: string): Promise<AnswerRow> {
  const size = await treeSize(transaction);
  const found = await logChecked(transaction, family, size);
  const wrong = found.altered > 0 || found.pairs_altered > 0 || found.lines !== size;
  const entries = size === 1 ? 'its 1 entry' : `all of its ${size.toLocaleString('en-GB')} entries`;
  if (!wrong)
    return {
      at: null,
      says: `The log is whole: ${entries} and ${found.pairs.toLocaleString('en-GB')} pairs of hashes are what they were.`,
    };
  const first = found.first_altered === null ? '' : ` The first is entry ${(found.first_altered + 1).toLocaleString('en-GB')}.`;
  return {
    at: null,
    mark: 'altered',
    says: `The log is not whole: ${found.altered.toLocaleString('en-GB')} of ${size.toLocaleString('en-GB')} entries and ${found.pairs_altered.toLocaleString('en-GB')} pairs of hashes are missing or are not what they were.${first}`,
  };
}

async function checkpointRow({ transaction }: Inside, { checkpoint }: SignedCheckpoint): Promise<AnswerRow> {
  const size = await treeSize(transaction);
  const [entries, when] = [checkpoint.size.toLocaleString('en-GB'), sayLondon(checkpoint.time)];
  if (checkpoint.size > size)
    return {
      at: checkpoint.time,
      mark: 'altered',
      says: `On ${when} the log had ${entries} entries. Now it has ${size.toLocaleString('en-GB')}: some are gone.`,
    };
  const root = await rootAt(transaction, checkpoint.size).catch((fault: unknown) => {
    if (fault instanceof ProblemError) return null;
    throw fault;
  });
  if (root === null || !same(root, checkpoint.root))
    return { at: checkpoint.time, mark: 'altered', says: `The first ${entries} entries are not those that the log signed on ${when}.` };
  return { at: checkpoint.time, says: `The first ${entries} entries are exactly those that the log signed on ${when}.` };
}

async function fileRows({ transaction }: Inside, family: string): Promise<AnswerRow[]> {
  const whole = await originalsWhole(transaction, family);
  const names = await filesNamed(transaction, [...whole.keys()]);
  return [...whole]
    .map(([contribution, is]): AnswerRow => {
      const file = names.get(contribution) ?? 'A file';
      return is
        ? { at: null, says: `${file} is, byte for byte, what was received.`, contribution }
        : {
            at: null,
            mark: 'altered',
            says: `${file} is not what was received: its bytes do not have the hash that was written beside them.`,
            contribution,
          };
    })
    .sort((one, other) => one.says.localeCompare(other.says));
}
