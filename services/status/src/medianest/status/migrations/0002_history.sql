-- Beats and their minutes lie in partitions of a week, so that forgetting is dropping. Each beat is
-- counted once in its minute, its hour and its day, in UTC.
alter table beats rename to beats_before;
alter table beats_before drop constraint beats_pkey;

create table beats(
  monitor_id uuid not null,
  at timestamptz not null,
  ok boolean not null,
  flaw text,
  response_ms real,
  primary key (monitor_id, at)) partition by range (at);
create index beats_at on beats(at);

create table beats_by_minute(
  monitor_id uuid not null,
  at timestamptz not null,
  beats int not null,
  failed int not null,
  flawed int not null,
  timed int not null,
  total_ms double precision not null,
  primary key (monitor_id, at)) partition by range (at);
create index beats_by_minute_at on beats_by_minute(at);
create table beats_by_hour(like beats_by_minute, primary key (monitor_id, at));
create index beats_by_hour_at on beats_by_hour(at);
create table beats_by_day(like beats_by_minute, primary key (monitor_id, at));
create index beats_by_day_at on beats_by_day(at);

-- The runtime role makes and drops no tables; it may ask for these two things only.
create function make_beat_weeks(p_from timestamptz, p_upto timestamptz) returns void
language plpgsql security definer set search_path from current as $$
declare v_week timestamptz; v_table text; v_name text;
begin
  perform pg_advisory_xact_lock(hashtextextended(current_schema() || ' beat weeks', 0));
  for v_week in select generate_series(date_trunc('week', p_from, 'UTC'), p_upto, '7 days') loop
    foreach v_table in array array['beats', 'beats_by_minute'] loop
      v_name := v_table || '_' || to_char(v_week at time zone 'UTC', 'YYYYMMDD');
      if to_regclass(quote_ident(v_name)) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)',
                       v_name, v_table, v_week, v_week + interval '7 days');
      end if;
    end loop;
  end loop;
end $$;

create function drop_beat_weeks(p_before timestamptz) returns void
language plpgsql security definer set search_path from current as $$
declare v_name text;
begin
  for v_name in
    -- Materialized, so that no other table's name is ever read as a date.
    with weeks as materialized (
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent in ('beats'::regclass, 'beats_by_minute'::regclass))
    select relname from weeks
    where to_timestamp(right(relname, 8) || ' UTC', 'YYYYMMDD TZ') + interval '7 days' <= p_before
  loop
    execute format('drop table %I', v_name);
  end loop;
end $$;

select make_beat_weeks(now() - interval '98 days', now() + interval '21 days');
insert into beats select monitor_id, at, ok, flaw, response_ms from beats_before
where at > now() - interval '90 days' and at < now() + interval '14 days';
drop table beats_before;

insert into beats_by_minute
select monitor_id, date_trunc('minute', at, 'UTC'), count(*), count(*) filter (where not ok),
  count(*) filter (where ok and flaw is not null), count(response_ms), coalesce(sum(response_ms), 0)
from beats group by 1, 2;
insert into beats_by_hour
select monitor_id, date_trunc('hour', at, 'UTC'), sum(beats), sum(failed), sum(flawed), sum(timed),
  sum(total_ms) from beats_by_minute group by 1, 2;
insert into beats_by_day
select monitor_id, date_trunc('day', at, 'UTC'), sum(beats), sum(failed), sum(flawed), sum(timed),
  sum(total_ms) from beats_by_hour group by 1, 2;
