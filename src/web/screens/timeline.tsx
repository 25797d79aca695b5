/**
 * The family timeline: what happened, in order, to scale, according to whom. The picture is drawn here and complete without a script;
 * client/timeline.ts makes it move. Everything in it stands in words on the table beside it.
 */
import type { VNode } from 'preact';
import { isProblem } from '../../domain/problem.ts';
import type { Day } from '../../domain/time.ts';
import { type Picture, pictureOf } from '../../domain/timeline/picture.ts';
import { sayDay } from '../../domain/timeline/scale.ts';
import type { Selection } from '../../domain/timeline/selection.ts';
import { plural, summarise } from '../../domain/timeline/summary.ts';
import { Html } from '../parts/html.tsx';
import { queryFor } from '../parts/timeline-address.ts';
import { DEFINITIONS, drawAxis, drawLane, drawRuler, drawWhole, type Look, sayStretch } from '../parts/timeline-drawing.ts';
import { TimelineFilter } from '../parts/timeline-filter.tsx';
import { LaneHead } from '../parts/timeline-lane-head.tsx';
import { TimelineLegend } from '../parts/timeline-legend.tsx';
import { Silences } from '../parts/timeline-silences.tsx';
import { closerHref, Tools } from '../parts/timeline-tools.tsx';
import { PrintHeading, Views } from '../parts/timeline-top.tsx';
import { pictureOptions, readView, type TimelineView } from '../parts/timeline-view.ts';
import { problemAnswer, type Screen } from '../visit.ts';

/** Pixels of the picture that the server assumes; the browser draws it again for its own width. */
const ASSUMED_WIDTH = 980;

export const timelineScreen: Screen = {
  path: '/families/:family/timeline',
  get: async (visit) => {
    const view = await readView(visit);
    if (isProblem(view)) return problemAnswer(view);
    return {
      kind: 'page',
      title: 'Timeline',
      family: view.frame,
      section: 'timeline',
      wide: true,
      islands: ['timeline'],
      body: <Timeline view={view} today={visit.today} partnership={visit.partnership} />,
    };
  },
};

function pictureFor(view: TimelineView): Picture | null {
  return pictureOf(view.record.chronology, view.selection, pictureOptions(view));
}

