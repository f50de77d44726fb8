"""Who hears that nothing was done may do it again; whoever can't be told hears that."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import asyncpg
import pytest

from medianest.chassis.settings import ServiceSettings, load
from medianest.contracts.meta import Meta, Once
from medianest.eventlog.codec import Codec
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.jobs import Job
from medianest.eventlog.log import Crowded, Log
from medianest.eventlog.postgres import AnswerLost, LogAway
from medianest.eventlog.readmodels import OwnReadModels
from medianest.eventlog.writer import Writer
from medianest.testkit.eventually import eventually
from medianest.testkit.fault_proxy import FaultProxy
from medianest.testkit.guestbook import GUESTBOOK, sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, NOON

META = Meta(correlation=UUID(int=1), actor=ANNA)
CUT_WHO_WAITS = """
select pg_terminate_backend(pid) from pg_stat_activity
where wait_event_type = 'Lock' and datname = current_database()
"""


@asynccontextmanager
async def head_held(house: House) -> AsyncIterator[None]:
    """Nobody appends meanwhile."""
    holder = await asyncpg.connect(house("notify").owner_dsn)
    async with holder.transaction():
        await holder.execute("select * from notify.log_head for update")
        yield
    await holder.close()


async def cut_who_waits(house: House) -> None:
    admin = await asyncpg.connect(house.admin_dsn)
    await eventually(lambda: admin.fetch(CUT_WHO_WAITS))
    await admin.close()


def impatient(
    eventlog: EventLog, house: House, *, answer_within_s: float = 0.2
) -> tuple[Writer, Log]:
    """Another process of the service, that waits for a turn or an answer for a moment only."""
    codec = Codec((GUESTBOOK,))
    models = OwnReadModels("notify", (), codec)
    writer = Writer(house("notify").dsn, ["notify"], models)
    waits = {"turn_within_s": 0.1, "answer_within_s": answer_within_s}
    return writer, Log("notify", eventlog.pool, writer, codec, models, **waits)


async def test_a_line_that_breaks_over_a_command_leaves_open_whether_it_was_done(
    eventlog: EventLog, house: House
) -> None:
    async with head_held(house):
        cut = asyncio.create_task(eventlog.log.carry_out(sign(uuid4(), "cut off"), meta=META))
        await cut_who_waits(house)
        with pytest.raises(AnswerLost):
            await cut
    await eventlog.log.carry_out(sign(uuid4(), "and it goes on"), meta=META)
    assert await eventlog.log.head() == 1


async def test_what_was_begun_and_is_not_answered_in_time_may_be_done(
    eventlog: EventLog, house: House
) -> None:
    writer, log = impatient(eventlog, house)
    await writer.start()
    async with head_held(house):
        with pytest.raises(AnswerLost):
            await log.carry_out(sign(uuid4(), "late"), meta=META)
    await eventually(eventlog.log.head)
    await writer.stop()


async def test_what_nobody_began_in_time_is_not_done_later(
    eventlog: EventLog, house: House
) -> None:
    writer, log = impatient(eventlog, house)
    with pytest.raises(LogAway):
        await log.carry_out(sign(uuid4(), "never begun"), meta=META)
    await writer.start()
    await writer.stop()
    assert await eventlog.log.head() == 0


async def test_who_is_not_let_in_soon_hears_that_nothing_was_done(
    eventlog: EventLog, house: House
) -> None:
    writer, log = impatient(eventlog, house, answer_within_s=8)
    await writer.start()
    book = uuid4()
    async with head_held(house):
        first = asyncio.create_task(log.carry_out(sign(book, "first"), meta=META))
        await asyncio.sleep(0)  # it stands before the others
        others = [log.carry_out(sign(book, "later"), meta=META) for _ in range(5)]
        met = await asyncio.gather(*others, return_exceptions=True)
        assert [type(one) for one in met] == [Crowded] * 5
    await first
    assert (await log.load(GUESTBOOK, book)).state.lines == 1
    await log.carry_out(sign(book, "now there is room"), meta=META)
    await writer.stop()


async def test_who_gets_no_connection_in_time_hears_that_nothing_was_done(
    eventlog: EventLog, house: House
) -> None:
    writer, log = impatient(eventlog, house)
    await writer.start()
    once = Once(member_id=ANNA, route="POST /lines", key="k", body_sha256=b"a")
    async with asyncio.timeout(3), AsyncExitStack() as stack:
        for _ in range(eventlog.pool.get_max_size()):
            await stack.enter_async_context(eventlog.pool.acquire())
        for repeated in (None, once):
            with pytest.raises(LogAway):
                await log.carry_out(sign(uuid4(), "no line"), meta=META, once=repeated)
    await writer.stop()
    assert await eventlog.log.head() == 0


async def test_a_postgres_that_is_silent_is_waited_for_no_longer_than_is_said(
    house: House,
) -> None:
    async with by_a_way(house) as (eventlog, way):
        writer, log = impatient(eventlog, house)
        await writer.start()
        await log.carry_out(sign(uuid4(), "while it answers"), meta=META)
        way.drop()
        async with asyncio.timeout(3):
            with pytest.raises(LogAway):
                await log.carry_out(sign(uuid4(), "no answer"), meta=META)
        way.cut()
        await writer.stop()


@asynccontextmanager
async def by_a_way(house: House) -> AsyncIterator[tuple[EventLog, FaultProxy]]:
    """A log, and the way to its Postgres, which may break."""
    at = urlsplit(house("notify").dsn)
    async with FaultProxy(at.hostname or "", at.port or 0) as way:
        dsn = house("notify").dsn.replace(f"{at.hostname}:{at.port}", way.address)
        eventlog = await EventLog.open(
            service="notify",
            settings=load(ServiceSettings, "notify", house.environ("notify", postgres_dsn=dsn)),
            deciders=(GUESTBOOK,),
            speaks=False,
        )
        await eventlog.start()
        try:
            yield eventlog, way
        finally:
            await way.heal()
            await eventlog.stop(grace_s=2)


async def test_while_postgres_is_away_whoever_asks_is_refused_and_nothing_breaks(
    house: House,
) -> None:
    book = uuid4()
    once = Once(member_id=ANNA, route="POST /lines", key="k", body_sha256=b"a")
    async with by_a_way(house) as (eventlog, way):
        await eventlog.log.carry_out(sign(book, "while it is there"), meta=META)
        await way.refuse()
        way.cut()
        await eventually(lambda: eventlog.pool.get_idle_size() == 0)
        asked = (
            eventlog.log.load(GUESTBOOK, book),
            eventlog.log.history(GUESTBOOK, book),
            eventlog.log.head(),
            eventlog.log.carry_out(sign(book, "later"), meta=META),
            eventlog.log.carry_out(sign(book, "later"), meta=META, once=once),
            eventlog.jobs.plan(Job(kind="knock", key="front", due_at=NOON)),
            eventlog.explorer.dead_letters(),
            eventlog.pool.fetchval("select 1"),
        )
        met = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(one) for one in met] == [LogAway] * len(asked)
        assert not (await eventlog.healthy()).database
        await way.heal()
        assert await eventlog.log.head() == 1


async def test_what_a_line_breaks_over_by_hand_may_be_done(eventlog: EventLog) -> None:
    async def cut_off() -> None:
        async with eventlog.pool.acquire() as connection:
            await connection.execute("select pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(AnswerLost):
        await cut_off()
    assert await eventlog.pool.fetchval("select 1") == 1


async def test_what_else_fails_over_a_connection_is_no_absence(eventlog: EventLog) -> None:
    async def look_in_a_drawer() -> None:
        async with eventlog.pool.acquire():
            raise FileNotFoundError

    with pytest.raises(FileNotFoundError):
        await look_in_a_drawer()
    with pytest.raises(asyncpg.UndefinedTableError):
        await eventlog.pool.fetch("select * from nothing_of_ours")
