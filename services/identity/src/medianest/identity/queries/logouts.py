"""Sessions and sign-ins by the identity elsewhere they came by, and the words that ended some."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.eventlog.postgres import Pool

_VIA: Final = """
select session_id, member_id from sessions
where ($1::uuid is not null or $2::uuid is not null)
  and ($1::uuid is null or link_key = $1)
  and ($2::uuid is null or session_key = $2 or (session_key is null and link_key = $1))
order by session_id
limit 1000
"""
_WAITING: Final = """
select pending_id from waiting_sign_ins
where ($1::uuid is not null or $2::uuid is not null)
  and ($1::uuid is null or link_key = $1)
  and ($2::uuid is null or session_key = $2 or (session_key is null and link_key = $1))
order by pending_id
limit 1000
"""
_WAS_HEARD: Final = """
select exists (select 1 from logouts_elsewhere where word_sha256 = $1)
"""
_SWEEP: Final = """
delete from logouts_elsewhere where expires_at < now()
"""
_HEARD: Final = """
insert into logouts_elsewhere(word_sha256, expires_at) values ($1, $2) on conflict do nothing
"""


class LogoutTable:
    """`LogoutsElsewhere` in Postgres."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def sessions_via(
        self, *, link_key: UUID | None, session_key: UUID | None
    ) -> Sequence[tuple[UUID, UUID]]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_VIA, link_key, session_key)
        return [(row["session_id"], row["member_id"]) for row in rows]

    async def waiting_via(
        self, *, link_key: UUID | None, session_key: UUID | None
    ) -> Sequence[UUID]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_WAITING, link_key, session_key)
        return [row["pending_id"] for row in rows]

    async def was_heard(self, word_sha256: str) -> bool:
        async with self._pool.acquire() as connection:
            return bool(await connection.fetchval(_WAS_HEARD, word_sha256))

    async def heard(self, word_sha256: str, until: datetime) -> None:
        async with self._pool.acquire() as connection:
            await connection.execute(_SWEEP)
            await connection.execute(_HEARD, word_sha256, until)
