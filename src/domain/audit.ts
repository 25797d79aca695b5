/**
 * The audit: what was done or refused, by whom, for what, to which family, when. One entry is one line of canonical text (JSON without
 * spaces, keys in the order of `ENTRY_KEYS`); that text is what the log's tree is made of. Ids and codes only.
 */

/** What kind of thing was done. `refuse`: it was asked for and not done; the outcome says why. */
export const VERBS = ['read', 'add', 'change', 'decide', 'share', 'print', 'export', 'sign-in', 'sign-out', 'refuse'] as const;
export type Verb = (typeof VERBS)[number];

export type AuditEntry = {
  /** ISO instant to the microsecond, of the database's clock. */
  readonly at: string;
  /** Null when nobody was signed in, or the server itself acted. */
  readonly practitioner: string | null;
  readonly agency: string | null;
  readonly role: string | null;
  readonly purpose: string | null;
  readonly session: string | null;
  /** The name of an operation, such as `read-chronology`. */
  readonly operation: string;
  readonly verb: Verb;
  /** `family`, `contribution`, `draft`, `practitioner` or `partnership`. */
  readonly subjectKind: string;
  readonly subject: string | null;
  /** The family that it was about, whenever that is known. */
  readonly family: string | null;
  /** `done`, or the code of the problem that it was refused with. */
  readonly outcome: string;
  /** Random, so that the hash of a line cannot be guessed from what it says. */
  readonly nonce: string;
};

export const ENTRY_KEYS = [
  'at',
  'practitioner',
  'agency',
  'role',
  'purpose',
  'session',
  'operation',
  'verb',
  'subject_kind',
  'subject',
  'family',
  'outcome',
  'nonce',
] as const;

/** The entry that a line of canonical text is; null when it is none. */
export function entryOf(canonical: string): AuditEntry | null {
  let said: unknown;
  try {
    said = JSON.parse(canonical);
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null) return null;
  const fields = Object.entries(said);
  const fits = fields.length === ENTRY_KEYS.length && fields.every(([key, value], at) => key === ENTRY_KEYS[at] && isCode(value));
  if (!fits || JSON.stringify(said) !== canonical) return null;
  const { subject_kind: subjectKind, ...rest } = said as Record<(typeof ENTRY_KEYS)[number], string>;
  return VERBS.some((verb) => verb === rest.verb) ? ({ ...rest, subjectKind } as unknown as AuditEntry) : null;
}

const isCode = (value: unknown): boolean => value === null || typeof value === 'string';
