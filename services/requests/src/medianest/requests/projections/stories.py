"""What others announced that belongs to the story of a wish: who was told, and what was away."""

from typing import Final

from medianest.contracts.events.notify import NotificationCreated
from medianest.contracts.events.status import OutageBegan, OutageEnded
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import Connection, ReadModel

DDL: Final = """
create table tellings(
  notification_id uuid primary key,
  about_id uuid not null,
  member_id uuid not null,
  told_at timestamptz not null);
create index tellings_about on tellings(about_id, told_at);
create table absences(
  monitor_id uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  primary key(monitor_id, began_at))
"""

_TOLD: Final = """
insert into tellings(notification_id, about_id, member_id, told_at) values ($1, $2, $3, $4)
on conflict (notification_id) do nothing
"""
_BEGAN: Final = """
insert into absences(monitor_id, began_at) values ($1, $2) on conflict do nothing
"""
_ENDED: Final = """
update absences set ended_at = $2 where monitor_id = $1 and ended_at is null
"""
_ABOUT_WISHES: Final = frozenset({"requests", "approvals"})


async def apply(connection: Connection, heard: Heard) -> None:
    """Keep what a wish's story needs; all else is passed over."""
    match heard.event:
        case NotificationCreated(category=category, about_id=about_id) as told:
            if category in _ABOUT_WISHES and about_id is not None:
                told_id = told.notification_id
                await connection.execute(_TOLD, told_id, about_id, told.member_id, heard.at)
        case OutageBegan(monitor_id=monitor_id, dependency="overseerr"):
            await connection.execute(_BEGAN, monitor_id, heard.at)
        case OutageEnded(monitor_id=monitor_id):
            await connection.execute(_ENDED, monitor_id, heard.at)
        case _:
            return


STORIES: Final = ReadModel(
    name="stories", generation=1, ddl=DDL, apply=apply, source=("notify", "status")
)
