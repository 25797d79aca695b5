/** Step 5 of bringing a file: ten rows, the original beside the reading; what was not guessed; and one button when it looks right. */
import { acceptDraft } from '../../app/accept-draft.ts';
import type { Draft } from '../../app/read-draft.ts';
import { agencyName } from '../../domain/agency.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { rowsOf, sayAccounting } from '../parts/accounting.ts';
import { draftPage, openDraft } from '../parts/draft-frame.tsx';
import { Blocked, Remembered } from '../parts/draft-steps.tsx';
import { Form, Html } from '../parts/html.tsx';
import { NoticeGroups } from '../parts/notices.tsx';
import { ReadingRow } from '../parts/reading.tsx';
import { capital, count } from '../parts/words.ts';
import { problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

export const draftCheckScreen: Screen = {
  path: '/drafts/:draft/check',
  get: async (visit) => {
    const opened = await openDraft(visit);
    if ('instead' in opened) return opened.instead;
    const { draft } = opened;
    const { contribution } = draft;
    const tables = draft.tables.filter((table) => !table.leftOut && table.firstRows.length > 0);
    return draftPage(
      visit,
      draft,
      'check',
      'Bring a file: check',
      <>
        <h1 class="govuk-heading-l">Does this look right?</h1>
        <p class="govuk-body-l kin-tight">
          {sayAccounting(rowsOf(contribution))} {draft.agency === null ? '' : `From ${agencyName(draft.agency)}.`}
        </p>
        <Remembered draft={draft} />
        <Blocked draft={draft} here="check" />
        {draft.problem === null && <Accept draft={draft} visit={visit} />}
        <NotGuessed draft={draft} />
        <NoticeGroups notices={contribution.notices} />
        {tables.map((table) => (
          <section key={table.place}>
            <h2 class="govuk-heading-m">
              {tables.length === 1
                ? `The first ${table.firstRows.length === 1 ? 'row' : `${table.firstRows.length} rows`}`
                : `The first rows of ${table.place}`}
            </h2>
            <ul class="kin-pairs">
              {table.firstRows.map((row) => (
                <ReadingRow table={table} row={row} key={row.number} />
              ))}
            </ul>
          </section>
        ))}
      </>,
    );
  },
  post: async (visit) => {
    const draft = visit.param('draft');
    const supersedes = visit.form.fields.get('supersedes') ?? '';
    const found = await visit.ask(acceptDraft, { draft, ...(supersedes === '' ? {} : { supersedes }) });
    return isProblem(found) ? problemAnswer(found) : redirect(`/contributions/${found.id}?said=${found.already ? 'already' : 'received'}`);
  },
};

function Accept({ draft, visit }: { readonly draft: Draft; readonly visit: Visit }) {
  const earlier = draft.supersedesSuggested;
  return (
    <Form visit={visit} action={`/drafts/${draft.id}/check`} class="kin-accept">
      {earlier !== null && (
        <Html
          of={govuk('radios', {
            idPrefix: 'supersedes',
            name: 'supersedes',
            fieldset: {
              legend: { text: `This looks like a corrected copy of ${earlier.file}. Is it?`, classes: 'govuk-fieldset__legend--s' },
            },
            items: [
              {
                value: earlier.id,
                text: 'Yes, it takes the place of that file',
                hint: { text: 'The earlier file is kept. Notes and decisions move to the rows that are still there.' },
                checked: true,
              },
              { value: '', text: 'No, it is a file of its own' },
            ],
          })}
        />
      )}
      <div class="govuk-button-group">
        <Html of={govuk('button', { text: 'Looks right, add to the chronology', preventDoubleClick: true })} />
        <a class="govuk-link" href={`/drafts/${draft.id}/file`}>
          Something is not right
        </a>
      </div>
    </Form>
  );
}

/** What this file holds that nobody should guess, in words, before anything is accepted. */
function NotGuessed({ draft }: { readonly draft: Draft }) {
  const { attention } = draft.contribution;
  if (attention.length === 0) return null;
  return (
    <section class="kin-attention" aria-labelledby="not-guessed">
      <h2 class="govuk-heading-m" id="not-guessed">
        What we did not guess
      </h2>
      <p class="govuk-body">
        {attention.length === 1
          ? 'One row has a date that cannot be read with certainty. It is kept whole, and you can give its date'
          : `${capital(count(attention.length, 'row'))} have dates that cannot be read with certainty. Each is kept whole, and you can give its date`}{' '}
        once the file is added.
      </p>
      <ul class="govuk-list kin-bars">
        {attention.slice(0, 10).map((row) => (
          <li class="kin-yellow" key={`${row.place.table}${row.place.row}`}>
            <strong>
              {row.place.table}, row {row.place.row}: date not read.
            </strong>{' '}
            {row.says}
          </li>
        ))}
      </ul>
      {attention.length > 10 && (
        <p class="govuk-body">And {attention.length - 10} more, which are listed with the file once it is added.</p>
      )}
    </section>
  );
}
