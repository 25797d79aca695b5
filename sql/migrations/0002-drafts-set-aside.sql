-- A file that was brought and will not be added can be set aside. That is a fact like any other, and the file stays: nothing is deleted.

create table draft_set_aside (
  draft text primary key references contribution_draft,
  at timestamptz not null,
  by text not null references practitioner
);

grant select, insert on draft_set_aside to kinline_app;
revoke delete on contribution_draft from kinline_app;
