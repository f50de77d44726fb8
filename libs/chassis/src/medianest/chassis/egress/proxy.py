"""The egress proxy: the only way out for our adapters and for children such as yt-dlp and ffmpeg.

- Every target is vetted, and the socket goes to the vetted number: neither a redirect, nor a name
  that changes, nor a native resolver in a child gets inside.
- Only who holds the secret in the proxy's URL may use it; the user name is a label for accounting.
- One request a connection, heads read strictly: nothing can be smuggled behind a request.
- All bytes pass one bucket, when a rate is set, and are counted by label. Each read, each write
  and each connection has a deadline; there are at most so many connections.
"""

import asyncio
import base64
import binascii
import contextlib
import hmac
import secrets
from collections.abc import Callable
from typing import Final, Literal

import structlog

from medianest.chassis.egress.guard import AddressRefused, EgressGuard, Target
from medianest.chassis.egress.heads import (
    HEAD_BYTES_MAX,
    BadHead,
    Head,
    read_request,
    read_response,
    write,
)
from medianest.chassis.egress.shaping import TokenBucket
from medianest.chassis.side_by_side import until_first
from medianest.chassis.watching.metrics import Metrics
from medianest.contracts.record import Record

Direction = Literal["in", "out"]
OnBytes = Callable[[str, Direction, int], None]

_CHUNK_BYTES: Final = 64 * 1024
_INTERIM: Final = frozenset({b"100", b"102", b"103"})
_NO_BODY: Final = frozenset({b"204", b"304"})
_log: Final = structlog.get_logger("medianest.egress")


class Patience(Record):
    """How long the proxy waits: for a head, for a connection, for the next byte, for all."""

    head_s: float = 10.0
    connect_s: float = 10.0
    idle_s: float = 60.0
    whole_s: float = 6 * 60 * 60.0


