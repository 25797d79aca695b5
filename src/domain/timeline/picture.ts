/**
 * The picture of a selection: its lanes with their marks and silences, the children's age rulers, the stretch of time in view and the
 * whole stretch it can be moved over. It is the same for the page that the server draws and for the picture that the browser moves.
 */
import type { Agency } from '../agency.ts';
import type { Chronology } from '../chronology.ts';
import type { Event, EventId } from '../event.ts';
import { dayNumber } from '../time/day.ts';
import { type AgeRuler, type Child, rulerOf } from './ages.ts';
import { type Lane, lanesOf } from './lanes.ts';
import { type Mark, markOf, shorten, standingOf } from './marks.ts';
import { daysIn, type Stretch, withRoom } from './scale.ts';
import { type Selection, selectEver } from './selection.ts';
import { type Silence, silencesIn } from './silences.ts';
import { type AgencyStanding, extentOf } from './summary.ts';

export type PictureLane = {
  readonly key: string;
  readonly name: string;
  /** By first possible day, whatever the stretch in view. */
  readonly marks: readonly Mark[];
  /** From every record of the lane, whatever the filters: a filter never makes a silence. Empty where lanes are themes. */
  readonly silences: readonly Silence[];
  /** Stretches outside the period that the agency says its records cover: nothing drawn there means nothing. Empty when it says no period. */
  readonly uncovered: readonly Stretch[];
};

export type Zero = { readonly event: EventId; readonly day: number; readonly when: string; readonly words: string };

export type Picture = {
  /** The stretch in view. */
  readonly stretch: Stretch;
  /** Everything there is to see. */
  readonly widest: Stretch;
  readonly lanes: readonly PictureLane[];
  readonly rulers: readonly AgeRuler[];
  /** The event that the axis counts from; null for a calendar axis. */
  readonly zero: Zero | null;
};

export type PictureOptions = {
  readonly agencies: readonly Agency[];
  readonly children: readonly Child[];
  /** Agencies that were asked or sent something. */
  readonly standings: readonly AgencyStanding[];
};

/** An empty lane is shown only when nothing narrows the picture to other lanes. */
function isNarrowed(selection: Selection): boolean {
  return (
    selection.agencies.length + selection.people.length + selection.themes.length + selection.kinds.length > 0 ||
    selection.q !== '' ||
    selection.seen !== null
  );
}

/** Agencies with a lane even when it is empty. One that nobody asked, and whose files tell only of other agencies' events, has none. */
function expectedOf(standings: readonly AgencyStanding[]): readonly string[] {
  return standings.filter(({ asked, events }) => asked !== null || events === 0).map(({ agency }) => agency);
}

/** @returns null when no event of the chronology has a day: there is no axis to draw. */
export function pictureOf(chronology: Chronology, selection: Selection, options: PictureOptions): Picture | null {
  const extent = extentOf(chronology.events);
  if (extent === null) return null;
  const widest = withRoom(extent);
  const found = selectEver(chronology, selection);
  const children = options.children.map((child) => child.label);
  const laneOptions = { by: selection.lanes, agencies: options.agencies, children };
  const lanes = lanesOf(
    found.map(({ event }) => event),
    { ...laneOptions, expected: isNarrowed(selection) ? [] : expectedOf(options.standings) },
  );
  const silent = silencesByLane(chronology, lanes, selection, laneOptions);
  const standing = standingOf(chronology);
  const chosen =
    selection.people.length === 0 ? options.children : options.children.filter((child) => selection.people.includes(child.label));
  return {
    widest,
    stretch: stretchOf(selection, widest),
    lanes: lanes.map((lane) => ({
      key: lane.key,
      name: lane.name,
      marks: marksOf(lane.events, standing),
      silences: silent.get(lane.key) ?? [],
      uncovered:
        selection.lanes === 'agency'
          ? uncoveredIn(
              options.standings.find((standing) => standing.agency === lane.key),
              widest,
            )
          : [],
    })),
    rulers: (chosen.length > 0 ? chosen : options.children).flatMap((child) => rulerOf(child) ?? []),
    zero: zeroOf(chronology, selection),
  };
}

function marksOf(events: readonly Event[], standing: ReturnType<typeof standingOf>): readonly Mark[] {
  return events.flatMap((event) => markOf(event, standing) ?? []).sort((a, b) => a.from - b.from || a.to - b.to);
}

function silencesByLane(
  chronology: Chronology,
  lanes: readonly Lane[],
  selection: Selection,
  options: Omit<Parameters<typeof lanesOf>[1], 'expected'>,
): ReadonlyMap<string, readonly Silence[]> {
  if (options.by === 'theme') return new Map();
  const shown = new Set(lanes.map((lane) => lane.key));
  const whole = lanesOf(chronology.events, { ...options, expected: [] });
  return new Map(whole.flatMap((lane) => (shown.has(lane.key) ? [[lane.key, silencesIn(lane.events, selection.gap)] as const] : [])));
}

function uncoveredIn(standing: AgencyStanding | undefined, widest: Stretch): readonly Stretch[] {
  if (standing === undefined || standing.coverage.length === 0) return [];
  const covered = standing.coverage
    .map(({ from, to }) => ({ from: from === null ? widest.from : dayNumber(from), to: to === null ? widest.to : dayNumber(to) }))
    .sort((a, b) => a.from - b.from);
  const uncovered: Stretch[] = [];
  let next = widest.from;
  for (const { from, to } of covered) {
    if (from > next) uncovered.push({ from: next, to: Math.min(from - 1, widest.to) });
    next = Math.max(next, to + 1);
  }
  if (next <= widest.to) uncovered.push({ from: next, to: widest.to });
  return uncovered.filter((stretch) => stretch.to >= stretch.from);
}

function stretchOf(selection: Selection, widest: Stretch): Stretch {
  const from = selection.from === null ? widest.from : dayNumber(selection.from);
  const to = selection.to === null ? Math.max(widest.to, from) : dayNumber(selection.to);
  const stretch = { from: Math.min(from, to), to };
  // A single day would be as wide as the page: show the week round it.
  return daysIn(stretch) >= 7 ? stretch : { from: stretch.from - 3, to: stretch.from + 3 + (daysIn(stretch) - 1) };
}

function zeroOf(chronology: Chronology, selection: Selection): Zero | null {
  const event = selection.align === null ? undefined : chronology.events.find(({ id }) => id === selection.align);
  const mark = event === undefined ? null : markOf(event, { linked: new Set(), disputed: new Set() });
  return event === undefined || mark === null ? null : { event: mark.id, day: mark.from, when: mark.when, words: shorten(event.what, 100) };
}
