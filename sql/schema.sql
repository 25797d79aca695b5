-- The total of sql/migrations, for reading; written by tools/write-schema.ts from the database itself. Never applied.

create table account (
  practitioner text not null,
  login_hash bytea not null,
  login_sealed bytea not null,
  password_hash text not null,
  code_secret bytea not null,
  code_step bigint not null default 0,
  made_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  constraint account_login_hash_key UNIQUE (login_hash),
  constraint account_pkey PRIMARY KEY (practitioner),
  constraint account_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id)
);

create table agency (
  partnership text not null,
  code text not null,
  name text not null,
  aliases text[] not null,
  position integer not null,
  constraint agency_pkey PRIMARY KEY (partnership, code),
  constraint agency_partnership_fkey FOREIGN KEY (partnership) REFERENCES partnership(id)
);

create table allocation (
  id text not null,
  family text not null,
  practitioner text not null,
  agency text not null,
  purpose text not null,
  clearance text not null,
  since timestamp with time zone not null default now(),
  until timestamp with time zone,
  by text not null,
  reason text not null,
  constraint allocation_pkey PRIMARY KEY (id),
  constraint allocation_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint allocation_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint allocation_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint allocation_clearance_check CHECK ((clearance = ANY (ARRAY['ordinary'::text, 'restricted'::text, 'protected'::text]))),
  constraint allocation_purpose_check CHECK ((purpose = ANY (ARRAY['safeguarding'::text, 'gathering'::text, 'review'::text])))
);

create table allocation_end (
  allocation text not null,
  at timestamp with time zone not null default now(),
  by text not null,
  reason text not null,
  constraint allocation_end_pkey PRIMARY KEY (allocation),
  constraint allocation_end_allocation_fkey FOREIGN KEY (allocation) REFERENCES allocation(id),
  constraint allocation_end_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id)
);

create table attention_row (
  contribution text not null,
  position integer not null,
  table_place text not null,
  row integer not null,
  body json not null,
  constraint attention_row_pkey PRIMARY KEY (contribution, "position"),
  constraint attention_row_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id)
);

create table audit (
  sequence bigint not null generated always as identity,
  at timestamp with time zone not null,
  canonical json not null,
  practitioner text default (canonical ->> 'practitioner'::text),
  agency text default (canonical ->> 'agency'::text),
  role text default (canonical ->> 'role'::text),
  purpose text default (canonical ->> 'purpose'::text),
  session text default (canonical ->> 'session'::text),
  operation text not null default (canonical ->> 'operation'::text),
  verb text not null default (canonical ->> 'verb'::text),
  subject_kind text not null default (canonical ->> 'subject_kind'::text),
  subject text default (canonical ->> 'subject'::text),
  family text default (canonical ->> 'family'::text),
  outcome text not null default (canonical ->> 'outcome'::text),
  nonce text not null default (canonical ->> 'nonce'::text),
  constraint audit_pkey1 PRIMARY KEY (sequence),
  constraint audit_at CHECK ((at = ((canonical ->> 'at'::text))::timestamp with time zone)),
  constraint audit_verb CHECK (((canonical ->> 'verb'::text) = ANY (ARRAY['read'::text, 'add'::text, 'change'::text, 'decide'::text, 'share'::text, 'print'::text, 'export'::text, 'sign-in'::text, 'sign-out'::text, 'refuse'::text])))
);

create table audit_leaf (
  index bigint not null,
  entry bigint not null,
  constraint audit_leaf_entry_key UNIQUE (entry),
  constraint audit_leaf_pkey PRIMARY KEY (index),
  constraint audit_leaf_entry_fkey FOREIGN KEY (entry) REFERENCES audit(sequence)
);

create table audit_node (
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  constraint audit_node_pkey PRIMARY KEY (level, index),
  constraint audit_node_hash_check CHECK ((length(hash) = 32))
);

create table audit_unsealed (
  entry bigint not null,
  constraint audit_unsealed_pkey PRIMARY KEY (entry)
);

create table column_mapping (
  sequence bigint not null generated always as identity,
  partnership text not null,
  agency text not null,
  mapping json not null,
  at timestamp with time zone not null,
  by text not null,
  constraint column_mapping_pkey PRIMARY KEY (sequence),
  constraint column_mapping_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint column_mapping_partnership_fkey FOREIGN KEY (partnership) REFERENCES partnership(id)
);

create table completed_row (
  contribution text not null,
  table_place text not null,
  row integer not null,
  hidden boolean not null,
  event text not null,
  body json not null,
  at timestamp with time zone not null,
  by text not null,
  reason text,
  sensitivity text,
  agency text,
  constraint completed_row_pkey PRIMARY KEY (contribution, table_place, "row"),
  constraint completed_row_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint completed_row_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id)
);

create table context_key (
  id text not null,
  inner_pad bytea not null,
  outer_pad bytea not null,
  since timestamp with time zone not null default now(),
  constraint context_key_pkey PRIMARY KEY (id),
  constraint context_key_inner_pad_check CHECK ((length(inner_pad) = 64)),
  constraint context_key_outer_pad_check CHECK ((length(outer_pad) = 64))
);

create table continuation (
  family text not null,
  contribution text not null,
  earlier text not null,
  later text,
  constraint continuation_pkey PRIMARY KEY (contribution, earlier),
  constraint continuation_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id),
  constraint continuation_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table contribution (
  id text not null,
  family text not null,
  agency text,
  level text not null,
  file text not null,
  sha256 text not null,
  format text not null,
  supersedes text,
  received_at timestamp with time zone not null,
  received_by text not null,
  stated_family text,
  reading json not null,
  mapping json not null,
  events integer not null,
  not_events integer not null,
  attention integer not null,
  notices integer not null,
  constraint contribution_supersedes_key UNIQUE (supersedes),
  constraint contribution_pkey PRIMARY KEY (id),
  constraint contribution_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint contribution_received_by_fkey FOREIGN KEY (received_by) REFERENCES practitioner(id),
  constraint contribution_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES contribution(id),
  constraint contribution_level_check CHECK ((level = ANY (ARRAY['agency'::text, 'department'::text]))),
  constraint contribution_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

create table contribution_draft (
  id text not null,
  family text not null,
  agency text,
  file text not null,
  sha256 text not null,
  mapping json not null,
  remembered boolean not null,
  leave_out text[] not null,
  day_month_order text,
  started_at timestamp with time zone not null,
  started_by text not null,
  accepted_as text,
  bytes bytea not null,
  preview json not null,
  reading json not null,
  problem json,
  constraint contribution_draft_pkey PRIMARY KEY (id),
  constraint contribution_draft_accepted_as_fkey FOREIGN KEY (accepted_as) REFERENCES contribution(id),
  constraint contribution_draft_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint contribution_draft_started_by_fkey FOREIGN KEY (started_by) REFERENCES practitioner(id)
);

create table coverage (
  contribution text not null,
  position integer not null,
  covered_from date,
  covered_to date,
  complete boolean not null,
  constraint coverage_pkey PRIMARY KEY (contribution, "position"),
  constraint coverage_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id)
);

create table decision (
  sequence bigint not null generated always as identity,
  family text not null,
  one text not null,
  other text not null,
  answer text not null,
  reason text,
  at timestamp with time zone not null,
  by text not null,
  constraint decision_pkey PRIMARY KEY (sequence),
  constraint decision_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint decision_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint decision_answer_check CHECK ((answer = ANY (ARRAY['same'::text, 'different'::text, 'open'::text])))
);

create table declared_conflict (
  id text not null,
  practitioner text not null,
  family text not null,
  because text not null,
  at timestamp with time zone not null default now(),
  by text not null,
  constraint declared_conflict_pkey PRIMARY KEY (id),
  constraint declared_conflict_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint declared_conflict_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint declared_conflict_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id)
);

create table described_person (
  contribution text not null,
  position integer not null,
  family text not null,
  body json not null,
  constraint described_person_pkey PRIMARY KEY (contribution, "position"),
  constraint described_person_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id),
  constraint described_person_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table draft_set_aside (
  draft text not null,
  at timestamp with time zone not null,
  by text not null,
  constraint draft_set_aside_pkey PRIMARY KEY (draft),
  constraint draft_set_aside_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint draft_set_aside_draft_fkey FOREIGN KEY (draft) REFERENCES contribution_draft(id)
);

create table emergency_closing (
  opening text not null,
  at timestamp with time zone not null default now(),
  by text not null,
  constraint emergency_closing_pkey PRIMARY KEY (opening),
  constraint emergency_closing_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint emergency_closing_opening_fkey FOREIGN KEY (opening) REFERENCES emergency_opening(id)
);

create table emergency_opening (
  id text not null,
  family text not null,
  practitioner text not null,
  reason text not null,
  since timestamp with time zone not null default now(),
  until timestamp with time zone not null default (now() + '04:00:00'::interval),
  constraint emergency_opening_pkey PRIMARY KEY (id),
  constraint emergency_opening_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint emergency_opening_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint emergency_opening_check CHECK ((until <= (since + '04:00:00'::interval)))
);

create table event (
  contribution text not null,
  id text not null,
  family text not null,
  position integer not null,
  agency text,
  kind text not null,
  happened_from date,
  happened_to date,
  body json not null,
  sensitivity text,
  constraint event_pkey PRIMARY KEY (contribution, id),
  constraint event_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id),
  constraint event_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table family (
  id text not null,
  partnership text not null,
  label text not null,
  added_at timestamp with time zone not null,
  added_by text not null,
  version bigint not null default 0,
  constraint family_pkey PRIMARY KEY (id),
  constraint family_added_by_fkey FOREIGN KEY (added_by) REFERENCES practitioner(id),
  constraint family_partnership_fkey FOREIGN KEY (partnership) REFERENCES partnership(id)
);

create table family_figures (
  family text not null,
  seen text not null,
  version bigint not null,
  events integer not null,
  candidates integer not null,
  conflicts integer not null,
  constraint family_figures_pkey PRIMARY KEY (family, seen),
  constraint family_figures_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table family_half_mark (
  family text not null,
  half text not null,
  token text not null,
  at timestamp with time zone not null default now(),
  constraint family_half_mark_pkey PRIMARY KEY (family, half, token),
  constraint family_half_mark_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint family_half_mark_half_check CHECK ((half = ANY (ARRAY['surname'::text, 'place'::text])))
);

create table family_mark (
  family text not null,
  mark text not null,
  at timestamp with time zone not null default now(),
  constraint family_mark_pkey PRIMARY KEY (family, mark),
  constraint family_mark_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table figure (
  partnership text not null,
  year integer not null,
  measure text not null,
  quarter smallint not null,
  agency text not null,
  position integer not null,
  value integer,
  decided_at timestamp with time zone not null default now(),
  constraint figure_pkey PRIMARY KEY (partnership, year, measure, quarter, agency),
  constraint figure_partnership_fkey FOREIGN KEY (partnership) REFERENCES partnership(id),
  constraint figure_measure_check CHECK ((measure = ANY (ARRAY['families'::text, 'children'::text]))),
  constraint figure_quarter_check CHECK (((quarter >= 0) AND (quarter <= 4))),
  constraint figure_value_check CHECK (((value >= 10) AND ((value % 5) = 0)))
);

create table idempotency (
  practitioner text not null,
  key text not null,
  operation text not null,
  request text not null,
  answer json not null,
  at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (practitioner, key),
  constraint idempotency_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id)
);

create table identity (
  sequence bigint not null generated always as identity,
  partnership text not null,
  issuer text not null,
  subject text not null,
  practitioner text,
  at timestamp with time zone not null default now(),
  by text not null,
  constraint identity_pkey PRIMARY KEY (sequence),
  constraint identity_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint identity_partnership_fkey FOREIGN KEY (partnership) REFERENCES partnership(id),
  constraint identity_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint identity_issuer_check CHECK ((length(issuer) <= 500)),
  constraint identity_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);

create table involvement (
  family text not null,
  agency text not null,
  since timestamp with time zone not null,
  because text not null,
  constraint involvement_pkey PRIMARY KEY (family, agency),
  constraint involvement_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint involvement_because_check CHECK ((because = ANY (ARRAY['named'::text, 'asked'::text, 'contributed'::text])))
);

create table kept_form (
  id text not null,
  practitioner text not null,
  sealed bytea not null,
  kept_at timestamp with time zone not null default now(),
  until timestamp with time zone not null default (now() + '1 day'::interval),
  constraint kept_form_pkey PRIMARY KEY (id),
  constraint kept_form_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id)
);

create table look (
  family text not null,
  practitioner text not null,
  at timestamp with time zone not null,
  constraint look_pkey PRIMARY KEY (family, practitioner),
  constraint look_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint look_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id)
);

create table migration (
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);

create table must_not_reach (
  sequence bigint not null generated always as identity,
  family text not null,
  event text not null,
  audience_kind text not null,
  audience text not null,
  effect text not null,
  reason text not null,
  at timestamp with time zone not null default now(),
  by text not null,
  constraint must_not_reach_pkey PRIMARY KEY (sequence),
  constraint must_not_reach_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint must_not_reach_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint must_not_reach_audience_kind_check CHECK ((audience_kind = ANY (ARRAY['practitioner'::text, 'agency'::text]))),
  constraint must_not_reach_effect_check CHECK ((effect = ANY (ARRAY['hide'::text, 'lift'::text])))
);

create table not_event (
  contribution text not null,
  position integer not null,
  body json not null,
  constraint not_event_pkey PRIMARY KEY (contribution, "position"),
  constraint not_event_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id)
);

create table note (
  id text not null,
  family text not null,
  event text not null,
  text text not null,
  at timestamp with time zone not null,
  by text not null,
  constraint note_pkey PRIMARY KEY (id),
  constraint note_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint note_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table notice (
  contribution text not null,
  position integer not null,
  body json not null,
  constraint notice_pkey PRIMARY KEY (contribution, "position"),
  constraint notice_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id)
);

create table one_time_link (
  hash bytea not null,
  practitioner text not null,
  made_at timestamp with time zone not null default now(),
  made_by text,
  until timestamp with time zone not null default (now() + '24:00:00'::interval),
  used_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint one_time_link_pkey PRIMARY KEY (hash),
  constraint one_time_link_made_by_fkey FOREIGN KEY (made_by) REFERENCES practitioner(id),
  constraint one_time_link_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint one_time_link_check CHECK ((until <= (made_at + '24:00:00'::interval)))
);

create table opening_review (
  id text not null,
  opening text not null,
  outcome text not null,
  words text not null,
  at timestamp with time zone not null default now(),
  by text not null,
  constraint opening_review_pkey PRIMARY KEY (id),
  constraint opening_review_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint opening_review_opening_fkey FOREIGN KEY (opening) REFERENCES emergency_opening(id),
  constraint opening_review_outcome_check CHECK ((outcome = ANY (ARRAY['proportionate'::text, 'not-proportionate'::text, 'follow-up'::text])))
);

create table original (
  contribution text not null,
  bytes bytea not null,
  constraint original_pkey PRIMARY KEY (contribution),
  constraint original_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id)
);

create table partnership (
  id text not null,
  name text not null,
  demonstration boolean not null default false,
  constraint partnership_pkey PRIMARY KEY (id)
);

