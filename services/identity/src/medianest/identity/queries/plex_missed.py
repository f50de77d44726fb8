"""Who has an account at Plex, and who is missed there: a table of its own, and no facts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.eventlog.postgres import Pool
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain.plex_look import Linked

_LINKED: Final = """
select member_id, plex_id, role, disabled, shut_out from members
where plex_id is not null order by member_id
"""
_MISSED: Final = """
select member_id, since from plex_missed
"""
_SEEN: Final = """
delete from plex_missed where member_id <> all($1::uuid[])
"""
_MISS: Final = """
insert into plex_missed(member_id, since) select unnest($1::uuid[]), $2
on conflict (member_id) do nothing
"""


class PlexMissedTable:
    """`PlexMissed` in Postgres."""

    def __init__(self, pool: Pool, keys: SubjectKeys) -> None:
        self._pool = pool
        self._keys = keys

    async def linked(self) -> Sequence[Linked]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_LINKED)
        found = []
        for row in rows:
            who: UUID = row["member_id"]
            plex_id = await self._keys.open(Sealed(subject=who, box=row["plex_id"]))
            if plex_id is not None:
                found.append(
                    Linked(
                        member_id=who,
                        plex_id=plex_id,
                        role=row["role"],
                        may_enter=not row["disabled"],
                        is_shut_out=row["shut_out"],
                    )
                )
        return found

    async def missed_since(self) -> Mapping[UUID, datetime]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_MISSED)
        return {row["member_id"]: row["since"] for row in rows}

    async def miss(self, members: Sequence[UUID], now: datetime) -> None:
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_SEEN, members)
            await connection.execute(_MISS, members, now)
