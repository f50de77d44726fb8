-- Why an approved wish is not sent yet; not derived from the log.
create table request_troubles(
  request_id uuid primary key,
  why text not null);
