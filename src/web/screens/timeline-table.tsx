/** The timeline's table twin: the same events in words, in the same order, complete without a script or a picture. */
import type { VNode } from 'preact';
import { agencyName } from '../../domain/agency.ts';
import type { Event, EventId } from '../../domain/event.ts';
import { isProblem } from '../../domain/problem.ts';
import { type Day, dayNumber, sayDate } from '../../domain/time.ts';
import { agesAt } from '../../domain/timeline/ages.ts';
import { sayDistance } from '../../domain/timeline/scale.ts';
import { type Found, peopleOf, searchWords } from '../../domain/timeline/selection.ts';
import { plural, summarise } from '../../domain/timeline/summary.ts';
import { kindName, UNSORTED } from '../../domain/timeline/themes.ts';
import { queryFor } from '../parts/timeline-address.ts';
import { TimelineFilter } from '../parts/timeline-filter.tsx';
import { happeningsById, Joined } from '../parts/timeline-joined.tsx';
import { Pages } from '../parts/timeline-pages.tsx';
import { PrintHeading, Views } from '../parts/timeline-top.tsx';
import { type AttentionLine, readView, type TimelineView } from '../parts/timeline-view.ts';
import { cutAtWords, SEEN_WORDS, sayPlace, saySource } from '../parts/timeline-words.ts';
import { problemAnswer, type Screen } from '../visit.ts';

/** Rows of one page: more than this is paged. */
const PAGE_ROWS = 200;

export const tableScreen: Screen = {
  path: '/families/:family/table',
  get: async (visit) => {
    const view = await readView(visit);
    if (isProblem(view)) return problemAnswer(view);
    return {
      kind: 'page',
      title: 'Table of events',
      family: view.frame,
      section: 'table',
      wide: true,
      islands: ['timeline'],
      body: <TimelineTable view={view} today={visit.today} partnership={visit.partnership} />,
    };
  },
};

export function TimelineTable({
  view,
  today,
  partnership,
}: {
  readonly view: TimelineView;
  readonly today: Day;
  readonly partnership: string;
}): VNode {
  const { record, selection, misread, found, attention } = view;
  const { events } = record.chronology;
  const ordered = selection.order === 'newest' ? [...found].reverse() : found;
  const pages = Math.max(1, Math.ceil(ordered.length / PAGE_ROWS));
  const page = Math.min(selection.page, pages);
  const first = (page - 1) * PAGE_ROWS;
  const rows = ordered.slice(first, first + PAGE_ROWS);
  const range =
    pages > 1
      ? `, ${(first + 1).toLocaleString('en-GB')} to ${(first + rows.length).toLocaleString('en-GB')} of ${ordered.length.toLocaleString('en-GB')}`
      : '';
  return (
    <div class="kt" data-order={selection.order}>
      <PrintHeading view={view} today={today} partnership={partnership} />
      <div class="kt-top">
        <div>
          <h1 class="govuk-heading-l kt-title">Table of events</h1>
          <p class="kt-summary">
            {selection.attention && found.length === 0
              ? `${plural(attention.length, 'row')} without a day`
              : summarise(
                  found.map(({ event }) => event),
                  events.length,
                )}
          </p>
        </div>
        <Views selection={selection} active="table" />
      </div>
      {events.length === 0 && attention.length === 0 ? (
        <p class="govuk-body-l">
          No records yet.{' '}
          <a class="govuk-link" href={`/families/${view.family.id}/gather`}>
            Ask agencies or bring in a file
          </a>
          .
        </p>
      ) : (
        <TimelineFilter
          action="table"
          selection={selection}
          misread={misread}
          events={events}
          agencies={record.agencies}
          attention={attention.length}
        />
      )}
      {!selection.attention && events.length > 0 && rows.length === 0 && (
        <p class="govuk-body">No event fits these filters. That does not mean that nothing happened.</p>
      )}
      {rows.length > 0 && <Events rows={rows} view={view} range={range} />}
      {pages > 1 && <Pages page={page} pages={pages} selection={selection} />}
      {attention.length > 0 && page === pages && <WithoutDay lines={attention} view={view} />}
    </div>
  );
}

