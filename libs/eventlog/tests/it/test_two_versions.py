"""Two versions of a program, or two operators, at one log: read models stay right for both."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import pytest

from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.postgres import Connection
from medianest.eventlog.readmodels import ReadModel
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import Book, Signed, lines, note, sign
from medianest.testkit.house import House

Open = Callable[..., Awaitable[EventLog]]
META = Meta(correlation=UUID(int=1))

CONTENT = """
select md5(coalesce(string_agg(l::text, '|' order by position), '')) from lines l
"""


async def content(eventlog: EventLog) -> str:
    """A hash of all rows in order, as this log's pages see them."""
    return str(await eventlog.pool.fetchval(CONTENT))


async def shown(eventlog: EventLog) -> int:
    return int(await eventlog.pool.fetchval("select count(*) from lines"))


async def test_two_rebuilds_at_once_are_done_one_after_the_other(open_log: Open) -> None:
    here, there = await open_log(), await open_log()
    await here.log.carry_out(sign(uuid4(), *("x" * 700)), meta=META)
    before = await content(here)
    await asyncio.gather(here.rebuild("lines"), there.rebuild("lines"))
    assert await content(here) == before


async def test_a_new_generation_is_built_beside_the_old_one_which_lives_on(open_log: Open) -> None:
    old = await open_log(lines(1))
    await old.log.carry_out(sign(uuid4(), *("x" * 700)), meta=META)
    new = await open_log(lines(2))
    assert await content(new) == await content(old)
    await new.log.carry_out(sign(uuid4(), "by the new"), meta=META)
    await old.log.carry_out(sign(uuid4(), "by the old"), meta=META)
    assert await shown(old) == 702

    async def new_has_it_too() -> bool:
        return await shown(new) == 702

    await eventually(new_has_it_too)
    assert await content(new) == await content(old)


async def test_a_build_that_is_killed_is_taken_up_where_it_was(
    open_log: Open, house: House
) -> None:
    first = await open_log(lines(1))
    await first.log.carry_out(sign(uuid4(), *("x" * 1500)), meta=META)

    async def breaks(connection: Connection, stored: object) -> None:
        if stored.position == 800:  # type: ignore[attr-defined]  a Stored
            raise ConnectionResetError
        await lines(2).apply(connection, stored)

    model = lines(2)
    broken = ReadModel(name="lines", generation=2, ddl=model.ddl, apply=breaks)
    with pytest.raises(ConnectionResetError):
        await open_log(broken)
    again = await open_log(model)
    assert await content(again) == await content(first)


async def test_a_program_of_before_goes_on_when_it_meets_a_fact_it_does_not_know(
    house: House, open_log: Open
) -> None:
    """In a rolling update the new program says new facts; the old one must still take commands."""
    new = await open_log(lines(2))
    at = house("notify")
    knows_less: Decider[Book, Signed] = Decider(
        name="guestbook", facts=(Signed,), initial=Book(), evolve=lambda book, _: book
    )
    old = await EventLog.open(
        service="notify",
        settings=at.settings,
        deciders=(knows_less,),
        read_models=(lines(1),),
        speaks=False,
    )
    await old.start()
    try:
        await new.log.carry_out(note(uuid4(), "of a new kind"), meta=META)
        await old.log.carry_out(sign(uuid4(), "as ever"), meta=META)
        assert await old.pool.fetchval("select string_agg(line, ',') from lines") == "as ever"
    finally:
        await old.stop()
