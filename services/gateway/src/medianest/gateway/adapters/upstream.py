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

    def hold(self, *, is_held: bool) -> None:
        """Stop reading, or go on."""
        if self.is_open:
            if is_held:
                self._transport.pause_reading()
            else:
                self._transport.resume_reading()

    def cut(self) -> None:
        """End the connection at once."""
        self._transport.abort()


class HttpUpstream:
    """One service at one base URL, or at `unix:<path>` on the same machine."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        self._path = base_url.removeprefix(UNIX) if base_url.startswith(UNIX) else None
        self._host = parts.hostname or "127.0.0.1"
        self._port = parts.port or 80
        self.authority = parts.netloc or "localhost"
        self.kept: list[Connection] = []

    def ask(self, outgoing: Outgoing) -> "Asking":
        """Send a request. Entering raises `UpstreamFailed` when there is no answer."""
        return Asking(self, outgoing)

    async def start(self) -> None:
        """Connections are made when they are needed."""

    async def stop(self) -> None:
        """Close all that wait; those in use close with their exchange."""
        for connection in tuple(self.kept):
            connection.cut()
        self.kept.clear()

    async def take(self) -> Connection:
        """A connection that waits, the last one first, or a new one. Raises `UpstreamFailed`."""
        loop = asyncio.get_running_loop()
        too_old = loop.time() - IDLE_MAX_S
        while self.kept:
            connection = self.kept.pop()
            if connection.is_open and connection.idle_since > too_old:
                return connection
            connection.cut()
        try:
            async with asyncio.timeout(CONNECT_WITHIN_S):
                return await self._connect(loop)
        except TimeoutError:
            raise UpstreamSlow("no connection in time") from None
        except OSError as error:
            raise UpstreamFailed(type(error).__name__) from None

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> Connection:
        made = partial(Connection, self.kept)
        if self._path is not None:
            _, connection = await loop.create_unix_connection(made, self._path)
        else:
            _, connection = await loop.create_connection(made, self._host, self._port)
        return connection

    def give_back(self, connection: Connection, *, is_clean: bool) -> None:
        """After an exchange."""
        connection.exchange = None
        if not is_clean or not connection.is_open or len(self.kept) >= IDLE_MAX:
            connection.cut()
            return
        connection.idle_since = asyncio.get_running_loop().time()
        self.kept.append(connection)


class Asking:
    """A request while it is answered: entered with its head, left by giving the line back."""

    def __init__(self, upstream: HttpUpstream, outgoing: Outgoing) -> None:
        self._upstream = upstream
        self._outgoing = outgoing
        self._connection: Connection
        self._exchange: Exchange

    async def __aenter__(self) -> Exchange:
        """The answer, its body still to come."""
        self._connection = await self._upstream.take()
        self._exchange = self._connection.exchange = Exchange(self._connection, self._outgoing)
        try:
            await self._exchange.begin(self._upstream.authority)
        except BaseException:
            self._exchange.end()
            self._upstream.give_back(self._connection, is_clean=False)
            raise
        return self._exchange

    async def __aexit__(self, *_: object) -> None:
        self._exchange.end()
        self._upstream.give_back(self._connection, is_clean=self._exchange.is_clean)
