/**
 * A corrected file takes over from an earlier one: rows completed by hand stay completed, notes and decisions find their events, and whoever
 * must not be reached by an event is not reached by the one that continues it.
 */
import { correct } from '../domain/chronology.ts';
import type { AttentionRow, Contribution } from '../domain/contribution.ts';
import type { Event } from '../domain/event.ts';
import { insertCompletedRow, insertContinuations } from '../store/contributions.ts';
import { followMustNotReach, wholeContribution } from '../store/must-not-reach.ts';
import type { Inside } from './door.ts';
import { withCompleted } from './family-record.ts';

type Copy = { readonly id: string; readonly contribution: Contribution };

export type Continued = readonly { readonly earlier: string; readonly later: string }[];

/**
 * Pairs the events of both. All of the earlier file is looked at, also what is withheld from whoever brings the corrected one: an event
 * that they cannot see would otherwise come back, unhidden, under a new id.
 */
export async function continueFrom(inside: Inside, family: string, earlier: Copy, corrected: Copy): Promise<Continued> {
  const { transaction, identify, keys } = inside;
  const before = await wholeContribution(transaction, keys.context, family, earlier.id);
  const unanswered: AttentionRow[] = [...corrected.contribution.attention];
  const carried = [];
  for (const completed of before.completed) {
    const text = textOfRow(completed.event);
    const at = unanswered.findIndex((row) => (row.draft === undefined ? row.text : textOfRow(row.draft)) === text);
    const [row] = at < 0 ? [] : unanswered.splice(at, 1);
    if (row === undefined) continue;
    const event: Event = {
      ...completed.event,
      id: row.draft?.id ?? identify(`${corrected.id} ${row.place.table} ${row.place.row}`),
      place: row.place,
    };
    const again = { ...completed, contribution: corrected.id, table: row.place.table, row: row.place.row, hidden: row.place.hidden, event };
    await insertCompletedRow(transaction, again);
    carried.push(again);
  }
  const events = [...before.events, ...before.completed.map(({ event }) => event)];
  const { pairs, gone } = correct({ ...earlier.contribution, events }, withCompleted(corrected.contribution, carried));
  const changed = pairs.filter((pair) => pair.earlier !== pair.corrected).map((pair) => ({ earlier: pair.earlier, later: pair.corrected }));
  await insertContinuations(transaction, family, corrected.id, [...changed, ...gone.map((id) => ({ earlier: id, later: null }))]);
  return changed;
}

/** Last of all, since whoever brings the file may be one of those whom an event must not reach. */
export async function keepFromThoseItMustNotReach({ transaction, keys }: Inside, family: string, continued: Continued): Promise<void> {
  await followMustNotReach(transaction, keys.context, family, continued);
}

/** The source's own words of a row, to know it again in a corrected file. */
function textOfRow(event: Event): string {
  const words = Object.values(event.words).join(' ');
  return words === '' ? event.what : words;
}
