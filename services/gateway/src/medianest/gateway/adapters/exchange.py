"""One question to a service and its answer, in HTTP/1.1, parsed by httptools (llhttp, strict).

Guarantees: what is written is one request, whatever a header holds. An answer whose length is
ambiguous, whose head is too large, or that is followed by anything that nobody asked for, ends its
connection. A reader that is slow stops the service from sending, a service that is slow stops the
body from coming. Every wait ends: at the head's deadline, or at the idle deadline of the body; how
long the pieces of our own body may be waited for, whoever gives them knows.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Final, Protocol

import httptools

from medianest.gateway.ports import BodyBrokeOff, Outgoing, UpstreamFailed, UpstreamSlow

HEAD_BYTES_MAX: Final = 64 * 1024
HELD_MAX: Final = 256 * 1024
HELD_FEW: Final = 64 * 1024
CLOSED: Final = "closed"
_FINAL: Final = 200
_BODILESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class _TooLarge(Exception):
    """The head of an answer is larger than any of ours."""


class Line(Protocol):
    """The connection that an exchange is on."""

    def write(self, data: bytes) -> None:
        """Send these bytes, now or when there is room."""
        ...

    async def has_room(self) -> None:
        """Wait until what was written is on its way."""
        ...

    def hold(self, *, is_held: bool) -> None:
        """Stop reading, or go on."""
        ...

    def cut(self) -> None:
        """End the connection at once."""
        ...


class Exchange:
    """The question on its way out, the answer on its way back."""

    def __init__(self, line: Line, outgoing: Outgoing) -> None:
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self._line = line
        self._outgoing = outgoing
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpResponseParser(self)
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._is_held = False
        self._head_bytes = 0
        self._header_bytes = 0
        self._has_head = False
        self._is_whole = False
        self._is_followed = False
        self._is_sent = False
        self._has_length = False
        self._is_kept_alive = False
        self._failure: UpstreamFailed | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._moved_at = 0.0
        self._awaits_piece = False
        self._timer: asyncio.TimerHandle
        self._sending: asyncio.Task[None] | None = None

    @property
    def is_clean(self) -> bool:
        """Whether another exchange may follow on the same connection."""
        return (
            self._is_whole
            and self._is_sent
            and not self._is_followed
            and not self._pieces
            and self._failure is None
            and self._is_kept_alive
        )

    async def begin(self, host: str) -> None:
        """Send the question, wait for the head of the answer. Raises `UpstreamFailed`."""
        body = self._outgoing.body
        head = written(self._outgoing, host)
        if isinstance(body, AsyncIterator):
            self._line.write(head)
            self._sending = asyncio.create_task(self._send(body), name="gateway.body")
        else:
            self._line.write(head + body if body else head)
            self._is_sent = True
        while not self._has_head:
            await self._wait(self._outgoing.head_within_s, "no answer in time")

    async def next_piece(self) -> bytes | None:
        """The next piece of the body; None after the last. Raises `UpstreamFailed`."""
        while not self._pieces:
            if self._is_whole:
                return None
            await self._wait(self._outgoing.idle_within_s, "the body stalled")
        piece = self._pieces.popleft()
        self._held -= len(piece)
        if self._is_held and self._held < HELD_FEW:
            self._is_held = False
            self._line.hold(is_held=False)
        return piece

    def end(self) -> None:
        """Nothing more is sent."""
        if self._sending is not None and not self._sending.done():
            self._sending.cancel()

    def feed(self, data: bytes) -> None:
        """Bytes of the answer."""
        if self._is_whole:
            self._is_followed = True
            return
        if not self._has_head:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self.lose(type(error).__name__)
            self._line.cut()
        if not self._has_head and self._head_bytes > HEAD_BYTES_MAX:
            self.lose("the head is too large")
            self._line.cut()

    def lose(self, why: str) -> None:
        """The connection is gone. A body without a length ends with it."""
        if why == CLOSED and self._failure is None and self._has_head and not self._has_length:
            self._is_whole = True
        self._fail(UpstreamFailed(why))

    # What the parser calls.

    def on_message_begin(self) -> None:
        """A second message in one answer."""
        if self._is_whole:
            self._is_followed = True

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header; one that is not ASCII text is left out."""
        if self._is_whole:
            return
        self._header_bytes += len(name) + len(value)
        if self._header_bytes > HEAD_BYTES_MAX:
            raise _TooLarge
        key = name.lower()
        if key in (b"content-length", b"transfer-encoding"):
            self._has_length = True
        if value.isascii():
            self.headers.append((key.decode("ascii"), value.decode("ascii")))

    def on_headers_complete(self) -> None:
        """The head is there."""
        status = self._parser.get_status_code()
        if self._is_whole or status < _FINAL:
            return
        self.status = status
        self._has_head = True
        self._is_kept_alive = self._parser.should_keep_alive()  # it knows only now
        if self._outgoing.method == "HEAD":
            # The length is of a body that does not come; the parser would wait for it.
            self._is_whole = True
        self._wake()

    def on_body(self, data: bytes) -> None:
        """A piece of the body."""
        if self._is_whole:
            self._is_followed = True
            return
        self._pieces.append(data)
        self._held += len(data)
        if self._held > HELD_MAX and not self._is_held:
            self._is_held = True
            self._line.hold(is_held=True)
        self._wake()

    def on_message_complete(self) -> None:
        """The end of the answer, or of one that only says that it is on its way (1xx)."""
        if not self._has_head:
            self.headers.clear()
            self._has_length = False
            return
        self._is_whole = True
        self._wake()

    async def _send(self, body: AsyncIterator[bytes]) -> None:
        """The body as it comes; where it breaks off, so does the request."""
        length = next((int(v) for k, v in self._outgoing.headers if k == "content-length"), None)
        sent = 0
        self._awaits_piece = True
        try:
            async for piece in body:  # never an empty one: it would end a chunked body
                self._awaits_piece = False
                self._moved_at = self._loop.time()
                sent += len(piece)
                self._line.write(piece if length is not None else _chunk(piece))
                await self._line.has_room()
                self._moved_at = self._loop.time()
                self._awaits_piece = True
        except Exception:  # noqa: BLE001  whatever ends a body ends the request; its reader tells why
            sent = -1
        self._awaits_piece = False
        if sent < 0 or (length is not None and sent != length):
            self._fail(BodyBrokeOff())
            self._line.cut()
            return
        if length is None:
            self._line.write(b"0\r\n\r\n")
        self._is_sent = True

    async def _wait(self, within_s: float, too_slow: str) -> None:
        """Until something happened. As long as our own body moves, the time begins anew."""
        if self._failure is not None:
            raise self._failure
        self._moved_at = self._loop.time()
        self._waiter = self._loop.create_future()
        self._watch(within_s, within_s, too_slow)
        try:
            await self._waiter
        finally:
            self._timer.cancel()
            self._waiter = None

    def _watch(self, left_s: float, within_s: float, too_slow: str) -> None:
        self._timer = self._loop.call_later(left_s, self._look, within_s, too_slow)

    def _look(self, within_s: float, too_slow: str) -> None:
        now_s = self._loop.time()
        left_s = within_s if self._awaits_piece else self._moved_at + within_s - now_s
        if left_s > 0:
            self._watch(left_s, within_s, too_slow)
        else:
            self._fail(UpstreamSlow(too_slow))

    def _fail(self, failure: UpstreamFailed) -> None:
        """The first failure stands; a whole answer needs none."""
        if self._failure is None and not self._is_whole:
            self._failure = failure
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


def written(outgoing: Outgoing, host: str) -> bytes:
    """The head of a request. Raises `UpstreamFailed` when a header would break out of its line."""
    lines = [f"{outgoing.method} {outgoing.target} HTTP/1.1", f"host: {host}"]
    lines += [f"{name}: {value}" for name, value in outgoing.headers]
    match outgoing.body:
        case bytes(body):
            lines.append(f"content-length: {len(body)}")
        case None:
            if outgoing.method not in _BODILESS:
                lines.append("content-length: 0")
        case _:
            if not any(name == "content-length" for name, _ in outgoing.headers):
                lines.append("transfer-encoding: chunked")
    lines += ["", ""]
    text, breaks = "\r\n".join(lines), len(lines) - 1
    if not text.isascii() or "\0" in text or {text.count("\r"), text.count("\n")} != {breaks}:
        raise UpstreamFailed("a header that is none")
    return text.encode("ascii")


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(piece), piece)
