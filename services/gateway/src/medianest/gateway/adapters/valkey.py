"""One pipelining connection to Redis or Valkey (RESP2, the 7.0 subset).

Commands of many requests share it: those of one turn of the loop go out in one write, answers come
back in order. Every command has a deadline; while the server is away, `ValkeyAway` comes at once,
and a task keeps trying to reach it.
"""

import asyncio
import contextlib
import random
import ssl
from collections import deque
from typing import Final
from urllib.parse import unquote, urlsplit

import structlog

Reply = int | bytes | None | list["Reply"]
WAITING_MAX: Final = 2048
_TRY_AGAIN_S: Final = (0.1, 0.2, 0.5, 1.0, 2.0)
_LINE_MAX: Final = 64 * 1024
_log: Final = structlog.get_logger("medianest.gateway.valkey")


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
        self._hello: list[tuple[str | bytes, ...]] = []
        if parts.password:
            user = unquote(parts.username or "default")
            self._hello.append(("AUTH", user, unquote(parts.password)))
        if parts.path.strip("/"):
            self._hello.append(("SELECT", parts.path.strip("/")))
        self._within_s = within_s
        self._waiting: deque[asyncio.Future[Reply]] = deque()
        self._unsent: list[bytes] = []
        self._writer: asyncio.StreamWriter | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._first_try = asyncio.Event()

    async def start(self) -> None:
        """Connect in the background; returns after the first try."""
        self._keeper = asyncio.create_task(self._keep(), name="gateway.valkey")
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
        return self._writer is not None

    async def command(self, *words: str | bytes | float) -> Reply:
        """Ask for one thing. Raises `ValkeyAway` or `ValkeyRefused`."""
        if self._writer is None or len(self._waiting) >= WAITING_MAX:
            raise ValkeyAway
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Reply] = loop.create_future()
        self._waiting.append(answer)
        if not self._unsent:
            loop.call_soon(self._flush)
        self._unsent.append(_encode(words))
        try:
            async with asyncio.timeout(self._within_s):
                return await answer
        except TimeoutError:
            # Answers come in order: one that is late makes all behind it late.
            self._lose()
            raise ValkeyAway from None

    def _flush(self) -> None:
        unsent, self._unsent = self._unsent, []
        if self._writer is not None:
            self._writer.write(b"".join(unsent))

    async def _keep(self) -> None:
        failures = 0
        while True:
            try:
                async with asyncio.timeout(3):
                    reader, self._writer = await asyncio.open_connection(
                        self._host, self._port, ssl=self._tls, limit=_LINE_MAX
                    )
                await self._serve(reader)
                failures = 0
            except (OSError, TimeoutError, ValkeyAway, ValkeyRefused, ValueError) as error:
                _log.warning("valkey.away", error=type(error).__name__)
            self._lose()
            self._first_try.set()
            wait_s = _TRY_AGAIN_S[min(failures, len(_TRY_AGAIN_S) - 1)]
            failures += 1
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))  # noqa: S311 - only jitter

    async def _serve(self, reader: asyncio.StreamReader) -> None:
        answers = asyncio.create_task(self._read(reader), name="gateway.valkey.answers")
        try:
            for words in self._hello:
                await self.command(*words)
            self._first_try.set()
            await answers
        finally:
            answers.cancel()
            await asyncio.gather(answers, return_exceptions=True)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while True:
            reply = await _decode(reader)
            if not self._waiting:
                raise ValueError("an answer that nobody asked for")
            answer = self._waiting.popleft()
            if answer.done():
                continue
            if isinstance(reply, ValkeyRefused):
                answer.set_exception(reply)
            else:
                answer.set_result(reply)

    def _lose(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            with contextlib.suppress(RuntimeError):  # the loop may be closed already
                writer.close()
        self._unsent = []
        while self._waiting:
            answer = self._waiting.popleft()
            if not answer.done():
                answer.set_exception(ValkeyAway())
                answer.exception()  # whoever stopped waiting does not make it a stray error


def _encode(words: tuple[str | bytes | int | float, ...]) -> bytes:
    out = [b"*%d\r\n" % len(words)]
    for word in words:
        raw = word if isinstance(word, bytes) else str(word).encode()
        out.append(b"$%d\r\n%s\r\n" % (len(raw), raw))
    return b"".join(out)


async def _decode(reader: asyncio.StreamReader) -> Reply | ValkeyRefused:
    line = await reader.readline()
    if not line.endswith(b"\r\n"):
        raise ValkeyAway
    kind, rest = line[:1], line[1:-2]
    match kind:
        case b"+":
            return rest
        case b"-":
            return ValkeyRefused(rest.decode(errors="replace"))
        case b":":
            return int(rest)
        case b"$" if rest == b"-1":
            return None
        case b"$":
            try:
                return (await reader.readexactly(int(rest) + 2))[:-2]
            except asyncio.IncompleteReadError:
                raise ValkeyAway from None
        case b"*":
            items = [await _decode(reader) for _ in range(max(0, int(rest)))]
            return [item for item in items if not isinstance(item, ValkeyRefused)]
        case _:
            raise ValueError("not RESP")
