-- Signing in at the organisation's identity provider, and passkeys. Who is known to a provider, and by which key, is nobody's to look up: the tables
-- are closed to the application's role but for lines of one's own, and each question has one narrow function with one kind of answer.

-- What may be used once: a way back from the provider, a logout token, a passkey's challenge. Only a hash of it stands here, for a day.
create table spent (
  mark bytea primary key check (length(mark) = 32),
  at timestamptz not null default now()
);
create index spent_at on spent (at);

-- Whom the provider's (issuer, subject) means here. Only added to: the latest line counts, and one without a practitioner takes the link away. There
-- is no unique key, so no answer can say that somebody else's identity is linked already.
create table identity (
  sequence bigint generated always as identity primary key,
  partnership text not null references partnership,
  issuer text not null check (length(issuer) <= 500),
  subject text not null check (length(subject) between 1 and 255),
  practitioner text references practitioner,
  at timestamptz not null default now(),
  by text not null references practitioner
);
create index identity_subject on identity (issuer, subject, sequence);

-- Somebody whom the provider knows and the partnership does not yet: the reference that they were given, for an administrator; a week.
create table unknown_identity (
  reference text primary key,
  issuer text not null check (length(issuer) <= 500),
  subject text not null check (length(subject) between 1 and 255),
  at timestamptz not null default now()
);

-- By what the provider may end a session later.
create table provider_session (
  session text primary key references session,
  issuer text not null,
  sub text not null,
  sid text
);
create index provider_session_sub on provider_session (issuer, sub);

-- What the provider told us has ended, so that a sign-in that was still on its way with it comes too late.
create table provider_logout (
  sequence bigint generated always as identity primary key,
  issuer text not null,
  sub text,
  sid text,
  at timestamptz not null default now(),
  check (sub is not null or sid is not null)
);
create index provider_logout_sid on provider_logout (issuer, sid);
create index provider_logout_sub on provider_logout (issuer, sub);

create table passkey (
  id text primary key,
  practitioner text not null references practitioner,
  credential bytea not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  name text not null check (length(name) between 1 and 100),
  made_at timestamptz not null default now(),
  used_at timestamptz,
  removed_at timestamptz
);
create index passkey_practitioner on passkey (practitioner);

do $$
declare
  named text;
