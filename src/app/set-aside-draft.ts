/** Setting aside a file that was brought and will not be added: it waits no longer and never counts, and its bytes are kept. */
import { Type } from 'typebox';
import { isProblem, type Problem, problem } from '../domain/problem.ts';
import { findDraft, insertSetAside } from '../store/drafts.ts';
import { agencyFor } from './bring.ts';
import { operation, whoAsks } from './door.ts';
import { Id } from './inputs.ts';

export type SetAside = { readonly draft: string; readonly family: string };

export const setAsideDraft = operation({
  name: 'set-aside-draft',
  says: 'Set aside a draft that will not be added. It is kept and never counts; setting it aside again changes nothing.',
  permission: 'contribute',
  effect: 'decides',
  verb: 'change',
  input: Type.Object({ draft: Id }),
  subject: ({ draft }) => ({ draft }),
  run: async (inside, { draft: id }): Promise<SetAside | Problem> => {
    const who = whoAsks(inside);
    const draft = await findDraft(inside.transaction, id);
    if (draft === null) return problem('not-found');
    if (draft.acceptedAs !== null) return problem('out-of-date', 'This file has been accepted already.');
    const whose = await agencyFor(inside, who, draft.agency);
    if (isProblem(whose)) return whose;
    if (!draft.setAside) await insertSetAside(inside.transaction, { draft: id, at: inside.now(), by: who.id });
    return { draft: id, family: draft.family };
  },
});
