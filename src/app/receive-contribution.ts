/** A file or message arrives in one go: read, understood, sealed and stored. The same bytes for the same family change nothing. */
import { Type } from 'typebox';
import type { Practitioner } from '../domain/access.ts';
import { mayDo } from '../domain/access.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { partnershipOf } from '../store/agencies.ts';
import { familiesWithBytes, findSameBytes } from '../store/contributions.ts';
import type { Transaction } from '../store/database.ts';
import { findFamily, findFamilyByLabel } from '../store/families.ts';
import { beginFamily } from './begin-family.ts';
import { agencyFor, fileNameOf, type ReadWithMemory, type Received, readWithMemory, seal } from './bring.ts';
import { markFromName } from './conflict/family-marks.ts';
import { askAs, type Inside, operation, whoAsks } from './door.ts';
import { sha256Of } from './identity.ts';
import { AgencyCode, Bytes, FileName, Id } from './inputs.ts';
import { wordsToMatch } from './places/match.ts';

export type { Received } from './bring.ts';

type Prepared = {
  readonly family: string | null;
  readonly already: Received | null;
  readonly read: ReadWithMemory | null;
  readonly words: readonly string[] | null;
};

export const receiveContribution = operation({
  name: 'receive-contribution',
  says: 'Receive what an agency sent. Without a family, the JSON’s own family code is used, or a new family is made and called after the file.',
  permission: 'contribute',
  effect: 'decides',
  verb: 'add',
  input: Type.Object({
    family: Type.Optional(Id),
    agency: Type.Optional(AgencyCode),
    file: FileName,
    bytes: Bytes,
    supersedes: Type.Optional(Id),
    level: Type.Optional(Type.Union([Type.Literal('agency'), Type.Literal('department')])),
  }),
  subject: ({ family }) => (family === undefined ? { partnership: true } : { family }),
  prepare: async (context, { family, agency, file, bytes, supersedes = null }): Promise<Prepared | Problem> => {
    const sha256 = sha256Of(bytes);
    const known = await askAs(context, async (inside, who) => {
      const whose = await agencyFor(inside, who, agency ?? null);
      if (isProblem(whose)) return whose;
      return { whose, already: await receivedAlready(inside.transaction, family ?? null, sha256, supersedes) };
    });
    if (isProblem(known)) return known;
    if (known.already !== null) return { family: known.already.family, already: known.already, read: null, words: null };
    const read = await readWithMemory(context, { file: fileNameOf(file), bytes, agency: known.whose });
    if (isProblem(read)) return read;
    const into =
      family ??
      (await askAs(context, async (inside, who) => ({ named: await namedFamily(inside, who, read.contribution.family ?? null) })));
    if (typeof into !== 'string' && isProblem(into)) return into;
    const words = await wordsToMatch(context, typeof into === 'string' ? into : into.named, { file: fileNameOf(file), bytes });
    return isProblem(words) ? words : { family: family ?? null, already: null, read, words };
  },
  run: async (
    inside,
    { bytes, file, supersedes = null, level = 'agency' },
    { family, already, read, words },
  ): Promise<Received | Problem> => {
    if (already !== null || read === null) return already ?? problem('unexpected');
    const who = whoAsks(inside);
    const sameNow = family === null ? await receivedAlready(inside.transaction, null, read.contribution.sha256, null) : null;
    if (sameNow !== null) return sameNow;
    const into = family ?? (await familyFor(inside, who, read.contribution.family ?? null, fileNameOf(file)));
    if (isProblem(into)) return into;
    const begun = family === null ? await findFamily(inside.transaction, into) : null;
    const received = await seal(inside, who, {
      family: into,
      bytes,
      contribution: read.contribution,
      mapping: read.mapping,
      supersedes,
      level,
      words,
    });
    if (begun !== null) await markFromName(inside, into, begun.label);
    return received;
  },
  touched: (_, { family }) => ({ family }),
});

/** The contribution that holds these bytes already: in the family that was named, or else in any that the practitioner may see. */
async function receivedAlready(
  transaction: Transaction,
  family: string | null,
  sha256: string,
  supersedes: string | null,
): Promise<Received | null> {
  for (const candidate of family === null ? await familiesWithBytes(transaction, sha256) : [family]) {
    const same = await findSameBytes(transaction, candidate, sha256, supersedes);
    if (same !== null)
      return {
        id: same.id,
        sha256,
        family: candidate,
        events: same.events,
        attention: same.attention,
        notices: same.notices,
        already: true,
      };
  }
  return null;
}

/** The family that a file names, when the practitioner may see one of that code. */
async function namedFamily({ transaction }: Inside, who: Practitioner, stated: string | null): Promise<string | null> {
  if (stated === null) return null;
  return (await findFamilyByLabel(transaction, await partnershipOf(transaction, who.id), stated))?.id ?? null;
}

/** The family of this code that the practitioner may see, or a new one. A file that names none begins a family called after it. */
async function familyFor(inside: Inside, who: Practitioner, stated: string | null, file: string): Promise<string | Problem> {
  const known = await namedFamily(inside, who, stated);
  if (known !== null) return known;
  if (!mayDo(who, 'add-family')) return problem('not-permitted');
  const partnership = await partnershipOf(inside.transaction, who.id);
  return beginFamily(inside, who, partnership, (stated ?? file.replace(/\.[^.]+$/, '')).trim().slice(0, 100) || 'Family');
}
