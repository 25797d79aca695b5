/** Signing in with an account of the partnership's own: one page, three things, and one answer whatever was wrong. */
import { readFirstRun } from '../../app/read-first-run.ts';
import { signIn } from '../../app/sign-in.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { Faults } from '../parts/notice.tsx';
import { WaysToSignIn } from '../parts/ways-to-sign-in.tsx';
import { type Answer, localPath, type Page, redirect, type Screen, type Visit } from '../visit.ts';

const toOf = (visit: Visit): string => localPath(visit.form.fields.get('to') ?? visit.query.get('to'), '/');

/** Before the first run: for whoever has just started the server. */
const NOT_SET_UP: Page = {
  kind: 'page',
  title: 'Not set up yet',
  body: (
    <div class="kin-measure">
      <h1 class="govuk-heading-xl">Not set up yet</h1>
      <p class="govuk-body-l">Nobody can sign in, because this partnership has no administrator.</p>
      <p class="govuk-body">On the computer that runs Kinline, stop it and run</p>
      <p class="kin-key">
        <code>kinline init --name "NAME OF THE PARTNERSHIP" --administrator "FULL NAME"</code>
      </p>
      <p class="govuk-body">It answers a link with which the administrator makes their account. There is no default password.</p>
    </div>
  ),
};

function page(visit: Visit, wrong: Problem | null): Page {
  const kept = visit.query.get('kept') === 'yes' || toOf(visit) === '/kept';
  return {
    kind: 'page',
    title: wrong === null ? 'Sign in' : 'Error: Sign in',
    ...(wrong === null ? {} : { status: wrong.status }),
    ...(wrong?.retryAfter === undefined ? {} : { retryAfter: wrong.retryAfter }),
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults
            faults={wrong === null ? [] : [{ field: 'login', text: [wrong.title, wrong.detail, wrong.next].filter(Boolean).join(' ') }]}
          />
          <h1 class="govuk-heading-xl">Sign in</h1>
          {kept && (
            <Html
              of={govuk('inset-text', {
                text: 'You were signed out, as happens when nothing was asked for a while. What you had typed is kept for you: sign in, and send it from there.',
              })}
            />
          )}
          <Form visit={visit} action="/sign-in">
            <input type="hidden" name="to" value={toOf(visit)} />
            <Html
              of={govuk('input', {
                id: 'login',
                name: 'login',
                label: { text: 'Sign-in name', classes: 'govuk-label--m' },
                hint: { text: 'It looks like an e-mail address.' },
                type: 'text',
                inputmode: 'email',
                autocomplete: 'username',
                autocapitalize: 'none',
                spellcheck: false,
                value: visit.form.fields.get('login') ?? '',
              })}
            />
            <Html
              of={govuk('password-input', {
                id: 'password',
                name: 'password',
                label: { text: 'Password', classes: 'govuk-label--m' },
                autocomplete: 'current-password',
              })}
            />
            <CodeInput />
            <Html of={govuk('button', { text: 'Sign in', preventDoubleClick: true })} />
          </Form>
          <WaysToSignIn visit={visit} to={toOf(visit)} again={false} />
          <Html
            of={govuk('details', {
              summaryText: 'I cannot sign in',
              text: 'If your phone or code generator is lost, type one of your recovery codes in place of the code. If your password is lost, ask your partnership’s administrator for a new link: it takes them a minute. Nobody is ever locked out; after several wrong tries there is a short wait.',
            })}
          />
        </div>
      </div>
    ),
  };
}

/** The code of a generator, or a recovery code: one field for both. Paste works. */
export function CodeInput() {
  return (
    <Html
      of={govuk('input', {
        id: 'code',
        name: 'code',
        label: { text: 'Code', classes: 'govuk-label--m' },
        hint: { text: 'The 6 digits that your code generator shows now, or one of your recovery codes.' },
        classes: 'govuk-input--width-20',
        autocomplete: 'one-time-code',
        autocapitalize: 'none',
        spellcheck: false,
      })}
    />
  );
}

export const signInScreen: Screen = {
  path: '/sign-in',
  open: true,
  get: async (visit): Promise<Answer> => {
    if (visit.demonstration) return redirect('/');
    if (visit.practitioner !== null) return redirect(toOf(visit));
    const run = await visit.ask(readFirstRun, {});
    return !isProblem(run) && !run.begun ? NOT_SET_UP : page(visit, null);
  },
  post: async (visit): Promise<Answer> => {
    const field = (name: string): string => visit.form.fields.get(name) ?? '';
    const found = await visit.ask(signIn, { login: field('login'), password: field('password'), code: field('code'), from: visit.from });
    return isProblem(found) ? page(visit, found) : { kind: 'redirect', to: toOf(visit), signedIn: found.token };
  },
};
