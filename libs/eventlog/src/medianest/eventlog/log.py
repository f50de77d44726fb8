"""`Log`: carry out commands on streams, and read what happened.

Guarantees: a command is decided on the newest state that this process can see; if another process
was faster it is decided again, the last time under the head, where nobody is faster. Several steps
are appended all or none. A command that decides nothing writes nothing. Twins with one idempotency
key get one answer, whichever of them was faster.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import msgspec

from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, Outdated, Refusal
from medianest.contracts.topology import ServiceName
from medianest.eventlog.codec import Codec
from medianest.eventlog.decider import Decider
from medianest.eventlog.facts import Stored
from medianest.eventlog.postgres import LOCK_HEAD, AnswerLost, Connection, LogAway, NoAnswer, Pool
from medianest.eventlog.readmodels import OwnReadModels
from medianest.eventlog.receipts import KeyReused, Receipt, find_receipt
from medianest.eventlog.tracing import current_traceparent
from medianest.eventlog.writer import (
    ANSWER_WITHIN_S,
    Command,
    Conflicted,
    NewFact,
    Part,
    Writer,
    append,
)

__all__ = ["Crowded", "KeyReused", "Loaded", "Log", "Meta", "Once", "Receipt", "SeenOlder", "Step"]

S = TypeVar("S")
F = TypeVar("F")
TRIES_BESIDE_OTHERS: Final = 3
TURN_WITHIN_S: Final = 5.0
"""Of the time for the answer: who is not let in by then hears that nothing was done."""

STREAM = """
select position, stream_id, version, fact_id, type, schema_v, data, meta, said, recorded_at
from facts where stream_id = $1 order by version
"""

AFTER = """
select position, stream_id, version, fact_id, type, schema_v, data, meta, said, recorded_at
from facts where position > $1 order by position limit $2
"""

HEAD = """
select position from log_head
"""

LAST = """
select fact_id, meta from facts where stream_id = $1
order by type = any($2::text[]) desc, version desc limit 1
"""


class SeenOlder(Outdated):
    """Somebody changed this since you looked. Look again, then decide."""


class Crowded(Conflict):
    """Too many are changing this at the same moment; nothing was changed. Try again."""


class Loaded(Record, Generic[S]):
    """A stream as it is now; version 0 means that there is none."""

    state: S
    version: int


class Step(Generic[S, F]):
    """One stream's part of a command: given the state, which facts? `decide` may raise a Refusal.

    `expected` is the version that the person had seen (`If-Match`), if they said.
    """

    __slots__ = ("decide", "decider", "expected", "id")

    def __init__(
        self,
        decider: Decider[S, F],
        id: UUID,  # noqa: A002  the word of the trade
        decide: Callable[[S], Sequence[F]],
        expected: int | None = None,
    ) -> None:
        self.decider = decider
        self.id = id
        self.decide = decide
        self.expected = expected

    @property
    def stream(self) -> str:
        """The name of the stream it is about."""
        return self.decider.stream(self.id)


class Log:
    """The log of one service, as handlers see it."""

    def __init__(
        self,
        service: ServiceName,
        pool: Pool,
        writer: Writer,
        codec: Codec,
        models: OwnReadModels,
        *,
        turn_within_s: float = TURN_WITHIN_S,
        answer_within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        self.service = service
        self._pool = pool
        self._writer = writer
        self._codec = codec
        self._models = models
        self._turn_within_s = turn_within_s
        self._answer_within_s = answer_within_s
        self._queues: dict[str, tuple[asyncio.Lock, int]] = {}

    async def load(self, decider: Decider[S, Any], id: UUID) -> Loaded[S]:  # noqa: A002
        """The state of a stream, from all its facts."""
        async with self._looking() as connection:
            return await load(connection, self._codec, decider, id)

    async def carry_out(
        self, *steps: Step[Any, Any], meta: Meta, once: Once | None = None
    ) -> Receipt:
        """Decide and append: whatever it waits for, there is an answer in time.

        Raises refusals of the rules, `SeenOlder`, `KeyReused`, `Crowded`, `LogAway`, `AnswerLost`.
        """
        until = asyncio.get_running_loop().time() + self._answer_within_s
        earlier = await self._earlier(once, until)
        if earlier is not None:
            return earlier
        meta = _traced(meta)
        async with self._in_turn(sorted({step.stream for step in steps}), until):
            try:
                return await self._beside_others(steps, meta, once, until)
            except NoAnswer:
                raise
            except Refusal:
                # A twin that had the turn before may have done this, so that it can't be done now.
                earlier = await self._earlier(once, until)
                if earlier is None:
                    raise
                return earlier

    async def earlier(self, once: Once | None) -> Receipt | None:
        """What this very command left behind when it was carried out before. Raises `KeyReused`.

        For what must be known before it is decided; `carry_out` looks as well.
        """
        return await self._earlier(once, None)

    async def _earlier(self, once: Once | None, until: float | None) -> Receipt | None:
        if once is None:
            return None
        async with self._looking(until) as connection:
            found = await find_receipt(connection, once)
        if isinstance(found, KeyReused):
            raise found
        return found

    async def _beside_others(
        self, steps: Sequence[Step[Any, Any]], meta: Meta, once: Once | None, until: float
    ) -> Receipt:
        for _ in range(TRIES_BESIDE_OTHERS):
            async with self._looking(until) as connection:
                parts, nothing = await decide(connection, self._codec, steps)
            if not parts:
                return await self._earlier(once, until) or nothing
            left_s = until - asyncio.get_running_loop().time()
            with suppress(Conflicted):
                return await self._writer.submit(Command(parts, meta, once), left_s)
        try:
            async with asyncio.timeout_at(until):
                return await self._under_the_head(steps, meta, once)
        except TimeoutError as late:
            raise AnswerLost from late

    async def _under_the_head(
        self, steps: Sequence[Step[Any, Any]], meta: Meta, once: Once | None
    ) -> Receipt:
        async with self._pool.acquire() as connection, connection.transaction():
            receipt = await carry_out_under_the_head(
                connection, self._codec, self._models, steps, meta=meta, once=once
            )
        self._writer.committed.set()
        return receipt

    async def going_on(
        self,
        decider: Decider[Any, Any],
        id: UUID,  # noqa: A002  the word of the trade
        *led_by: type[Fact],
    ) -> Meta:
        """For what is done to a thing in the house's own time: its last fact (of these) led to it.

        The story goes on, and whoever set it going did this as well; the house, where nobody did.
        """
        tags = [str(fact.__struct_config__.tag) for fact in led_by]
        async with self._looking() as connection:
            last = await connection.fetchrow(LAST, decider.stream(id), tags)
        if last is None:
            return Meta(correlation=new_id())
        return consequence(msgspec.json.decode(last["meta"], type=Meta), last["fact_id"])

    async def history(self, decider: Decider[Any, F], id: UUID) -> Sequence[Stored[F]]:  # noqa: A002
        """Everything that happened to one thing, oldest first."""
        async with self._looking() as connection:
            rows = await connection.fetch(STREAM, decider.stream(id))
        return [self._codec.stored(row) for row in rows]

    async def read_after(self, position: int, limit: int = 500) -> Sequence[Stored[Any]]:
        """The log in order, `limit` facts at the most."""
        async with self._looking() as connection:
            rows = await connection.fetch(AFTER, position, limit)
        return [self._codec.stored(row) for row in rows]

    async def head(self) -> int:
        """The position of the last fact; 0 when there is none."""
        async with self._looking() as connection:
            return int(await connection.fetchval(HEAD))

    @asynccontextmanager
    async def _looking(self, until: float | None = None) -> AsyncIterator[Connection]:
        """To read by: whoever loses the answer to that, or has it too late, changed nothing."""
        try:
            async with asyncio.timeout_at(until), self._pool.acquire() as connection:
                yield connection
        except (AnswerLost, TimeoutError) as lost:
            raise LogAway from lost

    @asynccontextmanager
    async def _in_turn(self, streams: Sequence[str], until: float) -> AsyncIterator[None]:
        """Commands of this process on one stream wait for each other, so that none conflicts."""
        async with AsyncExitStack() as stack:
            try:
                turn_until = asyncio.get_running_loop().time() + self._turn_within_s
                async with asyncio.timeout_at(min(turn_until, until)):
                    for stream in streams:
                        await stack.enter_async_context(self._turn(stream))
            except TimeoutError:
                raise Crowded from None
            yield

    @asynccontextmanager
    async def _turn(self, stream: str) -> AsyncIterator[None]:
        lock, waiting = self._queues.get(stream, (asyncio.Lock(), 0))
        self._queues[stream] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._queues[stream]
            if waiting == 1:
                del self._queues[stream]
            else:
                self._queues[stream] = (lock, waiting - 1)


async def load(
    connection: Connection,
    codec: Codec,
    decider: Decider[S, Any],
    id: UUID,  # noqa: A002
) -> Loaded[S]:
    """The state of a stream as this transaction sees it."""
    state, version = decider.initial, 0
    for row in await connection.fetch(STREAM, decider.stream(id)):
        stored = codec.stored(row)
        state, version = decider.evolve(state, stored.fact), stored.version
    return Loaded(state=state, version=version)


async def decide(
    connection: Connection, codec: Codec, steps: Sequence[Step[Any, Any]]
) -> tuple[list[Part], Receipt]:
    """What the steps add, and the receipt for the case that it is nothing."""
    parts: list[Part] = []
    first: Receipt | None = None
    for step in steps:
        loaded = await load(connection, codec, step.decider, step.id)
        if step.expected is not None and step.expected != loaded.version:
            raise SeenOlder
        if first is None:
            first = Receipt(id=step.id, version=loaded.version, position=0)
        facts = step.decide(loaded.state)
        if facts:
            new = new_facts(step.decider, loaded.state, facts)
            parts.append(Part(step.decider, step.id, loaded.version, new))
    assert first is not None  # noqa: S101  a command has a step
    return parts, first


async def carry_out_under_the_head(
    connection: Connection,
    codec: Codec,
    models: OwnReadModels,
    steps: Sequence[Step[Any, Any]],
    *,
    meta: Meta,
    once: Once | None = None,
) -> Receipt:
    """Decide and append in the caller's transaction, which holds the head until it ends."""
    await connection.execute(LOCK_HEAD)
    if once is not None and (earlier := await find_receipt(connection, once)) is not None:
        if isinstance(earlier, KeyReused):
            raise earlier
        return earlier
    parts, nothing = await decide(connection, codec, steps)
    if not parts:
        return nothing
    (answer,) = await append(connection, [Command(parts=parts, meta=meta, once=once)], models)
    if isinstance(answer, Exception):
        raise answer
    return answer


def new_facts(decider: Decider[Any, Any], state: Any, facts: Sequence[Any]) -> list[NewFact]:
    """These facts on their way into the log, with their ids and what is announced of them."""
    new = []
    for fact in facts:
        state = decider.evolve(state, fact)
        tag, data = decider.encode(fact)
        said = decider.announce(state, fact)
        new.append(NewFact(fact, new_id(), tag, decider.schema_v, data, said))
    return new


def consequence(meta: Meta, cause: UUID) -> Meta:
    """What the next fact of a story carries; `meta` is that of the one that leads to it."""
    return replace(meta, causation=cause, traceparent=current_traceparent() or meta.traceparent)


def _traced(meta: Meta) -> Meta:
    if meta.traceparent is not None:
        return meta
    traceparent = current_traceparent()
    return meta if traceparent is None else replace(meta, traceparent=traceparent)
