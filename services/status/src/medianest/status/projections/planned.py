"""How facts become what is planned and what was announced."""

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.status.domain.announcement import Published, Withdrawn
from medianest.status.domain.maintenance import Cancelled, Finished, Planned, Started

TABLES = """
create table maintenances(
  maintenance_id uuid primary key,
  position bigint not null,
  title text not null,
  words text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  monitor_ids uuid[] not null,
  stage text not null);
create table announcements(
  announcement_id uuid primary key,
  position bigint not null,
  title text not null,
  words text not null,
  at timestamptz not null,
  until timestamptz,
  withdrawn_at timestamptz);
"""

PLAN = """
insert into maintenances(maintenance_id, position, title, words, starts_at, ends_at, monitor_ids,
  stage) values ($1, $2, $3, $4, $5, $6, $7, 'planned')
"""

SET_STAGE = """
update maintenances set stage = $2, ends_at = least(ends_at, coalesce($3, ends_at))
where maintenance_id = $1
"""

PUBLISH = """
insert into announcements(announcement_id, position, title, words, at, until)
values ($1, $2, $3, $4, $5, $6)
"""

WITHDRAW = """
update announcements set withdrawn_at = $2 where announcement_id = $1
"""


async def apply(connection: Connection, stored: Stored[object]) -> None:
    match stored.fact:
        case Planned() as plan:
            span = (plan.starts_at, plan.ends_at, list(plan.monitor_ids))
            await connection.execute(PLAN, stored.id, stored.position, plan.title, plan.text, *span)
        case Started():
            await connection.execute(SET_STAGE, stored.id, "going on", None)
        case Finished(at=at):
            await connection.execute(SET_STAGE, stored.id, "over", at)
        case Cancelled():
            await connection.execute(SET_STAGE, stored.id, "cancelled", None)
        case Published() as said:
            words = (said.title, said.text, said.at, said.until)
            await connection.execute(PUBLISH, stored.id, stored.position, *words)
        case Withdrawn(at=at):
            await connection.execute(WITHDRAW, stored.id, at)
        case _:  # the log holds other kinds of streams too
            pass


PLANNED = ReadModel(name="planned", generation=1, ddl=TABLES, apply=apply)
