"""The limits that members have of their own, as identity announces them."""

from typing import Final

from medianest.contracts.events.identity import MemberErased, MemberLimitsChanged
from medianest.contracts.limits import LimitName
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import Connection, ReadModel

DDL: Final = """
create table member_limits(
  member_id uuid not null,
  name text not null,
  at_most int not null,
  primary key (member_id, name))
"""
_OURS: Final[frozenset[LimitName]] = frozenset({"downloads_per_hour", "download_gb_per_day"})
_FORGET: Final = """
delete from member_limits where member_id = $1
"""
_KEEP: Final = """
insert into member_limits(member_id, name, at_most) values ($1, $2, $3)
"""


async def apply(connection: Connection, heard: Heard) -> None:
    """What is said is all there is."""
    match heard.event:
        case MemberLimitsChanged(member_id=member_id, limits=limits):
            await connection.execute(_FORGET, member_id)
            ours = [limit for limit in limits if limit.name in _OURS]
            for limit in ours:
                await connection.execute(_KEEP, member_id, limit.name, limit.at_most)
        case MemberErased(member_id=member_id):
            await connection.execute(_FORGET, member_id)
        case _:
            pass


LIMITS: Final = ReadModel(name="limits", generation=1, ddl=DDL, apply=apply, source=("identity",))
