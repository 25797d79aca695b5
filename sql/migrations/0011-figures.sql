-- Figures about the whole partnership. Only what was decided to get out is kept: rounded, or null for withheld. Counts of single places are
-- made by the owner when a quarter has closed and are kept nowhere, so no role that serves can ask for them.

-- A year from April; quarter 1 to 4, or 0 for the whole year; an agency's code, or '*' for all. Never changed once decided.
create table figure (
  partnership text not null references partnership,
  year integer not null,
  measure text not null check (measure in ('families', 'children')),
  quarter smallint not null check (quarter between 0 and 4),
  agency text not null,
  position integer not null,
  value integer check (value >= 10 and value % 5 = 0),
  decided_at timestamptz not null default now(),
  primary key (partnership, year, measure, quarter, agency)
);

alter table figure enable row level security;
alter table figure force row level security;
create policy owner on figure to kinline_owner using (true) with check (true);
create policy own_partnership on figure for select to kinline_app using (partnership = (select a.partnership from acting() a));
grant select on figure to kinline_app;
