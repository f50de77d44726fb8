-- `if not exists` looks first and makes later: of two processes of one service that start
-- together, both may see nothing. The second one waits for the first, then finds it made.
create or replace function create_read_schema(p_suffix text) returns text
language plpgsql security definer set search_path from current as $$
declare v_name text := current_schema() || '_' || p_suffix;
begin
  if p_suffix !~ '^[a-z][a-z0-9_]{0,40}$' then
    raise exception 'not a name for a read model: %', p_suffix;
  end if;
  begin
    execute format('create schema if not exists %I authorization %I',
                   v_name, current_schema() || '_runtime');
  exception when unique_violation then null;
  end;
  return v_name;
end $$;
