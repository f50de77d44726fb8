-- When a session was last used: measured, not said by anybody, so it is no read model.
create table session_uses(session_id uuid primary key, used_at timestamptz not null);
create index session_uses_by_time on session_uses(used_at);
