"""Facts are kept: dense, in order, all or none, once."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import asyncpg
import pytest

from medianest.contracts.meta import Meta, Once
from medianest.eventlog.audit import explorer
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import KeyReused, SeenOlder, Step
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import GUESTBOOK, BookFull, Signed, note, sign
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, NOON

Open = Callable[..., Awaitable[EventLog]]
META = Meta(correlation=UUID(int=1))
WRITERS = 16


async def test_a_command_is_kept_with_what_it_announces(eventlog: EventLog) -> None:
    book = uuid4()
    receipt = await eventlog.log.carry_out(sign(book, "Hello", "again"), meta=META)
    assert (receipt.id, receipt.version, receipt.position) == (book, 2, 2)
    assert [a.position for a in receipt.announced] == [1, 2]
    first, second = await eventlog.log.history(GUESTBOOK, book)
    assert (first.version, first.fact) == (1, Signed(line="Hello", book=book))
    assert second.said == receipt.said[1]


async def test_a_private_fact_announces_nothing(eventlog: EventLog) -> None:
    receipt = await eventlog.log.carry_out(note(uuid4(), "between us"), meta=META)
    assert receipt.announced == ()
    (stored,) = await eventlog.log.read_after(0)
    assert stored.said is None


async def test_a_story_is_told_whole_and_in_order(eventlog: EventLog) -> None:
    here, there, later = uuid4(), uuid4(), uuid4()
    another = Meta(correlation=UUID(int=2))
    await eventlog.log.carry_out(sign(here, "one", "two", "three"), sign(there, "four"), meta=META)
    await eventlog.log.carry_out(sign(here, "of another", "story"), meta=another)
    await asyncio.gather(
        eventlog.log.carry_out(sign(later, "five", "six"), meta=META),
        eventlog.log.carry_out(sign(uuid4(), "of another"), meta=another),
    )
    told = await eventlog.explorer.story(META.correlation, since=NOON)
    assert [fact.stream for fact in told.items] == [
        *[f"guestbook-{here}"] * 3,
        f"guestbook-{there}",
        *[f"guestbook-{later}"] * 2,
    ]
    assert len((await eventlog.explorer.story(another.correlation, since=NOON)).items) == 3


async def test_of_a_long_story_what_came_since_is_told_first(
    eventlog: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer, "STORY_MAX", 3)
    for line in ("one", "two", "three", "four"):
        await eventlog.log.carry_out(sign(uuid4(), line), meta=META)
    third = (await eventlog.log.read_after(0))[2]
    told = await eventlog.explorer.story(META.correlation, since=third.recorded_at)
    assert [fact.position for fact in told.items] == [1, 3, 4]


async def test_a_refused_command_leaves_nothing(eventlog: EventLog) -> None:
    with pytest.raises(BookFull):
        await eventlog.log.carry_out(sign(uuid4(), "no", room=0), meta=META)
    assert await eventlog.log.head() == 0


async def test_several_streams_are_written_all_or_none(eventlog: EventLog) -> None:
    first, second = uuid4(), uuid4()
    with pytest.raises(BookFull):
        await eventlog.log.carry_out(sign(first, "one"), sign(second, "two", room=0), meta=META)
    assert (await eventlog.log.load(GUESTBOOK, first)).version == 0
    await eventlog.log.carry_out(sign(first, "one"), sign(second, "two"), meta=META)
    assert (await eventlog.log.load(GUESTBOOK, first)).version == 1
    assert (await eventlog.log.load(GUESTBOOK, second)).version == 1


async def test_whoever_saw_an_older_version_is_told_so(eventlog: EventLog) -> None:
    book = uuid4()
    await eventlog.log.carry_out(sign(book, "one"), meta=META)
    stale = Step(GUESTBOOK, book, lambda _: [Signed(line="two", book=book)], expected=0)
    with pytest.raises(SeenOlder):
        await eventlog.log.carry_out(stale, meta=META)


async def test_the_same_key_has_one_effect_and_the_same_answer(eventlog: EventLog) -> None:
    book = uuid4()
    once = Once(member_id=ANNA, route="POST /lines", key="k1", body_sha256=b"a" * 32)
    first = await eventlog.log.carry_out(sign(book, "Hello"), meta=META, once=once)
    again = await eventlog.log.carry_out(sign(book, "Hello", room=1), meta=META, once=once)
    assert again.replayed
    assert (again.id, again.position, again.announced) == (
        first.id,
        first.position,
        first.announced,
    )
    assert await eventlog.log.head() == 1


async def test_the_same_key_at_the_same_time_has_one_effect(open_log: Open) -> None:
    logs = [await open_log() for _ in range(4)]
    once = Once(member_id=ANNA, route="POST /lines", key="k1", body_sha256=b"a" * 32)
    receipts = await asyncio.gather(
        *(one.log.carry_out(sign(uuid4(), "Hello"), meta=META, once=once) for one in logs * 5)
    )
    assert {receipt.position for receipt in receipts} == {1}
    assert await logs[0].log.head() == 1


@pytest.mark.parametrize("what_was_done", ["is refused", "decides nothing"])
async def test_of_twins_the_later_hears_the_answer_of_the_first_also_where_it(
    open_log: Open, what_was_done: str
) -> None:
    book, logs = uuid4(), [await open_log() for _ in range(2)]
    once = Once(member_id=ANNA, route="POST /lines", key="k1", body_sha256=b"a" * 32)
    step = sign(book, "Hello", room=1)
    if what_was_done == "decides nothing":
        line = Signed(line="Hello", book=book)
        step = Step(GUESTBOOK, book, lambda state: [] if state.lines else [line])
    receipts = await asyncio.gather(
        *(one.log.carry_out(step, meta=META, once=once) for one in logs * 5)
    )
    assert {(one.position, one.version, one.announced) for one in receipts} == {
        (1, 1, receipts[0].announced)
    }
    assert [one.replayed for one in receipts].count(False) == 1
    with pytest.raises(BookFull):
        await logs[0].log.carry_out(sign(book, "Hello", room=1), meta=META)


async def test_a_key_is_not_for_another_body(eventlog: EventLog) -> None:
    once = Once(member_id=ANNA, route="POST /lines", key="k1", body_sha256=b"a" * 32)
    other = Once(member_id=ANNA, route="POST /lines", key="k1", body_sha256=b"b" * 32)
    await eventlog.log.carry_out(sign(uuid4(), "Hello"), meta=META, once=once)
    with pytest.raises(KeyReused):
        await eventlog.log.carry_out(sign(uuid4(), "Bye"), meta=META, once=other)


async def test_sixteen_writers_leave_no_gap_no_conflict_and_every_stream_in_order(
    open_log: Open, house: House
) -> None:
    logs = [await open_log() for _ in range(WRITERS)]
    books = [uuid4() for _ in range(40)]
    luck = random.Random(7)  # noqa: S311  the same luck at every run

    async def writer(eventlog: EventLog) -> int:
        written = 0
        for _ in range(25):
            chosen = luck.sample(books, luck.randint(1, 3))
            counts = [luck.randint(1, 3) for _ in chosen]
            steps = [sign(b, *("x" * n)) for b, n in zip(chosen, counts, strict=True)]
            await eventlog.log.carry_out(*steps, meta=META)
            written += sum(counts)
        return written

    written = sum(await asyncio.gather(*(writer(eventlog) for eventlog in logs)))
    facts = []
    while batch := await logs[0].log.read_after(len(facts)):
        facts += batch
    assert [fact.position for fact in facts] == list(range(1, written + 1))
    for book in books:
        versions = [fact.version for fact in facts if fact.id == book]
        assert versions == list(range(1, len(versions) + 1))
    shown = await logs[0].pool.fetchval("select count(*) from lines")
    assert shown == written


async def test_a_writer_whose_connection_is_cut_goes_on(eventlog: EventLog, house: House) -> None:
    book = uuid4()
    await eventlog.log.carry_out(sign(book, "before"), meta=META)
    admin = await asyncpg.connect(house.admin_dsn)
    await admin.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'notify_runtime' and pid <> pg_backend_pid()"
    )
    await admin.close()

    async def written() -> bool:
        try:
            await eventlog.log.carry_out(sign(book, "after"), meta=META)
        except Exception:  # noqa: BLE001  away for a moment, in whatever words
            return False
        return True

    await eventually(written)
    facts = await eventlog.log.read_after(0)
    assert [fact.position for fact in facts] == list(range(1, len(facts) + 1))


async def test_a_projection_that_breaks_fails_only_its_own_command(eventlog: EventLog) -> None:
    lines = ["good", "unprintable", "fine", "well"]
    results = await asyncio.gather(
        *(eventlog.log.carry_out(sign(uuid4(), line), meta=META) for line in lines),
        return_exceptions=True,
    )
    assert [isinstance(result, ValueError) for result in results] == [False, True, False, False]
    assert [fact.position for fact in await eventlog.log.read_after(0)] == [1, 2, 3]


async def test_an_open_transaction_of_another_hides_no_fact(
    eventlog: EventLog, house: House
) -> None:
    """Positions are given in commit order: a slow writer cannot appear before what was read."""
    slow = await asyncpg.connect(house("notify").owner_dsn)
    async with slow.transaction():
        await slow.execute("create table slow_work(id int)")
        await eventlog.log.carry_out(sign(uuid4(), "meanwhile"), meta=META)
        assert await eventlog.log.head() == 1
    await slow.close()


@pytest.mark.parametrize(
    "attack",
    [
        "update facts set type = 'x'",
        "delete from facts",
        "truncate facts",
        "insert into facts select * from facts",
        "update log_head set position = 0",
        "alter table facts disable trigger facts_final",
        "drop function append_facts",
        "select * from identity.facts",
        "create table identity.mine(id int)",
    ],
)
async def test_s54_the_runtime_role_cannot_change_a_fact_nor_look_next_door(
    eventlog: EventLog, house: House, attack: str
) -> None:
    await eventlog.log.carry_out(sign(uuid4(), "Hello"), meta=META)
    thief = await asyncpg.connect(house("notify").dsn, server_settings={"search_path": "notify"})
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await thief.execute(attack)
    await thief.close()


async def test_not_even_the_owner_changes_a_fact(eventlog: EventLog, house: House) -> None:
    await eventlog.log.carry_out(sign(uuid4(), "Hello"), meta=META)
    owner = await asyncpg.connect(house("notify").owner_dsn)
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await owner.execute("update notify.facts set type = 'x'")
    await owner.close()
