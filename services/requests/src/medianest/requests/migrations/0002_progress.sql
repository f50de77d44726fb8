-- How far what is underway has come, as the last look saw it; not derived from the log.
create table request_progress(
  request_id uuid primary key,
  percent double precision not null,
  eta_s int);
