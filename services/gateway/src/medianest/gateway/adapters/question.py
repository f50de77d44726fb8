"""One question to a service on its way out: its head in one piece, a long body as it comes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Literal, Protocol

from medianest.gateway.ports import SAFE, Outgoing, UpstreamFailed


class Writable(Protocol):
    """Where it is written to."""

    def write(self, data: bytes) -> None:
        """Send these bytes, now or when there is room."""
        ...

    async def has_room(self) -> None:
        """Wait until what was written is on its way."""
        ...


class Sending:
    """A body that is sent piece by piece. Where it breaks off, `broke_off` ends the request."""

    def __init__(
        self,
        line: Writable,
        body: AsyncIterator[bytes],
        length: int | None,
        broke_off: Callable[[], None],
    ) -> None:
        """`length`: what was announced; None for chunks."""
        self._line = line
        self._body = body
        self._length = length
        self._broke_off = broke_off
        self._loop = asyncio.get_running_loop()
        self._moved_at = self._loop.time()
        self._stage: Literal["awaits a piece", "writes", "sent"] = "awaits a piece"
        self._task = asyncio.create_task(self._send(), name="gateway.body")

    @property
    def is_sent(self) -> bool:
        """Whether all of it went out."""
        return self._stage == "sent"

    def left_s(self, within_s: float) -> float:
        """What is left of a deadline that begins anew with each piece.

        How long a piece may be waited for, whoever gives it knows.
        """
        if self._stage == "awaits a piece":
            return within_s
        return self._moved_at + within_s - self._loop.time()

    def end(self) -> None:
        """Nothing more is sent."""
        self._task.cancel()

    async def _send(self) -> None:
        try:
            sent = await self._pieces()
        except Exception:  # noqa: BLE001  whatever ends a body ends the request; its reader tells why
            self._broke_off()
            return
        if self._length is None:
            self._line.write(b"0\r\n\r\n")
        elif sent != self._length:
            self._broke_off()
            return
        self._stage = "sent"

    async def _pieces(self) -> int:
        sent = 0
        async for piece in self._body:  # never an empty one: it would end a chunked body
            self._step("writes")
            sent += len(piece)
            self._line.write(piece if self._length is not None else _chunk(piece))
            await self._line.has_room()
            self._step("awaits a piece")
        return sent

    def _step(self, stage: Literal["awaits a piece", "writes"]) -> None:
        self._stage = stage
        self._moved_at = self._loop.time()


def written(outgoing: Outgoing, host: str) -> bytes:
    """The head of a request. Raises `UpstreamFailed` when a header would break out of its line."""
    lines = [f"{outgoing.method} {outgoing.target} HTTP/1.1", f"host: {host}"]
    lines += [f"{name}: {value}" for name, value in outgoing.headers]
    match outgoing.body:
        case bytes(body):
            lines.append(f"content-length: {len(body)}")
        case None:
            if outgoing.method not in SAFE:
                lines.append("content-length: 0")
        case _:
            length = outgoing.body_bytes
            chunked = "transfer-encoding: chunked"
            lines.append(chunked if length is None else f"content-length: {length}")
    lines += ["", ""]
    text, breaks = "\r\n".join(lines), len(lines) - 1
    if not text.isascii() or "\0" in text or {text.count("\r"), text.count("\n")} != {breaks}:
        raise UpstreamFailed("a header that is none")
    return text.encode("ascii")


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(piece), piece)
