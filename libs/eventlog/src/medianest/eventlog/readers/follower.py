"""Following one's own log by position: reactions of a service to its own facts, without a bus.

Guarantees: each fact once and in order, its effects in one transaction with the position; one
active follower among all processes (the checkpoint row is locked while a batch is applied). A fact
that a reaction cannot take stops that reaction, with its error in the checkpoint, and is tried
again.
"""

import asyncio
from contextlib import suppress
from typing import Final

import asyncpg
import structlog

from medianest.eventlog import postgres
from medianest.eventlog.codec import Codec
from medianest.eventlog.metrics import READER_LAG
from medianest.eventlog.postgres import AWAY, LOCK_HEAD, Connection, Pool
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.readmodels import OwnReadModels
from medianest.eventlog.rest import end, rest
from medianest.eventlog.tracing import Traces
from medianest.eventlog.turn import Turn

BATCH: Final = 200
POLL_S: Final = 1.0
STUCK_S: Final = 5.0

log = structlog.get_logger()

BEGIN = """
insert into checkpoints(reader, generation, source, epoch, position, status)
select $1, 0, 'own', epoch, case when $2 then position else 0 end, 'live' from log_head
on conflict (reader, generation, source) do nothing
"""

TAKE = """
select position from checkpoints where reader = $1 and generation = 0 and source = 'own'
for update skip locked
"""

AFTER = """
select position, stream_id, version, fact_id, type, schema_v, data, meta, said, recorded_at
from facts where position > $1 order by position limit $2
"""

MOVE = """
update checkpoints set position = $2, status = 'live', error = null
where reader = $1 and generation = 0 and source = 'own'
"""

STOP = """
update checkpoints set status = 'stopped', error = $2
where reader = $1 and generation = 0 and source = 'own'
"""

CAUGHT_UP = """
select c.position >= h.position from checkpoints c, log_head h
where c.reader = $1 and c.generation = 0 and c.source = 'own'
"""


class Follower:
    """Runs one reaction over the service's own log."""

    def __init__(
        self,
        service: str,
        *,
        pool: Pool,
        codec: Codec,
        models: OwnReadModels,
        reaction: Reaction,
        traces: Traces,
    ) -> None:
        self._service = service
        self._pool = pool
        self._codec = codec
        self._models = models
        self._reaction = reaction
        self._traces = traces
        self._wake = asyncio.Event()
        self._size = BATCH
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Something was committed."""
        self._wake.set()

    async def start(self) -> None:
        """Begin where it stopped; a new one begins at position 0 or at the head, as it declares."""
        async with self._pool.acquire() as connection:
            await connection.execute(BEGIN, self._reaction.name, self._reaction.start == "head")
        self._task = asyncio.create_task(self._follow(), name=f"reaction-{self._reaction.name}")

    async def stop(self) -> None:
        """Stop between two batches, or roll the current one back."""
        if self._task is not None:
            await end(self._task)

    async def _follow(self) -> None:
        while True:
            self._wake.clear()
            pause = POLL_S
            try:
                if await self._batch():
                    self._size = min(BATCH, self._size * 2)
                    continue
            except Exception as error:  # noqa: BLE001  it is noted, and the fact is tried again
                pause = await self._stumbled(error)
            await rest(self._wake, pause)

    async def _stumbled(self, error: Exception) -> float:
        """How long to wait. After a fact that cannot be taken, the next batch is one fact."""
        name = self._reaction.name
        if postgres.is_away(error):
            log.warning("reaction.away", name=name, reason=repr(error))
            return POLL_S
        if self._size > 1:
            self._size = 1
            return 0.0
        log.error("reaction.stopped", name=name, exc_info=error)
        await self._note(repr(error))
        return STUCK_S

    async def _batch(self) -> bool:
        """Apply some; whether there may be more."""
        async with self._pool.acquire() as connection:
            if await connection.fetchval(CAUGHT_UP, self._reaction.name):
                return False
            return await self._apply_some(connection)

    async def _apply_some(self, connection: Connection) -> bool:
        async with connection.transaction():
            # Head before checkpoint, as every writer does; else the two would wait for each other.
            head = await connection.fetchval(LOCK_HEAD)
            position = await connection.fetchval(TAKE, self._reaction.name)
            if position is None:
                return False
            READER_LAG.labels(self._service, self._reaction.name, 0).set(head - position)
            rows = await connection.fetch(AFTER, position, self._size)
            for row in rows:
                await self._react(connection, row)
            if rows:
                await connection.execute(MOVE, self._reaction.name, rows[-1]["position"])
            return bool(rows)

    async def _react(self, connection: Connection, row: asyncpg.Record) -> None:
        stored = self._codec.stored(row)
        cause, trace = stored.fact_id, stored.meta.traceparent
        with self._traces.following(self._reaction.name, row["type"], cause, trace):
            turn = Turn(connection, self._codec, self._models, heard=stored.meta, cause=cause)
            await self._reaction.react(turn, stored)

    async def _note(self, error: str) -> None:
        with suppress(*AWAY):
            async with self._pool.acquire() as connection:
                await connection.execute(STOP, self._reaction.name, error[:2000])
