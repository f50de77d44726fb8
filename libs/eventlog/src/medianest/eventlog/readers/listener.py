"""`Listener`: one reader of other services' announcements, its position beside what it writes.

Guarantees: each announced event is applied exactly once and in its source's order; up to 500 of
them commit in one transaction with the position, which moves only from where this instance
believes it to be, so a zombie applies nothing. A type that this version does not know is skipped.
What cannot be applied stops the line: the checkpoint says why, everything behind it waits, and it
is tried again. A new reader is `building` until it has read to the end of its source once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final, Literal, Protocol

import asyncpg
import structlog

from medianest.contracts.topology import ServiceName
from medianest.eventlog.bus import wire
from medianest.eventlog.bus.broker import Away, Broker, StreamMissing
from medianest.eventlog.bus.stream_reader import HistoryTrimmed, NewEpoch, Place, StreamReader
from medianest.eventlog.leadership import Leadership
from medianest.eventlog.metrics import READER_LAG
from medianest.eventlog.postgres import AWAY, Connection, NoAnswer, Pool
from medianest.eventlog.readers.heard import Envelope, Heard
from medianest.eventlog.rest import end, rest

POLL_S: Final = 1.0
IDLE_S: Final = 5.0
EAGER_S: Final = 0.25
FIRST_LOOK_S: Final = 0.002
_NO_ANSWER: Final = (
    NoAnswer,
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
)

log = structlog.get_logger()

PLACE = """
select epoch, position, coalesce(seq_hint, 0) as seq_hint from checkpoints
where reader = $1 and generation = $2 and source = $3
"""

BEGIN = """
insert into checkpoints(reader, generation, source, epoch, position, seq_hint, status)
values ($1, $2, $3, $4, $5, $6, 'building') on conflict (reader, generation, source) do nothing
"""

MOVE = """
update checkpoints set epoch = $4, position = $5, seq_hint = $6, error = null,
  status = case when status = 'building' then status else 'live' end
where reader = $1 and generation = $2 and source = $3 and position = $7
  and epoch is not distinct from $8
