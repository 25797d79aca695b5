/** For administrators: who works in this partnership; adding somebody, giving them a one-time link, another role, and that they have left. */
import { addPractitioner } from '../../app/add-practitioner.ts';
import { changeRole } from '../../app/change-role.ts';
import { endPractitioner } from '../../app/end-practitioner.ts';
import { endSessionsOf } from '../../app/end-sessions.ts';
import { giveLink } from '../../app/give-link.ts';
import { listPeople, type PersonLine } from '../../app/list-people.ts';
import { ROLES, titleOf } from '../../domain/access.ts';
import { agencyName, CORE_AGENCIES } from '../../domain/agency.ts';
import { isProblem, problem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf, Said } from '../parts/notice.tsx';
import { sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const field = (visit: Visit, name: string): string => (visit.form.fields.get(name) ?? '').trim();
const BACK = { href: '/partnership/people', text: 'People' } as const;

function saySignIn(one: PersonLine): string {
  if (one.leftAt !== null) return `Left on ${sayInstant(one.leftAt)}`;
  if (one.linkUntil !== null) return `Was given a link, good until ${sayInstant(one.linkUntil)}`;
  return one.hasAccount ? 'Can sign in' : 'Has no account yet';
}

export const peopleScreen: Screen = {
  path: '/partnership/people',
  get: async (visit) => {
    const found = await visit.ask(listPeople, {});
    if (isProblem(found)) return problemAnswer(found);
    return {
      kind: 'page',
      title: 'People',
      section: 'people',
      body: (
        <>
          <Said code={visit.query.get('said')} />
          <h1 class="govuk-heading-xl">People</h1>
          <p class="govuk-body-l kin-measure">
            Everybody who works in this partnership. What each may see of a family is decided with that family, not here.
          </p>
          <div class="govuk-button-group">
            <Html of={govuk('button', { text: 'Add somebody', href: '/partnership/people/new' })} />
            {visit.organisation !== null && (
              <a class="govuk-link" href="/partnership/identities">
                Organisation sign-in
              </a>
            )}
          </div>
          <ul class="kin-plain-list">
            {found.people.map((one) => (
              <li key={one.id} class="kin-plain-list__one">
                <h2 class="govuk-heading-s">
                  <a class="govuk-link" href={`/partnership/people/${one.id}`}>
                    {one.name}
                  </a>
                </h2>
                <p class="govuk-body">
                  {titleOf(one)}, {agencyName(one.agency)}. {saySignIn(one)}.
                </p>
              </li>
            ))}
          </ul>
        </>
      ),
    };
  },
};

/** Role, agency and title: the same questions for somebody new and for somebody who changes. */
function Work({ visit, faults, of }: { readonly visit: Visit; readonly faults: readonly Fault[]; readonly of: PersonLine | null }) {
  const sent = (name: string, otherwise: string): string => (visit.form.fields.has(name) ? field(visit, name) : otherwise);
  return (
    <>
      <Html
        of={govuk('radios', {
          idPrefix: 'role',
          name: 'role',
          fieldset: { legend: { text: 'What will they do here?', classes: 'govuk-fieldset__legend--m' } },
          classes: 'govuk-radios--small',
          value: sent('role', of?.role ?? ''),
          items: ROLES.map(({ code, title }) => ({ value: code, text: title })),
          ...faultOf(faults, 'role'),
        })}
      />
      <Html
        of={govuk('select', {
          id: 'agency',
          name: 'agency',
          label: { text: 'Agency', classes: 'govuk-label--m' },
          value: sent('agency', of?.agency ?? ''),
          items: [{ value: '', text: 'Choose an agency' }, ...CORE_AGENCIES.map(({ code, name }) => ({ value: code, text: name }))],
          ...faultOf(faults, 'agency'),
        })}
      />
      <Html
        of={govuk('input', {
          id: 'title',
          name: 'title',
          label: { text: 'What is their job called? (optional)', classes: 'govuk-label--m' },
          hint: { text: 'Such as “Health visitor”. Pages show it beside their name.' },
          classes: 'govuk-input--width-20',
          value: sent('title', of?.title ?? ''),
        })}
      />
    </>
  );
}

function workFaults(visit: Visit): Fault[] {
  return [
    ...(ROLES.some(({ code }) => code === field(visit, 'role')) ? [] : [{ field: 'role', text: 'Choose what they will do here' }]),
    ...(CORE_AGENCIES.some(({ code }) => code === field(visit, 'agency')) ? [] : [{ field: 'agency', text: 'Choose an agency' }]),
  ];
}

const workOf = (visit: Visit) => ({ role: field(visit, 'role'), agency: field(visit, 'agency'), title: field(visit, 'title') || null });

async function newPersonPage(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  // Whoever may not see the list may not add to it.
  const found = await visit.ask(listPeople, {});
  if (isProblem(found)) return problemAnswer(found);
  return {
    kind: 'page',
    title: faults.length === 0 ? 'Add somebody' : 'Error: Add somebody',
    section: 'people',
    back: BACK,
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <h1 class="govuk-heading-xl">Add somebody</h1>
          <Form visit={visit} action="/partnership/people/new">
            <Html
              of={govuk('input', {
                id: 'name',
                name: 'name',
                label: { text: 'Full name', classes: 'govuk-label--m' },
                classes: 'govuk-input--width-20',
                autocomplete: 'off',
                spellcheck: false,
                value: field(visit, 'name'),
                ...faultOf(faults, 'name'),
              })}
            />
            <Work visit={visit} faults={faults} of={null} />
            <Html of={govuk('button', { text: 'Add them', preventDoubleClick: true })} />
          </Form>
        </div>
      </div>
    ),
  };
}

