"""`EventLog`: a service's log with everything that hangs on it, put together, started in order.

Only the service's own Postgres must be there to start; the bus may come later or go away.
"""

import asyncio
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import asyncpg
import structlog

from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName
from medianest.eventlog import postgres, seals
from medianest.eventlog.codec import Codec
from medianest.eventlog.decider import Decider
from medianest.eventlog.follower import Follower
from medianest.eventlog.jobs import Jobs
from medianest.eventlog.keys import SubjectKeys
from medianest.eventlog.log import Log
from medianest.eventlog.reactions import Reaction
from medianest.eventlog.readmodels import OwnReadModels, ReadModel
from medianest.eventlog.receipts import FORGET_RECEIPTS
from medianest.eventlog.secrets import Secrets
from medianest.eventlog.work import Bell, Work, Workplace
from medianest.eventlog.writer import Writer

log = structlog.get_logger()

HOUSEKEEPING_S: Final = 60.0
WAIT_POLL_S: Final = 0.02

HEALTH = """
select position from log_head
"""


class Health(Record):
    """`detail` says in plain words what is missing; None when nothing is."""

    database: bool
    detail: str | None = None


class EventLog:
    """Open, start, stop. Handlers use `log`, `jobs`, `keys`, `secrets`; pages use `pool`."""

    def __init__(
        self,
        *,
        service: ServiceName,
        dsn: str,
        pool: postgres.Pool,
        search_path: Sequence[str],
        deciders: Sequence[Decider[Any, Any]],
        read_models: Sequence[ReadModel],
        keks: Sequence[bytes],
    ) -> None:
        """Use `open`."""
        self.service = service
        self.pool = pool
        self._codec = Codec(deciders)
        self._own = OwnReadModels(service, read_models, self._codec)
        self._writer = Writer(dsn, search_path, self._own)
        self.log = Log(service, pool, self._writer, self._codec, self._own)
        self.jobs = Jobs(pool)
        self.keys = SubjectKeys(service, pool, keks)
        self.secrets = Secrets(service, pool, keks)
        self._bell = Bell(dsn, list(search_path))
        self._followers: list[Follower] = []
        self._workplaces: list[Workplace] = []
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    async def open(
        cls,
        *,
        service: ServiceName,
        postgres_dsn: str,
        deciders: Sequence[Decider[Any, Any]],
        read_models: Sequence[ReadModel] = (),
        keks: Sequence[bytes],
        pool_max: int = 8,
    ) -> "EventLog":
        """Connect to the service's own Postgres. Raises what asyncpg raises when it is away."""
        path = [f"{service}_{model.suffix}" for model in read_models] + [service]
        pool = await postgres.open_pool(postgres_dsn, path, size=pool_max)
        return cls(
            service=service,
            dsn=postgres_dsn,
            pool=pool,
            search_path=path,
            deciders=deciders,
            read_models=read_models,
            keks=keks,
        )

    def react(self, *reactions: Reaction) -> None:
        """Let these reactions run once started."""
        for reaction in reactions:
            if reaction.sources == "own":
                self._followers.append(
                    Follower(self.service, self.pool, self._codec, self._own, reaction)
                )

    def perform(self, *work: Work) -> None:
        """Let this process carry out these kinds of jobs once started."""
        worker = f"{socket.gethostname()}-{id(self):x}"
        self._workplaces += [Workplace(self.pool, kind, worker) for kind in work]

    async def start(self) -> None:
        """Build what read models are missing, then begin to write, follow and work."""
        await self._own.prepare(self.pool)
        await self._writer.start()
        for follower in self._followers:
            await follower.start()
        for workplace in self._workplaces:
            workplace.start()
        self._bell.start(self._ring)
        self._tasks = [
            asyncio.create_task(self._wake_followers(), name="eventlog-wake"),
            asyncio.create_task(self._keep_house(), name="eventlog-house"),
        ]

    async def stop(self, grace_s: float = 5.0) -> None:
        """Stop taking work, let what runs finish within `grace_s`, then close."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._bell.stop()
        await asyncio.gather(*(workplace.stop(grace_s) for workplace in self._workplaces))
        await asyncio.gather(*(follower.stop() for follower in self._followers))
        await self._writer.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.pool.close(), grace_s)

    async def healthy(self) -> Health:
        """Whether the service's own database answers; the bus being away only degrades."""
        try:
            async with asyncio.timeout(2), self.pool.acquire() as connection:
                await connection.fetchval(HEALTH)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            return Health(database=False, detail="The database does not answer.")
        return Health(database=True)

    async def wait_for(self, position: int, timeout_s: float) -> bool:
        """Whether the log reached `position` in time; own read models are never behind it."""
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout_s
        while await self.log.head() < position:
            if loop.time() >= until:
                return False
            await asyncio.sleep(WAIT_POLL_S)
        return True

    async def rebuild(self, read_model: str) -> None:
        """Build a read model of own facts anew, beside the live one, and swap."""
        await self._own.rebuild(self.pool, read_model)

    def _ring(self) -> None:
        for workplace in self._workplaces:
            workplace.wake()

    async def _wake_followers(self) -> None:
        while True:
            await self._writer.committed.wait()
            self._writer.committed.clear()
            for follower in self._followers:
                follower.wake()

    async def _keep_house(self) -> None:
        """Catch up what others appended, forget old receipts, seal full thousands."""
        while True:
            await asyncio.sleep(HOUSEKEEPING_S)
            try:
                async with self.pool.acquire() as connection:
                    await self._own.catch_up(connection)
                    await connection.execute(FORGET_RECEIPTS)
                await seals.seal(self.pool)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                log.warning("eventlog.house.away", reason=type(error).__name__)
