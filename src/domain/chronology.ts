/** One family's events in order, from every contribution: the order rule, same-event candidates, conflicts, gaps, corrections. Pure. */
export { type Correction, correct } from './chronology/correction.ts';
export { childrenOf } from './chronology/gaps.ts';
export { type ReferenceConflict, referenceConflicts, sayPlace, tellsOfSomething } from './chronology/gathering.ts';
export { DEFAULT_TOLERANCE_DAYS, mergeContributions } from './chronology/merge.ts';
export type {
  Account,
  Chronology,
  Conflict,
  ConflictAbout,
  Decision,
  Gap,
  Happening,
  MergeOptions,
  Settlement,
} from './chronology/terms.ts';
