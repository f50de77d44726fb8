"""Who follows live knows when nothing is heard, and misses nothing of what was said meanwhile."""

from typing import Any, Final

from medianest.contracts.live import LiveValue
from medianest.eventlog.bus.broker import Broker, NatsAccess
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readers.live_follower import LiveFollower
from medianest.testkit.eventually import eventually

KNOWN_WITHIN_S: Final = 15
"""A question that was asked when it went away is waited for five seconds."""


async def test_a_follower_knows_that_the_bus_is_away_and_goes_on_behind_the_break(
    story: Any,
) -> None:
    heard: list[int] = []

    async def hear(one: Heard) -> None:
        heard.append(one.position)

    async def measure(value: LiveValue) -> None:
        raise AssertionError("nothing is measured here")

    eventlog, _ = await story.speaker()
    at = story.house("gateway")
    access = NatsAccess(url=at.nats_url, seed=at.nats_seed)
    broker = Broker("gateway", access, on_fatal=story.fatal.append)
    follower = LiveFollower(broker, ("notify",))
    assert not follower.hears
    await broker.start()
    await follower.follow(hear, measure)
    try:
        await eventually(lambda: follower.hears)
        await story.sign(eventlog, "before")
        await eventually(lambda: len(heard) == 1)
        await story.house.nats.kill()
        await eventually(lambda: not follower.hears, timeout_s=KNOWN_WITHIN_S)
        await story.sign(eventlog, "meanwhile", "and again")
        await story.house.nats.start()
        await eventually(lambda: follower.hears and len(heard) == 3, timeout_s=KNOWN_WITHIN_S)
        assert heard == await story.said()
    finally:
        await follower.stop()
        await broker.stop()
    assert story.fatal == []
