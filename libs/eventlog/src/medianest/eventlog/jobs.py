"""Jobs: work that is due, as rows: timers, calls to outside, deliveries, downloads.

Guarantees: a job is worked on by one holder of a lease at a time; a lease that ran out is taken
over with a higher fence, and `still_mine` tells the old holder that it lost. A job ends done (its
row is gone), cancelled (gone), or dead (kept with its error until it is redriven or planned anew).
While Postgres is away nobody claims and no attempt is used up.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from medianest.contracts.ids import new_id
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound
from medianest.eventlog.postgres import Connection, Pool

CHANNEL: Final = "medianest_jobs"

PLAN = """
insert into jobs as job(id, kind, key, data, due_at, priority) values ($1, $2, $3, $4, $5, $6)
on conflict (kind, key) do update set status = 'ready',
  data = case job.status when 'dead' then excluded.data else job.data end,
  due_at = case job.status when 'dead' then excluded.due_at else job.due_at end,
  priority = case job.status when 'dead' then excluded.priority else job.priority end,
  attempts = case job.status when 'dead' then 0 else job.attempts end,
  error = case job.status when 'dead' then null else job.error end
returning id
"""

CANCEL = """
delete from jobs where kind = $1 and key = $2 returning id
"""

REDRIVE = """
update jobs set status = 'ready', attempts = 0, due_at = now(), error = null, lease_until = null
where id = $1 and status = 'dead' returning id
"""

COUNTS = """
select kind, status, count(*) as n,
  coalesce(extract(epoch from max(now() - due_at) filter (where status = 'ready' and due_at <= now()
    and lease_until is null)), 0) as oldest_s
from jobs group by kind, status
"""

SHOW = """
select id, kind, key, data, due_at, priority, lease_until, fence, attempts, status, error
from jobs where ($1::text is null or kind = $1) and ($2::text is null or status = $2)
order by due_at, id limit $3
"""


class Job(Record):
    """Work to plan. `kind` and `key` together exist once; without a key it is always new."""

    kind: str
    key: str | None = None
    data: Any = None
    due_at: datetime
    priority: int = 0


class JobRow(Record):
    """A job as operators see it. `error` holds `why` and when."""

    id: UUID
    kind: str
    key: str | None
    data: Any
    due_at: datetime
    priority: int
    lease_until: datetime | None
    fence: int
    attempts: int
    status: str
    error: Mapping[str, Any] | None


_SHOWN: Final = (
    "id", "kind", "key", "due_at", "priority", "lease_until", "fence", "attempts", "status",
)  # fmt: skip


class NoSuchDeadJob(NotFound):
    """There is no such dead job."""


async def plan(connection: Connection, job: Job) -> UUID:
    """Plan it in the caller's transaction; wake the workers once it commits."""
    data = msgspec.json.encode(job.data).decode()
    id_: UUID = await connection.fetchval(
        PLAN, new_id(), job.kind, job.key, data, job.due_at, job.priority
    )
    # Inside a transaction pg_notify is sent once at commit, whatever the number of calls.
    await connection.execute("select pg_notify($1, $2)", CHANNEL, job.kind)
    return id_


class Jobs:
    """Plans jobs, and shows and redrives them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def plan(self, job: Job, connection: Connection | None = None) -> UUID:
        """Plan a job; one of the same kind and key stays as it was planned first.

        Unless it is dead: that is ready again, as it is planned now.
        """
        if connection is not None:
            return await plan(connection, job)
        async with self._pool.acquire() as own, own.transaction():
            return await plan(own, job)

    async def cancel(self, kind: str, key: str) -> bool:
        """Take it back, also while it is worked on: its holder then fails the fence check."""
        async with self._pool.acquire() as connection:
            return await connection.fetchval(CANCEL, kind, key) is not None

    async def redrive(self, id: UUID) -> None:  # noqa: A002  the word of the trade
        """Give a dead job all its attempts again. Raises `NoSuchDeadJob`."""
        async with self._pool.acquire() as connection:
            if await connection.fetchval(REDRIVE, id) is None:
                raise NoSuchDeadJob
            await connection.execute("select pg_notify($1, '')", CHANNEL)

    async def counts(self) -> dict[tuple[str, str], int]:
        """How many there are by (kind, status)."""
        async with self._pool.acquire() as connection:
            return {(r["kind"], r["status"]): r["n"] for r in await connection.fetch(COUNTS)}

    async def show(
        self, *, kind: str | None = None, status: str | None = None, limit: int = 100
    ) -> list[JobRow]:
        """Jobs by due time."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(SHOW, kind, status, limit)
        return [
            JobRow(
                **{name: row[name] for name in _SHOWN},
                data=msgspec.json.decode(row["data"]),
                error=None if row["error"] is None else msgspec.json.decode(row["error"]),
            )
            for row in rows
        ]
