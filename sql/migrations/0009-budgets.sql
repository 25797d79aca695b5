-- How many different families one person may open in a day: far above a caseload, far below a trawl. Counted from the audit itself.

create index audit_practitioner_day on audit (practitioner, at) where family is not null;

-- Whether this family may still be opened today: it was opened already, it is open in an emergency, or the day's budget is not used up.
create function within_budget(of_family text, most integer) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  with mine as (
    select distinct l.family from audit l
    where l.practitioner = (select a.practitioner from acting() a) and l.outcome = 'done' and l.family is not null
      and l.at >= date_trunc('day', now() at time zone 'Europe/London') at time zone 'Europe/London'
  )
  select of_family in (select m.family from mine m)
    or (select count(*) from mine) < most
    or of_family in (select o.family from acting() a cross join lateral families_opened(a.practitioner, a.purpose, now()) o)
$$;
revoke execute on function within_budget(text, integer) from public;
grant execute on function within_budget(text, integer) to kinline_app;
