-- The facts that one command adds to a stream stand one behind the other, and belong to one story:
-- the first of them leads to the others, and the index of stories holds only it. It took a fifth of
-- the time of an append before. Facts from before this lead to themselves alone.
alter table facts add column leads int not null default 1 check (leads >= 0);
drop index facts_by_story;
create index facts_by_story on facts((meta->>'correlation')) where leads > 0;

create or replace function append_facts(p_cmd int[], p_stream text[], p_expected int[], p_n int[],
  p_id uuid[], p_type text[], p_schema smallint[], p_data text[], p_meta text[], p_said text[])
  returns table (ok bool, version int, pos bigint)
language plpgsql security definer set search_path from current
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare v_pos bigint; v_version int; v_meta json := p_meta[1];
begin
  select h.position into v_pos from log_head h where one for update;
  if cardinality(p_stream) = 1 then
    select coalesce((select e.version from facts e where e.stream_id = p_stream[1]
                     order by e.version desc limit 1), 0) into v_version;
    if p_expected[1] <> v_version then
      return query select false, v_version, null::bigint;
      return;
    end if;
    insert into facts(position, stream_id, version, fact_id, type, schema_v, data, meta, said,
                      leads)
    select v_pos + a.ix, p_stream[1], v_version + a.ix,
           a.id, a.ty, p_schema[1], a.da::json, v_meta, a.sa::json,
           case a.ix when 1 then p_n[1] else 0 end
    from unnest(p_id, p_type, p_data, p_said) with ordinality a(id, ty, da, sa, ix);
    update log_head set position = v_pos + p_n[1] where one;
    return query select true, v_version + p_n[1], v_pos + p_n[1];
    return;
  end if;
  return query with
  part as materialized (
    select u.i, u.cmd, u.s, u.n, cur.v cur, (u.x is null or u.x = cur.v) fits,
           (sum(u.n) over (order by u.i) - u.n)::int off
    from unnest(p_cmd, p_stream, p_expected, p_n) with ordinality u(cmd, s, x, n, i)
    cross join lateral (select coalesce((select e.version from facts e where e.stream_id = u.s
                                         order by e.version desc limit 1), 0) v) cur),
  told as materialized (
    select part.*, bool_and(fits) over (partition by cmd) yes from part),
  placed as materialized (
    select told.*, sum(case when yes then n else 0 end) over (order by i) upto from told),
  moved as (
    update log_head set position = v_pos + (select max(upto) from placed)
    where one and (select max(upto) from placed) > 0 returning 1),
  flat as materialized (
    select placed.*, k, placed.off + k ix from placed, generate_series(1, placed.n) k
    where placed.yes),
  put as (
    insert into facts(position, stream_id, version, fact_id, type, schema_v, data, meta, said,
                      leads)
    select v_pos + flat.upto - flat.n + flat.k, flat.s, flat.cur + flat.k,
           a.id, a.ty, a.sv, a.da::json, a.me::json, a.sa::json,
           case flat.k when 1 then flat.n else 0 end
    from flat join unnest(p_id, p_type, p_schema, p_data, p_meta, p_said)
      with ordinality a(id, ty, sv, da, me, sa, ix) on a.ix = flat.ix
    order by 1 returning 1)
  select p.yes, case when p.yes then p.cur + p.n else p.cur end,
         case when p.yes then v_pos + p.upto::bigint end
  from placed p order by p.i;
end $$;
