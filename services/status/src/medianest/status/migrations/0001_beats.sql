-- Measurements, not facts: one row a look, kept for 90 days, outside the rebuild comparison.
create table beats(
  monitor_id uuid not null,
  at timestamptz not null,
  ok boolean not null,
  flaw text,
  response_ms real,
  primary key (monitor_id, at));