function Events({ rows, view, range }: { readonly rows: readonly Found[]; readonly view: TimelineView; readonly range: string }): VNode {
  const { selection, record } = view;
  const words = searchWords(selection.q);
  const byId = new Map(record.chronology.events.map((event) => [event.id, event] as const));
  const happenings = happeningsById(record.chronology.happenings);
  const noted = new Map<EventId, number>();
  for (const note of record.notes) noted.set(note.event, (noted.get(note.event) ?? 0) + 1);
  const zero = selection.align === null ? undefined : byId.get(selection.align);
  const query = queryFor({ ...selection, page: 1 });
  return (
    <table class="kt-table">
      <caption>
        {selection.order === 'newest' ? 'Newest first' : 'Oldest first'}
        {range}
      </caption>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col">Age</th>
          <th scope="col">Agency</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ event, where }) => (
          <tr id={`e-${event.id}`} key={event.id}>
            <th scope="row">
              <a class="govuk-link" href={`events/${event.id}${query}`}>
                {sayDate(event.happened)}
              </a>
              <Distance event={event} zero={zero} />
            </th>
            <td>
              <CellName name="Age" />
              <Ages event={event} view={view} />
            </td>
            <td>
              <CellName name="Agency" />
              {agencyName(event.agency, record.agencies)}
            </td>
            <td>
              <CellName name="Who" />
              <Marked text={peopleOf(event).join(', ') || 'Nobody named'} words={words} />
            </td>
            <td class="kt-what">
              <What event={event} words={words} />
              {where.length > 0 && <p class="kt-small">Found in: {where.join(', ')}</p>}
              <Joined event={event} happenings={happenings.get(event.id) ?? []} byId={byId} view={view} />
              {noted.has(event.id) && <p class="kt-small">{plural(noted.get(event.id) ?? 0, 'note')} by practitioners</p>}
            </td>
            <td>
              <CellName name="Source" />
              <Marked text={saySource(event)} words={words} />
              <p class="kt-small">{sayPlace(event.place)}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The column's name, said in the cell where the columns have no room to stand side by side. */
function CellName({ name }: { readonly name: string }): VNode {
  return <span class="kt-cell-name">{name}: </span>;
}

function Distance({ event, zero }: { readonly event: Event; readonly zero: Event | undefined }): VNode | null {
  if (zero === undefined || zero.happened.from === null || event.happened.from === null) return null;
  if (zero.id === event.id) return <p class="kt-small">Day 0</p>;
  const soft = event.happened.from === event.happened.to ? '' : 'from ';
  return (
    <p class="kt-small">
      {soft}
      {sayDistance(dayNumber(event.happened.from) - dayNumber(zero.happened.from))}
    </p>
  );
}

function Ages({ event, view }: { readonly event: Event; readonly view: TimelineView }): VNode {
  const ages = agesAt(event, view.record.children);
  if (ages.length === 0) return <>Not known</>;
  const alone = view.record.children.length === 1;
  return (
    <>
      {ages.map(({ label, age }) => (
        <p key={label}>
          {!alone && <b>{label}</b>} {age}
        </p>
      ))}
    </>
  );
}

export function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }): VNode {
  return <>{cutAtWords(text, words).map((piece, index) => (index % 2 === 1 ? <mark key={`${index}`}>{piece}</mark> : piece))}</>;
}

function What({ event, words }: { readonly event: Event; readonly words: readonly string[] }): VNode {
  const seen = event.childSeen === 'not-recorded' ? null : SEEN_WORDS[event.childSeen];
  return (
    <>
      <p>
        {event.kind !== UNSORTED && <span class="kt-kind">{kindName(event.kind)}. </span>}
        <Marked text={event.what} words={words} />
      </p>
      {event.response !== null && (
        <p>
          <b>Response:</b> <Marked text={event.response} words={words} />
        </p>
      )}
      {event.outcome !== null && (
        <p>
          <b>Outcome:</b> <Marked text={event.outcome} words={words} />
        </p>
      )}
      {event.attributions?.map(({ claim, by, disputed }) => (
        <p key={claim}>
          <b>Explained as</b> “{claim}” by {by === null ? 'someone not recorded' : agencyName(by)}
          {disputed ? '; this is disputed' : ''}
        </p>
      ))}
      {seen !== null && <p>{seen}</p>}
    </>
  );
}

/** Rows kept whole outside the axis: their words, why they have no day, and where they stand. */
function WithoutDay({ lines, view }: { readonly lines: readonly AttentionLine[]; readonly view: TimelineView }): VNode {
  return (
    <section aria-labelledby="kt-without-day">
      <h2 class="govuk-heading-m" id="kt-without-day">
        Rows without a day
      </h2>
      <p class="govuk-body">These rows are kept as they came. A person can complete each one, with a reason, from its agency’s file.</p>
      <table class="kt-table">
        <caption>{plural(lines.length, 'row')} without a day</caption>
        <thead>
          <tr>
            <th scope="col">Where it stands</th>
            <th scope="col">Agency</th>
            <th scope="col">What is written</th>
            <th scope="col">Why it has no day</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ file, agency, row, contribution }) => (
            <tr key={`${file}${row.place.table}${row.place.row}`}>
              <th scope="row">
                {file}, {sayPlace(row.place)}
              </th>
              <td>
                <CellName name="Agency" />
                {agencyName(agency, view.record.agencies)}
              </td>
              <td class="kt-what">{row.text}</td>
              <td>
                <CellName name="Why" />
                {row.says}{' '}
                <a
                  class="govuk-link"
                  href={contribution === null ? `/families/${view.family.id}/gather` : `/contributions/${contribution}`}
                >
                  Complete it
                  <span class="govuk-visually-hidden">
                    : {file}, {sayPlace(row.place)}
                  </span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
