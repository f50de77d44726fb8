"""The egress proxy as a part of the service, and the HTTP clients that go through it."""

import asyncio
from typing import Any, Final

from medianest.chassis.egress import EgressProxy
from medianest.chassis.http import Answer, Outward

_OPEN_WITHIN_S: Final = 10
_ANSWER_BYTES_MAX: Final = 64 * 1024


class WayOut:
    """Jobs that are earlier wait until it is open."""

    def __init__(self, proxy: EgressProxy) -> None:
        self._proxy = proxy
        self._is_open = asyncio.Event()
        self._clients: dict[str, Outward] = {}

    async def url(self, label: str) -> str:
        """The proxy's, with its secret; bytes are counted under the label."""
        async with asyncio.timeout(_OPEN_WITHIN_S):
            await self._is_open.wait()
        return self._proxy.url(label)

    async def client(self, label: str, deadline_s: float) -> Outward:
        """One for each label, kept."""
        url = await self.url(label)
        if label not in self._clients:
            self._clients[label] = Outward(
                url, total_s=deadline_s, body_bytes_max=_ANSWER_BYTES_MAX
            )
        return self._clients[label]

    async def start(self) -> None:
        await self._proxy.start()
        self._is_open.set()

    async def stop(self) -> None:
        for client in self._clients.values():
            await client.close()
        await self._proxy.stop()


class Asking:
    """A client through the way out, made when it is first needed."""

    def __init__(self, way_out: WayOut, label: str, deadline_s: float) -> None:
        self._way_out = way_out
        self._label = label
        self._deadline_s = deadline_s

    async def ask(self, method: str, url: str, **options: Any) -> Answer:
        """As `Outward.ask`."""
        client = await self._way_out.client(self._label, self._deadline_s)
        return await client.ask(method, url, **options)
