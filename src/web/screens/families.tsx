/** My families: what is new since I last looked, what waits for me, what I wait for. No charts, no order of concern. */
import type { VNode } from 'preact';
import { type FamilySummary, listFamilies, type Waiting } from '../../app/list-families.ts';
import { mayDo } from '../../domain/access.ts';
import { agencyName } from '../../domain/agency.ts';
import { isProblem } from '../../domain/problem.ts';
import { type Day, sayDay } from '../../domain/time.ts';
import { govuk } from '../govuk.ts';
import { sayChild } from '../layout.tsx';
import { Html } from '../parts/html.tsx';
import { count, list } from '../parts/words.ts';
import { problemAnswer, type Screen } from '../visit.ts';

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
              {fresh.map((family) => (
                <li key={family.id}>
                  <a class="govuk-link" href={`/families/${family.id}/timeline`}>
                    {family.label}
                  </a>
                  : {count(family.newSinceLastLook, 'new event')}
                </li>
              ))}
            </Short>
            <Short heading="Waiting for me" none="Nothing is waiting for you.">
              {waitingForMe.map((one) => (
                <WaitingLine one={one} key={one.family + one.what} />
              ))}
            </Short>
            <Short heading="I am waiting for" none="You are not waiting for anyone.">
              {iAmWaitingFor.map((one) => (
                <WaitingLine one={one} key={one.family + one.what} />
              ))}
            </Short>
          </div>
          <h2 class="govuk-heading-m">All families</h2>
          {families.length === 0 ? (
            <p class="govuk-body">No family here yet. A family appears when your agency is asked about it or sends something.</p>
          ) : (
            <ul class="kin-families">
              {families.map((family) => (
                <FamilyCard family={family} today={visit.today} key={family.id} />
              ))}
            </ul>
          )}
        </>
      ),
    };
  },
};

function Short({ heading, none, children }: { readonly heading: string; readonly none: string; readonly children: VNode[] }) {
  return (
    <section class="kin-short">
      <h2 class="govuk-heading-s">{heading}</h2>
      {children.length === 0 ? <p class="govuk-body kin-quiet">{none}</p> : <ul class="govuk-list">{children}</ul>}
    </section>
  );
}

function WaitingLine({ one }: { readonly one: Waiting }) {
  return (
    <li>
      <a class="govuk-link" href={`/families/${one.family}/gather`}>
        {one.familyLabel}
      </a>
      : {one.what} <span class="kin-quiet">Since {sayDay(one.since)}.</span>
    </li>
  );
}

function FamilyCard({ family, today }: { readonly family: FamilySummary; readonly today: Day }) {
  const toDo = [
    family.candidates > 0 ? `${count(family.candidates, 'pair')} to decide` : '',
    family.conflicts > 0 ? `${count(family.conflicts, 'disagreement')} to settle` : '',
    family.attention > 0 ? `${count(family.attention, 'row')} to complete` : '',
  ].filter((part) => part !== '');
  return (
    <li class="kin-family-card">
      <h3 class="govuk-heading-m">
        <a class="govuk-link" href={`/families/${family.id}/timeline`}>
          {family.label}
        </a>
      </h3>
      {family.children.map((child) => (
        <p class="govuk-body kin-tight" key={child.label}>
          <strong>{child.label}</strong>{' '}
          {child.dateOfBirth === null && child.expectedDate === null ? 'no exact birth date' : sayChild(childLine(child), today)}
        </p>
      ))}
      <p class="govuk-body kin-tight">
        {family.events === 0
          ? 'No events yet.'
          : `${count(family.events, 'event')} from ${list(family.agencies.map((code) => agencyName(code)))}.`}
      </p>
      {toDo.length > 0 && <p class="govuk-body kin-tight kin-to-do">{list(toDo)}</p>}
    </li>
  );
}

/** A summary names only an exact birth date; anything less is read on the family's own pages. */
function childLine(child: FamilySummary['children'][number]) {
  const day = child.dateOfBirth;
  return {
    ...child,
    born: day === null ? null : { raw: day, from: day, to: day, precision: 'day' as const, approx: false, time: null },
    disagreements: [],
  };
}
