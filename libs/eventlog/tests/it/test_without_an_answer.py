"""Who hears that nothing was done may do it again; whoever can't be told hears that."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import asyncpg
import pytest

from medianest.contracts.meta import Meta
from medianest.eventlog.codec import Codec
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Log
from medianest.eventlog.readmodels import OwnReadModels
from medianest.eventlog.writer import AnswerLost, LogAway, Writer
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import GUESTBOOK, sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA

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


def impatient(eventlog: EventLog, house: House) -> tuple[Writer, Log]:
    """Another process of the service, that waits for an answer a fifth of a second."""
    codec = Codec((GUESTBOOK,))
    models = OwnReadModels("notify", (), codec)
    writer = Writer(house("notify").dsn, ["notify"], models, answer_within_s=0.2)
    return writer, Log("notify", eventlog.pool, writer, codec, models)


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
