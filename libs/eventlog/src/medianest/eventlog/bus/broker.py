"""The one door to NATS: everything that knows nats-py stands here and in `batches.py`.

Guarantees: starting never waits for NATS; a lost connection is tried again for ever; nothing is
kept in a buffer to be sent later (`Away` instead); every wait has a deadline. A refusal of a
permission, or a connection closed for good, is fatal: `on_fatal` is told its name, because nats-py
would only let every call run into its deadline.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final

import msgspec
import nats.errors
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from medianest.contracts.record import Record
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.bus import wire
from medianest.eventlog.bus.batches import (
    Raw,
    StreamMissing,
    direct_batch,
    last_message,
    publish_batch,
)
from medianest.eventlog.metrics import CONNECTED
from medianest.eventlog.readers.heard import Envelope
from medianest.eventlog.rest import end

__all__ = ["Away", "Broker", "NatsAccess", "Raw", "StreamMissing", "Tail"]

ANSWER_WITHIN_S: Final = 5.0
CONNECT_WITHIN_S: Final = 2
RETRY_EVERY_S: Final = 1
FATAL: Final = ("permissions violation", "authorization violation", "user authentication")

log = structlog.get_logger()


class NatsAccess(Record):
    """How one service reaches NATS: its nkey seed is its whole identity."""

    url: str
    seed: str | None = None
    inbox_prefix: str | None = None

    def __repr__(self) -> str:
        return f"NatsAccess(url={self.url!r})"


class Away(Exception):
    """NATS is not there, or did not answer in time."""


class Tail(Record):
    """The end of a service's own stream, as its leader sees it. `envelope` is None when empty."""

    sequence: int
    envelope: Envelope | None

    @property
    def position(self) -> int:
        """The last position that was said; 0 when nothing was."""
        return 0 if self.envelope is None else self.envelope.position


class _StreamState(msgspec.Struct):
    messages: int
    last_seq: int
    bytes: int = 0


class _StreamLimits(msgspec.Struct):
    max_bytes: int = -1


class StreamInfo(msgspec.Struct):
    """What STREAM.INFO says. `created` changes when the stream was made anew."""

    state: _StreamState
    created: str = ""
    config: _StreamLimits = msgspec.field(default_factory=_StreamLimits)


def end_process(reason: str) -> None:
    """End this process in order; its supervisor starts it again with today's credentials."""
    log.critical("eventlog.broker.fatal", reason=reason)
    os.kill(os.getpid(), signal.SIGTERM)


