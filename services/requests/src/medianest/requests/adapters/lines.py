"""The way to whichever server is set just now, for every kind of server alike."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, Protocol, TypeVar

from medianest.chassis.egress import EgressGuard
from medianest.requests.adapters.reaching import reach
from medianest.requests.ports import TriedStep, Upstream, Upstreams


class OneLine(Protocol):
    """Its proxy, its client, its breaker: they belong to one connection, and end with it."""

    @property
    def upstream(self) -> Upstream: ...

    async def open(self) -> None: ...

    async def close(self) -> None: ...


L = TypeVar("L", bound=OneLine)


class Lines(Generic[L]):
    """A part of the service: one line at a time, a new one once another server is set."""

    def __init__(self, upstreams: Upstreams, make: Callable[[Upstream], L]) -> None:
        self._upstreams = upstreams
        self._make = make
        self._line: L | None = None
        self._changing = asyncio.Lock()

    async def start(self) -> None:
        """The first call opens the line."""

    async def stop(self) -> None:
        if self._line is not None:
            await self._line.close()

    async def current(self) -> L | None:
        """An open one; None where no server is connected."""
        upstream = await self._upstreams.current()
        if upstream is None:
            return None
        async with self._changing:
            if self._line is None or self._line.upstream != upstream:
                before, self._line = self._line, None
                if before is not None:
                    await before.close()
                line = self._make(upstream)
                await line.open()
                self._line = line
            return self._line


async def tried(
    line: L,
    guard: EgressGuard,
    talk: Callable[[L], Awaitable[Sequence[TriedStep]]],
    *,
    deadline_s: float,
) -> Sequence[TriedStep]:
    """The way there, and what comes of talking; a line that was opened for it is closed."""
    way = await reach(line.upstream, guard, deadline_s=deadline_s)
    if not way[-1].ok:
        return way
    await line.open()
    try:
        return [*way, *await talk(line)]
    finally:
        await line.close()
