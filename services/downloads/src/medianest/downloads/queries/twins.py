"""Other downloads of the same video in the same manner: one is fetched, all are served.

What was fetched with a member's cookies serves nobody else: the site gave it to that member.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import Record

_TWINS: Final = """
select t.files, t.known_since < d.known_since as is_earlier, t.with_cookies
from downloads d
join downloads t on t.video_key = d.video_key and t.preset = d.preset and t.extras = d.extras
where d.download_id = $1 and t.download_id <> $1 and t.status in ('completed', 'downloading')
  and (not t.with_cookies or t.member_id = d.member_id)
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
    with_cookies: bool
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
                with_cookies=row["with_cookies"],
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
