-- Protected places, sealed: the data key of each person, wrapped with a key that is not in the database; and what the matching of texts
-- needs to ask, for which a signature of the server is needed, so that no statement alone can ask it.

-- `person` is a token, never a name. Deleting a row is deleting every place of that person: nothing else can open them.
create table place_key (
  family text not null references family,
  person text not null,
  wrapped bytea not null,
  at timestamptz not null default now(),
  primary key (family, person)
);
alter table place_key enable row level security;
alter table place_key force row level security;
create policy owner on place_key to kinline_owner using (true) with check (true);

-- The same part reveals the same place once.
create unique index place_match_once on place_match (place, part, item, coalesce(contribution, ''));

-- Who was asked to agree to a release. They learn that somebody asks, for whom and why; the place itself stays closed to them.
create table place_release_asked_of (
  release text primary key references place_release,
  practitioner text not null references practitioner
);
create index place_release_asked_of_practitioner on place_release_asked_of (practitioner);
alter table place_release_asked_of enable row level security;
alter table place_release_asked_of force row level security;
create policy owner on place_release_asked_of to kinline_owner using (true) with check (true);
create policy asked_or_asking on place_release_asked_of for select to kinline_app using (
  practitioner = (select a.practitioner from acting() a) or release in (select r.id from place_release r where r.asked_by = (select a.practitioner from acting() a)));
create policy add on place_release_asked_of for insert to kinline_app with check (
  release in (select r.id from place_release r where r.asked_by = (select a.practitioner from acting() a) and r.practitioner <> place_release_asked_of.practitioner)
  and practitioner <> (select a.practitioner from acting() a));
grant select, insert on place_release_asked_of to kinline_app;

-- The releases that whoever is acting was asked to agree to, in families that they see through an allocation. A definer function, because
-- the place that each names is closed to them.
create function releases_asked_of_me() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select k.release from place_release_asked_of k
  join place_release r on r.id = k.release
  join protected_place p on p.id = r.place
  where k.practitioner = (select a.practitioner from acting() a)
    and p.family in (select families_allocated_now()) and p.family not in (select families_conflicted_now())
$$;
-- The family of a release: whoever sees the release may know it, though not the place.
create function family_of_release(of_release text) returns text language sql stable security definer set search_path = pg_catalog, public as $$
  select p.family from place_release r join protected_place p on p.id = r.place
  where r.id = of_release and (r.id in (select releases_asked_of_me()) or p.id in (select places_open_now()))
$$;
create policy asked_of on place_release for select to kinline_app using (id in (select releases_asked_of_me()));

-- A question that only the server may ask, in this transaction, of a family that whoever is acting sees: it is signed with the key of contexts,
-- which no statement can read.
create function may_match(of_family text, mac bytea) returns boolean language sql volatile security definer set search_path = pg_catalog, public as $$
  select seen_now(of_family) and exists (
    select from context_key k where context_mac('matching ' || of_family || ' ' || pg_current_xact_id()::text, k.id) = mac)
$$;

-- The sealed register of a family, also what is closed to whoever is acting: what they bring is matched with all of it. Nothing of it is
-- readable without the key that is not in the database.
create function places_to_match(of_family text, mac bytea)
returns table (place text, person text, kind text, sealed bytea, wrapped bytea, open boolean, forgotten boolean)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if not may_match(of_family, mac) then return; end if;
  return query select p.id, p.person, p.kind, p.sealed, k.wrapped, p.id in (select places_open_now()), k.wrapped is null
    from protected_place p left join place_key k on k.family = p.family and k.person = p.person
    where p.family = of_family order by p.at, p.id;
end $$;

-- Everything that was received or written of a family, also what is withheld from whoever is acting: a place that is registered today is looked
-- for in all of it. The answer never leaves the server.
create function texts_to_match(of_family text, mac bytea) returns table (part text, contribution text, item text, body text)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
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
end $$;

-- The files themselves, for what no row shows: comments, changes that were tracked, what a document says of itself.
create function files_to_match(of_family text, mac bytea) returns table (part text, item text, file text, bytes bytea)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if not may_match(of_family, mac) then return; end if;
  return query
    select 'document', c.id, c.file, o.bytes from contribution c join original o on o.contribution = c.id where c.family = of_family
    union all
    select 'draft', d.id, d.file, d.bytes from contribution_draft d where d.family = of_family and d.accepted_as is null;
end $$;

-- Matches of a family that two people set aside: the same words are no reason to stop a file.
create function matches_set_aside(of_family text, mac bytea) returns table (place text, part text, contribution text, item text)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if not may_match(of_family, mac) then return; end if;
  return query select m.place, m.part, m.contribution, m.item from place_match m
    join place_match_set_aside a on a.match = m.id join place_match_set_aside_agreed g on g.match = a.match
    where m.family = of_family and g.by <> a.asked_by;
end $$;

-- The data key of a person, kept when there is none yet: the one that counts is answered, so that nobody learns whether there was one.
create function keep_place_key(of_family text, of_person text, fresh bytea, mac bytea) returns bytea
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if not may_match(of_family, mac) then return null; end if;
  insert into place_key (family, person, wrapped) values (of_family, of_person, fresh) on conflict do nothing;
  return (select k.wrapped from place_key k where k.family = of_family and k.person = of_person);
end $$;

-- Deletes the data key of a person: their places can never be read again. Only by somebody to whom every one of them is open.
create function forget_place_key(of_family text, of_person text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from protected_place p where p.family = of_family and p.person = of_person)
    or exists (select from protected_place p where p.family = of_family and p.person = of_person and p.id not in (select places_open_now()))
  then return false; end if;
  delete from place_key k where k.family = of_family and k.person = of_person;
  return found;
end $$;

revoke execute on function releases_asked_of_me(), family_of_release(text), may_match(text, bytea), places_to_match(text, bytea), texts_to_match(text, bytea),
  files_to_match(text, bytea), matches_set_aside(text, bytea), keep_place_key(text, text, bytea, bytea), forget_place_key(text, text) from public;
grant execute on function releases_asked_of_me(), family_of_release(text), places_to_match(text, bytea), texts_to_match(text, bytea), files_to_match(text, bytea),
  matches_set_aside(text, bytea), keep_place_key(text, text, bytea, bytea), forget_place_key(text, text) to kinline_app;
