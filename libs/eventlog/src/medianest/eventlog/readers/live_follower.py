"""The gateway's live follower: every process hears everything, in memory, without a checkpoint.

Guarantees: what is passed on comes in each stream's order, once, without a hole; the last `RING`
announcements of each stream are kept for connections that resume. It writes nothing anywhere. When
a source was restored, or it had to skip (history was trimmed), `on_reset` says so and clients load
anew.
"""

import asyncio
from bisect import bisect_right
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Final, Union
from uuid import UUID

import msgspec
import structlog
from nats.aio.msg import Msg

from medianest.contracts.live import LIVE_VALUES, LiveValue
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.bus import wire
from medianest.eventlog.bus.broker import Away, Broker, StreamMissing
from medianest.eventlog.bus.stream_reader import (
    HistoryTrimmed,
    NewEpoch,
    Place,
    StreamReader,
    continuing,
)
from medianest.eventlog.readers.heard import Envelope, Heard
from medianest.eventlog.rest import end, rest

RING: Final = 10_000
BATCH: Final = 500
POLL_S: Final = 1.0
EAGER_S: Final = 0.25
FIRST_LOOK_S: Final = 0.002

OnHeard = Callable[[Heard], Awaitable[None]]
OnLive = Callable[[LiveValue], Awaitable[None]]
OnReset = Callable[[ServiceName], Awaitable[None]]

log = structlog.get_logger()

_LIVE: Final[msgspec.json.Decoder[LiveValue]] = msgspec.json.Decoder(Union[LIVE_VALUES])  # noqa: UP007  built from data


class _Source:
    """One stream as this process sees it."""

    def __init__(self, broker: Broker, name: ServiceName) -> None:
        self.name = name
        self.reader = StreamReader(broker, name)
        self.place: Place | None = None
        self.ring: deque[Heard] = deque(maxlen=RING)
        self.reaches_back_to = 0
        self.answers = False
        self.wake = asyncio.Event()


class LiveFollower:
    """Follows these services' announcements, and the live values of `live`."""

    def __init__(
        self, broker: Broker, sources: Iterable[ServiceName], live: Iterable[ServiceName] = ()
    ) -> None:
        self._broker = broker
        self._sources = {name: _Source(broker, name) for name in sources}
        self._live = tuple(live)
        self._tasks: list[asyncio.Task[None]] = []

    async def follow(
        self, on_heard: OnHeard, on_live: OnLive, on_reset: OnReset | None = None
    ) -> None:
        """Begin, in the background. `on_heard` gets only what comes from now on; see `since`."""
        for source in self._sources.values():
            self._broker.on_connect(source.wake.set)
            await self._broker.subscribe(f"mn.evt.{source.name}.>", _taking(source, on_heard))
            run = self._run(source, on_heard, on_reset)
            self._tasks.append(asyncio.create_task(run, name=f"live-follower-{source.name}"))
        for name in self._live:
            await self._broker.subscribe(f"mn.live.{name}.>", _decoding(on_live))

    async def stop(self) -> None:
        """Stop hearing."""
        await end(*self._tasks)

    @property
    def warm(self) -> bool:
        """Whether every stream's ring has been read."""
        return all(source.place is not None for source in self._sources.values())

    @property
    def hears(self) -> bool:
        """Whether every stream answered when it was last asked: each second, for five at most."""
        return all(source.answers for source in self._sources.values())

    def since(
        self, source: ServiceName, position: int, at_most: int = RING
    ) -> Sequence[Heard] | None:
        """What was announced after `position`; None when the ring does not reach back that far."""
        there = self._sources[source]
        if there.place is None or position < there.reaches_back_to:
            return None
        begin = bisect_right(there.ring, position, key=attrgetter("position"))
        return list(islice(there.ring, begin, begin + at_most))

    def until(self, source: ServiceName, moment: datetime) -> int:
        """The last position that was announced by then, as far back as the ring reaches."""
        there = self._sources[source]
        earlier = (heard.position for heard in reversed(there.ring) if heard.at <= moment)
        return next(earlier, there.reaches_back_to)

    def position(self, source: ServiceName) -> int:
        """The last position that was heard of a source; 0 before any."""
        place = self._sources[source].place
        return 0 if place is None else place.position

    def epoch(self, source: ServiceName) -> UUID | None:
        """The epoch of its log that these positions are of; None before any."""
        place = self._sources[source].place
        return None if place is None else place.epoch

    async def _run(self, source: _Source, on_heard: OnHeard, on_reset: OnReset | None) -> None:
        loop = asyncio.get_running_loop()
        eager_until, look = 0.0, FIRST_LOOK_S
        while True:
            if source.wake.is_set():
                source.wake.clear()
                eager_until, look = loop.time() + EAGER_S, FIRST_LOOK_S
            try:
                if await self._some(source, on_heard):
                    continue
            except (NewEpoch, HistoryTrimmed, wire.Unreadable) as error:
                log.warning("live.reset", source=source.name, reason=repr(error))
                source.place = None
                source.ring.clear()
                if on_reset is not None:
                    await on_reset(source.name)
            except (Away, StreamMissing) as away:
                if source.answers:
                    log.info("live.waiting", source=source.name, reason=repr(away))
                source.answers = False
            pause = POLL_S
            if loop.time() < eager_until:
                pause, look = look, look * 2
            await rest(source.wake, pause)

    async def _some(self, source: _Source, on_heard: OnHeard) -> bool:
        if not self._broker.connected:
            raise Away("not connected")
        if source.place is None:
            source.place = await self._fill(source)
        messages = await source.reader.after(source.place)
        source.answers = True
        _same_epoch(source, messages)
        # Some of them may have come by themselves in the meantime.
        for message in continuing(source.place.position, messages):
            await _take(source, message, on_heard)
        return bool(messages)

    async def _fill(self, source: _Source) -> Place:
        """Read the last announcements into the ring; returns where they end."""
        head = await source.reader.head()
        source.ring.clear()
        begun = False
        sequence = max(1, head.hint - RING + 1)
        stream = TOPOLOGY[source.name].stream
        until = head.hint
        while sequence <= until:
            raws = await self._broker.batch(stream, sequence, BATCH)
            if not raws:
                break
            for raw in raws:
                message = wire.read(source.name, raw.headers, raw.data, raw.sequence)
                if not begun:
                    source.reaches_back_to, begun = message.previous, True
                head = _keep(source, message)
            sequence = raws[-1].sequence + 1
        return head


