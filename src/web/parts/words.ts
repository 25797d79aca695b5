/** Counting, listing and naming in plain English: what the codes of the domain are called on screens. */
import type { Conflict } from '../../domain/chronology.ts';
import type { ColumnRole } from '../../domain/contribution.ts';
import type { ChildSeen, Impact } from '../../domain/event.ts';
import { sayClock, sayDay } from '../../domain/time.ts';

/** "1 event", "7 events", "no events". A plural other than with an s is given. */
export function count(number: number, one: string, many = `${one}s`): string {
  return number === 0 ? `no ${many}` : `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Domestic abuse incident" for `domestic-abuse-incident`; a kind that a source named itself stays as it is. */
export const sayKind = (kind: string): string => capital(kind.replace(/-/g, ' '));

/** "23 November 2026 at 3:04pm", in the time of the place where these families live, for an instant of the server. */
export { sayLondon as sayInstant } from '../../domain/time.ts';

export const CHILD_SEEN: Readonly<Record<ChildSeen, string>> = {
  seen: 'Child seen',
  'not-seen': 'Child not seen',
  'not-applicable': 'Seeing the child did not apply',
  'not-known': 'Not known whether the child was seen',
  'not-recorded': 'Not recorded whether the child was seen',
};

export const IMPACT: Readonly<Record<Impact, string>> = { positive: 'Positive', negative: 'Negative', mixed: 'Mixed', neutral: 'Neutral' };

/** What an account says on a matter of disagreement: days, times and codes as people say them. */
export function sayAccountValue(about: Conflict['about'], value: string): string {
  if (about === 'day') return value.replace(/\d{4}-\d{2}-\d{2}/g, sayDay);
  if (about === 'time') return value.replace(/\d{2}:\d{2}/g, sayClock);
  if (about === 'child-seen') return CHILD_SEEN[value as ChildSeen] ?? value;
  return about === 'kind' ? sayKind(value) : value;
}

/** What a column can hold, in the order in which it is offered. */
export const COLUMN_WORDS: Readonly<Partial<Record<ColumnRole, string>>> & Readonly<Record<string, string>> = {
  date: 'Date it happened',
  time: 'Time it happened',
  endDate: 'Date it ended',
  endTime: 'Time it ended',
  recorded: 'Date it was written down',
  what: 'What happened',
  response: 'Response or action',
  outcome: 'Outcome',
  agency: 'Agency',
  source: 'Source or record',
  recordedBy: 'Who wrote it down',
  subjects: 'People it is about',
  childrenAffected: 'Children affected',
  kind: 'Kind of event',
  childSeen: 'Child seen?',
  seenAlone: 'Seen alone',
  childVoice: 'What the child said',
  adultsPresent: 'Adults present',
  interpreter: 'Interpreter',
  impact: 'Impact, positive or negative',
  rag: 'Red, amber or green',
  factors: 'Factors',
  attributions: 'What it was put down to',
  sharedWith: 'Shared with',
  sequence: 'Sequence number',
  notes: 'Author’s comment',
  reference: 'Reference',
  id: 'Kinline’s own number',
  cameFrom: 'File it came from',
  sensitivity: 'Sensitivity',
  factOrOpinion: 'Fact or opinion',
};
