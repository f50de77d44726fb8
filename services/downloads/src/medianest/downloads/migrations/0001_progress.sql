-- Measurements and memos, not facts: how far a running download is, and what a look-up said.
create table progress(
  download_id uuid primary key,
  phase text not null,
  percent real not null,
  bytes_done bigint not null,
  bytes_total bigint,
  speed_bps real,
  eta_s int,
  at timestamptz not null default now());
create table previews(
  url_sha256 bytea primary key,
  preview json not null,
  at timestamptz not null default now());
create index previews_by_age on previews(at);
