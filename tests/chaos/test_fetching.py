"""Workers are killed, hang and end at random while people fetch; nothing is lost, nothing twice."""

import asyncio
import hashlib
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from chaos_fetching import ENDS, HANDS, LEFT, STARTS, a_cinema

from medianest.testkit.eventually import eventually
from medianest.testkit.house import House

WITHIN_S = 900.0


async def fetched_in_spite_of(
    house: House, folder: Path, *, seed: int, people: int, each: int, faults: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  a story that can be told again
    members = [UUID(int=0x7000 << 64 | number) for number in range(1, people + 1)]
    async with a_cinema(house, folder, rate_bps=150_000) as (cinema, films):
        for number, who in enumerate(members):
            for turn in range(each):
                await cinema.submit(who, f"{films}/film-{number}-{turn}.mp4")
        await cinema.workers.begin(2)
        nemesis = asyncio.create_task(harm(cinema.workers, chance, faults))
        await eventually(lambda: all_done(cinema, members), timeout_s=WITHIN_S, every_s=0.5)
        nemesis.cancel()
        sys.stdout.write(f"\nseed {seed}: {dict(Counter(cinema.workers.faults))}\n")
        await eventually(lambda: is_left_clean(cinema), timeout_s=60, every_s=0.5)
        await check_the_library(cinema, members, people * each)
        await check_the_order(cinema, members, each)


async def harm(workers: Any, chance: random.Random, faults: int) -> None:
    for _ in range(faults):
        await asyncio.sleep(chance.uniform(1, 4))
        await workers.harm(chance)


async def all_done(cinema: Any, members: list[UUID]) -> bool:
    statuses = Counter([one for who in members for one in await cinema.statuses(who)])
    assert set(statuses) == {"completed"}, statuses
    return True


async def is_left_clean(cinema: Any) -> bool:
    """No job, no child, no folder of one."""
    [[jobs]] = await cinema.of_the_log(LEFT)
    folders = [entry for entry in entries(cinema.library / ".jobs") if entry.name != "ffmpeg"]
    return not jobs and not folders and not cinema.workers.children()


def entries(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def check_the_library(cinema: Any, members: list[UUID], wished: int) -> None:
    ends = await cinema.of_the_log(ENDS)
    assert [row["times"] for row in ends] == [1] * wished
    told = {}
    for who in members:
        listed = await cinema.ask(who, "GET", "/downloads", params={"limit": 100})
        for item in listed["items"]:
            [file] = item["files"]
            told[file["path"]] = file["sha256"]
    assert len(told) == wished
    assert lies_in(cinema.library) == told


def lies_in(library: Path) -> dict[str, str]:
    """Each file in the library and its digest; nothing may be there besides."""
    return {
        str(path.relative_to(library)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in library.rglob("*")
        if path.is_file() and ".jobs" not in path.parts
    }


async def check_the_order(cinema: Any, members: list[UUID], each: int) -> None:
    """Whoever asked first, all have had equally many turns, but for those that hands held."""
    turns: Counter[str] = Counter(dict.fromkeys(map(str, members), 0))
    begun: dict[str, set[str]] = {str(who): set() for who in members}
    for row in await cinema.of_the_log(STARTS):
        who = row["member_id"]
        turns[who] += 1
        begun[who].add(row["stream_id"])
        if len(begun[who]) == each:
            return  # from now on not everybody waits for something
        assert max(turns.values()) - min(turns.values()) <= HANDS, turns


async def test_a_few_films_come_in_spite_of_a_few_deaths(house: House, tmp_path: Path) -> None:
    await fetched_in_spite_of(house, tmp_path, seed=2, people=3, each=2, faults=4)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_thirty_films_come_in_spite_of_deaths_all_along(
    house: House, tmp_path: Path, seed: int
) -> None:
    await fetched_in_spite_of(house, tmp_path, seed=seed, people=5, each=6, faults=60)
