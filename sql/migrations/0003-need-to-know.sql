-- Need to know, in the database: docs/access-policy.md in SQL. Each clause of that page is marked here by its number.
-- The application's role sees a row only inside a signed context, through these policies, and cannot put them off.

-- 1. Who is asking ------------------------------------------------------------------------------------------------------------

alter table partnership add column demonstration boolean not null default false;
alter table practitioner add column left_at timestamptz;

create table role (
  code text primary key,
  purposes text[] not null,
  emergency boolean not null default false,
  administers boolean not null default false
);
insert into role (code, purposes, emergency, administers) values
  ('practitioner', '{safeguarding}', false, false),
  ('emergency-practitioner', '{safeguarding}', true, false),
  ('business-manager', '{gathering}', false, false),
  ('reviewer', '{review}', false, false),
  ('administrator', '{}', false, true);

-- What a practitioner's role and agency were, and since when. Kept by a trigger, so that it cannot be forgotten.
create table posting (
  sequence bigint generated always as identity primary key,
  practitioner text not null references practitioner,
  role text not null,
  agency text not null,
  ended boolean not null default false,
  since timestamptz not null default now()
);
create index posting_practitioner on posting (practitioner, since, sequence);
insert into posting (practitioner, role, agency, since) select id, role, agency, '2000-01-01' from practitioner;

create function keep_posting() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' or (old.role, old.agency, old.left_at is null) is distinct from (new.role, new.agency, new.left_at is null) then
    insert into posting (practitioner, role, agency, ended) values (new.id, new.role, new.agency, new.left_at is not null);
  end if;
  return null;
end $$;
create trigger practitioner_posting after insert or update on practitioner for each row execute function keep_posting();

-- Sessions are the server's. Of a session's token only the hash is kept.
create table session (
  id text primary key,
  practitioner text not null references practitioner,
  secret_hash bytea not null unique,
  how text not null check (how in ('demonstration', 'password-and-code', 'passkey', 'identity-provider')),
  started_at timestamptz not null default now(),
  authenticated_at timestamptz not null default now(),
  until timestamptz not null,
  idle_until timestamptz not null,
  ended_at timestamptz,
  ended_because text
);
create index session_practitioner on session (practitioner);

-- The key that signs contexts, ready for use (RFC 2104): xor 0x36 and xor 0x5c, 64 bytes each. Nobody but the owner reads it.
create table context_key (
  id text primary key,
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64),
  since timestamptz not null default now()
);

create function context_mac(message text, key text) returns bytea language sql stable security definer set search_path = pg_catalog, public as $$
  select sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))) from context_key k where k.id = key
$$;

-- Clause 2: role, agency and partnership on an instant.
create function posting_of(who text, at timestamptz) returns table (role text, agency text, partnership text)
language sql stable security definer rows 1 set search_path = pg_catalog, public as $$
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
$$;

-- Clause 1: a context that was signed with a known key, has not run out and is of a live session becomes that of this transaction, once.
create function enter(payload text, mac bytea)
returns table (practitioner text, name text, role text, agency text, title text, partnership text, purpose text)
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- The context of this transaction, or no row. A text that enter() did not write for this very transaction is none.
create function acting()
returns table (practitioner text, role text, agency text, partnership text, purpose text, session text, how text, focus text)
language plpgsql stable security definer rows 1 set search_path = pg_catalog, public as $$
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
end $$;

-- 2. People round a family ------------------------------------------------------------------------------------------------------

create table allocation (
  id text primary key,
  family text not null references family,
  practitioner text not null references practitioner,
  agency text not null,
  purpose text not null check (purpose in ('safeguarding', 'gathering', 'review')),
  clearance text not null check (clearance in ('ordinary', 'restricted', 'protected')),
  since timestamptz not null default now(),
  until timestamptz,
  by text not null references practitioner,
  reason text not null
);
create index allocation_practitioner on allocation (practitioner);
create index allocation_family on allocation (family);

create table allocation_end (
  allocation text primary key references allocation,
  at timestamptz not null default now(),
  by text not null references practitioner,
  reason text not null
);

-- Break-glass. Never longer than four hours (clause 5).
create table emergency_opening (
  id text primary key,
  family text not null references family,
  practitioner text not null references practitioner,
  reason text not null,
  since timestamptz not null default now(),
  until timestamptz not null default now() + interval '4 hours',
  check (until <= since + interval '4 hours')
);
create index emergency_opening_practitioner on emergency_opening (practitioner);
create index emergency_opening_family on emergency_opening (family);

