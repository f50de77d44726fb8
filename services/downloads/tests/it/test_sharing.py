"""The same video asked for twice is fetched once; both have it, and neither takes the other's."""

import re
from typing import Any
from uuid import UUID

import asyncpg

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.record import replace
from medianest.downloads.app import STREAMS
from medianest.downloads.domain.download import Complete, Start, Submit, decide
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.video import Video
from medianest.downloads.projections.listing import DOWNLOADS
from medianest.downloads.queries.pages import Pages
from medianest.downloads.queries.twins import Twins
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.testkit import NOON
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.people import ANNA, BEN

CLAIM = UUID(int=77)
_MEMBERS = re.compile(r'"member_id":\s*"([0-9a-f-]{36})"')
ONE, OTHER = UUID(int=1), UUID(int=2)
FILE = PlacedFile(path="Nests/A nest.mp4", size_bytes=7, sha256="0" * 64)


async def comes_in(home: Any, download: str) -> None:
    """Until some of it lies there."""
    part = home.library / ".jobs" / download / "parts" / "media.mp4.part"

    async def has_bytes() -> bool:
        return part.exists() and part.stat().st_size > 50_000

    await eventually(has_bytes, timeout_s=30)


async def told_of_completion(home: Any) -> set[str]:
    """To whom it was announced that their video is there."""
    connection = await asyncpg.connect(home.house("downloads").dsn)
    try:
        rows = await connection.fetch(
            "select said from downloads.facts where type = 'downloads.completed'"
        )
    finally:
        await connection.close()
    return {member for row in rows for member in _MEMBERS.findall(row["said"])}


async def test_the_same_video_is_fetched_once_for_two_people(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = len(film) // 2
    async with home.serving(workers="2") as desk:
        annas = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await comes_in(home, annas)
        fetched = len(origin.ranges("/nest.mp4"))
        bens = await desk.submit(BEN, f"{origin.url}/nest.mp4")
        page.hold_at = None
        page.go_on.set()
        hers = await desk.until(ANNA, annas, "completed")
        his = await desk.until(BEN, bens, "completed")
        assert hers["files"] == his["files"]
        assert len(origin.ranges("/nest.mp4")) == fetched, "nothing was fetched for Ben"
        assert await told_of_completion(home) == {str(ANNA), str(BEN)}

        answer = await desk.ask(ANNA, "DELETE", f"/downloads/{annas}?files=true")
        assert answer.status_code == 200
        later = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await desk.until(ANNA, later, "completed")
        assert len(desk.files()) == 1, "Ben's copy stayed, and serves Anna again"


async def test_a_file_that_somebody_took_away_is_fetched_anew(
    home: Any, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    async with home.serving() as desk:
        first = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await desk.until(ANNA, first, "completed")
        (name,) = desk.files()
        (home.library / name).unlink()
        again = await desk.submit(BEN, f"{origin.url}/nest.mp4")
        await desk.until(BEN, again, "completed")
        assert desk.files() == [name]


async def test_two_addresses_of_one_video_are_one_video(house: House) -> None:
    eventlog = await EventLog.open(
        service="downloads",
        settings=house("downloads").settings,
        deciders=(STREAMS.download,),
        read_models=(DOWNLOADS,),
        speaks=False,
    )
    await eventlog.start()

    async def do(download_id: UUID, *commands: Any) -> None:
        for command in commands:
            step = Step(STREAMS.download, download_id, lambda state, c=command: decide(c, state))
            await eventlog.log.carry_out(step, meta=Meta(correlation=new_id()))

    def submit(download_id: UUID, url: str, preset: str = "best") -> Submit:
        return Submit(
            download_id=download_id,
            member_id=ANNA,
            now=NOON,
            url=url,
            preset=preset,
            priority="normal",
            video=Video(title="A nest", site="Youtube", source_id="a1B_"),
            needs_approval=False,
        )

    twins = Twins(eventlog.pool)
    await do(ONE, submit(ONE, "https://youtu.be/a1B_"), Start(claim=CLAIM, now=NOON))
    await do(OTHER, submit(OTHER, "https://www.youtube.com/watch?v=a1B_&t=7"))
    [running] = await twins.of(OTHER)
    assert (running.is_earlier, running.files) == (True, ())
    await do(ONE, Complete(claim=CLAIM, now=NOON, files=(FILE,)))
    [done] = await twins.of(OTHER)
    assert done.files == (FILE,)
    elsewhere = "https://www.youtube.com/shorts/a1B_"
    pages = Pages(eventlog.pool)
    assert await pages.already(elsewhere, "Youtube a1B_", ANNA) == OTHER
    assert await pages.already(elsewhere, "Youtube a1B_", BEN) is None
    assert await pages.already(elsewhere, elsewhere, ANNA) is None
    sound = UUID(int=3)
    await do(sound, submit(sound, "https://youtu.be/a1B_", preset="audio"))
    assert not await twins.of(sound), "another preset is another file"
    spoken = UUID(int=4)
    wish = replace(submit(spoken, "https://youtu.be/a1B_"), extras=Extras(subtitles=("en",)))
    await do(spoken, wish)
    assert not await twins.of(spoken), "with subtitles it is another file as well"
    await eventlog.stop()


async def test_a_complete_one_whose_file_is_gone_hides_none_that_is_running(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    async with home.serving(workers="2") as desk:
        first = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await desk.until(ANNA, first, "completed")
        (name,) = desk.files()
        (home.library / name).unlink()
        page.hold_at = len(film) // 2
        second = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await comes_in(home, second)
        fetched = len(origin.ranges("/nest.mp4"))
        third = await desk.submit(BEN, f"{origin.url}/nest.mp4")
        page.hold_at = None
        page.go_on.set()
        for who, download in ((ANNA, second), (BEN, third)):
            await desk.until(who, download, "completed")
        assert len(origin.ranges("/nest.mp4")) == fetched
        assert desk.files() == [name]