returning position
"""

STOP = """
update checkpoints set status = 'stopped', error = $4
where reader = $1 and generation = $2 and source = $3
"""

SETTLED = """
update checkpoints set status = 'live', error = null
where reader = $1 and generation = $2 and source = $3 and status <> 'live'
"""


class Zombie(Exception):
    """Another instance moved the position; what this one was about to write is rolled back."""


class OnNewEpoch(Protocol):
    """What a reader does when words that it applied never happened."""

    async def __call__(self, listener: "Listener", source: ServiceName, news: NewEpoch) -> None:
        """Bring what was written, and the checkpoints, in line with the new epoch."""
        ...


class Listener:
    """Runs one reader over its sources, one after the other, so that its writes never race."""

    def __init__(
        self,
        *,
        service: ServiceName,
        name: str,
        generation: int,
        sources: Sequence[ServiceName],
        start: Literal["zero", "head"],
        apply: Callable[[Connection, Heard], Awaitable[None]],
        on_new_epoch: OnNewEpoch,
        broker: Broker,
        pool: Pool,
        leadership: Leadership,
    ) -> None:
        """`apply` writes through the connection it is given, and nowhere else."""
        self.name = name
        self.generation = generation
        self.streams = {source: StreamReader(broker, source) for source in sources}
        self.apply = apply
        self.pool = pool
        self.problems: dict[ServiceName, str] = {}
        self._service = service
        self._start_at = start
        self._on_new_epoch = on_new_epoch
        self._broker = broker
        self._leadership = leadership
        self._places: dict[ServiceName, Place] = {}
        self._at_the_end: set[ServiceName] = set()
        """Sources that were read to their end since this process began."""
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        broker.on_connect(self.wake)

    def wake(self) -> None:
        """Something may have been announced. A batch is heard of before it is committed."""
        self._wake.set()

    async def start(self) -> None:
        """Begin, in the background."""
        self._task = asyncio.create_task(self._run(), name=f"reader-{self.name}")

    async def stop(self) -> None:
        """Stop between two batches, or roll the current one back."""
        if self._task is not None:
            await end(self._task)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        eager_until, look = 0.0, FIRST_LOOK_S
        while True:
            if self._wake.is_set():
                self._wake.clear()
                eager_until, look = loop.time() + EAGER_S, FIRST_LOOK_S
            busy = await self._round()
            if busy:
                continue
            is_quiet = self._is_at_ease and loop.time() > eager_until + IDLE_S
            pause = IDLE_S if is_quiet else POLL_S
            if loop.time() < eager_until:
                pause, look = look, look * 2
            await rest(self._wake, pause)

    @property
    def _is_at_ease(self) -> bool:
        """It leads, and stands at the end of each source: what comes next wakes it."""
        return not self.problems and self._places.keys() == self.streams.keys()

    async def _round(self) -> bool:
        """Read some of every source; whether there was anything."""
        try:
            name = f"reader.{self.name}.{self.generation}"
            if not self._broker.connected or not await self._leadership.leads(name):
                self._places.clear()
                return False
        except AWAY as error:
            log.warning("reader.away", name=self.name, reason=repr(error))
            self._places.clear()
            return False
        busy = False
        for source in self.streams:
            busy = await self._read_some(source) or busy
        behind = sum(stream.pending for stream in self.streams.values())
        READER_LAG.labels(self._service, self.name, self.generation).set(behind)
        return busy

    async def _read_some(self, source: ServiceName) -> bool:
        try:
            return await self._apply_next(source)
        except NewEpoch as news:
            log.warning("reader.new_epoch", name=self.name, source=source, since=news.epoch_from)
            self._places.clear()
            await self._note_failures(source, self._on_new_epoch(self, source, news))
            return True
        except (Away, StreamMissing) as away:
            self.problems[source] = repr(away)
        except Zombie:
            log.warning("reader.zombie", name=self.name, source=source)
            self._places.clear()
        except (HistoryTrimmed, wire.Unreadable) as error:
            await self._stopped(source, error)
        except _NO_ANSWER as error:
            log.warning("reader.away", name=self.name, reason=repr(error))
            self._places.clear()
        except Exception as error:  # noqa: BLE001  whatever a reaction raises stops its line
            await self._stopped(source, error)
        return False

    async def _note_failures(self, source: ServiceName, attempt: Awaitable[None]) -> None:
        try:
            await attempt
        except Exception as error:  # noqa: BLE001  as above: a rebuild that fails is tried again
            await self._stopped(source, error)

    async def _apply_next(self, source: ServiceName) -> bool:
        place = self._places.get(source) or await self._begin(source)
        messages = await self.streams[source].after(place)
        if not messages:
            self._places[source] = place
            if self.problems.pop(source, None) is not None or source not in self._at_the_end:
                await self._settled(source)
                self._at_the_end.add(source)
            return False
        try:
            self._places[source] = await self.commit(source, place, messages)
        except (Zombie, *_NO_ANSWER):
            raise
        except Exception:  # noqa: BLE001  find the one that is to blame; it raises again below
            for message in messages:
                place = await self.commit(source, place, [message])
                self._places[source] = place
        self.problems.pop(source, None)
        return True

    async def commit(
        self, source: ServiceName, place: Place, messages: Sequence[Envelope]
    ) -> Place:
        """Apply these and move from `place`, all in one transaction. Raises `Zombie`."""
        last = messages[-1]
        moved = Place(epoch=last.epoch, position=last.position, hint=last.sequence)
        async with self.pool.acquire() as connection, connection.transaction():
            await self.move(connection, source, place, moved)
            for message in messages:
                if message.heard is not None:
                    await self.apply(connection, message.heard)
        return moved

    async def move(
        self, connection: Connection, source: ServiceName, place: Place, to: Place
    ) -> None:
        """Move the checkpoint, if it stands where this instance believes. Raises `Zombie`."""
        row = await connection.fetchrow(
            MOVE,
            self.name,
            self.generation,
            source,
            to.epoch,
            to.position,
            to.hint,
            place.position,
            place.epoch,
        )
        if row is None:
            raise Zombie(self.name)

    async def place(self, connection: Connection, source: ServiceName) -> Place | None:
        """Where it stands, or None when it never began."""
        row = await connection.fetchrow(PLACE, self.name, self.generation, source)
        if row is None:
            return None
        return Place(epoch=row["epoch"], position=row["position"], hint=row["seq_hint"])

    async def _begin(self, source: ServiceName) -> Place:
        async with self.pool.acquire() as connection:
            place = await self.place(connection, source)
            if place is not None:
                return place
            begin = Place() if self._start_at == "zero" else await self.streams[source].head()
            await connection.execute(
                BEGIN,
                self.name,
                self.generation,
                source,
                begin.epoch,
                begin.position,
                begin.hint,
            )
            return await self.place(connection, source) or begin

    async def _stopped(self, source: ServiceName, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"[:2000]
        self._places.clear()
        if self.problems.get(source) != reason:
            log.error("reader.stopped", name=self.name, source=source, reason=reason)
        self.problems[source] = reason
        with suppress(*AWAY):
            async with self.pool.acquire() as connection:
                await connection.execute(STOP, self.name, self.generation, source, reason)

    async def _settled(self, source: ServiceName) -> None:
        async with self.pool.acquire() as connection:
            await connection.execute(SETTLED, self.name, self.generation, source)
