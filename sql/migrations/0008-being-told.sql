-- Opening in an emergency, being told of it, looking at it afterwards; conflicts of interest; and lists that follow a corrected event.
-- Functions here run as the owner where whoever is acting must be answered without being let see: each says why.

-- 1. Being told: that something happened to a reference, never what, to whom or where ---------------------------------------------------

create table told (
  id text primary key,
  practitioner text not null references practitioner,
  kind text not null check (kind in ('opened-in-an-emergency', 'opening-not-reviewed', 'opening-reviewed')),
  family text not null references family,
  about text not null references emergency_opening,
  at timestamptz not null default now(),
  unique (practitioner, kind, about)
);
create table told_opened (
  told text primary key references told,
  at timestamptz not null default now()
);

-- 2. What people thought of an opening afterwards; the latest counts ------------------------------------------------------------------------

create table opening_review (
  id text primary key,
  opening text not null references emergency_opening,
  outcome text not null check (outcome in ('proportionate', 'not-proportionate', 'follow-up')),
  words text not null,
  at timestamptz not null default now(),
  by text not null references practitioner
);
create index opening_review_opening on opening_review (opening);

-- 3. Halves of marks: a surname and a place make one together, whichever was given first, so that a change takes nothing away ---------------

create table practitioner_half_mark (
  practitioner text not null references practitioner,
  half text not null check (half in ('surname', 'place')),
  token text not null,
  at timestamptz not null default now(),
  primary key (practitioner, half, token)
);
create table family_half_mark (
  family text not null references family,
  half text not null check (half in ('surname', 'place')),
  token text not null,
  at timestamptz not null default now(),
  primary key (family, half, token)
);

do $$
declare
  named text;
