"""Who is there and what they may do, kept from what identity announces: an id, never a name."""

from medianest.contracts.events.identity import (
    MemberDisabled,
    MemberEnabled,
    MemberErased,
    MemberJoined,
    MemberPermissionsChanged,
    MemberRoleChanged,
)
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import Connection, ReadModel

TABLES = """
create table roster(
  member_id uuid primary key,
  permissions text[] not null,
  disabled bool not null default false,
  erased bool not null default false);
"""

PUT = """
insert into roster(member_id, permissions) values ($1, $2)
on conflict (member_id) do update set permissions = excluded.permissions
"""

DISABLE = """
update roster set disabled = $2 where member_id = $1
"""

ERASE = """
insert into roster(member_id, permissions, erased) values ($1, '{}', true)
on conflict (member_id) do update set permissions = '{}', erased = true
"""


async def apply(connection: Connection, heard: Heard) -> None:
    match heard.event:
        case MemberJoined() | MemberRoleChanged() | MemberPermissionsChanged() as event:
            await connection.execute(PUT, event.member_id, list(event.permissions))
        case MemberDisabled(member_id=member_id):
            await connection.execute(DISABLE, member_id, True)  # noqa: FBT003  a parameter of SQL
        case MemberEnabled(member_id=member_id):
            await connection.execute(DISABLE, member_id, False)  # noqa: FBT003  a parameter of SQL
        case MemberErased(member_id=member_id):
            await connection.execute(ERASE, member_id)
        case _:
            pass


ROSTER = ReadModel(name="roster", generation=1, ddl=TABLES, apply=apply, source=("identity",))
