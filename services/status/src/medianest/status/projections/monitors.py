"""How facts become the list of monitors and the history of their states."""

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.status.domain.health import (
    MaintenanceBegan,
    MaintenanceEnded,
    Renamed,
    SightLost,
    Slowed,
    WatchBegan,
    WatchEnded,
    WentDown,
    WentUp,
)

TABLES = """
create table monitors(
  monitor_id uuid primary key,
  name text not null,
  source text not null default 'probe',
  state text not null,
  detail text,
  since timestamptz not null);
create table changes(
  monitor_id uuid not null,
  position bigint not null,
  state text not null,
  detail text,
  at timestamptz not null,
  primary key (monitor_id, position));
"""

SET_STATE = """
insert into monitors(monitor_id, name, state, detail, since) values ($1, $2, $3, $4, $5)
on conflict (monitor_id) do update
set name = excluded.name, state = excluded.state, detail = excluded.detail, since = excluded.since
"""

BEGIN = """
insert into monitors(monitor_id, name, source, state, since) values ($1, $2, $3, 'unknown', $4)
"""

RENAME = """
update monitors set name = $2 where monitor_id = $1
"""

END = """
with gone as (delete from changes where monitor_id = $1)
delete from monitors where monitor_id = $1
"""

ADD_CHANGE = """
insert into changes(monitor_id, position, state, detail, at) values ($1, $2, $3, $4, $5)
"""


async def apply(connection: Connection, stored: Stored[object]) -> None:
    fact = stored.fact
    match fact:
        case WatchBegan(source=source):
            await connection.execute(BEGIN, stored.id, fact.name, source, fact.at)
            return
        case Renamed():
            await connection.execute(RENAME, stored.id, fact.name)
            return
        case WatchEnded():
            await connection.execute(END, stored.id)
            return
        case WentUp():
            state, detail = "up", None
        case Slowed():
            state, detail = "degraded", fact.detail
        case WentDown():
            state, detail = "down", fact.detail
        case SightLost():
            state, detail = "unknown", fact.detail
        case MaintenanceBegan():
            state, detail = "maintenance", None
        case MaintenanceEnded():
            state, detail = "unknown", None
        case _:  # the log holds other kinds of streams too
            return
    await connection.execute(SET_STATE, stored.id, fact.name, state, detail, fact.at)
    await connection.execute(ADD_CHANGE, stored.id, stored.position, state, detail, fact.at)


MONITORS = ReadModel(name="monitors", generation=3, ddl=TABLES, apply=apply)