class Broker:
    """One service's connection. `connections` counts how often it was made (again)."""

    def __init__(
        self,
        service: ServiceName,
        access: NatsAccess,
        *,
        on_fatal: Callable[[str], None] = end_process,
    ) -> None:
        self.service = service
        self.refused: str | None = None
        self.connections = 0
        self._access = access
        self._on_fatal = on_fatal
        self._client = Client()
        self._connecting: asyncio.Task[None] | None = None
        self._subscriptions: list[tuple[str, Callable[[Msg], Awaitable[None]]]] = []
        self._on_connect: list[Callable[[], None]] = []
        self._stopping = False

    @classmethod
    @asynccontextmanager
    async def once(cls, service: ServiceName, access: NatsAccess) -> AsyncIterator["Broker"]:
        """A connection for an operator's errand. Raises `Away` when NATS does not answer."""
        broker = cls(service, access, on_fatal=lambda reason: None)
        await broker.start()
        try:
            await broker.wait_connected(ANSWER_WITHIN_S)
            yield broker
        finally:
            await broker.stop()

    @property
    def connected(self) -> bool:
        """Whether NATS is there at this moment."""
        return bool(self._client.is_connected)

    async def start(self) -> None:
        """Begin to connect, in the background."""
        CONNECTED.labels(self.service).set(0)
        self._connecting = asyncio.create_task(self._connect(), name=f"nats-{self.service}")

    async def stop(self) -> None:
        """Close; what is in flight is lost, as it may be."""
        self._stopping = True
        if self._connecting is not None:
            await end(self._connecting)
        # Whoever is ended meanwhile still closes it: else its socket is left to the collector.
        closing = asyncio.create_task(self._client.close())
        with suppress(nats.errors.Error, OSError, TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(asyncio.shield(closing), ANSWER_WITHIN_S)
        if not closing.done():
            await asyncio.wait([closing], timeout=ANSWER_WITHIN_S)
        CONNECTED.labels(self.service).set(0)

    async def wait_connected(self, timeout_s: float) -> None:
        """Return once connected. Raises `Away` when that takes longer."""
        try:
            async with asyncio.timeout(timeout_s):
                while not self.connected or not self.connections:  # noqa: ASYNC110  nats-py tells nobody
                    await asyncio.sleep(0.02)
        except TimeoutError as late:
            raise Away("not connected") from late

    def on_connect(self, call: Callable[[], None]) -> None:
        """Call this at each connection, the first one too."""
        self._on_connect.append(call)

    async def subscribe(self, subject: str, call: Callable[[Msg], Awaitable[None]]) -> None:
        """Hear a subject from now on; while NATS is away nothing is heard and nothing is kept."""
        self._subscriptions.append((subject, call))
        if self.connected:
            await self._client.subscribe(subject, cb=call)

    async def publish(self, subject: str, data: bytes) -> None:
        """Send without an answer. Raises `Away`."""
        with _as_away():
            await self._client.publish(subject, data)

    async def request(
        self, subject: str, data: bytes, headers: dict[str, str] | None = None
    ) -> bytes:
        """One question, one answer. Raises `Away`, or `StreamMissing` when nobody listens."""
        with _as_away():
            answer = await self._client.request(subject, data, ANSWER_WITHIN_S, headers=headers)
            return bytes(answer.data)

    async def batch(self, stream: str, sequence: int, size: int) -> list[Raw]:
        """Up to `size` messages of a stream from `sequence` on, by Direct Get."""
        with _as_away():
            return await direct_batch(self._client, stream, sequence, size)

    async def last(self, stream: str) -> Raw | None:
        """The last message of a stream that we may read, or None when it is empty."""
        with _as_away():
            return await last_message(self._client, stream)

    async def publish_batch(self, messages: Sequence[wire.Message], *, after: int) -> int:
        """All or nothing, right behind sequence `after`; returns the last sequence."""
        with _as_away():
            return await publish_batch(self._client, messages, after)

    async def info(self, stream: str) -> StreamInfo:
        """What its owner sees of a stream. Raises `StreamMissing`."""
        answer = await self.request(f"$JS.API.STREAM.INFO.{stream}", b"")
        if b'"error"' in answer:
            raise StreamMissing(stream)
        return msgspec.json.decode(answer, type=StreamInfo)

    async def owner_tail(self, source: ServiceName) -> Tail:
        """The tail of our own stream, read from its leader. Raises `StreamMissing`."""
        stream = TOPOLOGY[source].stream
        state = (await self.info(stream)).state
        if state.messages == 0:
            return Tail(sequence=state.last_seq, envelope=None)
        wish = msgspec.json.encode({"seq": state.last_seq})
        answer = await self.request(f"$JS.API.STREAM.MSG.GET.{stream}", wish)
        raw = Raw.stored(answer)
        return Tail(
            sequence=raw.sequence, envelope=wire.read(source, raw.headers, raw.data, raw.sequence)
        )

    async def _connect(self) -> None:
        prefix = self._access.inbox_prefix or f"_INBOX_{self.service}"
        while True:
            try:
                await self._client.connect(
                    self._access.url,
                    name=f"medianest-{self.service}",
                    nkeys_seed_str=self._access.seed,
                    inbox_prefix=prefix,
                    connect_timeout=CONNECT_WITHIN_S,
                    reconnect_time_wait=RETRY_EVERY_S,
                    max_reconnect_attempts=-1,
                    pending_size=0,
                    error_cb=self._failed,
                    closed_cb=self._closed,
                    disconnected_cb=self._lost,
                    reconnected_cb=self._made,
                )
            except (OSError, TimeoutError, nats.errors.Error) as error:
                await self._failed(error)
                self._client = Client()
                await asyncio.sleep(RETRY_EVERY_S)
                continue
            for subject, call in self._subscriptions:
                await self._client.subscribe(subject, cb=call)
            await self._made()
            return

    async def _made(self) -> None:
        self.connections += 1
        CONNECTED.labels(self.service).set(1)
        log.info("eventlog.broker.connected", service=self.service, times=self.connections)
        for call in self._on_connect:
            call()

    async def _lost(self) -> None:
        CONNECTED.labels(self.service).set(0)
        if not self._stopping:
            log.warning("eventlog.broker.away", service=self.service)

    async def _failed(self, error: Exception) -> None:
        reason = str(error)
        if any(word in reason.lower() for word in FATAL):
            self._fatal(reason)

    async def _closed(self) -> None:
        if not self._stopping and self.connections:
            self._fatal("the connection to NATS was closed for good")

    def _fatal(self, reason: str) -> None:
        if self.refused is None:
            self.refused = reason
            self._on_fatal(f"{self.service}: {reason}")


class _as_away:  # noqa: N801  reads as a clause of `with`
    """nats-py's many ways to say that nobody is there, said in ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, nats.errors.NoRespondersError):
            raise StreamMissing(str(error)) from error
        if isinstance(error, nats.errors.Error | OSError | TimeoutError):
            raise Away(repr(error)) from error
