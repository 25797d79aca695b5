/**
 * One event: what its agency wrote, word for word and where; the other accounts of it side by side; what people noted. The same content
 * is a page of its own and, asked for with `?part=panel`, the panel beside the picture.
 */
import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { addNote } from '../../app/add-note.ts';
import { readChronology } from '../../app/read-chronology.ts';
import { type EventPage, readEvent } from '../../app/read-event.ts';
import { mayDo } from '../../domain/access.ts';
import { type Agency, agencyName } from '../../domain/agency.ts';
import type { Event } from '../../domain/event.ts';
import { isProblem } from '../../domain/problem.ts';
import { type Day, daysBetween, sayDate } from '../../domain/time.ts';
import { agesAt, type Child } from '../../domain/timeline/ages.ts';
import { isUncertain, secondHand } from '../../domain/timeline/marks.ts';
import { peopleOf, readSelection, type Selection } from '../../domain/timeline/selection.ts';
import { plural } from '../../domain/timeline/summary.ts';
import { kindName, UNSORTED } from '../../domain/timeline/themes.ts';
import { Accounts } from '../parts/event-accounts.tsx';
import { Form } from '../parts/html.tsx';
import { queryFor, queryOf } from '../parts/timeline-address.ts';
import { SEEN_WORDS, sayIsoDay, sayPlace, saySource } from '../parts/timeline-words.ts';
import { capital, IMPACT } from '../parts/words.ts';
import { problemAnswer, redirect, type Screen, type Visit } from '../visit.ts';

export const eventScreen: Screen = {
  path: '/families/:family/events/:event',
  get: async (visit) => {
    const family = visit.param('family');
    const page = await visit.ask(readEvent, { family, event: visit.param('event') });
    if (isProblem(page)) return problemAnswer(page);
    const { selection } = readSelection(queryOf(visit.query), visit.today);
    const record = await visit.ask(readChronology, { family });
    if (isProblem(record)) return problemAnswer(record);
    const { children, agencies } = record;
    if (visit.query.get('part') === 'panel') {
      const body = <Detail page={page} visit={visit} selection={selection} heading="h2" childrenOfFamily={children} agencies={agencies} />;
      return { kind: 'file', file: 'event.html', mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode(render(body)) };
    }
    return {
      kind: 'page',
      title: 'Event',
      family: { id: family, label: record.family.label, children },
      section: 'timeline',
      back: { href: `/families/${family}/timeline${queryFor(selection)}`, text: 'Back to the timeline' },
      body: <Detail page={page} visit={visit} selection={selection} heading="h1" childrenOfFamily={children} agencies={agencies} />,
    };
  },
  post: async (visit) => {
    const [family, event] = [visit.param('family'), visit.param('event')];
    const text = (visit.form.fields.get('text') ?? '').trim();
    if (text !== '') {
      const added = await visit.ask(addNote, { family, event, text });
      if (isProblem(added)) return problemAnswer(added);
    }
    return redirect(`/families/${family}/events/${event}#notes`);
  },
};

type DetailProps = {
  readonly page: EventPage;
  readonly visit: Visit;
  readonly selection: Selection;
  readonly heading: 'h1' | 'h2';
  readonly childrenOfFamily: readonly Child[];
  readonly agencies: readonly Agency[];
};

function Detail({ page, visit, selection, heading, childrenOfFamily, agencies }: DetailProps): VNode {
  const { event } = page;
  const Heading = heading;
  const Under = heading === 'h1' ? 'h2' : 'h3';
  const agency = agencyName(event.agency, agencies);
  return (
    <div class="kt kt-detail">
      <Heading class={heading === 'h1' ? 'govuk-heading-l' : 'govuk-heading-m'} id="kt-event">
        {sayDate(event.happened)}
        <span class="govuk-caption-m">{event.kind === UNSORTED ? agency : `${agency}: ${kindName(event.kind)}`}</span>
      </Heading>
      {page.superseded && (
        <p class="govuk-inset-text">
          This event is no longer in the corrected file of its agency. It is kept because people noted or decided something on it.
        </p>
      )}
      <p class="kt-words">{event.what}</p>
      <Actions event={event} selection={selection} visit={visit} family={page.family.id} agency={agency} />
      <Fields event={event} childrenOfFamily={childrenOfFamily} />
      <Source page={page} under={Under} />
      <Accounts page={page} under={Under} />
      <Notes page={page} visit={visit} under={Under} />
    </div>
  );
}

function Actions({
  event,
  selection,
  visit,
  family,
  agency,
}: {
  readonly event: Event;
  readonly selection: Selection;
  readonly visit: Visit;
  readonly family: string;
  readonly agency: string;
}): VNode {
  const base = `/families/${family}`;
  return (
    <ul class="kt-actions">
      {event.happened.from !== null && (
        <li>
          <a class="govuk-link" href={`${base}/timeline${queryFor({ ...selection, align: event.id })}`} data-align={event.id}>
            Count days from this event
          </a>
        </li>
      )}
      {event.agency !== null && (
        <li>
          <a class="govuk-link" href={`${base}/gather/ask?agency=${encodeURIComponent(event.agency)}`}>
            Contact {agency}
          </a>
        </li>
      )}
      {mayDo(visit.practitioner, 'keep-from-reaching') && (
        <li>
          <a class="govuk-link" href={`${base}/events/${event.id}/must-not-reach`}>
            Must not reach
          </a>
        </li>
      )}
      {mayDo(visit.practitioner, 'ask-questions') && (
        <li>
          <a class="govuk-link" href={`${base}/questions/who-saw?event=${event.id}`}>
            Who saw this
          </a>
        </li>
      )}
    </ul>
  );
}

