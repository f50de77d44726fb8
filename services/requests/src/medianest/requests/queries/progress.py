"""How far what is underway has come: a measurement that holds just now, and no fact."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from medianest.eventlog.postgres import Pool
from medianest.requests.ports import Coming

_NOTE: Final = """
insert into request_progress(request_id, percent, eta_s)
select * from unnest($1::uuid[], $2::float8[], $3::int[])
on conflict (request_id) do update set percent = excluded.percent, eta_s = excluded.eta_s
"""
_OVER: Final = """
delete from request_progress where request_id <> all($1::uuid[])
"""


class Progress:
    """Keeps what the last look saw."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, coming: Mapping[UUID, Coming]) -> None:
        """This is all that is coming."""
        wishes = list(coming)
        percents = [coming[wish].percent for wish in wishes]
        etas = [coming[wish].eta_s for wish in wishes]
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_OVER, wishes)
            await connection.execute(_NOTE, wishes, percents, etas)
