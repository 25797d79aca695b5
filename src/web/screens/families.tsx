/** My families: what is new since I last looked, what waits for me, what I wait for. No charts, no order of concern. */
import type { ComponentChildren } from 'preact';
import { type FamilySummary, listFamilies, type Waiting } from '../../app/list-families.ts';
import { mayDo } from '../../domain/access.ts';
import { isProblem } from '../../domain/problem.ts';
import { sayDay } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import { sayChild } from '../layout.tsx';
import { Html } from '../parts/html.tsx';
import { capital, count } from '../parts/words.ts';
import { problemAnswer, type Screen, type Visit } from '../visit.ts';

export const familiesScreen: Screen = {
  path: '/families',
  get: async (visit) => {
    const found = await visit.ask(listFamilies, {});
    if (isProblem(found)) return problemAnswer(found);
    const { families, waitingForMe, iAmWaitingFor } = found;
    const fresh = families.filter((family) => family.newSinceLastLook > 0);
    return {
      kind: 'page',
      title: 'My families',
      section: 'families',
      body: (
        <>
          <div class="kin-heading">
            <h1 class="govuk-heading-xl">My families</h1>
            {mayDo(visit.practitioner, 'add-family') && (
              <Html of={govuk('button', { text: 'Add a family', href: '/families/new', classes: 'govuk-button--secondary' })} />
            )}
          </div>
          <div class="kin-columns">
            <Short heading="New since you last looked" none="Nothing new since you last looked.">
              {fresh.length > 0 &&
                fresh.map((family) => (
                  <li key={family.id}>
                    <a class="govuk-link" href={`/families/${family.id}/timeline`}>
                      {family.label}
                    </a>
                    : {count(family.newSinceLastLook, 'new event')}
                  </li>
                ))}
            </Short>
            <Short heading="Waiting for me" none="Nothing is waiting for you.">
              {waitingForMe.length > 0 && <WaitingLines waiting={waitingForMe} />}
            </Short>
            <Short heading="I am waiting for" none="You are not waiting for anyone.">
              {iAmWaitingFor.length > 0 && <WaitingLines waiting={iAmWaitingFor} />}
            </Short>
          </div>
          <h2 class="govuk-heading-m">All families</h2>
          {families.length === 0 ? (
            <p class="govuk-body">
              No family here yet. A family appears here when somebody brings you in to work with it, or when you add one.
            </p>
          ) : (
            <ul class="kin-families">
              {families.map((family) => (
                <FamilyCard family={family} visit={visit} key={family.id} />
              ))}
            </ul>
          )}
        </>
      ),
    };
  },
};

function Short({ heading, none, children }: { readonly heading: string; readonly none: string; readonly children: ComponentChildren }) {
  return (
    <section class="kin-short">
      <h2 class="govuk-heading-s">{heading}</h2>
      {children === false ? <p class="govuk-body kin-quiet">{none}</p> : <ul class="govuk-list">{children}</ul>}
    </section>
  );
}

/** One line for each family: everything that waits there, and since when. */
function WaitingLines({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const families = [...new Set(waiting.map((one) => one.family))];
  return families.map((family) => {
    const these = waiting.filter((one) => one.family === family);
    const since = these.map((one) => one.since).sort()[0] ?? '';
    return (
      <li key={family}>
        <a class="govuk-link" href={`/families/${family}/gather`}>
          {these[0]?.familyLabel}
        </a>
        : {these.map((one) => one.what).join(' ')} <span class="kin-quiet">Since {sayDay(since)}.</span>
      </li>
    );
  });
}

/** What waits in a family is offered to those who may do it, and to nobody else. */
function FamilyCard({ family, visit }: { readonly family: FamilySummary; readonly visit: Visit }) {
  const toDo = [
    { may: 'merge', number: family.candidates, what: `${count(family.candidates, 'pair')} to decide`, at: 'merge' },
    {
      may: 'merge',
      number: family.conflicts,
      what: `${count(family.conflicts, 'disagreement')} to settle`,
      at: 'merge?view=disagreements',
    },
    { may: 'contribute', number: family.attention, what: `${count(family.attention, 'row')} to complete`, at: 'gather' },
  ] as const;
  const offered = toDo.filter(({ may, number }) => number > 0 && mayDo(visit.practitioner, may));
  return (
    <li class="kin-family-card">
      <h3 class="govuk-heading-m">
        <a class="govuk-link" href={`/families/${family.id}/timeline`}>
          {family.label}
        </a>
      </h3>
      {family.children.map((child) => (
        <p class="govuk-body kin-tight" key={child.label}>
          <strong>{child.label}</strong> {sayChild(child, visit.today)}
        </p>
      ))}
      <p class="govuk-body kin-tight">
        {family.events === 0
          ? 'No events yet.'
          : `${count(family.events, 'event')}. ${capital(count(family.agencies.length, 'agency', 'agencies'))} asked or heard from.`}
      </p>
      {offered.length > 0 && (
        <ul class="kin-links">
          {offered.map(({ what, at }) => (
            <li key={at}>
              <a class="govuk-link" href={`/families/${family.id}/${at}`}>
                {what}
                <span class="govuk-visually-hidden"> for {family.label}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