def _same_epoch(source: _Source, messages: Sequence[Envelope]) -> None:
    """Raises `NewEpoch`, also where this process could go on: who was further elsewhere can not."""
    known = None if source.place is None else source.place.epoch
    if messages and known not in {None, messages[0].epoch}:
        raise NewEpoch(source.name, messages[0].epoch, messages[0].epoch_from)


def _keep(source: _Source, message: Envelope) -> Place:
    if message.heard is not None:
        if len(source.ring) == RING:
            source.reaches_back_to = source.ring[0].position
        source.ring.append(message.heard)
    return Place(epoch=message.epoch, position=message.position, hint=message.sequence)


async def _take(source: _Source, message: Envelope, on_heard: OnHeard) -> None:
    source.place = _keep(source, message)
    if message.heard is not None:
        await on_heard(message.heard)


def _taking(source: _Source, on_heard: OnHeard) -> Callable[[Msg], Awaitable[None]]:
    """Take what is said as it comes, if it is the next word; else look into the stream.

    It may not be stored in the stream yet, but it is a fact in its service's log, or the service
    would not have said it; so whoever is told too early is told nothing but the truth.
    """

    async def take(message: Msg) -> None:
        place = source.place
        if place is not None:
            said = wire.read(source.name, message.headers or {}, message.data, place.hint + 1)
            if said.epoch == place.epoch and said.previous <= place.position < said.position:
                await _take(source, said, on_heard)
                return
        source.wake.set()

    async def take_or_look(message: Msg) -> None:
        try:
            await take(message)
        except wire.Unreadable:
            source.wake.set()

    return take_or_look


def _decoding(on_live: OnLive) -> Callable[[Msg], Awaitable[None]]:
    async def decode(message: Msg) -> None:
        value = _live_value(message.data)
        if value is not None:
            await on_live(value)

    return decode


def _live_value(data: bytes) -> LiveValue | None:
    """A live value, or None for one that this version does not know."""
    try:
        return _LIVE.decode(data)
    except msgspec.MsgspecError:
        return None
