/** The first page. In a demonstration: who are you? One click, no password. Otherwise: to where one works, or to sign in. */
import { readKeptForms } from '../../app/kept-form.ts';
import { listPractitioners } from '../../app/list-practitioners.ts';
import { signInDemonstration } from '../../app/sign-in-demonstration.ts';
import { mayDo, type Practitioner, titleOf } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Answer, localPath, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const toOf = (visit: Visit, otherwise: string): string => localPath(visit.form.fields.get('to') ?? visit.query.get('to'), otherwise);

/** Where somebody works who has just signed in: first what they had typed and not sent. */
async function whereToWork(visit: Visit, practitioner: Practitioner): Promise<Answer> {
  const kept = await visit.ask(readKeptForms, {});
  if (!isProblem(kept) && kept.forms.length > 0) return redirect('/kept');
  return redirect(
    mayDo(practitioner, 'see-families') ? '/families' : mayDo(practitioner, 'administer') ? '/partnership/people' : '/account',
  );
}

export const chooseScreen: Screen = {
  path: '/',
  open: true,
  get: async (visit) => {
    if (!visit.demonstration) return visit.practitioner === null ? redirect('/sign-in') : whereToWork(visit, visit.practitioner);
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
          {visit.query.get('kept') === 'yes' && (
            <Html
              of={govuk('inset-text', {
                text: 'You were signed out, as happens when nothing was asked for a while. What you had typed is kept: choose who you were, and send it from there.',
              })}
            />
          )}
          <h2 class="govuk-heading-m" id="who">
            Choose who you are
          </h2>
          <p class="govuk-body">Everyone here is invented. What you can see and do depends on who you choose.</p>
          <Form visit={visit} action="/">
            <input type="hidden" name="to" value={toOf(visit, '')} />
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
    if (!visit.demonstration) return redirect('/sign-in');
    const found = await visit.ask(signInDemonstration, { practitioner: visit.form.fields.get('practitioner') ?? '' });
    if (isProblem(found)) return problemAnswer(found);
    const listed = await visit.ask(listPractitioners, {});
    const one = isProblem(listed) ? undefined : listed.practitioners.find(({ id }) => id === found.practitioner);
    const home = one !== undefined && !mayDo(one, 'see-families') && mayDo(one, 'administer') ? '/partnership/people' : '/families';
    return { kind: 'redirect', to: toOf(visit, home), signedIn: found.token };
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
