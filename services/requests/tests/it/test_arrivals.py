"""A finished download enters the library by itself, once, however often it is said."""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest_asyncio

from medianest.contracts.events import Event
from medianest.contracts.events.downloads import DownloadCompleted, PlacedFile
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.requests.app import build
from medianest.testkit import ANNA, eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running


class Finished(Fact, tag="downloads.finished-in-a-test"):
    download_id: UUID
    title: str


class Started(Record):
    """A download, as far as this story needs one."""


def announce(state: Started, fact: Finished) -> Event:
    return DownloadCompleted(
        download_id=fact.download_id,
        member_id=ANNA,
        title=fact.title,
        files=(
            PlacedFile(path=f"{fact.title}/{fact.title}.mp4", size_bytes=1000, duration_s=60.5),
            PlacedFile(path=f"{fact.title}/{fact.title}.srt", size_bytes=10),
        ),
    )


DOWNLOAD = Decider(
    name="download",
    facts=(Finished,),
    initial=Started(),
    evolve=lambda state, fact: state,
    announce=announce,
)


@pytest_asyncio.fixture(loop_scope="session")
async def downloads(house: House) -> AsyncIterator[EventLog]:
    """The log of downloads, with its relay running."""
    at = house("downloads")
    eventlog = await EventLog.open(
        service="downloads",
        settings=at.settings,
        deciders=(DOWNLOAD,),
    )
    await eventlog.start()
    yield eventlog
    await eventlog.stop()


async def finish(downloads: EventLog, title: str) -> None:
    download_id = new_id()
    step = Step(DOWNLOAD, download_id, lambda _: [Finished(download_id=download_id, title=title)])
    await downloads.log.carry_out(step, meta=Meta(correlation=new_id()))


async def test_every_file_of_a_finished_download_enters_the_library(door, downloads) -> None:
    await finish(downloads, "A talk")

    async def has_arrived() -> bool:
        items = (await door.get("/library/recent")).json()["items"]
        return sorted(item["path"] for item in items) == ["A talk/A talk.mp4", "A talk/A talk.srt"]

    await eventually(has_arrived, timeout_s=10)


async def test_what_is_heard_again_adds_nothing(house: House, downloads: EventLog) -> None:
    async def lie_in_the_library(count: int) -> bool:
        return await ask(house, "select count(*) from facts") == count

    async with running(build, house.environ("requests")):
        await finish(downloads, "One")
        await eventually(lambda: lie_in_the_library(2), timeout_s=10)
    await ask(house, "update checkpoints set position = 0, seq_hint = null where source <> 'own'")
    async with running(build, house.environ("requests")):
        await finish(downloads, "Two")
        await eventually(lambda: lie_in_the_library(4), timeout_s=10)


async def ask(house: House, sql: str) -> object:
    connection = await asyncpg.connect(house("requests").owner_dsn)
    try:
        await connection.execute("set search_path to requests")
        return await connection.fetchval(sql)
    finally:
        await connection.close()
