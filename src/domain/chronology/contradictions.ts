/** Which of the differences between accounts contradict each other, and which of those wait for a person. */
import type { Conflict } from './terms.ts';

/** Accounts that cannot both be right. Two people never use the same words, so differing words alone contradict nothing. */
export function isContradiction({ about }: Conflict): boolean {
  return about !== 'words';
}

/** A contradiction that nobody has settled yet: the only kind of conflict that waits for a person. */
export function needsSettling(conflict: Conflict): boolean {
  return isContradiction(conflict) && conflict.settled === null;
}
