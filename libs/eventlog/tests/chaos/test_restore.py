"""Postgres is restored from an older backup: a new epoch, and nothing of the two is mixed."""

import asyncio
import json
from typing import Any

import pytest
from msgspec.structs import astuple

from medianest.contracts.topology import ServiceName
from medianest.eventlog.bus.streams import NEW_EPOCH
from medianest.eventlog.readers import foreign
from medianest.eventlog.readers.live_follower import LiveFollower
from medianest.testkit.eventually import eventually

# As a restored backup looks: the facts behind a position never happened, nor what came of them.
REWIND = """
alter table facts disable trigger facts_final;
delete from facts where position > {0};
alter table facts enable trigger facts_final;
update log_head set position = {0};
update checkpoints set position = {0} where source = 'own';
delete from notify_lines_g1.lines where position > {0};
"""

LINES = """
select position, line from gateway_heard_lines_g1.heard_lines order by n
"""

SAID_LINES = """
select position, said::json ->> 'category' as line from facts where said is not null
order by position
"""

CHECKPOINTS = """
select distinct c.epoch from checkpoints c where c.source = 'notify'
"""


async def test_readers_further_than_the_backup_start_the_new_epoch_anew(story: Any) -> None:
    notify, messaging = await story.speaker()
    gateway = await story.listener()
    kept = await story.sign(notify, "kept one", "kept two")
    await story.sign(notify, "lost one", "lost two", "lost three")
    await story.all_heard()
    before = set(await story.jobs())
    await _restore(story, notify, messaging, kept)

    notify, messaging = await story.speaker()
    await story.sign(notify, "new one", "new two")
    await eventually(lambda: "another epoch" in (messaging.health().relay or ""))
    await story.provision()
    await _same_words(story)

    after = set(await story.jobs())
    # What had been done stays done; what is new is done once: the keys are the facts' ids.
    assert before <= after
    assert len(after) == len(before) + 2
    assert gateway.health().readers == {}
    lost = story.house.credentials.vault.read("provision/lost-notify.json")
    assert [one["position"] for one in json.loads(lost)][-3:] == [6, 8, 10]


async def test_a_reader_no_further_than_the_backup_simply_goes_on(story: Any) -> None:
    notify, messaging = await story.speaker()
    gateway = await story.listener()
    kept = await story.sign(notify, "kept one", "kept two")
    await story.all_heard()
    await gateway.stop()
    await story.sign(notify, "lost one")
    await _restore(story, notify, messaging, kept)
    notify, messaging = await story.speaker()
    await story.provision()
    await story.sign(notify, "new one")
    await story.listener()
    await _same_words(story)
    async with story.owner("gateway") as connection:
        applied = await connection.fetchval("select max(n) from gateway_heard_lines_g1.heard_lines")
    assert applied == 3


async def test_who_follows_live_is_told_of_a_restore_also_if_it_took_back_nothing_they_heard(
    story: Any,
) -> None:
    async def ignore(_: Any) -> None:
        """Only that it began anew counts here."""

    began_anew: list[str] = []

    async def note(source: ServiceName) -> None:
        began_anew.append(source)

    notify, messaging = await story.speaker()
    gateway = await story.listener()
    follower = LiveFollower(gateway.broker, ("notify",))
    await follower.follow(ignore, ignore, note)
    try:
        kept = await story.sign(notify, "kept")
        await eventually(lambda: follower.position("notify") == kept, timeout_s=15)
        before = follower.epoch("notify")
        await _restore(story, notify, messaging, kept)
        notify, _ = await story.speaker()
        await story.provision()
        last = await story.sign(notify, "new")
        await eventually(lambda: follower.position("notify") == last, timeout_s=15)
        assert began_anew == ["notify"]
        assert follower.epoch("notify") not in {None, before}
    finally:
        await follower.stop()


