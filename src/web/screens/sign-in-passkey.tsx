/** Signing in with a passkey, and confirming with one that it is you. */
import type { VNode } from 'preact';
import { askForOwnPasskey, askForPasskey, confirmWithPasskey, signInWithPasskey } from '../../app/sign-in-passkey.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { Faults } from '../parts/notice.tsx';
import { PasskeyForm } from '../parts/passkey-form.tsx';
import { type Answer, localPath, type Page, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const toOf = (visit: Visit, otherwise: string): string => localPath(visit.form.fields.get('to') ?? visit.query.get('to'), otherwise);

function page(visit: Visit, heading: string, wrong: Problem | null, body: VNode): Page {
  return {
    kind: 'page',
    title: wrong === null ? heading : `Error: ${heading}`,
    islands: ['passkey'],
    ...(wrong === null ? {} : { status: wrong.status }),
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={wrong === null ? [] : [{ field: 'passkey', text: `${wrong.title} ${wrong.next}` }]} />
          <h1 class="govuk-heading-xl" id="passkey">
            {heading}
          </h1>
          {body}
          {visit.session === null && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/sign-in?to=${encodeURIComponent(toOf(visit, '/'))}`}>
                Sign in another way
              </a>
            </p>
          )}
        </div>
      </div>
    ),
  };
}

async function signInPage(visit: Visit, wrong: Problem | null): Promise<Answer> {
  const options = await visit.ask(askForPasskey, {});
  if (isProblem(options)) return problemAnswer(options);
  return page(
    visit,
    'Sign in with a passkey',
    wrong,
    <>
      <p class="govuk-body-l">Your device will ask for your finger, your face or its own code, and shows which passkeys it has for here.</p>
      <PasskeyForm
        visit={visit}
        action="/sign-in/passkey"
        asks="get"
        options={options}
        button="Use a passkey"
        instead={<p class="govuk-body">Sign in with your password and a code instead.</p>}
      >
        <input type="hidden" name="to" value={toOf(visit, '/')} />
      </PasskeyForm>
    </>,
  );
}

export const signInPasskeyScreen: Screen = {
  path: '/sign-in/passkey',
  open: true,
  get: async (visit): Promise<Answer> => {
    if (visit.demonstration) return redirect('/');
    return visit.practitioner === null ? signInPage(visit, null) : redirect(toOf(visit, '/'));
  },
  post: async (visit): Promise<Answer> => {
    const found = await visit.ask(signInWithPasskey, { answer: answerOf(visit) });
    return isProblem(found) ? signInPage(visit, found) : { kind: 'redirect', to: toOf(visit, '/'), signedIn: found.token };
  },
};

async function confirmPage(visit: Visit, wrong: Problem | null): Promise<Answer> {
  const found = await visit.ask(askForOwnPasskey, {});
  if (isProblem(found)) return problemAnswer(found);
  const otherwise = (
    <p class="govuk-body">
      <a class="govuk-link" href={`/confirm?to=${encodeURIComponent(toOf(visit, '/families'))}`}>
        Confirm another way
      </a>
    </p>
  );
  return page(
    visit,
    'Confirm with a passkey that it is you',
    wrong,
    found.options === null ? (
      <>
        <p class="govuk-body-l">You have made no passkey for here yet.</p>
        {otherwise}
      </>
    ) : (
      <>
        <PasskeyForm visit={visit} action="/confirm/passkey" asks="get" options={found.options} button="Use my passkey" instead={null}>
          <input type="hidden" name="to" value={toOf(visit, '/families')} />
        </PasskeyForm>
        {otherwise}
      </>
    ),
  );
}

export const confirmPasskeyScreen: Screen = {
  path: '/confirm/passkey',
  get: (visit) => confirmPage(visit, null),
  post: async (visit): Promise<Answer> => {
    const found = await visit.ask(confirmWithPasskey, { answer: answerOf(visit) });
    return isProblem(found) ? confirmPage(visit, found) : { kind: 'redirect', to: toOf(visit, '/families'), signedIn: found.token };
  },
};

/** An empty answer is one that nothing filled in; it is refused like any other that is not right. */
function answerOf(visit: Visit): string {
  return (visit.form.fields.get('answer') ?? '').slice(0, 100_000) || '{}';
}
