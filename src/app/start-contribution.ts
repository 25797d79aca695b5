/** The first step of bringing a file: it is read and kept as a draft. Nothing counts until the draft is accepted. */
import { Type } from 'typebox';
import { isProblem, type Problem } from '../domain/problem.ts';
import { insertDraft, type Preview } from '../store/drafts.ts';
import { countChange } from '../store/families.ts';
import { agencyFor, fileNameOf } from './bring.ts';
import { askAs, operation, whoAsks } from './door.ts';
import { type DraftReading, previewOf, readForDraft } from './draft-reading.ts';
import { AgencyCode, Bytes, FileName, Id, orNull } from './inputs.ts';
import { matchWritten, wordsToMatch, writtenPart } from './places/match.ts';
import { documentOf } from './read-files.ts';

export type StartedDraft = { readonly draft: string };

type Prepared = DraftReading & { readonly agency: string | null; readonly preview: Preview; readonly words: readonly string[] | null };

export const startContribution = operation({
  name: 'start-contribution',
  says: 'Read a file and keep it as a draft that can be looked at and corrected before it counts.',
  permission: 'contribute',
  effect: 'records',
  input: Type.Object({ family: Id, agency: orNull(AgencyCode), file: FileName, bytes: Bytes }),
  subject: ({ family }) => ({ family }),
  prepare: async (context, { family, agency, file, bytes }): Promise<Prepared | Problem> => {
    const whose = await askAs(context, async (inside, who) => ({ agency: await agencyFor(inside, who, agency) }));
    if (isProblem(whose)) return whose;
    if (isProblem(whose.agency)) return whose.agency;
    const name = fileNameOf(file);
    const read = await readForDraft(context, { file: name, bytes, agency: whose.agency });
    if (isProblem(read)) return read;
    const document = await documentOf(bytes, { file: name, limits: context.limits });
    if (isProblem(document)) return document;
    // A file without any table has nothing to choose columns in.
    if (read.problem !== null && document.tables.length === 0) return read.problem;
    const words = await wordsToMatch(context, family, { file: name, bytes });
    return isProblem(words) ? words : { ...read, agency: whose.agency ?? read.reading.agency, preview: previewOf(document), words };
  },
  run: async (
    inside,
    { family, file, bytes },
    { reading, mapping, remembered, problem, agency, preview, words },
  ): Promise<StartedDraft> => {
    const draft = inside.newId();
    // Waits for a protected place that is being registered.
    await countChange(inside.transaction, family);
    await insertDraft(inside.transaction, {
      id: draft,
      family,
      agency,
      file: fileNameOf(file),
      sha256: reading.sha256,
      mapping,
      remembered,
      leaveOut: [],
      order: null,
      startedAt: inside.now(),
      startedBy: whoAsks(inside).id,
      acceptedAs: null,
      preview,
      reading,
      problem,
      bytes,
    });
    await matchWritten(
      inside,
      family,
      [writtenPart('draft', draft, [fileNameOf(file), agency, { mapping }, preview, reading])],
      [{ part: 'draft', item: draft, words }],
    );
    return { draft };
  },
});
