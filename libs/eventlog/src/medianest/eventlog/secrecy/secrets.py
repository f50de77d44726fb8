"""Secrets: credentials of outside systems, encrypted in the database and never shown again."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.contracts.refusals import NotFound
from medianest.eventlog.postgres import Pool
from medianest.eventlog.secrecy import envelope

LAST: Final = 4

PUT = """
insert into secrets(id, owner, wrapped, last4, replaced_at) values ($1, $2, $3, $4, now())
"""

PUT_FIRST = """
insert into secrets(id, owner, wrapped, last4, replaced_at) values ($1, $2, $3, null, now())
on conflict (id) do nothing
"""

GET = """
select wrapped from secrets where id = $1
"""

DROP = """
delete from secrets where id = $1
"""

ALL = """
select id, wrapped from secrets
"""

REWRAP = """
update secrets set wrapped = $3 where id = $1 and wrapped = $2
"""


class NoSuchSecret(NotFound):
    """There is no such secret."""


class Secrets:
    """Keeps credentials under the service's key-encryption keys."""

    def __init__(self, service: str, pool: Pool, keks: Sequence[bytes]) -> None:
        self._service = service
        self._pool = pool
        self._keks = keks

    async def put(self, owner: str, text: str, id: UUID | None = None) -> UUID:  # noqa: A002
        """Keep a secret; `owner` says what it is for. Its last four characters may be shown."""
        id_ = id or new_id()
        wrapped = self._wrap(text.encode(), id_)
        shown = text[-LAST:] if len(text) > 2 * LAST else None
        async with self._pool.acquire() as connection:
            await connection.execute(PUT, id_, owner, wrapped, shown)
        return id_

    async def first(self, owner: str, text: str, id: UUID) -> str:  # noqa: A002
        """The secret that was kept under this id first: this one, unless there was one before."""
        async with self._pool.acquire() as connection:
            await connection.execute(PUT_FIRST, id, owner, self._wrap(text.encode(), id))
        return await self.get(id)

    async def get(self, id: UUID) -> str:  # noqa: A002
        """The secret. Raises `NoSuchSecret`, `WontOpen`."""
        async with self._pool.acquire() as connection:
            wrapped = await connection.fetchval(GET, id)
        if wrapped is None:
            raise NoSuchSecret
        return self._unwrap(wrapped, id).decode()

    async def drop(self, id: UUID) -> None:  # noqa: A002
        """Forget a secret."""
        async with self._pool.acquire() as connection:
            await connection.execute(DROP, id)

    async def rewrap(self) -> int:
        """Wrap under the first key-encryption key what is not yet; how many were wrapped anew."""
        changed = 0
        async with self._pool.acquire() as connection:
            for row in await connection.fetch(ALL):
                place, wrapped_key, _ = self._parts(row["wrapped"], row["id"])
                if envelope.opens(self._keks[0], wrapped_key, place):
                    continue
                anew = self._wrap(self._unwrap(row["wrapped"], row["id"]), row["id"])
                await connection.execute(REWRAP, row["id"], row["wrapped"], anew)
                changed += 1
        return changed

    def _wrap(self, text: bytes, id_: UUID) -> bytes:
        """A fresh key for the text, wrapped by the first key-encryption key, then the text."""
        place = envelope.place_of(self._service, "secrets", "wrapped", id_)
        key = envelope.new_key()
        wrapped_key = envelope.lock(self._keks[0], key, place)
        return len(wrapped_key).to_bytes(2) + wrapped_key + envelope.lock(key, text, place)

    def _unwrap(self, wrapped: bytes, id_: UUID) -> bytes:
        place, wrapped_key, box = self._parts(wrapped, id_)
        key = envelope.unlock(self._keks, wrapped_key, place)
        return envelope.unlock([key], box, place)

    def _parts(self, wrapped: bytes, id_: UUID) -> tuple[str, bytes, bytes]:
        """Where it belongs, its wrapped key, and the text under that key."""
        place = envelope.place_of(self._service, "secrets", "wrapped", id_)
        end = 2 + int.from_bytes(wrapped[:2])
        return place, wrapped[2:end], wrapped[end:]
