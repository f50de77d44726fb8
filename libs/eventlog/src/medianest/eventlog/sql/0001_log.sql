-- The log of one service. Positions are dense and in commit order: the counter row is the lock.
create table log_head(
  one bool primary key default true check (one),
  position bigint not null default 0,
  epoch uuid not null default gen_random_uuid(),
  epoch_from bigint not null default 0) with (fillfactor = 10);
insert into log_head default values;

create table facts(
  position bigint primary key,
  stream_id text not null,
  version int not null check (version > 0),
  fact_id uuid not null unique,
  type text not null,
  schema_v smallint not null default 1,
  data json not null,
  meta json not null default '{}',
  said json,
  recorded_at timestamptz not null default clock_timestamp(),
  unique (stream_id, version));
create index facts_said on facts(position) where said is not null;

create function facts_are_final() returns trigger language plpgsql as $$
begin
  raise exception 'facts are append-only';
end $$;
create trigger facts_final before update or delete or truncate on facts
  for each statement execute function facts_are_final();

-- Takes the head: one writer at a time, until the transaction ends.
create function lock_head() returns table (head bigint, epoch uuid)
language sql security definer set search_path from current as $$
  select h.position, h.epoch from log_head h where h.one for update
$$;

-- One call, many commands. A command may write several streams, all or nothing; a stream stands at
-- most once in a call. The lock and the look-up are two statements: in one, the look-up's snapshot
-- would be older than the lock. The plan is kept: making it anew costs more than a hundred facts.
create function append_facts(p_cmd int[], p_stream text[], p_expected int[], p_n int[],
  p_id uuid[], p_type text[], p_schema smallint[], p_data text[], p_meta text[], p_said text[])
  returns table (ok bool, version int, pos bigint)
language plpgsql security definer set search_path from current
set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare v_pos bigint;
begin
  select h.position into v_pos from log_head h where one for update;
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
    insert into facts(position, stream_id, version, fact_id, type, schema_v, data, meta, said)
    select v_pos + flat.upto - flat.n + flat.k, flat.s, flat.cur + flat.k,
           a.id, a.ty, a.sv, a.da::json, a.me::json, a.sa::json
    from flat join unnest(p_id, p_type, p_schema, p_data, p_meta, p_said)
      with ordinality a(id, ty, sv, da, me, sa, ix) on a.ix = flat.ix
    order by 1 returning 1)
  select p.yes, case when p.yes then p.cur + p.n else p.cur end,
         case when p.yes then v_pos + p.upto::bigint end
  from placed p order by p.i;
end $$;

-- Read models live in throw-away schemas beside this one; only their names are decided here.
create function create_read_schema(p_suffix text) returns text
language plpgsql security definer set search_path from current as $$
declare v_name text := current_schema() || '_' || p_suffix;
begin
  if p_suffix !~ '^[a-z][a-z0-9_]{0,40}$' then
    raise exception 'not a name for a read model: %', p_suffix;
  end if;
  execute format('create schema if not exists %I authorization %I',
                 v_name, current_schema() || '_runtime');
  return v_name;
end $$;

create table commands(
  member_id uuid, route text, key text,
  body_sha256 bytea not null,
  result json not null,
  at timestamptz not null default now(),
  primary key (member_id, route, key));
create index commands_by_age on commands(at);

create table checkpoints(
  reader text, generation int, source text,
  epoch uuid, position bigint not null, seq_hint bigint,
  status text not null, error text,
  primary key (reader, generation, source));

create table jobs(
  id uuid primary key,
  kind text not null, key text, data json not null,
  due_at timestamptz not null, priority smallint not null default 0,
  lease_until timestamptz, lease_by text, fence bigint not null default 0,
  attempts int not null default 0, status text not null default 'ready', error json,
  unique (kind, key));
create index jobs_due on jobs(kind, due_at) where status = 'ready';

create table subject_keys(subject_id uuid primary key, wrapped_key bytea, shredded_at timestamptz);
create table secrets(
  id uuid primary key, owner text not null, wrapped bytea not null, last4 text,
  replaced_at timestamptz);
create table seals(position bigint primary key, sha256 bytea not null);

-- What the others need of people, from the latest values on the bus; refilled after a wipe.
create table people(
  member_id uuid primary key, version bigint not null, display_name text not null,
  role text not null, disabled bool not null, erased bool not null);

do $$
declare s text := current_schema(); r text := current_schema() || '_runtime'; t text;
begin
  execute format('revoke all on all tables in schema %I from public', s);
  execute format('revoke all on all functions in schema %I from public', s);
  execute format('grant usage on schema %I to %I', s, r);
  execute format('grant select on facts, log_head to %I', r);
  execute format('grant execute on all functions in schema %I to %I', s, r);
  foreach t in array array['commands', 'checkpoints', 'jobs', 'subject_keys', 'secrets', 'seals',
                           'people'] loop
    execute format('grant select, insert, update, delete on %I to %I', t, r);
  end loop;
  execute format('alter default privileges in schema %I grant select, insert, update, delete '
                 'on tables to %I', s, r);
end $$;