begin
  foreach named in array array['told', 'told_opened', 'opening_review', 'practitioner_half_mark', 'family_half_mark'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('create policy owner on %I to kinline_owner using (true) with check (true)', named);
  end loop;
end $$;

-- 4. A name as it is looked for: letters and digits alone ------------------------------------------------------------------------------------

-- It is part of an index, so whoever adds a described person calls it.
create function fold_name(said text) returns text language sql immutable set search_path = pg_catalog, public as $$
  select lower(regexp_replace(regexp_replace(normalize(said, nfkd), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', '', 'g'))
$$;
create index described_person_known on described_person (fold_name(body ->> 'label'), (body ->> 'dateOfBirth'));

-- 5. Who is told ---------------------------------------------------------------------------------------------------------------------------

-- Those allocated to a family now for one of these purposes, and in no conflict with it (clauses 4 and 6). The owner's alone.
create function people_allocated(of_family text, whys text[]) returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct a.practitioner from allocation a
  where a.family = of_family and a.purpose = any (whys)
    and of_family in (select s.family from families_allocated(a.practitioner, a.purpose, now()) s)
    and of_family not in (select c.family from families_conflicted(a.practitioner, now()) c)
$$;

-- Those of a family's partnership whose role may act for a purpose, and in no conflict with the family. The owner's alone.
create function people_of_purpose(of_family text, why text) returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id from family f
  join practitioner p on p.partnership = f.partnership
  cross join lateral posting_of(p.id, now()) o
  join role r on r.code = o.role
  where f.id = of_family and why = any (r.purposes)
    and of_family not in (select c.family from families_conflicted(p.id, now()) c)
$$;

-- The owner's alone: nobody makes up a message.
create function tell(whom text[], of_kind text, of_family text, of_opening text) returns integer
language sql volatile security definer set search_path = pg_catalog, public as $$
  with added as (
    insert into told (id, practitioner, kind, family, about)
    select replace(gen_random_uuid()::text, '-', ''), w.who, of_kind, of_family, of_opening from unnest(whom) as w (who)
    on conflict do nothing
    returning 1
  ) select count(*)::int from added
$$;

-- 6. Opening in an emergency (clauses 5, 6 and 20) -------------------------------------------------------------------------------------------

-- Finds one family of the partnership by a child's name and day of birth, or by the family's own name, opens it, and tells the lead
-- practitioners and the reviewers. It runs as the owner, because whoever opens does not see the family yet. A family that does not exist and
-- one with a conflict are passed over by the same condition of the same question, so that they answer alike. One that is open to them
-- already stays open until then: opening again is not a way to more than four hours at once.
create function open_in_an_emergency(of_id text, child text, born date, family_name text, because text)
returns table (opening text, family text, until timestamptz)
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- The openings that whoever is acting made or was told of, not of a family with which they are in conflict. It runs as the owner: an opening
-- outlives what it opened, and a reviewer who is not allocated reviews it without seeing the family. `family` is given to those who see it.
create function openings_known()
returns table (id text, family text, practitioner text, reason text, since timestamptz, until timestamptz, closed_at timestamptz, live boolean, own boolean, mine_to_review boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

-- Whoever made the opening is told that it was looked at, and so are the lead practitioners. A trigger, so that it cannot be left out.
create function tell_of_review() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opened record;
begin
  select b.family, b.practitioner, r.by as reviewer into opened
    from opening_review r join emergency_opening b on b.id = r.opening where r.id = new.id;
  perform tell(array(select p from people_allocated(opened.family, '{safeguarding,gathering}') p where p <> opened.reviewer) || opened.practitioner,
    'opening-reviewed', opened.family, new.opening);
  return null;
end $$;
create trigger opening_review_told after insert on opening_review for each row execute function tell_of_review();

-- What only the server itself may ask: signed for this transaction with the key of contexts, which no statement can read.
create function is_the_server(what text, mac bytea) returns boolean language sql volatile security definer set search_path = pg_catalog, public as $$
  select exists (select from context_key k where context_mac(what || ' ' || pg_current_xact_id()::text, k.id) = mac)
$$;

-- Openings that nobody reviewed within 72 hours: the business managers and the chair are told, once. Nobody is acting then, so it runs as the
-- owner, for the server alone. A time that is not yet is not believed.
create function tell_of_unreviewed(at timestamptz, mac bytea) returns table (opening text, family text)
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- 7. Conflicts of interest (clause 6) --------------------------------------------------------------------------------------------------------

-- Marks are one-way: the values never reach the database. Nobody reads them (clause 16), so adding them, too, is the owner's.
create function keep_own_marks(marks text[], surnames text[], places text[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

create function keep_family_marks(of_family text, marks text[], surnames text[], places text[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- Declaring one's own conflict, of a family that one sees or names. It answers nothing, whether there is such a family or not; the mark
-- stands for the name, for a family that is added later.
create function declare_own_conflict(of_family text, family_name text, because text, name_mark text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- 8. Must-not-reach lists follow (clause 8) ----------------------------------------------------------------------------------------------------

-- Everything of a contribution that a corrected file continues, also what is withheld from whoever brings it: what is hidden from them must
-- be found again in the corrected file, or it would come back for those whom it must not reach. For the server alone.
create function whole_contribution(of_family text, of_contribution text, mac bytea)
returns table (event json, completed boolean, table_place text, "row" integer, hidden boolean, at timestamptz, by text, reason text)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
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
end $$;

-- Whoever must not be reached by an event must not be reached by the one that continues it. The line keeps its reason and whose it was; its
-- time is now. It runs as the owner, because who brings a corrected file need not see the event. For the server alone.
create function follow_must_not_reach(of_family text, earlier text[], later text[], mac bytea) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
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
end $$;

-- 9. Policies and grants: one's own messages (clause 14); reviews by those who know of the opening -------------------------------------------

create policy own on told for select to kinline_app using (practitioner = (select a.practitioner from acting() a)); -- clause 14
create policy own on told_opened for select to kinline_app using (told in (select t.id from told t)); -- clause 14
create policy add on told_opened for insert to kinline_app with check (told in (select t.id from told t)); -- clause 14
create policy known on opening_review for select to kinline_app using (opening in (select k.id from openings_known() k));
create policy add on opening_review for insert to kinline_app with check (
  by = (select a.practitioner from acting() a) and opening in (select k.id from openings_known() k where k.mine_to_review));

grant select on told, told_opened, opening_review to kinline_app;
grant insert (told) on told_opened to kinline_app;
grant insert (id, opening, outcome, words, by) on opening_review to kinline_app;

revoke execute on function fold_name(text), people_allocated(text, text[]), people_of_purpose(text, text), tell(text[], text, text, text),
  open_in_an_emergency(text, text, date, text, text), openings_known(), tell_of_review(), is_the_server(text, bytea), tell_of_unreviewed(timestamptz, bytea),
  keep_own_marks(text[], text[], text[]), keep_family_marks(text, text[], text[], text[]), declare_own_conflict(text, text, text, text),
  whole_contribution(text, text, bytea), follow_must_not_reach(text, text[], text[], bytea) from public;
grant execute on function fold_name(text), open_in_an_emergency(text, text, date, text, text), openings_known(), tell_of_unreviewed(timestamptz, bytea),
  keep_own_marks(text[], text[], text[]), keep_family_marks(text, text[], text[], text[]), declare_own_conflict(text, text, text, text),
  whole_contribution(text, text, bytea), follow_must_not_reach(text, text[], text[], bytea) to kinline_app;
