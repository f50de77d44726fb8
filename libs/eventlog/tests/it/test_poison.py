"""Poison: what cannot be taken stops its own line only, and says so."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID, uuid4

import asyncpg
import pytest

from medianest.contracts.meta import Meta
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.postgres import Connection, LogAway
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.readmodels import ReadModel
from medianest.eventlog.turn import Turn
from medianest.eventlog.work import Claimed, Work, Workplace
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import GUESTBOOK, Signed, note, sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, NOON

META = Meta(correlation=UUID(int=1), actor=ANNA)
REPLIES = UUID(int=7)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
React = Callable[[Turn, Stored[Any]], Awaitable[None]]
Start = Callable[..., Awaitable[EventLog]]


@pytest.fixture
async def start(house: House) -> AsyncIterator[Start]:
    """Starts processes of one service with this reaction; stops them all."""
    started: list[EventLog] = []

    async def starting(react: React, begin: Literal["zero", "head"] = "zero") -> EventLog:
        at = house("notify")
        eventlog = await EventLog.open(
            service="notify", settings=at.settings, deciders=(GUESTBOOK,), speaks=False
        )
        started.append(eventlog)
        eventlog.react(Reaction(name="replies", sources="own", start=begin, react=react))
        await eventlog.start()
        return eventlog

    yield starting
    for eventlog in started:
        await eventlog.stop(grace_s=2)


async def reply(turn: Turn, stored: Stored[Any]) -> None:
    """Answer each line that was signed, and plan a mail about it."""
    if isinstance(stored.fact, Signed):
        await turn.carry_out(note(REPLIES, f"to {stored.fact.line}"))
        await turn.plan(Job(kind="mail", key=str(stored.fact_id), due_at=NOON))


async def replies(eventlog: EventLog) -> list[str]:
    return [stored.fact.line for stored in await eventlog.log.history(GUESTBOOK, REPLIES)]


async def test_a_fact_that_cannot_be_taken_stops_the_line_after_the_good_ones(
    start: Start,
) -> None:
    async def stumbling(turn: Turn, stored: Stored[Any]) -> None:
        if isinstance(stored.fact, Signed) and stored.fact.line == "bad":
            await turn.connection.execute("select 1 / 0")
        await reply(turn, stored)

    quiet = await start(stumbling)
    await quiet.log.carry_out(sign(uuid4(), "good", "bad", "behind"), meta=META)

    async def stopped() -> bool:
        row = await quiet.pool.fetchrow("select position, status, error from checkpoints")
        assert row is not None
        return (row["position"], row["status"]) == (1, "stopped") and "zero" in row["error"]

    await eventually(stopped, timeout_s=15)
    assert await replies(quiet) == ["to good"]


async def test_values_that_postgres_cannot_take_fail_their_own_command_only(house: House) -> None:
    """asyncpg counts these among the errors of its interface, as if the database were away."""

    async def apply(connection: Connection, stored: Stored[Any]) -> None:
        line = 1 if stored.fact.line == "odd" else stored.fact.line
        await connection.execute("insert into odd(line) values ($1)", line)

    model = ReadModel(name="odd", generation=1, ddl="create table odd(line text)", apply=apply)
    at = house("notify")
    eventlog = await EventLog.open(
        service="notify",
        settings=at.settings,
        deciders=(GUESTBOOK,),
        read_models=(model,),
        speaks=False,
    )
    await eventlog.start()
    results = await asyncio.gather(
        *(
            eventlog.log.carry_out(sign(uuid4(), line), meta=META)
            for line in ("good", "odd", "fine")
        ),
        return_exceptions=True,
    )
    await eventlog.stop()
    assert [isinstance(result, asyncpg.DataError) for result in results] == [False, True, False]


async def test_a_head_that_somebody_holds_too_long_delays_nobody_for_ever(
    eventlog: EventLog, house: House
) -> None:
    holder = await asyncpg.connect(house("notify").dsn, server_settings={"search_path": "notify"})
    async with holder.transaction():
        await holder.execute("select lock_head()")
        results = await asyncio.gather(
            *(eventlog.log.carry_out(sign(uuid4(), "waiting"), meta=META) for _ in range(3)),
            return_exceptions=True,
        )
    await holder.close()
    assert [type(result) for result in results] == [LogAway] * 3
    await eventlog.log.carry_out(sign(uuid4(), "free again"), meta=META)
    assert await eventlog.log.head() == 1


async def test_one_who_stopped_with_the_head_in_hand_keeps_nobody_from_starting(
    open_log: Callable[[], Awaitable[EventLog]], house: House
) -> None:
    """As a frozen worker does; Postgres ends its session a moment later than writers give up."""
    frozen = await asyncpg.connect(
        house("notify").dsn,
        server_settings={
            "search_path": "notify",
            "idle_in_transaction_session_timeout": "4000",
        },
    )
    await frozen.execute("begin")
    await frozen.execute("select lock_head()")
    eventlog = await open_log()
    await eventlog.log.carry_out(sign(uuid4(), "started"), meta=META)
    with pytest.raises((asyncpg.InterfaceError, asyncpg.PostgresError)):
        await frozen.execute("commit")
    frozen.terminate()


async def test_a_job_that_kills_its_workers_is_dead_in_the_end(eventlog: EventLog) -> None:
    """Whoever claims it is gone before they can say why; that must not go on for ever."""
    await eventlog.jobs.plan(Job(kind="mail", key="a", due_at=LONG_AGO))
    await eventlog.pool.execute("update jobs set attempts = 5, lease_until = now()")
    performed: list[int] = []

    async def perform(job: Claimed) -> None:
        performed.append(job.attempt)

    workplace = Workplace(
        eventlog.pool, Work(kind="mail", perform=perform, max_attempts=5), "the sixth"
    )
    workplace.start()

    async def dead() -> bool:
        return await eventlog.jobs.counts() == {("mail", "dead"): 1}

    await eventually(dead)
    await workplace.stop(grace_s=1)
    assert performed == []
