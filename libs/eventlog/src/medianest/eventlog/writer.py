"""The group-commit writer: one connection per process appends for everybody in it.

Guarantees: a command's steps are appended all or none; own read models and the stored receipt
commit with them; a command that was answered is on disk. One that was not begun in time is
not done; one whose answer was lost may be, and is found again by its idempotency key. If one
command of a group breaks a projection, only that one fails.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec
import structlog

from medianest.contracts.events import Event
from medianest.contracts.facts import Fact
from medianest.contracts.meta import THE_HOUSE, Meta, Once
from medianest.contracts.record import replace
from medianest.eventlog import postgres
from medianest.eventlog.decider import Decider
from medianest.eventlog.metrics import APPEND_CONFLICTS, BATCH_SIZE, FACTS
from medianest.eventlog.postgres import LOCK_HEAD, AnswerLost, LogAway
from medianest.eventlog.readmodels import OwnReadModels
from medianest.eventlog.receipts import Announced, Receipt, find_receipt, keep_receipt
from medianest.eventlog.rest import end

GROUP_MAX: Final = 256
WAITING_MAX: Final = 4096
ANSWER_WITHIN_S: Final = 8.0
"""For all of a command: less than a door waits for an answer, so that it is ours."""

log = structlog.get_logger()

APPEND = """
select ok, version, pos from append_facts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""


class Conflicted(Exception):
    """Another process wrote one of these streams first."""


@dataclass(slots=True)
class NewFact:
    """One fact on its way into the log."""

    fact: Fact
    fact_id: UUID
    tag: str
    schema_v: int
    data: str
    said: Event | None


@dataclass(slots=True)
class Part:
    """What a command adds to one stream. `expected` is the version that it was decided on."""

    decider: Decider[Any, Any]
    id: UUID
    expected: int | None
    facts: Sequence[NewFact]

    @property
    def stream(self) -> str:
        return self.decider.stream(self.id)


@dataclass(slots=True)
class Command:
    """One command, decided and ready to be appended. `begun`: from then on it may be done."""

    parts: Sequence[Part]
    meta: Meta
    once: Once | None
    begun: bool = False
    done: asyncio.Future[Receipt] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


async def append(
    connection: postgres.Connection, commands: Sequence[Command], models: OwnReadModels
) -> list[Receipt | Exception]:
    """Append these commands in the caller's transaction, which holds the head from then on.

    A command's answer is its receipt, `Conflicted`, or `KeyReused`. Any other failure is raised and
    the transaction is lost.
    """
    answers = await _earlier(connection, commands)
    fresh = [i for i, answer in enumerate(answers) if answer is None]
    fresh = _first_of_each_stream(commands, fresh, answers)
    if fresh:
        placed = await _place(connection, [commands[i] for i in fresh])
        for i, outcome in zip(fresh, placed, strict=True):
            answers[i] = outcome
        await models.apply_up_to(connection, max(_position(outcome) for outcome in placed))
        for i, outcome in zip(fresh, placed, strict=True):
            once = commands[i].once
            if once is not None and isinstance(outcome, Receipt):
                await keep_receipt(connection, once, outcome)
    return [answer for answer in answers if answer is not None]


async def _earlier(
    connection: postgres.Connection, commands: Sequence[Command]
) -> list[Receipt | Exception | None]:
    """What was answered under these keys before; looked up under the head, or a twin slips by."""
    if any(command.once is not None for command in commands):
        await connection.execute(LOCK_HEAD)
    return [None if c.once is None else await find_receipt(connection, c.once) for c in commands]


def _position(outcome: Receipt | Exception) -> int:
    return outcome.position if isinstance(outcome, Receipt) else 0


def _first_of_each_stream(
    commands: Sequence[Command], fresh: Sequence[int], answers: list[Receipt | Exception | None]
) -> list[int]:
    """A stream stands once in a call: later commands on it try again, as after a conflict."""
    seen: set[str] = set()
    kept = []
    for i in fresh:
        streams = {part.stream for part in commands[i].parts}
        if streams & seen:
            answers[i] = Conflicted()
        else:
            kept.append(i)
        seen |= streams
    return kept


async def _place(
    connection: postgres.Connection, commands: Sequence[Command]
) -> list[Receipt | Exception]:
    parts = [(i, part) for i, command in enumerate(commands) for part in command.parts]
    metas = [_noted(command.meta) for command in commands]
    facts = [(i, fact) for i, part in parts for fact in part.facts]
    each = facts if len(parts) > 1 else facts[:1]  # one stream has one schema, one command one meta
    rows = await connection.fetch(
        APPEND,
        [i for i, _ in parts],
        [part.stream for _, part in parts],
        [part.expected for _, part in parts],
        [len(part.facts) for _, part in parts],
        [fact.fact_id for _, fact in facts],
        [fact.tag for _, fact in facts],
        [fact.schema_v for _, fact in each],
        [fact.data for _, fact in facts],
        [metas[i] for i, _ in each],
        _words([fact for _, fact in facts]),
    )
    by_command: list[list[tuple[Part, asyncpg.Record]]] = [[] for _ in commands]
    for (i, part), row in zip(parts, rows, strict=True):
        by_command[i].append((part, row))
    return [_receipt(placed) for placed in by_command]


def _noted(meta: Meta) -> str:
    """Beside each fact. Work that was planned before an actor was asked for is the house's."""
    if meta.actor is None:
        meta = replace(meta, actor=THE_HOUSE)
    return msgspec.json.encode(meta).decode()


