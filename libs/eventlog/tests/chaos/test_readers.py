"""A reader applies each announced event once, in order, whatever happens to it in between."""

import asyncio
from typing import Any

import msgspec
import pytest

from medianest.eventlog.bus.broker import Broker, NatsAccess
from medianest.eventlog.bus.stream_reader import Place
from medianest.eventlog.jobs import Job
from medianest.eventlog.readers.listener import Zombie
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.readmodels import ReadModel
from medianest.testkit.eventually import eventually

DDL = "create table heard_lines(n bigserial, position bigint not null, line text not null)"

ADD = """
insert into heard_lines(position, line) values ($1, $2)
"""

WRONG_HINT = """
update checkpoints set seq_hint = $1 where source = 'notify'
"""

STATUS = """
select status, error from checkpoints where reader = 'heard_lines' and source = 'notify'
"""

FROM_THE_FUTURE = """
update facts set said = json_build_object('type', 'medianest.notify.from-the-future', 'x', 1)
where position = 2
"""


def model_with(apply: Any) -> ReadModel:
    return ReadModel(name="heard_lines", generation=1, ddl=DDL, apply=apply, source=("notify",))


async def add(connection: Any, heard: Any) -> None:
    await connection.execute(ADD, heard.position, heard.event.category)


async def test_a_reader_that_dies_before_the_commit_applies_it_later_once(story: Any) -> None:
    reached, never = asyncio.Event(), asyncio.Event()

    async def hang(connection: Any, heard: Any) -> None:
        await add(connection, heard)
        if heard.event.category == "two":
            reached.set()
            await never.wait()

    notify, _ = await story.speaker()
    dying = await story.listener(model=model_with(hang))
    await story.sign(notify, "one", "two", "three")
    await asyncio.wait_for(reached.wait(), 10)
    await dying.stop()
    await story.listener()
    await story.all_heard()


async def test_a_reader_that_dies_after_the_commit_goes_on_behind_it(story: Any) -> None:
    notify, _ = await story.speaker()
    dying = await story.listener()
    await story.sign(notify, "one", "two")
    await story.all_heard()
    await dying.stop()
    await story.sign(notify, "three")
    await story.listener()
    await story.all_heard()


async def test_a_zombie_applies_nothing(story: Any) -> None:
    notify, _ = await story.speaker()
    gateway = await story.listener()
    await story.sign(notify, "one", "two")
    await story.all_heard()
    zombie = next(one for one in gateway.listeners if one.name == "heard_lines")
    messages = await zombie.streams["notify"].after(Place())
    with pytest.raises(Zombie):
        await zombie.commit("notify", Place(epoch=messages[0].epoch), messages)
    await story.all_heard()


async def test_only_one_instance_reads_and_the_other_takes_over(story: Any) -> None:
    notify, _ = await story.speaker()
    first = await story.listener()
    await story.sign(notify, "one")
    await story.all_heard()
    await story.listener()
    await story.sign(notify, "two")
    await story.all_heard()
    await first.stop()
    await story.sign(notify, "three")
    await story.all_heard()


@pytest.mark.parametrize("hint", [0, 3, 7, 4000])
async def test_a_wrong_hint_is_only_a_hint(story: Any, hint: int) -> None:
    notify, _ = await story.speaker()
    gateway = await story.listener()
    await story.sign(notify, *(f"line {i}" for i in range(5)))
    await story.all_heard()
    await gateway.stop()
    async with story.owner("gateway") as connection:
        await connection.execute(WRONG_HINT, hint)
    await story.sign(notify, *(f"more {i}" for i in range(5)))
    await story.listener()
    await story.all_heard()


