-- Words of providers by which sessions ended, each heard once; kept as long as it could be repeated.
create table logouts_elsewhere(
  word_sha256 text primary key,
  expires_at timestamptz not null);
create index logouts_elsewhere_over on logouts_elsewhere(expires_at);
