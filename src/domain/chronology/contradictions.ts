/** Which of the differences between accounts contradict each other, and which of those wait for a person. */
import type { Conflict, ConflictAbout } from './terms.ts';

/** What accounts can disagree on, as it stands in "They disagree on …". */
export const DISAGREE_ON: Readonly<Record<ConflictAbout, string>> = {
  day: 'the day',
  time: 'the time',
  people: 'who was there',
  'child-seen': 'whether the child was seen',
  kind: 'what kind of event it was',
  words: 'what was said or done',
  outcome: 'the outcome',
};

/** Accounts that cannot both be right. Two people never use the same words, so differing words alone contradict nothing. */
export function isContradiction({ about }: Conflict): boolean {
  return about !== 'words';
}

/** A contradiction that nobody has settled yet: the only kind of conflict that waits for a person. */
export function needsSettling(conflict: Conflict): boolean {
  return isContradiction(conflict) && conflict.settled === null;
}
