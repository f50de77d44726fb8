"""How the house calls itself, kept from what identity announces."""

from medianest.contracts.events.identity import HouseCalled
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import Connection, ReadModel

TABLES = """
create table house(
  is_ours bool primary key default true check (is_ours),
  called text not null,
  accent text not null);
"""

PUT = """
insert into house(called, accent) values ($1, $2)
on conflict (is_ours) do update set called = excluded.called, accent = excluded.accent
"""


async def apply(connection: Connection, heard: Heard) -> None:
    match heard.event:
        case HouseCalled(called=called, accent=accent):
            await connection.execute(PUT, called, accent)
        case _:
            pass


HOUSE = ReadModel(name="house", generation=1, ddl=TABLES, apply=apply, source=("identity",))
