-- Signing in with an account of the partnership's own: passwords, codes, one-time links, tries, sessions, and what was typed when a session ended.
-- Before anybody is signed in there is no context, so all of this is reached through narrow functions, each of which does one thing. The tables
-- themselves are closed to the application's role, but for one's own kept forms.

-- Until people could sign in, every database was a demonstration.
update partnership set demonstration = true where exists (select from practitioner);

create table account (
  practitioner text primary key references practitioner,
  -- HMAC of the sign-in name with a key outside the database: a stolen database does not say who has an account.
  login_hash bytea not null unique,
  login_sealed bytea not null,
  -- Argon2id, with a key outside the database.
  password_hash text not null,
  code_secret bytea not null,
  -- The 30 seconds of the last code that was accepted: no code counts twice.
  code_step bigint not null default 0,
  made_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

create table recovery_code (
  practitioner text not null references account,
  hash bytea not null,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (practitioner, hash)
);

-- What an administrator (or the first run) gives somebody, so that they can make their own password. Good once and for a day.
create table one_time_link (
  hash bytea primary key,
  practitioner text not null references practitioner,
  made_at timestamptz not null default now(),
  made_by text references practitioner,
  until timestamptz not null default now() + interval '24 hours' check (until <= made_at + interval '24 hours'),
  used_at timestamptz,
  withdrawn_at timestamptz
);
create index one_time_link_practitioner on one_time_link (practitioner);

-- Tries that did not succeed, of an account, of an address, and of the two together. The keys are HMACs: neither name nor address stands here.
create table sign_in_budget (
  key bytea primary key,
  failures integer not null,
  last_at timestamptz not null,
  -- The two together have signed in: a stranger's tries no longer slow this address down for this account.
  known_until timestamptz
);

-- What somebody had typed when their session ended, sealed; a day.
create table kept_form (
  id text primary key,
  practitioner text not null references practitioner,
  sealed bytea not null,
  kept_at timestamptz not null default now(),
  until timestamptz not null default now() + interval '1 day'
);
create index kept_form_practitioner on kept_form (practitioner);

do $$
declare
  named text;
begin
  foreach named in array array['account', 'recovery_code', 'one_time_link', 'sign_in_budget', 'kept_form'] loop
    execute format('alter table %I enable row level security', named);
    execute format('alter table %I force row level security', named);
    execute format('create policy owner on %I to kinline_owner using (true) with check (true)', named);
    execute format('revoke all on %I from kinline_app', named);
  end loop;
end $$;

create policy own on kept_form to kinline_app using (practitioner in (select a.practitioner from acting() a));
grant select, delete on kept_form to kinline_app;

-- What a text signed with the context key says, when it was signed for this purpose and has not run out; otherwise null. Sessions are begun, renewed and
-- ended by signed texts alone, so that SQL which somebody managed to run as the application's role can make none.
create function signed_for(purpose text, payload text, mac bytea) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from context_key k where context_mac(purpose || ' ' || payload, k.id) = mac) then return null; end if;
  if (payload::jsonb ->> 'expires')::timestamptz <= clock_timestamp() then return null; end if;
  return payload::jsonb;
end $$;

