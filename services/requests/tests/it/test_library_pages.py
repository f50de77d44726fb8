"""What lies in the library can be seen by everybody in the household."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from medianest.eventlog.log import Step
from medianest.requests.app import LIBRARY_ITEM
from medianest.requests.domain.library_item import Add, decide, item_id_of
from medianest.testkit import ANNA, NOON


def arrivals(*titles: str) -> list[Any]:
    return [addition(number, title) for number, title in enumerate(titles)]


def addition(number: int, title: str) -> Any:
    add = Add(
        item_id=item_id_of(UUID(int=number), f"{title}.mp4"),
        title=title,
        origin="downloads",
        origin_id=UUID(int=number),
        path=f"{title}.mp4",
        size_bytes=1000,
        duration_s=60.5,
        added_by=ANNA,
        now=NOON,
    )
    return Step(LIBRARY_ITEM, add.item_id, partial(decide, add))


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
    shown = (await door.get(f"/library/items/{item_id}")).json()
    assert {name: value for name, value in shown.items() if value not in (None, "", [], 0)} == {
        "id": str(item_id),
        "kind": "video",
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
