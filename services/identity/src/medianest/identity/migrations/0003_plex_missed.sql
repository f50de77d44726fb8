-- Members whom the last look at Plex did not show, and since when; no facts.
create table plex_missed(
  member_id uuid primary key,
  since timestamptz not null);
