"""Nobody's playlist keeps the others waiting, however long it is and however many are at it."""

import sys
import time
from collections import Counter, deque
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec
import pytest

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.downloads.app import STREAMS
from medianest.downloads.domain import collection, download
from medianest.downloads.domain.video import Video
from medianest.downloads.handlers import FETCH, FetchJob, Items
from medianest.downloads.projections.collections import COLLECTIONS
from medianest.downloads.projections.listing import DOWNLOADS
from medianest.downloads.queries.line import CLAIM_FAIRLY
from medianest.downloads.reactions import own_facts
from medianest.downloads.worker.gathering import Gathering
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.eventlog.work import DONE
from medianest.testkit import NOON
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House

PEOPLE: Final = [UUID(int=0x4600 << 64 | number) for number in range(1, 21)]
LATE: Final = UUID(int=0x4600 << 64 | 99)
HANDS: Final = 4
CLAIM: Final = UUID(int=77)
CLAIMED_WITHIN_S: Final = 0.5
LINE: Final = "select count(*) from downloads.jobs where kind = 'fetch'"


class Line:
    """The line as a worker with some hands takes from it; what it fetches takes no time."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._held: deque[Any] = deque()
        self._now = NOON
        self.took_s: list[float] = []

    async def ask(self, who: UUID, items: int) -> None:
        """A playlist of so many."""
        gathered = new_id()
        command = collection.Gather(
            collection_id=gathered,
            member_id=who,
            now=NOON,
            url="https://videos.example/list",
            title="A list",
            preset="best",
            priority="normal",
            needs_approval=False,
            items=tuple(item(gathered, who, index) for index in range(1, items + 1)),
        )
        await self._do(STREAMS.collection, gathered, partial(collection.decide, command))

    async def waiting(self) -> int:
        async with self._log.pool.acquire() as connection:
            return int(await connection.fetchval(LINE))

    async def next(self) -> UUID:
        """Whose turn it is."""
        if len(self._held) == HANDS:
            await self._finish(self._held.popleft())
        began = time.perf_counter()
        async with self._log.pool.acquire() as connection:
            row = await connection.fetchrow(CLAIM_FAIRLY, FETCH, 60.0, "a worker")
        self.took_s.append(time.perf_counter() - began)
        self._held.append(row)
        job = msgspec.json.decode(row["data"], type=FetchJob)
        self._now += timedelta(seconds=1)
        await self._steer(job.download_id, download.Start(claim=CLAIM, now=self._now))
        return job.member_id

    async def _finish(self, row: Any) -> None:
        job = msgspec.json.decode(row["data"], type=FetchJob)
        file = PlacedFile(path=f"{job.download_id}.mp4", size_bytes=7, sha256="0" * 64)
        complete = download.Complete(claim=CLAIM, now=self._now, files=(file,))
        await self._steer(job.download_id, complete)
        async with self._log.pool.acquire() as connection:
            await connection.execute(DONE, row["id"], row["fence"])

    async def _steer(self, download_id: UUID, command: Any) -> None:
        await self._do(STREAMS.download, download_id, partial(download.decide, command))

    async def _do(self, stream: Any, stream_id: UUID, decide: Any) -> None:
        step = Step(stream, stream_id, decide)
        await self._log.log.carry_out(step, meta=Meta(correlation=stream_id))


def item(gathered: UUID, who: UUID, index: int) -> collection.Item:
    return collection.Item(
        download_id=uuid5(gathered, str(index)),
        index=index,
        url=f"https://videos.example/{who}/{index}",
        video=Video(title=f"Video {index}"),
    )


@pytest.mark.parametrize("items", [50, pytest.param(500, marks=pytest.mark.long)])
async def test_s46_so_many_items_each_of_twenty_people_are_fetched_in_turns(
    house: House, items: int
) -> None:
    log = await EventLog.open(
        service="downloads",
        settings=house("downloads").settings,
        deciders=(STREAMS.download, STREAMS.collection, STREAMS.allowance, STREAMS.cookies),
        read_models=(DOWNLOADS, COLLECTIONS),
        speaks=False,
    )
    log.react(own_facts(STREAMS))
    log.perform(Gathering(Items(log=log.log, streams=STREAMS)).work())
    await log.start()
    try:
        line = Line(log)
        for who in PEOPLE:
            await line.ask(who, items)

        async def all_wait() -> bool:
            return await line.waiting() == items * len(PEOPLE)

        await eventually(all_wait, timeout_s=300, every_s=0.5)
        served: Counter[UUID] = Counter()
        for _ in range(3 * len(PEOPLE)):
            served[await line.next()] += 1
            counts = [served[who] for who in PEOPLE]
            assert max(counts) - min(counts) <= 1, counts
        await line.ask(LATE, 1)

        async def waits_too() -> bool:
            return await line.waiting() > items * len(PEOPLE) - sum(served.values()) + HANDS

        await eventually(waits_too, timeout_s=20)
        assert await line.next() == LATE, "who comes late with one wish does not wait behind 10,000"
        assert median(line.took_s) < CLAIMED_WITHIN_S
        sys.stdout.write(f"\n{1000 * median(line.took_s):.0f} ms to find whose turn it is\n")
    finally:
        await log.stop()
