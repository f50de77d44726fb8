"""One active relay and one active instance of each reader among all processes, by advisory locks.

Guarantees: at most one process at a time *begins* a round as the leader of a name. Losing the
session mid-round is harmless: the stream's tail fences the relay, the checkpoint's old position
the readers.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import asyncpg
import structlog

from medianest.contracts.topology import ServiceName
from medianest.eventlog import postgres
from medianest.eventlog.postgres import AWAY

log = structlog.get_logger()

TRY_LOCK = """
select pg_try_advisory_lock(hashtextextended($1, 0))
"""

PING = """
select 1
"""


class Leadership:
    """One session of its own, which holds all the names that this process leads."""

    def __init__(self, service: ServiceName, dsn: str, search_path: Sequence[str]) -> None:
        self._service = service
        self._dsn = dsn
        self._search_path = search_path
        self._one_at_a_time = asyncio.Lock()
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._held: set[str] = set()

    async def leads(self, name: str) -> bool:
        """Whether this process leads `name`. Raises what asyncpg raises when Postgres is away."""
        async with self._one_at_a_time:
            try:
                return await self._ask(name)
            except AWAY:
                await self._give_up()
                raise

    async def stop(self) -> None:
        """Let another process lead."""
        async with self._one_at_a_time:
            await self._give_up()

    async def _ask(self, name: str) -> bool:
        if self._connection is None or self._connection.is_closed():
            self._held.clear()
            self._connection = await postgres.connect(self._dsn, self._search_path)
        if name in self._held:
            await self._connection.fetchval(PING)
            return True
        if await self._connection.fetchval(TRY_LOCK, f"medianest.{self._service}.{name}"):
            self._held.add(name)
            log.info("eventlog.leads", service=self._service, name=name)
            return True
        return False

    async def _give_up(self) -> None:
        connection, self._connection = self._connection, None
        self._held.clear()
        if connection is not None:
            with suppress(*AWAY):
                await connection.close(timeout=2)
