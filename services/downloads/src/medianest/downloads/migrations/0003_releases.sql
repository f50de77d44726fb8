-- A note, not a fact: when the fetching program was updated, or why it was not.
create table releases(
  asked text primary key,
  version text,
  why text,
  at timestamptz not null);