async def test_trimmed_history_is_named(story: Any) -> None:
    notify, messaging = await story.speaker()
    await story.sign(notify, *(f"line {i}" for i in range(6)))
    await eventually(lambda: _tail_is(messaging, 12))
    await _as_provision(story, "$JS.API.STREAM.PURGE.MN_NOTIFY", {"seq": 4})
    gateway = await story.listener()
    problem = await eventually(lambda: gateway.health().readers.get("heard_lines:notify"))
    assert problem.startswith("HistoryTrimmed: MN_NOTIFY: position 0 is followed by 8")
    assert await story.heard() == []


async def test_a_type_from_a_newer_version_is_carried_on_and_skipped(story: Any) -> None:
    notify, messaging = await story.speaker()
    await messaging.stop()
    await story.sign(notify, "one", "two")
    async with story.owner("notify") as connection:
        await connection.execute("alter table facts disable trigger facts_final")
        await connection.execute(FROM_THE_FUTURE)
        await connection.execute("alter table facts enable trigger facts_final")
    _, messaging = await story.speaker()
    gateway = await story.listener()
    await eventually(lambda: _tail_is(messaging, 4))
    await eventually(lambda: _heard_is(story, [4]))
    assert gateway.health().readers == {}


async def test_poison_stops_the_line_and_says_why(story: Any) -> None:
    notify, _ = await story.speaker()
    gateway = await story.listener()
    await story.sign(notify, "one", "poison", "three")
    problem = await eventually(lambda: gateway.health().readers.get("heard_lines:notify"))
    assert problem == "ValueError: poison"
    await eventually(lambda: _heard_is(story, [2]))
    async with story.owner("gateway") as connection:
        row = await connection.fetchrow(STATUS)
        assert tuple(row) == ("stopped", "ValueError: poison")
    await gateway.stop()
    await story.listener(model=model_with(add))
    await story.all_heard()


async def test_a_reaction_from_the_head_hears_only_what_comes_next(story: Any) -> None:
    async def plan(turn: Any, heard: Any) -> None:
        await turn.plan(Job(kind="chaos.told", key=heard.event.category, data={}, due_at=heard.at))

    notify, messaging = await story.speaker()
    await story.sign(notify, "old one", "old two")
    await eventually(lambda: _tail_is(messaging, 4))
    later = Reaction(name="later", sources=("notify",), start="head", react=plan)
    gateway = await story.listener(reaction=later)
    await eventually(lambda: _begun(gateway))
    await story.sign(notify, "new one")
    await eventually(lambda: _jobs_are(story, ["new one"]))


async def test_what_travels_with_an_event(story: Any) -> None:
    heard_all: list[Any] = []

    async def keep(connection: Any, heard: Any) -> None:
        heard_all.append(heard)
        await add(connection, heard)

    notify, _ = await story.speaker()
    await story.listener(model=model_with(keep))
    await story.sign(notify, "line")
    await story.all_heard()
    (heard,) = heard_all
    (_, stored) = await notify.log.read_after(0)
    assert heard.event == stored.said
    assert (heard.id, heard.position, heard.version) == (stored.fact_id, 2, 2)
    assert heard.at == stored.recorded_at
    assert heard.meta.correlation == stored.meta.correlation
    assert heard.meta.address_hash is None


async def _tail_is(messaging: Any, position: int) -> bool:
    tail = await messaging.broker.owner_tail("notify")
    return bool(tail.position == position)


async def _heard_is(story: Any, positions: list[int]) -> bool:
    assert await story.heard() == positions
    return True


async def _jobs_are(story: Any, keys: list[str]) -> bool:
    assert await story.jobs() == keys
    return True


async def _begun(messaging: Any) -> bool:
    return len(await messaging.checkpoints()) == len(messaging.listeners)


async def _as_provision(story: Any, subject: str, wish: dict[str, Any]) -> None:
    seed = story.house.credentials.nats_provision("notify")
    access = NatsAccess(url=story.house.nats.url, seed=seed, inbox_prefix="_INBOX_provision_notify")
    async with Broker.once("notify", access) as broker:
        answer = await broker.request(subject, msgspec.json.encode(wish))
        assert b'"success":true' in answer
