"""One question to a service and its answer, in HTTP/1.1, parsed by httptools (llhttp, strict).

Guarantees: what is written is one request, whatever a header holds. An answer whose length is
ambiguous, whose head is too large, or that is followed by anything that nobody asked for, ends its
connection. A reader that is slow stops the service from sending, a service that is slow stops the
body from coming. Every wait ends: at the head's deadline, or at the idle deadline of the body.
"""

import asyncio
from collections import deque
from enum import Enum
from typing import Final, Protocol, Self

import httptools

from medianest.gateway.adapters.question import Sending, Writable, written
from medianest.gateway.ports import BodyBrokeOff, Outgoing, UpstreamFailed, UpstreamSlow

HEAD_BYTES_MAX: Final = 64 * 1024
HELD_MAX: Final = 256 * 1024
HELD_FEW: Final = 64 * 1024
CLOSED: Final = "closed"
_FINAL: Final = 200
_FRAMING: Final = frozenset({b"content-length", b"transfer-encoding"})


class _Unclear(Exception):
    """The head of an answer is larger than any of ours, or says in no clear words how it ends."""


class Line(Writable, Protocol):
    """The connection that an exchange is on."""

    def hold(self) -> None:
        """Stop reading."""
        ...

    def go_on(self) -> None:
        """Read again."""
        ...

    def cut(self) -> None:
        """End the connection at once."""
        ...

    def leave(self, *, is_clean: bool) -> None:
        """The exchange is over; `is_clean`: another one may follow."""
        ...


class Stage(Enum):
    """How far an answer has come, unless it failed."""

    ASKED = "nothing of it is known yet"
    BEGUN = "its head is there"
    WHOLE = "all of it is there"
    FOLLOWED = "and then came something that nobody asked for"


class Exchange:
    """The question on its way out, the answer on its way back."""

    def __init__(self, line: Line, outgoing: Outgoing) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self._line = line
        self._outgoing = outgoing
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpResponseParser(self)
        self._stage: Stage | UpstreamFailed = Stage.ASKED
        self._sending: Sending | None = None
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._fed = 0
        self._is_kept_alive = False
        self._waiter: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle

    async def begin(self, host: str) -> None:
        """Send the question, wait for the head of the answer. Raises `UpstreamFailed`."""
        outgoing = self._outgoing
        body = outgoing.body
        head = written(outgoing, host)
        if body is None or isinstance(body, bytes):
            self._line.write(head + body if body else head)
        else:
            self._line.write(head)
            self._sending = Sending(self._line, body, outgoing.body_bytes, self._broke_off)
        while self._stage is Stage.ASKED:
            await self._wait(outgoing.head_within_s, "no answer in time")
        if isinstance(self._stage, UpstreamFailed):
            raise self._stage

    async def next_piece(self) -> bytes | None:
        """The next piece of the body; None after the last. Raises `UpstreamFailed`."""
        while not self._pieces:
            if isinstance(self._stage, UpstreamFailed):
                raise self._stage
            if self._stage is not Stage.BEGUN:
                return None
            await self._wait(self._outgoing.idle_within_s, "the body stalled")
        piece = self._pieces.popleft()
        before, self._held = self._held, self._held - len(piece)
        if before >= HELD_FEW > self._held:
            self._line.go_on()
        return piece

    def __enter__(self) -> Self:
        """The answer, as long as anybody wants more of it."""
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Nothing more is sent, and nothing more of the answer is wanted."""
        is_sent = self._sending is None or self._sending.is_sent
        if self._sending is not None:
            self._sending.end()
        is_read = self._stage is Stage.WHOLE and not self._pieces
        self._line.leave(is_clean=is_sent and is_read and self._is_kept_alive)

    def feed(self, data: bytes) -> None:
        """Bytes of the answer."""
        if self._stage is Stage.ASKED:
            self._fed += len(data)
        elif self._stage is not Stage.BEGUN:
            self._follow()
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._spoil(type(error).__name__)
        if self._stage is Stage.ASKED and self._fed > HEAD_BYTES_MAX:
            self._spoil("the head is too large")

    def lose(self, why: str) -> None:
        """The connection is gone. A body without a length ends with it."""
        if why == CLOSED and self._stage is Stage.BEGUN and not self._is_measured():
            self._stage = Stage.WHOLE
        self._fail(UpstreamFailed(why))

    # What the parser calls.

    def on_message_begin(self) -> None:
        """A second message in one answer."""
        self._follow()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header; one that is not ASCII text is left out, and so is what comes in a trailer."""
        if self._stage is not Stage.ASKED:
            return
        key = name.lower()
        if value.isascii():
            self.headers.append((key, value))
        elif key in _FRAMING:
            raise _Unclear

    def on_headers_complete(self) -> None:
        """The head is there, unless it only says that the answer is on its way (1xx)."""
        status = self._parser.get_status_code()
        if self._stage is not Stage.ASKED or status < _FINAL:
            return
        if self._fed > HEAD_BYTES_MAX and _size(self.headers) > HEAD_BYTES_MAX:
            raise _Unclear
        self.status = status
        self._is_kept_alive = self._parser.should_keep_alive()  # it knows only now
        # The length in an answer to HEAD is of a body that does not come; the parser would wait.
        self._stage = Stage.WHOLE if self._outgoing.method == "HEAD" else Stage.BEGUN
        self._wake()

    def on_body(self, data: bytes) -> None:
        """A piece of the body."""
        if self._stage is not Stage.BEGUN:
            self._follow()
            return
        self._pieces.append(data)
        self._held += len(data)
        if self._held > HELD_MAX:
            self._line.hold()
        if self._waiter is not None:
            self._wake()

    def on_message_complete(self) -> None:
        """The end of the answer, or of one that only says that it is on its way (1xx)."""
        if self._stage is Stage.ASKED:
            self.headers.clear()
        elif self._stage is Stage.BEGUN:
            self._stage = Stage.WHOLE
            if self._waiter is not None:
                self._wake()

    def _is_measured(self) -> bool:
        return any(name in _FRAMING for name, _ in self.headers)

    def _follow(self) -> None:
        if self._stage is Stage.WHOLE:
            self._stage = Stage.FOLLOWED

    def _broke_off(self) -> None:
        self._fail(BodyBrokeOff())
        self._line.cut()

    def _spoil(self, why: str) -> None:
        self._fail(UpstreamFailed(why))
        self._line.cut()

    def _fail(self, failure: UpstreamFailed) -> None:
        """The first failure stands; a whole answer needs none."""
        if self._stage in (Stage.ASKED, Stage.BEGUN):
            self._stage = failure
        self._wake()

    async def _wait(self, within_s: float, too_slow: str) -> None:
        """Until something happened. As long as our own body moves, the time begins anew."""
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
        left_s = 0.0 if self._sending is None else self._sending.left_s(within_s)
        if left_s > 0:
            self._watch(left_s, within_s, too_slow)
        else:
            self._fail(UpstreamSlow(too_slow))

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)


def _size(headers: list[tuple[bytes, bytes]]) -> int:
    return sum(len(name) + len(value) for name, value in headers)
