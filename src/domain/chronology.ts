/** One family's events in order, from every contribution: the order rule, same-event candidates, conflicts, gaps. Pure. */
import type { Contribution, Notice } from './contribution.ts';
import type { Event, EventId } from './event.ts';
import type { Day } from './time.ts';

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

export type Conflict = {
  readonly about: 'day' | 'time' | 'people' | 'child-seen' | 'kind' | 'words' | 'outcome';
  readonly accounts: readonly Account[];
  /** Who settled it on which account, and why; null while it is unsettled. */
  readonly settled: { readonly on: EventId; readonly by: string; readonly at: string; readonly reason: string } | null;
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

/** A silence: the longest stretch without an event of this agency, or about this child, between its first and last. */
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
  readonly happenings: readonly Happening[];
  readonly gaps: readonly Gap[];
  readonly notices: readonly Notice[];
};

export type MergeOptions = {
  /** Agency codes in the partnership's order. */
  readonly agencyOrder: readonly string[];
  readonly decisions: readonly Decision[];
  /** How many days apart two accounts may stand and still be candidates. */
  readonly toleranceDays: number;
};