create table passkey (
  id text not null,
  practitioner text not null,
  credential bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  name text not null,
  made_at timestamp with time zone not null default now(),
  used_at timestamp with time zone,
  removed_at timestamp with time zone,
  constraint passkey_credential_key UNIQUE (credential),
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint passkey_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

create table place_key (
  family text not null,
  person text not null,
  wrapped bytea not null,
  at timestamp with time zone not null default now(),
  constraint place_key_pkey PRIMARY KEY (family, person),
  constraint place_key_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table place_match (
  id text not null,
  family text not null,
  part text not null,
  contribution text,
  item text not null,
  place text not null,
  at timestamp with time zone not null default now(),
  constraint place_match_pkey PRIMARY KEY (id),
  constraint place_match_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id),
  constraint place_match_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint place_match_place_fkey FOREIGN KEY (place) REFERENCES protected_place(id),
  constraint place_match_part_check CHECK ((part = ANY (ARRAY['event'::text, 'attention'::text, 'not-event'::text, 'notice'::text, 'person'::text, 'note'::text, 'decision'::text, 'settlement'::text, 'request'::text, 'draft'::text, 'document'::text])))
);

create table place_match_set_aside (
  match text not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null default now(),
  constraint place_match_set_aside_pkey PRIMARY KEY (match),
  constraint place_match_set_aside_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES practitioner(id),
  constraint place_match_set_aside_match_fkey FOREIGN KEY (match) REFERENCES place_match(id)
);

create table place_match_set_aside_agreed (
  match text not null,
  by text not null,
  at timestamp with time zone not null default now(),
  constraint place_match_set_aside_agreed_pkey PRIMARY KEY (match),
  constraint place_match_set_aside_agreed_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint place_match_set_aside_agreed_match_fkey FOREIGN KEY (match) REFERENCES place_match_set_aside(match)
);

create table place_release (
  id text not null,
  place text not null,
  practitioner text not null,
  reason text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null default now(),
  constraint place_release_pkey PRIMARY KEY (id),
  constraint place_release_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES practitioner(id),
  constraint place_release_place_fkey FOREIGN KEY (place) REFERENCES protected_place(id),
  constraint place_release_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id)
);

create table place_release_agreed (
  release text not null,
  by text not null,
  at timestamp with time zone not null default now(),
  constraint place_release_agreed_pkey PRIMARY KEY (release),
  constraint place_release_agreed_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint place_release_agreed_release_fkey FOREIGN KEY (release) REFERENCES place_release(id)
);

create table place_release_asked_of (
  release text not null,
  practitioner text not null,
  constraint place_release_asked_of_pkey PRIMARY KEY (release),
  constraint place_release_asked_of_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint place_release_asked_of_release_fkey FOREIGN KEY (release) REFERENCES place_release(id)
);

create table place_release_withdrawn (
  release text not null,
  by text not null,
  at timestamp with time zone not null default now(),
  constraint place_release_withdrawn_pkey PRIMARY KEY (release),
  constraint place_release_withdrawn_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint place_release_withdrawn_release_fkey FOREIGN KEY (release) REFERENCES place_release(id)
);

create table posting (
  sequence bigint not null generated always as identity,
  practitioner text not null,
  role text not null,
  agency text not null,
  ended boolean not null default false,
  since timestamp with time zone not null default now(),
  constraint posting_pkey PRIMARY KEY (sequence),
  constraint posting_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id)
);

create table practitioner (
  id text not null,
  partnership text not null,
  name text not null,
  role text not null,
  agency text not null,
  title text,
  position integer not null,
  left_at timestamp with time zone,
  constraint practitioner_pkey PRIMARY KEY (id),
  constraint practitioner_partnership_fkey FOREIGN KEY (partnership) REFERENCES partnership(id)
);

create table practitioner_half_mark (
  practitioner text not null,
  half text not null,
  token text not null,
  at timestamp with time zone not null default now(),
  constraint practitioner_half_mark_pkey PRIMARY KEY (practitioner, half, token),
  constraint practitioner_half_mark_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint practitioner_half_mark_half_check CHECK ((half = ANY (ARRAY['surname'::text, 'place'::text])))
);

create table practitioner_mark (
  practitioner text not null,
  mark text not null,
  at timestamp with time zone not null default now(),
  constraint practitioner_mark_pkey PRIMARY KEY (practitioner, mark),
  constraint practitioner_mark_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id)
);