export function Timeline({
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
  const picture = pictureFor(view);
  const summary = summarise(
    found.map(({ event }) => event),
    events.length,
  );
  return (
    <div class="kt">
      <PrintHeading view={view} today={today} partnership={partnership} />
      <div class="kt-top">
        <div>
          <h1 class="govuk-heading-l kt-title">Timeline</h1>
          <p class="kt-summary" id="kt-summary">
            {summary}
          </p>
        </div>
        <Views selection={selection} active="timeline" />
      </div>
      {events.length === 0 ? (
        <Empty family={view.family.id} attention={attention.length} selection={selection} />
      ) : (
        <>
          <TimelineFilter
            action="timeline"
            selection={selection}
            misread={misread}
            events={events}
            agencies={record.agencies}
            attention={attention.length}
          />
          {picture === null ? (
            <p class="govuk-body">None of these events has a day, so there is no picture. All of them are in the table.</p>
          ) : (
            <PictureOf picture={picture} view={view} summary={summary} />
          )}
          <TimelineLegend gap={selection.gap} />
          {picture !== null && <Silences picture={picture} selection={selection} />}
          <WithoutDay view={view} />
        </>
      )}
    </div>
  );
}

function Empty({
  family,
  attention,
  selection,
}: {
  readonly family: string;
  readonly attention: number;
  readonly selection: Selection;
}): VNode {
  return (
    <div class="kt-empty">
      <p class="govuk-body-l">No records yet.</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/families/${family}/gather`}>
          Ask agencies or bring in a file
        </a>
        {attention > 0 && (
          <>
            . {plural(attention, 'row')} without a day {attention === 1 ? 'is' : 'are'} kept in the{' '}
            <a class="govuk-link" href={`table${queryFor(selection)}`}>
              table
            </a>
          </>
        )}
        .
      </p>
    </div>
  );
}

function PictureOf({
  picture,
  view,
  summary,
}: {
  readonly picture: Picture;
  readonly view: TimelineView;
  readonly summary: string;
}): VNode {
  const { selection, record } = view;
  const query = queryFor({ ...selection, page: 1 });
  const look: Look = {
    stretch: picture.stretch,
    width: ASSUMED_WIDTH,
    beyond: 0,
    zero: picture.zero,
    eventHref: (id) => `events/${id}${query.replaceAll('&', '&amp;')}`,
    stretchHref: (from, to) => closerHref(selection, from, to).replaceAll('&', '&amp;'),
  };
  return (
    <section
      class="kt-board"
      data-timeline={dataHref(selection)}
      data-from={picture.stretch.from}
      data-to={picture.stretch.to}
      data-query={queryFor({ ...selection, from: null, to: null, page: 1 })}
      aria-labelledby="kt-picture-heading"
    >
      <h2 class="govuk-visually-hidden" id="kt-picture-heading">
        Picture
      </h2>
      <p class="kt-skip">
        <a class="govuk-skip-link" href={`table${query}`}>
          Skip picture, go to table
        </a>
      </p>
      <Tools picture={picture} selection={selection} />
      {picture.zero !== null && (
        <p class="kt-zero" id="kt-zero">
          <b>Day 0 is {picture.zero.when}</b>: {picture.zero.words}{' '}
          <a class="govuk-link" href={`timeline${queryFor({ ...selection, align: null })}`}>
            Show dates again
          </a>
        </p>
      )}
      <Html of={DEFINITIONS} />
      <div class="kt-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is one tab stop with arrow keys inside (client/timeline.ts) */}
        {/* biome-ignore lint/a11y/useSemanticElements: it groups a picture, not the fields of a form */}
        <div class="kt-picture" id="kt-picture" role="group" tabIndex={0} aria-label={`Picture of ${summary}`} aria-describedby="kt-how">
          <div class="kt-sticky">
            <div class="kt-row kt-row--axis">
              <div class="kt-head kt-head--axis" id="kt-stretch">
                {sayStretch(picture.stretch)}
              </div>
              <div class="kt-canvas" data-axis>
                <Html of={drawAxis(look)} />
              </div>
            </div>
            {picture.rulers.map((ruler, index) => (
              <div class="kt-row kt-row--ruler" key={ruler.label}>
                <div class="kt-head">
                  <b>{ruler.label}</b>: age
                  {ruler.disputed ? ' (from the earliest birth date that agencies give)' : ruler.about ? ' (day of birth not exact)' : ''}
                  {ruler.expected !== null && <span class="kt-corrected-label">corrected for being born early</span>}
                </div>
                <div class="kt-canvas" data-ruler={index}>
                  <Html of={drawRuler(ruler, look)} />
                </div>
              </div>
            ))}
          </div>
          <ol class="kt-lanes">
            {picture.lanes.map((lane, index) => (
              <li class={`kt-row kt-lane${lane.marks.length === 0 ? ' kt-lane--empty' : ''}`} key={lane.key}>
                <LaneHead lane={lane} by={selection.lanes} record={record} standings={view.family.agencies} />
                <div class="kt-canvas" data-lane={index}>
                  <Html of={drawLane(lane, look)} />
                </div>
              </li>
            ))}
          </ol>
          <div class="kt-row kt-row--whole">
            <div class="kt-head">
              <b>Everything</b> {sayDay(picture.widest.from)} to {sayDay(picture.widest.to)}
            </div>
            <div class="kt-canvas" data-whole>
              <Html of={drawWhole(picture.lanes, picture.widest, picture.stretch, 'aria-hidden="true" focusable="false"')} />
            </div>
          </div>
        </div>
        <aside class="kt-panel" id="kt-panel" tabIndex={-1} aria-label="Event" hidden />
      </div>
      <p class="kt-how" id="kt-how">
        <span class="kt-how__keys">
          Keys in the picture: arrows move by event and lane, Enter opens, <kbd>a</kbd> counts days from it, <kbd>+</kbd> and <kbd>−</kbd>{' '}
          zoom, <kbd>Page Up</kbd> and <kbd>Page Down</kbd> move in time, Esc closes.
        </span>{' '}
        The same events stand in words in the{' '}
        <a class="govuk-link" href={`table${query}`} id="kt-table-link">
          table
        </a>
        .
      </p>
      <p class="govuk-visually-hidden" role="status" id="kt-status" />
    </section>
  );
}

function dataHref(selection: Selection): string {
  return `timeline.json${queryFor({ ...selection, from: null, to: null, page: 1, order: 'oldest' })}`;
}

function WithoutDay({ view }: { readonly view: TimelineView }): VNode | null {
  const { attention, record, selection } = view;
  const undated = record.chronology.events.filter((event) => event.happened.from === null).length;
  const total = attention.length + undated;
  if (total === 0) return null;
  return (
    <section aria-labelledby="kt-without-day">
      <h2 class="govuk-heading-m" id="kt-without-day">
        Rows without a day
      </h2>
      <p class="govuk-body">
        {plural(total, 'row')} {total === 1 ? 'has' : 'have'} no day that could be read, so {total === 1 ? 'it is' : 'they are'} not in the
        picture.{' '}
        <a class="govuk-link" href={`table${queryFor({ ...selection, attention: true })}`}>
          Read {total === 1 ? 'it' : 'them'}, with why
        </a>
        .
      </p>
    </section>
  );
}
