/** Step 1 of bringing a file: whose it is. */

import { listAgencies } from '../../app/list-agencies.ts';
import { roleOf } from '../../domain/access.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { rowsOf, sayAccounting } from '../parts/accounting.ts';
import { correct, draftPage, Onwards, openDraft, thenTo } from '../parts/draft-frame.tsx';
import { AsThingsStand, Blocked } from '../parts/draft-steps.tsx';
import { Form, Html } from '../parts/html.tsx';
import { count } from '../parts/words.ts';
import { problemAnswer, type Screen } from '../visit.ts';

const KINDS: readonly (readonly [string, string])[] = [
  ['.docx', 'a Word document'],
  ['.xlsx', 'an Excel workbook'],
  ['.csv', 'a CSV file'],
  ['.json', 'a Kinline JSON file'],
];

export const draftFileScreen: Screen = {
  path: '/drafts/:draft/file',
  get: async (visit) => {
    const [opened, found] = await Promise.all([openDraft(visit), visit.ask(listAgencies, {})]);
    if ('instead' in opened) return opened.instead;
    const { draft } = opened;
    if (isProblem(found)) return problemAnswer(found);
    const kind = KINDS.find(([ending]) => draft.file.toLowerCase().endsWith(ending))?.[1] ?? 'a file';
    const anyAgency = visit.practitioner !== null && roleOf(visit.practitioner)?.contributesForAnyAgency === true;
    return draftPage(
      visit,
      draft,
      'file',
      'Bring a file: the file',
      <>
        <h1 class="govuk-heading-l">Whose file is it?</h1>
        <Blocked draft={draft} here="file" />
        <p class="govuk-body">
          It is {kind} with {count(draft.tables.length, 'table')}. {sayAccounting(rowsOf(draft.contribution))}
        </p>
        {draft.already !== null && (
          <p class="govuk-inset-text">
            These same bytes were received before.{' '}
            <a class="govuk-link" href={`/contributions/${draft.already}`}>
              See what was received
            </a>
            .
          </p>
        )}
        <Form visit={visit} action={`/drafts/${draft.id}/file`}>
          {anyAgency ? (
            <Html
              of={govuk('select', {
                id: 'agency',
                name: 'agency',
                label: { text: 'Which agency sent it?', classes: 'govuk-label--m' },
                hint: { text: 'A row that names its own agency keeps it.' },
                items: [
                  { value: '', text: 'Each row says so' },
                  ...found.agencies.map((one) => ({ value: one.code, text: one.name, selected: one.code === draft.agency })),
                ],
              })}
            />
          ) : (
            <p class="govuk-body">It is kept as sent by your own agency.</p>
          )}
          <Onwards draft={draft} step="file" />
        </Form>
        <AsThingsStand draft={draft} />
      </>,
    );
  },
  post: async (visit) => {
    const agency = visit.form.fields.get('agency') ?? '';
    return agency === '' ? thenTo(visit, 'file') : correct(visit, { agency }, 'file');
  },
};
