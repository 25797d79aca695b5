/** My families: who they are, what has arrived, what waits for me and what I wait for. */
import { Type } from 'typebox';
import type { Day } from '../domain/time.ts';
import { notYet, operation } from './door.ts';

export type ChildSummary = {
  readonly label: string;
  /** ISO day when exactly one exact birth date is described; null when none, or when descriptions disagree. */
  readonly dateOfBirth: string | null;
  readonly expectedDate: string | null;
  readonly gestationWeeks: number | null;
};

export type FamilySummary = {
  readonly id: string;
  readonly label: string;
  readonly children: readonly ChildSummary[];
  /** Agency codes involved (asked, or have contributed), in the partnership's order. */
  readonly agencies: readonly string[];
  readonly events: number;
  /** Rows that need a person's attention. */
  readonly attention: number;
  /** Pairs "same event?" that nobody has decided. */
  readonly candidates: number;
  /** Disagreements between accounts of one happening that nobody has settled. */
  readonly conflicts: number;
  /** ISO instant. */
  readonly lastReceived: string | null;
  /** Events received since this practitioner last looked at the family; all of them when they never did. */
  readonly newSinceLastLook: number;
};

export type Waiting = {
  readonly family: string;
  readonly familyLabel: string;
  /** A plain sentence. */
  readonly what: string;
  readonly since: Day;
};

export type Families = {
  readonly families: readonly FamilySummary[];
  readonly waitingForMe: readonly Waiting[];
  readonly iAmWaitingFor: readonly Waiting[];
};

export const listFamilies = operation({
  name: 'list-families',
  says: 'The families that you may see, what waits for you and what you wait for.',
  permission: 'see-families',
  effect: 'reads',
  input: Type.Object({}),
  subject: () => ({ partnership: true }),
  run: notYet<Families>,
});
