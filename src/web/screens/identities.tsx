/** For administrators: who is linked to the organisation's identity provider; linking somebody by their reference, and taking a link away. */
import { linkPerson, listIdentities, unlinkPerson } from '../../app/link-identity.ts';
import { listPeople } from '../../app/list-people.ts';
import { agencyName } from '../../domain/agency.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf, Said } from '../parts/notice.tsx';
import { sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const HERE = '/partnership/identities';
const field = (visit: Visit, name: string): string => (visit.form.fields.get(name) ?? '').trim();

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const [links, people] = [await visit.ask(listIdentities, {}), await visit.ask(listPeople, {})];
  if (isProblem(links)) return problemAnswer(links);
  if (isProblem(people)) return problemAnswer(people);
  const nameOf = (id: string): string => people.people.find((one) => one.id === id)?.name ?? 'somebody who has left';
  const { organisation } = visit;
  return {
    kind: 'page',
    title: faults.length === 0 ? 'Organisation sign-in' : 'Error: Organisation sign-in',
    section: 'people',
    back: { href: '/partnership/people', text: 'People' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <Said code={visit.query.get('said')} />
          <h1 class="govuk-heading-xl">Organisation sign-in</h1>
          {organisation === null && (
            <Html
              of={govuk('inset-text', { text: 'No identity provider is set up. The settings whose names begin KINLINE_IDENTITY do that.' })}
            />
          )}
          <p class="govuk-body-l">
            Whoever signs in with {organisation ?? 'their organisation'} and is not linked yet is shown a reference, and nothing else. Ask
            them for it in a way that you know is theirs, and say here who they are.
          </p>
          <h2 class="govuk-heading-m">Link somebody</h2>
          <Form visit={visit} action={HERE}>
            <Html
              of={govuk('input', {
                id: 'reference',
                name: 'reference',
                label: { text: 'Reference' },
                hint: { text: 'Twelve letters and digits, such as KQ7M-2XBD-9FHT.' },
                classes: 'govuk-input--width-20',
                autocomplete: 'off',
                spellcheck: false,
                value: field(visit, 'reference'),
                ...faultOf(faults, 'reference'),
              })}
            />
            <Html
              of={govuk('select', {
                id: 'practitioner',
                name: 'practitioner',
                label: { text: 'Who they are' },
                value: field(visit, 'practitioner'),
                items: [
                  { value: '', text: 'Choose somebody' },
                  ...people.people
                    .filter(({ leftAt }) => leftAt === null)
                    .map(({ id, name, agency }) => ({ value: id, text: `${name}, ${agencyName(agency)}` })),
                ],
                ...faultOf(faults, 'practitioner'),
              })}
            />
            <Html of={govuk('button', { text: 'Link them', preventDoubleClick: true })} />
          </Form>
          <h2 class="govuk-heading-m">Linked</h2>
          {links.length === 0 && <p class="govuk-body">Nobody is linked yet.</p>}
          <ul class="kin-plain-list">
            {links.map(({ sequence, practitioner, at, by, issuer }) => (
              <li key={sequence} class="kin-plain-list__one">
                <h3 class="govuk-heading-s">{nameOf(practitioner)}</h3>
                <p class="govuk-body">
                  Linked {sayInstant(at)} by {nameOf(by)}, at {issuer}.
                </p>
                <Form visit={visit} action={`${HERE}/${sequence}/removed`}>
                  <button type="submit" class="govuk-button govuk-button--secondary">
                    Take the link away<span class="govuk-visually-hidden"> from {nameOf(practitioner)}</span>
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </div>
      </div>
    ),
  };
}

export const identitiesScreen: Screen = {
  path: HERE,
  get: (visit) => page(visit, []),
  post: async (visit): Promise<Answer> => {
    const [reference, practitioner] = [field(visit, 'reference'), field(visit, 'practitioner')];
    const faults = [
      ...(reference === '' || reference.length > 40 ? [{ field: 'reference', text: 'Write the reference that they were shown' }] : []),
      ...(practitioner === '' ? [{ field: 'practitioner', text: 'Choose who they are' }] : []),
    ];
    if (faults.length > 0) return page(visit, faults);
    const done = await visit.ask(linkPerson, { reference, practitioner });
    if (!isProblem(done)) return redirect(`${HERE}?said=identity-linked`);
    return done.problem === 'not-valid' ? page(visit, [{ field: 'reference', text: done.detail ?? done.title }]) : problemAnswer(done);
  },
};

export const unlinkIdentityScreen: Screen = {
  path: `${HERE}/:sequence/removed`,
  post: async (visit): Promise<Answer> => {
    const sequence = Number(visit.param('sequence'));
    const done = await visit.ask(unlinkPerson, { sequence: Number.isSafeInteger(sequence) && sequence > 0 ? sequence : 1 });
    return isProblem(done) ? problemAnswer(done) : redirect(`${HERE}?said=identity-unlinked`);
  },
};