-- Begins a session of somebody who has just shown who they are; old tries no longer count.
create function begin_session(payload text, mac bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- Whose session this is. A live one lives on from now; of one that has ended it says only whose it was, so that what they typed can be kept for them.
create function touch_session(of_secret bytea, idle_seconds integer)
returns table (session text, how text, authenticated_at timestamptz, live boolean, practitioner text, name text, role text, agency text, title text)
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  -- Written once in half a minute at most: a page with ten pictures is one touch.
  update session s set idle_until = now() + make_interval(secs => idle_seconds)
    where s.secret_hash = of_secret and s.ended_at is null and s.until > now() and s.idle_until > now()
      and s.idle_until < now() + make_interval(secs => greatest(0, idle_seconds - 30));
  return query
    select s.id, s.how, s.authenticated_at, s.ended_at is null and s.until > now() and s.idle_until > now() and p.left_at is null,
      p.id, p.name, p.role, p.agency, p.title
    from session s join practitioner p on p.id = s.practitioner where s.secret_hash = of_secret;
end $$;

-- Whoever has shown again who they are gets a new token for the same session.
create function renew_session(payload text, mac bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  said jsonb := signed_for('renew-session', payload, mac);
begin
  if said is null then return false; end if;
  update session s set secret_hash = decode(said ->> 'secretHash', 'hex'), how = said ->> 'how', authenticated_at = now()
    where s.id = said ->> 'session' and s.practitioner = said ->> 'practitioner' and s.ended_at is null and s.until > now() and s.idle_until > now();
  return found;
end $$;

-- Ends one session of somebody, or all of them but one, or all of them. The answer is how many ended.
create function end_sessions(payload text, mac bytea) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- Sessions and links of a practitioner who left end at once, however it came about.
create function end_of_practitioner() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.left_at is not null and old.left_at is null then
    update session s set ended_at = now(), ended_because = 'left' where s.practitioner = new.id and s.ended_at is null;
    update one_time_link l set withdrawn_at = now() where l.practitioner = new.id and l.used_at is null and l.withdrawn_at is null;
  end if;
  return null;
end $$;
create trigger practitioner_left after update on practitioner for each row execute function end_of_practitioner();

-- What a try needs to be checked: asked by the HMAC of the sign-in name, which only whoever holds the key can make.
create function account_of_login(of_login bytea)
returns table (practitioner text, password_hash text, code_secret bytea, login_hash bytea)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.practitioner, a.password_hash, a.code_secret, a.login_hash
  from account a join practitioner p on p.id = a.practitioner where a.login_hash = of_login and p.left_at is null
$$;

-- The same, and what one's own page shows, for whoever is acting.
create function own_account()
returns table (practitioner text, password_hash text, code_secret bytea, login_hash bytea, login_sealed bytea, recovery_codes integer)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.practitioner, a.password_hash, a.code_secret, a.login_hash, a.login_sealed,
    (select count(*)::integer from recovery_code r where r.practitioner = a.practitioner and r.used_at is null)
  from acting() c join account a on a.practitioner = c.practitioner
$$;

-- True once for each 30 seconds.
create function use_code(whose text, step bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update account a set code_step = step where a.practitioner = whose and a.code_step < step;
  return found;
end $$;

-- True once for each recovery code.
create function use_recovery_code(whose text, of_code bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update recovery_code r set used_at = now() where r.practitioner = whose and r.hash = of_code and r.used_at is null;
  return found;
end $$;

-- One try to sign in, counted before it is checked, so that many at once are many. The answer is how many seconds to wait instead; 0 is "try".
-- What has been tried is forgotten bit by bit, and no wait is longer than its limit: nobody is ever locked out.
create function spend_try(of_account bytea, of_address bytea, of_both bytea) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- Whose one-time link this is, while it can be used.
create function link_of(of_link bytea)
returns table (practitioner text, name text, partnership text, login_sealed bytea)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, p.name, w.name, a.login_sealed
  from one_time_link l join practitioner p on p.id = l.practitioner join partnership w on w.id = p.partnership
  left join account a on a.practitioner = p.id
  where l.hash = of_link and l.used_at is null and l.withdrawn_at is null and l.until > now() and p.left_at is null
$$;

-- An account from a one-time link: new, or a new password, code generator and recovery codes for one that was there. Uses the link up.
create function make_account(of_link bytea, of_login bytea, sealed_login bytea, new_password text, new_secret bytea, step bigint, recovery bytea[])
returns text language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;

-- New recovery codes or a new password of one's own. A new password ends one's other sessions.
create function replace_recovery_codes(recovery bytea[]) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  whose text := (select a.practitioner from acting() a join account o on o.practitioner = a.practitioner);
begin
  if whose is null then return false; end if;
  delete from recovery_code r where r.practitioner = whose;
  insert into recovery_code (practitioner, hash) select whose, h from unnest(recovery) h;
  return true;
end $$;
create function replace_password(new_password text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  whose record;
begin
  select a.practitioner, a.session into whose from acting() a;
  update account a set password_hash = new_password, changed_at = now() where a.practitioner = whose.practitioner;
  if not found then return false; end if;
  update session s set ended_at = now(), ended_because = 'new-password'
    where s.practitioner = whose.practitioner and s.ended_at is null and s.id is distinct from whose.session;
  return true;
end $$;

-- A one-time link, by an administrator, for somebody of their partnership. Earlier ones that were not used end.
create function give_link(whose text, of_link bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  giver text := (select a.practitioner from acting() a join role r on r.code = a.role join practitioner p on p.partnership = a.partnership
    where r.administers and p.id = whose and p.left_at is null);
begin
  if giver is null then return false; end if;
  update one_time_link l set withdrawn_at = now() where l.practitioner = whose and l.used_at is null and l.withdrawn_at is null;
  insert into one_time_link (hash, practitioner, made_by) values (of_link, whose, giver);
  return true;
end $$;

-- Who has an account and who was given a link, for administrators.
create function accounts_of_partnership() returns table (practitioner text, has_account boolean, link_until timestamptz, left_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, a.practitioner is not null,
    (select max(l.until) from one_time_link l where l.practitioner = p.id and l.used_at is null and l.withdrawn_at is null and l.until > now()), p.left_at
  from acting() c join role r on r.code = c.role and r.administers join practitioner p on p.partnership = c.partnership
  left join account a on a.practitioner = p.id
$$;

-- What was typed when a session had ended, for whoever's session it was. At most twenty; the oldest go.
create function keep_form(form text, of_session text, sealed_form bytea) returns text
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  whose text := (select s.practitioner from session s join practitioner p on p.id = s.practitioner where s.id = of_session and p.left_at is null);
begin
  if whose is null then return null; end if;
  delete from kept_form f where f.practitioner = whose and (f.until < now() or f.id in (
    select o.id from kept_form o where o.practitioner = whose order by o.kept_at desc, o.id offset 19));
  insert into kept_form (id, practitioner, sealed) values (form, whose, sealed_form);
  return whose;
end $$;

-- Whether this database is a demonstration, and whether anybody can sign in here. Said before anybody has.
create function first_run() returns table (demonstration boolean, practitioners boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce((select bool_or(w.demonstration) from partnership w), false), exists (select from practitioner)
$$;

do $$
declare
  named text;
begin
  foreach named in array array['signed_for(text, text, bytea)', 'begin_session(text, bytea)', 'touch_session(bytea, integer)', 'renew_session(text, bytea)',
    'end_sessions(text, bytea)', 'end_of_practitioner()', 'account_of_login(bytea)', 'own_account()', 'use_code(text, bigint)',
    'use_recovery_code(text, bytea)', 'spend_try(bytea, bytea, bytea)', 'link_of(bytea)',
    'make_account(bytea, bytea, bytea, text, bytea, bigint, bytea[])', 'replace_recovery_codes(bytea[])', 'replace_password(text)', 'give_link(text, bytea)',
    'accounts_of_partnership()', 'keep_form(text, text, bytea)', 'first_run()'] loop
    execute format('revoke execute on function %s from public', named);
  end loop;
end $$;
grant execute on function begin_session(text, bytea), touch_session(bytea, integer), renew_session(text, bytea), end_sessions(text, bytea),
  account_of_login(bytea), own_account(), use_code(text, bigint), use_recovery_code(text, bytea), spend_try(bytea, bytea, bytea), link_of(bytea),
  make_account(bytea, bytea, bytea, text, bytea, bigint, bytea[]), replace_recovery_codes(bytea[]), replace_password(text), give_link(text, bytea),
  accounts_of_partnership(), keep_form(text, text, bytea), first_run() to kinline_app;
