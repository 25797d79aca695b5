/** What somebody had typed when their session ended: read it, and send it with one button, or let it go. */
import { type KeptForms, readKeptForms, takeAwayKeptForm } from '../../app/kept-form.ts';
import { mayDo } from '../../domain/access.ts';
import { isProblem, problem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { Typed } from '../parts/typed.tsx';
import { sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

type Kept = KeptForms['forms'][number];

async function keptForms(visit: Visit): Promise<readonly Kept[]> {
  const found = await visit.ask(readKeptForms, {});
  return isProblem(found) ? [] : found.forms;
}

function OneKept({ visit, kept }: { readonly visit: Visit; readonly kept: Kept }) {
  return (
    <section aria-labelledby={`kept-${kept.id}`}>
      <h2 class="govuk-heading-m" id={`kept-${kept.id}`}>
        Kept on {sayInstant(kept.keptAt)}
      </h2>
      <Typed form={kept} />
      <Form visit={visit} action={`/kept/${kept.id}`} class="govuk-button-group">
        {kept.files.length === 0 && (
          <Html of={govuk('button', { text: 'Send it again', name: 'answer', value: 'send', preventDoubleClick: true })} />
        )}
        <Html of={govuk('button', { text: 'Let it go', name: 'answer', value: 'let-go', classes: 'govuk-button--secondary' })} />
        {kept.files.length > 0 && (
          <a class="govuk-link" href={kept.to}>
            Open the page to choose the files again
          </a>
        )}
      </Form>
    </section>
  );
}

function page(visit: Visit, forms: readonly Kept[]): Answer {
  return {
    kind: 'page',
    title: 'What you had typed',
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-xl">What you had typed</h1>
          {forms.length === 0 ? (
            <p class="govuk-body-l">Nothing is kept: everything that you typed was sent, or let go.</p>
          ) : (
            <p class="govuk-body-l">It was not sent yet. Only you can see it, and it is kept for a day.</p>
          )}
          {forms.map((kept) => (
            <OneKept key={kept.id} visit={visit} kept={kept} />
          ))}
          <p class="govuk-body">
            <a
              class="govuk-link"
              href={visit.practitioner !== null && mayDo(visit.practitioner, 'see-families') ? '/families' : '/account'}
            >
              Leave it for now
            </a>
          </p>
        </div>
      </div>
    ),
  };
}

export const keptFormsScreen: Screen = { path: '/kept', get: async (visit) => page(visit, await keptForms(visit)) };

export const keptFormScreen: Screen = {
  path: '/kept/:form',
  get: async (visit) => {
    const one = (await keptForms(visit)).find(({ id }) => id === visit.param('form'));
    return one === undefined ? problemAnswer(problem('not-found')) : page(visit, [one]);
  },
  post: async (visit): Promise<Answer> => {
    const one = (await keptForms(visit)).find(({ id }) => id === visit.param('form'));
    if (one === undefined) return problemAnswer(problem('not-found'));
    if (visit.form.fields.get('answer') === 'send') return { kind: 'resume', id: one.id, form: one };
    const done = await visit.ask(takeAwayKeptForm, { form: one.id });
    return isProblem(done) ? problemAnswer(done) : redirect('/kept');
  },
};
