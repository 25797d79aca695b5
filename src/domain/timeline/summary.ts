/** What a picture shows, in one sentence that a reader who does not see it can rely on. */
import type { Coverage } from '../contribution.ts';
import type { Event } from '../event.ts';
import { dayNumber } from '../time/day.ts';
import type { Day } from '../time.ts';
import { sayDay, sayMonth } from './scale.ts';
import { longestSilence } from './silences.ts';

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** The first and last day on which any of the events may have happened; null when none has a day. */
export function extentOf(events: readonly Event[]): { readonly from: number; readonly to: number } | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { happened } of events) {
    if (happened.from === null || happened.to === null) continue;
    from = Math.min(from, dayNumber(happened.from));
    to = Math.max(to, dayNumber(happened.to));
  }
  return from > to ? null : { from, to };
}

/** "214 events from 9 agencies, April 2012 to March 2016; longest gap 151 days". With filters: "38 of 214 events from …". */
export function summarise(shown: readonly Event[], all: number): string {
  const agencies = new Set(shown.map((event) => event.agency ?? '-')).size;
  const count = shown.length === all ? plural(all, 'event') : `${shown.length.toLocaleString('en-GB')} of ${plural(all, 'event')}`;
  const extent = extentOf(shown);
  if (extent === null) return shown.length === 0 ? `${count}` : `${count} from ${plural(agencies, 'agency', 'agencies')}; none has a day`;
  const first = sayMonth(extent.from);
  const last = sayMonth(extent.to);
  const longest = longestSilence(shown);
  const gap = longest === null ? '' : `; longest gap ${plural(longest.days, 'day')}`;
  return `${count} from ${plural(agencies, 'agency', 'agencies')}, ${first === last ? first : `${first} to ${last}`}${gap}`;
}

/** How an agency stands with the family's chronology: what its lane's heading says. */
export type AgencyStanding = {
  readonly agency: string;
  readonly name: string;
  readonly asked: { readonly on: Day; readonly by: Day | null; readonly promised: Day | null } | null;
  readonly coverage: readonly Coverage[];
  /** ISO instant, or null when nothing was received. */
  readonly lastReceived: string | null;
  readonly events: number;
  readonly attention: number;
  /** Files of others that hold events of this agency, such as a conference workbook whose rows each name their agency. */
  readonly toldIn: readonly { readonly file: string; readonly events: number }[];
};

function sayIso(instant: string): string {
  return sayDay(dayNumber(instant.slice(0, 10)));
}

/** What an agency says its records cover. Never silent: "not said" is itself worth knowing. */
export function sayCoverage(coverage: readonly Coverage[]): string {
  if (coverage.length === 0) return 'period covered: not said';
  const said = coverage.map(({ from, to, complete }) => {
    const stretch =
      from === null
        ? to === null
          ? 'no dates given'
          : `up to ${sayIso(to)}`
        : to === null
          ? `from ${sayIso(from)}`
          : `${sayIso(from)} to ${sayIso(to)}`;
    return `covers ${stretch}${complete ? '' : ' (in part)'}`;
  });
  return [...new Set(said)].join('; ');
}

/**
 * Where a lane's records come from and how fresh they are: "last received 3 November 2026", "asked 3 November 2026, not received",
 * "told in conference.xlsx; asked 3 November 2026, no file of its own yet", "not asked". *Not asked*, *not received* and *nothing found* are three different things.
 */
export function sayStanding(standing: AgencyStanding | null): string {
  if (standing === null) return 'told by other agencies’ files; this agency has not been asked';
  const { asked, lastReceived } = standing;
  if (lastReceived !== null) return `last received ${sayIso(lastReceived)}`;
  const told = standing.toldIn.length === 0 ? '' : `told in ${[...new Set(standing.toldIn.map(({ file }) => file))].join(', ')}; `;
  if (asked === null) return `${told}not asked`;
  const promised = asked.promised === null ? '' : `, promised for ${sayIso(asked.promised)}`;
  if (told !== '') return `${told}asked ${sayIso(asked.on)}, no file of its own yet${promised}`;
  return `asked ${sayIso(asked.on)}, not received${promised}`;
}
