"""Why an approved wish has not been sent yet: no fact, only what holds just now."""

from typing import Final
from uuid import UUID

from medianest.eventlog.postgres import Pool

_NOTE: Final = """
insert into request_troubles(request_id, why) values ($1, $2)
on conflict (request_id) do update set why = excluded.why
"""
_OVER: Final = """
delete from request_troubles where request_id = $1
"""


class Troubles:
    """Keeps the reason of each wish that waits."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def note(self, request_id: UUID, why: str) -> None:
        """It waits because of this."""
        async with self._pool.acquire() as connection:
            await connection.execute(_NOTE, request_id, why)

    async def over(self, request_id: UUID) -> None:
        """It waits no more."""
        async with self._pool.acquire() as connection:
            await connection.execute(_OVER, request_id)
