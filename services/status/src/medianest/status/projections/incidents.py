"""How facts become the list of incidents, with their timelines."""

from uuid import UUID

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.status.domain.incident import (
    Acknowledged,
    Closed,
    Noted,
    Opened,
    Recovered,
    Spread,
)

TABLES = """
create table incidents(
  incident_id uuid primary key,
  position bigint not null,
  monitor_id uuid not null,
  monitor_name text not null,
  detail text not null,
  means text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  acknowledged_at timestamptz);
create index incidents_by_age on incidents(position desc);
create table incident_monitors(
  incident_id uuid not null,
  monitor_id uuid not null,
  name text not null,
  since timestamptz not null,
  back_at timestamptz,
  primary key (incident_id, monitor_id));
create index incident_monitors_down on incident_monitors(monitor_id) where back_at is null;
create table incident_lines(
  incident_id uuid not null,
  position bigint not null,
  kind text not null,
  by_member uuid,
  words text,
  at timestamptz not null,
  primary key (incident_id, position));
"""

OPEN = """
insert into incidents(incident_id, position, monitor_id, monitor_name, detail, means, opened_at)
values ($1, $2, $3, $4, $5, $6, $7)
"""

STRIKE = """
insert into incident_monitors(incident_id, monitor_id, name, since) values ($1, $2, $3, $4)
on conflict (incident_id, monitor_id) do update set back_at = null
"""

RECOVER = """
update incident_monitors set back_at = $3 where incident_id = $1 and monitor_id = $2
returning name
"""

ACKNOWLEDGE = """
update incidents set acknowledged_at = $2 where incident_id = $1
"""

CLOSE = """
update incidents set closed_at = $2 where incident_id = $1
"""

ADD_LINE = """
insert into incident_lines(incident_id, position, kind, by_member, words, at)
values ($1, $2, $3, $4, $5, $6)
"""


async def apply(connection: Connection, stored: Stored[object]) -> None:
    incident_id = stored.id
    by: UUID | None = None
    words: str | None = None
    match stored.fact:
        case Opened(at=at, cause=cause):
            who = (cause.id, cause.name, cause.detail, cause.means)
            await connection.execute(OPEN, incident_id, stored.position, *who, at)
            kind, words = "struck", cause.name
            await connection.execute(STRIKE, incident_id, cause.id, cause.name, at)
        case Spread(at=at, monitor=monitor):
            kind, words = "struck", monitor.name
            await connection.execute(STRIKE, incident_id, monitor.id, monitor.name, at)
        case Recovered(at=at, monitor_id=monitor_id):
            kind = "recovered"
            words = await connection.fetchval(RECOVER, incident_id, monitor_id, at)
        case Acknowledged(by=by, at=at):
            kind = "acknowledged"
            await connection.execute(ACKNOWLEDGE, incident_id, at)
        case Noted(by=by, at=at, text=words):
            kind = "noted"
        case Closed(by=by, at=at):
            kind = "closed"
            await connection.execute(CLOSE, incident_id, at)
        case _:  # the log holds other kinds of streams too
            return
    line = (incident_id, stored.position, kind, by, words, at)
    await connection.execute(ADD_LINE, *line)


INCIDENTS = ReadModel(name="incidents", generation=1, ddl=TABLES, apply=apply)
