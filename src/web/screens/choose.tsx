/** The first page: who are you? A demonstration has no passwords; sign-in comes with its own issue. */
import { choosePractitioner } from '../../app/choose-practitioner.ts';
import { listPractitioners } from '../../app/list-practitioners.ts';
import { type Practitioner, titleOf } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';
import { isProblem } from '../../domain/problem.ts';
import { Form } from '../parts/html.tsx';
import { problemAnswer, type Screen } from '../visit.ts';

export const chooseScreen: Screen = {
  path: '/',
  open: true,
  get: async (visit) => {
    const found = await visit.ask(listPractitioners, {});
    if (isProblem(found)) return problemAnswer(found);
    return {
      kind: 'page',
      title: 'Choose who you are',
      body: (
        <>
          <h1 class="govuk-heading-xl">One line of time for a family</h1>
          <div class="kin-measure">
            <p class="govuk-body-l">
              Kinline puts what every agency already wrote about a family into one chronology. Nothing is retyped, nothing is lost, and each
              entry opens the agency’s own words.
            </p>
          </div>
          <h2 class="govuk-heading-m" id="who">
            Choose who you are
          </h2>
          <p class="govuk-body">Everyone here is invented. What you can see and do depends on who you choose.</p>
          <Form visit={visit} action="/">
            <ul class="kin-people" aria-labelledby="who">
              {found.practitioners.map((one) => (
                <li class="kin-people__one" key={one.id}>
                  <PractitionerButton one={one} chosen={one.id === visit.practitioner?.id} />
                </li>
              ))}
            </ul>
          </Form>
        </>
      ),
    };
  },
  post: async (visit) => {
    const found = await visit.ask(choosePractitioner, { practitioner: visit.form.fields.get('practitioner') ?? '' });
    if (isProblem(found)) return problemAnswer(found);
    return { kind: 'redirect', to: '/families', practitioner: found.id };
  },
};

function PractitionerButton({ one, chosen }: { readonly one: Practitioner; readonly chosen: boolean }) {
  return (
    <button class="kin-person" name="practitioner" value={one.id} type="submit">
      <span class="kin-person__name">{one.name}</span>
      <span class="kin-person__role">{titleOf(one)}</span>
      <span class="kin-person__agency">{agencyName(one.agency)}</span>
      {chosen && <span class="kin-person__now">You now</span>}
    </button>
  );
}