create table emergency_closing (
  opening text primary key references emergency_opening,
  at timestamptz not null default now(),
  by text not null references practitioner
);

create table declared_conflict (
  id text primary key,
  practitioner text not null references practitioner,
  family text not null references family,
  because text not null,
  at timestamptz not null default now(),
  by text not null references practitioner
);
create index declared_conflict_practitioner on declared_conflict (practitioner);

-- One-way tokens of what a practitioner and a family may share (surname and address, phone, next of kin, party to an event).
create table practitioner_mark (
  practitioner text not null references practitioner,
  mark text not null,
  at timestamptz not null default now(),
  primary key (practitioner, mark)
);
create table family_mark (
  family text not null references family,
  mark text not null,
  at timestamptz not null default now(),
  primary key (family, mark)
);
create index family_mark_mark on family_mark (mark);

create table must_not_reach (
  sequence bigint generated always as identity primary key,
  family text not null references family,
  event text not null,
  audience_kind text not null check (audience_kind in ('practitioner', 'agency')),
  audience text not null,
  effect text not null check (effect in ('hide', 'lift')),
  reason text not null,
  at timestamptz not null default now(),
  by text not null references practitioner
);
create index must_not_reach_audience on must_not_reach (audience, audience_kind, family);

-- Protected places, sealed; who they were released to; and what was found to reveal them.
create table protected_place (
  id text primary key,
  family text not null references family,
  person text not null,
  kind text not null,
  sealed bytea not null,
  at timestamptz not null default now(),
  by text not null references practitioner
);
create index protected_place_family on protected_place (family);

create table place_release (
  id text primary key,
  place text not null references protected_place,
  practitioner text not null references practitioner,
  reason text not null,
  asked_by text not null references practitioner,
  asked_at timestamptz not null default now()
);
create index place_release_practitioner on place_release (practitioner);
create table place_release_agreed (
  release text primary key references place_release,
  by text not null references practitioner,
  at timestamptz not null default now()
);
create table place_release_withdrawn (
  release text primary key references place_release,
  by text not null references practitioner,
  at timestamptz not null default now()
);

create table place_match (
  id text primary key,
  family text not null references family,
  part text not null check (part in ('event', 'attention', 'not-event', 'notice', 'person', 'note', 'decision', 'settlement', 'request', 'draft', 'document')),
  contribution text references contribution,
  item text not null,
  place text not null references protected_place,
  at timestamptz not null default now()
);
create index place_match_family on place_match (family);
create table place_match_set_aside (
  match text primary key references place_match,
  reason text not null,
  asked_by text not null references practitioner,
  asked_at timestamptz not null default now()
);
create table place_match_set_aside_agreed (
  match text primary key references place_match_set_aside,
  by text not null references practitioner,
  at timestamptz not null default now()
);

-- 3. The families and what is withheld in them, as of an instant -------------------------------------------------------------------

-- Clauses 3 and 4.
create function families_allocated(who text, why text, at timestamptz) returns table (family text, clearance integer)
language sql stable security definer rows 30 set search_path = pg_catalog, public as $$
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
$$;

-- Clause 5.
create function families_opened(who text, why text, at timestamptz) returns table (family text)
language sql stable security definer rows 2 set search_path = pg_catalog, public as $$
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
$$;

-- Clause 6.
create function families_conflicted(who text, at timestamptz) returns table (family text)
language sql stable security definer rows 5 set search_path = pg_catalog, public as $$
  select c.family from declared_conflict c
  where c.practitioner = who -- clause 6
    and c.at <= families_conflicted.at -- clause 6
  union
  select m.family from family_mark m join practitioner_mark p on p.mark = m.mark
  where p.practitioner = who -- clause 6
    and m.at <= families_conflicted.at -- clause 6
    and p.at <= families_conflicted.at -- clause 6
$$;

-- Clauses 4 and 5, and not 6; with the clearance of clause 7.
create function families_seen(who text, why text, at timestamptz, only_in text default null) returns table (family text, clearance integer)
language sql stable security definer rows 30 set search_path = pg_catalog, public as $$
  select s.family, max(s.clearance) from (
    select a.family, a.clearance from families_allocated(who, why, at) a
    union all
    select b.family, 1 from families_opened(who, why, at) b
  ) s
  where s.family not in (select c.family from families_conflicted(who, at) c) -- clause 6
    and (only_in is null or s.family = only_in)
  group by s.family
