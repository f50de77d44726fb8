"""Which sites turn us away: one breaker for each site, shared by all workers.

While a site rests, nothing of it is claimed; then one download at a time tries, and the first that
gets through sets the site free.
"""

from typing import Final

import asyncpg

from medianest.downloads.domain.sources import rest_s

_TIMES: Final = """
select times from turned_away where source = $1
"""
_REST: Final = """
insert into turned_away(source, times, until)
values ($1, $2, now() + $3::float8 * interval '1 second')
on conflict (source) do update set times = excluded.times, until = excluded.until
"""
_FREE: Final = """
delete from turned_away where source = $1
"""


class TurnedAway:
    """The breakers of the sites."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", base_s: float) -> None:
        """`base_s`: the operator's unit of patience."""
        self._pool = pool
        self._base_s = base_s

    async def rest(self, source: str) -> None:
        """Ask nothing of it for a while, longer each time."""
        async with self._pool.acquire() as connection:
            times = int(await connection.fetchval(_TIMES, source) or 0)
            await connection.execute(_REST, source, times + 1, rest_s(times, self._base_s))

    async def free(self, source: str) -> None:
        """It answers again."""
        async with self._pool.acquire() as connection:
            await connection.execute(_FREE, source)
