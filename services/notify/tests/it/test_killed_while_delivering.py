"""Notify is killed again and again while far ends fail by chance: nothing is lost or doubled."""

from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from medianest.contracts.events.downloads import DownloadFailed
from medianest.contracts.ids import new_id
from medianest.testkit.eventually import eventually

AT_ONCE = 500
DEAF = "/deaf"


async def test_each_delivery_is_made_once_or_visibly_fails(home, neighbours, sink) -> None:
    await _deliver(home, neighbours, sink, people=10, each=30, kills=3)


@pytest.mark.long
async def test_ten_thousand_deliveries_to_fifty_people(home, neighbours, sink) -> None:
    await _deliver(home, neighbours, sink, people=50, each=200, kills=20)


async def _deliver(
    home: Any, neighbours: Any, sink: Any, *, people: int, each: int, kills: int
) -> None:
    """`people` get `each` messages; the last one's far end never takes any."""
    members = [UUID(int=1000 + n) for n in range(people)]
    paths = [f"/{n}" for n in range(people - 1)] + [DEAF]
    home.book.write(
        {
            UUID(int=5000 + n): (member, f"{sink.url}{path}")
            for n, (member, path) in enumerate(zip(members, paths, strict=True))
        }
    )
    sink.faults, sink.status = 0.15, {DEAF: 503}
    total, reachable = people * each, (people - 1) * each
    downloads = await neighbours("downloads")
    events = [_failed(member, n) for n in range(each) for member in members]
    for start in range(0, total, AT_ONCE):
        await downloads.announce(*events[start : start + AT_ONCE])
    for kill in range(1, kills + 1):
        process = await home.start()
        enough = reachable * kill // (kills + 1)
        await eventually(lambda enough=enough: len(sink.taken) >= enough, 300, every_s=0.01)
        process.kill()
        await process.wait()
    process = await home.start()
    try:
        found = await eventually(lambda: _all_ended(home, total), 600, every_s=0.5)
    finally:
        process.kill()
        await process.wait()
    _count(found, sink, members[-1], each=each)


def _failed(member: UUID, number: int) -> DownloadFailed:
    return DownloadFailed(
        download_id=new_id(),
        member_id=member,
        title=f"Part {number}",
        error_class="permanent",
        reason="It is gone.",
    )


async def _all_ended(home: Any, total: int) -> list[Any]:
    (table,) = await home.rows("select schemaname s from pg_tables where tablename = 'deliveries'")
    found = await home.rows(f'select * from "{table["s"]}".deliveries')  # noqa: S608  from the catalogue
    statuses = Counter(row["status"] for row in found)
    assert statuses["sent"] + statuses["dead"] == len(found) == total, statuses
    waiting = await home.rows("select kind from jobs where status <> 'dead'")
    assert waiting == [], "what has ended is worked on no more"
    return list(found)


def _count(found: list[Any], sink: Any, deaf: UUID, *, each: int) -> None:
    sent = {str(row["delivery_id"]) for row in found if row["status"] == "sent"}
    dead = {str(row["delivery_id"]) for row in found if row["status"] == "dead"}
    assert sent <= set(sink.taken), "what is said to be sent was taken"
    assert set(sink.taken) - sent <= dead, "what was taken is known, if only by a last lost answer"
    of_the_deaf = {str(row["delivery_id"]) for row in found if row["member_id"] == deaf}
    assert len(of_the_deaf) == each
    assert of_the_deaf <= dead
    by_person = Counter(row["member_id"] for row in found)
    assert set(by_person.values()) == {each}
    titles = Counter((path, sink.taken[key]["title"]) for key, path in sink.paths.items())
    assert max(titles.values()) == 1, "nobody was told the same thing under two ids"
