"""One pipelining connection to Redis or Valkey (RESP2, the 7.0 subset).

Commands of many requests share it: those of one turn of the loop go out in one write, answers come
back in order. Every command has a deadline; while the server is away, `ValkeyAway` comes at once,
and a task keeps trying to reach it. Encoding and parsing are hiredis's.
"""

import asyncio
import random
import ssl
from collections import deque
from typing import Final, cast
from urllib.parse import unquote, urlsplit

import hiredis
import structlog

Reply = int | bytes | None | list["Reply"]
WAITING_MAX: Final = 2048
_TRY_AGAIN_S: Final = (0.1, 0.2, 0.5, 1.0, 2.0)
_log: Final = structlog.get_logger("medianest.valkey")


class ValkeyAway(Exception):
    """It does not answer."""


class ValkeyRefused(Exception):
    """It answered with an error; `code` is the first word of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.code = text.partition(" ")[0]


class Valkey:
    """The connection. `start` never fails: being away is a state."""

    def __init__(self, url: str, *, within_s: float = 0.25) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or "127.0.0.1"
        self._port = parts.port or 6379
        self._tls = ssl.create_default_context() if parts.scheme == "rediss" else None
        self._hello: list[tuple[str, ...]] = []
        if parts.password:
            user = unquote(parts.username or "default")
            self._hello.append(("AUTH", user, unquote(parts.password)))
        if parts.path.strip("/"):
            self._hello.append(("SELECT", parts.path.strip("/")))
        self._within_s = within_s
        self._waiting: deque[tuple[asyncio.Future[Reply], float]] = deque()
        self._unsent: list[bytes] = []
        self._line: _Line | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._first_try = asyncio.Event()

    async def start(self) -> None:
        """Connect in the background; returns after the first try."""
        self._keeper = asyncio.create_task(self._keep(), name="chassis.valkey")
        await self._first_try.wait()

    async def stop(self) -> None:
        """Close it."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        self._lose()

    @property
    def is_connected(self) -> bool:
        """Whether it can be asked."""
        return self._line is not None

    async def command(self, *words: str | bytes | int) -> Reply:
        """Ask for one thing. Raises `ValkeyAway` or `ValkeyRefused`."""
        if self._line is None or len(self._waiting) >= WAITING_MAX:
            raise ValkeyAway
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Reply] = loop.create_future()
        self._waiting.append((answer, loop.time() + self._within_s))
        if not self._unsent:
            loop.call_soon(self._flush)
        self._unsent.append(hiredis.pack_command(words))  # type: ignore[arg-type]  # its stub means any tuple
        if self._timer is None:
            self._timer = loop.call_later(self._within_s, self._look)
        return await answer

    def answered(self, reply: object) -> None:
        """The answer to the oldest command. Raises `IndexError` when nobody asked."""
        answer, _ = self._waiting.popleft()
        if answer.done():
            return
        if isinstance(reply, Exception):
            answer.set_exception(ValkeyRefused(str(reply)))
        else:
            answer.set_result(cast("Reply", reply))

    def _flush(self) -> None:
        unsent, self._unsent = self._unsent, []
        if self._line is not None:
            self._line.transport.write(b"".join(unsent))

    def _look(self) -> None:
        """One timer for all: the oldest command is the first that can be late."""
        self._timer = None
        if not self._waiting:
            return
        loop = asyncio.get_running_loop()
        left_s = self._waiting[0][1] - loop.time()
        if left_s > 0:
            self._timer = loop.call_later(left_s, self._look)
        else:
            # Answers come in order: one that is late makes all behind it late.
            self._lose()

    async def _keep(self) -> None:
        failures = 0
        while True:
            try:
                await self._serve()
                failures = 0
            except (OSError, TimeoutError, ValkeyAway, ValkeyRefused) as error:
                _log.warning("valkey.away", error=type(error).__name__)
            self._lose()
            self._first_try.set()
            wait_s = _TRY_AGAIN_S[min(failures, len(_TRY_AGAIN_S) - 1)]
            failures += 1
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))  # noqa: S311 - only jitter

    async def _serve(self) -> None:
        """Connect, say who we are, and stay until the connection is lost."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(3):
            _, line = await loop.create_connection(
                lambda: _Line(self), self._host, self._port, ssl=self._tls
            )
        self._line = line
        for words in self._hello:
            await self.command(*words)
        self._first_try.set()
        await line.lost.wait()

    def _lose(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.transport.abort()
        self._unsent = []
        while self._waiting:
            answer, _ = self._waiting.popleft()
            if not answer.done():
                answer.set_exception(ValkeyAway())
                answer.exception()  # whoever stopped waiting does not make it a stray error


class _Line(asyncio.Protocol):
    """The bytes of one connection. What is not RESP, or what nobody asked for, ends it."""

    def __init__(self, valkey: Valkey) -> None:
        self.transport: asyncio.Transport
        self.lost = asyncio.Event()
        self._valkey = valkey
        self._reader = hiredis.Reader()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Not by isinstance: uvloop's transports are of their own kind.
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        try:
            self._reader.feed(data)
            while (reply := self._reader.gets()) is not False:
                self._valkey.answered(reply)
        except (hiredis.ProtocolError, IndexError):
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set()
