/** Setting aside a file that was brought and will not be added; the board that it waited on says so. */
import { setAsideDraft } from '../../app/set-aside-draft.ts';
import { isProblem } from '../../domain/problem.ts';
import { problemAnswer, redirect, type Screen } from '../visit.ts';

export const setAsideScreen: Screen = {
  path: '/drafts/:draft/set-aside',
  post: async (visit) => {
    const found = await visit.ask(setAsideDraft, { draft: visit.param('draft') });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${found.family}/gather?said=set-aside`);
  },
};
