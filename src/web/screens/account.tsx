/** One's own sign-in: where one is signed in, signing out, new recovery codes, a new password. */
import { readOwnAccount, replacePassword, replaceRecoveryCodes } from '../../app/own-account.ts';
import { signOut, signOutEverywhere } from '../../app/sign-out.ts';
import { isProblem } from '../../domain/problem.ts';
import { passwordFault, SHORTEST_PASSWORD } from '../../domain/sign-in.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf, Said } from '../parts/notice.tsx';
import { RecoveryCodes } from '../parts/recovery-codes.tsx';
import { count, sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const HOW = {
  demonstration: 'one click, as this is a demonstration',
  'password-and-code': 'password and code',
  passkey: 'passkey',
  'identity-provider': 'your organisation',
} as const;

async function page(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const found = await visit.ask(readOwnAccount, {});
  if (isProblem(found)) return problemAnswer(found);
  return {
    kind: 'page',
    title: faults.length === 0 ? 'Your sign-in' : 'Error: Your sign-in',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <Said code={visit.query.get('said')} />
          <h1 class="govuk-heading-xl">Your sign-in</h1>
          <h2 class="govuk-heading-m">Where you are signed in</h2>
          <ul class="govuk-list govuk-list--bullet">
            {found.sessions.map((one) => (
              <li key={one.id}>
                Since {sayInstant(one.startedAt)}, by {HOW[one.how]}
                {one.thisOne ? ' (this browser)' : ''}
              </li>
            ))}
          </ul>
          <p class="govuk-body">If one of these is not you, sign out everywhere and choose a new password.</p>
          <Form visit={visit} action="/sign-out" class="govuk-button-group">
            <Html of={govuk('button', { text: 'Sign out', name: 'where', value: 'here' })} />
            <Html
              of={govuk('button', { text: 'Sign out everywhere', name: 'where', value: 'everywhere', classes: 'govuk-button--secondary' })}
            />
          </Form>
          {!visit.demonstration && (
            <>
              <h2 class="govuk-heading-m">Passkeys</h2>
              <p class="govuk-body">
                With a passkey you sign in by your finger, your face or your device’s code, and type nothing.{' '}
                <a class="govuk-link" href="/account/passkeys">
                  Your passkeys
                </a>
              </p>
            </>
          )}
          {found.login !== null && (
            <>
              <h2 class="govuk-heading-m">Recovery codes</h2>
              <p class="govuk-body">
                You sign in as {found.login}, and have {count(found.recoveryCodes, 'recovery code')} left.
              </p>
              <Form visit={visit} action="/account/recovery-codes">
                <Html
                  of={govuk('button', {
                    text: 'Make ten new recovery codes',
                    classes: 'govuk-button--secondary',
                    preventDoubleClick: true,
                  })}
                />
              </Form>
              <h2 class="govuk-heading-m">New password</h2>
              <Form visit={visit} action="/account/password">
                <Html
                  of={govuk('password-input', {
                    id: 'password',
                    name: 'password',
                    label: { text: 'New password' },
                    hint: { text: `At least ${SHORTEST_PASSWORD} characters. You are signed out everywhere else.` },
                    autocomplete: 'new-password',
                    ...faultOf(faults, 'password'),
                  })}
                />
                <Html of={govuk('button', { text: 'Change my password', classes: 'govuk-button--secondary', preventDoubleClick: true })} />
              </Form>
            </>
          )}
        </div>
      </div>
    ),
  };
}

export const accountScreen: Screen = { path: '/account', get: (visit) => page(visit, []) };

export const recoveryCodesScreen: Screen = {
  path: '/account/recovery-codes',
  post: async (visit) => {
    const found = await visit.ask(replaceRecoveryCodes, {});
    if (isProblem(found)) return problemAnswer(found);
    return {
      kind: 'page',
      title: 'Keep your recovery codes',
      body: <RecoveryCodes codes={found.recoveryCodes} heading="Your new recovery codes" />,
    };
  },
};

export const passwordScreen: Screen = {
  path: '/account/password',
  post: async (visit) => {
    const password = visit.form.fields.get('password') ?? '';
    const fault = passwordFault(password, [visit.practitioner?.name ?? '', visit.partnership]);
    if (fault !== null) return page(visit, [{ field: 'password', text: fault }]);
    const done = await visit.ask(replacePassword, { password });
    return isProblem(done) ? problemAnswer(done) : redirect('/account?said=password');
  },
};

export const signOutScreen: Screen = {
  path: '/sign-out',
  get: async (visit) => ({
    kind: 'page',
    title: 'Sign out',
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-xl">Sign out</h1>
          <p class="govuk-body-l">What you have typed elsewhere and not sent is kept for you for a day when you send it.</p>
          <Form visit={visit} action="/sign-out" class="govuk-button-group">
            <Html of={govuk('button', { text: 'Sign out', name: 'where', value: 'here' })} />
            <a class="govuk-link" href="/">
              Stay signed in
            </a>
          </Form>
        </div>
      </div>
    ),
  }),
  post: async (visit): Promise<Answer> => {
    const everywhere = visit.form.fields.get('where') === 'everywhere';
    const done = everywhere ? await visit.ask(signOutEverywhere, {}) : await visit.ask(signOut, {});
    return isProblem(done) ? problemAnswer(done) : { kind: 'redirect', to: visit.demonstration ? '/' : '/sign-in', signedIn: null };
  },
};
