"""The list of playlists, as people see it: one thing, as far as its items are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from medianest.contracts.record import Record
from medianest.downloads.domain.collection import NoSuchCollection

# Made in the reaction to the playlist: an item that is not there yet counts as nothing done.
_PAGE: Final = """
select c.collection_id, c.version, c.member_id, c.url, c.title, c.preset, c.total, c.created_at,
  c.finished_at, i.completed, i.failed, i.ended, i.percent
from collections c
cross join lateral (
  select count(*) filter (where d.status = 'completed') as completed,
    count(*) filter (where d.status = 'failed') as failed,
    count(*) filter (where d.status in ('cancelled', 'declined')) as ended,
    coalesce(sum(case when d.status in ('completed', 'failed', 'cancelled', 'declined') then 100
      else coalesce(p.percent, 0) end), 0) / c.total as percent
  from downloads d left join progress p on p.download_id = d.download_id
  where d.collection_id = c.collection_id) i
where ($1::uuid is null or c.member_id = $1) and ($2::uuid is null or c.collection_id = $2)
  and ($3::uuid is null or c.collection_id < $3)
order by c.collection_id desc
limit $4
"""
_ITEMS: Final = """
select download_id from downloads where collection_id = $1 order by item_index
"""


class CollectionPage(Record):
    """`percent` of all items together; `dropped` were cancelled or declined."""

    id: UUID
    version: int
    member_id: UUID
    url: str
    title: str
    preset: str
    total: int
    completed: int
    failed: int
    dropped: int
    percent: float
    created_at: datetime
    finished_at: datetime | None


class CollectionPages:
    """Reads the list. `of_member` narrows every look to the playlists of one member."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def one(self, collection_id: UUID, of_member: UUID | None) -> CollectionPage:
        """Raises `NoSuchCollection`; others' look just like none."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_PAGE, of_member, collection_id, None, 1)
        if row is None:
            raise NoSuchCollection
        return _page(row)

    async def page(
        self, of_member: UUID | None, before: UUID | None, limit: int
    ) -> Sequence[CollectionPage]:
        """The newest first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_PAGE, of_member, None, before, limit)
        return [_page(row) for row in rows]

    async def items(self, collection_id: UUID) -> Sequence[UUID]:
        """Its downloads, in the playlist's order."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_ITEMS, collection_id)
        return [row["download_id"] for row in rows]


def _page(row: asyncpg.Record) -> CollectionPage:
    return CollectionPage(
        id=row["collection_id"],
        version=row["version"],
        member_id=row["member_id"],
        url=row["url"],
        title=row["title"],
        preset=row["preset"],
        total=row["total"],
        completed=row["completed"],
        failed=row["failed"],
        dropped=row["ended"],
        percent=round(float(row["percent"]), 1),
        created_at=row["created_at"],
        finished_at=row["finished_at"],
    )
