-- The total of sql/migrations, for reading; written by tools/write-schema.ts from the database itself. Never applied.

create table agency (
  partnership text not null,
  code text not null,
  name text not null,
  aliases text[] not null,
  position integer not null,
  constraint agency_pkey PRIMARY KEY (partnership, code),
  constraint agency_partnership_fkey FOREIGN KEY (partnership) REFERENCES partnership(id)
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
  practitioner text,
  operation text not null,
  subject_kind text not null,
  subject text,
  outcome text not null,
  constraint audit_pkey PRIMARY KEY (sequence)
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
  constraint completed_row_pkey PRIMARY KEY (contribution, table_place, "row"),
  constraint completed_row_by_fkey FOREIGN KEY (by) REFERENCES practitioner(id),
  constraint completed_row_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id)
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
  version bigint not null,
  events integer not null,
  candidates integer not null,
  conflicts integer not null,
  constraint family_figures_pkey PRIMARY KEY (family),
  constraint family_figures_family_fkey FOREIGN KEY (family) REFERENCES family(id)
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

create table involvement (
  family text not null,
  agency text not null,
  since timestamp with time zone not null,
  because text not null,
  constraint involvement_pkey PRIMARY KEY (family, agency),
  constraint involvement_family_fkey FOREIGN KEY (family) REFERENCES family(id),
  constraint involvement_because_check CHECK ((because = ANY (ARRAY['named'::text, 'asked'::text, 'contributed'::text])))
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

create table original (
  contribution text not null,
  bytes bytea not null,
  constraint original_pkey PRIMARY KEY (contribution),
  constraint original_contribution_fkey FOREIGN KEY (contribution) REFERENCES contribution(id)
);

create table partnership (
  id text not null,
  name text not null,
  constraint partnership_pkey PRIMARY KEY (id)
);

create table practitioner (
  id text not null,
  partnership text not null,
  name text not null,
  role text not null,
  agency text not null,
  title text,
  position integer not null,
  constraint practitioner_pkey PRIMARY KEY (id),
  constraint practitioner_partnership_fkey FOREIGN KEY (partnership) REFERENCES partnership(id)
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

CREATE INDEX column_mapping_agency ON column_mapping USING btree (partnership, agency, sequence);
CREATE INDEX continuation_family ON continuation USING btree (family);
CREATE INDEX contribution_draft_family ON contribution_draft USING btree (family);
CREATE INDEX contribution_family ON contribution USING btree (family, received_at);
CREATE INDEX contribution_sha256 ON contribution USING btree (sha256);
CREATE INDEX decision_family ON decision USING btree (family, sequence);
CREATE INDEX event_family ON event USING btree (family, id);
CREATE INDEX note_family ON note USING btree (family, at);
CREATE INDEX promise_family ON promise USING btree (family);
CREATE INDEX request_family ON request USING btree (family);
CREATE INDEX settlement_family ON settlement USING btree (family, sequence);

grant insert, select on attention_row to kinline_app;
grant insert, select on audit to kinline_app;
grant insert, select on column_mapping to kinline_app;
grant insert, select on completed_row to kinline_app;
grant insert, select on continuation to kinline_app;
grant insert, select on contribution to kinline_app;
grant insert, select on coverage to kinline_app;
grant insert, select on decision to kinline_app;
grant insert, select on described_person to kinline_app;
grant insert, select on draft_set_aside to kinline_app;
grant insert, select on event to kinline_app;
grant insert, select on family to kinline_app;
grant insert, select on idempotency to kinline_app;
grant insert, select on involvement to kinline_app;
grant insert, select on not_event to kinline_app;
grant insert, select on note to kinline_app;
grant insert, select on notice to kinline_app;
grant insert, select on original to kinline_app;
grant insert, select on partnership to kinline_app;
grant insert, select on promise to kinline_app;
grant insert, select on request to kinline_app;
grant insert, select on settlement to kinline_app;
grant insert, select, update on agency to kinline_app;
grant insert, select, update on contribution_draft to kinline_app;
grant insert, select, update on family_figures to kinline_app;
grant insert, select, update on look to kinline_app;
grant insert, select, update on practitioner to kinline_app;
grant update (version) on family to kinline_app;
