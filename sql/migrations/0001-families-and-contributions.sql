-- Partnerships, agencies, practitioners, families; what agencies were asked for and sent; what people decided and noted.
-- Facts are append-only: the application's role may add and read them, and nothing else. Ids are random, 32 hexadecimal digits.

create table partnership (
  id text primary key,
  name text not null
);

create table agency (
  partnership text not null references partnership,
  code text not null,
  name text not null,
  aliases text[] not null,
  position integer not null,
  primary key (partnership, code)
);

create table practitioner (
  id text primary key,
  partnership text not null references partnership,
  name text not null,
  role text not null,
  agency text not null,
  title text,
  position integer not null
);

-- version counts every change to what is known of the family, so that a merged chronology can be kept until it changes.
create table family (
  id text primary key,
  partnership text not null references partnership,
  label text not null,
  added_at timestamptz not null,
  added_by text not null references practitioner,
  version bigint not null default 0
);

-- Which agencies are involved with a family: they were named, asked, or contributed. It decides who may see it.
create table involvement (
  family text not null references family,
  agency text not null,
  since timestamptz not null,
  because text not null check (because in ('named', 'asked', 'contributed')),
  primary key (family, agency)
);

create table request (
  id text primary key,
  family text not null references family,
  agency text not null,
  asked_on date not null,
  wanted_by date,
  note text,
  at timestamptz not null,
  by text not null references practitioner
);
create index request_family on request (family);

create table promise (
  id text primary key,
  family text not null references family,
  agency text not null,
  promised_on date not null,
  at timestamptz not null,
  by text not null references practitioner
);
create index promise_family on promise (family);

-- What an agency sent, sealed. "reading" holds the file's tables as understood; events and rows have tables of their own.
create table contribution (
  id text primary key,
  family text not null references family,
  agency text,
  level text not null check (level in ('agency', 'department')),
  file text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  format text not null,
  supersedes text unique references contribution,
  received_at timestamptz not null,
  received_by text not null references practitioner,
  stated_family text,
  reading json not null,
  mapping json not null,
  events integer not null,
  not_events integer not null,
  attention integer not null,
  notices integer not null
);
create index contribution_family on contribution (family, received_at);
create index contribution_sha256 on contribution (sha256);

create table original (
  contribution text primary key references contribution,
  bytes bytea not null
);
alter table original alter column bytes set storage external;

-- json, not jsonb: the source's words come back exactly as they were written.
create table event (
  contribution text not null references contribution,
  id text not null,
  family text not null references family,
  position integer not null,
  agency text,
  kind text not null,
  happened_from date,
  happened_to date,
  body json not null,
  primary key (contribution, id)
);
create index event_family on event (family, id);

create table attention_row (
  contribution text not null references contribution,
  position integer not null,
  table_place text not null,
  row integer not null,
  body json not null,
  primary key (contribution, position)
);

create table not_event (
  contribution text not null references contribution,
  position integer not null,
  body json not null,
  primary key (contribution, position)
);

create table notice (
  contribution text not null references contribution,
  position integer not null,
  body json not null,
  primary key (contribution, position)
);

create table described_person (
  contribution text not null references contribution,
  position integer not null,
  family text not null references family,
  body json not null,
  primary key (contribution, position)
);

create table coverage (
  contribution text not null references contribution,
  position integer not null,
  covered_from date,
  covered_to date,
  complete boolean not null,
  primary key (contribution, position)
);

-- A row that needed attention, completed by hand into an event.
create table completed_row (
  contribution text not null references contribution,
  table_place text not null,
  row integer not null,
  hidden boolean not null,
  event text not null,
  body json not null,
  at timestamptz not null,
  by text not null references practitioner,
  reason text,
  primary key (contribution, table_place, row)
);

-- Which event of a corrected file continues which event of the earlier one; later is null when the row is gone.
create table continuation (
  family text not null references family,
  contribution text not null references contribution,
  earlier text not null,
  later text,
  primary key (contribution, earlier)
);
create index continuation_family on continuation (family);

create table decision (
  sequence bigint generated always as identity primary key,
  family text not null references family,
  one text not null,
  other text not null,
  answer text not null check (answer in ('same', 'different', 'open')),
  reason text,
  at timestamptz not null,
  by text not null references practitioner
);
create index decision_family on decision (family, sequence);

create table settlement (
  sequence bigint generated always as identity primary key,
  family text not null references family,
  events text[] not null,
  about text not null,
  relied_on text not null,
  reason text not null,
  at timestamptz not null,
  by text not null references practitioner
);
create index settlement_family on settlement (family, sequence);

create table note (
  id text primary key,
  family text not null references family,
  event text not null,
  text text not null,
  at timestamptz not null,
  by text not null references practitioner
);
create index note_family on note (family, at);

-- How an agency's headings were corrected by hand; the latest that fits a file is offered next time.
create table column_mapping (
  sequence bigint generated always as identity primary key,
  partnership text not null references partnership,
  agency text not null,
  mapping json not null,
  at timestamptz not null,
  by text not null references practitioner
);
create index column_mapping_agency on column_mapping (partnership, agency, sequence);

-- A file being brought in. Not a fact yet: it may be changed and thrown away.
create table contribution_draft (
  id text primary key,
  family text not null references family,
  agency text,
  file text not null,
  sha256 text not null,
  mapping json not null,
  remembered boolean not null,
  leave_out text[] not null,
  day_month_order text,
  started_at timestamptz not null,
  started_by text not null references practitioner,
  accepted_as text references contribution,
  bytes bytea not null,
  preview json not null,
  reading json not null,
  problem json
);
create index contribution_draft_family on contribution_draft (family);

-- What can be worked out from the rest, kept so that a list of families need not merge each of them.
create table family_figures (
  family text primary key references family,
  version bigint not null,
  events integer not null,
  candidates integer not null,
  conflicts integer not null
);

create table look (
  family text not null references family,
  practitioner text not null references practitioner,
  at timestamptz not null,
  primary key (family, practitioner)
);

-- One request, one effect: the answer that a key was given.
create table idempotency (
  practitioner text not null references practitioner,
  key text not null,
  operation text not null,
  request text not null,
  answer json not null,
  at timestamptz not null,
  primary key (practitioner, key)
);

-- Everything that was done or refused through the door. Ids only.
create table audit (
  sequence bigint generated always as identity primary key,
  at timestamptz not null,
  practitioner text,
  operation text not null,
  subject_kind text not null,
  subject text,
  outcome text not null
);

grant select, insert on
  partnership, agency, practitioner, family, involvement, request, promise, contribution, original, event, attention_row, not_event, notice,
  described_person, coverage, completed_row, continuation, decision, settlement, note, column_mapping, contribution_draft, family_figures, look,
  idempotency, audit
to kinline_app;

-- Not facts: names of agencies and practitioners as the settings give them, drafts, counters and what was worked out.
grant update on agency, practitioner, contribution_draft, family_figures, look to kinline_app;
grant update (version) on family to kinline_app;
grant delete on contribution_draft to kinline_app;
