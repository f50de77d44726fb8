"""A finished download says that it can be watched once the library says so."""

from functools import partial
from typing import Any
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.events.requests import LibraryItemAdded
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.testkit import ANNA, eventually


class Added(Fact, tag="added-in-a-test"):
    download_id: UUID
    rating_key: str | None


def announce(_: None, fact: Added) -> Event:
    return LibraryItemAdded(
        item_id=new_id(),
        title="Nest",
        origin="downloads",
        origin_id=fact.download_id,
        rating_key=fact.rating_key,
    )


def append(fact: Added, _: None) -> list[Added]:
    return [fact]


async def test_it_can_be_watched_once_the_library_shows_it(
    home: Any, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    item: Decider[None, Added] = Decider(
        name="library-item",
        facts=(Added,),
        initial=None,
        evolve=lambda state, _: state,
        announce=announce,
    )
    library = await EventLog.open(
        service="requests", settings=home.house("requests").settings, deciders=(item,)
    )
    await library.start()
    async with home.serving() as desk:
        download = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        placed = await desk.until(ANNA, download, "completed")
        assert (placed["in_library"], placed["rating_key"]) == (False, None)
        for key in ("17", None):  # the film, and then its subtitles
            fact = Added(download_id=UUID(download), rating_key=key)
            step = Step(item, new_id(), partial(append, fact))
            await library.log.carry_out(step, meta=Meta(correlation=new_id()))

        async def can_be_watched() -> bool:
            shown = await desk.see(ANNA, download)
            return (shown["in_library"], shown["rating_key"]) == (True, "17")

        await eventually(can_be_watched)
    await library.stop()
