"""One service behind the gateway: connections that are kept and used again, bodies streamed.

No redirect is followed, nothing is decompressed, no proxy of the environment is used. A connection
is used again only after a whole answer to a whole request; one that speaks unasked is closed.
"""

import asyncio
from functools import partial
from typing import Final, cast
from urllib.parse import urlsplit

from medianest.gateway.adapters.exchange import CLOSED, Exchange
from medianest.gateway.ports import Outgoing, UpstreamFailed, UpstreamSlow

CONNECT_WITHIN_S: Final = 2.0
IDLE_MAX_S: Final = 30.0  # well below the 75 s of the services, so that few are stale
IDLE_MAX: Final = 64
UNIX: Final = "unix:"


class Connection(asyncio.Protocol):
    """One connection, on which one exchange at a time may be."""

    def __init__(self, kept: "list[Connection]") -> None:
        self.exchange: Exchange | None = None
        self.idle_since = 0.0
        self._kept = kept
        self._transport: asyncio.Transport
        self._room = asyncio.Event()
        self._room.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        # Not by isinstance: uvloop's transports are of their own kind.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """What the service says; while nobody asked, that is the end."""
        if self.exchange is None:
            self.cut()
        else:
            self.exchange.feed(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._room.set()
        if self in self._kept:
            self._kept.remove(self)
        if self.exchange is not None:
            self.exchange.lose(CLOSED if exc is None else type(exc).__name__)

    def pause_writing(self) -> None:
        """The service does not read as fast as we write."""
        self._room.clear()

    def resume_writing(self) -> None:
        """It caught up."""
        self._room.set()

    @property
    def is_open(self) -> bool:
        """Whether it can be used."""
        return not self._transport.is_closing()

    def write(self, data: bytes) -> None:
        """Send these bytes, now or when there is room."""
        self._transport.write(data)

    async def has_room(self) -> None:
        """Wait until what was written is on its way."""
        await self._room.wait()

    def hold(self) -> None:
        """Stop reading."""
        if self.is_open:
            self._transport.pause_reading()

    def go_on(self) -> None:
        """Read again."""
        if self.is_open:
            self._transport.resume_reading()

    def cut(self) -> None:
        """End the connection at once."""
        self._transport.abort()

    def leave(self, *, is_clean: bool) -> None:
        """The exchange is over: wait for the next one if that may be, else end."""
        self.exchange = None
        if is_clean and self.is_open and len(self._kept) < IDLE_MAX:
            self.idle_since = asyncio.get_running_loop().time()
            self._kept.append(self)
        else:
            self.cut()


class HttpUpstream:
    """One service at one base URL, or at `unix:<path>` on the same machine."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        self._path = base_url.removeprefix(UNIX) if base_url.startswith(UNIX) else None
        self._host = parts.hostname or "127.0.0.1"
        self._port = parts.port or 80
        self.authority = parts.netloc or "localhost"
        self.kept: list[Connection] = []

    async def ask(self, outgoing: Outgoing) -> Exchange:
        """Send a request; its answer, the body still to come. Raises `UpstreamFailed`."""
        connection = self._waiting() or await self._connected()
        exchange = connection.exchange = Exchange(connection, outgoing)
        try:
            await exchange.begin(self.authority)
        except BaseException:
            exchange.end()
            raise
        return exchange

    async def start(self) -> None:
        """Connections are made when they are needed."""

    async def stop(self) -> None:
        """Close all that wait; those in use close with their exchange."""
        for connection in tuple(self.kept):
            connection.cut()
        self.kept.clear()

    def _waiting(self) -> Connection | None:
        """A connection that can be used again, the last one first."""
        if not self.kept:
            return None
        too_old = asyncio.get_running_loop().time() - IDLE_MAX_S
        while self.kept:
            connection = self.kept.pop()
            if connection.is_open and connection.idle_since > too_old:
                return connection
            connection.cut()
        return None

    async def _connected(self) -> Connection:
        loop = asyncio.get_running_loop()
        made = partial(Connection, self.kept)
        try:
            async with asyncio.timeout(CONNECT_WITHIN_S):
                if self._path is not None:
                    _, connection = await loop.create_unix_connection(made, self._path)
                else:
                    _, connection = await loop.create_connection(made, self._host, self._port)
        except TimeoutError:
            raise UpstreamSlow("no connection in time") from None
        except OSError as error:
            raise UpstreamFailed(type(error).__name__) from None
        return connection