$$;

-- Clauses 9 and 10: the places that are open.
create function places_open(who text, why text, at timestamptz) returns table (place text)
language sql stable security definer rows 10 set search_path = pg_catalog, public as $$
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
$$;

-- Clause 9: the parts that are closed.
create function parts_closed(who text, why text, at timestamptz, only_in text default null) returns table (family text, part text, contribution text, item text)
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

-- Clause 7 asks for the sensitivity of every event, wherever it was written.
-- Written beside the body when a row is added, since a body may hold escapes that PostgreSQL cannot read a field past.
alter table event add column sensitivity text;
create index event_sensitivity on event (family) include (id, agency, sensitivity) where sensitivity is not null and sensitivity <> 'ordinary';
alter table completed_row add column sensitivity text, add column agency text;
update event set sensitivity = body ->> 'sensitivity' where position('\u' in body::text) = 0 and body ->> 'sensitivity' is not null;
update completed_row set sensitivity = body ->> 'sensitivity', agency = body ->> 'agency' where position('\u' in body::text) = 0;

-- Clauses 7, 8 and 9: the events of families seen that are withheld, by id, in whichever contribution they came.
create function events_withheld(who text, why text, at timestamptz, only_in text default null) returns table (family text, event text)
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

-- Clause 12: contributions with anything hidden in them; `whole` is clause 11's whole document.
create function contributions_with_hidden(who text, why text, at timestamptz, only_in text default null) returns table (contribution text, whole boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select h.contribution, bool_or(h.whole) from (
    select e.contribution, false as whole from events_withheld(who, why, at, only_in) w join event e on e.family = w.family and e.id = w.event -- clause 12
    union all
    select r.contribution, false from events_withheld(who, why, at, only_in) w join completed_row r on r.event = w.event
      join contribution c on c.id = r.contribution and c.family = w.family -- clause 12
    union all
    select p.contribution, p.part = 'document' from parts_closed(who, why, at, only_in) p where p.contribution is not null -- clause 12
  ) h group by h.contribution
$$;

-- What a family looks like to somebody: the same text for the same visible set (clause 12). Empty when nothing is withheld.
create function fingerprints(who text, why text, at timestamptz, only_in text default null) returns table (family text, seen text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.family, coalesce(md5(string_agg(h.what, ' ' order by h.what)), '')
  from families_seen(who, why, at, only_in) s
  left join (
    select w.family, 'event ' || w.event as what from events_withheld(who, why, at, only_in) w
    union all
    select p.family, p.part || ' ' || p.item from parts_closed(who, why, at, only_in) p
  ) h on h.family = s.family
  group by s.family
$$;

-- The same questions for whoever is acting, now. These are what policies ask.
create function families_involved_now() returns setof text language sql stable security definer rows 30 set search_path = pg_catalog, public as $$
  select f.family from acting() a cross join lateral families_allocated(a.practitioner, a.purpose, now()) f -- clause 4
  where a.focus is null or f.family = a.focus
  union
  select f.family from acting() a cross join lateral families_opened(a.practitioner, a.purpose, now()) f -- clause 5
  where a.focus is null or f.family = a.focus
$$;
create function families_allocated_now() returns setof text language sql stable security definer rows 30 set search_path = pg_catalog, public as $$
  select f.family from acting() a cross join lateral families_allocated(a.practitioner, a.purpose, now()) f
$$;
create function families_conflicted_now() returns setof text language sql stable security definer rows 5 set search_path = pg_catalog, public as $$
  select f.family from acting() a cross join lateral families_conflicted(a.practitioner, now()) f
$$;
create function events_withheld_now() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select w.family || ' ' || w.event from acting() a cross join lateral events_withheld(a.practitioner, a.purpose, now(), a.focus) w
$$;
-- Clause 11: the rows that were completed into events which are withheld.
create function rows_withheld_now() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select r.contribution || ' ' || r.row || ' ' || r.table_place
  from completed_row r join contribution c on c.id = r.contribution
  where c.family || ' ' || r.event in (select events_withheld_now()) -- clause 11
$$;
create function parts_closed_now(of_part text) returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select p.item from acting() a cross join lateral parts_closed(a.practitioner, a.purpose, now(), a.focus) p where p.part = of_part
$$;
-- Contributions that are seen: those of families seen, whose document as a whole is not closed.
create function contributions_seen_now() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select c.id from contribution c
  where c.family in (select families_involved_now()) -- clause 4
    and c.family not in (select families_conflicted_now()) -- clause 6
    and c.id not in (select parts_closed_now('document')) -- clause 11
$$;
create function contributions_partly_hidden_now() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select h.contribution from acting() a cross join lateral contributions_with_hidden(a.practitioner, a.purpose, now(), a.focus) h
$$;
create function places_open_now() returns setof text language sql stable security definer rows 10 set search_path = pg_catalog, public as $$
  select p.place from acting() a cross join lateral places_open(a.practitioner, a.purpose, now()) p
$$;
create function fingerprints_now() returns table (family text, seen text) language sql stable security definer set search_path = pg_catalog, public as $$
  select f.family, f.seen from acting() a cross join lateral fingerprints(a.practitioner, a.purpose, now(), a.focus) f
$$;
-- The highest clearance of whoever is acting, for a family they are allocated to; null when they are not.
create function clearance_now(of_family text) returns integer language sql stable security definer set search_path = pg_catalog, public as $$
  select f.clearance from acting() a cross join lateral families_allocated(a.practitioner, a.purpose, now()) f where f.family = of_family
$$;

-- Clause 12: what can be counted is what can be seen.
create function contribution_counts(of text[]) returns table (contribution text, events integer, not_events integer, attention integer, notices integer)
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

-- 4. What is kept per visible set; what is no longer stored as a count ---------------------------------------------------------------

drop table family_figures;
create table family_figures (
  family text not null references family,
  seen text not null,
  version bigint not null,
  events integer not null,
  candidates integer not null,
  conflicts integer not null,
  primary key (family, seen)
);

-- The counts of rows in "reading" can be worked out from the rows themselves, by those who see them.
update contribution set reading = json_build_object('tables', coalesce((
  select json_agg((t::jsonb - 'rows')::json order by n) from json_array_elements(reading -> 'tables') with ordinality as x (t, n)), '[]'));

-- 5. Policies --------------------------------------------------------------------------------------------------------------------------

do $$
declare
  named text;
  whole text[] := array['partnership', 'agency', 'practitioner', 'family', 'involvement', 'request', 'promise', 'contribution', 'original', 'event',
    'attention_row', 'not_event', 'notice', 'described_person', 'coverage', 'completed_row', 'continuation', 'decision', 'settlement', 'note',
    'column_mapping', 'contribution_draft', 'draft_set_aside', 'family_figures', 'look', 'idempotency', 'role', 'posting', 'session', 'context_key',
    'allocation', 'allocation_end', 'emergency_opening', 'emergency_closing', 'declared_conflict', 'practitioner_mark', 'family_mark', 'must_not_reach',
    'protected_place', 'place_release', 'place_release_agreed', 'place_release_withdrawn', 'place_match', 'place_match_set_aside',
    'place_match_set_aside_agreed'];
  of_a_family text[] := array['involvement', 'request', 'promise', 'contribution', 'event', 'described_person', 'continuation', 'decision', 'settlement',
    'note', 'contribution_draft', 'family_figures', 'look', 'allocation', 'emergency_opening', 'must_not_reach', 'protected_place', 'place_match'];
  of_a_contribution text[] := array['original', 'attention_row', 'not_event', 'notice', 'coverage', 'completed_row'];
begin
  foreach named in array whole loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('create policy owner on %I to kinline_owner using (true) with check (true)', named);
    execute format('revoke all on %I from kinline_app', named);
  end loop;
  -- Clauses 3 to 6 for everything that stands in a family: permitted by live involvement, forbidden by conflict.
  foreach named in array of_a_family loop
    execute format('create policy involved on %I for select to kinline_app using (family in (select families_involved_now()))', named);
    execute format('create policy no_conflict on %I as restrictive to kinline_app using (family not in (select families_conflicted_now()))', named);
  end loop;
  -- A part of a contribution is seen with its contribution, whose own policies apply to this very question.
  foreach named in array of_a_contribution loop
    execute format('create policy of_contribution on %I for select to kinline_app using (contribution in (select contributions_seen_now()))', named);
    execute format('create policy add on %I for insert to kinline_app with check (contribution in (select contributions_seen_now()))', named);
  end loop;
end $$;

create policy involved on family for select to kinline_app using (id in (select families_involved_now()));
create policy no_conflict on family as restrictive for select to kinline_app using (id not in (select families_conflicted_now()));
create policy no_conflict_to_change on family as restrictive for update to kinline_app using (id not in (select families_conflicted_now()));
create policy change on family for update to kinline_app using (id in (select families_involved_now())) with check (true);
create policy add on family for insert to kinline_app
  with check (added_by = (select a.practitioner from acting() a) and partnership = (select a.partnership from acting() a)); -- clause 18

-- Clauses 9, 11 and 12, forbidding.
create policy document_open on contribution as restrictive for select to kinline_app using (id not in (select parts_closed_now('document')));
create policy nothing_hidden on original as restrictive for select to kinline_app using (contribution not in (select contributions_partly_hidden_now()));
create policy document_open on event as restrictive for select to kinline_app using (contribution not in (select parts_closed_now('document')));
create policy not_withheld on event as restrictive for select to kinline_app using (family || ' ' || id not in (select events_withheld_now()));
create policy document_open on described_person as restrictive for select to kinline_app using (contribution not in (select parts_closed_now('document')));
create policy part_open on described_person as restrictive for select to kinline_app
  using (contribution || ' ' || position not in (select parts_closed_now('person')));
create policy part_open on attention_row as restrictive for select to kinline_app
  using (contribution || ' ' || position not in (select parts_closed_now('attention')));
create policy not_withheld on attention_row as restrictive for select to kinline_app
  using (contribution || ' ' || row || ' ' || table_place not in (select rows_withheld_now()));
create policy part_open on not_event as restrictive for select to kinline_app
  using (contribution || ' ' || position not in (select parts_closed_now('not-event')));
create policy part_open on notice as restrictive for select to kinline_app
  using (contribution || ' ' || position not in (select parts_closed_now('notice')));
create policy not_withheld on completed_row as restrictive for select to kinline_app
  using (contribution || ' ' || row || ' ' || table_place not in (select rows_withheld_now()));
-- A corrected file carries over what somebody completed in the file that it corrects: theirs, at their time.
create function carried_over(to_contribution text, by_whom text, completed_at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from contribution c join completed_row r on r.contribution = c.supersedes
    where c.id = to_contribution and r.by = by_whom and r.at = completed_at)
$$;
create policy by_oneself on completed_row as restrictive for insert to kinline_app
  with check (by = (select a.practitioner from acting() a) or carried_over(contribution, by, at)); -- clause 18
create policy document_open on continuation as restrictive for select to kinline_app using (contribution not in (select parts_closed_now('document')));
create policy not_withheld on continuation as restrictive for select to kinline_app using (
  family || ' ' || earlier not in (select events_withheld_now())
  and (later is null or family || ' ' || later not in (select events_withheld_now())));
create policy not_withheld on decision as restrictive for select to kinline_app using (
  family || ' ' || one not in (select events_withheld_now())
  and family || ' ' || other not in (select events_withheld_now()));
-- An expression, not a condition of the inner query: so that what is withheld is worked out once, and not for each settlement.
create policy not_withheld on settlement as restrictive for select to kinline_app using (
  not (select coalesce(bool_or(family || ' ' || named in (select events_withheld_now())), false) from unnest(events || relied_on) named));
create policy not_withheld on note as restrictive for select to kinline_app using (family || ' ' || event not in (select events_withheld_now()));
create policy part_open on decision as restrictive for select to kinline_app using (sequence::text not in (select parts_closed_now('decision')));
create policy part_open on settlement as restrictive for select to kinline_app using (sequence::text not in (select parts_closed_now('settlement')));
create policy part_open on note as restrictive for select to kinline_app using (id not in (select parts_closed_now('note')));
create policy part_open on request as restrictive for select to kinline_app using (id not in (select parts_closed_now('request')));
create policy part_open on contribution_draft as restrictive for select to kinline_app using (id not in (select parts_closed_now('draft')));
create policy of_whom on contribution_draft as restrictive for select to kinline_app using (exists (
  select from acting() a where a.practitioner = started_by or a.agency = contribution_draft.agency or a.purpose = 'gathering')); -- clause 13
create policy same_set on family_figures as restrictive to kinline_app using ((family, seen) in (select f.family, f.seen from fingerprints_now() f)); -- clause 12
create policy own on look as restrictive to kinline_app using (practitioner = (select a.practitioner from acting() a)); -- clause 14
create policy on_seen_event on must_not_reach as restrictive for select to kinline_app using (family || ' ' || event not in (select events_withheld_now()));
create policy open on protected_place as restrictive for select to kinline_app using (id in (select places_open_now())); -- clause 10
create policy open on place_match as restrictive for select to kinline_app
  using (place in (select places_open_now()) and family in (select families_allocated_now())); -- clauses 9, 10

-- What hangs on one of these is seen with it.
create policy of_draft on draft_set_aside for select to kinline_app using (draft in (select d.id from contribution_draft d));
create policy of_allocation on allocation_end for select to kinline_app using (allocation in (select a.id from allocation a));
create policy of_opening on emergency_closing for select to kinline_app using (opening in (select b.id from emergency_opening b));
create policy of_place on place_release for select to kinline_app using (place in (select p.id from protected_place p));
create policy of_release on place_release_agreed for select to kinline_app using (release in (select r.id from place_release r));
create policy of_release on place_release_withdrawn for select to kinline_app using (release in (select r.id from place_release r));
create policy of_match on place_match_set_aside for select to kinline_app using (match in (select m.id from place_match m));
create policy of_match on place_match_set_aside_agreed for select to kinline_app using (match in (select m.id from place_match m));

-- Clauses 14, 16 and 17.
create policy own on idempotency to kinline_app using (practitioner = (select a.practitioner from acting() a))
  with check (practitioner = (select a.practitioner from acting() a));
create policy own on session for select to kinline_app using (practitioner = (select a.practitioner from acting() a));
create policy partnership on partnership for select to kinline_app using (id = (select a.partnership from acting() a));
create policy partnership on agency for select to kinline_app using (partnership = (select a.partnership from acting() a));
create policy partnership on practitioner for select to kinline_app using (partnership = (select a.partnership from acting() a));
create policy anyone on role for select to kinline_app using (exists (select from acting()));
create policy partnership on posting for select to kinline_app using (practitioner in (select p.id from practitioner p));
create policy corrections on column_mapping for select to kinline_app using (exists (
  select from acting() a where a.partnership = column_mapping.partnership and (a.agency = column_mapping.agency or a.purpose = 'gathering')));
create policy own on declared_conflict for select to kinline_app using (practitioner = (select a.practitioner from acting() a));

-- Clauses 18 and 19: writing as oneself, to what one sees.
create function seen_now(of_family text) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select of_family in (select families_involved_now()) and of_family not in (select families_conflicted_now())
$$;
-- The family of what is asked for, when it is seen. Everything is worked out whether or not there is such a thing, so that what is hidden
-- takes as long as what is not there. From then on this transaction sees that family and no other: it never needs more, and what is
-- withheld is looked for in one family only. What was narrowed is never widened again.
create function come_to(of_family text, of_contribution text, of_draft text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
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
end $$;
-- Whoever added a family that nobody is allocated to yet.
create function added_just_now(of_family text) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from family f where f.id = of_family and f.added_by = (select a.practitioner from acting() a))
    and not exists (select from allocation l where l.family = of_family)
$$;
create policy add on involvement for insert to kinline_app with check (seen_now(family));
create policy add on request for insert to kinline_app with check (seen_now(family) and by = (select a.practitioner from acting() a));
create policy add on promise for insert to kinline_app with check (seen_now(family) and by = (select a.practitioner from acting() a));
create policy add on contribution for insert to kinline_app with check (
  seen_now(family) and received_by = (select a.practitioner from acting() a)
  and (supersedes is null or supersedes in (select contributions_seen_now())));
create policy add on event for insert to kinline_app with check (
  family in (select families_involved_now()) and contribution in (select contributions_seen_now()));
create policy add on described_person for insert to kinline_app with check (
  family in (select families_involved_now()) and contribution in (select contributions_seen_now()));
create policy add on continuation for insert to kinline_app with check (seen_now(family) and contribution in (select contributions_seen_now()));
create policy add on decision for insert to kinline_app with check (seen_now(family) and by = (select a.practitioner from acting() a)
  and family || ' ' || one not in (select events_withheld_now()) and family || ' ' || other not in (select events_withheld_now()));
create policy add on settlement for insert to kinline_app with check (seen_now(family) and by = (select a.practitioner from acting() a)
  and not exists (select from unnest(events || relied_on) named where family || ' ' || named in (select events_withheld_now())));
create policy add on note for insert to kinline_app with check (seen_now(family) and by = (select a.practitioner from acting() a)
  and family || ' ' || event not in (select events_withheld_now()));
create policy add on column_mapping for insert to kinline_app with check (exists (
  select from acting() a where a.practitioner = by and a.partnership = column_mapping.partnership and (a.agency = column_mapping.agency or a.purpose = 'gathering')));
create policy add on contribution_draft for insert to kinline_app with check (seen_now(family) and started_by = (select a.practitioner from acting() a));
-- A change that reads nothing is not asked whether its rows are seen: so it is asked here.
create policy of_whom_to_change on contribution_draft as restrictive for update to kinline_app using (exists (
  select from acting() a where a.practitioner = started_by or a.agency = contribution_draft.agency or a.purpose = 'gathering')) with check (true); -- clause 18
create policy part_open_to_change on contribution_draft as restrictive for update to kinline_app
  using (id not in (select parts_closed_now('draft'))) with check (true); -- clause 18
create policy change on contribution_draft for update to kinline_app using (family in (select families_involved_now())) with check (seen_now(family));
create policy add on draft_set_aside for insert to kinline_app with check (
  by = (select a.practitioner from acting() a) and draft in (select d.id from contribution_draft d));
create policy add on family_figures for insert to kinline_app with check ((family, seen) in (select f.family, f.seen from fingerprints_now() f));
create policy change on family_figures for update to kinline_app using (true) with check ((family, seen) in (select f.family, f.seen from fingerprints_now() f));
create policy add on look for insert to kinline_app with check (seen_now(family) and practitioner = (select a.practitioner from acting() a));
create policy change on look for update to kinline_app
  using (practitioner = (select a.practitioner from acting() a) and family in (select families_involved_now()))
  with check (seen_now(family) and practitioner = (select a.practitioner from acting() a));
create policy add on allocation for insert to kinline_app with check (
  by = (select a.practitioner from acting() a)
  and (
    (family not in (select families_conflicted_now())
      and case clearance when 'protected' then 2 when 'restricted' then 1 else 0 end <= clearance_now(family)) -- clause 19
    or (practitioner = by and added_just_now(family))
  ));
create policy add on allocation_end for insert to kinline_app with check (
  by = (select a.practitioner from acting() a)
  and allocation in (select l.id from allocation l where l.family in (select families_allocated_now()))); -- clause 19
create policy add on emergency_closing for insert to kinline_app with check (
  by = (select a.practitioner from acting() a) and opening in (select b.id from emergency_opening b));
create policy add on declared_conflict for insert to kinline_app with check (
  by = (select a.practitioner from acting() a) and (practitioner = by or (
    family in (select families_allocated_now()) and family not in (select families_conflicted_now()))));
create policy add on must_not_reach for insert to kinline_app with check (
  by = (select a.practitioner from acting() a) and family in (select families_allocated_now()) and family not in (select families_conflicted_now())
  and family || ' ' || event not in (select events_withheld_now())); -- clause 19
create policy add on protected_place for insert to kinline_app with check (
  by = (select a.practitioner from acting() a) and family in (select families_allocated_now()) and family not in (select families_conflicted_now()));
create policy add on place_release for insert to kinline_app with check (
  asked_by = (select a.practitioner from acting() a) and practitioner <> asked_by and place in (select p.id from protected_place p));
create policy add on place_release_agreed for insert to kinline_app with check (
  by = (select a.practitioner from acting() a)
  and release in (select r.id from place_release r where r.asked_by <> by and r.practitioner <> by));
create policy add on place_release_withdrawn for insert to kinline_app with check (
  by = (select a.practitioner from acting() a) and release in (select r.id from place_release r));
create policy add on place_match for insert to kinline_app with check (seen_now(family));
create policy add on place_match_set_aside for insert to kinline_app with check (
  asked_by = (select a.practitioner from acting() a) and match in (select m.id from place_match m));
create policy add on place_match_set_aside_agreed for insert to kinline_app with check (
  by = (select a.practitioner from acting() a)
  and match in (select s.match from place_match_set_aside s where s.asked_by <> by));

-- Administrators keep the list of practitioners; they see no family.
create policy add on practitioner for insert to kinline_app with check (exists (
  select from acting() a join role r on r.code = a.role where r.administers and a.partnership = practitioner.partnership));
create policy change on practitioner for update to kinline_app using (exists (
  select from acting() a join role r on r.code = a.role where r.administers and a.partnership = practitioner.partnership))
  with check (true);

-- 6. Grants: adding and reading; times of access rows are the server's own, so none can be back-dated ---------------------------------------

grant select, insert on involvement, request, promise, original, event, attention_row, not_event, notice, described_person, coverage, completed_row,
  continuation, decision, settlement, note, column_mapping, contribution_draft, draft_set_aside, family_figures, look, idempotency to kinline_app;
grant select on partnership, agency, practitioner, family, role, posting, allocation, allocation_end, emergency_opening, emergency_closing,
  declared_conflict, must_not_reach, protected_place, place_release, place_release_agreed, place_release_withdrawn, place_match, place_match_set_aside,
  place_match_set_aside_agreed to kinline_app;
grant select (id, practitioner, how, started_at, authenticated_at, until, idle_until, ended_at, ended_because) on session to kinline_app;
-- Clause 12: the stored counts are given by contribution_counts() alone.
grant select (id, family, agency, level, file, sha256, format, supersedes, received_at, received_by, stated_family, reading, mapping) on contribution to kinline_app;
grant insert on contribution to kinline_app;
grant insert (id, partnership, label, added_at, added_by) on family to kinline_app;
grant update (version) on family to kinline_app;
grant insert (id, family, practitioner, agency, purpose, clearance, until, by, reason) on allocation to kinline_app;
grant insert (allocation, by, reason) on allocation_end to kinline_app;
grant insert (opening, by) on emergency_closing to kinline_app;
grant insert (id, practitioner, family, because, by) on declared_conflict to kinline_app;
grant insert (family, event, audience_kind, audience, effect, reason, by) on must_not_reach to kinline_app;
grant insert (id, family, person, kind, sealed, by) on protected_place to kinline_app;
grant insert (id, place, practitioner, reason, asked_by) on place_release to kinline_app;
grant insert (release, by) on place_release_agreed, place_release_withdrawn to kinline_app;
grant insert (id, family, part, contribution, item, place) on place_match to kinline_app;
grant insert (match, reason, asked_by) on place_match_set_aside to kinline_app;
grant insert (match, by) on place_match_set_aside_agreed to kinline_app;
grant insert (id, partnership, name, role, agency, title, position) on practitioner to kinline_app;
grant update (name, role, agency, title, left_at) on practitioner to kinline_app;
grant update (agency, mapping, remembered, leave_out, day_month_order, accepted_as, bytes, preview, reading, problem) on contribution_draft to kinline_app;
grant update (seen, version, events, candidates, conflicts) on family_figures to kinline_app;
grant update (at) on look to kinline_app;

-- Functions that run as the owner: who may call which. The families of another practitioner are asked for by the questions of an inspector alone.
do $$
declare
  named regprocedure;
begin
  for named in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' loop
    execute format('revoke execute on function %s from public', named);
  end loop;
end $$;
grant execute on function enter(text, bytea), acting(), families_involved_now(), families_allocated_now(), families_conflicted_now(), events_withheld_now(),
  rows_withheld_now(), parts_closed_now(text), contributions_seen_now(), contributions_partly_hidden_now(), places_open_now(), fingerprints_now(), clearance_now(text),
  contribution_counts(text[]), seen_now(text), come_to(text, text, text), carried_over(text, text, timestamptz), added_just_now(text) to kinline_app;

-- In a demonstration, anybody may see who can be chosen.
create function demonstration_practitioners() returns table (id text, name text, role text, agency text, title text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, p.name, p.role, p.agency, p.title from practitioner p join partnership w on w.id = p.partnership
  where w.demonstration and p.left_at is null order by p.position, p.id
$$;
revoke execute on function demonstration_practitioners() from public;
grant execute on function demonstration_practitioners() to kinline_app;
