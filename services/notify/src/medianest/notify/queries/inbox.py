"""What the inbox page reads, and what more of the same is gathered into."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.facts import Sealed
from medianest.contracts.record import Record
from medianest.eventlog.postgres import Connection, Pool
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.notify.domain.gathering import Text
from medianest.notify.domain.places import place
from medianest.notify.ports import Gathering

PAGE = """
select notification_id, member_id, category, template, title, body, box, about_id, position,
  happened_at, read_at
from inbox where member_id = $1 and ($2::bigint is null or position < $2)
  and (not $3 or read_at is null)
order by position desc limit $4
"""

ONE = """
select notification_id, member_id, category, template, title, body, box, about_id, position,
  happened_at, read_at
from inbox where member_id = $1 and notification_id = $2
"""

UNREAD = """
select count(*) from inbox where member_id = $1 and read_at is null
"""

UNREAD_IDS = """
select notification_id from inbox where member_id = $1 and read_at is null
order by position limit $2
"""

GATHERING = """
select notification_id, template, box, gathers_until, happened_at from inbox
where member_id = $1 and gathers = $2 order by position desc limit 1
"""

AT_ONCE_MAX: Final = 500


class Line(Record):
    """One notification in the inbox.

    `about_id` is what it is about, e.g. a download; `path` is the page that says more.
    """

    id: UUID
    category: str
    title: str
    body: str
    about_id: UUID | None
    path: str
    created_at: datetime
    read_at: datetime | None


class Lines(Record):
    """A page of lines; `before` is where the next page begins."""

    lines: Sequence[Line]
    before: int | None


class InboxQueries:
    def __init__(self, pool: Pool, keys: SubjectKeys) -> None:
        self._pool = pool
        self._keys = keys

    async def page(
        self, member_id: UUID, *, before: int | None, unread_only: bool, limit: int
    ) -> Lines:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(PAGE, member_id, before, unread_only, limit + 1)
        shown = rows[:limit]
        more = len(rows) > limit
        return Lines(
            lines=[await self._line(row) for row in shown],
            before=shown[-1]["position"] if more else None,
        )

    async def one(self, member_id: UUID, notification_id: UUID) -> Line | None:
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(ONE, member_id, notification_id)
        return None if row is None else await self._line(row)

    async def unread_count(self, member_id: UUID) -> int:
        async with self._pool.acquire() as connection:
            return int(await connection.fetchval(UNREAD, member_id))

    async def unread_ids(self, member_id: UUID) -> Sequence[UUID]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(UNREAD_IDS, member_id, AT_ONCE_MAX)
        return [row["notification_id"] for row in rows]

    async def gathering(
        self, connection: Connection, member_id: UUID, gathers: str
    ) -> Gathering | None:
        """The latest line that takes in things of this name, open or closed."""
        row = await connection.fetchrow(GATHERING, member_id, gathers)
        if row is None:
            return None
        return Gathering(
            id=row["notification_id"],
            template=row["template"],
            text=Sealed(subject=member_id, box=row["box"]),
            until=row["gathers_until"],
            first_at=row["happened_at"],
        )

    async def _line(self, row: asyncpg.Record) -> Line:
        title, body = row["title"], row["body"]
        if row["box"] is not None:
            said = await self._keys.open(Sealed(subject=row["member_id"], box=row["box"]))
            text = None if said is None else msgspec.json.decode(said, type=Text)
            title, body = ("", "") if text is None else (text.title, text.body)
        return Line(
            id=row["notification_id"],
            category=row["category"],
            title=title,
            body=body,
            about_id=row["about_id"],
            path=place(row["template"] or "", row["category"], row["about_id"]),
            created_at=row["happened_at"],
            read_at=row["read_at"],
        )
