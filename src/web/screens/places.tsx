/** The protected places of a family: those that are open to whoever looks, and what they are asked to agree to. Nothing is said of any other. */
import type { VNode } from 'preact';
import { listPlaces, type PlaceLine, type PlacesOfFamily, type Release } from '../../app/places/list-places.ts';
import { agreeToRelease, withdrawRelease } from '../../app/places/release-place.ts';
import { readFamily } from '../../app/read-family.ts';
import { type Practitioner, titleOf } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';
import { PLACE_KIND_WORDS, type ProtectedPlace } from '../../domain/places/place.ts';
import { isProblem } from '../../domain/problem.ts';
import { Form } from '../parts/html.tsx';
import { Said } from '../parts/notice.tsx';
import { count, sayInstant } from '../parts/words.ts';
import { type Answer, problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

const sayWho = (who: Practitioner | null): string =>
  who === null ? 'somebody' : `${who.name}, ${titleOf(who)}, ${agencyName(who.agency)}`;

async function page(visit: Visit): Promise<Answer> {
  const family = visit.param('family');
  const [frame, found] = await Promise.all([visit.ask(readFamily, { family }), visit.ask(listPlaces, { family })]);
  if (isProblem(frame)) return problemAnswer(frame);
  if (isProblem(found)) return problemAnswer(found);
  return {
    kind: 'page',
    title: 'Protected places',
    family: frame,
    section: 'team',
    body: (
      <>
        <Said code={visit.query.get('said')} />
        <h1 class="govuk-heading-l">Protected places</h1>
        <p class="govuk-body">
          A home, a refuge, a school or a car that somebody must not find out about. Kinline looks for it in everything that comes in and
          goes out, and withholds what would give it away from everybody to whom it has not been opened.
        </p>
        {found.askedOfMe.length > 0 && <AskedOfMe visit={visit} found={found} />}
        <h2 class="govuk-heading-m">Places open to you</h2>
        {found.places.length === 0 ? (
          <p class="govuk-body">None that you registered or that were opened to you.</p>
        ) : (
          <ul class="kin-board">
            {found.places.map((place) => (
              <Place key={place.id} visit={visit} place={place} family={family} />
            ))}
          </ul>
        )}
        <p class="govuk-body">
          <a class="govuk-button kin-tight" href={`/families/${family}/places/new`}>
            Register a place
          </a>
        </p>
        {found.places.some(({ withheld }) => withheld > 0) && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/families/${family}/withheld`}>
              What is withheld from others
            </a>
          </p>
        )}
      </>
    ),
  };
}

/** Whoever is asked to agree learns who asks, for whom and why, and nothing of the place. */
function AskedOfMe({ visit, found }: { readonly visit: Visit; readonly found: PlacesOfFamily }): VNode {
  return (
    <section aria-labelledby="asked">
      <h2 class="govuk-heading-m" id="asked">
        You are asked to agree
      </h2>
      <p class="govuk-body">The place itself stays closed to you. Ask whoever asks if you are not sure.</p>
      <ul class="kin-board">
        {found.askedOfMe.map((release) => (
          <li class="kin-agency" key={release.id}>
            <h3 class="govuk-heading-s kin-tight">Open a protected place to {release.to?.name ?? 'somebody'}</h3>
            <Facts
              facts={[
                ['To', sayWho(release.to)],
                ['Asked by', sayWho(release.askedBy)],
                ['Why', release.reason],
                ['Asked', sayInstant(release.askedAt)],
              ]}
            />
            <Form visit={visit} action={`/families/${found.family.id}/places/agree`}>
              <input type="hidden" name="release" value={release.id} />
              <button class="govuk-button kin-tight" type="submit">
                I agree<span class="govuk-visually-hidden"> that it is opened to {release.to?.name}</span>
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, string])[] }): VNode {
  return (
    <dl class="kin-facts">
      {facts
        .filter(([, text]) => text !== '')
        .map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}

function detailsOf({ names, address, postcode, phones, registrations, words }: ProtectedPlace): (readonly [string, string])[] {
  return [
    ['Called', names.join('; ')],
    ['Address', [...address, postcode ?? ''].filter((line) => line !== '').join(', ')],
    ['Telephone', phones.join('; ')],
    ['Vehicle', registrations.join('; ')],
    ['Also given away by', words.join('; ')],
  ];
}

function Place({ visit, place, family }: { readonly visit: Visit; readonly place: PlaceLine; readonly family: string }): VNode {
  const live = place.releases.filter(({ withdrawnAt }) => withdrawnAt === null);
  const name = `${PLACE_KIND_WORDS[place.place.kind]} of ${place.person}`;
  return (
    <li class="kin-agency">
      <h3 class="govuk-heading-m kin-tight">{name}</h3>
      <p class="govuk-body kin-tight">
        Registered by {place.by?.id === visit.practitioner?.id ? 'you' : sayWho(place.by)}, {sayInstant(place.at)}.{' '}
        {place.withheld === 0
          ? 'Nothing is withheld for it.'
          : `For it, ${count(place.withheld, 'part')} of the record ${place.withheld === 1 ? 'is' : 'are'} withheld from others.`}
      </p>
      <details class="govuk-details kin-tight">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            Show where it is<span class="govuk-visually-hidden">: {name}</span>
          </span>
        </summary>
        <div class="govuk-details__text">
          <Facts facts={[...detailsOf(place.place), ['Looked for', place.sought.join('; ')]]} />
        </div>
      </details>
      {live.length > 0 && (
        <ul class="govuk-list kin-tight">
          {live.map((release) => (
            <Opened key={release.id} visit={visit} release={release} family={family} />
          ))}
        </ul>
      )}
      <p class="govuk-body kin-tight">
        <a class="govuk-link" href={`/families/${family}/places/${place.id}/open`}>
          Open it to somebody<span class="govuk-visually-hidden">: {name}</span>
        </a>
      </p>
    </li>
  );
}

function Opened({ visit, release, family }: { readonly visit: Visit; readonly release: Release; readonly family: string }): VNode {
  const mayAgree = release.agreedBy === null && release.askedBy?.id !== visit.practitioner?.id && release.to?.id !== visit.practitioner?.id;
  return (
    <li>
      {release.agreedBy === null ? `Waiting for ${release.askedOf?.name ?? 'somebody'} to agree: to be opened to ` : 'Open to '}
      {sayWho(release.to)}. {release.reason}
      {mayAgree && (
        <Form visit={visit} action={`/families/${family}/places/agree`}>
          <input type="hidden" name="release" value={release.id} />
          <button class="govuk-button kin-tight" type="submit">
            I agree<span class="govuk-visually-hidden"> that it is opened to {release.to?.name}</span>
          </button>
        </Form>
      )}
      <Form visit={visit} action={`/families/${family}/places/close`}>
        <input type="hidden" name="release" value={release.id} />
        <button class="govuk-button govuk-button--secondary kin-tight" type="submit">
          {release.agreedBy === null ? 'Take this back' : 'Close it to them'}
          <span class="govuk-visually-hidden">: {release.to?.name}</span>
        </button>
      </Form>
    </li>
  );
}

export const placesScreen: Screen = { path: '/families/:family/places', get: page };

export const agreeToReleaseScreen: Screen = {
  path: '/families/:family/places/agree',
  post: async (visit) => {
    const family = visit.param('family');
    const found = await visit.ask(agreeToRelease, { family, release: visit.form.fields.get('release') ?? 'none' });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${family}/places?said=place-opened`);
  },
};

export const closePlaceScreen: Screen = {
  path: '/families/:family/places/close',
  post: async (visit) => {
    const family = visit.param('family');
    const found = await visit.ask(withdrawRelease, { family, release: visit.form.fields.get('release') ?? 'none' });
    return isProblem(found) ? problemAnswer(found) : redirect(`/families/${family}/places?said=place-closed`);
  },
};
