/** Adding a family to gather for: a label, and the agencies to begin with. */
import { addFamily } from '../../app/add-family.ts';
import { listAgencies } from '../../app/list-agencies.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf } from '../parts/notice.tsx';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const found = await visit.ask(listAgencies, {});
  if (isProblem(found)) return problemAnswer(found);
  const chosen = visit.form.fields.getAll('agencies');
  return {
    kind: 'page',
    title: 'Add a family',
    section: 'families',
    back: { href: '/families', text: 'My families' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <h1 class="govuk-heading-xl">Add a family</h1>
          <Form visit={visit} action="/families/new">
            <Html
              of={govuk('input', {
                id: 'label',
                name: 'label',
                label: { text: 'What should this family be called here?', classes: 'govuk-label--m' },
                hint: { text: 'A code or a name that your partnership uses. It is shown on pages, never in their addresses or titles.' },
                value: visit.form.fields.get('label') ?? '',
                classes: 'govuk-input--width-20',
                autocomplete: 'off',
                spellcheck: false,
                ...faultOf(faults, 'label'),
              })}
            />
            <Html
              of={govuk('checkboxes', {
                idPrefix: 'agencies',
                name: 'agencies',
                fieldset: { legend: { text: 'Which agencies do you want to hear from? (optional)', classes: 'govuk-fieldset__legend--m' } },
                hint: { text: 'You can ask more later.' },
                classes: 'govuk-checkboxes--small kin-two-columns',
                items: found.agencies.map((agency) => ({ value: agency.code, text: agency.name, checked: chosen.includes(agency.code) })),
              })}
            />
            <Html of={govuk('button', { text: 'Add this family', preventDoubleClick: true })} />
          </Form>
        </div>
      </div>
    ),
  };
}

export const newFamilyScreen: Screen = {
  path: '/families/new',
  get: (visit) => page(visit, []),
  post: async (visit) => {
    const label = (visit.form.fields.get('label') ?? '').trim();
    if (label === '') return page(visit, [{ field: 'label', text: 'Write what this family should be called' }]);
    if (label.length > 100) return page(visit, [{ field: 'label', text: 'What it is called must be 100 characters or fewer' }]);
    const found = await visit.ask(addFamily, { label, agencies: visit.form.fields.getAll('agencies') });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${found.id}/gather?said=added`);
  },
};
