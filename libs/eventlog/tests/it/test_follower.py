"""A service reacts to its own facts from its own log: once each, in order, without any bus."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal
from uuid import UUID, uuid4, uuid5

from medianest.contracts.meta import Meta
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import Signed, note, sign

Open = Callable[..., Awaitable[EventLog]]
META = Meta(correlation=UUID(int=1))


def reaction(
    react: Callable[[Turn, Stored[Any]], Awaitable[None]], start: Literal["zero", "head"] = "zero"
) -> Reaction:
    return Reaction(name="thanking", sources="own", start=start, react=react)


async def test_each_fact_is_reacted_to_once_and_in_order(open_log: Open) -> None:
    heard: list[int] = []

    async def react(turn: Turn, stored: Stored[Any]) -> None:
        heard.append(stored.position)

    eventlog = await open_log(started=False)
    eventlog.react(reaction(react))
    await eventlog.start()
    for _ in range(20):
        await eventlog.log.carry_out(sign(uuid4(), "one", "two"), meta=META)
    await eventually(lambda: len(heard) == 40)
    assert heard == list(range(1, 41))


async def test_facts_and_jobs_of_a_reaction_commit_with_its_position(open_log: Open) -> None:
    async def react(turn: Turn, stored: Stored[Any]) -> None:
        if isinstance(stored.fact, Signed):
            thanks = note(uuid5(stored.fact_id, "thanks"), f"thanks for {stored.fact.line}")
            await turn.carry_out(thanks)
            await turn.plan(Job(kind="post", key=str(turn.cause), due_at=stored.recorded_at))

    eventlog = await open_log(started=False)
    eventlog.react(reaction(react))
    await eventlog.start()
    receipt = await eventlog.log.carry_out(sign(uuid4(), "the cake"), meta=META)

    async def thanked() -> bool:
        return await eventlog.log.head() == 2

    await eventually(thanked)
    _, thanks = await eventlog.log.read_after(0)
    assert thanks.fact.line == "thanks for the cake"
    assert thanks.meta.causation == receipt.announced[0].fact_id
    assert thanks.meta.correlation == META.correlation
    assert await eventlog.jobs.counts() == {("post", "ready"): 1}


async def test_a_reaction_that_breaks_keeps_what_came_before_and_goes_on_once_it_is_mended(
    open_log: Open,
) -> None:
    broken = True
    heard: list[int] = []

    async def react(turn: Turn, stored: Stored[Any]) -> None:
        await turn.plan(Job(kind="post", key=str(turn.cause), due_at=stored.recorded_at))
        if broken and stored.position == 2:
            raise RuntimeError("poison")
        heard.append(stored.position)

    eventlog = await open_log(started=False)
    eventlog.react(reaction(react))
    await eventlog.start()
    await eventlog.log.carry_out(sign(uuid4(), "one", "two"), meta=META)

    async def stopped() -> bool:
        error = await eventlog.pool.fetchval(
            "select error from checkpoints where reader = 'thanking'"
        )
        return error is not None and "poison" in error

    await eventually(stopped)
    assert await eventlog.jobs.counts() == {("post", "ready"): 1}
    broken = False
    await eventually(lambda: heard[-2:] == [1, 2], timeout_s=10)

    async def kept() -> bool:  # it hears before what it did is committed
        return await eventlog.jobs.counts() == {("post", "ready"): 2}

    await eventually(kept)


async def test_two_processes_share_a_reaction_without_doing_it_twice(open_log: Open) -> None:
    heard: list[int] = []

    async def react(turn: Turn, stored: Stored[Any]) -> None:
        heard.append(stored.position)

    logs = [await open_log(started=False) for _ in range(3)]
    for eventlog in logs:
        eventlog.react(reaction(react))
        await eventlog.start()
    for eventlog in logs * 10:
        await eventlog.log.carry_out(sign(uuid4(), "one"), meta=META)
    await eventually(lambda: len(heard) == 30)
    assert heard == list(range(1, 31))


async def test_a_new_reaction_may_begin_with_what_comes_next(open_log: Open) -> None:
    heard: list[int] = []

    async def react(turn: Turn, stored: Stored[Any]) -> None:
        heard.append(stored.position)

    before = await open_log()
    await before.log.carry_out(sign(uuid4(), "one", "two", "three"), meta=META)
    eventlog = await open_log(started=False)
    eventlog.react(reaction(react, start="head"))
    await eventlog.start()
    await eventlog.log.carry_out(sign(uuid4(), "four"), meta=META)
    await eventually(lambda: heard == [4])
