"""How facts become what admins said of monitors: how we look, and what it means."""

import msgspec

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.status.domain.watch import Changed, Deleted, Explained, Made

TABLES = """
create table watches(
  monitor_id uuid primary key,
  plan json,
  means text not null default '',
  serves text,
  depends_on uuid[] not null default '{}');
"""

SET_PLAN = """
insert into watches(monitor_id, plan) values ($1, $2)
on conflict (monitor_id) do update set plan = excluded.plan
"""

SET_MEANING = """
insert into watches(monitor_id, means, serves, depends_on) values ($1, $2, $3, $4)
on conflict (monitor_id) do update
set means = excluded.means, serves = excluded.serves, depends_on = excluded.depends_on
"""

DELETE = """
with independent as (
  update watches set depends_on = array_remove(depends_on, $1) where $1 = any(depends_on))
delete from watches where monitor_id = $1
"""


async def apply(connection: Connection, stored: Stored[object]) -> None:
    match stored.fact:
        case Made(plan=plan) | Changed(plan=plan):
            said = msgspec.json.encode(plan).decode()
            await connection.execute(SET_PLAN, stored.id, said)
        case Explained(meaning=meaning):
            serves, depends_on = meaning.serves, list(meaning.depends_on)
            await connection.execute(SET_MEANING, stored.id, meaning.text, serves, depends_on)
        case Deleted():
            await connection.execute(DELETE, stored.id)
        case _:  # the log holds other kinds of streams too
            pass


WATCHES = ReadModel(name="watches", generation=1, ddl=TABLES, apply=apply)
