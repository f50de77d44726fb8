"""How much room on the disk was promised to each download that is being fetched.

Guarantee: who is let in knows of everybody who was let in before, on all machines. A promise to a
worker that is gone ends with its lease.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

import asyncpg

_ALONE: Final = """
select set_config('lock_timeout', '10s', true),
  pg_advisory_xact_lock(hashtextextended('medianest.downloads.promised', 0))
"""
_OTHERS: Final = """
select p.download_id, p.promised_bytes from jobs j
join progress p on p.download_id = (j.data->>'download_id')::uuid
where j.kind = 'fetch' and j.status = 'ready' and j.lease_until > now()
  and p.promised_bytes is not null and p.download_id <> $1
"""
_PROMISE: Final = """
insert into progress(download_id, phase, percent, bytes_done, promised_bytes)
values ($1, 'looking_up', 0, 0, $2)
on conflict (download_id) do update set promised_bytes = excluded.promised_bytes
"""


class Promised:
    """Promises room, to one after the other."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    @asynccontextmanager
    async def promising(
        self, download_id: UUID, needed_bytes: int
    ) -> AsyncIterator[Mapping[UUID, int]]:
        """Tells what the others need in all; it is promised once this ends without an error.

        Raises what asyncpg raises when others take longer than 10 s.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_ALONE)
            rows = await connection.fetch(_OTHERS, download_id)
            yield {row["download_id"]: row["promised_bytes"] for row in rows}
            await connection.execute(_PROMISE, download_id, needed_bytes)
