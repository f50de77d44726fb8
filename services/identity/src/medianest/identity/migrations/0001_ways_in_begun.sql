-- Sign-ins elsewhere that a browser began and has not come back from; a few minutes each, no facts.
create table ways_in_begun(
  ticket_sha256 text primary key,
  provider text not null,
  browser_sha256 text not null,
  detail text not null,
  return_to text not null,
  member_id uuid,
  expires_at timestamptz not null);
create index ways_in_begun_over on ways_in_begun(expires_at);