begin
  foreach named in array array['spent', 'identity', 'unknown_identity', 'provider_session', 'provider_logout', 'passkey'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('create policy owner on %I to kinline_owner using (true) with check (true)', named);
    execute format('revoke all on %I from kinline_app', named);
  end loop;
end $$;

-- One's own passkeys, without what only checking needs; the links of one's partnership, for administrators, without the subjects.
create policy own on passkey for select to kinline_app using (practitioner in (select a.practitioner from acting() a));
grant select (id, practitioner, name, backed_up, made_at, used_at, removed_at) on passkey to kinline_app;
create policy administrators on identity for select to kinline_app using (
  partnership in (select a.partnership from acting() a join role r on r.code = a.role where r.administers)
);
grant select (sequence, partnership, issuer, practitioner, at, by) on identity to kinline_app;

-- True once for each mark. Marks are hashes of what only its holder knows, so asking says nothing about anybody else's.
create function spend(of_mark bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from spent s where s.at < now() - interval '1 day';
  insert into spent (mark) values (of_mark) on conflict (mark) do nothing;
  return found;
end $$;

-- Whom an identity means. Asked before anybody is signed in, with what the provider signed; people who left are nobody.
create function identity_practitioner(of_issuer text, of_subject text) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id from (
    select i.practitioner from identity i where i.issuer = of_issuer and i.subject = of_subject order by i.sequence desc limit 1
  ) last join practitioner p on p.id = last.practitioner where p.left_at is null
$$;

-- Keeps what a reference stands for, so that the administrator need not be told a subject.
create function keep_unknown_identity(of_reference text, of_issuer text, of_subject text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from unknown_identity u where u.at < now() - interval '7 days' or (u.issuer = of_issuer and u.subject = of_subject);
  insert into unknown_identity (reference, issuer, subject) values (of_reference, of_issuer, of_subject);
end $$;

-- An administrator links what a reference stands for to somebody of their partnership. One answer for every reason why not.
create function link_identity(of_reference text, whose text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- An administrator takes a link away; the sessions that came by it end. True when there was one.
create function unlink_identity(of_sequence bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- The links that count now, for administrators.
create function identities_linked() returns table (sequence bigint, issuer text, practitioner text, at timestamptz, by text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.sequence, i.issuer, i.practitioner, i.at, i.by
  from acting() a join role r on r.code = a.role and r.administers join identity i on i.partnership = a.partnership
  where i.practitioner is not null
    and not exists (select from identity l where l.issuer = i.issuer and l.subject = i.subject and l.sequence > i.sequence)
  order by i.sequence desc
$$;

-- What the provider said of a session that has just begun or was shown again: signed by us, so that nothing else can say it. False, and the session
-- ends, when the provider had already ended it. When somebody last showed who they are is what the provider says, and never later than now.
create function keep_provider_session(payload text, mac bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- The provider says that somebody signed out there: their sessions here end at once. Signed by us, after the provider's own token was verified.
create function end_provider_sessions(payload text, mac bytea) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- A new passkey of whoever is acting; at most twenty. False when the credential is somebody's already: it is the authenticator's own random number.
create function keep_passkey(of_id text, of_credential bytea, of_key bytea, of_counter bigint, of_transports text[], is_backed_up boolean, of_name text)
returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  whose text := (select a.practitioner from acting() a);
begin
  if whose is null or (select count(*) from passkey p where p.practitioner = whose and p.removed_at is null) >= 20 then return false; end if;
  insert into passkey (id, practitioner, credential, public_key, counter, transports, backed_up, name)
    values (of_id, whose, of_credential, of_key, of_counter, of_transports, is_backed_up, of_name) on conflict (credential) do nothing;
  return found;
end $$;

-- What checking a signature needs. A public key is public; whose it is, is said to whoever holds its credential.
create function passkey_of_credential(of_credential bytea)
returns table (id text, practitioner text, public_key bytea, counter bigint, transports text[])
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.id, k.practitioner, k.public_key, k.counter, k.transports from passkey k join practitioner p on p.id = k.practitioner
  where k.credential = of_credential and k.removed_at is null and p.left_at is null
$$;

-- The credentials of whoever is acting: an authenticator is not registered twice, and showing again who one is takes one of them.
create function own_credentials() returns table (credential bytea, transports text[])
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.credential, k.transports from acting() a join passkey k on k.practitioner = a.practitioner where k.removed_at is null
$$;

-- The counter after a use. A counter that did not go up is of a copied key; authenticators that never count stay at nought.
create function use_passkey(of_id text, new_counter bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update passkey k set counter = new_counter, used_at = now()
    where k.id = of_id and k.removed_at is null and (k.counter < new_counter or (k.counter = 0 and new_counter = 0));
  return found;
end $$;

create function name_passkey(of_id text, of_name text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update passkey k set name = of_name from acting() a where k.id = of_id and k.practitioner = a.practitioner and k.removed_at is null;
  return found;
end $$;

create function remove_passkey(of_id text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update passkey k set removed_at = now() from acting() a where k.id = of_id and k.practitioner = a.practitioner and k.removed_at is null;
  return found;
end $$;

do $$
declare
  named text;
begin
  foreach named in array array['spend(bytea)', 'identity_practitioner(text, text)', 'keep_unknown_identity(text, text, text)', 'link_identity(text, text)',
    'unlink_identity(bigint)', 'identities_linked()', 'keep_provider_session(text, bytea)', 'end_provider_sessions(text, bytea)',
    'keep_passkey(text, bytea, bytea, bigint, text[], boolean, text)', 'passkey_of_credential(bytea)', 'own_credentials()', 'use_passkey(text, bigint)',
    'name_passkey(text, text)', 'remove_passkey(text)'] loop
    execute format('revoke execute on function %s from public', named);
    execute format('grant execute on function %s to kinline_app', named);
  end loop;
end $$;
