/** Correcting how a file is read before it counts: whose it is, which column is what, which tables to leave out, how dates are written. */
import { Type } from 'typebox';
import { COLUMN_ROLES } from '../domain/contribution.ts';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { changeDraft, type DraftRow, findDraft, readDraftBytes } from '../store/drafts.ts';
import { countChange } from '../store/families.ts';
import { familyOfDraft } from '../store/involvement.ts';
import { agencyFor } from './bring.ts';
import { askAs, operation } from './door.ts';
import { readForDraft } from './draft-reading.ts';
import { AgencyCode, Id, orNull } from './inputs.ts';
import { matchWritten, writtenPart } from './places/match.ts';

export type CorrectedDraft = { readonly draft: string };

type Change = Pick<DraftRow, 'agency' | 'mapping' | 'remembered' | 'leaveOut' | 'order' | 'reading' | 'problem'>;

/** Which heading plays which role; null takes a heading away from a role. */
export const Mapping = Type.Partial(Type.Record(Type.Enum([...COLUMN_ROLES]), orNull(Type.String({ maxLength: 1000 }))));

export const correctDraft = operation({
  name: 'correct-draft',
  says: 'Correct how a draft is read. What is not named stays as it was; a mapping that is given replaces the whole mapping.',
  permission: 'contribute',
  effect: 'records',
  verb: 'change',
  input: Type.Object({
    draft: Id,
    mapping: Type.Optional(Mapping),
    agency: Type.Optional(AgencyCode),
    leaveOutTables: Type.Optional(
      Type.Array(Type.String({ maxLength: 300 }), { maxItems: 1000, description: 'Places of tables, such as: table 2' }),
    ),
    order: Type.Optional(Type.Union([Type.Literal('day-first'), Type.Literal('month-first')])),
  }),
  subject: ({ draft }) => ({ draft }),
  prepare: async (context, { draft: id, mapping, agency, leaveOutTables, order }): Promise<Change | Problem> => {
    const found = await askAs(context, async (inside, who) => {
      const draft = await findDraft(inside.transaction, id);
      const bytes = await readDraftBytes(inside.transaction, id);
      if (draft === null || bytes === null) return problem('not-found');
      if (draft.acceptedAs !== null) return problem('out-of-date', 'This file has been accepted already.');
      if (draft.setAside) return problem('out-of-date', 'This file was set aside.');
      const whose = await agencyFor(inside, who, agency ?? draft.agency);
      return isProblem(whose) ? whose : { draft, bytes, whose };
    });
    if (isProblem(found)) return found;
    const { draft, bytes, whose } = found;
    const wanted = { agency: whose, leaveOut: leaveOutTables ?? draft.leaveOut, order: order ?? draft.order };
    // Another agency may have a mapping of its own that is remembered, unless a person has said which column is what in this file.
    const asBefore = whose === draft.agency || (!draft.remembered && Object.keys(draft.mapping).length > 0);
    const chosen = mapping ?? (asBefore ? draft.mapping : undefined);
    const read = await readForDraft(context, { file: draft.file, bytes, ...wanted, ...(chosen === undefined ? {} : { mapping: chosen }) });
    if (isProblem(read)) return read;
    return { ...wanted, ...read, remembered: mapping === undefined && asBefore ? draft.remembered : read.remembered };
  },
  run: async (inside, { draft }, change): Promise<CorrectedDraft | Problem> => {
    const family = await familyOfDraft(inside.transaction, draft);
    if (family === null) return problem('not-found');
    await countChange(inside.transaction, family);
    if (!(await changeDraft(inside.transaction, draft, change)))
      return problem('out-of-date', 'This file was accepted or set aside meanwhile.');
    await matchWritten(inside, family, [writtenPart('draft', draft, [change.agency, { mapping: change.mapping }])]);
    return { draft };
  },
});
