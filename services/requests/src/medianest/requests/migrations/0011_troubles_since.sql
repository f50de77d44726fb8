-- Since when it waits for this very reason.
alter table request_troubles add column since timestamptz not null default now();
