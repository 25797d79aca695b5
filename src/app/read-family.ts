/** One family: the people as agencies describe them, and where each agency stands with what it was asked and what it sent. */
import { Type } from 'typebox';
import type { Coverage } from '../domain/contribution.ts';
import type { DescribedPerson } from '../domain/person.ts';
import type { Day, PartialDate } from '../domain/time.ts';
import { notYet, operation } from './door.ts';
import { Id } from './inputs.ts';

/** One child, from everything that agencies say of a label. What they disagree on is said, and then the value is null. */
export type ChildLine = {
  readonly label: string;
  readonly born: PartialDate | null;
  readonly expectedDate: Day | null;
  readonly gestationWeeks: number | null;
  /** Plain sentences, such as "Two birth dates: 14 August 2015 (police.docx), 20 August 2015 (gp.csv)." */
  readonly disagreements: readonly string[];
};

export type ContributionLine = {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly events: number;
  readonly notEvents: number;
  /** Rows that still need attention: those completed by hand are counted under events. */
  readonly attention: number;
  readonly notices: number;
  /** The contribution that this one corrects. */
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  /** `department` when it was merged into its agency's chronology first. */
  readonly level: 'agency' | 'department';
};

export type AgencyLine = {
  /** Agency code; contributions whose rows name their own agencies stand under `partnership`. */
  readonly agency: string;
  readonly name: string;
  readonly asked: { readonly on: Day; readonly by: Day | null; readonly promised: Day | null } | null;
  readonly contributions: readonly ContributionLine[];
  readonly coverage: readonly Coverage[];
  readonly lastReceived: string | null;
  readonly events: number;
  readonly attention: number;
};

export type PersonLine = DescribedPerson & { readonly agency: string | null; readonly file: string };

export type FamilyPage = {
  readonly id: string;
  readonly label: string;
  readonly people: readonly PersonLine[];
  readonly children: readonly ChildLine[];
  /** Every agency that is involved, in the partnership's order. */
  readonly agencies: readonly AgencyLine[];
};

export const readFamily = operation({
  name: 'read-family',
  says: 'One family: its people as described, its agencies, what was asked, promised and received.',
  permission: 'see-family',
  effect: 'reads',
  input: Type.Object({ family: Id }),
  subject: ({ family }) => ({ family }),
  run: notYet<FamilyPage>,
});
