"""How far what is underway has come: a measurement that holds just now, and no fact."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from medianest.contracts.live import RequestProgress
from medianest.eventlog.postgres import Pool
from medianest.requests.ports import Coming

_NOTE: Final = """
insert into request_progress as known (request_id, percent, eta_s)
select * from unnest($1::uuid[], $2::float8[], $3::int[])
on conflict (request_id) do update set percent = excluded.percent, eta_s = excluded.eta_s
  where (known.percent, known.eta_s) is distinct from (excluded.percent, excluded.eta_s)
returning request_id
"""
_OVER: Final = """
delete from request_progress where request_id <> all($1::uuid[])
"""
_WHOSE: Final = """
select p.request_id, w.member_id, p.percent, p.eta_s,
  array(select f.member_id from wish_followers f where f.request_id = p.request_id) as followers
from request_progress p join wishes w on w.request_id = p.request_id
where p.request_id = any($1::uuid[])
"""


class Progress:
    """Keeps what the last look saw."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, coming: Mapping[UUID, Coming]) -> Sequence[RequestProgress]:
        """This is all that is coming; returns what of it is news, and to whom."""
        wishes = list(coming)
        percents = [coming[wish].percent for wish in wishes]
        etas = [coming[wish].eta_s for wish in wishes]
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(_OVER, wishes)
            moved = await connection.fetch(_NOTE, wishes, percents, etas)
            rows = await connection.fetch(_WHOSE, [row["request_id"] for row in moved])
        return [
            RequestProgress(
                request_id=row["request_id"],
                member_id=row["member_id"],
                followers=tuple(row["followers"]),
                percent=row["percent"],
                eta_s=row["eta_s"],
            )
            for row in rows
        ]
