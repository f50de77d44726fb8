"""Keeps children running: starts a dead one again, with a pause and a line that says why.

Guarantees: each death is said with its cause; the pause doubles up to ten seconds; five deaths of
one child within a minute end everything.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from medianest.local.servers.process import DidNotStart, Process
from medianest.local.telling import Telling

DEATHS_MAX: Final = 5
WITHIN_S: Final = 60.0
_FIRST_PAUSE_S: Final = 0.25
_LONGEST_PAUSE_S: Final = 10.0
_LOOK_S: Final = 0.1


class GaveUp(Exception):
    """A child died too often."""


class Child:
    """One child by name. `start` returns the running process once it is ready."""

    def __init__(
        self,
        name: str,
        start: Callable[[], Awaitable[Process]],
        *,
        first_pause_s: float = _FIRST_PAUSE_S,
    ) -> None:
        self.name = name
        self.process: Process | None = None
        self._start = start
        self._pause_s = first_pause_s
        self._deaths: deque[float] = deque(maxlen=DEATHS_MAX)

    async def start(self) -> None:
        """Start it for the first time; an error is the caller's."""
        self.process = await self._start()

    async def keep(self, telling: Telling, changed: Callable[[], None]) -> None:
        """Watch it for ever. Raises GaveUp after five deaths within a minute."""
        while True:
            while self.process and self.process.alive:  # noqa: ASYNC110  a process sets no Event
                await asyncio.sleep(_LOOK_S)
            why = self.process.how_it_ended() if self.process else "did not start"
            self._count(why)
            telling.trouble(f"{self.name} ended ({why}); starting it again in {self._pause_s:g} s")
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(self._pause_s * 2, _LONGEST_PAUSE_S)
            try:
                self.process = await self._start()
            except DidNotStart as error:
                self.process = None
                telling.trouble(str(error))
                continue
            telling.done(f"{self.name} is back")
            changed()

    async def stop(self, grace_s: float = 15) -> None:
        if self.process:
            await self.process.stop(grace_s=grace_s)

    def _count(self, why: str) -> None:
        now = time.monotonic()
        if self._deaths and now - self._deaths[-1] > WITHIN_S:
            self._pause_s = _FIRST_PAUSE_S
        self._deaths.append(now)
        if len(self._deaths) == DEATHS_MAX and now - self._deaths[0] <= WITHIN_S:
            raise GaveUp(f"{self.name} ended {DEATHS_MAX} times within a minute, last by {why}")
