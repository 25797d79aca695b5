/** One's own passkeys: making one, naming it, taking it away. */
import { askForNewPasskey, listPasskeys, makePasskey, mayMakePasskeys, renamePasskey, takePasskeyAway } from '../../app/passkeys.ts';
import { isProblem } from '../../domain/problem.ts';
import { govuk } from '../govuk.ts';
import { Form, Html } from '../parts/html.tsx';
import { type Fault, Faults, faultOf, Said } from '../parts/notice.tsx';
import { PasskeyForm } from '../parts/passkey-form.tsx';
import { sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const HERE = '/account/passkeys';
const nameOf = (visit: Visit): string => (visit.form.fields.get('name') ?? '').trim();

async function listPage(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const found = await visit.ask(listPasskeys, {});
  if (isProblem(found)) return problemAnswer(found);
  return {
    kind: 'page',
    title: faults.length === 0 ? 'Your passkeys' : 'Error: Your passkeys',
    back: { href: '/account', text: 'Your sign-in' },
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <Said code={visit.query.get('said')} />
          <h1 class="govuk-heading-xl">Your passkeys</h1>
          <p class="govuk-body-l">
            A passkey lives on your phone, your computer or a security key. You unlock it with your finger, your face or a code, and it
            works at this address alone, so nobody can trick you into giving it away.
          </p>
          {found.length === 0 && <p class="govuk-body">You have no passkey yet.</p>}
          {found.map(({ id, name, madeAt, usedAt, backedUp }) => (
            <section key={id} aria-labelledby={`passkey-${id}`}>
              <h2 class="govuk-heading-m" id={`passkey-${id}`}>
                {name}
              </h2>
              <p class="govuk-body">
                Made {sayInstant(madeAt)}, {usedAt === null ? 'not used yet' : `last used ${sayInstant(usedAt)}`}.{' '}
                {backedUp ? 'Your other devices have it too.' : 'It is on one device only.'}
              </p>
              <Form visit={visit} action={`${HERE}/${id}/name`}>
                <Html
                  of={govuk('input', {
                    id: `name-${id}`,
                    name: 'name',
                    label: { html: `Another name<span class="govuk-visually-hidden"> for this passkey</span>` },
                    classes: 'govuk-input--width-20',
                    value: name,
                    autocomplete: 'off',
                    ...faultOf(faults, `name-${id}`),
                  })}
                />
                <div class="govuk-button-group">
                  <Html of={govuk('button', { text: 'Rename', classes: 'govuk-button--secondary' })} />
                  <Html
                    of={govuk('button', {
                      text: 'Take it away',
                      classes: 'govuk-button--warning',
                      attributes: { formaction: `${HERE}/${id}/removed` },
                    })}
                  />
                </div>
              </Form>
            </section>
          ))}
          {mayMakePasskeys(visit.session) ? (
            <Html of={govuk('button', { text: 'Make a passkey', href: `${HERE}/new` })} />
          ) : (
            <p class="govuk-body">
              You signed in with {visit.organisation ?? 'your organisation'}, so your access ends when they end it. A passkey made here
              would not know of that, so there is none to make. If you have a password here too, sign in with it first.
            </p>
          )}
        </div>
      </div>
    ),
  };
}

export const passkeysScreen: Screen = { path: HERE, get: (visit) => listPage(visit, []) };

export const namePasskeyScreen: Screen = {
  path: `${HERE}/:passkey/name`,
  post: async (visit): Promise<Answer> => {
    const passkey = visit.param('passkey');
    const name = nameOf(visit);
    if (name === '' || name.length > 100)
      return listPage(visit, [{ field: `name-${passkey}`, text: 'Write a name of at most 100 letters' }]);
    const done = await visit.ask(renamePasskey, { passkey, name });
    return isProblem(done) ? problemAnswer(done) : redirect(`${HERE}?said=passkey-named`);
  },
};

export const removePasskeyScreen: Screen = {
  path: `${HERE}/:passkey/removed`,
  post: async (visit): Promise<Answer> => {
    const done = await visit.ask(takePasskeyAway, { passkey: visit.param('passkey') });
    return isProblem(done) ? problemAnswer(done) : redirect(`${HERE}?said=passkey-removed`);
  },
};

async function newPage(visit: Visit, faults: readonly Fault[]): Promise<Answer> {
  const options = await visit.ask(askForNewPasskey, {});
  if (isProblem(options)) return problemAnswer(options);
  return {
    kind: 'page',
    title: faults.length === 0 ? 'Make a passkey' : 'Error: Make a passkey',
    back: { href: HERE, text: 'Your passkeys' },
    status: faults.length === 0 ? 200 : 422,
    islands: ['passkey'],
    body: (
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Faults faults={faults} />
          <h1 class="govuk-heading-xl">Make a passkey</h1>
          <p class="govuk-body-l">Do it on the device that you will use, or have your security key with you.</p>
          <PasskeyForm
            visit={visit}
            action={`${HERE}/new`}
            asks="create"
            options={options}
            button="Make a passkey"
            instead={<p class="govuk-body">Go on signing in with your password and a code.</p>}
          >
            <Html
              of={govuk('input', {
                id: 'name',
                name: 'name',
                label: { text: 'What will you call it?', classes: 'govuk-label--m' },
                hint: { text: 'Such as “Work phone”. Only you see it.' },
                classes: 'govuk-input--width-20',
                autocomplete: 'off',
                value: nameOf(visit),
                ...faultOf(faults, 'name'),
              })}
            />
          </PasskeyForm>
        </div>
      </div>
    ),
  };
}

export const newPasskeyScreen: Screen = {
  path: `${HERE}/new`,
  get: (visit) => newPage(visit, []),
  post: async (visit): Promise<Answer> => {
    const name = nameOf(visit).slice(0, 100) || 'Passkey';
    const answer = (visit.form.fields.get('answer') ?? '').slice(0, 100_000) || '{}';
    const made = await visit.ask(makePasskey, { answer, name });
    if (!isProblem(made)) return redirect(`${HERE}?said=passkey-made`);
    return made.problem === 'passkey-refused'
      ? newPage(visit, [{ field: 'name', text: `${made.title} ${made.next}` }])
      : problemAnswer(made);
  },
};
