/** Bringing files that agencies sent: several at once, by picker or by dragging. Each is read; nothing counts until someone accepts it. */
import { listAgencies } from '../../app/list-agencies.ts';
import { type Draft, readDraft } from '../../app/read-draft.ts';
import { readFamily } from '../../app/read-family.ts';
import { startContribution } from '../../app/start-contribution.ts';
import { roleOf } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { rowsOf, sayAccounting } from '../parts/accounting.ts';
import { firstStepFor, needsAnswer } from '../parts/draft-steps.tsx';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf } from '../parts/notice.tsx';
import { count } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

/** A file that could not be read at all: what is wrong and what to do, never a silent loss. */
type Refused = { readonly file: string; readonly problem: Problem };

async function uploadPage(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const [family, found] = await Promise.all([visit.ask(readFamily, { family: visit.param('family') }), visit.ask(listAgencies, {})]);
  if (isProblem(family)) return problemAnswer(family);
  if (isProblem(found)) return problemAnswer(found);
  const anyAgency = visit.practitioner !== null && roleOf(visit.practitioner)?.contributesForAnyAgency === true;
  const wanted = visit.form.fields.get('agency') ?? visit.query.get('agency') ?? '';
  return {
    kind: 'page',
    title: 'Bring files',
    family,
    section: 'gather',
    back: { href: `/families/${family.id}/gather`, text: 'Gather' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <h1 class="govuk-heading-l">Bring files that arrived</h1>
          <p class="govuk-body-l">Word, Excel or CSV, as the agency sent them. You will see how each was read before anything is added.</p>
          <Form visit={visit} action={`/families/${family.id}/gather/new`} files>
            <Html
              of={govuk('file-upload', {
                id: 'files',
                name: 'files',
                multiple: true,
                javascript: true,
                label: { text: 'Files', classes: 'govuk-label--m' },
                hint: { text: 'Drag them here or choose them. Several at once is fine.' },
                dropInstructionText: 'or drop files here',
                attributes: { accept: '.docx,.xlsx,.csv,.json' },
                ...faultOf(faults, 'files'),
              })}
            />
            {anyAgency ? (
              <Html
                of={govuk('select', {
                  id: 'agency',
                  name: 'agency',
                  label: { text: 'Which agency sent them?' },
                  hint: { text: 'Leave this if the files say so themselves, or if they come from different agencies.' },
                  items: [
                    { value: '', text: 'The files say so' },
                    ...found.agencies.map((one) => ({ value: one.code, text: one.name, selected: one.code === wanted })),
                  ],
                })}
              />
            ) : (
              <p class="govuk-body">They will be kept as sent by {agencyName(visit.practitioner?.agency ?? null, found.agencies)}.</p>
            )}
            <Html of={govuk('button', { text: 'Read these files', preventDoubleClick: true })} />
          </Form>
          <p class="govuk-body kin-quiet">
            The files are kept exactly as sent. Hidden rows and sheets are read too, and you are told about them.
          </p>
        </div>
      </div>
    ),
  };
}

export const bringFilesScreen: Screen = {
  path: '/families/:family/gather/new',
  get: (visit) => uploadPage(visit, []),
  post: async (visit) => {
    const { files, fields } = visit.form;
    if (files.length === 0) return uploadPage(visit, [{ field: 'files', text: 'Choose at least one file' }]);
    const anyAgency = visit.practitioner !== null && roleOf(visit.practitioner)?.contributesForAnyAgency === true;
    const chosen = fields.get('agency') ?? '';
    const agency = anyAgency ? (chosen === '' ? null : chosen) : (visit.practitioner?.agency ?? null);
    const drafts: string[] = [];
    const refused: Refused[] = [];
    for (const { name, bytes } of files) {
      const found = await visit.ask(startContribution, { family: visit.param('family'), agency, file: name, bytes });
      if (!isProblem(found)) drafts.push(found.draft);
      else if (found.problem === 'not-found' || found.problem === 'not-permitted') return problemAnswer(found);
      else refused.push({ file: name, problem: found });
    }
    const only = drafts[0];
    if (refused.length === 0 && drafts.length === 1 && only !== undefined) {
      const draft = await visit.ask(readDraft, { draft: only });
      return isProblem(draft) ? problemAnswer(draft) : redirect(`/drafts/${only}/${firstStepFor(draft)}`);
    }
    if (drafts.length === 0) {
      return uploadPage(
        visit,
        refused.map(({ file, problem }) => ({ field: 'files', text: `${file}: ${problem.title} ${problem.next}` })),
      );
    }
    const query = new URLSearchParams(drafts.map((draft) => ['draft', draft]));
    return refused.length === 0
      ? redirect(`/families/${visit.param('family')}/gather/arrived?${query}`)
      : arrivedPage(visit, drafts, refused);
  },
};

/** Several files at once: each with what was read of it, and one click to look closer. */
async function arrivedPage(visit: Visit, ids: readonly string[], refused: readonly Refused[]): Promise<Answer> {
  const family = await visit.ask(readFamily, { family: visit.param('family') });
  if (isProblem(family)) return problemAnswer(family);
  const drafts: Draft[] = [];
  for (const draft of ids.slice(0, 100)) {
    const found = await visit.ask(readDraft, { draft });
    // A draft that was accepted meanwhile is no longer a draft, and stands on the board; one that was set aside waits no longer.
    if (!isProblem(found) && found.family === family.id && found.acceptedAs === null && !found.setAside) drafts.push(found);
  }
  if (drafts.length === 0 && refused.length === 0) return redirect(`/families/${family.id}/gather`);
  return {
    kind: 'page',
    title: 'Files to check',
    family,
    section: 'gather',
    back: { href: `/families/${family.id}/gather`, text: 'Gather' },
    body: (
      <>
        <Faults faults={refused.map(({ file, problem }) => ({ field: 'refused', text: `${file}: ${problem.title} ${problem.next}` }))} />
        <h1 class="govuk-heading-l">{drafts.length === 1 ? 'One file was read' : `${count(drafts.length, 'file')} were read`}</h1>
        <p class="govuk-body">Nothing counts yet. Look at each, then add it to the chronology.</p>
        <ul class="kin-board" id="refused">
          {drafts.map((draft) => (
            <li class="kin-agency" key={draft.id}>
              <h2 class="govuk-heading-m kin-tight">{draft.file}</h2>
              <p class="govuk-body kin-tight">
                {draft.agency === null ? 'Agency: each row says its own, or nobody has said yet' : agencyName(draft.agency)}.{' '}
                {sayAccounting(rowsOf(draft.contribution))}
              </p>
              {draft.already !== null && (
                <p class="govuk-body kin-tight">These same bytes were received before; adding them changes nothing.</p>
              )}
              <p class="kin-links">
                <a class="govuk-link" href={`/drafts/${draft.id}/${firstStepFor(draft)}`}>
                  {needsAnswer(draft) === null ? 'Check and add' : 'Answer one question first'}
                  <span class="govuk-visually-hidden">: {draft.file}</span>
                </a>
              </p>
            </li>
          ))}
        </ul>
      </>
    ),
  };
}

export const arrivedScreen: Screen = {
  path: '/families/:family/gather/arrived',
  get: (visit) => arrivedPage(visit, visit.query.getAll('draft'), []),
};
