"""How facts become who wants to be told of which monitor."""

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.status.domain.subscriptions import (
    Forgotten,
    Reassured,
    Subscribed,
    Unsubscribed,
)

TABLES = """
create table subscriptions(
  monitor_id uuid not null,
  member_id uuid not null,
  is_awaited boolean not null,
  primary key (monitor_id, member_id));
create index subscriptions_by_member on subscriptions(member_id);
"""

ADD = """
insert into subscriptions(monitor_id, member_id, is_awaited) values ($1, $2, $3)
"""

REASSURE = """
update subscriptions set is_awaited = false where monitor_id = $1 and member_id = $2
"""

REMOVE = """
delete from subscriptions where monitor_id = $1 and member_id = $2
"""

FORGET = """
delete from subscriptions where member_id = $1
"""


async def apply(connection: Connection, stored: Stored[object]) -> None:
    match stored.fact:
        case Subscribed(monitor_id=monitor_id, member_id=member_id, is_away=is_away):
            await connection.execute(ADD, monitor_id, member_id, is_away)
        case Reassured(monitor_id=monitor_id, member_id=member_id):
            await connection.execute(REASSURE, monitor_id, member_id)
        case Unsubscribed(monitor_id=monitor_id, member_id=member_id):
            await connection.execute(REMOVE, monitor_id, member_id)
        case Forgotten(member_id=member_id):
            await connection.execute(FORGET, member_id)
        case _:  # the log holds other kinds of streams too
            pass


SUBSCRIPTIONS = ReadModel(name="subscriptions", generation=2, ddl=TABLES, apply=apply)
