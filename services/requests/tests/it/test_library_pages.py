"""What lies in the library can be seen by everybody in the household."""

from uuid import UUID, uuid4

from medianest.contracts.events.downloads import DownloadCompleted, PlacedFile
from medianest.requests.app import LIBRARY_ITEM
from medianest.requests.domain.library_item import item_id_of
from medianest.requests.handlers.library import Library
from medianest.testkit import ANNA, NOON


def arrivals(*titles: str):
    return [
        step
        for number, title in enumerate(titles)
        for step in Library(items=LIBRARY_ITEM).arrivals(
            DownloadCompleted(
                download_id=UUID(int=number),
                member_id=ANNA,
                title=title,
                files=(PlacedFile(path=f"{title}.mp4", size_bytes=1000, duration_s=60.5),),
            ),
            NOON,
        )
    ]


async def test_the_newest_item_comes_first_page_by_page(door) -> None:
    await door.shelve(*arrivals("One", "Two", "Three"))
    first = (await door.get("/library/recent?limit=2")).json()
    second = (await door.get(f"/library/recent?limit=2&cursor={first['next']}")).json()
    assert [item["title"] for item in first["items"]] == ["Three", "Two"]
    assert [item["title"] for item in second["items"]] == ["One"]
    assert second["next"] is None


async def test_one_item_is_seen_with_all_that_is_known_of_it(door) -> None:
    await door.shelve(*arrivals("One"))
    item_id = item_id_of(UUID(int=0), "One.mp4")
    assert (await door.get(f"/library/items/{item_id}")).json() == {
        "id": str(item_id),
        "title": "One",
        "origin": "downloads",
        "origin_id": str(UUID(int=0)),
        "path": "One.mp4",
        "size_bytes": 1000,
        "duration_s": 60.5,
        "added_by": str(ANNA),
        "added_at": "2026-01-15T12:00:00Z",
    }


async def test_what_is_not_there_is_not_found_and_strangers_see_nothing(door) -> None:
    assert (await door.get(f"/library/items/{uuid4()}")).status_code == 404
    assert (await door.get("/library/items/nonsense")).status_code == 404
    assert (await door.get("/library/recent", role=None)).status_code == 401
    for cursor in ("nonsense", "eyJiZWZvcmUiOi0xfQ", "eyJiZWZvcmUiOjFlMzB9", "OTk5"):
        assert (await door.get(f"/library/recent?cursor={cursor}")).status_code == 400
    assert (await door.get("/library/recent?limit=0")).status_code == 400


async def test_the_same_arrival_twice_adds_nothing(door) -> None:
    await door.shelve(*arrivals("One"), *arrivals("One"))
    assert len((await door.get("/library/recent")).json()["items"]) == 1


async def test_the_table_built_anew_equals_the_live_one(door) -> None:
    await door.shelve(*arrivals("One", "Two", "Three"))
    live = await door.stored()
    assert len(live) == 3
    await door.rebuild()
    assert await door.stored() == live
