/** The tables of sql/migrations as TypeScript sees them. `date` columns are ISO days; `timestamptz` are ISO instants; bigint are numbers. */
import type { ColumnType, Generated } from 'kysely';
import type { Clearance, Purpose } from '../domain/access.ts';

/** JSON goes in as text, so that it is stored as it was written, and comes out parsed. */
type Json = ColumnType<unknown, string, string>;
type Fixed<T> = ColumnType<T, T, never>;
/** An instant that the server writes itself, so that nothing can be back-dated. */
type Server = ColumnType<string, never, never>;

/** What can be matched with a protected place. */
export type PlacePart =
  | 'event'
  | 'attention'
  | 'not-event'
  | 'notice'
  | 'person'
  | 'note'
  | 'decision'
  | 'settlement'
  | 'request'
  | 'draft'
  | 'document';

export type Tables = {
  partnership: { id: Fixed<string>; name: Fixed<string>; demonstration: boolean };
  agency: { partnership: string; code: string; name: string; aliases: string[]; position: number };
  practitioner: {
    id: string;
    partnership: string;
    name: string;
    role: string;
    agency: string;
    title: string | null;
    position: number;
    left_at: Generated<string | null>;
  };
  family: {
    id: Fixed<string>;
    partnership: Fixed<string>;
    label: Fixed<string>;
    added_at: Fixed<string>;
    added_by: Fixed<string>;
    version: Generated<number>;
  };
  involvement: { family: string; agency: string; since: string; because: 'named' | 'asked' | 'contributed' };
  request: {
    id: string;
    family: string;
    agency: string;
    asked_on: string;
    wanted_by: string | null;
    note: string | null;
    at: string;
    by: string;
  };
  promise: { id: string; family: string; agency: string; promised_on: string; at: string; by: string };
  contribution: {
    id: string;
    family: string;
    agency: string | null;
    level: 'agency' | 'department';
    file: string;
    sha256: string;
    format: string;
    supersedes: string | null;
    received_at: string;
    received_by: string;
    stated_family: string | null;
    reading: Json;
    mapping: Json;
    /** The stored counts may be written and not read: contribution_counts() gives what can be seen. */
    events: ColumnType<never, number, never>;
    not_events: ColumnType<never, number, never>;
    attention: ColumnType<never, number, never>;
    notices: ColumnType<never, number, never>;
  };
  original: { contribution: string; bytes: Buffer };
  event: {
    contribution: string;
    id: string;
    family: string;
    position: number;
    agency: string | null;
    kind: string;
    happened_from: string | null;
    happened_to: string | null;
    sensitivity: string | null;
    body: Json;
  };
  attention_row: { contribution: string; position: number; table_place: string; row: number; body: Json };
  not_event: { contribution: string; position: number; body: Json };
  notice: { contribution: string; position: number; body: Json };
  described_person: { contribution: string; position: number; family: string; body: Json };
  coverage: { contribution: string; position: number; covered_from: string | null; covered_to: string | null; complete: boolean };
  completed_row: {
    contribution: string;
    table_place: string;
    row: number;
    hidden: boolean;
    event: string;
    agency: string | null;
    sensitivity: string | null;
    body: Json;
    at: string;
    by: string;
    reason: string | null;
  };
  continuation: { family: string; contribution: string; earlier: string; later: string | null };
  decision: {
    sequence: Generated<number>;
    family: string;
    one: string;
    other: string;
    answer: 'same' | 'different' | 'open';
    reason: string | null;
    at: string;
    by: string;
  };
  settlement: {
    sequence: Generated<number>;
    family: string;
    events: string[];
    about: string;
    relied_on: string;
    reason: string;
    at: string;
    by: string;
  };
  note: { id: string; family: string; event: string; text: string; at: string; by: string };
  column_mapping: { sequence: Generated<number>; partnership: string; agency: string; mapping: Json; at: string; by: string };
  contribution_draft: {
    id: string;
    family: string;
    agency: string | null;
    file: string;
    sha256: string;
    mapping: Json;
    remembered: boolean;
    leave_out: string[];
    day_month_order: 'day-first' | 'month-first' | null;
    started_at: string;
    started_by: string;
    accepted_as: string | null;
    bytes: Buffer;
    preview: Json;
    reading: Json;
    problem: ColumnType<unknown, string | null, string | null>;
  };
  draft_set_aside: { draft: string; at: string; by: string };
  figure: {
    partnership: string;
    year: number;
    measure: 'families' | 'children';
    quarter: number;
    agency: string;
    position: number;
    value: number | null;
    decided_at: Server;
  };
  family_figures: { family: string; seen: string; version: number; events: number; candidates: number; conflicts: number };
  allocation: {
    id: string;
    family: string;
    practitioner: string;
    agency: string;
    purpose: Purpose;
    clearance: Clearance;
    since: Server;
    until: string | null;
    by: string;
    reason: string;
  };
  allocation_end: { allocation: string; at: Server; by: string; reason: string };
  emergency_opening: { id: string; family: string; practitioner: string; reason: string; since: Server; until: Server };
  emergency_closing: { opening: string; at: Server; by: string };
  told: {
    id: Server;
    practitioner: Server;
    kind: ColumnType<'opened-in-an-emergency' | 'opening-not-reviewed' | 'opening-reviewed', never, never>;
    family: Server;
    about: Server;
    at: Server;
  };
  told_opened: { told: string; at: Server };
  opening_review: {
    id: string;
    opening: string;
    outcome: 'proportionate' | 'not-proportionate' | 'follow-up';
    words: string;
    at: Server;
    by: string;
  };
  declared_conflict: { id: string; practitioner: string; family: string; because: string; at: Server; by: string };
  must_not_reach: {
    sequence: Generated<number>;
    family: string;
    event: string;
    audience_kind: 'practitioner' | 'agency';
    audience: string;
    effect: 'hide' | 'lift';
    reason: string;
    at: Server;
    by: string;
  };
  protected_place: { id: string; family: string; person: string; kind: string; sealed: Buffer; at: Server; by: string };
  place_release: { id: string; place: string; practitioner: string; reason: string; asked_by: string; asked_at: Server };
  place_release_asked_of: { release: string; practitioner: string };
  place_release_agreed: { release: string; by: string; at: Server };
  place_release_withdrawn: { release: string; by: string; at: Server };
  place_match: { id: string; family: string; part: PlacePart; contribution: string | null; item: string; place: string; at: Server };
  place_match_set_aside: { match: string; reason: string; asked_by: string; asked_at: Server };
  place_match_set_aside_agreed: { match: string; by: string; at: Server };
  look: { family: string; practitioner: string; at: string };
  idempotency: { practitioner: string; key: string; operation: string; request: string; answer: Json; at: string };
  audit: {
    sequence: Generated<number>;
    at: Server;
    canonical: Server;
    practitioner: ColumnType<string | null, never, never>;
    agency: ColumnType<string | null, never, never>;
    role: ColumnType<string | null, never, never>;
    purpose: ColumnType<string | null, never, never>;
    session: ColumnType<string | null, never, never>;
    operation: Server;
    verb: Server;
    subject_kind: Server;
    subject: ColumnType<string | null, never, never>;
    family: ColumnType<string | null, never, never>;
    outcome: Server;
    nonce: Server;
  };
  audit_leaf: { index: number; entry: number };
  audit_node: { level: number; index: number; hash: Buffer };
  kept_form: {
    id: string;
    practitioner: string;
    sealed: Buffer;
    kept_at: ColumnType<string, never, never>;
    until: ColumnType<string, never, never>;
  };
};
