/**
 * Making one's account from a one-time link: a sign-in name and a password; then the code generator; then the recovery codes, shown once. Opening the
 * link uses nothing up.
 */
import { renderSVG } from 'uqr';
import { type AccountBegun, againAccount, beginAccount, type Invited, makeAccount, readLink } from '../../app/make-account.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { isLogin, passwordFault, SHORTEST_PASSWORD } from '../../domain/sign-in.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf } from '../parts/notice.tsx';
import { RecoveryCodes } from '../parts/recovery-codes.tsx';
import { type Answer, type Page, problemAnswer, type Screen, type Visit } from '../visit.ts';

const field = (visit: Visit, name: string): string => visit.form.fields.get(name) ?? '';
const here = (visit: Visit): string => `/welcome/${visit.param('link')}`;

function firstStep(visit: Visit, invited: Invited, faults: readonly Fault[]): Page {
  return {
    kind: 'page',
    title: faults.length === 0 ? 'Make your account' : 'Error: Make your account',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <span class="govuk-caption-xl">Step 1 of 2</span>
          <h1 class="govuk-heading-xl">Make your account</h1>
          <p class="govuk-body-l">
            For {invited.name}, at {invited.partnership}. If that is not you, close this page and tell whoever sent you the link.
          </p>
          {invited.login !== null && (
            <p class="govuk-body">
              You have an account already. Finishing this gives it a new password, a new code generator and new recovery codes; the old ones
              stop counting and you are signed out everywhere.
            </p>
          )}
          <Form visit={visit} action={here(visit)}>
            <Html
              of={govuk('input', {
                id: 'login',
                name: 'login',
                label: { text: 'Sign-in name', classes: 'govuk-label--m' },
                hint: { text: 'Your e-mail address at work is a good one. It is not shown to others, and nothing is sent to it.' },
                inputmode: 'email',
                autocomplete: 'username',
                autocapitalize: 'none',
                spellcheck: false,
                value: field(visit, 'login') || (invited.login ?? ''),
                ...faultOf(faults, 'login'),
              })}
            />
            <Html
              of={govuk('password-input', {
                id: 'password',
                name: 'password',
                label: { text: 'Password', classes: 'govuk-label--m' },
                hint: {
                  text: `At least ${SHORTEST_PASSWORD} characters. Three or four words that do not belong together are easy to remember and hard to guess. A password from a password manager can be pasted.`,
                },
                autocomplete: 'new-password',
                ...faultOf(faults, 'password'),
              })}
            />
            <Html of={govuk('button', { text: 'Continue', preventDoubleClick: true })} />
          </Form>
        </div>
      </div>
    ),
  };
}

function secondStep(visit: Visit, begun: AccountBegun, wrong: Problem | null): Page {
  return {
    kind: 'page',
    title: wrong === null ? 'Connect a code generator' : 'Error: Connect a code generator',
    status: wrong?.status ?? 200,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults
            faults={
              wrong === null
                ? []
                : [{ field: 'code', text: 'The code does not fit. Check the generator’s clock, and type the code that it shows now' }]
            }
          />
          <span class="govuk-caption-xl">Step 2 of 2</span>
          <h1 class="govuk-heading-xl">Connect a code generator</h1>
          <p class="govuk-body">
            A code generator is a program on your phone or computer that shows six digits, new every 30 seconds. Your agency may have one
            already; any that says “authenticator” or “TOTP” will do.
          </p>
          <ol class="govuk-list govuk-list--number govuk-list--spaced">
            <li>Open it and choose to add an account.</li>
            <li>
              Point it at this picture.
              <div class="kin-qr" role="img" aria-label="A square picture for a code generator. The key below is the same.">
                <Html of={renderSVG(begun.address, { border: 2, pixelSize: 6 })} />
              </div>
              If it has no camera, give it this key:
              <p class="kin-key">
                <code>{begun.key}</code>
              </p>
            </li>
            <li>Type the six digits that it shows.</li>
          </ol>
          <Form visit={visit} action={here(visit)}>
            <input type="hidden" name="state" value={begun.state} />
            <Html
              of={govuk('input', {
                id: 'code',
                name: 'code',
                label: { text: 'Code', classes: 'govuk-label--m' },
                hint: { text: 'The 6 digits that it shows now.' },
                classes: 'govuk-input--width-10',
                inputmode: 'numeric',
                autocomplete: 'one-time-code',
                spellcheck: false,
                ...(wrong === null ? {} : { errorMessage: { text: 'The code does not fit. Type the code that it shows now' } }),
              })}
            />
            <Html of={govuk('button', { text: 'Finish', preventDoubleClick: true })} />
          </Form>
        </div>
      </div>
    ),
  };
}

async function chosen(visit: Visit): Promise<Answer> {
  const invited = await visit.ask(readLink, { link: visit.param('link') });
  if (isProblem(invited)) return problemAnswer(invited);
  const login = field(visit, 'login');
  const password = field(visit, 'password');
  const fault = passwordFault(password, [invited.name, invited.partnership, login]);
  const faults = [
    ...(isLogin(login) ? [] : [{ field: 'login', text: 'Write a sign-in name that looks like an e-mail address' }]),
    ...(fault === null ? [] : [{ field: 'password', text: fault }]),
  ];
  if (faults.length > 0) return firstStep(visit, invited, faults);
  const begun = await visit.ask(beginAccount, { link: visit.param('link'), login, password });
  return isProblem(begun) ? problemAnswer(begun) : secondStep(visit, begun, null);
}

async function finished(visit: Visit, state: string): Promise<Answer> {
  const link = visit.param('link');
  const made = await visit.ask(makeAccount, { link, state, code: field(visit, 'code') });
  if (!isProblem(made)) {
    return {
      kind: 'page',
      title: 'Keep your recovery codes',
      signedIn: made.token,
      body: <RecoveryCodes codes={made.recoveryCodes} heading="Your account is ready. Keep these recovery codes" />,
    };
  }
  if (made.problem === 'login-taken') {
    const invited = await visit.ask(readLink, { link });
    return isProblem(invited)
      ? problemAnswer(invited)
      : firstStep(visit, invited, [{ field: 'login', text: `${made.title} ${made.next}` }]);
  }
  if (made.problem !== 'not-recognised') return problemAnswer(made);
  const again = await visit.ask(againAccount, { link, state });
  return isProblem(again) ? problemAnswer(again) : secondStep(visit, again, made);
}

export const welcomeScreen: Screen = {
  path: '/welcome/:link',
  open: true,
  get: async (visit) => {
    const invited = await visit.ask(readLink, { link: visit.param('link') });
    return isProblem(invited) ? problemAnswer(invited) : firstStep(visit, invited, []);
  },
  post: (visit) => {
    const state = field(visit, 'state');
    return state === '' ? chosen(visit) : finished(visit, state);
  },
};
