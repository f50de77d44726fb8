"""Why an approved wish has not been sent yet: no fact, only what holds just now."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from medianest.eventlog.postgres import Pool

_NOTE: Final = """
insert into request_troubles as known (request_id, why) values ($1, $2)
on conflict (request_id) do update set why = excluded.why,
  since = case known.why when excluded.why then known.since else excluded.since end
returning now() - since
"""
_OVER: Final = """
delete from request_troubles where request_id = $1
"""


class Troubles:
    """Keeps the reason of each wish that waits."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def note(self, request_id: UUID, why: str) -> timedelta:
        """It waits because of this; returns for how long it has, and for nothing else."""
        async with self._pool.acquire() as connection:
            waited: timedelta = await connection.fetchval(_NOTE, request_id, why)
            return waited

    async def over(self, request_id: UUID) -> None:
        """It waits no more."""
        async with self._pool.acquire() as connection:
            await connection.execute(_OVER, request_id)
