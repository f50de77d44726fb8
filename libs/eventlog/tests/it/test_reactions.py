"""Reactions to one's own facts: each fact once, with its effects, in order, without a bus."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Literal
from uuid import UUID, uuid4

import pytest

from medianest.contracts.meta import Meta
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import GUESTBOOK, Signed, note, sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, NOON

META = Meta(correlation=UUID(int=1), actor=ANNA)
REPLIES = UUID(int=7)
React = Callable[[Turn, Stored[Any]], Awaitable[None]]
Start = Callable[..., Awaitable[EventLog]]


@pytest.fixture
async def start(house: House) -> AsyncIterator[Start]:
    """Starts processes of one service with this reaction; stops them all."""
    started: list[EventLog] = []

    async def starting(react: React, begin: Literal["zero", "head"] = "zero") -> EventLog:
        at = house("notify")
        eventlog = await EventLog.open(
            service="notify", postgres_dsn=at.dsn, deciders=(GUESTBOOK,), keks=at.keks
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


async def test_each_fact_is_reacted_to_once_by_one_of_many_processes(start: Start) -> None:
    logs = [await start(reply) for _ in range(3)]
    names = [f"{n}" for n in range(40)]
    for n, line in enumerate(names):
        await logs[n % 3].log.carry_out(sign(uuid4(), line), meta=META)

    async def all_answered() -> bool:
        return len(await replies(logs[0])) >= len(names)

    await eventually(all_answered)
    assert await replies(logs[0]) == [f"to {line}" for line in names]
    assert await logs[0].jobs.counts() == {("mail", "ready"): 40}
    facts = await logs[0].log.read_after(0)
    assert [fact.position for fact in facts] == list(range(1, 81))


async def test_a_consequence_names_its_cause_and_keeps_the_story(start: Start) -> None:
    eventlog = await start(reply)
    await eventlog.log.carry_out(sign(uuid4(), "Hello"), meta=META)

    async def answered() -> bool:
        return bool(await replies(eventlog))

    await eventually(answered)
    cause, consequence = await eventlog.log.read_after(0)
    assert consequence.meta.causation == cause.fact_id
    assert consequence.meta.correlation == META.correlation


async def test_a_new_reaction_begins_where_it_says(start: Start) -> None:
    first = await start(reply, "head")
    await first.stop()
    await first.pool.close()


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
