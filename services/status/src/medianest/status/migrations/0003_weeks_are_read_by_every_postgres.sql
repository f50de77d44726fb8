-- Postgres 15 reads no time zones from text; a week's name is a date of UTC.
create or replace function drop_beat_weeks(p_before timestamptz) returns void
language plpgsql security definer set search_path from current as $$
declare v_name text;
begin
  for v_name in
    -- Materialized, so that no other table's name is ever read as a date.
    with weeks as materialized (
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent in ('beats'::regclass, 'beats_by_minute'::regclass))
    select relname from weeks
    where to_date(right(relname, 8), 'YYYYMMDD')::timestamp at time zone 'UTC' + interval '7 days'
      <= p_before
  loop
    execute format('drop table %I', v_name);
  end loop;
end $$;
