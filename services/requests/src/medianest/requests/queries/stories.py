"""What others did for a wish, what held it up, and what who had a hand in it is called."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.record import Record
from medianest.eventlog.postgres import Pool

_TOLD: Final = """
select member_id, told_at from tellings
where about_id = $1 and ($2::uuid is null or member_id = $2)
order by told_at, notification_id
limit 200
"""
_ABSENCES: Final = """
select began_at, ended_at from absences
where began_at < $2 and (ended_at is null or ended_at > $1)
order by began_at
limit 200
"""
_NAMES: Final = """
select member_id, display_name from people where member_id = any($1) and not erased
"""


class Told(Record):
    """Somebody has it in their inbox."""

    member_id: UUID
    at: datetime


class Absence(Record):
    """The server that fetches was away; `ended_at` is None while it is."""

    began_at: datetime
    ended_at: datetime | None


class Stories:
    """Reads the tables of what others announced."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def told(self, request_id: UUID, only: UUID | None) -> Sequence[Told]:
        """Who was told of it; `only` one of them, for who may not know of the others."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_TOLD, request_id, only)
        return [Told(member_id=row["member_id"], at=row["told_at"]) for row in rows]

    async def names(self, people: Iterable[UUID]) -> Mapping[UUID, str]:
        """What they are called; the erased, and whom nobody knows, are called nothing."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_NAMES, list(people))
        return {row["member_id"]: row["display_name"] for row in rows}

    async def absences(self, since: datetime, until: datetime) -> Sequence[Absence]:
        """When the server that fetches was away in this time."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_ABSENCES, since, until)
        return [Absence(began_at=row["began_at"], ended_at=row["ended_at"]) for row in rows]
