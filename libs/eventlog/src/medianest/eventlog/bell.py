"""The bell: processes of one service wake each other, by Postgres' LISTEN and NOTIFY.

What rings is lost while the connection is; whoever is woken looks by themselves now and then.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final

import asyncpg

from medianest.eventlog import postgres
from medianest.eventlog.postgres import AWAY
from medianest.eventlog.rest import end

AGAIN_S: Final = 1.0
RING_WITHIN_S: Final = 2.0

RING = """
select pg_notify($1, '')
"""


class Bell:
    """Hears on several channels, and rings, over one connection of its own."""

    def __init__(self, dsn: str, search_path: Sequence[str]) -> None:
        self._dsn = dsn
        self._search_path = search_path
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self, heard: Mapping[str, Callable[[], None]]) -> None:
        """Call these whenever it rings on their channels."""
        self._task = asyncio.create_task(self._listen(heard), name="bell")

    async def stop(self) -> None:
        """Hear no more."""
        if self._task is not None:
            await end(self._task)

    async def ring(self, channel: str) -> None:
        """Wake whoever hears. After a commit: within it, all of Postgres would stand in line."""
        if self._connection is not None:
            with suppress(*AWAY):
                await self._connection.execute(RING, channel, timeout=RING_WITHIN_S)

    async def _listen(self, heard: Mapping[str, Callable[[], None]]) -> None:
        while True:
            with suppress(*AWAY):
                connection = await postgres.connect(self._dsn, self._search_path)
                lost = asyncio.Event()
                connection.add_termination_listener(lambda *_, lost=lost: lost.set())
                try:
                    for channel, wake in heard.items():
                        await connection.add_listener(channel, lambda *_, wake=wake: wake())
                    self._connection = connection
                    await lost.wait()
                finally:
                    self._connection = None
                    await connection.close(timeout=2)
            await asyncio.sleep(AGAIN_S)
