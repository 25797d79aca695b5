/** People as an agency described them. Two descriptions of one person are both kept; nothing is joined silently. */
import type { PartialDate } from './time.ts';

export type DescribedPerson = {
  /** What the source calls the person: a letter ("B"), a role ("Mother") or a name. */
  readonly label: string;
  readonly role?: string;
  readonly sex?: string;
  /** ISO day when the source gives an exact one; null when it gives none. `born` keeps the words when they are less exact. */
  readonly dateOfBirth: string | null;
  /** The day the baby was expected, when the source says. */
  readonly expectedDate: string | null;
  readonly born?: PartialDate;
  readonly gestationWeeks?: number;
  readonly language?: string;
  readonly interpreterNeeded?: boolean;
  readonly place: string;
};
