/** Small wordings that the timeline, its table and the page of an event share. */

import { type Conflict, DISAGREE_ON, isContradiction } from '../../domain/chronology.ts';
import type { ChildSeen, Event, EventId, Place } from '../../domain/event.ts';
import { dayNumber } from '../../domain/time.ts';
import { sayDay } from '../../domain/timeline/scale.ts';
import { foldWords } from '../../domain/timeline/selection.ts';
import { sayAccountValue } from './words.ts';

export function sayIsoDay(iso: string): string {
  return sayDay(dayNumber(iso.slice(0, 10)));
}

export const SEEN_WORDS: Readonly<Record<ChildSeen, string>> = {
  seen: 'Child seen',
  'not-seen': 'Child not seen',
  'not-applicable': 'Child seen: not applicable',
  'not-known': 'Child seen: not known',
  'not-recorded': 'Child seen: not recorded',
};

/** The accounts are read side by side anyway: that they use other words is only said when somebody settled it. */
export function worthSaying(conflict: Conflict): boolean {
  return isContradiction(conflict) || conflict.settled !== null;
}

export function sayPlace(place: Place): string {
  return `${place.table}, row ${place.row}${place.hidden ? ' (hidden in the file)' : ''}`;
}

/** Source and recorder of an event as its agency gives them. */
export function saySource(event: Event): string {
  return (
    [event.source, event.recordedBy].filter((part): part is string => part !== null && part !== '').join(', recorded by ') || 'Not recorded'
  );
}

/** Text cut where search words stand in it: pieces that match alternate with pieces that do not, the first does not. */
export function cutAtWords(text: string, words: readonly string[]): readonly string[] {
  if (words.length === 0 || text === '') return [text];
  let folded = '';
  const at: number[] = [];
  let index = 0;
  for (const character of text) {
    const plain = foldWords(character);
    for (let position = 0; position < plain.length; position += 1) at.push(index);
    folded += plain;
    index += character.length;
  }
  at.push(index);
  const spans: [number, number][] = [];
  for (const word of words) {
    for (let found = folded.indexOf(word); found !== -1; found = folded.indexOf(word, found + word.length)) {
      spans.push([at[found] ?? 0, at[found + word.length] ?? index]);
    }
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const pieces: string[] = [];
  let next = 0;
  for (const [from, to] of spans) {
    if (from < next || to <= from) continue;
    pieces.push(text.slice(next, from), text.slice(from, to));
    next = to;
  }
  return [...pieces, text.slice(next)];
}

/** "They disagree on the day: Police says 12 April 2013; Housing says 13 April 2013." */
export function sayDisagreement({ about, accounts }: Conflict, name: (id: EventId) => string): string {
  const said = accounts.map(({ event, value }) => `${name(event)} says ${sayAccountValue(about, value)}`).join('; ');
  return `They disagree on ${DISAGREE_ON[about]}: ${said}.`;
}