export const newPersonScreen: Screen = {
  path: '/partnership/people/new',
  get: (visit) => newPersonPage(visit, []),
  post: async (visit) => {
    const name = field(visit, 'name');
    const faults = [...(name === '' || name.length > 200 ? [{ field: 'name', text: 'Write their full name' }] : []), ...workFaults(visit)];
    if (faults.length > 0) return newPersonPage(visit, faults);
    const added = await visit.ask(addPractitioner, { name, ...workOf(visit) });
    return isProblem(added) ? problemAnswer(added) : redirect(`/partnership/people/${added.id}?said=person-added`);
  },
};

async function personPage(visit: Visit, faults: readonly Fault[], link: string | null): Promise<Answer> {
  const found = await visit.ask(listPeople, {});
  if (isProblem(found)) return problemAnswer(found);
  const one = found.people.find(({ id }) => id === visit.param('practitioner'));
  if (one === undefined) return problemAnswer(problem('not-found'));
  const here = `/partnership/people/${one.id}`;
  const changes = one.leftAt === null && one.id !== visit.practitioner?.id;
  return {
    kind: 'page',
    title: faults.length === 0 ? 'One person' : 'Error: One person',
    section: 'people',
    back: BACK,
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <Said code={visit.query.get('said')} />
          <h1 class="govuk-heading-xl">{one.name}</h1>
          <p class="govuk-body-l">
            {titleOf(one)}, {agencyName(one.agency)}. {saySignIn(one)}.
          </p>
          {link !== null && <NewLink name={one.name} address={`/welcome/${link}`} />}
          {one.leftAt === null && (
            <>
              <h2 class="govuk-heading-m">A link to make their account</h2>
              <p class="govuk-body">
                It works once, for 24 hours.{' '}
                {one.hasAccount
                  ? 'They have an account: with the link they make it anew, and the old password and generator stop counting.'
                  : ''}
                Give it to them yourself, by a way that you know is theirs.
              </p>
              <Form visit={visit} action={`${here}/link`}>
                <Html of={govuk('button', { text: 'Make a link', classes: 'govuk-button--secondary', preventDoubleClick: true })} />
              </Form>
            </>
          )}
          {changes && (
            <>
              <h2 class="govuk-heading-m">Another role, agency or title</h2>
              <Form visit={visit} action={`${here}/role`}>
                <Work visit={visit} faults={faults} of={one} />
                <Html of={govuk('button', { text: 'Change it', classes: 'govuk-button--secondary', preventDoubleClick: true })} />
              </Form>
              <h2 class="govuk-heading-m">Sign them out</h2>
              <p class="govuk-body">Wherever they are signed in, as when a phone is lost. They can sign in again.</p>
              <Form visit={visit} action={`${here}/sign-out`}>
                <Html
                  of={govuk('button', { text: 'Sign them out everywhere', classes: 'govuk-button--secondary', preventDoubleClick: true })}
                />
              </Form>
              <h2 class="govuk-heading-m">They have left</h2>
              <p class="govuk-body">
                From that moment they see nothing, and are signed out everywhere. What they did stays, with their name.
              </p>
              <Form visit={visit} action={`${here}/left`}>
                <Html
                  of={govuk('button', {
                    text: 'Write down that they have left',
                    classes: 'govuk-button--warning',
                    preventDoubleClick: true,
                  })}
                />
              </Form>
            </>
          )}
        </div>
      </div>
    ),
  };
}

function NewLink({ name, address }: { readonly name: string; readonly address: string }) {
  return (
    <div class="govuk-panel kin-link" role="status">
      <h2 class="govuk-heading-m">A link for {name}</h2>
      <p class="govuk-body">It is shown once. This site’s address comes before it.</p>
      <p class="kin-key">
        <code>{address}</code>
      </p>
    </div>
  );
}

export const personScreen: Screen = { path: '/partnership/people/:practitioner', get: (visit) => personPage(visit, [], null) };

export const personLinkScreen: Screen = {
  path: '/partnership/people/:practitioner/link',
  post: async (visit) => {
    const given = await visit.ask(giveLink, { practitioner: visit.param('practitioner') });
    return isProblem(given) ? problemAnswer(given) : personPage(visit, [], given.link);
  },
};

export const personRoleScreen: Screen = {
  path: '/partnership/people/:practitioner/role',
  post: async (visit) => {
    const faults = workFaults(visit);
    if (faults.length > 0) return personPage(visit, faults, null);
    const done = await visit.ask(changeRole, { practitioner: visit.param('practitioner'), ...workOf(visit) });
    return isProblem(done) ? problemAnswer(done) : redirect(`/partnership/people/${visit.param('practitioner')}?said=person-changed`);
  },
};

export const personSignOutScreen: Screen = {
  path: '/partnership/people/:practitioner/sign-out',
  post: async (visit) => {
    const done = await visit.ask(endSessionsOf, { practitioner: visit.param('practitioner') });
    return isProblem(done) ? problemAnswer(done) : redirect(`/partnership/people/${visit.param('practitioner')}?said=person-signed-out`);
  },
};

export const personLeftScreen: Screen = {
  path: '/partnership/people/:practitioner/left',
  post: async (visit) => {
    const done = await visit.ask(endPractitioner, { practitioner: visit.param('practitioner') });
    return isProblem(done) ? problemAnswer(done) : redirect('/partnership/people?said=person-left');
  },
};
