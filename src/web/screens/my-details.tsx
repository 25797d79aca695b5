/** Families that one knows privately: saying so, and giving what lets Kinline notice it by itself, of which nothing can be read again. */
import { declareConflict } from '../../app/conflict/declare.ts';
import { giveOwnDetails } from '../../app/conflict/own-details.ts';
import { isProblem } from '../../domain/problem.ts';
import { isDay } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, FormColumn, faultOf } from '../parts/notice.tsx';
import { type Page, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';
import { dayBoxes, dayFromBoxes } from './ask-agency.tsx';

function lines(visit: Visit, id: string, label: string, hint: string, faults: readonly Fault[] = []): string {
  return govuk('textarea', {
    id,
    name: id,
    rows: '2',
    label: { text: label, classes: 'govuk-label--s' },
    hint: { text: hint },
    value: visit.form.fields.get(id) ?? '',
    autocomplete: 'off',
    spellcheck: false,
    ...faultOf(faults, id),
  });
}

function page(visit: Visit, faults: readonly Fault[]): Page {
  return {
    kind: 'page',
    title: 'Families that you know privately',
    section: 'details',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <FormColumn visit={visit} faults={faults} heading="Families that you know privately">
        <p class="govuk-body-l">
          Nobody should read the record of their own family, or of people whom they know. Say so here, and that family is not shown to you,
          not even in an emergency.
        </p>
        <h2 class="govuk-heading-m">Name a family</h2>
        <p class="govuk-body">You get the same answer whether there is such a family here or not. It cannot be taken back.</p>
        <Form visit={visit} action="/my-details/family">
          <Html
            of={govuk('input', {
              id: 'name',
              name: 'name',
              label: { text: 'What is the family called?' },
              value: visit.form.fields.get('name') ?? '',
              autocomplete: 'off',
              spellcheck: false,
              ...faultOf(faults, 'name'),
            })}
          />
          <Html
            of={govuk('input', {
              id: 'because',
              name: 'because',
              label: { text: 'How do you know them?' },
              hint: { text: 'Only you can read it.' },
              value: visit.form.fields.get('because') ?? '',
              autocomplete: 'off',
              ...faultOf(faults, 'because'),
            })}
          />
          <Html of={govuk('button', { text: 'I know this family', classes: 'govuk-button--secondary', preventDoubleClick: true })} />
        </Form>
        <h2 class="govuk-heading-m">Let Kinline notice by itself</h2>
        <p class="govuk-body">
          What you give here is turned at once into marks that nobody can turn back. Neither you nor anybody else can read it again, and
          every part may be left empty. Give it again whenever something changes: what you gave before still counts.
        </p>
        <Form visit={visit} action="/my-details">
          <Html of={lines(visit, 'surnames', 'Your surnames', 'Also those that you had before, one on each line')} />
          <Html of={lines(visit, 'addresses', 'Your home', 'House, street and postcode. Also where you lived before, one on each line')} />
          <Html of={lines(visit, 'phones', 'Your own telephone numbers', 'Not your work’s. One on each line')} />
          <Html of={dayBoxes(visit, 'born', 'Your date of birth', 'For example, 31 3 1980', faults)} />
          <Html
            of={lines(visit, 'kin', 'Your next of kin', 'Name and date of birth, such as Ida Larkin, 3 5 2014. One on each line', faults)}
          />
          <Html of={govuk('button', { text: 'Keep the marks', preventDoubleClick: true })} />
        </Form>
      </FormColumn>
    ),
  };
}

const linesOf = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim().slice(0, 200))
    .filter((line) => line !== '')
    .slice(0, 20);

/** "Ida Larkin, 3 5 2014"; null when there is no day that can be read. */
function kinFrom(line: string): { readonly name: string; readonly dateOfBirth: string } | null {
  const [, name = '', day = '', month = '', year = ''] = /^(.*?)[,;\s]+(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})$/.exec(line) ?? [];
  const dateOfBirth = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return name.trim() !== '' && isDay(dateOfBirth) ? { name: name.trim(), dateOfBirth } : null;
}

export const myDetailsScreen: Screen = {
  path: '/my-details',
  get: async (visit) => page(visit, []),
  post: async (visit) => {
    const { fields } = visit.form;
    const born = dayFromBoxes(fields, 'born');
    const kin = linesOf(fields.get('kin')).map(kinFrom);
    const faults: Fault[] = [];
    if (born === 'not-a-day') faults.push({ field: 'born', text: 'Give a real day, such as 31 3 1980', at: 'born-day' });
    if (kin.includes(null)) faults.push({ field: 'kin', text: 'Give each name with a date of birth, such as Ida Larkin, 3 5 2014' });
    if (born === 'not-a-day' || faults.length > 0) return page(visit, faults);
    const found = await visit.ask(giveOwnDetails, {
      surnames: linesOf(fields.get('surnames')),
      addresses: linesOf(fields.get('addresses')),
      phones: linesOf(fields.get('phones')),
      dateOfBirth: born,
      nextOfKin: kin.filter((one) => one !== null),
    });
    return isProblem(found) ? problemAnswer(found) : redirect('/my-details?said=marks-kept');
  },
};

export const knownFamilyScreen: Screen = {
  path: '/my-details/family',
  get: async () => redirect('/my-details'),
  post: async (visit) => {
    const { fields } = visit.form;
    const familyName = (fields.get('name') ?? '').trim().slice(0, 200);
    const because = (fields.get('because') ?? '').trim();
    const faults: Fault[] = [];
    if (familyName === '') faults.push({ field: 'name', text: 'Say what the family is called' });
    if (because === '') faults.push({ field: 'because', text: 'Say in a few words how you know them' });
    if (faults.length > 0) return page(visit, faults);
    const found = await visit.ask(declareConflict, { of: { familyName }, because });
    return isProblem(found) ? problemAnswer(found) : redirect('/my-details?said=declared');
  },
};
