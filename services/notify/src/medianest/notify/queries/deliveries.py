"""What admins see of deliveries, and how a channel has fared of late."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

import asyncpg

from medianest.contracts.record import Record
from medianest.eventlog.postgres import Pool
from medianest.notify.ports import Joinable

Status = Literal["pending", "sent", "failed", "dead", "suppressed"]

_SHOWN: Final = (
    "member_id", "channel_id", "kind", "category", "status", "notifications", "tries", "due_at",
    "why", "provider_id", "planned_at", "changed_at",
)  # fmt: skip

PAGE: Final = """
select * from deliveries where ($1::bigint is null or position < $1)
  and ($2::text is null or status = $2) and ($3::uuid is null or member_id = $3)
order by position desc limit $4
"""

ONE: Final = """
select * from deliveries where delivery_id = $1
"""

LATEST_OF_A_NAME: Final = """
select delivery_id, due_at from deliveries
where channel_id = $1 and joins = $2 order by position desc limit 1
"""

LATEST_OF_CHANNEL: Final = """
select permanent from deliveries where channel_id = $1 and status in ('sent', 'failed', 'dead')
order by changed_position desc limit $2
"""


class Shown(Record):
    """One delivery. `notifications`: how many it tells of; `why`: its latest failure, or more."""

    id: UUID
    member_id: UUID
    channel_id: UUID
    kind: str
    category: str
    status: str
    notifications: int
    tries: int
    due_at: datetime
    why: str | None
    provider_id: str | None
    planned_at: datetime
    changed_at: datetime


class DeliveryPage(Record):
    deliveries: Sequence[Shown]
    before: int | None


class DeliveryQueries:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def page(
        self, *, before: int | None, status: Status | None, member_id: UUID | None, limit: int
    ) -> DeliveryPage:
        """Newest first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(PAGE, before, status, member_id, limit + 1)
        shown = rows[:limit]
        return DeliveryPage(
            deliveries=[_shown(row) for row in shown],
            before=shown[-1]["position"] if len(rows) > limit else None,
        )

    async def one(self, delivery_id: UUID) -> Shown | None:
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(ONE, delivery_id)
        return None if row is None else _shown(row)

    async def latest(self, channel_id: UUID, joins: str) -> Joinable | None:
        """The latest of the deliveries to it that take in more of this name, gone or not."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(LATEST_OF_A_NAME, channel_id, joins)
        return None if row is None else Joinable(id=row["delivery_id"], due_at=row["due_at"])

    async def refused_in_a_row(self, channel_id: UUID, at_most: int) -> int:
        """How many of the channel's latest deliveries were refused for good, one after another."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(LATEST_OF_CHANNEL, channel_id, at_most)
        count = 0
        for row in rows:
            if not row["permanent"]:
                break
            count += 1
        return count


def _shown(row: asyncpg.Record) -> Shown:
    return Shown(id=row["delivery_id"], **{name: row[name] for name in _SHOWN})
