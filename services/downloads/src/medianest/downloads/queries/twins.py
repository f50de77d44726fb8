"""Other downloads of the same video in the same preset: one is fetched, all are served."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import Record

_TWINS: Final = """
select t.files, t.known_since < d.known_since as is_earlier
from downloads d join downloads t on t.video_key = d.video_key and t.preset = d.preset
where d.download_id = $1 and t.download_id <> $1 and t.status in ('completed', 'downloading')
order by t.status, t.known_since
limit 20
"""
_ALONE: Final = """
select set_config('lock_timeout', '10s', true),
  pg_advisory_xact_lock(hashtextextended('medianest.downloads.file ' || $1, 0))
"""


class Twin(Record):
    """`files` are there when it is complete; else it is being fetched now.

    `is_earlier`: it was known to be this video first, and so goes before.
    """

    is_earlier: bool
    files: tuple[PlacedFile, ...]


class Twins:
    """Looks for them."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def of(self, download_id: UUID) -> Sequence[Twin]:
        """Complete ones before those that are on their way, the earlier first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_TWINS, download_id)
        return [
            Twin(
                is_earlier=row["is_earlier"],
                files=msgspec.json.decode(row["files"], type=tuple[PlacedFile, ...]),
            )
            for row in rows
        ]

    @asynccontextmanager
    async def alone_with(self, file: PlacedFile) -> AsyncIterator[None]:
        """Who shares a file and who removes it do so one after the other, on all machines.

        Raises what asyncpg raises when that takes longer than 10 s.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_ALONE, file.path)
            yield
