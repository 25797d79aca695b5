/** Whether a table keeps one order, ascending or descending, as boards ask; rows that break it are named, never moved. */
import type { Event } from '../domain/event.ts';
import { rowsWords } from './row-words.ts';

/** What to say about the order of a table's events, or null when it keeps one. */
export function orderRemark(events: readonly Event[]): { readonly code: string; readonly says: string } | null {
  const up: number[] = [];
  const down: number[] = [];
  let before: Event | null = null;
  for (const event of events) {
    if (event.kind === 'author-note' || event.happened.from === null) continue;
    if (before?.happened.from != null) {
      // An imprecise date breaks no order that it may still keep: "April 2013" may stand after 12 April.
      if (event.happened.from > (before.happened.to ?? before.happened.from)) up.push(event.place.row);
      else if ((event.happened.to ?? event.happened.from) < before.happened.from) down.push(event.place.row);
    }
    before = event;
  }
  if (up.length === 0 || down.length === 0) return sequenceRemark(events, down.length > 0);
  const [breaks, order] = up.length >= down.length ? [down, 'later events below'] : [up, 'later events above'];
  return {
    code: 'not-in-order',
    says: `${rowsWords(breaks)}: most of the table stands with ${order}, ${breaks.length === 1 ? 'this row does' : 'these rows do'} not. Kinline orders events by their dates.`,
  };
}

/** Within one day, sequence numbers should run the way the table does. */
function sequenceRemark(events: readonly Event[], descending: boolean): { readonly code: string; readonly says: string } | null {
  const breaks: number[] = [];
  let before: Event | null = null;
  for (const event of events) {
    if (event.sequence === null) continue;
    if (
      before !== null &&
      before.sequence !== null &&
      before.happened.from === event.happened.from &&
      before.sequence !== event.sequence &&
      before.sequence > event.sequence !== descending
    ) {
      breaks.push(event.place.row);
    }
    before = event;
  }
  return breaks.length === 0
    ? null
    : {
        code: 'sequence-out-of-order',
        says: `${rowsWords(breaks)}: the sequence number does not follow the one before it on the same day.`,
      };
}
