"""When the fetching program was updated, or why it was not."""

from typing import Final

import asyncpg

_NOTE: Final = """
insert into releases(asked, version, why, at) values ($1, $2, $3, now())
on conflict (asked) do update set version = excluded.version, why = excluded.why, at = excluded.at
"""
_IS_NOTED: Final = """
select exists (select from releases where asked = $1)
"""


class ReleaseNotes:
    """For whoever asked for it, by the key of the job that they planned."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def note(self, asked: str, *, version: str | None = None, why: str | None = None) -> None:
        """`version` is in use now; or `why` it stayed as it was."""
        async with self._pool.acquire() as connection:
            await connection.execute(_NOTE, asked, version, why)

    async def is_noted(self, asked: str) -> bool:
        """Whether something came of it already."""
        async with self._pool.acquire() as connection:
            return bool(await connection.fetchval(_IS_NOTED, asked))
