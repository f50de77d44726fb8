"""What the library pages read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from medianest.contracts.record import Record
from medianest.eventlog.postgres import Pool
from medianest.requests.domain.library import RatingKey

_RECENT: Final = """
select item_id, title, origin, origin_id, path, size_bytes, duration_s, added_by, added_at,
  position, rating_key
from library_items
where $1::bigint is null or position < $1
order by position desc
limit $2
"""
_ONE: Final = """
select item_id, title, origin, origin_id, path, size_bytes, duration_s, added_by, added_at,
  position, rating_key
from library_items
where item_id = $1
"""
_KEYS: Final = """
select origin_id, rating_key from library_items
where origin_id = any($1::uuid[]) order by position
"""
_BY_KEYS: Final = """
select item_id, title, origin, origin_id, path, size_bytes, duration_s, added_by, added_at,
  position, rating_key
from library_items
where rating_key = any($1::text[]) order by position
"""


class LibraryItem(Record):
    """Something in the library. `path` is relative to the library's root."""

    id: UUID
    title: str
    origin: str
    origin_id: UUID
    path: str
    size_bytes: int
    duration_s: float | None
    added_by: UUID | None
    added_at: datetime
    rating_key: str | None = None


class Recent(Record):
    """One page, newest first; `next_before` is where the next one goes on."""

    items: tuple[LibraryItem, ...]
    next_before: int | None


class LibraryPages:
    """Reads the table of library items."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def recent(self, before: int | None, limit: int) -> Recent:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_RECENT, before, limit + 1)
        shown = rows[:limit]
        more = len(rows) > limit
        return Recent(
            items=tuple(_item(row) for row in shown),
            next_before=shown[-1]["position"] if more else None,
        )

    async def one(self, item_id: UUID) -> LibraryItem | None:
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_ONE, item_id)
        return None if row is None else _item(row)

    async def by_keys(self, keys: Sequence[RatingKey]) -> Mapping[RatingKey, LibraryItem]:
        """What the media server knows by these keys and we have placed."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_BY_KEYS, keys)
        return {row["rating_key"]: _item(row) for row in rows}

    async def by_origin(self, origin_ids: Sequence[UUID]) -> Mapping[UUID, RatingKey | None]:
        """Which of these brought something, and by which key the media server knows it."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_KEYS, origin_ids)
        found: dict[UUID, RatingKey | None] = {}
        for row in rows:
            found[row["origin_id"]] = found.get(row["origin_id"]) or row["rating_key"]
        return found


def _item(row: asyncpg.Record) -> LibraryItem:
    return LibraryItem(
        id=row["item_id"],
        title=row["title"],
        origin=row["origin"],
        origin_id=row["origin_id"],
        path=row["path"],
        size_bytes=row["size_bytes"],
        duration_s=row["duration_s"],
        added_by=row["added_by"],
        added_at=row["added_at"],
        rating_key=row["rating_key"],
    )