async def test_a_stream_ahead_of_its_log_is_left_alone(story: Any) -> None:
    notify, messaging = await story.speaker()
    kept = await story.sign(notify, "kept")
    await story.sign(notify, "lost")
    await eventually(lambda: _said_all(messaging, kept))
    await messaging.stop()
    await notify.stop(2)
    async with story.owner("notify") as connection:
        await connection.execute(REWIND.format(kept))
    _, messaging = await story.speaker()
    await eventually(lambda: "ahead of the log" in (messaging.health().relay or ""))


async def test_a_read_model_is_rebuilt_as_it_was(story: Any) -> None:
    notify, _ = await story.speaker()
    gateway = await story.listener()
    await story.sign(notify, *(f"line {i}" for i in range(10)))
    await story.all_heard()
    await gateway.rebuild("heard_lines")
    await story.sign(notify, "after")
    await story.all_heard()


async def test_a_rebuild_ends_when_all_was_said_that_its_source_knew(story: Any) -> None:
    gateway, known = await _one_is_not_said(story)
    rebuilding = asyncio.create_task(gateway.rebuild("heard_lines", known))
    await eventually(lambda: _is_being_built(story))
    assert not rebuilding.done()
    await story.speaker()
    await rebuilding
    async with story.owner("gateway") as connection:
        heard = [row["line"] for row in await connection.fetch(LINES)]
    assert heard == ["said", "known, and not said"]


async def test_a_source_that_says_nothing_leaves_the_live_tables_as_they_are(
    story: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway, known = await _one_is_not_said(story)
    monkeypatch.setattr(foreign, "SAID_WITHIN_S", 0.0)
    async with story.owner("gateway") as connection:
        await connection.execute("update gateway_heard_lines_g1.heard_lines set line = 'live'")
        with pytest.raises(foreign.NotAllSaid):
            await gateway.rebuild("heard_lines", known)
        assert [row["line"] for row in await connection.fetch(LINES)] == ["live"]


async def test_a_read_model_of_others_is_held_against_what_they_said(story: Any) -> None:
    notify, _ = await story.speaker()
    gateway = await story.listener()
    await story.sign(notify, *(f"line {i}" for i in range(10)))
    await story.all_heard()
    assert [astuple(one) for one in await gateway.differences("heard_lines")] == [
        ("heard_lines", 10, 0, 0)
    ]
    async with story.owner("gateway") as connection:
        await connection.execute("delete from gateway_heard_lines_g1.heard_lines where n = 3")
    assert [astuple(one) for one in await gateway.differences("heard_lines")] == [
        ("heard_lines", 9, 0, 1)
    ]


async def _one_is_not_said(story: Any) -> tuple[Any, foreign.KnownAt]:
    """The gateway, and how far notify's log is while nobody relays it."""
    notify, messaging = await story.speaker()
    gateway = await story.listener()
    await story.sign(notify, "said")
    await story.all_heard()
    await messaging.stop()
    position = await story.sign(notify, "known, and not said")
    await notify.stop(2)

    async def known(_: ServiceName) -> int:
        return int(position)

    return gateway, known


async def _is_being_built(story: Any) -> bool:
    async with story.owner("gateway") as connection:
        found = await connection.fetchval(
            "select to_regclass('gateway_heard_lines_g1_next.heard_lines')"
        )
    return found is not None


async def _said_all(messaging: Any, more_than: int) -> bool:
    tail = await messaging.broker.owner_tail("notify")
    return bool(tail.position > more_than)


async def _restore(story: Any, notify: Any, messaging: Any, position: int) -> None:
    await messaging.stop()
    await notify.stop(2)
    async with story.owner("notify") as connection:
        await connection.execute(REWIND.format(position))
        await connection.execute(NEW_EPOCH)


async def _same_words(story: Any) -> None:
    async def same() -> bool:
        async with story.owner("notify") as notify, story.owner("gateway") as gateway:
            said = [tuple(row) for row in await notify.fetch(SAID_LINES)]
            epoch = await notify.fetchval("select epoch from log_head")
            heard = [tuple(row) for row in await gateway.fetch(LINES)]
            epochs = [row["epoch"] for row in await gateway.fetch(CHECKPOINTS)]
        assert heard == said
        return epochs == [epoch]

    await eventually(same, timeout_s=20)
