"""Who follows live knows when nothing is heard, and misses nothing of what was said meanwhile."""

from datetime import timedelta
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


async def test_what_was_announced_of_late_is_told_from_any_position_on(story: Any) -> None:
    async def ignore(_: Any) -> None:
        """Only what is kept counts here."""

    notify, _ = await story.speaker()
    gateway = await story.listener()
    last = await story.sign(notify, "one", "two", "three", "four")
    said = await story.said()
    follower = LiveFollower(gateway.broker, ("notify",))
    assert follower.since("notify", 0) is None, "nothing is known yet"
    await follower.follow(ignore, ignore)
    await eventually(lambda: follower.warm and follower.position("notify") == last, timeout_s=15)

    def since(position: int, at_most: int = 100) -> list[int]:
        return [heard.position for heard in follower.since("notify", position, at_most) or ()]

    assert said == [2, 4, 6, 8]
    assert [since(0), since(4), since(5), since(8)] == [said, [6, 8], [6, 8], []]
    assert [since(0, 2), since(2, 2), since(0, 0)] == [[2, 4], [4, 6], []]
    _, second, third, _ = follower.since("notify", 0, 100) or ()
    assert follower.until("notify", second.at) == second.position
    assert follower.until("notify", third.at - timedelta(microseconds=1)) == second.position
    assert follower.until("notify", second.at - timedelta(days=1)) == 0
    await follower.stop()
