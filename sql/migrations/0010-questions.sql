-- The questions of an inspector or a court, where an answer needs more than the asker's own rows. Every function here answers only about a
-- family that the asker sees for gathering or review (docs/access-policy.md, clause 15), and only with rows that the asker sees too.

create function may_ask(of_family text) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from acting() a where a.purpose in ('gathering', 'review')) and seen_now(of_family)
$$;

-- Every instant at which what this practitioner can see of this family may have become more or less. The owner's alone.
create function changes_of(of_family text, of_practitioner text) returns setof timestamptz
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

-- What a practitioner could see of a family from one instant until another: at the first, and wherever it may have changed. `through` is null
-- where the family was not seen, whatever the reason. `events` counted then; `earlier` stood in files that had been corrected by then.
create function could_see(of_family text, of_practitioner text, from_at timestamptz, to_at timestamptz)
returns table (moment timestamptz, role text, agency text, through text, events text[], earlier text[])
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

-- The lines of the audit whose page or file held this event (or, with no event, this contribution): lines of operations that show a whole
-- family or a whole contribution, by somebody who could see it at that instant.
create function lines_that_showed(of_family text, of_event text, of_contribution text, of_operations text[]) returns setof bigint
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

-- Is each sealed original still the bytes whose hash was written beside it? Yes or no: the bytes themselves stay where they are.
create function originals_whole(of_family text) returns table (contribution text, whole boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.id, encode(sha256(o.bytes), 'hex') = c.sha256
  from contribution c join original o on o.contribution = c.id
  where c.family = of_family and may_ask(of_family) and c.id in (select contributions_seen_now())
$$;

-- What may be named in the copy of the access record that a family reads: agencies that wrote something ordinary which is kept from nobody, and
-- contributions that hold nothing else. An allow-list: whatever is not here is left out.
create function openly_named(of_family text) returns table (kind text, item text)
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

-- Who was told of this family's emergencies, and when they opened it. Of the asker's own family alone: what others were told otherwise is their own.
create function told_of(of_family text) returns table (practitioner text, kind text, at timestamptz, opened timestamptz, opening text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.practitioner, t.kind, t.at, o.at, t.about
  from told t left join told_opened o on o.told = t.id
  where t.family = of_family and may_ask(of_family)
  order by t.at desc, t.practitioner
$$;

-- When the log begins: before that, nothing can be asked of it.
create function log_begins(of_family text) returns timestamptz
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.at from audit a where may_ask(of_family) order by a.sequence limit 1
$$;

-- Every line of the log hashed again and held against its leaf, and every pair of hashes against the one above it, up to a size. Counts and
-- places only: whoever asks learns nothing of what other lines say.
create function log_checked(of_family text, to_size bigint)
returns table (lines bigint, altered bigint, first_altered bigint, pairs bigint, pairs_altered bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
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
$$;

revoke execute on function may_ask, changes_of, could_see, lines_that_showed, originals_whole, openly_named, told_of, log_begins, log_checked from public;
grant execute on function may_ask, could_see, lines_that_showed, originals_whole, openly_named, told_of, log_begins, log_checked to kinline_app;
