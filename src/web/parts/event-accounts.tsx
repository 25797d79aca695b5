/** The other accounts of an event, side by side, and what they disagree on. */
import type { VNode } from 'preact';
import type { EventPage } from '../../app/read-event.ts';
import { agencyName } from '../../domain/agency.ts';
import type { Conflict, Happening } from '../../domain/chronology.ts';
import type { Event, EventId } from '../../domain/event.ts';
import { sayDate } from '../../domain/time.ts';
import { shorten } from '../../domain/timeline/marks.ts';
import { sayDisagreement, worthSaying } from './timeline-words.ts';

export function Accounts({ page, under: Under }: { readonly page: EventPage; readonly under: 'h2' | 'h3' }): VNode | null {
  const { happenings } = page;
  if (happenings.length === 0) return null;
  const byId = new Map<EventId, Event>([page.event, ...page.otherAccounts].map((event) => [event.id, event]));
  return (
    <section>
      <Under class="govuk-heading-s">Other accounts</Under>
      {happenings.map((happening) => (
        <OneHappening happening={happening} page={page} byId={byId} key={happening.events.join()} />
      ))}
    </section>
  );
}

function OneHappening({
  happening,
  page,
  byId,
}: {
  readonly happening: Happening;
  readonly page: EventPage;
  readonly byId: ReadonlyMap<EventId, Event>;
}): VNode {
  return (
    <>
      <p class="govuk-body-s">
        {happening.decided
          ? 'A person decided that these are accounts of the same event.'
          : 'These may be accounts of the same event. Nobody has decided.'}{' '}
        {happening.because.map((reason) => `${reason.replace(/\.$/, '')}.`).join(' ')}{' '}
        {!happening.decided && (
          <a class="govuk-link" href={`/families/${page.family.id}/merge`}>
            Decide on the merge desk
          </a>
        )}
      </p>
      <ul class="kt-accounts">
        {happening.events.map((id) => {
          const event = byId.get(id);
          if (event === undefined) return null;
          const own = id === page.event.id;
          return (
            <li class={`kt-account${own ? ' kt-account--this' : ''}`} key={id}>
              <p>
                <b>{agencyName(event.agency)}</b>
                {own ? ' (this account)' : ''}
              </p>
              <p>
                {own ? (
                  sayDate(event.happened)
                ) : (
                  <a class="govuk-link" href={`/families/${page.family.id}/events/${id}`}>
                    {sayDate(event.happened)}
                  </a>
                )}
              </p>
              <p>{shorten(event.what, 400)}</p>
            </li>
          );
        })}
      </ul>
      {happening.conflicts.filter(worthSaying).map((conflict) => (
        <ConflictLines conflict={conflict} byId={byId} decided={happening.decided} key={conflict.about} />
      ))}
    </>
  );
}

function ConflictLines({
  conflict,
  byId,
  decided,
}: {
  readonly conflict: Conflict;
  readonly byId: ReadonlyMap<EventId, Event>;
  readonly decided: boolean;
}): VNode {
  const name = (id: EventId): string => agencyName(byId.get(id)?.agency ?? null);
  return (
    <div class="kt-disputes">
      <p class="govuk-body-s">
        {sayDisagreement(conflict, name)}
        {conflict.settled === null
          ? decided
            ? ' Not settled.'
            : ''
          : ` Settled on the account of ${name(conflict.settled.on)}: ${conflict.settled.reason}`}
      </p>
    </div>
  );
}
