"""Read models: at the head when a command is answered; rebuilt, they are the same byte for byte."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

from medianest.contracts.meta import Meta
from medianest.eventlog.audit.differences import Difference
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.readmodels import CREATE_SCHEMA
from medianest.testkit.guestbook import lines, note, sign

Open = Callable[..., Awaitable[EventLog]]
META = Meta(correlation=UUID(int=1))
BYTES = """
select md5(string_agg(l::text, '|' order by position)) from lines l
"""


async def written(eventlog: EventLog, count: int) -> None:
    await asyncio.gather(
        *(eventlog.log.carry_out(sign(uuid4(), f"line {n}"), meta=META) for n in range(count))
    )


async def test_a_person_reads_what_they_just_wrote(eventlog: EventLog) -> None:
    receipt = await eventlog.log.carry_out(sign(uuid4(), "Hello"), meta=META)
    row = await eventlog.pool.fetchrow("select position, line from lines")
    assert row is not None
    assert (row["position"], row["line"]) == (receipt.position, "Hello")


async def test_a_rebuilt_model_is_the_live_one_byte_for_byte(eventlog: EventLog) -> None:
    await written(eventlog, 300)
    before = await eventlog.pool.fetchval(BYTES)
    await eventlog.rebuild("lines")
    assert await eventlog.pool.fetchval(BYTES) == before


async def test_a_rebuild_loses_nothing_that_is_written_meanwhile(eventlog: EventLog) -> None:
    await written(eventlog, 700)
    await asyncio.gather(eventlog.rebuild("lines"), written(eventlog, 200))
    live = await eventlog.pool.fetchval(BYTES)
    assert await eventlog.pool.fetchval("select count(*) from lines") == 900
    await eventlog.rebuild("lines")
    assert await eventlog.pool.fetchval(BYTES) == live


async def test_a_rebuild_mends_a_table_that_somebody_touched(open_log: Open) -> None:
    eventlog = await open_log()
    await written(eventlog, 10)
    before = await eventlog.pool.fetchval(BYTES)
    table = "insert into lines values (99, gen_random_uuid(), 'a stray row', now())"
    await eventlog.pool.execute(table)
    await eventlog.rebuild("lines")
    assert await eventlog.pool.fetchval(BYTES) == before


async def test_a_model_is_held_against_its_facts_and_nothing_of_that_is_left(
    open_log: Open,
) -> None:
    eventlog = await open_log()
    await written(eventlog, 600)
    _, right = await asyncio.gather(written(eventlog, 50), eventlog.differences("lines"))
    assert [(one.table, one.unexplained, one.missing) for one in right] == [("lines", 0, 0)]
    stray = "insert into lines values (99999, gen_random_uuid(), 'a stray row', now())"
    await eventlog.pool.execute(stray)
    await eventlog.pool.execute("update lines set line = 'other words' where position = 7")
    await eventlog.pool.execute("delete from lines where position = 8")
    (wrong,) = await eventlog.differences("lines")
    assert wrong == Difference(table="lines", rows=650, unexplained=2, missing=2)
    copies = "select count(*) from pg_namespace where nspname like '%\\_check'"
    assert await eventlog.pool.fetchval(copies) == 0


async def test_a_new_generation_is_built_beside_the_old_and_both_are_kept_up(
    open_log: Open,
) -> None:
    old = await open_log(lines(generation=1))
    await written(old, 120)
    new = await open_log(lines(generation=2))
    assert await new.pool.fetchval(BYTES) == await old.pool.fetchval(BYTES)
    await written(old, 5)
    await written(new, 5)
    assert await new.pool.fetchval("select count(*) from lines") == 130
    await written(old, 1)
    assert await old.pool.fetchval("select count(*) from lines") == 131


async def test_a_model_that_starts_late_holds_all_that_was_written_before(open_log: Open) -> None:
    first = await open_log()
    await written(first, 30)
    await first.log.carry_out(note(uuid4(), "a private one"), meta=META)
    second = await open_log(lines(generation=7))
    assert await second.pool.fetchval("select count(*) from lines") == 31


async def test_processes_that_start_together_make_a_schema_once(eventlog: EventLog) -> None:
    for round_ in range(20):
        made = await asyncio.gather(
            *(eventlog.pool.fetchval(CREATE_SCHEMA, f"together_{round_}") for _ in range(4))
        )
        assert len(set(made)) == 1


async def test_two_processes_that_start_together_build_once(open_log: Open) -> None:
    first = await open_log()
    await written(first, 450)
    await asyncio.gather(*(open_log(lines(generation=3)) for _ in range(3)))
    late = await open_log(lines(generation=3))
    assert await late.pool.fetchval("select count(*) from lines") == 450
