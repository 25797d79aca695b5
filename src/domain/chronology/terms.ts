/** The words of a chronology: decisions on candidates, happenings, conflicts, gaps, and what a merge may depend on. */
import type { Contribution, Notice } from '../contribution.ts';
import type { Event, EventId } from '../event.ts';
import type { Day } from '../time.ts';

/** A person's answer on a pair of accounts. `open` takes an earlier answer back (undo); the latest decision on a pair counts. */
export type Decision = {
  readonly events: readonly [EventId, EventId];
  readonly answer: 'same' | 'different' | 'open';
  readonly by: string;
  /** ISO instant, from the server. */
  readonly at: string;
  readonly reason: string | null;
};

/** One account's value of something that accounts of one happening disagree on. */
export type Account = { readonly event: EventId; readonly value: string };

/** What accounts of one happening can disagree on. */
export const CONFLICTS_ABOUT = ['day', 'time', 'people', 'child-seen', 'kind', 'words', 'outcome'] as const;
export type ConflictAbout = (typeof CONFLICTS_ABOUT)[number];

export type Conflict = {
  readonly about: ConflictAbout;
  readonly accounts: readonly Account[];
  /** Who settled it on which account, and why; null while it is unsettled. */
  readonly settled: { readonly on: EventId; readonly by: string; readonly at: string; readonly reason: string } | null;
};

/** A person's word on a conflict: which account they rely on, and why. Every account stays. The latest on the same accounts counts. */
export type Settlement = {
  /** The accounts that were looked at. An account that joins later opens the conflict again. */
  readonly events: readonly EventId[];
  readonly about: ConflictAbout;
  readonly on: EventId;
  readonly by: string;
  /** ISO instant, from the server. */
  readonly at: string;
  readonly reason: string;
};

/** Accounts that are, or may be, of the same thing that happened. They stay separate events; nothing is joined. */
export type Happening = {
  readonly events: readonly EventId[];
  /** True when a person said *same event*; false while it is a candidate. */
  readonly decided: boolean;
  /** Reasons for, in words; those against begin with "But". */
  readonly because: readonly string[];
  readonly conflicts: readonly Conflict[];
};

/**
 * A silence: the longest stretch of days that certainly hold no event of this agency, or about this child, between its first and last.
 * `from` and `to` are the first and the last silent day; `days` counts both. An imprecise event may lie anywhere in its range, so it shortens the silence.
 */
export type Gap = {
  readonly of: { readonly agency: string } | { readonly child: string };
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly after: EventId;
  readonly before: EventId;
};

export type Chronology = {
  readonly contributions: readonly Contribution[];
  /** In the order rule of the guide: earliest possible day, known time, sequence, agency order, source order. */
  readonly events: readonly Event[];
  /** First those that a person decided, in the order of the chronology; then candidates, those with the most in common first. */
  readonly happenings: readonly Happening[];
  readonly gaps: readonly Gap[];
  /** What the merge itself has to say; each contribution keeps its own notices. */
  readonly notices: readonly Notice[];
};

export type MergeOptions = {
  /** Agency codes in the partnership's order. */
  readonly agencyOrder: readonly string[];
  readonly decisions: readonly Decision[];
  readonly settlements?: readonly Settlement[];
  /** How many days apart two accounts may stand and still be candidates. */
  readonly toleranceDays: number;
};
