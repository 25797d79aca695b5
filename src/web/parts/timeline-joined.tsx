/** On the table: the other accounts of an event and what they disagree on, in words. */
import type { VNode } from 'preact';
import { agencyName } from '../../domain/agency.ts';
import type { Conflict, Happening } from '../../domain/chronology.ts';
import type { Event, EventId } from '../../domain/event.ts';
import { sayDate } from '../../domain/time.ts';
import { plural } from '../../domain/timeline/summary.ts';
import type { TimelineView } from './timeline-view.ts';
import { sayDisagreement, worthSaying } from './timeline-words.ts';

export function happeningsById(happenings: readonly Happening[]): ReadonlyMap<EventId, readonly Happening[]> {
  const byId = new Map<EventId, Happening[]>();
  for (const happening of happenings) {
    for (const id of happening.events) byId.set(id, [...(byId.get(id) ?? []), happening]);
  }
  return byId;
}

type JoinedProps = {
  readonly event: Event;
  readonly happenings: readonly Happening[];
  readonly byId: ReadonlyMap<EventId, Event>;
  readonly view: TimelineView;
};

/** The other accounts of the same event and what they disagree on, in words; pairs that nobody has decided only as a question. */
export function Joined({ event, happenings, byId, view }: JoinedProps): VNode | null {
  if (happenings.length === 0) return null;
  const { agencies } = view.record;
  const name = (id: EventId): string => agencyName(byId.get(id)?.agency ?? null, agencies);
  const open = happenings.filter(({ decided }) => !decided).length;
  return (
    <>
      {happenings
        .filter(({ decided }) => decided)
        .map((happening) => {
          const others = happening.events.filter((id) => id !== event.id);
          return (
            <div key={happening.events.join()}>
              <p class="kt-same">
                Same event as told by{' '}
                {others.map((id, index) => (
                  <>
                    {index > 0 ? ', ' : ''}
                    <a class="govuk-link" href={`events/${id}`} key={id}>
                      {name(id)} ({byId.has(id) ? sayDate((byId.get(id) as Event).happened) : 'not shown'})
                    </a>
                  </>
                ))}
              </p>
              {happening.conflicts.filter(worthSaying).map((conflict) => (
                <p class="kt-disputes" key={conflict.about}>
                  {sayConflict(conflict, name)}
                </p>
              ))}
            </div>
          );
        })}
      {open > 0 && (
        <p class="kt-small">
          {plural(open, 'other account')} may be of the same event.{' '}
          <a class="govuk-link" href={`/families/${view.family.id}/merge`}>
            Decide on the merge desk
          </a>
        </p>
      )}
    </>
  );
}

function sayConflict(conflict: Conflict, name: (id: EventId) => string): string {
  const end = conflict.settled === null ? 'Not settled.' : `Settled on ${name(conflict.settled.on)}: ${conflict.settled.reason}`;
  return `${sayDisagreement(conflict, name)} ${end}`;
}