create table promise (
  id text not null,
  family text not null,
  agency text not null,
  promised_on date not null,
  at timestamp with time zone not null,
  by text not null,
  constraint promise_pkey PRIMARY KEY (id),
  constraint promise_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint promise_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table protected_place (
  id text not null,
  family text not null,
  person text not null,
  kind text not null,
  sealed bytea not null,
  at timestamp with time zone not null default now(),
  by text not null,
  constraint protected_place_pkey PRIMARY KEY (id),
  constraint protected_place_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint protected_place_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table provider_logout (
  sequence bigint not null generated always as identity,
  issuer text not null,
  sub text,
  sid text,
  at timestamp with time zone not null default now(),
  constraint provider_logout_pkey PRIMARY KEY (sequence),
  constraint provider_logout_check CHECK (((sub IS NOT NULL) OR (sid IS NOT NULL)))
);

create table provider_session (
  session text not null,
  issuer text not null,
  sub text not null,
  sid text,
  constraint provider_session_pkey PRIMARY KEY (session),
  constraint provider_session_session_fkey FOREIGN KEY (session) REFERENCES session(id)
);

create table recovery_code (
  practitioner text not null,
  hash bytea not null,
  made_at timestamp with time zone not null default now(),
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (practitioner, hash),
  constraint recovery_code_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES account(practitioner)
);

create table request (
  id text not null,
  family text not null,
  agency text not null,
  asked_on date not null,
  wanted_by date,
  note text,
  at timestamp with time zone not null,
  by text not null,
  constraint request_pkey PRIMARY KEY (id),
  constraint request_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint request_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table role (
  code text not null,
  purposes text[] not null,
  emergency boolean not null default false,
  administers boolean not null default false,
  constraint role_pkey PRIMARY KEY (code)
);

create table session (
  id text not null,
  practitioner text not null,
  secret_hash bytea not null,
  how text not null,
  started_at timestamp with time zone not null default now(),
  authenticated_at timestamp with time zone not null default now(),
  until timestamp with time zone not null,
  idle_until timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_because text,
  constraint session_secret_hash_key UNIQUE (secret_hash),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint session_how_check CHECK ((how = ANY (ARRAY['demonstration'::text, 'password-and-code'::text, 'passkey'::text, 'identity-provider'::text])))
);

create table settlement (
  sequence bigint not null generated always as identity,
  family text not null,
  events text[] not null,
  about text not null,
  relied_on text not null,
  reason text not null,
  at timestamp with time zone not null,
  by text not null,
  constraint settlement_pkey PRIMARY KEY (sequence),
  constraint settlement_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint settlement_family_fkey FOREIGN KEY (family) REFERENCES family(id)
);

create table sign_in_budget (
  key bytea not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  known_until timestamp with time zone,
  constraint sign_in_budget_pkey PRIMARY KEY (key)
);

create table spent (
  mark bytea not null,
  at timestamp with time zone not null default now(),
  constraint spent_pkey PRIMARY KEY (mark),
  constraint spent_mark_check CHECK ((length(mark) = 32))
);

create table told (
  id text not null,
  practitioner text not null,
  kind text not null,
  family text not null,
  about text not null,
  at timestamp with time zone not null default now(),
  constraint told_practitioner_kind_about_key UNIQUE (practitioner, kind, about),
  constraint told_pkey PRIMARY KEY (id),
  constraint told_about_fkey FOREIGN KEY (about) REFERENCES emergency_opening(id),
  constraint told_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint told_practitioner_fkey FOREIGN KEY (practitioner) REFERENCES practitioner(id),
  constraint told_kind_check CHECK ((kind = ANY (ARRAY['opened-in-an-emergency'::text, 'opening-not-reviewed'::text, 'opening-reviewed'::text])))
);

create table told_opened (
  told text not null,
  at timestamp with time zone not null default now(),
  constraint told_opened_pkey PRIMARY KEY (told),
  constraint told_opened_told_fkey FOREIGN KEY (told) REFERENCES told(id)
);

create table unknown_identity (
  reference text not null,
  issuer text not null,
  subject text not null,
  at timestamp with time zone not null default now(),
  constraint unknown_identity_pkey PRIMARY KEY (reference),
  constraint unknown_identity_issuer_check CHECK ((length(issuer) <= 500)),
  constraint unknown_identity_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);

CREATE INDEX allocation_family ON allocation USING btree (family);
CREATE INDEX allocation_practitioner ON allocation USING btree (practitioner);
CREATE INDEX audit_family ON audit USING btree (family, sequence);
CREATE INDEX audit_practitioner ON audit USING btree (practitioner, sequence);
CREATE INDEX audit_practitioner_day ON audit USING btree (practitioner, at) WHERE (family IS NOT NULL);
CREATE INDEX audit_subject ON audit USING btree (subject, sequence);
CREATE INDEX audit_when ON audit USING btree (at);
CREATE INDEX column_mapping_agency ON column_mapping USING btree (partnership, agency, sequence);
CREATE INDEX continuation_family ON continuation USING btree (family);
CREATE INDEX contribution_draft_family ON contribution_draft USING btree (family);
CREATE INDEX contribution_family ON contribution USING btree (family, received_at);
CREATE INDEX contribution_sha256 ON contribution USING btree (sha256);
CREATE INDEX decision_family ON decision USING btree (family, sequence);
CREATE INDEX declared_conflict_practitioner ON declared_conflict USING btree (practitioner);
CREATE INDEX described_person_known ON described_person USING btree (fold_name((body ->> 'label'::text)), ((body ->> 'dateOfBirth'::text)));
CREATE INDEX emergency_opening_family ON emergency_opening USING btree (family);
CREATE INDEX emergency_opening_practitioner ON emergency_opening USING btree (practitioner);
CREATE INDEX event_family ON event USING btree (family, id);
CREATE INDEX event_sensitivity ON event USING btree (family) INCLUDE (id, agency, sensitivity) WHERE ((sensitivity IS NOT NULL) AND (sensitivity <> 'ordinary'::text));
CREATE INDEX family_mark_mark ON family_mark USING btree (mark);
CREATE INDEX identity_subject ON identity USING btree (issuer, subject, sequence);
CREATE INDEX kept_form_practitioner ON kept_form USING btree (practitioner);
CREATE INDEX must_not_reach_audience ON must_not_reach USING btree (audience, audience_kind, family);
CREATE INDEX note_family ON note USING btree (family, at);
CREATE INDEX one_time_link_practitioner ON one_time_link USING btree (practitioner);
CREATE INDEX opening_review_opening ON opening_review USING btree (opening);
CREATE INDEX passkey_practitioner ON passkey USING btree (practitioner);
CREATE INDEX place_match_family ON place_match USING btree (family);
CREATE INDEX place_release_asked_of_practitioner ON place_release_asked_of USING btree (practitioner);
CREATE INDEX place_release_practitioner ON place_release USING btree (practitioner);
CREATE INDEX posting_practitioner ON posting USING btree (practitioner, since, sequence);
CREATE INDEX promise_family ON promise USING btree (family);
CREATE INDEX protected_place_family ON protected_place USING btree (family);
CREATE INDEX provider_logout_sid ON provider_logout USING btree (issuer, sid);
CREATE INDEX provider_logout_sub ON provider_logout USING btree (issuer, sub);
CREATE INDEX provider_session_sub ON provider_session USING btree (issuer, sub);
CREATE INDEX request_family ON request USING btree (family);
CREATE INDEX session_practitioner ON session USING btree (practitioner);
CREATE INDEX settlement_family ON settlement USING btree (family, sequence);
CREATE INDEX spent_at ON spent USING btree (at);
CREATE UNIQUE INDEX place_match_once ON place_match USING btree (place, part, item, COALESCE(contribution, ''::text));

CREATE OR REPLACE FUNCTION public.account_of_login(of_login bytea)
 RETURNS TABLE(practitioner text, password_hash text, code_secret bytea, login_hash bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.practitioner, a.password_hash, a.code_secret, a.login_hash
  from account a join practitioner p on p.id = a.practitioner where a.login_hash = of_login and p.left_at is null
$function$;

CREATE OR REPLACE FUNCTION public.accounts_of_partnership()
 RETURNS TABLE(practitioner text, has_account boolean, link_until timestamp with time zone, left_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.id, a.practitioner is not null,
    (select max(l.until) from one_time_link l where l.practitioner = p.id and l.used_at is null and l.withdrawn_at is null and l.until > now()), p.left_at
  from acting() c join role r on r.code = c.role and r.administers join practitioner p on p.partnership = c.partnership
  left join account a on a.practitioner = p.id
$function$;

CREATE OR REPLACE FUNCTION public.acting()
 RETURNS TABLE(practitioner text, role text, agency text, partnership text, purpose text, session text, how text, focus text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  held text := current_setting('kinline.context', true);
  said jsonb;
begin
  if coalesce(held, '') = '' or left(held, 64) !~ '^[0-9a-f]{64}$' then return; end if;
  begin
    said := substr(held, 65)::jsonb;
  exception when others then return;
  end;
  if context_mac(substr(held, 65), said ->> 'key') is distinct from decode(left(held, 64), 'hex') then return; end if;
  if said ->> 'transaction' is distinct from pg_current_xact_id_if_assigned()::text then return; end if;
  return query select said ->> 'practitioner', said ->> 'role', said ->> 'agency', said ->> 'partnership', said ->> 'purpose',
    said ->> 'session', said ->> 'how', said ->> 'focus';
end $function$;

CREATE OR REPLACE FUNCTION public.added_just_now(of_family text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select exists (select from family f where f.id = of_family and f.added_by = (select a.practitioner from acting() a))
    and not exists (select from allocation l where l.family = of_family)
$function$;

CREATE OR REPLACE FUNCTION public.append_audit(of_operation text, of_verb text, of_subject_kind text, of_subject text, of_family text, of_outcome text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  who record;
  about text := of_family;
  now_at timestamptz := clock_timestamp();
  added bigint;
begin
  if of_operation !~ '^[a-z0-9-]{1,64}$' or of_verb !~ '^[a-z-]{1,16}$' or of_subject_kind !~ '^[a-z-]{1,32}$' or of_outcome !~ '^[a-z0-9-]{1,64}$'
    or of_subject !~ '^[0-9a-f]{32}$' or of_family !~ '^[0-9a-f]{32}$'
  then raise exception 'An entry of the audit holds ids and codes only.' using errcode = '22023';
  end if;
  -- Whatever the server's default is: a line, and the work that it is about, are on the disk when they are committed.
  if current_setting('synchronous_commit') = 'off' then set local synchronous_commit = on; end if;
  select * into who from acting();
  if about is null and of_subject_kind = 'family' then about := of_subject;
  elsif about is null and of_outcome <> 'not-found' then
    if of_subject_kind = 'contribution' then select c.family into about from contribution c where c.id = of_subject;
    elsif of_subject_kind = 'draft' then select d.family into about from contribution_draft d where d.id = of_subject;
    end if;
  end if;
  insert into audit (at, canonical) values (now_at, canonical_audit(now_at, who.practitioner, who.agency, who.role, who.purpose, who.session,
    of_operation, of_verb, of_subject_kind, of_subject, about, of_outcome)::json) returning sequence into added;
  insert into audit_unsealed (entry) values (added);
  return added;
end $function$;

CREATE OR REPLACE FUNCTION public.begin_session(payload text, mac bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  said jsonb := signed_for('begin-session', payload, mac);
begin
  if said is null then return false; end if;
  if not exists (select from practitioner p where p.id = said ->> 'practitioner' and p.left_at is null) then return false; end if;
  if said ->> 'how' = 'demonstration' and not exists (
    select from practitioner p join partnership w on w.id = p.partnership where p.id = said ->> 'practitioner' and w.demonstration
  ) then return false; end if;
  insert into session (id, practitioner, secret_hash, how, until, idle_until) values (
    said ->> 'session', said ->> 'practitioner', decode(said ->> 'secretHash', 'hex'), said ->> 'how',
    now() + make_interval(secs => (said ->> 'seconds')::integer), now() + make_interval(secs => (said ->> 'idleSeconds')::integer));
  delete from sign_in_budget b where b.last_at < now() - interval '2 days' and coalesce(b.known_until, b.last_at) < now();
  delete from kept_form f where f.until < now();
  update sign_in_budget b set failures = 0 where b.key = decode(said ->> 'account', 'hex');
  update sign_in_budget b set failures = greatest(0, b.failures - 1) where b.key = decode(said ->> 'address', 'hex');
  update sign_in_budget b set failures = 0, known_until = now() + interval '90 days' where b.key = decode(said ->> 'both', 'hex');
  return true;
end $function$;

CREATE OR REPLACE FUNCTION public.canonical_audit(at timestamp with time zone, practitioner text, agency text, role text, purpose text, session text, operation text, verb text, subject_kind text, subject text, family text, outcome text)
 RETURNS text
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select '{' || string_agg(to_json(key)::text || ':' || coalesce(to_json(value)::text, 'null'), ',' order by position) || '}'
  from (values
    (1, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
    (2, 'practitioner', practitioner), (3, 'agency', agency), (4, 'role', role), (5, 'purpose', purpose), (6, 'session', session),
    (7, 'operation', operation), (8, 'verb', verb), (9, 'subject_kind', subject_kind), (10, 'subject', subject), (11, 'family', family),
    (12, 'outcome', outcome), (13, 'nonce', replace(gen_random_uuid()::text, '-', ''))
  ) as said (position, key, value)
$function$;

CREATE OR REPLACE FUNCTION public.carried_over(to_contribution text, by_whom text, completed_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select exists (select from contribution c join completed_row r on r.contribution = c.supersedes
    where c.id = to_contribution and r.by = by_whom and r.at = completed_at)
$function$;

CREATE OR REPLACE FUNCTION public.changes_of(of_family text, of_practitioner text)
 RETURNS SETOF timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.since from posting p where p.practitioner = of_practitioner
  union select a.since from allocation a where a.family = of_family and a.practitioner = of_practitioner
  union select a.until from allocation a where a.family = of_family and a.practitioner = of_practitioner and a.until is not null
  union select e.at from allocation_end e join allocation a on a.id = e.allocation where a.family = of_family and a.practitioner = of_practitioner
  union select b.since from emergency_opening b where b.family = of_family and b.practitioner = of_practitioner
  union select b.until from emergency_opening b where b.family = of_family and b.practitioner = of_practitioner
  union select e.at from emergency_closing e join emergency_opening b on b.id = e.opening where b.family = of_family and b.practitioner = of_practitioner
  union select c.at from declared_conflict c where c.family = of_family and c.practitioner = of_practitioner
  union select greatest(m.at, p.at) from family_mark m join practitioner_mark p on p.mark = m.mark
    where m.family = of_family and p.practitioner = of_practitioner
  union select n.at from must_not_reach n where n.family = of_family
  union select m.at from place_match m where m.family = of_family
  union select g.at from place_match_set_aside_agreed g join place_match m on m.id = g.match where m.family = of_family
  union select p.at from protected_place p where p.family in (select m.family from place_match m where m.family = of_family) or p.family = of_family
  union select g.at from place_release r join place_release_agreed g on g.release = r.id where r.practitioner = of_practitioner
  union select w.at from place_release r join place_release_withdrawn w on w.release = r.id where r.practitioner = of_practitioner
  union select c.received_at from contribution c where c.family = of_family
  union select r.at from completed_row r join contribution c on c.id = r.contribution where c.family = of_family
$function$;

CREATE OR REPLACE FUNCTION public.clearance_now(of_family text)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select f.clearance from acting() a cross join lateral families_allocated(a.practitioner, a.purpose, now()) f where f.family = of_family
$function$;

CREATE OR REPLACE FUNCTION public.come_to(of_family text, of_contribution text, of_draft text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  found text;
  said jsonb;
begin
  with asked as (
    select coalesce(
      (select f.id from family f where f.id = of_family),
      (select c.family from contribution c where c.id = of_contribution),
      (select d.family from contribution_draft d where d.id = of_draft)) as family
  ), involved as materialized (select families_involved_now() as family),
  conflicted as materialized (select families_conflicted_now() as family)
  select a.family into found from asked a, (select count(*) from involved) i, (select count(*) from conflicted) c
  where a.family in (select v.family from involved v) -- clause 4
    and a.family not in (select v.family from conflicted v) -- clause 6
  ;
  if found is not null then
    said := substr(current_setting('kinline.context', true), 65)::jsonb || jsonb_build_object('focus', found);
    perform set_config('kinline.context', encode(context_mac(said::text, said ->> 'key'), 'hex') || said::text, true);
  end if;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.context_mac(message text, key text)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))) from context_key k where k.id = key
$function$;

CREATE OR REPLACE FUNCTION public.contribution_counts(of text[])
 RETURNS TABLE(contribution text, events integer, not_events integer, attention integer, notices integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with asked as (
    select c.* from contribution c
    where c.id = any (of)
      and c.family in (select families_involved_now()) -- clause 4
      and c.family not in (select families_conflicted_now()) -- clause 6
      and c.id not in (select parts_closed_now('document')) -- clause 11
  ), partly as (select contributions_partly_hidden_now() as id)
  select a.id, a.events, a.not_events, a.attention, a.notices from asked a where a.id not in (select p.id from partly p) -- clause 12
  union all
  select a.id,
    (select count(*) from event e where e.contribution = a.id and e.family || ' ' || e.id not in (select events_withheld_now()))::int,
    (select count(*) from not_event n where n.contribution = a.id and n.contribution || ' ' || n.position not in (select parts_closed_now('not-event')))::int,
    (select count(*) from attention_row r where r.contribution = a.id and r.contribution || ' ' || r.position not in (select parts_closed_now('attention'))
      and r.contribution || ' ' || r.row || ' ' || r.table_place not in (select rows_withheld_now()))::int,
    (select count(*) from notice n where n.contribution = a.id and n.contribution || ' ' || n.position not in (select parts_closed_now('notice')))::int
  from asked a where a.id in (select p.id from partly p)
$function$;

CREATE OR REPLACE FUNCTION public.contributions_partly_hidden_now()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select h.contribution from acting() a cross join lateral contributions_with_hidden(a.practitioner, a.purpose, now(), a.focus) h
$function$;

CREATE OR REPLACE FUNCTION public.contributions_seen_now()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select c.id from contribution c
  where c.family in (select families_involved_now()) -- clause 4
    and c.family not in (select families_conflicted_now()) -- clause 6
    and c.id not in (select parts_closed_now('document')) -- clause 11
$function$;

CREATE OR REPLACE FUNCTION public.contributions_with_hidden(who text, why text, at timestamp with time zone, only_in text DEFAULT NULL::text)
 RETURNS TABLE(contribution text, whole boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select h.contribution, bool_or(h.whole) from (
    select e.contribution, false as whole from events_withheld(who, why, at, only_in) w join event e on e.family = w.family and e.id = w.event -- clause 12
    union all
    select r.contribution, false from events_withheld(who, why, at, only_in) w join completed_row r on r.event = w.event
      join contribution c on c.id = r.contribution and c.family = w.family -- clause 12
    union all
    select p.contribution, p.part = 'document' from parts_closed(who, why, at, only_in) p where p.contribution is not null -- clause 12
  ) h group by h.contribution
$function$;

CREATE OR REPLACE FUNCTION public.could_see(of_family text, of_practitioner text, from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(moment timestamp with time zone, role text, agency text, through text, events text[], earlier text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with mine as materialized (
    select e.id as event, e.contribution, c.received_at as since from event e join contribution c on c.id = e.contribution where e.family = of_family
    union all
    select r.event, r.contribution, r.at from completed_row r join contribution c on c.id = r.contribution where c.family = of_family
  ), shown as materialized (
    select m.* from mine m
    where may_ask(of_family)
      and of_family || ' ' || m.event not in (select events_withheld_now())
      and m.contribution in (select contributions_seen_now())
  ), instant as (
    select from_at as at
    union select c.at from changes_of(of_family, of_practitioner) as c (at) where c.at > from_at and c.at < to_at
  ), posted as (
    select i.at, o.role, o.agency, why.purpose
    from instant i
    left join lateral posting_of(of_practitioner, i.at) o on true
    left join role r on r.code = o.role
    left join lateral unnest(r.purposes) as why (purpose) on true
  ), entered as materialized (
    select p.at, p.purpose, exists (select from families_allocated(of_practitioner, p.purpose, p.at) a where a.family = of_family) as allocated
    from posted p
    where exists (select from families_seen(of_practitioner, p.purpose, p.at, of_family) s where s.family = of_family)
  ), hidden as materialized (
    select n.at, n.purpose, h.event from entered n cross join lateral events_withheld(of_practitioner, n.purpose, n.at, of_family) h where h.family = of_family
  ), shut as materialized (
    select n.at, n.purpose, p.item as contribution from entered n cross join lateral parts_closed(of_practitioner, n.purpose, n.at, of_family) p
    where p.family = of_family and p.part = 'document'
  ), seen as materialized (
    select distinct n.at, s.event,
      not exists (select from contribution later where later.supersedes = s.contribution and later.received_at <= n.at) as counted
    from entered n join shown s on s.since <= n.at
    where not exists (select from hidden h where h.at = n.at and h.purpose = n.purpose and h.event = s.event)
      and not exists (select from shut h where h.at = n.at and h.purpose = n.purpose and h.contribution = s.contribution)
  )
  select i.at, (select min(p.role) from posted p where p.at = i.at), (select min(p.agency) from posted p where p.at = i.at),
    (select case when bool_or(n.allocated) then 'allocation' else 'emergency' end from entered n where n.at = i.at having count(*) > 0),
    coalesce((select array_agg(s.event order by s.event) from seen s where s.at = i.at and s.counted), '{}'),
    coalesce((select array_agg(distinct s.event) from seen s where s.at = i.at and not s.counted
      and not exists (select from seen c where c.at = s.at and c.event = s.event and c.counted)), '{}')
  from instant i
  where may_ask(of_family)
  order by i.at
$function$;

CREATE OR REPLACE FUNCTION public.declare_own_conflict(of_family text, family_name text, because text, name_mark text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  who record;
begin
  select a.* into who from acting() a;
  if not found then return; end if;
  insert into declared_conflict (id, practitioner, family, because, by)
    select replace(gen_random_uuid()::text, '-', ''), who.practitioner, f.id, declare_own_conflict.because, who.practitioner
    from family f
    where f.partnership = who.partnership
      and ((f.id = of_family and seen_now(f.id)) or (fold_name(family_name) <> '' and fold_name(f.label) = fold_name(family_name)));
  if name_mark is not null then
    insert into practitioner_mark (practitioner, mark) values (who.practitioner, name_mark) on conflict do nothing;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.demonstration_practitioners()
 RETURNS TABLE(id text, name text, role text, agency text, title text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.id, p.name, p.role, p.agency, p.title from practitioner p join partnership w on w.id = p.partnership
  where w.demonstration and p.left_at is null order by p.position, p.id
$function$;

CREATE OR REPLACE FUNCTION public.end_of_practitioner()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if new.left_at is not null and old.left_at is null then
    update session s set ended_at = now(), ended_because = 'left' where s.practitioner = new.id and s.ended_at is null;
    update one_time_link l set withdrawn_at = now() where l.practitioner = new.id and l.used_at is null and l.withdrawn_at is null;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.end_provider_sessions(payload text, mac bytea)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  said jsonb := signed_for('provider-logout', payload, mac);
  ended integer;
begin
  if said is null then return 0; end if;
  insert into provider_logout (issuer, sub, sid) values (said ->> 'issuer', said ->> 'sub', said ->> 'sid');
  update session s set ended_at = now(), ended_because = 'organisation'
    from provider_session o
    where o.session = s.id and s.ended_at is null and o.issuer = said ->> 'issuer'
      and (said ->> 'sub' is null or o.sub = said ->> 'sub') and (said ->> 'sid' is null or o.sid = said ->> 'sid');
  get diagnostics ended = row_count;
  return ended;
end $function$;

CREATE OR REPLACE FUNCTION public.end_sessions(payload text, mac bytea)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  said jsonb := signed_for('end-sessions', payload, mac);
  ended integer;
begin
  if said is null then return 0; end if;
  update session s set ended_at = now(), ended_because = said ->> 'because'
    where s.practitioner = said ->> 'practitioner' and s.ended_at is null
      and (said ->> 'session' is null or s.id = said ->> 'session') and s.id is distinct from said ->> 'keep';
  get diagnostics ended = row_count;
  return ended;
end $function$;

CREATE OR REPLACE FUNCTION public.enter(payload text, mac bytea)
 RETURNS TABLE(practitioner text, name text, role text, agency text, title text, partnership text, purpose text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  said jsonb;
  key text;
  at_work record;
  bound text;
begin
  if exists (select from acting()) then return; end if;
  select k.id into key from context_key k where context_mac(payload, k.id) = mac;
  if key is null then return; end if;
  said := payload::jsonb;
  if (said ->> 'expires')::timestamptz <= clock_timestamp() then return; end if;
  if said ->> 'session' is not null and not exists (
    select from session s where s.id = said ->> 'session' and s.practitioner = said ->> 'practitioner'
      and s.ended_at is null and s.until > now() and s.idle_until > now()
  ) then return; end if;
  select o.role, o.agency, o.partnership, case when said ->> 'purpose' is null then r.purposes[1] when said ->> 'purpose' = any (r.purposes) then said ->> 'purpose' end as purpose into at_work
    from posting_of(said ->> 'practitioner', now()) o left join role r on r.code = o.role;
  if not found then return; end if;
  bound := json_build_object(
    'practitioner', said ->> 'practitioner', 'session', said ->> 'session', 'how', said ->> 'how', 'role', at_work.role, 'agency', at_work.agency,
    'partnership', at_work.partnership, 'purpose', at_work.purpose, 'transaction', pg_current_xact_id()::text, 'key', key
  )::text;
  perform set_config('kinline.context', encode(context_mac(bound, key), 'hex') || bound, true);
  return query select p.id, p.name, at_work.role, at_work.agency, p.title, at_work.partnership, at_work.purpose
    from practitioner p where p.id = said ->> 'practitioner';
end $function$;

CREATE OR REPLACE FUNCTION public.events_withheld(who text, why text, at timestamp with time zone, only_in text DEFAULT NULL::text)
 RETURNS TABLE(family text, event text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with seen as materialized (select s.family, s.clearance from families_seen(who, why, events_withheld.at, only_in) s),
  closed as materialized (select p.family, p.part, p.contribution, p.item from parts_closed(who, why, events_withheld.at, only_in) p)
  select told.family, told.id from (
    select e.family, e.id, e.agency, e.sensitivity from event e
    where e.sensitivity is not null and e.sensitivity <> 'ordinary'
      and e.family = any (array(select s.family from seen s)) -- only where it is asked, so that the index finds them
    union all
    select c.family, r.event, r.agency, r.sensitivity from completed_row r join contribution c on c.id = r.contribution
    where r.sensitivity is not null and r.sensitivity <> 'ordinary'
  ) told
  join seen s on s.family = told.family
  cross join posting_of(who, at) o
  where told.agency is distinct from o.agency -- clause 7
    and s.clearance < case told.sensitivity when 'restricted' then 1 else 2 end -- clause 7
  union
  select last.family, last.event from (
    select distinct on (n.family, n.event, n.audience_kind, n.audience) n.family, n.event, n.effect
    from must_not_reach n
    join seen s on s.family = n.family
    cross join posting_of(who, events_withheld.at) o
    where n.at <= events_withheld.at -- clause 8
      and (
        (n.audience_kind = 'practitioner' and n.audience = who) -- clause 8
        or (n.audience_kind = 'agency' and n.audience = o.agency) -- clause 8
      )
    order by n.family, n.event, n.audience_kind, n.audience, n.at desc, n.sequence desc
  ) last
  where last.effect = 'hide' -- clause 8
  union
  select p.family, p.item from closed p
  where p.part = 'event' -- clause 9
  union
  select p.family, e.id from closed p join event e on e.contribution = p.contribution
  where p.part = 'document' -- clause 11
  union
  select p.family, r.event from closed p join completed_row r on r.contribution = p.contribution
  where p.part = 'document' -- clause 11
$function$;

CREATE OR REPLACE FUNCTION public.events_withheld_now()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select w.family || ' ' || w.event from acting() a cross join lateral events_withheld(a.practitioner, a.purpose, now(), a.focus) w
$function$;

CREATE OR REPLACE FUNCTION public.families_allocated(who text, why text, at timestamp with time zone)
 RETURNS TABLE(family text, clearance integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 30
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.family, max(case a.clearance when 'protected' then 2 when 'restricted' then 1 else 0 end)
  from allocation a
  join family f on f.id = a.family
  cross join posting_of(who, at) o
  join role r on r.code = o.role
  where a.practitioner = who -- clause 4
    and f.partnership = o.partnership -- clause 3
    and a.purpose = why -- clause 4
    and why = any (r.purposes) -- clause 4
    and a.agency = o.agency -- clause 4
    and a.since <= families_allocated.at -- clause 4
    and (a.until is null or a.until > families_allocated.at) -- clause 4
    and not exists (select from allocation_end e where e.allocation = a.id and e.at <= families_allocated.at) -- clause 4
  group by a.family
$function$;

CREATE OR REPLACE FUNCTION public.families_allocated_now()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 30
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select f.family from acting() a cross join lateral families_allocated(a.practitioner, a.purpose, now()) f
$function$;

CREATE OR REPLACE FUNCTION public.families_conflicted(who text, at timestamp with time zone)
 RETURNS TABLE(family text)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select c.family from declared_conflict c
  where c.practitioner = who -- clause 6
    and c.at <= families_conflicted.at -- clause 6
  union
  select m.family from family_mark m join practitioner_mark p on p.mark = m.mark
  where p.practitioner = who -- clause 6
    and m.at <= families_conflicted.at -- clause 6
    and p.at <= families_conflicted.at -- clause 6
$function$;

CREATE OR REPLACE FUNCTION public.families_conflicted_now()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select f.family from acting() a cross join lateral families_conflicted(a.practitioner, now()) f
$function$;

CREATE OR REPLACE FUNCTION public.families_involved_now()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 30
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select f.family from acting() a cross join lateral families_allocated(a.practitioner, a.purpose, now()) f -- clause 4
  where a.focus is null or f.family = a.focus
  union
  select f.family from acting() a cross join lateral families_opened(a.practitioner, a.purpose, now()) f -- clause 5
  where a.focus is null or f.family = a.focus
$function$;

CREATE OR REPLACE FUNCTION public.families_opened(who text, why text, at timestamp with time zone)
 RETURNS TABLE(family text)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 2
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct b.family
  from emergency_opening b
  join family f on f.id = b.family
  cross join posting_of(who, at) o
  join role r on r.code = o.role
  where b.practitioner = who -- clause 5
    and f.partnership = o.partnership -- clause 3
    and why = 'safeguarding' -- clause 5
    and r.emergency -- clause 5
    and b.since <= families_opened.at -- clause 5
    and b.until > families_opened.at -- clause 5
    and not exists (select from emergency_closing e where e.opening = b.id and e.at <= families_opened.at) -- clause 5
$function$;

CREATE OR REPLACE FUNCTION public.families_seen(who text, why text, at timestamp with time zone, only_in text DEFAULT NULL::text)
 RETURNS TABLE(family text, clearance integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 30
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select s.family, max(s.clearance) from (
    select a.family, a.clearance from families_allocated(who, why, at) a
    union all
    select b.family, 1 from families_opened(who, why, at) b
  ) s
  where s.family not in (select c.family from families_conflicted(who, at) c) -- clause 6
    and (only_in is null or s.family = only_in)
  group by s.family
$function$;

CREATE OR REPLACE FUNCTION public.family_of_release(of_release text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.family from place_release r join protected_place p on p.id = r.place
  where r.id = of_release and (r.id in (select releases_asked_of_me()) or p.id in (select places_open_now()))
$function$;

CREATE OR REPLACE FUNCTION public.files_to_match(of_family text, mac bytea)
 RETURNS TABLE(part text, item text, file text, bytes bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not may_match(of_family, mac) then return; end if;
  return query
    select 'document', c.id, c.file, o.bytes from contribution c join original o on o.contribution = c.id where c.family = of_family
    union all
    select 'draft', d.id, d.file, d.bytes from contribution_draft d where d.family = of_family and d.accepted_as is null;
end $function$;

CREATE OR REPLACE FUNCTION public.fingerprints(who text, why text, at timestamp with time zone, only_in text DEFAULT NULL::text)
 RETURNS TABLE(family text, seen text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select s.family, coalesce(md5(string_agg(h.what, ' ' order by h.what)), '')
  from families_seen(who, why, at, only_in) s
  left join (
    select w.family, 'event ' || w.event as what from events_withheld(who, why, at, only_in) w
    union all
    select p.family, p.part || ' ' || p.item from parts_closed(who, why, at, only_in) p
  ) h on h.family = s.family
  group by s.family
$function$;

CREATE OR REPLACE FUNCTION public.fingerprints_now()
 RETURNS TABLE(family text, seen text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select f.family, f.seen from acting() a cross join lateral fingerprints(a.practitioner, a.purpose, now(), a.focus) f
$function$;

CREATE OR REPLACE FUNCTION public.first_run()
 RETURNS TABLE(demonstration boolean, practitioners boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select coalesce((select bool_or(w.demonstration) from partnership w), false), exists (select from practitioner)
$function$;

CREATE OR REPLACE FUNCTION public.fold_name(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select lower(regexp_replace(regexp_replace(normalize(said, nfkd), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', '', 'g'))
$function$;

CREATE OR REPLACE FUNCTION public.follow_must_not_reach(of_family text, earlier text[], later text[], mac bytea)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  followed integer;
begin
  if not (seen_now(of_family) and is_the_server('following ' || of_family, mac)) then return 0; end if;
  with last as (
    select distinct on (n.event, n.audience_kind, n.audience) n.event, n.audience_kind, n.audience, n.effect, n.reason, n.by
    from must_not_reach n where n.family = of_family
    order by n.event, n.audience_kind, n.audience, n.sequence desc
  ), added as (
    insert into must_not_reach (family, event, audience_kind, audience, effect, reason, by)
    select distinct on (p.later, l.audience_kind, l.audience) of_family, p.later, l.audience_kind, l.audience, 'hide', l.reason, l.by
    from unnest(earlier, later) as p (earlier, later) join last l on l.event = p.earlier
    where l.effect = 'hide' and p.later <> p.earlier
      and not exists (select from last o where o.event = p.later and o.audience_kind = l.audience_kind and o.audience = l.audience and o.effect = 'hide')
    returning 1
  ) select count(*)::int into followed from added;
  return followed;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_place_key(of_family text, of_person text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not exists (select from protected_place p where p.family = of_family and p.person = of_person)
    or exists (select from protected_place p where p.family = of_family and p.person = of_person and p.id not in (select places_open_now()))
  then return false; end if;
  delete from place_key k where k.family = of_family and k.person = of_person;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.give_link(whose text, of_link bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  giver text := (select a.practitioner from acting() a join role r on r.code = a.role join practitioner p on p.partnership = a.partnership
    where r.administers and p.id = whose and p.left_at is null);
begin
  if giver is null then return false; end if;
  update one_time_link l set withdrawn_at = now() where l.practitioner = whose and l.used_at is null and l.withdrawn_at is null;
  insert into one_time_link (hash, practitioner, made_by) values (of_link, whose, giver);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION public.identities_linked()
 RETURNS TABLE(sequence bigint, issuer text, practitioner text, at timestamp with time zone, by text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select i.sequence, i.issuer, i.practitioner, i.at, i.by
  from acting() a join role r on r.code = a.role and r.administers join identity i on i.partnership = a.partnership
  where i.practitioner is not null
    and not exists (select from identity l where l.issuer = i.issuer and l.subject = i.subject and l.sequence > i.sequence)
  order by i.sequence desc
$function$;

CREATE OR REPLACE FUNCTION public.identity_practitioner(of_issuer text, of_subject text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.id from (
    select i.practitioner from identity i where i.issuer = of_issuer and i.subject = of_subject order by i.sequence desc limit 1
  ) last join practitioner p on p.id = last.practitioner where p.left_at is null
$function$;

CREATE OR REPLACE FUNCTION public.is_the_server(what text, mac bytea)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select exists (select from context_key k where context_mac(what || ' ' || pg_current_xact_id()::text, k.id) = mac)
$function$;

CREATE OR REPLACE FUNCTION public.keep_family_marks(of_family text, marks text[], surnames text[], places text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not seen_now(of_family) then return; end if;
  insert into family_half_mark (family, half, token) select of_family, 'surname', s from unnest(surnames) s on conflict do nothing;
  insert into family_half_mark (family, half, token) select of_family, 'place', p from unnest(places) p on conflict do nothing;
  insert into family_mark (family, mark)
    select of_family, m from unnest(marks) m
    union
    select of_family, encode(sha256(convert_to(s.token || ' ' || p.token, 'UTF8')), 'hex')
    from family_half_mark s join family_half_mark p on p.family = of_family and p.half = 'place'
    where s.family = of_family and s.half = 'surname'
    on conflict do nothing;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_form(form text, of_session text, sealed_form bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  whose text := (select s.practitioner from session s join practitioner p on p.id = s.practitioner where s.id = of_session and p.left_at is null);
begin
  if whose is null then return null; end if;
  delete from kept_form f where f.practitioner = whose and (f.until < now() or f.id in (
    select o.id from kept_form o where o.practitioner = whose order by o.kept_at desc, o.id offset 19));
  insert into kept_form (id, practitioner, sealed) values (form, whose, sealed_form);
  return whose;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_own_marks(marks text[], surnames text[], places text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  me text := (select a.practitioner from acting() a);
begin
  if me is null then return; end if;
  insert into practitioner_half_mark (practitioner, half, token) select me, 'surname', s from unnest(surnames) s on conflict do nothing;
  insert into practitioner_half_mark (practitioner, half, token) select me, 'place', p from unnest(places) p on conflict do nothing;
  insert into practitioner_mark (practitioner, mark)
    select me, m from unnest(marks) m
    union
    select me, encode(sha256(convert_to(s.token || ' ' || p.token, 'UTF8')), 'hex')
    from practitioner_half_mark s join practitioner_half_mark p on p.practitioner = me and p.half = 'place'
    where s.practitioner = me and s.half = 'surname'
    on conflict do nothing;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_passkey(of_id text, of_credential bytea, of_key bytea, of_counter bigint, of_transports text[], is_backed_up boolean, of_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  whose text := (select a.practitioner from acting() a);
begin
  if whose is null or (select count(*) from passkey p where p.practitioner = whose and p.removed_at is null) >= 20 then return false; end if;
  insert into passkey (id, practitioner, credential, public_key, counter, transports, backed_up, name)
    values (of_id, whose, of_credential, of_key, of_counter, of_transports, is_backed_up, of_name) on conflict (credential) do nothing;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_place_key(of_family text, of_person text, fresh bytea, mac bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not may_match(of_family, mac) then return null; end if;
  insert into place_key (family, person, wrapped) values (of_family, of_person, fresh) on conflict do nothing;
  return (select k.wrapped from place_key k where k.family = of_family and k.person = of_person);
end $function$;

CREATE OR REPLACE FUNCTION public.keep_posting()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if tg_op = 'INSERT' or (old.role, old.agency, old.left_at is null) is distinct from (new.role, new.agency, new.left_at is null) then
    insert into posting (practitioner, role, agency, ended) values (new.id, new.role, new.agency, new.left_at is not null);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_provider_session(payload text, mac bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  said jsonb := signed_for('provider-session', payload, mac);
  shown timestamptz;
begin
  if said is null then return false; end if;
  shown := (said ->> 'authenticatedAt')::timestamptz;
  if exists (
    select from provider_logout l where l.issuer = said ->> 'issuer'
      and (l.sid = said ->> 'sid' and coalesce(l.sub, said ->> 'sub') = said ->> 'sub' or l.sid is null and l.sub = said ->> 'sub' and l.at >= shown)
  ) then
    update session s set ended_at = now(), ended_because = 'organisation' where s.id = said ->> 'session' and s.ended_at is null;
    return false;
  end if;
  insert into provider_session (session, issuer, sub, sid) values (said ->> 'session', said ->> 'issuer', said ->> 'sub', said ->> 'sid')
    on conflict (session) do update set issuer = excluded.issuer, sub = excluded.sub, sid = excluded.sid;
  update session s set authenticated_at = least(s.authenticated_at, shown) where s.id = said ->> 'session';
  return true;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_unknown_identity(of_reference text, of_issuer text, of_subject text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  delete from unknown_identity u where u.at < now() - interval '7 days' or (u.issuer = of_issuer and u.subject = of_subject);
  insert into unknown_identity (reference, issuer, subject) values (of_reference, of_issuer, of_subject);
end $function$;

CREATE OR REPLACE FUNCTION public.lines_that_showed(of_family text, of_event text, of_contribution text, of_operations text[])
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with copy as materialized (
    select e.contribution, c.received_at as since from event e join contribution c on c.id = e.contribution
      where of_event is not null and e.family = of_family and e.id = of_event
    union all
    select r.contribution, r.at from completed_row r join contribution c on c.id = r.contribution
      where of_event is not null and c.family = of_family and r.event = of_event
    union all
    select c.id, c.received_at from contribution c where of_event is null and c.family = of_family and c.id = of_contribution
  ), asked as (
    select may_ask(of_family)
      and exists (select from copy c where c.contribution in (select contributions_seen_now()))
      and (of_event is null or of_family || ' ' || of_event not in (select events_withheld_now())) as yes
  ), line as materialized (
    select a.sequence, a.practitioner, a.purpose, a.at, case when a.subject_kind = 'contribution' then a.subject end as contribution
    from audit a, asked
    where asked.yes and a.family = of_family and a.outcome = 'done' and a.operation = any (of_operations) and a.practitioner is not null
      and (a.subject_kind = 'family' or (a.subject_kind = 'contribution' and a.subject in (select c.contribution from copy c)))
  ), changes as materialized (
    select w.practitioner, array_agg(c.at order by c.at) as at
    from (select distinct l.practitioner from line l) w cross join lateral changes_of(of_family, w.practitioner) as c (at)
    group by w.practitioner
  ), placed as materialized (
    select l.sequence, l.practitioner, l.purpose, l.contribution, k.at[width_bucket(l.at, k.at)] as moment
    from line l join changes k on k.practitioner = l.practitioner
  ), seen as materialized (
    select w.practitioner, w.purpose, w.moment, w.contribution
    from (select distinct p.practitioner, p.purpose, p.moment, p.contribution from placed p where p.moment is not null) w
    where not exists (
        select from events_withheld(w.practitioner, w.purpose, w.moment, of_family) h where of_event is not null and h.family = of_family and h.event = of_event)
      and exists (
        select from copy c
        where c.since <= w.moment and (w.contribution is null or w.contribution = c.contribution)
          and not exists (select from parts_closed(w.practitioner, w.purpose, w.moment, of_family) p where p.part = 'document' and p.item = c.contribution))
  )
  select p.sequence from placed p join seen s on s.practitioner = p.practitioner and s.purpose is not distinct from p.purpose
    and s.moment = p.moment and s.contribution is not distinct from p.contribution
$function$;

CREATE OR REPLACE FUNCTION public.link_identity(of_reference text, whose text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  one unknown_identity;
  linker record;
begin
  select a.practitioner, a.partnership into linker from acting() a join role r on r.code = a.role join practitioner p on p.partnership = a.partnership
    where r.administers and p.id = whose and p.left_at is null;
  if not found then return false; end if;
  delete from unknown_identity u where u.reference = of_reference and u.at > now() - interval '7 days' returning * into one;
  if one.reference is null then return false; end if;
  insert into identity (partnership, issuer, subject, practitioner, by) values (linker.partnership, one.issuer, one.subject, whose, linker.practitioner);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION public.link_of(of_link bytea)
 RETURNS TABLE(practitioner text, name text, partnership text, login_sealed bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.id, p.name, w.name, a.login_sealed
  from one_time_link l join practitioner p on p.id = l.practitioner join partnership w on w.id = p.partnership
  left join account a on a.practitioner = p.id
  where l.hash = of_link and l.used_at is null and l.withdrawn_at is null and l.until > now() and p.left_at is null
$function$;

CREATE OR REPLACE FUNCTION public.log_begins(of_family text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.at from audit a where may_ask(of_family) order by a.sequence limit 1
$function$;

CREATE OR REPLACE FUNCTION public.log_checked(of_family text, to_size bigint)
 RETURNS TABLE(lines bigint, altered bigint, first_altered bigint, pairs bigint, pairs_altered bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with leaf as (
    select n.index, n.hash is not distinct from sha256('\x00'::bytea || convert_to(a.canonical::text, 'UTF8')) as whole
    from audit_node n
    left join audit_leaf l on l.index = n.index
    left join audit a on a.sequence = l.entry
    where n.level = 0 and n.index < to_size and (select may_ask(of_family))
  ), pair as (
    select p.hash is not distinct from sha256('\x01'::bytea || one.hash || other.hash) as whole
    from audit_node p
    left join audit_node one on one.level = p.level - 1 and one.index = p.index * 2
    left join audit_node other on other.level = p.level - 1 and other.index = p.index * 2 + 1
    where p.level > 0 and (p.index + 1) * (1::bigint << p.level) <= to_size and (select may_ask(of_family))
  ), leaves as (
    select count(*) as lines, count(*) filter (where not whole) as altered, min(index) filter (where not whole) as first_altered from leaf
  ), pairs as (
    select count(*) as pairs, count(*) filter (where not whole) as altered from pair
  )
  -- A tree of n leaves has a complete subtree for each n / 2^level, rounded down: fewer means that some are gone.
  select l.lines, l.altered + greatest(to_size - l.lines, 0), l.first_altered, p.pairs,
    p.altered + greatest((select coalesce(sum(to_size >> level), 0) from generate_series(1, 60) as level) - p.pairs, 0)::bigint
  from leaves l, pairs p where (select may_ask(of_family))
$function$;

CREATE OR REPLACE FUNCTION public.make_account(of_link bytea, of_login bytea, sealed_login bytea, new_password text, new_secret bytea, step bigint, recovery bytea[])
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  whose text;
begin
  select l.practitioner into whose from one_time_link l join practitioner p on p.id = l.practitioner
    where l.hash = of_link and l.used_at is null and l.withdrawn_at is null and l.until > now() and p.left_at is null for update of l;
  if whose is null then return 'no-link'; end if;
  if exists (select from account a where a.login_hash = of_login and a.practitioner <> whose) then return 'taken'; end if;
  update one_time_link l set used_at = now() where l.hash = of_link;
  insert into account (practitioner, login_hash, login_sealed, password_hash, code_secret, code_step)
    values (whose, of_login, sealed_login, new_password, new_secret, step)
    on conflict (practitioner) do update set login_hash = of_login, login_sealed = sealed_login, password_hash = new_password, code_secret = new_secret,
      code_step = step, changed_at = now();
  delete from recovery_code r where r.practitioner = whose;
  insert into recovery_code (practitioner, hash) select whose, h from unnest(recovery) h;
  update session s set ended_at = now(), ended_because = 'new-password' where s.practitioner = whose and s.ended_at is null;
  return whose;
end $function$;

CREATE OR REPLACE FUNCTION public.matches_set_aside(of_family text, mac bytea)
 RETURNS TABLE(place text, part text, contribution text, item text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not may_match(of_family, mac) then return; end if;
  return query select m.place, m.part, m.contribution, m.item from place_match m
    join place_match_set_aside a on a.match = m.id join place_match_set_aside_agreed g on g.match = a.match
    where m.family = of_family and g.by <> a.asked_by;
end $function$;

CREATE OR REPLACE FUNCTION public.may_ask(of_family text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select exists (select from acting() a where a.purpose in ('gathering', 'review')) and seen_now(of_family)
$function$;

CREATE OR REPLACE FUNCTION public.may_match(of_family text, mac bytea)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select seen_now(of_family) and exists (
    select from context_key k where context_mac('matching ' || of_family || ' ' || pg_current_xact_id()::text, k.id) = mac)
$function$;

CREATE OR REPLACE FUNCTION public.name_passkey(of_id text, of_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update passkey k set name = of_name from acting() a where k.id = of_id and k.practitioner = a.practitioner and k.removed_at is null;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.open_in_an_emergency(of_id text, child text, born date, family_name text, because text)
 RETURNS TABLE(opening text, family text, until timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  who record;
  found_family text;
  open_already record;
  leads text[];
  reviewers text[];
begin
  select a.* into who from acting() a join role r on r.code = a.role where r.emergency and a.purpose = 'safeguarding'; -- clause 5
  if not found then return; end if;
  select f.id into found_family
  from family f
  where f.partnership = who.partnership -- clause 3
    and f.id not in (select c.family from families_conflicted(who.practitioner, now()) c) -- clause 6
    and (
      (fold_name(family_name) <> '' and fold_name(f.label) = fold_name(family_name))
      or (fold_name(child) <> '' and f.id in (
        select p.family from described_person p
        where fold_name(p.body ->> 'label') in (fold_name(child), nullif(fold_name(split_part(btrim(child), ' ', 1)), ''))
          and p.body ->> 'dateOfBirth' = to_char(born, 'YYYY-MM-DD')))
    )
  order by (select max(c.received_at) from contribution c where c.family = f.id) desc nulls last, f.added_at desc, f.id
  limit 1;
  if found_family is null then return; end if;
  -- Two requests at once open it once.
  perform pg_advisory_xact_lock(hashtextextended('opening ' || who.practitioner || ' ' || found_family, 0));
  select b.id, b.until into open_already from emergency_opening b
    where b.family = found_family and b.practitioner = who.practitioner and b.since <= now() and b.until > now()
      and not exists (select from emergency_closing e where e.opening = b.id)
    order by b.until desc limit 1;
  if found then
    return query select open_already.id, found_family, open_already.until;
    return;
  end if;
  insert into emergency_opening (id, family, practitioner, reason) values (of_id, found_family, who.practitioner, because);
  leads := array(select p from people_allocated(found_family, '{safeguarding,gathering}') p where p <> who.practitioner);
  reviewers := array(select p from people_allocated(found_family, '{review}') p where p <> who.practitioner);
  if cardinality(reviewers) = 0 then
    reviewers := array(select p from people_of_purpose(found_family, 'review') p where p <> who.practitioner);
  end if;
  perform tell(leads || reviewers, 'opened-in-an-emergency', found_family, of_id);
  return query select b.id, b.family, b.until from emergency_opening b where b.id = of_id;
end $function$;

CREATE OR REPLACE FUNCTION public.openings_known()
 RETURNS TABLE(id text, family text, practitioner text, reason text, since timestamp with time zone, until timestamp with time zone, closed_at timestamp with time zone, live boolean, own boolean, mine_to_review boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select b.id, case when seen_now(b.family) then b.family end, b.practitioner, b.reason, b.since, b.until,
    (select e.at from emergency_closing e where e.opening = b.id),
    b.until > now() and not exists (select from emergency_closing e where e.opening = b.id),
    b.practitioner = a.practitioner,
    b.practitioner <> a.practitioner and a.purpose = 'review'
  from acting() a
  join emergency_opening b on b.practitioner = a.practitioner
    or exists (select from told t where t.practitioner = a.practitioner and t.about = b.id)
  join family f on f.id = b.family
  where f.partnership = a.partnership -- clause 3
    and b.family not in (select c.family from families_conflicted(a.practitioner, now()) c) -- clause 6
$function$;

CREATE OR REPLACE FUNCTION public.openly_named(of_family text)
 RETURNS TABLE(kind text, item text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with told as (
    select e.contribution, e.agency,
      coalesce(e.sensitivity, 'ordinary') = 'ordinary'
        and not exists (select from must_not_reach n where n.family = of_family and n.event = e.id)
        and not exists (select from place_match m where m.family = of_family and m.part = 'event' and m.item = e.id) as openly
    from event e where e.family = of_family
  )
  select 'agency', t.agency from told t where may_ask(of_family) and t.openly and t.agency is not null group by t.agency
  union all
  select 'contribution', c.id from contribution c
  where c.family = of_family and may_ask(of_family) and c.id in (select contributions_seen_now())
    and not exists (select from told t where t.contribution = c.id and not t.openly)
    and not exists (select from place_match m where m.contribution = c.id)
$function$;

CREATE OR REPLACE FUNCTION public.originals_whole(of_family text)
 RETURNS TABLE(contribution text, whole boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select c.id, encode(sha256(o.bytes), 'hex') = c.sha256
  from contribution c join original o on o.contribution = c.id
  where c.family = of_family and may_ask(of_family) and c.id in (select contributions_seen_now())
$function$;

CREATE OR REPLACE FUNCTION public.own_account()
 RETURNS TABLE(practitioner text, password_hash text, code_secret bytea, login_hash bytea, login_sealed bytea, recovery_codes integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select a.practitioner, a.password_hash, a.code_secret, a.login_hash, a.login_sealed,
    (select count(*)::integer from recovery_code r where r.practitioner = a.practitioner and r.used_at is null)
  from acting() c join account a on a.practitioner = c.practitioner
$function$;

CREATE OR REPLACE FUNCTION public.own_credentials()
 RETURNS TABLE(credential bytea, transports text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select k.credential, k.transports from acting() a join passkey k on k.practitioner = a.practitioner where k.removed_at is null
$function$;

CREATE OR REPLACE FUNCTION public.parts_closed(who text, why text, at timestamp with time zone, only_in text DEFAULT NULL::text)
 RETURNS TABLE(family text, part text, contribution text, item text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct m.family, m.part, m.contribution, m.item from place_match m
  join families_seen(who, why, parts_closed.at, only_in) s on s.family = m.family
  where m.at <= parts_closed.at -- clause 9
    and (
      m.place not in (select o.place from places_open(who, why, parts_closed.at) o) -- clause 9
      or m.family not in (select a.family from families_allocated(who, why, parts_closed.at) a) -- clause 9
    )
    and not exists (
      select from place_match_set_aside a join place_match_set_aside_agreed g on g.match = a.match
      where a.match = m.id
        and g.by <> a.asked_by -- clause 9
        and a.asked_at <= parts_closed.at -- clause 9
        and g.at <= parts_closed.at -- clause 9
    )
$function$;

CREATE OR REPLACE FUNCTION public.parts_closed_now(of_part text)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.item from acting() a cross join lateral parts_closed(a.practitioner, a.purpose, now(), a.focus) p where p.part = of_part
$function$;

CREATE OR REPLACE FUNCTION public.passkey_of_credential(of_credential bytea)
 RETURNS TABLE(id text, practitioner text, public_key bytea, counter bigint, transports text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select k.id, k.practitioner, k.public_key, k.counter, k.transports from passkey k join practitioner p on p.id = k.practitioner
  where k.credential = of_credential and k.removed_at is null and p.left_at is null
$function$;

CREATE OR REPLACE FUNCTION public.people_allocated(of_family text, whys text[])
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select distinct a.practitioner from allocation a
  where a.family = of_family and a.purpose = any (whys)
    and of_family in (select s.family from families_allocated(a.practitioner, a.purpose, now()) s)
    and of_family not in (select c.family from families_conflicted(a.practitioner, now()) c)
$function$;

CREATE OR REPLACE FUNCTION public.people_of_purpose(of_family text, why text)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.id from family f
  join practitioner p on p.partnership = f.partnership
  cross join lateral posting_of(p.id, now()) o
  join role r on r.code = o.role
  where f.id = of_family and why = any (r.purposes)
    and of_family not in (select c.family from families_conflicted(p.id, now()) c)
$function$;

CREATE OR REPLACE FUNCTION public.places_open(who text, why text, at timestamp with time zone)
 RETURNS TABLE(place text)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 10
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.id from protected_place p
  where p.at <= places_open.at -- clause 10
    and p.family in (select a.family from families_allocated(who, why, places_open.at) a) -- clause 9
    and p.family not in (select c.family from families_conflicted(who, places_open.at) c) -- clause 6
    and (p.by = who or exists (
      select from place_release r join place_release_agreed g on g.release = r.id
      where r.place = p.id
        and r.practitioner = who -- clause 9
        and g.by <> r.asked_by -- clause 9
        and r.asked_by <> who -- clause 9
        and g.by <> who -- clause 9
        and r.asked_at <= places_open.at -- clause 9
        and g.at <= places_open.at -- clause 9
        and not exists (select from place_release_withdrawn w where w.release = r.id and w.at <= places_open.at) -- clause 9
    ))
$function$;

CREATE OR REPLACE FUNCTION public.places_open_now()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 10
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select p.place from acting() a cross join lateral places_open(a.practitioner, a.purpose, now()) p
$function$;

CREATE OR REPLACE FUNCTION public.places_to_match(of_family text, mac bytea)
 RETURNS TABLE(place text, person text, kind text, sealed bytea, wrapped bytea, open boolean, forgotten boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not may_match(of_family, mac) then return; end if;
  return query select p.id, p.person, p.kind, p.sealed, k.wrapped, p.id in (select places_open_now()), k.wrapped is null
    from protected_place p left join place_key k on k.family = p.family and k.person = p.person
    where p.family = of_family order by p.at, p.id;
end $function$;

CREATE OR REPLACE FUNCTION public.posting_of(who text, at timestamp with time zone)
 RETURNS TABLE(role text, agency text, partnership text)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select last.role, last.agency, p.partnership
  from practitioner p
  cross join lateral (
    select o.role, o.agency, o.ended from posting o
    where o.practitioner = p.id
      and o.since <= at -- clause 2
    order by o.since desc, o.sequence desc limit 1
  ) last
  where p.id = who
    and not last.ended -- clause 2
$function$;

CREATE OR REPLACE FUNCTION public.releases_asked_of_me()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select k.release from place_release_asked_of k
  join place_release r on r.id = k.release
  join protected_place p on p.id = r.place
  where k.practitioner = (select a.practitioner from acting() a)
    and p.family in (select families_allocated_now()) and p.family not in (select families_conflicted_now())
$function$;

CREATE OR REPLACE FUNCTION public.remove_passkey(of_id text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update passkey k set removed_at = now() from acting() a where k.id = of_id and k.practitioner = a.practitioner and k.removed_at is null;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.renew_session(payload text, mac bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  said jsonb := signed_for('renew-session', payload, mac);
begin
  if said is null then return false; end if;
  update session s set secret_hash = decode(said ->> 'secretHash', 'hex'), how = said ->> 'how', authenticated_at = now()
    where s.id = said ->> 'session' and s.practitioner = said ->> 'practitioner' and s.ended_at is null and s.until > now() and s.idle_until > now();
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.replace_password(new_password text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  whose record;
begin
  select a.practitioner, a.session into whose from acting() a;
  update account a set password_hash = new_password, changed_at = now() where a.practitioner = whose.practitioner;
  if not found then return false; end if;
  update session s set ended_at = now(), ended_because = 'new-password'
    where s.practitioner = whose.practitioner and s.ended_at is null and s.id is distinct from whose.session;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION public.replace_recovery_codes(recovery bytea[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  whose text := (select a.practitioner from acting() a join account o on o.practitioner = a.practitioner);
begin
  if whose is null then return false; end if;
  delete from recovery_code r where r.practitioner = whose;
  insert into recovery_code (practitioner, hash) select whose, h from unnest(recovery) h;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION public.rows_withheld_now()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select r.contribution || ' ' || r.row || ' ' || r.table_place
  from completed_row r join contribution c on c.id = r.contribution
  where c.family || ' ' || r.event in (select events_withheld_now()) -- clause 11
$function$;

CREATE OR REPLACE FUNCTION public.seal_audit(own bigint DEFAULT NULL::bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  line record;
  size bigint;
  at_index bigint;
  at_level smallint;
  node bytea;
begin
  if own is not null and not exists (select from audit_unsealed u where u.entry = own) then return; end if;
  perform pg_advisory_xact_lock(x'617564697400'::bigint);
  set local synchronous_commit = off;
  select coalesce(max(l.index) + 1, 0) into size from audit_leaf l;
  for line in
    with taken as (delete from audit_unsealed returning entry)
    select t.entry, a.canonical::text as text from taken t join audit a on a.sequence = t.entry order by t.entry
  loop
    at_index := size;
    at_level := 0;
    node := sha256('\x00'::bytea || convert_to(line.text, 'UTF8'));
    insert into audit_leaf (index, entry) values (size, line.entry);
    insert into audit_node (level, index, hash) values (0, size, node);
    while at_index % 2 = 1 loop
      select sha256('\x01'::bytea || n.hash || node) into strict node from audit_node n where n.level = at_level and n.index = at_index - 1;
      at_index := at_index / 2;
      at_level := at_level + 1;
      insert into audit_node (level, index, hash) values (at_level, at_index, node);
    end loop;
    size := size + 1;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION public.seen_now(of_family text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select of_family in (select families_involved_now()) and of_family not in (select families_conflicted_now())
$function$;

CREATE OR REPLACE FUNCTION public.signed_for(purpose text, payload text, mac bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not exists (select from context_key k where context_mac(purpose || ' ' || payload, k.id) = mac) then return null; end if;
  if (payload::jsonb ->> 'expires')::timestamptz <= clock_timestamp() then return null; end if;
  return payload::jsonb;
end $function$;

CREATE OR REPLACE FUNCTION public.spend(of_mark bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  delete from spent s where s.at < now() - interval '1 day';
  insert into spent (mark) values (of_mark) on conflict (mark) do nothing;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.spend_try(of_account bytea, of_address bytea, of_both bytea)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  one record;
  wait integer := 0;
  known boolean;
begin
  insert into sign_in_budget (key, failures, last_at) select k, 0, now() from unnest(array[of_account, of_address, of_both]) k order by k
    on conflict (key) do nothing;
  perform from sign_in_budget b where b.key in (of_account, of_address, of_both) order by b.key for update;
  select coalesce(b.known_until > now(), false) into known from sign_in_budget b where b.key = of_both;
  for one in
    select b.key, b.last_at, t.free, t.most, t.forgiven,
      greatest(0, b.failures - floor(extract(epoch from clock_timestamp() - b.last_at) / t.forgiven)::integer) as failures
    from (values (of_both, 5, 900, 300), (of_address, 20, 300, 60), (of_account, 20, 120, 120)) t (key, free, most, forgiven)
    join sign_in_budget b on b.key = t.key
    where not (known and t.key = of_account)
  loop
    if one.failures >= one.free then
      wait := greatest(wait, ceil(least(one.most, 2 ^ least(20, one.failures - one.free)) - extract(epoch from clock_timestamp() - one.last_at))::integer);
    end if;
  end loop;
  if wait > 0 then return wait; end if;
  update sign_in_budget b set last_at = clock_timestamp(), failures = 1 + greatest(0, b.failures - floor(extract(epoch from clock_timestamp() - b.last_at) / t.forgiven)::integer)
    from (values (of_both, 300), (of_address, 60), (of_account, 120)) t (key, forgiven)
    where b.key = t.key and not (known and t.key = of_account);
  return 0;
end $function$;

CREATE OR REPLACE FUNCTION public.tell(whom text[], of_kind text, of_family text, of_opening text)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with added as (
    insert into told (id, practitioner, kind, family, about)
    select replace(gen_random_uuid()::text, '-', ''), w.who, of_kind, of_family, of_opening from unnest(whom) as w (who)
    on conflict do nothing
    returning 1
  ) select count(*)::int from added
$function$;

CREATE OR REPLACE FUNCTION public.tell_of_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  opened record;
begin
  select b.family, b.practitioner, r.by as reviewer into opened
    from opening_review r join emergency_opening b on b.id = r.opening where r.id = new.id;
  perform tell(array(select p from people_allocated(opened.family, '{safeguarding,gathering}') p where p <> opened.reviewer) || opened.practitioner,
    'opening-reviewed', opened.family, new.opening);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.tell_of_unreviewed(at timestamp with time zone, mac bytea)
 RETURNS TABLE(opening text, family text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  late record;
  chairs text[];
  whom text[];
begin
  if not is_the_server('unreviewed', mac) then return; end if;
  for late in
    select b.id, b.family, b.practitioner from emergency_opening b
    where b.since + interval '72 hours' <= least(tell_of_unreviewed.at, now())
      and not exists (select from opening_review r where r.opening = b.id)
      and not exists (select from told t where t.about = b.id and t.kind = 'opening-not-reviewed')
    order by b.since, b.id
  loop
    whom := array(select p from people_of_purpose(late.family, 'review') p where p <> late.practitioner);
    chairs := array(select w.id from practitioner w where w.id = any (whom) and w.title ~* '\mchair');
    whom := (case when cardinality(chairs) > 0 then chairs else whom end)
      || array(select p from people_of_purpose(late.family, 'gathering') p where p <> late.practitioner);
    if tell(whom, 'opening-not-reviewed', late.family, late.id) > 0 then
      return query select late.id, late.family;
    end if;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION public.texts_to_match(of_family text, mac bytea)
 RETURNS TABLE(part text, contribution text, item text, body text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not may_match(of_family, mac) then return; end if;
  return query
    select 'event', e.contribution, e.id, e.body::text from event e where e.family = of_family
    union all
    select 'event', r.contribution, r.event, json_build_array(r.body, r.reason)::text
      from completed_row r join contribution c on c.id = r.contribution where c.family = of_family
    union all
    select 'attention', r.contribution, r.contribution || ' ' || r.position, r.body::text
      from attention_row r join contribution c on c.id = r.contribution where c.family = of_family
    union all
    select 'not-event', r.contribution, r.contribution || ' ' || r.position, r.body::text
      from not_event r join contribution c on c.id = r.contribution where c.family = of_family
    union all
    select 'notice', r.contribution, r.contribution || ' ' || r.position, r.body::text
      from notice r join contribution c on c.id = r.contribution where c.family = of_family
    union all
    select 'person', r.contribution, r.contribution || ' ' || r.position, r.body::text from described_person r where r.family = of_family
    union all
    select 'document', c.id, c.id, json_build_array(c.file, c.stated_family, c.agency, c.reading, c.mapping)::text from contribution c where c.family = of_family
    union all
    select 'draft', null, d.id, json_build_array(d.file, d.agency, d.mapping, d.leave_out, d.preview, d.reading)::text
      from contribution_draft d where d.family = of_family
    union all
    select 'note', null, n.id, to_json(n.text)::text from note n where n.family = of_family
    union all
    select 'request', null, q.id, coalesce(to_json(q.note), to_json(''::text))::text from request q where q.family = of_family
    union all
    select 'decision', null, d.sequence::text, coalesce(to_json(d.reason), to_json(''::text))::text from decision d where d.family = of_family
    union all
    select 'settlement', null, s.sequence::text, to_json(s.reason)::text from settlement s where s.family = of_family;
end $function$;

CREATE OR REPLACE FUNCTION public.told_of(of_family text)
 RETURNS TABLE(practitioner text, kind text, at timestamp with time zone, opened timestamp with time zone, opening text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select t.practitioner, t.kind, t.at, o.at, t.about
  from told t left join told_opened o on o.told = t.id
  where t.family = of_family and may_ask(of_family)
  order by t.at desc, t.practitioner
$function$;

CREATE OR REPLACE FUNCTION public.touch_session(of_secret bytea, idle_seconds integer)
 RETURNS TABLE(session text, how text, authenticated_at timestamp with time zone, live boolean, practitioner text, name text, role text, agency text, title text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  -- Written once in half a minute at most: a page with ten pictures is one touch.
  update session s set idle_until = now() + make_interval(secs => idle_seconds)
    where s.secret_hash = of_secret and s.ended_at is null and s.until > now() and s.idle_until > now()
      and s.idle_until < now() + make_interval(secs => greatest(0, idle_seconds - 30));
  return query
    select s.id, s.how, s.authenticated_at, s.ended_at is null and s.until > now() and s.idle_until > now() and p.left_at is null,
      p.id, p.name, p.role, p.agency, p.title
    from session s join practitioner p on p.id = s.practitioner where s.secret_hash = of_secret;
end $function$;

CREATE OR REPLACE FUNCTION public.unlink_identity(of_sequence bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  one identity;
  linker text;
begin
  select i.* into one from identity i join acting() a on a.partnership = i.partnership join role r on r.code = a.role and r.administers
    where i.sequence = of_sequence and i.practitioner is not null
      and not exists (select from identity l where l.issuer = i.issuer and l.subject = i.subject and l.sequence > i.sequence);
  if one.sequence is null then return false; end if;
  select a.practitioner into linker from acting() a;
  insert into identity (partnership, issuer, subject, practitioner, by) values (one.partnership, one.issuer, one.subject, null, linker);
  update session s set ended_at = now(), ended_because = 'identity-unlinked'
    where s.practitioner = one.practitioner and s.how = 'identity-provider' and s.ended_at is null;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION public.use_code(whose text, step bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update account a set code_step = step where a.practitioner = whose and a.code_step < step;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.use_passkey(of_id text, new_counter bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update passkey k set counter = new_counter, used_at = now()
    where k.id = of_id and k.removed_at is null and (k.counter < new_counter or (k.counter = 0 and new_counter = 0));
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.use_recovery_code(whose text, of_code bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update recovery_code r set used_at = now() where r.practitioner = whose and r.hash = of_code and r.used_at is null;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION public.whole_contribution(of_family text, of_contribution text, mac bytea)
 RETURNS TABLE(event json, completed boolean, table_place text, "row" integer, hidden boolean, at timestamp with time zone, by text, reason text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if not (seen_now(of_family) and is_the_server('continuing ' || of_contribution, mac)) then return; end if;
  return query
    select x.event, x.completed, x.table_place, x."row", x.hidden, x.at, x.by, x.reason from (
      select e.body as event, false as completed, null::text as table_place, null::int as "row", null::boolean as hidden, null::timestamptz as at,
        null::text as by, null::text as reason, 0 as late, e.position as place, e.id as last
      from event e join contribution c on c.id = e.contribution where c.id = of_contribution and c.family = of_family
      union all
      select r.body, true, r.table_place, r."row", r.hidden, r.at, r.by, r.reason, 1, extract(epoch from r.at)::int, r.event
      from completed_row r join contribution c on c.id = r.contribution where c.id = of_contribution and c.family = of_family
    ) x order by x.late, x.place, x.last;
end $function$;

CREATE OR REPLACE FUNCTION public.within_budget(of_family text, most integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with mine as (
    select distinct l.family from audit l
    where l.practitioner = (select a.practitioner from acting() a) and l.outcome = 'done' and l.family is not null
      and l.at >= date_trunc('day', now() at time zone 'Europe/London') at time zone 'Europe/London'
  )
  select of_family in (select m.family from mine m)
    or (select count(*) from mine) < most
    or of_family in (select o.family from acting() a cross join lateral families_opened(a.practitioner, a.purpose, now()) o)
$function$;

CREATE TRIGGER opening_review_told AFTER INSERT ON public.opening_review FOR EACH ROW EXECUTE FUNCTION tell_of_review();
CREATE TRIGGER practitioner_left AFTER UPDATE ON public.practitioner FOR EACH ROW EXECUTE FUNCTION end_of_practitioner();
CREATE TRIGGER practitioner_posting AFTER INSERT OR UPDATE ON public.practitioner FOR EACH ROW EXECUTE FUNCTION keep_posting();

alter table account enable row level security, force row level security;
alter table agency enable row level security, force row level security;
alter table allocation enable row level security, force row level security;
alter table allocation_end enable row level security, force row level security;
alter table attention_row enable row level security, force row level security;
alter table audit enable row level security, force row level security;
alter table audit_leaf enable row level security, force row level security;
alter table audit_node enable row level security, force row level security;
alter table audit_unsealed enable row level security, force row level security;
alter table column_mapping enable row level security, force row level security;
alter table completed_row enable row level security, force row level security;
alter table context_key enable row level security, force row level security;
alter table continuation enable row level security, force row level security;
alter table contribution enable row level security, force row level security;
alter table contribution_draft enable row level security, force row level security;
alter table coverage enable row level security, force row level security;
alter table decision enable row level security, force row level security;
alter table declared_conflict enable row level security, force row level security;
alter table described_person enable row level security, force row level security;
alter table draft_set_aside enable row level security, force row level security;
alter table emergency_closing enable row level security, force row level security;
alter table emergency_opening enable row level security, force row level security;
alter table event enable row level security, force row level security;
alter table family enable row level security, force row level security;
alter table family_figures enable row level security, force row level security;
alter table family_half_mark enable row level security, force row level security;
alter table family_mark enable row level security, force row level security;
alter table figure enable row level security, force row level security;
alter table idempotency enable row level security, force row level security;
alter table identity enable row level security, force row level security;
alter table involvement enable row level security, force row level security;
alter table kept_form enable row level security, force row level security;
alter table look enable row level security, force row level security;
alter table must_not_reach enable row level security, force row level security;
alter table not_event enable row level security, force row level security;
alter table note enable row level security, force row level security;
alter table notice enable row level security, force row level security;
alter table one_time_link enable row level security, force row level security;
alter table opening_review enable row level security, force row level security;
alter table original enable row level security, force row level security;
alter table partnership enable row level security, force row level security;
alter table passkey enable row level security, force row level security;
alter table place_key enable row level security, force row level security;
alter table place_match enable row level security, force row level security;
alter table place_match_set_aside enable row level security, force row level security;
alter table place_match_set_aside_agreed enable row level security, force row level security;
alter table place_release enable row level security, force row level security;
alter table place_release_agreed enable row level security, force row level security;
alter table place_release_asked_of enable row level security, force row level security;
alter table place_release_withdrawn enable row level security, force row level security;
alter table posting enable row level security, force row level security;
alter table practitioner enable row level security, force row level security;
alter table practitioner_half_mark enable row level security, force row level security;
alter table practitioner_mark enable row level security, force row level security;
alter table promise enable row level security, force row level security;
alter table protected_place enable row level security, force row level security;
alter table provider_logout enable row level security, force row level security;
alter table provider_session enable row level security, force row level security;
alter table recovery_code enable row level security, force row level security;
alter table request enable row level security, force row level security;
alter table role enable row level security, force row level security;
alter table session enable row level security, force row level security;
alter table settlement enable row level security, force row level security;
alter table sign_in_budget enable row level security, force row level security;
alter table spent enable row level security, force row level security;
alter table told enable row level security, force row level security;
alter table told_opened enable row level security, force row level security;
alter table unknown_identity enable row level security, force row level security;
-- Every one of these also has: create policy owner on it to kinline_owner using (true) with check (true).

create policy partnership on agency as permissive for select to kinline_app
  using ((partnership = ( SELECT a.partnership
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy add on allocation as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))) AND (
CASE clearance
    WHEN 'protected'::text THEN 2
    WHEN 'restricted'::text THEN 1
    ELSE 0
END <= clearance_now(family))) OR ((practitioner = by) AND added_just_now(family)))));
create policy involved on allocation as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on allocation as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy add on allocation_end as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (allocation IN ( SELECT l.id
   FROM allocation l
  WHERE (l.family IN ( SELECT families_allocated_now() AS families_allocated_now))))));
create policy of_allocation on allocation_end as permissive for select to kinline_app
  using ((allocation IN ( SELECT a.id
   FROM allocation a)));
create policy add on attention_row as permissive for insert to kinline_app
  with check ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy not_withheld on attention_row as restrictive for select to kinline_app
  using ((NOT (((((contribution || ' '::text) || "row") || ' '::text) || table_place) IN ( SELECT rows_withheld_now() AS rows_withheld_now))));
create policy of_contribution on attention_row as permissive for select to kinline_app
  using ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy part_open on attention_row as restrictive for select to kinline_app
  using ((NOT (((contribution || ' '::text) || "position") IN ( SELECT parts_closed_now('attention'::text) AS parts_closed_now))));
create policy access_record on audit as permissive for select to kinline_app
  using (((( SELECT a.purpose
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)) = ANY (ARRAY['gathering'::text, 'review'::text])) AND (((family IN ( SELECT families_involved_now() AS families_involved_now)) AND (NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now)))) OR ((family IS NULL) AND (subject_kind = 'contribution'::text) AND (subject IN ( SELECT c.id
   FROM contribution c))) OR ((family IS NULL) AND (subject_kind = 'draft'::text) AND (subject IN ( SELECT d.id
   FROM contribution_draft d))))));
create policy own_lines on audit as permissive for select to kinline_app
  using ((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy own_place on audit_leaf as permissive for select to kinline_app
  using ((EXISTS ( SELECT
   FROM audit a
  WHERE (a.sequence = audit_leaf.entry))));
create policy proofs on audit_node as permissive for select to kinline_app
  using ((( SELECT a.purpose
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)) = ANY (ARRAY['gathering'::text, 'review'::text])));
create policy add on column_mapping as permissive for insert to kinline_app
  with check ((EXISTS ( SELECT
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)
  WHERE ((a.practitioner = column_mapping.by) AND (a.partnership = column_mapping.partnership) AND ((a.agency = column_mapping.agency) OR (a.purpose = 'gathering'::text))))));
create policy corrections on column_mapping as permissive for select to kinline_app
  using ((EXISTS ( SELECT
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)
  WHERE ((a.partnership = column_mapping.partnership) AND ((a.agency = column_mapping.agency) OR (a.purpose = 'gathering'::text))))));
create policy add on completed_row as permissive for insert to kinline_app
  with check ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy by_oneself on completed_row as restrictive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) OR carried_over(contribution, by, at)));
create policy not_withheld on completed_row as restrictive for select to kinline_app
  using ((NOT (((((contribution || ' '::text) || "row") || ' '::text) || table_place) IN ( SELECT rows_withheld_now() AS rows_withheld_now))));
create policy of_contribution on completed_row as permissive for select to kinline_app
  using ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy add on continuation as permissive for insert to kinline_app
  with check ((seen_now(family) AND (contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now))));
create policy document_open on continuation as restrictive for select to kinline_app
  using ((NOT (contribution IN ( SELECT parts_closed_now('document'::text) AS parts_closed_now))));
create policy involved on continuation as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on continuation as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy not_withheld on continuation as restrictive for select to kinline_app
  using (((NOT (((family || ' '::text) || earlier) IN ( SELECT events_withheld_now() AS events_withheld_now))) AND ((later IS NULL) OR (NOT (((family || ' '::text) || later) IN ( SELECT events_withheld_now() AS events_withheld_now))))));
create policy add on contribution as permissive for insert to kinline_app
  with check ((seen_now(family) AND (received_by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND ((supersedes IS NULL) OR (supersedes IN ( SELECT contributions_seen_now() AS contributions_seen_now)))));
create policy document_open on contribution as restrictive for select to kinline_app
  using ((NOT (id IN ( SELECT parts_closed_now('document'::text) AS parts_closed_now))));
create policy involved on contribution as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on contribution as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy add on contribution_draft as permissive for insert to kinline_app
  with check ((seen_now(family) AND (started_by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)))));
create policy change on contribution_draft as permissive for update to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)))
  with check (seen_now(family));
create policy involved on contribution_draft as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on contribution_draft as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy of_whom on contribution_draft as restrictive for select to kinline_app
  using ((EXISTS ( SELECT
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)
  WHERE ((a.practitioner = contribution_draft.started_by) OR (a.agency = contribution_draft.agency) OR (a.purpose = 'gathering'::text)))));
create policy of_whom_to_change on contribution_draft as restrictive for update to kinline_app
  using ((EXISTS ( SELECT
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)
  WHERE ((a.practitioner = contribution_draft.started_by) OR (a.agency = contribution_draft.agency) OR (a.purpose = 'gathering'::text)))))
  with check (true);
create policy part_open on contribution_draft as restrictive for select to kinline_app
  using ((NOT (id IN ( SELECT parts_closed_now('draft'::text) AS parts_closed_now))));
create policy part_open_to_change on contribution_draft as restrictive for update to kinline_app
  using ((NOT (id IN ( SELECT parts_closed_now('draft'::text) AS parts_closed_now))))
  with check (true);
create policy add on coverage as permissive for insert to kinline_app
  with check ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy of_contribution on coverage as permissive for select to kinline_app
  using ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy add on decision as permissive for insert to kinline_app
  with check ((seen_now(family) AND (by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (NOT (((family || ' '::text) || one) IN ( SELECT events_withheld_now() AS events_withheld_now))) AND (NOT (((family || ' '::text) || other) IN ( SELECT events_withheld_now() AS events_withheld_now)))));
create policy involved on decision as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on decision as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy not_withheld on decision as restrictive for select to kinline_app
  using (((NOT (((family || ' '::text) || one) IN ( SELECT events_withheld_now() AS events_withheld_now))) AND (NOT (((family || ' '::text) || other) IN ( SELECT events_withheld_now() AS events_withheld_now)))));
create policy part_open on decision as restrictive for select to kinline_app
  using ((NOT ((sequence)::text IN ( SELECT parts_closed_now('decision'::text) AS parts_closed_now))));
create policy add on declared_conflict as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND ((practitioner = by) OR ((family IN ( SELECT families_allocated_now() AS families_allocated_now)) AND (NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now)))))));
create policy own on declared_conflict as permissive for select to kinline_app
  using ((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy add on described_person as permissive for insert to kinline_app
  with check (((family IN ( SELECT families_involved_now() AS families_involved_now)) AND (contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now))));
create policy document_open on described_person as restrictive for select to kinline_app
  using ((NOT (contribution IN ( SELECT parts_closed_now('document'::text) AS parts_closed_now))));
create policy involved on described_person as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on described_person as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy part_open on described_person as restrictive for select to kinline_app
  using ((NOT (((contribution || ' '::text) || "position") IN ( SELECT parts_closed_now('person'::text) AS parts_closed_now))));
create policy add on draft_set_aside as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (draft IN ( SELECT d.id
   FROM contribution_draft d))));
create policy of_draft on draft_set_aside as permissive for select to kinline_app
  using ((draft IN ( SELECT d.id
   FROM contribution_draft d)));
create policy add on emergency_closing as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (opening IN ( SELECT b.id
   FROM emergency_opening b))));
create policy of_opening on emergency_closing as permissive for select to kinline_app
  using ((opening IN ( SELECT b.id
   FROM emergency_opening b)));
create policy involved on emergency_opening as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on emergency_opening as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy add on event as permissive for insert to kinline_app
  with check (((family IN ( SELECT families_involved_now() AS families_involved_now)) AND (contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now))));
create policy document_open on event as restrictive for select to kinline_app
  using ((NOT (contribution IN ( SELECT parts_closed_now('document'::text) AS parts_closed_now))));
create policy involved on event as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on event as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy not_withheld on event as restrictive for select to kinline_app
  using ((NOT (((family || ' '::text) || id) IN ( SELECT events_withheld_now() AS events_withheld_now))));
create policy add on family as permissive for insert to kinline_app
  with check (((added_by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (partnership = ( SELECT a.partnership
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)))));
create policy change on family as permissive for update to kinline_app
  using ((id IN ( SELECT families_involved_now() AS families_involved_now)))
  with check (true);
create policy involved on family as permissive for select to kinline_app
  using ((id IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on family as restrictive for select to kinline_app
  using ((NOT (id IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy no_conflict_to_change on family as restrictive for update to kinline_app
  using ((NOT (id IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy add on family_figures as permissive for insert to kinline_app
  with check (((family, seen) IN ( SELECT f.family,
    f.seen
   FROM fingerprints_now() f(family, seen))));
create policy change on family_figures as permissive for update to kinline_app
  using (true)
  with check (((family, seen) IN ( SELECT f.family,
    f.seen
   FROM fingerprints_now() f(family, seen))));
create policy involved on family_figures as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on family_figures as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy same_set on family_figures as restrictive for all to kinline_app
  using (((family, seen) IN ( SELECT f.family,
    f.seen
   FROM fingerprints_now() f(family, seen))));
create policy own_partnership on figure as permissive for select to kinline_app
  using ((partnership = ( SELECT a.partnership
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy own on idempotency as permissive for all to kinline_app
  using ((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))))
  with check ((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy administrators on identity as permissive for select to kinline_app
  using ((partnership IN ( SELECT a.partnership
   FROM (acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)
     JOIN role r ON ((r.code = a.role)))
  WHERE r.administers)));
create policy add on involvement as permissive for insert to kinline_app
  with check (seen_now(family));
create policy involved on involvement as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on involvement as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy own on kept_form as permissive for all to kinline_app
  using ((practitioner IN ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy add on look as permissive for insert to kinline_app
  with check ((seen_now(family) AND (practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)))));
create policy change on look as permissive for update to kinline_app
  using (((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (family IN ( SELECT families_involved_now() AS families_involved_now))))
  with check ((seen_now(family) AND (practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)))));
create policy involved on look as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on look as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy own on look as restrictive for all to kinline_app
  using ((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy add on must_not_reach as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (family IN ( SELECT families_allocated_now() AS families_allocated_now)) AND (NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))) AND (NOT (((family || ' '::text) || event) IN ( SELECT events_withheld_now() AS events_withheld_now)))));
create policy involved on must_not_reach as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on must_not_reach as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy on_seen_event on must_not_reach as restrictive for select to kinline_app
  using ((NOT (((family || ' '::text) || event) IN ( SELECT events_withheld_now() AS events_withheld_now))));
create policy add on not_event as permissive for insert to kinline_app
  with check ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy of_contribution on not_event as permissive for select to kinline_app
  using ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy part_open on not_event as restrictive for select to kinline_app
  using ((NOT (((contribution || ' '::text) || "position") IN ( SELECT parts_closed_now('not-event'::text) AS parts_closed_now))));
create policy add on note as permissive for insert to kinline_app
  with check ((seen_now(family) AND (by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (NOT (((family || ' '::text) || event) IN ( SELECT events_withheld_now() AS events_withheld_now)))));
create policy involved on note as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on note as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy not_withheld on note as restrictive for select to kinline_app
  using ((NOT (((family || ' '::text) || event) IN ( SELECT events_withheld_now() AS events_withheld_now))));
create policy part_open on note as restrictive for select to kinline_app
  using ((NOT (id IN ( SELECT parts_closed_now('note'::text) AS parts_closed_now))));
create policy add on notice as permissive for insert to kinline_app
  with check ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy of_contribution on notice as permissive for select to kinline_app
  using ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy part_open on notice as restrictive for select to kinline_app
  using ((NOT (((contribution || ' '::text) || "position") IN ( SELECT parts_closed_now('notice'::text) AS parts_closed_now))));
create policy add on opening_review as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (opening IN ( SELECT k.id
   FROM openings_known() k(id, family, practitioner, reason, since, until, closed_at, live, own, mine_to_review)
  WHERE k.mine_to_review))));
create policy known on opening_review as permissive for select to kinline_app
  using ((opening IN ( SELECT k.id
   FROM openings_known() k(id, family, practitioner, reason, since, until, closed_at, live, own, mine_to_review))));
create policy add on original as permissive for insert to kinline_app
  with check ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy nothing_hidden on original as restrictive for select to kinline_app
  using ((NOT (contribution IN ( SELECT contributions_partly_hidden_now() AS contributions_partly_hidden_now))));
create policy of_contribution on original as permissive for select to kinline_app
  using ((contribution IN ( SELECT contributions_seen_now() AS contributions_seen_now)));
create policy partnership on partnership as permissive for select to kinline_app
  using ((id = ( SELECT a.partnership
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy own on passkey as permissive for select to kinline_app
  using ((practitioner IN ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy add on place_match as permissive for insert to kinline_app
  with check (seen_now(family));
create policy involved on place_match as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on place_match as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy open on place_match as restrictive for select to kinline_app
  using (((place IN ( SELECT places_open_now() AS places_open_now)) AND (family IN ( SELECT families_allocated_now() AS families_allocated_now))));
create policy add on place_match_set_aside as permissive for insert to kinline_app
  with check (((asked_by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (match IN ( SELECT m.id
   FROM place_match m))));
create policy of_match on place_match_set_aside as permissive for select to kinline_app
  using ((match IN ( SELECT m.id
   FROM place_match m)));
create policy add on place_match_set_aside_agreed as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (match IN ( SELECT s.match
   FROM place_match_set_aside s
  WHERE (s.asked_by <> place_match_set_aside_agreed.by)))));
create policy of_match on place_match_set_aside_agreed as permissive for select to kinline_app
  using ((match IN ( SELECT m.id
   FROM place_match m)));
create policy add on place_release as permissive for insert to kinline_app
  with check (((asked_by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (practitioner <> asked_by) AND (place IN ( SELECT p.id
   FROM protected_place p))));
create policy asked_of on place_release as permissive for select to kinline_app
  using ((id IN ( SELECT releases_asked_of_me() AS releases_asked_of_me)));
create policy of_place on place_release as permissive for select to kinline_app
  using ((place IN ( SELECT p.id
   FROM protected_place p)));
create policy add on place_release_agreed as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (release IN ( SELECT r.id
   FROM place_release r
  WHERE ((r.asked_by <> place_release_agreed.by) AND (r.practitioner <> place_release_agreed.by))))));
create policy of_release on place_release_agreed as permissive for select to kinline_app
  using ((release IN ( SELECT r.id
   FROM place_release r)));
create policy add on place_release_asked_of as permissive for insert to kinline_app
  with check (((release IN ( SELECT r.id
   FROM place_release r
  WHERE ((r.asked_by = ( SELECT a.practitioner
           FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (r.practitioner <> place_release_asked_of.practitioner)))) AND (practitioner <> ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)))));
create policy asked_or_asking on place_release_asked_of as permissive for select to kinline_app
  using (((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) OR (release IN ( SELECT r.id
   FROM place_release r
  WHERE (r.asked_by = ( SELECT a.practitioner
           FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)))))));
create policy add on place_release_withdrawn as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (release IN ( SELECT r.id
   FROM place_release r))));
create policy of_release on place_release_withdrawn as permissive for select to kinline_app
  using ((release IN ( SELECT r.id
   FROM place_release r)));
create policy partnership on posting as permissive for select to kinline_app
  using ((practitioner IN ( SELECT p.id
   FROM practitioner p)));
create policy add on practitioner as permissive for insert to kinline_app
  with check ((EXISTS ( SELECT
   FROM (acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)
     JOIN role r ON ((r.code = a.role)))
  WHERE (r.administers AND (a.partnership = practitioner.partnership)))));
create policy change on practitioner as permissive for update to kinline_app
  using ((EXISTS ( SELECT
   FROM (acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)
     JOIN role r ON ((r.code = a.role)))
  WHERE (r.administers AND (a.partnership = practitioner.partnership)))))
  with check (true);
create policy partnership on practitioner as permissive for select to kinline_app
  using ((partnership = ( SELECT a.partnership
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy add on promise as permissive for insert to kinline_app
  with check ((seen_now(family) AND (by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)))));
create policy involved on promise as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on promise as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy add on protected_place as permissive for insert to kinline_app
  with check (((by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (family IN ( SELECT families_allocated_now() AS families_allocated_now)) AND (NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now)))));
create policy involved on protected_place as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on protected_place as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy open on protected_place as restrictive for select to kinline_app
  using ((id IN ( SELECT places_open_now() AS places_open_now)));
create policy add on request as permissive for insert to kinline_app
  with check ((seen_now(family) AND (by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus)))));
create policy involved on request as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on request as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy part_open on request as restrictive for select to kinline_app
  using ((NOT (id IN ( SELECT parts_closed_now('request'::text) AS parts_closed_now))));
create policy anyone on role as permissive for select to kinline_app
  using ((EXISTS ( SELECT
   FROM acting() acting(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy own on session as permissive for select to kinline_app
  using ((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy add on settlement as permissive for insert to kinline_app
  with check ((seen_now(family) AND (by = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))) AND (NOT (EXISTS ( SELECT
   FROM unnest((settlement.events || settlement.relied_on)) named(named)
  WHERE (((settlement.family || ' '::text) || named.named) IN ( SELECT events_withheld_now() AS events_withheld_now)))))));
create policy involved on settlement as permissive for select to kinline_app
  using ((family IN ( SELECT families_involved_now() AS families_involved_now)));
create policy no_conflict on settlement as restrictive for all to kinline_app
  using ((NOT (family IN ( SELECT families_conflicted_now() AS families_conflicted_now))));
create policy not_withheld on settlement as restrictive for select to kinline_app
  using ((NOT ( SELECT COALESCE(bool_or((((settlement.family || ' '::text) || named.named) IN ( SELECT events_withheld_now() AS events_withheld_now))), false) AS "coalesce"
   FROM unnest((settlement.events || settlement.relied_on)) named(named))));
create policy part_open on settlement as restrictive for select to kinline_app
  using ((NOT ((sequence)::text IN ( SELECT parts_closed_now('settlement'::text) AS parts_closed_now))));
create policy own on told as permissive for select to kinline_app
  using ((practitioner = ( SELECT a.practitioner
   FROM acting() a(practitioner, role, agency, partnership, purpose, session, how, focus))));
create policy add on told_opened as permissive for insert to kinline_app
  with check ((told IN ( SELECT t.id
   FROM told t)));
create policy own on told_opened as permissive for select to kinline_app
  using ((told IN ( SELECT t.id
   FROM told t)));

grant delete, select on kept_form to kinline_app;
grant insert (added_at, added_by, id, label, partnership) on family to kinline_app;
grant insert (agency, by, clearance, family, id, practitioner, purpose, reason, until) on allocation to kinline_app;
grant insert (agency, id, name, partnership, position, role, title) on practitioner to kinline_app;
grant insert (allocation, by, reason) on allocation_end to kinline_app;
grant insert (asked_by, id, place, practitioner, reason) on place_release to kinline_app;
grant insert (asked_by, match, reason) on place_match_set_aside to kinline_app;
grant insert (audience, audience_kind, by, effect, event, family, reason) on must_not_reach to kinline_app;
grant insert (because, by, family, id, practitioner) on declared_conflict to kinline_app;
grant insert (by, family, id, kind, person, sealed) on protected_place to kinline_app;
grant insert (by, id, opening, outcome, words) on opening_review to kinline_app;
grant insert (by, match) on place_match_set_aside_agreed to kinline_app;
grant insert (by, opening) on emergency_closing to kinline_app;
grant insert (by, release) on place_release_agreed to kinline_app;
grant insert (by, release) on place_release_withdrawn to kinline_app;
grant insert (contribution, family, id, item, part, place) on place_match to kinline_app;
grant insert (told) on told_opened to kinline_app;
grant insert on contribution to kinline_app;
grant insert, select on attention_row to kinline_app;
grant insert, select on column_mapping to kinline_app;
grant insert, select on completed_row to kinline_app;
grant insert, select on continuation to kinline_app;
grant insert, select on contribution_draft to kinline_app;
grant insert, select on coverage to kinline_app;
grant insert, select on decision to kinline_app;
grant insert, select on described_person to kinline_app;
grant insert, select on draft_set_aside to kinline_app;
grant insert, select on event to kinline_app;
grant insert, select on family_figures to kinline_app;
grant insert, select on idempotency to kinline_app;
grant insert, select on involvement to kinline_app;
grant insert, select on look to kinline_app;
grant insert, select on not_event to kinline_app;
grant insert, select on note to kinline_app;
grant insert, select on notice to kinline_app;
grant insert, select on original to kinline_app;
grant insert, select on place_release_asked_of to kinline_app;
grant insert, select on promise to kinline_app;
grant insert, select on request to kinline_app;
grant insert, select on settlement to kinline_app;
grant select (agency, family, file, format, id, level, mapping, reading, received_at, received_by, sha256, stated_family, supersedes) on contribution to kinline_app;
grant select (at, by, issuer, partnership, practitioner, sequence) on identity to kinline_app;
grant select (authenticated_at, ended_at, ended_because, how, id, idle_until, practitioner, started_at, until) on session to kinline_app;
grant select (backed_up, id, made_at, name, practitioner, removed_at, used_at) on passkey to kinline_app;
grant select on agency to kinline_app;
grant select on allocation to kinline_app;
grant select on allocation_end to kinline_app;
grant select on audit to kinline_app;
grant select on audit_leaf to kinline_app;
grant select on audit_node to kinline_app;
grant select on declared_conflict to kinline_app;
grant select on emergency_closing to kinline_app;
grant select on emergency_opening to kinline_app;
grant select on family to kinline_app;
grant select on figure to kinline_app;
grant select on must_not_reach to kinline_app;
grant select on opening_review to kinline_app;
grant select on partnership to kinline_app;
grant select on place_match to kinline_app;
grant select on place_match_set_aside to kinline_app;
grant select on place_match_set_aside_agreed to kinline_app;
grant select on place_release to kinline_app;
grant select on place_release_agreed to kinline_app;
grant select on place_release_withdrawn to kinline_app;
grant select on posting to kinline_app;
grant select on practitioner to kinline_app;
grant select on protected_place to kinline_app;
grant select on role to kinline_app;
grant select on told to kinline_app;
grant select on told_opened to kinline_app;
grant update (accepted_as, agency, bytes, day_month_order, leave_out, mapping, preview, problem, reading, remembered) on contribution_draft to kinline_app;
grant update (agency, left_at, name, role, title) on practitioner to kinline_app;
grant update (at) on look to kinline_app;
grant update (candidates, conflicts, events, seen, version) on family_figures to kinline_app;
grant update (version) on family to kinline_app;

grant execute on function account_of_login(bytea) to kinline_app;
grant execute on function accounts_of_partnership() to kinline_app;
grant execute on function acting() to kinline_app;
grant execute on function added_just_now(text) to kinline_app;
grant execute on function append_audit(text,text,text,text,text,text) to kinline_app;
grant execute on function begin_session(text,bytea) to kinline_app;
grant execute on function carried_over(text,text,timestamp with time zone) to kinline_app;
grant execute on function clearance_now(text) to kinline_app;
grant execute on function come_to(text,text,text) to kinline_app;
grant execute on function contribution_counts(text[]) to kinline_app;
grant execute on function contributions_partly_hidden_now() to kinline_app;
grant execute on function contributions_seen_now() to kinline_app;
grant execute on function could_see(text,text,timestamp with time zone,timestamp with time zone) to kinline_app;
grant execute on function declare_own_conflict(text,text,text,text) to kinline_app;
grant execute on function demonstration_practitioners() to kinline_app;
grant execute on function end_provider_sessions(text,bytea) to kinline_app;
grant execute on function end_sessions(text,bytea) to kinline_app;
grant execute on function enter(text,bytea) to kinline_app;
grant execute on function events_withheld_now() to kinline_app;
grant execute on function families_allocated_now() to kinline_app;
grant execute on function families_conflicted_now() to kinline_app;
grant execute on function families_involved_now() to kinline_app;
grant execute on function family_of_release(text) to kinline_app;
grant execute on function files_to_match(text,bytea) to kinline_app;
grant execute on function fingerprints_now() to kinline_app;
grant execute on function first_run() to kinline_app;
grant execute on function fold_name(text) to kinline_app;
grant execute on function follow_must_not_reach(text,text[],text[],bytea) to kinline_app;
grant execute on function forget_place_key(text,text) to kinline_app;
grant execute on function give_link(text,bytea) to kinline_app;
grant execute on function identities_linked() to kinline_app;
grant execute on function identity_practitioner(text,text) to kinline_app;
grant execute on function keep_family_marks(text,text[],text[],text[]) to kinline_app;
grant execute on function keep_form(text,text,bytea) to kinline_app;
grant execute on function keep_own_marks(text[],text[],text[]) to kinline_app;
grant execute on function keep_passkey(text,bytea,bytea,bigint,text[],boolean,text) to kinline_app;
grant execute on function keep_place_key(text,text,bytea,bytea) to kinline_app;
grant execute on function keep_provider_session(text,bytea) to kinline_app;
grant execute on function keep_unknown_identity(text,text,text) to kinline_app;
grant execute on function lines_that_showed(text,text,text,text[]) to kinline_app;
grant execute on function link_identity(text,text) to kinline_app;
grant execute on function link_of(bytea) to kinline_app;
grant execute on function log_begins(text) to kinline_app;
grant execute on function log_checked(text,bigint) to kinline_app;
grant execute on function make_account(bytea,bytea,bytea,text,bytea,bigint,bytea[]) to kinline_app;
grant execute on function matches_set_aside(text,bytea) to kinline_app;
grant execute on function may_ask(text) to kinline_app;
grant execute on function name_passkey(text,text) to kinline_app;
grant execute on function open_in_an_emergency(text,text,date,text,text) to kinline_app;
grant execute on function openings_known() to kinline_app;
grant execute on function openly_named(text) to kinline_app;
grant execute on function originals_whole(text) to kinline_app;
grant execute on function own_account() to kinline_app;
grant execute on function own_credentials() to kinline_app;
grant execute on function parts_closed_now(text) to kinline_app;
grant execute on function passkey_of_credential(bytea) to kinline_app;
grant execute on function places_open_now() to kinline_app;
grant execute on function places_to_match(text,bytea) to kinline_app;
grant execute on function releases_asked_of_me() to kinline_app;
grant execute on function remove_passkey(text) to kinline_app;
grant execute on function renew_session(text,bytea) to kinline_app;
grant execute on function replace_password(text) to kinline_app;
grant execute on function replace_recovery_codes(bytea[]) to kinline_app;
grant execute on function rows_withheld_now() to kinline_app;
grant execute on function seal_audit(bigint) to kinline_app;
grant execute on function seen_now(text) to kinline_app;
grant execute on function spend(bytea) to kinline_app;
grant execute on function spend_try(bytea,bytea,bytea) to kinline_app;
grant execute on function tell_of_unreviewed(timestamp with time zone,bytea) to kinline_app;
grant execute on function texts_to_match(text,bytea) to kinline_app;
grant execute on function told_of(text) to kinline_app;
grant execute on function touch_session(bytea,integer) to kinline_app;
grant execute on function unlink_identity(bigint) to kinline_app;
grant execute on function use_code(text,bigint) to kinline_app;
grant execute on function use_passkey(text,bigint) to kinline_app;
grant execute on function use_recovery_code(text,bytea) to kinline_app;
grant execute on function whole_contribution(text,text,bytea) to kinline_app;
grant execute on function within_budget(text,integer) to kinline_app;
