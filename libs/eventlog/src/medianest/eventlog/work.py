"""`Work`: carrying out the jobs of one kind, each under a lease that is kept alive."""

import asyncio
import random
import sys
from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec
import structlog

from medianest.contracts.record import Record
from medianest.eventlog.postgres import AWAY, Pool
from medianest.eventlog.rest import end, rest

POLL_S: Final = 1.0
IDLE_S: Final = 5.0
HANDBACK_S: Final = 5.0

log = structlog.get_logger()

CLAIM = """
update jobs set lease_until = now() + $2::float8 * interval '1 second', lease_by = $3,
  fence = fence + 1, attempts = attempts + 1
where id = (
  select id from jobs where kind = $1 and status = 'ready' and due_at <= now()
    and (lease_until is null or lease_until < now())
  order by priority desc, due_at, id limit 1 for update skip locked)
returning id, key, data, fence, attempts, due_at
"""

NEXT = """
select extract(epoch from min(greatest(due_at, lease_until)) - now())::float8
from jobs where kind = $1 and status = 'ready'
"""

HEARTBEAT = """
update jobs set lease_until = now() + $3::float8 * interval '1 second'
where id = $1 and fence = $2 and status = 'ready' returning id
"""

STILL_MINE = """
select 1 from jobs where id = $1 and fence = $2 and status = 'ready' and lease_until > now()
"""

DONE = """
delete from jobs where id = $1 and fence = $2
"""

LATER = """
update jobs set due_at = now() + $3::float8 * interval '1 second', lease_until = null,
  lease_by = null, error = $4, attempts = case when $5 then attempts else attempts - 1 end
where id = $1 and fence = $2
"""

ROUND = """
update jobs set due_at = now() + $3::float8 * interval '1 second', lease_until = null,
  lease_by = null, error = null, attempts = 0
where id = $1 and fence = $2
"""

DEAD = """
update jobs set status = 'dead', lease_until = null, lease_by = null, error = $3
where id = $1 and fence = $2
"""


class Retry(Exception):
    """Try this job again after `after_s` seconds, or after its backoff. `why` is kept.

    A try that `counts` not leaves the attempts as they were (e.g. the disk is full).
    """

    def __init__(self, why: str, *, after_s: float | None = None, counts: bool = True) -> None:
        super().__init__(why)
        self.why = why
        self.after_s = after_s
        self.counts = counts


class Again(Exception):
    """It went well, and the same job is due again in `after_s` seconds."""

    def __init__(self, *, after_s: float) -> None:
        super().__init__(after_s)
        self.after_s = after_s


class Dead(Exception):
    """This job will not succeed by itself; it waits for an admin."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Lost(Exception):
    """The lease is gone: another worker has the job, or it was cancelled."""


class Backoff(Record):
    """How long until the next try: doubling from `first_s` up to `most_s`, each ± `jitter`."""

    first_s: float = 1.0
    most_s: float = 600.0
    jitter: float = 0.2

    def after(self, attempt: int) -> float:
        """Seconds to wait after the `attempt`-th try (1 is the first)."""
        delay = min(self.most_s, self.first_s * 2.0 ** min(attempt - 1, 30))
        return delay * random.uniform(1 - self.jitter, 1 + self.jitter)  # noqa: S311  spread, not secrecy


class Claimed:
    """A job in one's hands. Check `still_mine` before every effect outside."""

    def __init__(self, row: asyncpg.Record, pool: Pool) -> None:
        self.id: UUID = row["id"]
        self.key: str | None = row["key"]
        self.data: Any = msgspec.json.decode(row["data"])
        self.fence: int = row["fence"]
        self.attempt: int = row["attempts"]
        self._pool = pool

    async def still_mine(self) -> bool:
        """Whether the lease still holds, by the database's clock."""
        async with self._pool.acquire() as connection:
            return await connection.fetchval(STILL_MINE, self.id, self.fence) is not None


class Work:
    """One kind of job: who performs it, how many at a time, and what a failure means.

    `perform` returns when the job is done, or raises `Again`, `Retry` or `Dead`; any other
    exception is a `Retry` by backoff. After `max_attempts` in a row a job is dead; one of `endless`
    work never is, and it is handed back at once when its holder stops. `claim` may be another
    statement with the parameters and the result of `CLAIM`.
    """

    def __init__(
        self,
        *,
        kind: str,
        perform: Callable[[Claimed], Awaitable[None]],
        concurrency: int = 4,
        lease_s: float = 30.0,
        max_attempts: int = 5,
        backoff: Backoff = Backoff(),  # noqa: B008  a frozen record
        claim: str = CLAIM,
        endless: bool = False,
    ) -> None:
        """`lease_s` is how long a hung or killed holder keeps others waiting."""
        self.kind = kind
        self.perform = perform
        self.concurrency = concurrency
        self.lease_s = lease_s
        self.max_attempts = sys.maxsize if endless else max_attempts
        self.backoff = backoff
        self.claim = claim
        self.endless = endless


