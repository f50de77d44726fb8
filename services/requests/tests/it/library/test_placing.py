"""A finished download is there when Plex shows it; a playlist is one collection, in order."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid5

import pytest_asyncio

from medianest.contracts.events import Event
from medianest.contracts.events.downloads import CollectionFinished, DownloadCompleted, PlacedFile
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.testkit import ANNA, eventually
from medianest.testkit.house import House

SOON_S = 30


class Ended(Fact, tag="downloads.ended-in-a-test"):
    download_id: UUID
    title: str
    collection_id: UUID | None


class PlaylistEnded(Fact, tag="downloads.playlist-ended-in-a-test"):
    collection_id: UUID
    title: str
    downloads: tuple[UUID, ...]
    completed: int


class Anything(Record):
    """Downloads, as far as this story needs them."""


def announce(state: Anything, fact: Ended | PlaylistEnded) -> Event:
    if isinstance(fact, PlaylistEnded):
        return CollectionFinished(
            collection_id=fact.collection_id,
            member_id=ANNA,
            title=fact.title,
            completed=fact.completed,
            failed=0,
            download_ids=fact.downloads,
        )
    return DownloadCompleted(
        download_id=fact.download_id,
        member_id=ANNA,
        title=fact.title,
        files=(
            PlacedFile(path=path_of(fact.title), size_bytes=1000, duration_s=60.5),
            PlacedFile(path=f"Channel/{fact.title}.srt", size_bytes=10),
        ),
        collection_id=fact.collection_id,
    )


DOWNLOAD: Decider[Anything, Ended | PlaylistEnded] = Decider(
    name="download",
    facts=(Ended, PlaylistEnded),  # type: ignore[arg-type]  # one stream for both is enough here
    initial=Anything(),
    evolve=lambda state, fact: state,
    announce=announce,
)


def path_of(title: str) -> str:
    return f"Channel/{title}.mp4"


class Downloads:
    """What the other service says and does."""

    def __init__(self, eventlog: EventLog, plex: Any) -> None:
        self._eventlog, self._plex = eventlog, plex

    def shelve(self, title: str) -> None:
        file = self._plex.folder / path_of(title)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"film")

    async def complete(
        self, title: str, *, number: int = 0, collection_id: UUID | None = None
    ) -> UUID:
        download_id = uuid5(collection_id, str(number)) if collection_id else new_id()
        await self._say(
            download_id, Ended(download_id=download_id, title=title, collection_id=collection_id)
        )
        return download_id

    async def finish(self, collection_id: UUID, title: str, numbers: int, completed: int) -> None:
        downloads = [uuid5(collection_id, str(number)) for number in range(numbers)]
        await self.finish_as(collection_id, title, downloads, completed)

    async def finish_as(
        self, collection_id: UUID, title: str, downloads: list[UUID], completed: int | None = None
    ) -> None:
        fact = PlaylistEnded(
            collection_id=collection_id,
            title=title,
            downloads=tuple(downloads),
            completed=len(downloads) if completed is None else completed,
        )
        await self._say(new_id(), fact)

    async def _say(self, id_: UUID, fact: Ended | PlaylistEnded) -> None:
        step = Step(DOWNLOAD, id_, lambda _: [fact])
        await self._eventlog.log.carry_out(step, meta=Meta(correlation=new_id()))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def downloads(module_house: House, plex: Any) -> AsyncIterator[Downloads]:
    """The log of downloads, with its relay running."""
    eventlog = await EventLog.open(
        service="downloads", settings=module_house("downloads").settings, deciders=(DOWNLOAD,)
    )
    await eventlog.start()
    yield Downloads(eventlog, plex)
    await eventlog.stop()


async def facts(desk: Any, download_id: UUID, tag: str = "library-item-added") -> int:
    return int(
        await desk.sql(
            "select count(*) from facts where type = $1 and data->>'origin_id' = $2",
            f"requests.{tag}",
            str(download_id),
        )
    )


async def hurry(desk: Any) -> None:
    await desk.sql(
        "with due as (update jobs set due_at = now()"
        " where kind in ('place-in-library', 'collect-playlist')"
        " and status = 'ready' and lease_until is null returning id)"
        " select count(pg_notify('medianest_jobs', '')) from due"
    )


async def until_placed(desk: Any, download_id: UUID) -> None:
    async def placed() -> bool:
        await hurry(desk)
        return await facts(desk, download_id) == 2

    await eventually(placed, timeout_s=SOON_S, every_s=0.2)


async def test_it_is_in_the_library_once_the_server_shows_it(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    downloads.shelve("A talk")
    download_id = await downloads.complete("A talk")
    await until_placed(desk, download_id)
    assert plex.pages.library.scans[0] == "/data/videos/Channel"
    key = plex.holds("A talk")
    shown = (await desk.see("/library/sections/5/items"))["items"]
    assert [(one["id"], one["title"]) for one in shown] == [(key, "A talk")]
    newest = (await desk.see("/library/recent"))["items"][0]
    assert (newest["origin"], newest["origin_id"]) == ("downloads", str(download_id))
    said = await desk.sql(
        "select said::text from facts where data->>'origin_id' = $1 and data->>'path' like '%mp4'",
        str(download_id),
    )
    assert f'"rating_key":"{key}"' in said
    assert "Channel" not in said


async def test_what_the_server_does_not_show_is_given_up_and_comes_when_an_admin_tries_again(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    download_id = await downloads.complete("A lost talk")

    async def given_up() -> bool:
        await hurry(desk)
        dead = await desk.sql(
            "select count(*) from jobs where kind = 'place-in-library' and status = 'dead'"
        )
        return dead == 1 and await facts(desk, download_id, "library-item-given-up") == 2

    await eventually(given_up, timeout_s=60, every_s=0.1)
    assert await facts(desk, download_id) == 0, "its subtitles alone are nothing"
    downloads.shelve("A lost talk")
    await desk.sql(
        "update jobs set status = 'ready', attempts = 0, due_at = now(), error = null"
        " where kind = 'place-in-library' and status = 'dead'"
    )
    await until_placed(desk, download_id)


async def test_a_large_section_is_read_whole_in_few_of_the_tries(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    library = plex.pages.library
    section, usual = library.sections["5"], plex.pages.page_most
    old = [library.add(section, "movie", f"Old talk {n}", added_at=1) for n in range(20)]
    plex.pages.page_most = 2
    plex.pages.calls.clear()
    download_id = await downloads.complete("A talk in a crowd")

    async def is_given_up() -> bool:
        await hurry(desk)
        return await facts(desk, download_id, "library-item-given-up") == 2

    await eventually(is_given_up, timeout_s=60, every_s=0.1)
    read = plex.pages.calls.count("/library/sections/5/all")
    assert 20 < read < 40, "eight tries, and twice ten pages and a bit"
    await desk.sql("delete from jobs where kind = 'place-in-library' and status = 'dead'")
    plex.pages.page_most = usual
    for item in old:
        library.remove(item.key)


async def test_what_is_fetched_once_more_is_found_though_it_is_not_new(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    downloads.shelve("A talk again")
    await until_placed(desk, await downloads.complete("A talk again"))
    plex.pages.library.items[plex.holds("A talk again")].added_at = 1
    await until_placed(desk, await downloads.complete("A talk again"))


async def test_while_the_server_is_away_it_waits_and_uses_no_try_up(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    downloads.shelve("A patient talk")
    await plex.server.stop()
    download_id = await downloads.complete("A patient talk")
    attempts = 0
    for _ in range(10):
        await hurry(desk)
        attempts = await desk.sql("select max(attempts) from jobs where kind = 'place-in-library'")
    assert (attempts or 0) <= 1
    assert await facts(desk, download_id) == 0
    await plex.server.start()
    await until_placed(desk, download_id)


def collections(plex: Any, title: str) -> list[Any]:
    items = plex.pages.library.items.values()
    return [item for item in items if item.kind == "collection" and item.title == title]


async def test_a_playlist_becomes_one_collection_in_its_order(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    playlist = new_id()
    titles = ["Trains one", "Trains two", "Trains three", "Trains four"]
    for number in (2, 0, 3, 1):  # as they happen to be ready
        downloads.shelve(titles[number])
        await downloads.complete(titles[number], number=number, collection_id=playlist)
    await downloads.finish(playlist, "Trains", len(titles), completed=4)

    async def collected() -> bool:
        await hurry(desk)
        made = collections(plex, "Trains")
        return bool(made) and [item.title for item in made[0].children] == titles

    await eventually(collected, timeout_s=SOON_S, every_s=0.2)
    assert len(collections(plex, "Trains")) == 1
    said = await arrived(desk, playlist)
    assert f'"member_id":"{ANNA}"' in said
    assert '"title":"Trains","shown":4,"missing":0,"failed":0' in said

    async def is_shown() -> bool:
        answer = await desk.ask("/library/collections")
        return [one["title"] for one in answer.json().get("items", ())] == ["Trains"]

    await eventually(is_shown, timeout_s=SOON_S, every_s=0.2)


async def test_a_late_one_joins_the_others_where_it_belongs(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    playlist = new_id()
    titles = ["Boats one", "Boats two", "Boats three"]
    for number in (0, 2):
        downloads.shelve(titles[number])
        await downloads.complete(titles[number], number=number, collection_id=playlist)
    await downloads.finish(playlist, "Boats", 3, completed=2)

    async def holds(*expected: str) -> bool:
        await hurry(desk)
        made = collections(plex, "Boats")
        return bool(made) and [item.title for item in made[0].children] == list(expected)

    await eventually(lambda: holds("Boats one", "Boats three"), timeout_s=SOON_S, every_s=0.2)
    assert '"shown":2' in await arrived(desk, playlist), "what comes late is not told again"
    downloads.shelve("Boats two")
    await downloads.complete("Boats two", number=1, collection_id=playlist)
    await eventually(lambda: holds(*titles), timeout_s=SOON_S, every_s=0.2)
    assert len(collections(plex, "Boats")) == 1


async def test_killed_after_the_collection_was_made_there_is_no_second_one(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    playlist, other = new_id(), new_id()
    for number, title in enumerate(("Birds one", "Birds two")):
        downloads.shelve(title)
        await downloads.complete(title, number=number, collection_id=playlist)
    await downloads.finish(playlist, "Birds", 2, completed=2)

    async def collected() -> bool:
        await hurry(desk)
        return bool(await known(desk, playlist))

    await eventually(collected, timeout_s=SOON_S, every_s=0.2)
    # Told again under another id, it is as if it had been killed before it noted what it made.
    downloads_of_it = [uuid5(playlist, str(number)) for number in range(2)]
    again = new_id()
    await downloads.finish_as(again, "Birds", downloads_of_it)

    async def came_again() -> bool:
        await hurry(desk)
        return await known(desk, again) == await known(desk, playlist)

    await eventually(came_again, timeout_s=SOON_S, every_s=0.2)
    assert len(collections(plex, "Birds")) == 1
    # Another playlist of the same name is another collection.
    downloads.shelve("Birds of another")
    await downloads.complete("Birds of another", number=0, collection_id=other)
    await downloads.finish(other, "Birds", 1, completed=1)

    async def both() -> bool:
        await hurry(desk)
        return len(collections(plex, "Birds")) == 2

    await eventually(both, timeout_s=SOON_S, every_s=0.2)


async def test_a_playlist_of_which_some_are_not_shown_is_told_of_in_the_end(
    desk: Any, plex: Any, downloads: Downloads
) -> None:
    playlist = new_id()
    downloads.shelve("Owls one")
    await downloads.complete("Owls one", number=0, collection_id=playlist)
    await downloads.complete("Owls two", number=1, collection_id=playlist)
    await downloads.finish(playlist, "Owls", 2, completed=2)

    async def is_told() -> bool:
        await hurry(desk)
        said = await arrived(desk, playlist)
        return said is not None and '"shown":1,"missing":1' in said

    await eventually(is_told, timeout_s=60, every_s=0.1)


async def arrived(desk: Any, playlist: UUID) -> Any:
    """What is announced of it; fails when it was announced twice."""
    return await desk.sql(
        "select (select said::text from facts where stream_id = $1"
        " and type = 'requests.playlist-arrived')",
        f"playlist-{playlist}",
    )


async def known(desk: Any, playlist: UUID) -> Any:
    return await desk.sql(
        "select data->>'rating_key' from facts where stream_id = $1"
        " and type = 'requests.playlist-collected'",
        f"playlist-{playlist}",
    )