function Field({ name, children }: { readonly name: string; readonly children?: ComponentChildren }): VNode | null {
  if (children === null || children === undefined || children === '' || (Array.isArray(children) && children.length === 0)) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How long after the event it was written down. The later day is taken from the earliest that each can be. */
function sayLag(happened: Day | null, recorded: Day | null): string {
  if (happened === null || recorded === null) return '';
  const days = daysBetween(happened, recorded);
  if (days === 0) return ' (the same day)';
  return days > 0 ? ` (${plural(days, 'day')} later)` : ` (${plural(-days, 'day')} before the day of the event)`;
}

function Fields({ event, childrenOfFamily }: { readonly event: Event; readonly childrenOfFamily: readonly Child[] }): VNode {
  const hand = secondHand(event);
  const ages = agesAt(event, childrenOfFamily);
  return (
    <dl class="kt-fields">
      <Field name="Date as written">
        “{event.happened.raw}”{isUncertain(event) ? ': the exact day is not recorded' : ''}
      </Field>
      <Field name="Written down">
        {event.recorded === null ? 'Not recorded when' : `${sayDate(event.recorded)}${sayLag(event.happened.to, event.recorded.from)}`}
      </Field>
      <Field name="Age then">{ages.map(({ label, age }) => `${label}: ${age}`).join('; ')}</Field>
      <Field name="Who">{peopleOf(event).join(', ') || 'Nobody named'}</Field>
      <Field name="Children affected">{event.childrenAffected.join(', ')}</Field>
      <Field name="Other adults present">{event.adultsPresent?.join(', ')}</Field>
      <Field name="Child seen">
        {SEEN_WORDS[event.childSeen].replace(/^Child seen: /, '').replace(/^(.)/, (letter) => letter.toUpperCase())}
      </Field>
      <Field name="What the child said">{event.childVoice}</Field>
      <Field name="Response">{event.response}</Field>
      <Field name="Outcome">{event.outcome}</Field>
      <Field name="Impact">{event.impact === null ? null : IMPACT[event.impact]}</Field>
      <Field name="Red, amber or green">{event.rag === null ? null : capital(event.rag)}</Field>
      <Field name="Told by someone else">{hand}</Field>
      <Field name="Explained as">
        {event.attributions?.map(
          ({ claim, by, basis, disputed }) =>
            `“${claim}”, by ${by === null ? 'someone not recorded' : agencyName(by)}${basis === null ? '' : `, because: ${basis}`}${disputed ? ' (disputed)' : ''}. `,
        )}
      </Field>
      <Field name="Shared with">
        {event.shares
          ?.map(
            (share) =>
              `${agencyName(share.to)}${share.decided === undefined ? (share.sent ? `, sent ${share.sent}` : '') : `: ${share.decided}${share.reason === undefined ? '' : ` (${share.reason})`}`}`,
          )
          .join('; ')}
      </Field>
      <Field name="Author’s remarks">
        {event.notes.map(({ heading, text }) => (heading === null ? text : `${heading}: ${text}`)).join(' / ')}
      </Field>
    </dl>
  );
}

function Source({ page, under: Under }: { readonly page: EventPage; readonly under: 'h2' | 'h3' }): VNode {
  const { event, contribution, sourceRow } = page;
  const words: readonly (readonly [string, string])[] =
    sourceRow === null
      ? Object.entries(event.words)
      : sourceRow.cells.map((cell, index) => [sourceRow.headings[index] ?? `Column ${index + 1}`, cell] as const);
  const written = words.filter(([, cell]) => cell !== '');
  return (
    <section>
      <Under class="govuk-heading-s">As written in the source</Under>
      <p class="govuk-body-s">
        <a class="govuk-link" href={`/contributions/${contribution.id}`}>
          {contribution.file}
        </a>
        , {sayPlace(event.place)}. Received {sayIsoDay(contribution.receivedAt)}. Source: {saySource(event)}.
        {event.cameFrom !== undefined && ` That file says that the row came from ${event.cameFrom.file}, ${event.cameFrom.place}.`}
        {page.completed !== null &&
          ` Its day was completed by ${page.completed.by.name} on ${sayIsoDay(page.completed.at)}${page.completed.reason === null ? '' : `: ${page.completed.reason}`}.`}
      </p>
      <dl class="kt-fields">
        {written.map(([heading, cell], index) => (
          <Field name={heading === '' ? `Column ${index + 1}` : heading} key={`${index}`}>
            {cell}
          </Field>
        ))}
      </dl>
    </section>
  );
}

function Notes({ page, visit, under: Under }: { readonly page: EventPage; readonly visit: Visit; readonly under: 'h2' | 'h3' }): VNode {
  const may = visit.practitioner !== null && mayDo(visit.practitioner, 'note');
  return (
    <section id="notes">
      <Under class="govuk-heading-s">Notes</Under>
      {page.notes.length === 0 && <p class="govuk-body-s">No notes yet.</p>}
      {page.notes.map((note) => (
        <p class="govuk-body-s" key={note.id}>
          <b>{note.by.name}</b>, {sayIsoDay(note.at)}: {note.text}
        </p>
      ))}
      {may && (
        <Form visit={visit} action={`/families/${page.family.id}/events/${page.event.id}`}>
          <div class="govuk-form-group">
            <label class="govuk-label" for="kt-note">
              Write a note beside this event
            </label>
            <textarea class="govuk-textarea" id="kt-note" name="text" rows={3} />
          </div>
          <button class="govuk-button govuk-button--secondary" type="submit">
            Keep the note
          </button>
        </Form>
      )}
    </section>
  );
}
