-- The audit as a log that cannot be changed unseen: each entry is one line of canonical text, and the lines are the leaves of a Merkle tree
-- (RFC 6962). A line is written in the transaction of the work; right after its commit it is integrated into the tree. Ids and codes only.

alter table audit rename to audit_before;

-- canonical is what is hashed, byte for byte; every other column is read out of it, so that none can say something else.
create table audit (
  sequence bigint generated always as identity primary key,
  at timestamptz not null,
  canonical json not null,
  practitioner text generated always as (canonical ->> 'practitioner') stored,
  agency text generated always as (canonical ->> 'agency') stored,
  role text generated always as (canonical ->> 'role') stored,
  purpose text generated always as (canonical ->> 'purpose') stored,
  session text generated always as (canonical ->> 'session') stored,
  operation text not null generated always as (canonical ->> 'operation') stored,
  verb text not null generated always as (canonical ->> 'verb') stored,
  subject_kind text not null generated always as (canonical ->> 'subject_kind') stored,
  subject text generated always as (canonical ->> 'subject') stored,
  family text generated always as (canonical ->> 'family') stored,
  outcome text not null generated always as (canonical ->> 'outcome') stored,
  nonce text not null generated always as (canonical ->> 'nonce') stored,
  constraint audit_at check (at = (canonical ->> 'at')::timestamptz),
  constraint audit_verb check (
    canonical ->> 'verb' in ('read', 'add', 'change', 'decide', 'share', 'print', 'export', 'sign-in', 'sign-out', 'refuse'))
);
create index audit_family on audit (family, sequence);
create index audit_practitioner on audit (practitioner, sequence);
create index audit_subject on audit (subject, sequence);
create index audit_when on audit (at);

-- Lines that are committed and not in the tree yet.
create table audit_unsealed (
  entry bigint primary key
);

-- Where a line stands in the tree.
create table audit_leaf (
  index bigint primary key,
  entry bigint not null unique references audit
);

-- The hashes of complete subtrees: level 0 are the leaves. With them a root or a proof at any size needs only a few rows.
create table audit_node (
  level smallint not null,
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);

-- The line as it is hashed: JSON without spaces, keys in this order.
create function canonical_audit(
  at timestamptz, practitioner text, agency text, role text, purpose text, session text,
  operation text, verb text, subject_kind text, subject text, family text, outcome text
) returns text language sql volatile set search_path = pg_catalog, public as $$
  select '{' || string_agg(to_json(key)::text || ':' || coalesce(to_json(value)::text, 'null'), ',' order by position) || '}'
  from (values
    (1, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
    (2, 'practitioner', practitioner), (3, 'agency', agency), (4, 'role', role), (5, 'purpose', purpose), (6, 'session', session),
    (7, 'operation', operation), (8, 'verb', verb), (9, 'subject_kind', subject_kind), (10, 'subject', subject), (11, 'family', family),
    (12, 'outcome', outcome), (13, 'nonce', replace(gen_random_uuid()::text, '-', ''))
  ) as said (position, key, value)
$$;
revoke execute on function canonical_audit from public;

-- Adds one line. It runs as the owner, so that nobody needs the right to write lines of their own making: the time is the server's, and
-- who, for which agency, in which role, for what and in which session come from the signed context, or are null when nobody acts.
-- A subject that the answer called not found is not looked up: somebody's own lines tell hidden from absent as little as the answer does.
create function append_audit(of_operation text, of_verb text, of_subject_kind text, of_subject text, of_family text, of_outcome text)
returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;
revoke execute on function append_audit from public;
grant execute on function append_audit to kinline_app;

-- Integrates every committed line that is not in the tree yet, in order, one caller at a time. It runs as the owner, who alone may touch the
-- tree. Nothing is lost if its own commit is: the lines are safe, and are integrated again; so that commit need not wait for the disk.
create function seal_audit(own bigint default null) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;
revoke execute on function seal_audit from public;
grant execute on function seal_audit to kinline_app;

-- Lines from before keep their order, their time and what they said.
insert into audit (at, canonical)
select b.at, canonical_audit(b.at, b.practitioner, null, null, null, null, b.operation,
  case
    when b.outcome <> 'done' then 'refuse'
    when b.operation = 'choose-practitioner' then 'sign-in'
    when b.operation ~ '^(read|list)-' then 'read'
    when b.operation ~ '^download-' then 'export'
    when b.operation ~ '^(decide|settle)-' then 'decide'
    else 'add'
  end,
  b.subject_kind, b.subject, coalesce(
    case when b.subject_kind = 'family' then b.subject end,
    (select c.family from contribution c where b.subject_kind = 'contribution' and c.id = b.subject),
    (select d.family from contribution_draft d where b.subject_kind = 'draft' and d.id = b.subject)
  ), b.outcome)::json
from audit_before b order by b.sequence;
insert into audit_unsealed (entry) select sequence from audit;
drop table audit_before;

do $$
declare
  named text;
begin
  foreach named in array array['audit', 'audit_unsealed', 'audit_leaf', 'audit_node'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('create policy owner on %I to kinline_owner using (true) with check (true)', named);
  end loop;
end $$;

-- Clause 15. Everybody sees their own lines.
create policy own_lines on audit for select to kinline_app using (practitioner = (select a.practitioner from acting() a));
-- Clause 15. Who sees a family for gathering or review sees its lines; also those of a contribution or a draft of it that was not shown.
create policy access_record on audit for select to kinline_app using (
  (select a.purpose from acting() a) in ('gathering', 'review')
  and (
    (family in (select families_involved_now()) and family not in (select families_conflicted_now()))
    or (family is null and subject_kind = 'contribution' and subject in (select c.id from contribution c))
    or (family is null and subject_kind = 'draft' and subject in (select d.id from contribution_draft d))
  )
);
-- Where a line that one sees stands in the tree, and the hashes that prove it, which say nothing of what other lines hold.
create policy own_place on audit_leaf for select to kinline_app using (exists (select from audit a where a.sequence = entry));
create policy proofs on audit_node for select to kinline_app using ((select a.purpose from acting() a) in ('gathering', 'review'));
grant select on audit, audit_leaf, audit_node to kinline_app;
