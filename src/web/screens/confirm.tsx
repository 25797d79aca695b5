/** Step-up: before something privileged, show again that it is you. What was about to be sent stands below, and goes with the same button. */
import { confirmIdentity } from '../../app/confirm-identity.ts';
import { type KeptForms, readKeptForms } from '../../app/kept-form.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { Faults } from '../parts/notice.tsx';
import { Typed } from '../parts/typed.tsx';
import { WaysToSignIn } from '../parts/ways-to-sign-in.tsx';
import { type Answer, localPath, type Page, type Screen, type Visit } from '../visit.ts';
import { CodeInput } from './sign-in.tsx';

type Kept = KeptForms['forms'][number];

const asked = (visit: Visit, name: string): string => visit.form.fields.get(name) ?? visit.query.get(name) ?? '';
const toOf = (visit: Visit): string => localPath(asked(visit, 'to'), '/families');

async function keptOf(visit: Visit): Promise<Kept | null> {
  const id = asked(visit, 'kept');
  if (id === '') return null;
  const found = await visit.ask(readKeptForms, {});
  return isProblem(found) ? null : (found.forms.find((one) => one.id === id) ?? null);
}

function page(visit: Visit, kept: Kept | null, wrong: Problem | null): Page {
  const oneClick = visit.session?.how === 'demonstration';
  const sends = kept !== null && kept.files.length === 0;
  return {
    kind: 'page',
    title: wrong === null ? 'Confirm that it is you' : 'Error: Confirm that it is you',
    ...(wrong === null ? {} : { status: wrong.status }),
    ...(wrong?.retryAfter === undefined ? {} : { retryAfter: wrong.retryAfter }),
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults
            faults={
              wrong === null
                ? []
                : [{ field: oneClick ? 'confirm' : 'password', text: [wrong.title, wrong.detail, wrong.next].filter(Boolean).join(' ') }]
            }
          />
          <h1 class="govuk-heading-xl">Confirm that it is you</h1>
          <p class="govuk-body-l">
            What you are about to do matters to others, so it wants somebody who showed within the last five minutes who they are.
          </p>
          {kept !== null && (
            <section aria-labelledby="about-to">
              <h2 class="govuk-heading-m" id="about-to">
                What you were about to send
              </h2>
              <Typed form={kept} />
            </section>
          )}
          <Form visit={visit} action="/confirm" id="confirm">
            <input type="hidden" name="to" value={toOf(visit)} />
            <input type="hidden" name="kept" value={kept?.id ?? ''} />
            {oneClick ? (
              <p class="govuk-body">
                In this demonstration one click is enough. In a real partnership a password and a code, or a passkey, is asked for here.
              </p>
            ) : (
              <>
                <Html
                  of={govuk('password-input', {
                    id: 'password',
                    name: 'password',
                    label: { text: 'Password', classes: 'govuk-label--m' },
                    autocomplete: 'current-password',
                  })}
                />
                <CodeInput />
              </>
            )}
            <Html of={govuk('button', { text: sends ? 'Confirm and send' : 'Confirm', preventDoubleClick: true })} />
          </Form>
          <WaysToSignIn visit={visit} to={kept === null ? toOf(visit) : `/kept/${kept.id}`} again={true} />
        </div>
      </div>
    ),
  };
}

export const confirmScreen: Screen = {
  path: '/confirm',
  get: async (visit): Promise<Answer> => page(visit, await keptOf(visit), null),
  post: async (visit): Promise<Answer> => {
    const kept = await keptOf(visit);
    const field = (name: string): string => visit.form.fields.get(name) ?? '';
    const found = await visit.ask(confirmIdentity, { password: field('password'), code: field('code'), from: visit.from });
    if (isProblem(found)) return page(visit, kept, found);
    if (kept === null) return { kind: 'redirect', to: toOf(visit), signedIn: found.token };
    return kept.files.length > 0
      ? { kind: 'redirect', to: `/kept/${kept.id}`, signedIn: found.token }
      : { kind: 'resume', id: kept.id, form: kept, signedIn: found.token };
  },
};
