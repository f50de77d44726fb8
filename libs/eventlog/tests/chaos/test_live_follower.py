"""What was announced of late, kept in memory for who comes back."""

from typing import Any

from medianest.eventlog.readers.live_follower import LiveFollower
from medianest.testkit.eventually import eventually


async def ignore(_: Any) -> None:
    """Only what is kept counts here."""


async def test_what_was_announced_of_late_is_told_from_any_position_on(story: Any) -> None:
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
    await follower.stop()
