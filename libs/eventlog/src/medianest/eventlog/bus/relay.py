"""The relay: says on the service's stream what its log announces, in order, each position once.

Guarantees: it reads `said` by position and runs no domain code, so it can repeat every word for
ever. Its only checkpoint is the stream's tail; the expected sequence fences a second relay. A
batch is on the stream whole or not at all. NATS away: the rows wait in Postgres. NATS rolled back
or wiped: all that is missing is said again, with the same positions. A stream of another epoch
(Postgres was restored) is left alone until `medianest provision` has made it anew; see
`streams.py`.
"""

import asyncio
from contextlib import suppress
from typing import Final

import asyncpg
import msgspec
import structlog

from medianest.contracts.meta import Meta
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.bus import wire
from medianest.eventlog.bus.batches import Refused
from medianest.eventlog.bus.broker import Away, Broker, StreamMissing, Tail
from medianest.eventlog.bus.stream_metrics import STREAM_BYTES_RATIO
from medianest.eventlog.leadership import Leadership
from medianest.eventlog.metrics import RELAY_LAG_FACTS, RELAY_LAG_SECONDS, RELAY_RESYNCS
from medianest.eventlog.postgres import AWAY, Pool
from medianest.eventlog.rest import end, rest

BATCH: Final = 500
POLL_S: Final = 1.0
MEASURE_EVERY_S: Final = 5.0

log = structlog.get_logger()

UNSAID = """
select f.position, f.stream_id, f.version, f.fact_id, f.said, f.meta, f.recorded_at,
  h.epoch, h.epoch_from
from facts f, log_head h where f.said is not null and f.position > $1 order by f.position limit $2
"""

HEAD = """
select position, epoch from log_head
"""

LAG = """
select count(*) as facts,
  coalesce(extract(epoch from clock_timestamp() - min(recorded_at)), 0) as age
from (select recorded_at from facts where said is not null and position > $1
      order by position limit 100000) unsaid
"""


class StreamUnfit(Exception):
    """The stream does not continue this log; an operator's `medianest provision` has to look."""


class Relay:
    """`wake` after each commit, whichever process made it: one of them says it, which `leads`.

    `problem` says in plain words why nothing is said just now.
    """

    def __init__(
        self, service: ServiceName, broker: Broker, leadership: Leadership, pool: Pool
    ) -> None:
        self.problem: str | None = None
        self.leads = False
        self._service = service
        self._broker = broker
        self._leadership = leadership
        self._pool = pool
        self._tail: Tail | None = None
        self._epoch: object = None
        self._said_up_to = 0
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        broker.on_connect(self.wake)

    def wake(self) -> None:
        """Something was committed."""
        self._wake.set()

    async def start(self) -> None:
        """Begin, in the background."""
        self._tasks = [
            asyncio.create_task(self._run(), name=f"relay-{self._service}"),
            asyncio.create_task(self._measure(), name=f"relay-{self._service}-lag"),
        ]

    async def stop(self) -> None:
        """Stop; a batch in flight is on the stream or not, the tail will tell."""
        await end(*self._tasks)

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            try:
                self.leads = self._broker.connected and await self._leadership.leads("relay")
                if self.leads:
                    while await self._say_some():
                        pass
                    self._note(None)
                else:
                    self._tail = None
            except Refused as refused:
                self._tail = None
                self._note(f"a batch was refused, {refused}")
            except (Away, StreamMissing, StreamUnfit, wire.Unreadable) as error:
                self._tail = None
                self._note(f"{type(error).__name__}: {error}")
            except AWAY as error:
                self._tail = None
                self._note(f"Postgres: {error!r}")
            await rest(self._wake, POLL_S)

    async def _say_some(self) -> bool:
        """Publish one batch behind the tail; whether there may be more."""
        if self._tail is None:
            self._tail = await self._read_tail()
        tail = self._tail
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(UNSAID, tail.position, BATCH)
        if not rows:
            self._said_up_to = tail.position
            return False
        if rows[0]["epoch"] != self._epoch:
            self._tail = None
            return True
        messages, previous = [], tail.position
        for row in rows:
            messages.append(wire.message_of(self._service, _announcement(row, previous)))
            previous = row["position"]
        last = await self._broker.publish_batch(messages, after=tail.sequence)
        _, headers, data = messages[-1]
        self._tail = Tail(
            sequence=last, envelope=wire.read(self._service, headers, data, sequence=last)
        )
        self._said_up_to = previous
        return len(rows) == BATCH

    async def _read_tail(self) -> Tail:
        """Where the stream ends, if it is a part of this log. Raises `StreamUnfit`."""
        RELAY_RESYNCS.labels(self._service).inc()
        tail = await self._broker.owner_tail(self._service)
        async with self._pool.acquire() as connection:
            head = await connection.fetchrow(HEAD)
        assert head is not None  # noqa: S101  the migration inserted the one row
        self._epoch = head["epoch"]
        if tail.envelope is not None and tail.envelope.epoch != head["epoch"]:
            raise StreamUnfit("the stream holds another epoch; `medianest provision` makes it anew")
        if tail.position > head["position"]:
            raise StreamUnfit("the stream is ahead of the log; was Postgres restored by hand?")
        return tail

    def _note(self, problem: str | None) -> None:
        if problem is not None and problem != self.problem:
            log.warning("relay.waiting", service=self._service, problem=problem)
        self.problem = problem

    async def _measure(self) -> None:
        while True:
            with suppress(*AWAY):  # a gauge keeps its last value; the loop above says what is wrong
                await self._measure_lag()
            with suppress(Away, StreamMissing):
                if self._broker.connected:
                    await self._look_at_stream()
            await asyncio.sleep(MEASURE_EVERY_S)

    async def _measure_lag(self) -> None:
        async with self._pool.acquire() as connection:
            lag = await connection.fetchrow(LAG, self._said_up_to)
        if lag is not None and self._said_up_to:
            RELAY_LAG_FACTS.labels(self._service).set(lag["facts"])
            RELAY_LAG_SECONDS.labels(self._service).set(float(lag["age"]))

    async def _look_at_stream(self) -> None:
        """A stream that ends before what we said was emptied or made anew: say it all again."""
        stream = TOPOLOGY[self._service].stream
        tail = self._tail
        info = await self._broker.info(stream)
        full = info.state.bytes / max(info.config.max_bytes, 1)
        STREAM_BYTES_RATIO.labels(self._service, stream).set(full)
        if tail is not None and info.state.last_seq < tail.sequence:
            self._tail = None
            self.wake()


def _announcement(row: asyncpg.Record, previous: int) -> wire.Announcement:
    return wire.Announcement(
        position=row["position"],
        previous=previous,
        stream_id=row["stream_id"],
        version=row["version"],
        fact_id=row["fact_id"],
        said=row["said"],
        meta=msgspec.json.decode(row["meta"], type=Meta),
        recorded_at=row["recorded_at"],
        epoch=row["epoch"],
        epoch_from=row["epoch_from"],
    )
