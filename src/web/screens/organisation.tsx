/** Signing in at the organisation's identity provider: there, back, and the provider's own word that somebody signed out. */
import { signOutByOrganisation } from '../../app/organisation-logout.ts';
import { RETURN_PATH, setOutForOrganisation, signInOrganisation } from '../../app/sign-in-organisation.ts';
import { isProblem, type Problem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Html } from '../parts/html.tsx';
import { type Answer, localPath, type Page, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

async function setOut(visit: Visit, again: boolean): Promise<Answer> {
  if (visit.demonstration) return redirect('/');
  const back = localPath(visit.query.get('to'), again ? '/families' : '/');
  const going = await visit.ask(setOutForOrganisation, { back, again });
  return isProblem(going) ? problemAnswer(going) : { kind: 'redirect', to: going.to, attempt: going.kept };
}

/** Changes nothing here: the browser keeps the attempt. */
export const toOrganisationScreen: Screen = { path: '/sign-in/organisation', open: true, get: (visit) => setOut(visit, false) };
export const againAtOrganisationScreen: Screen = { path: '/confirm/organisation', get: (visit) => setOut(visit, true) };

/**
 * The one address that signs somebody in by being opened: the protocol sends the browser back with a GET. Its own token is the `state`, which
 * is worked out from what this browser keeps and is good once.
 */
export const fromOrganisationScreen: Screen = {
  path: RETURN_PATH,
  open: true,
  get: async (visit): Promise<Answer> => {
    const found = await visit.ask(signInOrganisation, { query: visit.query.toString().slice(0, 10_000), kept: visit.attempt });
    if (!isProblem(found)) return { kind: 'redirect', to: localPath(found.back, '/'), signedIn: found.token, attempt: null };
    return found.problem === 'identity-not-known' ? notKnown(visit, found) : problemAnswer(found);
  },
};

function notKnown({ organisation }: Visit, { detail = '', status }: Problem): Page {
  return {
    kind: 'page',
    title: 'Not linked yet',
    status,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-xl">Your organisation knows you; this partnership does not yet</h1>
          <p class="govuk-body-l">
            You signed in with {organisation}. Nobody here is linked to that sign-in, so you are not signed in here.
          </p>
          <p class="govuk-body">Ask your partnership’s administrator to link you, and tell them this reference:</p>
          <Html of={govuk('inset-text', { text: detail, classes: 'govuk-!-font-size-27 govuk-!-font-weight-bold' })} />
          <p class="govuk-body">It works for one week and says nothing about you. If you sign in again, the newest reference counts.</p>
          <p class="govuk-body">
            <a class="govuk-link" href="/sign-in">
              Sign in another way
            </a>
          </p>
        </div>
      </div>
    ),
  };
}

/** OpenID Connect Back-Channel Logout 1.0 §2.8: 200 when the sessions have ended, 400 when the token is not to be trusted. */
export const organisationLogoutScreen: Screen = {
  path: '/sign-in/organisation/logout',
  open: true,
  fromElsewhere: 'The provider’s server sends it, not a browser: it can hold no token of ours, and brings one signed by the provider.',
  post: async (visit): Promise<Answer> => {
    const tokens = visit.form.fields.getAll('logout_token');
    const done = await visit.ask(signOutByOrganisation, { token: tokens.length === 1 ? (tokens[0] ?? '').slice(0, 70_000) : '' });
    return { kind: 'told', status: isProblem(done) ? 400 : 200 };
  },
};
