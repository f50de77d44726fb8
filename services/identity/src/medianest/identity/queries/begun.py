"""What browsers began elsewhere, in a table of its own: minutes old at most, and no facts."""

from typing import Final

from medianest.eventlog.postgres import Pool
from medianest.identity.ports import Begun

_SWEEP: Final = """
delete from ways_in_begun where expires_at < now()
"""
_KEEP: Final = """
insert into ways_in_begun(
  ticket_sha256, provider, browser_sha256, detail, return_to, member_id, expires_at)
values ($1, $2, $3, $4, $5, $6, $7)
"""
_TAKE: Final = """
delete from ways_in_begun where ticket_sha256 = $1
returning provider, browser_sha256, detail, return_to, member_id, expires_at
"""


class BegunTable:
    """`WaysInBegun` in Postgres: of many who take the same, one row is deleted once."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, ticket_sha256: str, begun: Begun) -> None:
        async with self._pool.acquire() as connection:
            await connection.execute(_SWEEP)
            await connection.execute(
                _KEEP,
                ticket_sha256,
                begun.provider,
                begun.browser_sha256,
                begun.detail,
                begun.return_to,
                begun.member_id,
                begun.expires_at,
            )

    async def take(self, ticket_sha256: str) -> Begun | None:
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_TAKE, ticket_sha256)
        return Begun(**row) if row else None
