"""How the house calls itself."""

from medianest.eventlog.postgres import Pool
from medianest.notify.ports import UNNAMED, House

CALLED = """
select called, accent from house
"""


class HouseTable:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def current(self) -> House:
        """As it was last named."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(CALLED)
        return UNNAMED if row is None else House(name=row["called"], accent=row["accent"])