class Workplace:
    """Claims and carries out the jobs of one kind, until it is stopped."""

    def __init__(self, pool: Pool, work: Work, worker: str) -> None:
        self._pool = pool
        self._work = work
        self._worker = worker
        self._wake = asyncio.Event()
        self._free = asyncio.Semaphore(work.concurrency)
        self._running: set[asyncio.Task[None]] = set()
        self._loop: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Something may be due."""
        self._wake.set()

    def start(self) -> None:
        """Begin to claim."""
        self._loop = asyncio.create_task(self._claim_forever(), name=f"work-{self._work.kind}")

    async def stop(self, grace_s: float) -> None:
        """Stop claiming; let what runs finish within `grace_s`, then hand it back."""
        if self._loop is not None:
            await end(self._loop)
        if self._running and not self._work.endless:
            await asyncio.wait(self._running, timeout=grace_s)
        for task in self._running:
            task.cancel()
        if self._running:
            await asyncio.wait(self._running, timeout=HANDBACK_S)

    async def _claim_forever(self) -> None:
        while True:
            await self._free.acquire()
            self._wake.clear()
            pause = POLL_S
            try:
                claimed = await self._claim()
                if claimed is None:
                    pause = await self._until_next()
            except AWAY as error:
                log.warning("jobs.away", kind=self._work.kind, reason=type(error).__name__)
                claimed = None
            if claimed is None:
                self._free.release()
                await rest(self._wake, pause)
                continue
            task = asyncio.create_task(self._carry_out(claimed), name=f"job-{claimed.id}")
            self._running.add(task)
            task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._free.release()
        self._wake.set()

    async def _claim(self) -> Claimed | None:
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(
                self._work.claim, self._work.kind, self._work.lease_s, self._worker
            )
        return None if row is None else Claimed(row, self._pool)

    async def _until_next(self) -> float:
        """Seconds until a job is due, or its lease ends; some, where one is due but not to be had.

        Never longer than `IDLE_S`: what another process plans rings the bell, unless it is lost.
        """
        async with self._pool.acquire() as connection:
            next_s = await connection.fetchval(NEXT, self._work.kind)
        if next_s is None:
            return IDLE_S
        return min(next_s, IDLE_S) if next_s > 0 else POLL_S

    async def _carry_out(self, claimed: Claimed) -> None:
        if claimed.attempt > self._work.max_attempts:
            # Its holders were gone before they could say why: it may be what kills them.
            await self._write(DEAD, claimed, _error("Each of its workers died."))
            return
        work = asyncio.create_task(self._perform(claimed))
        heart = asyncio.create_task(self._beat(claimed))
        try:
            await asyncio.wait({work, heart}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():  # the heart stopped: the lease is lost
                work.cancel()
                await asyncio.wait({work}, timeout=HANDBACK_S)
                log.warning("job.lost", kind=self._work.kind, id=str(claimed.id))
                return
            await self._settle(claimed, work)
        except asyncio.CancelledError:
            work.cancel()
            await asyncio.wait({work}, timeout=HANDBACK_S)
            await self._write(LATER, claimed, 0.0, None, False)  # noqa: FBT003  a parameter of SQL
            raise
        finally:
            heart.cancel()

    async def _perform(self, claimed: Claimed) -> None:
        await self._work.perform(claimed)

    async def _settle(self, claimed: Claimed, work: asyncio.Task[None]) -> None:
        error = work.exception()
        match error:
            case None:
                await self._write(DONE, claimed)
            case Lost():
                log.warning("job.lost", kind=self._work.kind, id=str(claimed.id))
            case Again():
                await self._write(ROUND, claimed, error.after_s)
                self._wake_in(error.after_s)
            case Dead():
                await self._write(DEAD, claimed, _error(error.why))
            case Retry() if not error.counts or claimed.attempt < self._work.max_attempts:
                after = error.after_s or self._work.backoff.after(claimed.attempt)
                await self._later(claimed, after, error.why, counts=error.counts)
            case Exception() if claimed.attempt < self._work.max_attempts:
                log.error("job.failed", kind=self._work.kind, id=str(claimed.id), exc_info=error)
                after = self._work.backoff.after(claimed.attempt)
                await self._later(claimed, after, repr(error), counts=True)
            case Exception():
                why = error.why if isinstance(error, Retry) else repr(error)
                log.error("job.dead", kind=self._work.kind, id=str(claimed.id), why=why)
                await self._write(DEAD, claimed, _error(why))
            case BaseException():
                raise error

    async def _later(self, claimed: Claimed, after_s: float, why: str, *, counts: bool) -> None:
        await self._write(LATER, claimed, after_s, _error(why), counts)
        self._wake_in(after_s)

    def _wake_in(self, after_s: float) -> None:
        asyncio.get_running_loop().call_later(after_s, self.wake)

    async def _write(self, statement: str, claimed: Claimed, *values: object) -> None:
        try:
            async with self._pool.acquire() as connection:
                await connection.execute(statement, claimed.id, claimed.fence, *values)
        except AWAY as error:
            # The lease runs out by itself; the next holder finds by look-up what was done.
            log.warning("jobs.away", kind=self._work.kind, reason=type(error).__name__)

    async def _beat(self, claimed: Claimed) -> None:
        """Keep the lease alive; return when it is lost."""
        loop = asyncio.get_running_loop()
        held_until = loop.time() + self._work.lease_s
        while loop.time() < held_until:
            await asyncio.sleep(self._work.lease_s / 3)
            try:
                async with self._pool.acquire() as connection:
                    alive = await connection.fetchval(
                        HEARTBEAT, claimed.id, claimed.fence, self._work.lease_s
                    )
            except AWAY:
                continue
            if alive is None:
                return
            held_until = loop.time() + self._work.lease_s


def _error(why: str) -> str:
    return msgspec.json.encode({"why": why[:2000]}).decode()