class _Declined(Exception):
    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class EgressProxy:
    """A forward proxy on the loopback: CONNECT, and absolute-form requests of http."""

    def __init__(
        self,
        guard: EgressGuard,
        *,
        rate_bps: float | None = None,
        on_bytes: OnBytes | None = None,
        metrics: Metrics | None = None,
        connections_max: int = 128,
        patience: Patience | None = None,
    ) -> None:
        self._guard = guard
        self._bucket = TokenBucket(rate_bps) if rate_bps else None
        self._on_bytes = on_bytes
        self._metrics = metrics
        self._connections_max = connections_max
        self._patience = patience or Patience()
        self._secret = secrets.token_urlsafe(32)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self._port = 0
        self._is_stopping = False

    async def start(self) -> str:
        """Listen on any free port of the loopback; the answer is the proxy's URL."""
        self._server = await asyncio.start_server(
            self._on_connection, "127.0.0.1", 0, limit=HEAD_BYTES_MAX
        )
        self._port = self._server.sockets[0].getsockname()[1]
        return self.url()

    def url(self, label: str = "medianest") -> str:
        """The URL to give to a child; bytes are counted under its label."""
        return f"http://{label}:{self._secret}@127.0.0.1:{self._port}"

    async def stop(self) -> None:
        """Take no more connections, and close those that are open."""
        self._is_stopping = True
        if self._server is not None:
            self._server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        if task is None or len(self._open) >= self._connections_max:
            with contextlib.suppress(OSError, TimeoutError):
                await self._decline(writer, _Declined(503, "full"))
            await _closed(writer)
            return
        self._open.add(task)
        try:
            async with asyncio.timeout(self._patience.whole_s):
                await self._serve(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            # Either end went away or fell silent: there is nobody left to tell.
            pass
        except asyncio.CancelledError:
            # `stop` ends the connection, and this is its outermost frame: Python 3.11's streams
            # report a cancelled callback as an error.
            if not self._is_stopping:
                raise
        finally:
            self._open.discard(task)
            await _closed(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = read_request(await self._head_from(reader))
            label = self._label_of(head)
            method, target = head.start
            if method == b"CONNECT":
                await self._tunnel(label, target, reader, writer)
            else:
                await self._forward(label, head, reader, writer)
        except _Declined as declined:
            await self._decline(writer, declined)
        except (BadHead, asyncio.LimitOverrunError):
            await self._decline(writer, _Declined(400, "head"))

    async def _head_from(self, reader: asyncio.StreamReader) -> bytes:
        async with asyncio.timeout(self._patience.head_s):
            return await reader.readuntil(b"\r\n\r\n")

    def _label_of(self, head: Head) -> str:
        """Who uses the proxy; only children of ours know the secret."""
        held = head.values(b"proxy-authorization")
        scheme, _, word = (held[0] if len(held) == 1 else b"").partition(b" ")
        try:
            user, _, secret = base64.b64decode(word.strip(), validate=True).partition(b":")
        except binascii.Error:
            raise _Declined(407, "secret") from None
        is_ours = hmac.compare_digest(secret, self._secret.encode())
        if scheme.lower() != b"basic" or not is_ours:
            raise _Declined(407, "secret")
        return user.decode("ascii", "replace")

    async def _tunnel(
        self,
        label: str,
        authority: bytes,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        host, _, port = authority.decode("ascii").rpartition(":")
        if not port.isdecimal() or len(port) > len("65535") or "://" in host:
            raise _Declined(400, "head")
        far_reader, far_writer = await self._connected(await self._vetted(host, int(port)))
        try:
            await self._written(writer, b"HTTP/1.1 200 Connection established\r\n\r\n")
            await until_first(
                self._pumped(label, "out", reader, far_writer),
                self._pumped(label, "in", far_reader, writer),
            )
        finally:
            await _closed(far_writer)

    async def _forward(
        self,
        label: str,
        head: Head,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        method, url = head.start
        if not url.lower().startswith(b"http://"):
            raise _Declined(400, "scheme")
        if head.values(b"transfer-encoding"):
            raise _Declined(411, "length")
        body_length = head.length() or 0
        target = await self._vetted(url.decode("ascii"), None)
        far_reader, far_writer = await self._connected(target)
        try:
            asked = _asked(head, target)
            await self._written(far_writer, asked)
            await self._copied(label, "out", reader, far_writer, body_length)
            # What the client sends beyond its one request is read only to see it go.
            await until_first(
                self._drained(reader), self._answered(label, method, far_reader, writer)
            )
        finally:
            await _closed(far_writer)

    async def _answered(
        self,
        label: str,
        method: bytes,
        far_reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        answer, length = await self._answer_head(far_reader)
        status = answer.start[0]
        headers = [*answer.onward(), (b"Connection", b"close")]
        await self._written(writer, write(b"HTTP/1.1 " + status + b" -", headers))
        if method == b"HEAD" or status in _NO_BODY:
            return
        if length is None:
            await self._pumped(label, "in", far_reader, writer)
        else:
            await self._copied(label, "in", far_reader, writer, length)

    async def _answer_head(self, far_reader: asyncio.StreamReader) -> tuple[Head, int | None]:
        """The final head; interim ones are left out, and nobody may switch the protocol."""
        try:
            async with asyncio.timeout(self._patience.idle_s):
                answer = read_response(await far_reader.readuntil(b"\r\n\r\n"))
                while answer.start[0] in _INTERIM:
                    answer = read_response(await far_reader.readuntil(b"\r\n\r\n"))
            length = answer.length()
        except (BadHead, asyncio.LimitOverrunError, asyncio.IncompleteReadError, TimeoutError):
            raise _Declined(502, "upstream") from None
        if answer.start[0] == b"101":
            raise _Declined(502, "upstream")
        return answer, length

    async def _vetted(self, url_or_host: str, port: int | None) -> Target:
        try:
            return await self._guard.target(url_or_host, port)
        except AddressRefused:
            raise _Declined(403, "address") from None

    async def _connected(self, target: Target) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for address in target.addresses:
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(self._patience.connect_s / len(target.addresses)):
                    return await asyncio.open_connection(address, target.port, limit=HEAD_BYTES_MAX)
        raise _Declined(502, "upstream")

    async def _pumped(
        self,
        label: str,
        direction: Direction,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
    ) -> None:
        while await self._moved(label, direction, source, sink, _CHUNK_BYTES):
            pass

    async def _copied(
        self,
        label: str,
        direction: Direction,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        length: int,
    ) -> None:
        left = length
        while left > 0:
            moved = await self._moved(label, direction, source, sink, min(left, _CHUNK_BYTES))
            if not moved:
                return
            left -= moved

    async def _moved(
        self,
        label: str,
        direction: Direction,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        at_most: int,
    ) -> int:
        async with asyncio.timeout(self._patience.idle_s):
            chunk = await source.read(at_most)
        if not chunk:
            return 0
        if self._bucket is not None:
            await self._bucket.take(len(chunk))
        await self._written(sink, chunk)
        if self._on_bytes is not None:
            self._on_bytes(label, direction, len(chunk))
        if self._metrics is not None:
            self._metrics.egress_bytes.labels(direction).inc(len(chunk))
        return len(chunk)

    async def _drained(self, reader: asyncio.StreamReader) -> None:
        while await reader.read(_CHUNK_BYTES):
            pass

    async def _written(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        async with asyncio.timeout(self._patience.idle_s):
            await writer.drain()

    async def _decline(self, writer: asyncio.StreamWriter, declined: _Declined) -> None:
        # Where it wanted to go is not logged: addresses are what people watch.
        _log.info("egress.declined", why=declined.why, status=declined.status)
        if self._metrics is not None:
            self._metrics.egress_refused.labels(declined.why).inc()
        headers = [(b"Content-Length", b"0"), (b"Connection", b"close")]
        if declined.status == 407:  # noqa: PLR2004 - the status that RFC 9110 gives it
            headers.append((b"Proxy-Authenticate", b'Basic realm="medianest"'))
        first = f"HTTP/1.1 {declined.status} {declined.why}".encode()
        await self._written(writer, write(first, headers))


def _asked(head: Head, target: Target) -> bytes:
    """The request as the far end gets it: origin-form, one `Host`, and then no more."""
    method, url = head.start
    rest = url[len(b"http://") :]
    slash = min((i for i in (rest.find(b"/"), rest.find(b"?")) if i >= 0), default=len(rest))
    path = rest[slash:].partition(b"#")[0]
    if not path.startswith(b"/"):
        path = b"/" + path
    headers = [
        (b"Host", rest[:slash].partition(b"#")[0]),
        *head.onward(without=frozenset({b"host"})),
        (b"Connection", b"close"),
    ]
    return write(method + b" " + path + b" HTTP/1.1", headers)


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError, TimeoutError):
        async with asyncio.timeout(1):
            await writer.wait_closed()
