/** One agency's account of something that happened, as the merge desk shows it beside another. What differs is said in words. */

import { agencyName } from '../../domain/agency.ts';
import { type Conflict, DISAGREE_ON, isContradiction } from '../../domain/chronology.ts';
import type { Event } from '../../domain/event.ts';
import { type PartialDate, sayDate } from '../../domain/time.ts';
import { UNSORTED } from '../../domain/timeline/themes.ts';
import { CHILD_SEEN, list, sayKind } from './words.ts';

const sayWhen = (date: PartialDate): string => (date.from === null ? `“${date.raw}” (not a date)` : sayDate(date));

export function AccountCard({
  event,
  conflicts,
  family,
  letter,
}: {
  readonly event: Event;
  readonly conflicts: readonly Conflict[];
  readonly family: string;
  readonly letter: string;
}) {
  const about = new Set(conflicts.map((conflict) => conflict.about));
  const mark = (...these: readonly Conflict['about'][]) =>
    these.some((one) => about.has(one)) ? (
      <span class="kin-differs">
        differs<span class="govuk-visually-hidden"> from the other account</span>
      </span>
    ) : null;
  const people = [...new Set([...event.subjects, ...event.childrenAffected, ...(event.adultsPresent ?? [])])];
  return (
    <article class="kin-account" aria-labelledby={`account-${letter}`}>
      <h3 class="govuk-heading-m kin-tight" id={`account-${letter}`}>
        <span class="govuk-visually-hidden">Account {letter}: </span>
        {agencyName(event.agency)}
      </h3>
      <p class="kin-account__when">
        {sayWhen(event.happened)} {mark('day', 'time')}
      </p>
      <p class="kin-account__what">{event.what}</p>
      <dl class="kin-cellslist">
        <div>
          <dt>People</dt>
          <dd>
            {people.length === 0 ? 'No list of people' : list(people)} {mark('people')}
          </dd>
        </div>
        <div>
          <dt>Kind</dt>
          <dd>
            {event.kind === UNSORTED ? 'Not said' : sayKind(event.kind)} {mark('kind')}
          </dd>
        </div>
        {(event.childSeen !== 'not-recorded' || about.has('child-seen')) && (
          <div>
            <dt>Child</dt>
            <dd>
              {CHILD_SEEN[event.childSeen]} {mark('child-seen')}
            </dd>
          </div>
        )}
        {event.response !== null && (
          <div>
            <dt>Response</dt>
            <dd>{event.response}</dd>
          </div>
        )}
        {(event.outcome !== null || about.has('outcome')) && (
          <div>
            <dt>Outcome</dt>
            <dd>
              {event.outcome ?? 'Not recorded'} {mark('outcome')}
            </dd>
          </div>
        )}
        {event.recorded !== null && (
          <div>
            <dt>Written down</dt>
            <dd>{sayWhen(event.recorded)}</dd>
          </div>
        )}
        <div>
          <dt>Source</dt>
          <dd>
            {event.source ?? 'Not recorded'},{' '}
            <a class="govuk-link" href={`/families/${family}/events/${event.id}`}>
              {event.place.table}, row {event.place.row}
              <span class="govuk-visually-hidden"> of account {letter}</span>
            </a>
          </dd>
        </div>
      </dl>
    </article>
  );
}

/** "They disagree on the day and who was there." Two people never use the same words, so words alone are no disagreement to point at. */
export function sayDifferences(conflicts: readonly Conflict[]): string {
  const about = [...new Set(conflicts.filter(isContradiction).map((conflict) => conflict.about))];
  return about.length === 0
    ? 'They do not contradict each other; each tells it in its own words.'
    : `They disagree on ${list(about.map((one) => DISAGREE_ON[one]))}.`;
}
