"""How facts become the list of monitors and the history of their states."""

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.status.domain import MonitorFact, Slowed, WentDown, WentUp

TABLES = """
create table monitors(
  monitor_id uuid primary key,
  name text not null,
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

ADD_CHANGE = """
insert into changes(monitor_id, position, state, detail, at) values ($1, $2, $3, $4, $5)
"""


async def apply(connection: Connection, stored: Stored[MonitorFact]) -> None:
    fact = stored.fact
    state, detail = _said(fact)
    await connection.execute(SET_STATE, stored.id, fact.name, state, detail, fact.at)
    await connection.execute(ADD_CHANGE, stored.id, stored.position, state, detail, fact.at)


def _said(fact: MonitorFact) -> tuple[str, str | None]:
    match fact:
        case WentUp():
            return "up", None
        case Slowed():
            return "degraded", fact.detail
        case WentDown():
            return "down", fact.detail


MONITORS = ReadModel(name="monitors", generation=1, ddl=TABLES, apply=apply)
