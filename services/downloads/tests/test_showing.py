"""Progress is shown often enough for people, and seldom enough for the house."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from medianest.contracts.live import LiveValue
from medianest.downloads.domain.progress import Bar, Progress, Stream
from medianest.downloads.worker.showing import Showing

NEST, ANNA, CLAIM = UUID(int=1), UUID(int=2), UUID(int=3)
TOTAL = 1_000_000


class Watcher:
    """Whoever looks: notes when each message came, and what stands in the table."""

    def __init__(self) -> None:
        self.sent: list[tuple[float, float]] = []
        self.kept: Progress | None = None

    async def send(self, value: LiveValue) -> None:
        percent = float(getattr(value, "percent"))  # noqa: B009 - a union of several values
        self.sent.append((asyncio.get_running_loop().time(), percent))

    async def put(self, download_id: UUID, claim: UUID, progress: Progress) -> bool:
        self.kept = progress
        return True


def most_in_a_second(sent: Sequence[tuple[float, float]]) -> int:
    times = [at for at, _ in sent]
    return max(sum(first <= at < first + 0.999 for at in times) for first in times)


async def test_a_job_says_at_most_two_things_a_second_and_the_newest_of_them() -> None:
    watcher = Watcher()
    picture = Stream(key="137", bytes_total=TOTAL)
    showing = Showing(
        watcher,
        watcher,
        download_id=NEST,
        member_id=ANNA,
        claim=CLAIM,
        bar=Bar().expecting(picture),
    )
    clock = asyncio.get_running_loop().time
    began, moves = clock(), 0
    async with showing.at_times():
        while clock() - began < 2.2:
            done = int(TOTAL * (clock() - began) / 2.3)
            moved = Stream(key="137", bytes_done=done, bytes_total=TOTAL)
            showing.bar = showing.bar.moved(moved, clock())
            moves += 1
            await asyncio.sleep(0)
    assert moves > 100
    assert 3 <= len(watcher.sent) <= 6
    assert most_in_a_second(watcher.sent) <= 2
    percents = [percent for _, percent in watcher.sent]
    assert percents == sorted(set(percents)), "each is newer than the one before"
    assert watcher.kept == showing.bar.progress(), "who looks later sees the last"


async def test_what_has_not_moved_is_not_said_again() -> None:
    watcher = Watcher()
    bar = Bar(percent=50.0)
    showing = Showing(watcher, watcher, download_id=NEST, member_id=ANNA, claim=CLAIM, bar=bar)
    for _ in range(5):
        await showing.show()
    assert len(watcher.sent) == 1
