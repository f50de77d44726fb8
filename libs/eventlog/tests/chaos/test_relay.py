"""Whatever happens to NATS or a relay, each announced event is heard once and in order."""

import asyncio
import shutil
from typing import Any

import pytest

from medianest.eventlog.bus import relay
from medianest.testkit.eventually import eventually


async def test_what_is_said_is_heard_once_and_in_order(story: Any) -> None:
    notify, _ = await story.speaker()
    await story.listener()
    await story.sign(notify, *(f"line {i}" for i in range(20)))
    await story.all_heard()


async def test_two_relays_at_once_say_everything_once(story: Any) -> None:
    one, messaging_one = await story.speaker()
    two, messaging_two = await story.speaker()
    for messaging in (messaging_one, messaging_two):
        # Without the advisory lock only the tail fences them: the worst case.
        messaging.relay._leadership.leads = _always  # noqa: SLF001  nobody else could break it
    await story.listener()
    await asyncio.gather(
        *(story.sign(log, *(f"line {i}" for i in range(25))) for log in (one, two, one, two))
    )
    await story.all_heard()


async def test_what_one_process_commits_another_says_at_once(
    story: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "POLL_S", 3600.0)
    processes = [await story.process() for _ in range(2)]
    await story.listener()
    await eventually(lambda: [one.messaging.relay.leads for one in processes].count(True) == 1)
    for eventlog in processes:
        await story.sign(eventlog, "a line")
    await story.all_heard()


async def test_nats_killed_again_and_again(story: Any) -> None:
    notify, _ = await story.speaker()
    await story.listener()
    for _ in range(3):
        signing = asyncio.create_task(story.sign(notify, *(f"line {i}" for i in range(30))))
        await story.restart_nats()
        await signing
    await story.all_heard(timeout_s=30)
    assert not story.fatal


async def test_the_disk_of_nats_is_rolled_back(story: Any) -> None:
    notify, messaging = await story.speaker()
    await story.listener()
    await story.sign(notify, *(f"before {i}" for i in range(20)))
    await story.all_heard()
    await story.house.nats.kill()
    streams = story.house.nats.folder / "streams"
    shutil.copytree(streams, story.house.folder / "older")
    await story.house.nats.start()
    await story.sign(notify, *(f"lost {i}" for i in range(20)))
    await story.all_heard(timeout_s=30)
    await story.house.nats.kill()
    shutil.rmtree(streams)
    shutil.move(story.house.folder / "older", streams)
    await story.house.nats.start()
    await story.sign(notify, *(f"after {i}" for i in range(20)))
    await story.all_heard(timeout_s=30)
    await _stream_is_whole(story, messaging)


async def test_nats_is_wiped_and_everything_is_said_again(story: Any) -> None:
    notify, messaging = await story.speaker()
    await story.listener()
    await story.sign(notify, *(f"before {i}" for i in range(20)))
    await story.all_heard()
    await story.house.nats.kill()
    shutil.rmtree(story.house.nats.folder / "streams")
    await story.house.nats.start()
    await story.provision()
    await story.sign(notify, *(f"after {i}" for i in range(5)))
    await story.all_heard(timeout_s=30)
    await _stream_is_whole(story, messaging)


async def test_commands_go_on_while_nats_is_away(story: Any) -> None:
    notify, messaging = await story.speaker()
    await story.listener()
    await story.house.nats.kill()
    await eventually(lambda: not messaging.broker.connected)
    await story.sign(notify, *(f"line {i}" for i in range(60)))
    assert await story.heard() == []
    await story.house.nats.start()
    await story.all_heard(timeout_s=30)


async def test_a_relay_that_died_among_private_facts_goes_on(story: Any) -> None:
    notify, messaging = await story.speaker()
    await story.sign(notify, "one")
    await messaging.stop()
    await story.sign(notify, "two", "three")
    await story.speaker()
    await story.listener()
    await story.all_heard()


async def test_a_service_starts_while_nats_is_away(story: Any) -> None:
    await story.house.nats.kill()
    notify, messaging = await story.speaker()
    await story.sign(notify, "line")
    assert messaging.health().connected is False
    await story.house.nats.start()
    await story.listener()
    await story.all_heard(timeout_s=30)


async def _always(name: str) -> bool:
    return True


async def _stream_is_whole(story: Any, messaging: Any) -> None:
    said = await story.said()

    async def whole() -> bool:
        found = await messaging.broker.owner_tail("notify")
        return bool(found.sequence == len(said) and found.position == said[-1])

    await eventually(whole)
