/** The tables of sql/migrations as TypeScript sees them. `date` columns are ISO days; `timestamptz` are ISO instants; bigint are numbers. */
import type { ColumnType, Generated } from 'kysely';

/** JSON goes in as text, so that it is stored as it was written, and comes out parsed. */
type Json = ColumnType<unknown, string, string>;
type Fixed<T> = ColumnType<T, T, never>;

export type Tables = {
  partnership: { id: Fixed<string>; name: Fixed<string> };
  agency: { partnership: string; code: string; name: string; aliases: string[]; position: number };
  practitioner: { id: string; partnership: string; name: string; role: string; agency: string; title: string | null; position: number };
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
    events: number;
    not_events: number;
    attention: number;
    notices: number;
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
  family_figures: { family: string; version: number; events: number; candidates: number; conflicts: number };
  look: { family: string; practitioner: string; at: string };
  idempotency: { practitioner: string; key: string; operation: string; request: string; answer: Json; at: string };
  audit: {
    sequence: Generated<number>;
    at: string;
    practitioner: string | null;
    operation: string;
    subject_kind: string;
    subject: string | null;
    outcome: string;
  };
};