def _words(facts: Sequence[NewFact]) -> list[str | None]:
    """What is announced of each; Postgres takes what is not there for nothing."""
    if all(fact.said is None for fact in facts):
        return []
    return [None if f.said is None else msgspec.json.encode(f.said).decode() for f in facts]


def _receipt(placed: Sequence[tuple[Part, asyncpg.Record]]) -> Receipt | Exception:
    if not all(row["ok"] for _, row in placed):
        return Conflicted()
    first, row = placed[0]
    return Receipt(
        id=first.id,
        version=row["version"],
        position=max(row["pos"] for _, row in placed),
        announced=tuple(said for part, at in placed for said in _announced(part, at)),
    )


def _announced(part: Part, row: asyncpg.Record) -> list[Announced]:
    behind = len(part.facts) - 1
    return [
        Announced(
            event=fact.said,
            fact_id=fact.fact_id,
            position=row["pos"] - behind + k,
            version=row["version"] - behind + k,
        )
        for k, fact in enumerate(part.facts)
        if fact.said is not None
    ]


class Writer:
    """Takes commands one by one and commits them in groups, without a timer."""

    def __init__(self, dsn: str, search_path: Sequence[str], models: OwnReadModels) -> None:
        self._dsn = dsn
        self._search_path = search_path
        self._models = models
        self._waiting: asyncio.Queue[Command] = asyncio.Queue(WAITING_MAX)
        self._connection: postgres.OwnConnection | None = None
        self._task: asyncio.Task[None] | None = None
        self._counted_up_to = 0
        self.committed = asyncio.Event()

    async def start(self) -> None:
        """Begin to write."""
        self._connection = await postgres.connect(self._dsn, self._search_path)
        self._task = asyncio.create_task(self._write(), name="eventlog-writer")

    async def stop(self) -> None:
        """Finish what waits, then close."""
        if self._task is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._waiting.join(), ANSWER_WITHIN_S)
            await end(self._task)
        if self._connection is not None:
            await self._connection.close(timeout=5)

    async def submit(self, command: Command, within_s: float = ANSWER_WITHIN_S) -> Receipt:
        """The receipt, once it is committed. What is not begun within that time is not done.

        Raises `Conflicted`, `KeyReused`, `LogAway`, `AnswerLost`.
        """
        try:
            self._waiting.put_nowait(command)
        except asyncio.QueueFull as full:
            raise LogAway from full
        try:
            return await asyncio.wait_for(command.done, within_s)
        except TimeoutError as late:
            raise (AnswerLost if command.begun else LogAway) from late

    async def _write(self) -> None:
        while True:
            group = [await self._waiting.get()]
            while len(group) < GROUP_MAX and not self._waiting.empty():
                group.append(self._waiting.get_nowait())
            try:
                await self._commit([c for c in group if not c.done.done()])
            finally:
                for _ in group:
                    self._waiting.task_done()

    async def _commit(self, group: Sequence[Command]) -> None:
        if not group:
            return
        BATCH_SIZE.labels(self._models.service).observe(len(group))
        try:
            connection = await self._connected()
        except Exception as error:  # noqa: BLE001  whatever it is, nothing was begun
            log.warning("eventlog.writer.away", reason=type(error).__name__)
            _answer(group, [LogAway()] * len(group))
            return
        for command in group:
            command.begun = True
        try:
            answers = await self._append(connection, group)
        except Exception as error:  # noqa: BLE001  one bad command must not fail its neighbours
            if postgres.is_away(error):
                # A commit whose answer was lost may stand; to try again here could do it twice.
                log.warning("eventlog.writer.away", reason=type(error).__name__)
                self._hang_up()
                refusal = LogAway if isinstance(error, postgres.TURNED_AWAY) else AnswerLost
                _answer(group, [refusal()] * len(group))
                return
            if len(group) == 1:
                _answer(group, [error])
                return
            for command in group:
                await self._commit([command])
        else:
            self._count(group, answers)
            _answer(group, answers)
            self.committed.set()

    def _count(self, group: Sequence[Command], answers: Sequence[Receipt | Exception]) -> None:
        """Count what was new: a receipt of something done before has an earlier position."""
        service = self._models.service
        before = self._counted_up_to
        for command, answer in zip(group, answers, strict=True):
            if isinstance(answer, Conflicted):
                APPEND_CONFLICTS.labels(service).inc()
            elif isinstance(answer, Receipt) and answer.position > before:
                self._counted_up_to = max(self._counted_up_to, answer.position)
                tags = Counter(fact.tag for part in command.parts for fact in part.facts)
                for tag, times in tags.items():
                    FACTS.labels(service, tag).inc(times)

    def _hang_up(self) -> None:
        """Give the connection up, and with it whatever it still held locked."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None

    async def _connected(self) -> postgres.OwnConnection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await postgres.connect(self._dsn, self._search_path)
        return self._connection

    async def _append(
        self, connection: postgres.OwnConnection, group: Sequence[Command]
    ) -> list[Receipt | Exception]:
        if not self._models.models and all(command.once is None for command in group):
            # One statement is a transaction of its own, and spares two round trips.
            return await append(connection, group, self._models)
        async with connection.transaction():
            return await append(connection, group, self._models)


def _answer(group: Sequence[Command], answers: Sequence[Receipt | Exception]) -> None:
    for command, answer in zip(group, answers, strict=True):
        if command.done.done():
            continue
        if isinstance(answer, Exception):
            command.done.set_exception(answer)
        else:
            command.done.set_result(answer)
