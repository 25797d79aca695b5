/** One family's events in order, from every contribution: the order rule, same-event candidates, conflicts, gaps, corrections. Pure. */
export { DISAGREE_ON, isContradiction, needsSettling } from './chronology/contradictions.ts';
export { correct } from './chronology/correction.ts';
export { childrenOf } from './chronology/gaps.ts';
export { referenceConflicts, sayPlace } from './chronology/gathering.ts';
export { DEFAULT_TOLERANCE_DAYS, mergeContributions } from './chronology/merge.ts';
export type {
  Chronology,
  Conflict,
  ConflictAbout,
  Decision,
  Gap,
  Happening,
  MergeOptions,
} from './chronology/terms.ts';
export { CONFLICTS_ABOUT } from './chronology/terms.ts';
