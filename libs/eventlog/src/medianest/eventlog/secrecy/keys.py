"""Subject keys: one key a person, for all personal text in facts; shredding it erases them.

Guarantees: what is sealed opens only for its subject; once shredded it opens as None, for ever,
also from the process that cached the key, within `CACHE_S`.
"""

import base64
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.contracts.refusals import NotFound
from medianest.eventlog.postgres import Connection, Pool
from medianest.eventlog.secrecy import envelope

CACHE_S: Final = 2.0
CACHED_MAX: Final = 4096

KEEP = """
insert into subject_keys(subject_id, wrapped_key) values ($1, $2)
on conflict (subject_id) do nothing
"""

FIND = """
select wrapped_key, shredded_at from subject_keys where subject_id = $1
"""

SHRED = """
insert into subject_keys(subject_id, shredded_at) values ($1, now())
on conflict (subject_id) do update set wrapped_key = null,
  shredded_at = coalesce(subject_keys.shredded_at, excluded.shredded_at)
"""

ALL = """
select subject_id, wrapped_key from subject_keys where wrapped_key is not null
"""

REWRAP = """
update subject_keys set wrapped_key = $3 where subject_id = $1 and wrapped_key = $2
"""


class WasErased(NotFound):
    """This person was erased."""


class SubjectKeys:
    """Seals and opens personal text."""

    def __init__(self, service: str, pool: Pool, keks: Sequence[bytes]) -> None:
        self._service = service
        self._pool = pool
        self._keks = keks
        self._cache: OrderedDict[UUID, tuple[float, bytes | None]] = OrderedDict()

    async def seal(self, subject: UUID, text: str, connection: Connection | None = None) -> Sealed:
        """Text as it may stand in a fact. Makes the person's key; `WasErased` after a shred.

        A reaction hands over its own connection, which may have shredded the key a moment ago.
        """
        if connection is not None:
            key = await self._key(connection, subject)
        else:
            async with self._pool.acquire() as own:
                key = await self._key(own, subject)
        box = envelope.lock(key, text.encode(), f"medianest:{self._service}:sealed:{subject}:v1")
        return Sealed(subject=subject, box=base64.b64encode(box).decode())

    async def open(self, sealed: Sealed, connection: Connection | None = None) -> str | None:
        """The text, or None once the person's key is shredded."""
        if connection is not None:
            key = await self._find(connection, sealed.subject)
        else:
            key = await self._cached(sealed.subject)
        if key is None:
            return None
        box = base64.b64decode(sealed.box)
        place = f"medianest:{self._service}:sealed:{sealed.subject}:v1"
        return envelope.unlock([key], box, place).decode()

    async def shred(self, subject: UUID, connection: Connection | None = None) -> None:
        """Destroy the person's key; nothing that was sealed for them opens again."""
        if connection is not None:
            await connection.execute(SHRED, subject)
        else:
            async with self._pool.acquire() as own:
                await own.execute(SHRED, subject)
        self._cache.pop(subject, None)

    async def rewrap(self) -> int:
        """Wrap under the first key-encryption key what is not yet; how many were wrapped anew."""
        changed = 0
        async with self._pool.acquire() as connection:
            for row in await connection.fetch(ALL):
                place = self._place(row["subject_id"])
                if envelope.opens(self._keks[0], row["wrapped_key"], place):
                    continue
                key = envelope.unlock(self._keks, row["wrapped_key"], place)
                wrapped = envelope.lock(self._keks[0], key, place)
                await connection.execute(REWRAP, row["subject_id"], row["wrapped_key"], wrapped)
                changed += 1
        return changed

    async def _cached(self, subject: UUID) -> bytes | None:
        held = self._cache.get(subject)
        if held is not None and held[0] > time.monotonic():
            return held[1]
        async with self._pool.acquire() as connection:
            return await self._find(connection, subject)

    async def _find(
        self, connection: Connection, subject: UUID, *, fresh: bool = False
    ) -> bytes | None:
        row = await connection.fetchrow(FIND, subject)
        if fresh and row is not None and row["shredded_at"] is not None:
            raise WasErased
        key = None
        if row is not None and row["wrapped_key"] is not None:
            key = envelope.unlock(self._keks, row["wrapped_key"], self._place(subject))
        self._cache[subject] = (time.monotonic() + CACHE_S, key)
        while len(self._cache) > CACHED_MAX:
            self._cache.popitem(last=False)
        return key

    async def _key(self, connection: Connection, subject: UUID) -> bytes:
        key = await self._find(connection, subject, fresh=True)
        return await self._make(connection, subject) if key is None else key

    async def _make(self, connection: Connection, subject: UUID) -> bytes:
        wrapped = envelope.lock(self._keks[0], envelope.new_key(), self._place(subject))
        await connection.execute(KEEP, subject, wrapped)
        key = await self._find(connection, subject, fresh=True)
        if key is None:
            raise WasErased
        return key

    def _place(self, subject: UUID) -> str:
        return envelope.place_of(self._service, "subject_keys", "wrapped_key", subject)
