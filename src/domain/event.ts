/** One significant thing that happened, as one agency recorded it. The fields are those that `docs/schemas/reading.schema.json` publishes. */
import type { PartialDate } from './time.ts';

/** 128 bits as 32 lower-case hexadecimal digits. The same bytes read again give the same ids. */
export type EventId = string;

export type ChildSeen = 'seen' | 'not-seen' | 'not-applicable' | 'not-known' | 'not-recorded';
export type Impact = 'positive' | 'negative' | 'mixed' | 'neutral';
export type Rag = 'red' | 'amber' | 'green';
export type Interpreter = 'accredited' | 'not-needed' | 'refused' | 'family-member' | 'partner' | 'child' | 'none' | 'not-recorded';
export type Sensitivity = 'ordinary' | 'restricted' | 'protected';

/** Where in its file something stands. `row` is the number that a person sees. */
export type Place = { readonly table: string; readonly row: number; readonly hidden: boolean };

/** An explanation is a claim with an author, never a fact: "put down to alcohol", by whom, on what basis. */
export type Attribution = { readonly claim: string; readonly by: string | null; readonly basis: string | null; readonly disputed: boolean };

/** Telling another agency, or deciding not to, as a contribution states it. Days are ISO; null when the source gives none. */
export type StatedShare = {
  readonly to: string;
  readonly how?: string;
  readonly sent?: string | null;
  readonly received?: string | null;
  readonly acknowledged?: string | null;
  readonly returned?: string | null;
  readonly decided?: string;
  readonly on?: string | null;
  readonly reason?: string;
};

/** An author's own remark or analysis beside the event, kept apart from the facts. */
export type AuthorNote = { readonly text: string; readonly heading: string | null };

export type Event = {
  readonly id: EventId;
  readonly place: Place;
  readonly happened: PartialDate;
  /** When the agency wrote it down, if the source says; may be long after. */
  readonly recorded: PartialDate | null;
  /** Agency code when it is a known agency, otherwise the words of the source; null when neither file nor row names one. */
  readonly agency: string | null;
  readonly source: string | null;
  readonly recordedBy: string | null;
  readonly subjects: readonly string[];
  readonly childrenAffected: readonly string[];
  readonly kind: string;
  readonly what: string;
  readonly response: string | null;
  readonly outcome: string | null;
  readonly childSeen: ChildSeen;
  readonly impact: Impact | null;
  readonly rag: Rag | null;
  readonly sequence: number | null;
  readonly notes: readonly AuthorNote[];
  /** The source's row, word for word: heading to cell, blank cells left out. Empty when the source is not a table. */
  readonly words: Readonly<Record<string, string>>;

  /** The source's own reference; unique within its agency where the source keeps to that. */
  readonly ref?: string;
  readonly family?: string;
  /** For a day that the source gives as running: the file that an integrated chronology says this row came from. */
  readonly cameFrom?: { readonly file: string; readonly place: string };
  readonly adultsPresent?: readonly string[];
  readonly childVoice?: string;
  readonly seen?: readonly string[];
  readonly seenAlone?: readonly string[];
  readonly historySought?: readonly string[];
  readonly interpreter?: Interpreter;
  readonly attributions?: readonly Attribution[];
  readonly factors?: readonly string[];
  readonly attended?: readonly string[];
  readonly invited?: readonly string[];
  readonly sentReport?: readonly string[];
  readonly absent?: readonly string[];
  readonly cites?: readonly string[];
  readonly covers?: readonly string[];
  readonly supersedes?: string;
  readonly owner?: readonly string[];
  readonly due?: string;
  readonly mobile?: boolean;
  readonly couldLook?: readonly string[];
  readonly sensitivity?: Sensitivity;
  readonly factOrOpinion?: 'fact' | 'opinion';
  readonly verifiedBy?: string;
  readonly shares?: readonly StatedShare[];
  /** Fields of a JSON contribution that nobody knows: kept as they came. */
  readonly unknown?: Readonly<Record<string, unknown>>;
};

/** Meetings, decisions and plans of the child protection process: a theme of their own on the timeline, drawn as squares. */
export const MEETINGS_AND_PLANS = [
  'strategy-discussion',
  'section-47-enquiry',
  'initial-child-protection-conference',
  'review-child-protection-conference',
  'core-group',
  'child-in-need-plan',
  'child-protection-plan',
  'plan-closed',
  'step-down',
  'huddle',
  'professionals-discussion',
  'look-back',
  'escalation',
  'escalation-resolved',
  'recommendation',
] as const;

/** The controlled core of kinds (guide to contracts, section 2). The list is open: others are kept, with a notice. */
export const CORE_KINDS = [
  'pregnancy-booked',
  'birth',
  'neonatal-admission',
  'neonatal-discharge',
  'discharge-planning-meeting',
  'home-visit',
  'contact',
  'clinic-contact',
  'child-seen',
  'was-not-brought',
  'no-access',
  'domestic-abuse-incident',
  'violence',
  'sexual-abuse-allegation',
  'suicide-attempt',
  'self-harm',
  'mental-health-crisis',
  'alcohol-crisis',
  'drug-crisis',
  'worry',
  'concern',
  'injury',
  'injury-non-mobile',
  'child-impact',
  'lived-experience',
  'routine-enquiry',
  'assessment',
  'whole-family-assessment',
  'pre-birth-assessment',
  'mental-health-assessment',
  'paediatric-opinion',
  'referral',
  'referral-decision',
  'referrer-told',
  ...MEETINGS_AND_PLANS,
  'move',
  'transfer',
  'transfer-acknowledged',
  'marac',
  'action-agreed',
  'action-accepted',
  'action-done',
  'closure',
  'reconciliation',
  'separation',
  'serious-incident',
  'serious-incident-notification',
  'rapid-review',
  'death',
  'nil-return',
] as const;

export const AUTHOR_NOTE_KIND = 'author-note';
