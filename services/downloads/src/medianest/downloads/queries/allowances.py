"""What a member may ask for, and what they have used of it."""

from collections.abc import Awaitable, Callable
from typing import Final
from uuid import UUID

import asyncpg

from medianest.contracts.record import replace
from medianest.downloads.domain.allowance import Limits, Use

_GIB: Final = 1 << 30
_USE: Final = """
select coalesce(sum(f.size_bytes) filter (where d.finished_at > now() - interval '1 day'), 0)::int8
    as bytes_today,
  coalesce(sum(f.size_bytes), 0)::int8 as bytes_in_all
from downloads d, json_to_recordset(d.files) as f(size_bytes int8)
where d.member_id = $1
"""
_OWN: Final = """
select name, at_most from member_limits where member_id = $1
"""


class Allowances:
    """What `house` says counts for whoever has no limit of their own."""

    def __init__(
        self, pool: "asyncpg.Pool[asyncpg.Record]", house: Callable[[], Awaitable[Limits]]
    ) -> None:
        self._pool = pool
        self._house = house

    async def use(self, member_id: UUID) -> Use:
        """What their finished downloads took."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_USE, member_id)
        if row is None:
            return Use()
        return Use(bytes_today=row["bytes_today"], bytes_in_all=row["bytes_in_all"])

    async def limits(self, member_id: UUID) -> Limits:
        """Their own limits, and the house's where they have none."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_OWN, member_id)
        own = {row["name"]: row["at_most"] for row in rows}
        limits = await self._house()
        if "downloads_per_hour" in own:
            limits = replace(limits, per_hour=own["downloads_per_hour"])
        if "download_gb_per_day" in own:
            limits = replace(limits, bytes_per_day=own["download_gb_per_day"] * _GIB)
        return limits
