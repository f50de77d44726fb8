"""The library is what Plex shares with whoever looks, and says nothing of where its files lie."""

import json
from typing import Any
from uuid import UUID

import pytest

from medianest.testkit import ANNA, eventually

BEN, CARLA = UUID(int=0xBE4), UUID(int=0xCA41A)
EVERY = ["1", "2", "3", "4", "5"]
FAULTS = ("error", "html", "empty", "garbage", "huge", "hang")


async def keys(desk: Any, who: UUID | None = None) -> list[str]:
    path = "/library/sections"
    answer = await (desk.ask(path) if who is None else desk.as_member(path, who))
    assert answer.status_code == 200, answer.text
    return [section["key"] for section in answer.json()["items"]]


async def test_everybody_sees_the_sections_that_are_shared_with_them(desk: Any) -> None:
    assert await keys(desk) == EVERY
    assert await keys(desk, ANNA) == ["1", "2", "5"]
    assert await keys(desk, CARLA) == []
    assert await keys(desk, BEN) == []
    sections = (await desk.see("/library/sections"))["items"]
    assert sections[4] == {"key": "5", "title": "Videos", "kind": "movie", "videos": True}


async def test_what_is_not_shared_is_not_there(desk: Any, plex: Any) -> None:
    anime = plex.holds("One Piece")
    for path in (
        f"/library/items/{anime}",
        f"/library/items/{anime}/children",
        "/library/sections/4/items",
    ):
        assert (await desk.ask(path)).status_code == 200, path
        assert (await desk.as_member(path, ANNA)).status_code == 404, path
        assert (await desk.as_member(path, CARLA)).status_code == 403, path
        assert (await desk.as_member(path, BEN)).status_code == 403, path
    found = await desk.see("/library/search?query=piece", ANNA, "member")
    assert found["items"] == []
    assert (await desk.see("/library/search?query=piece"))["items"][0]["id"] == anime


async def test_an_admin_may_open_everything_to_who_has_no_plex_account(
    desk: Any, plex: Any
) -> None:
    await desk.set({**plex.connection, "unlinked_see": "everything"})
    assert await keys(desk, BEN) == EVERY
    assert await keys(desk, CARLA) == []  # Plex knows her, and shares nothing with her
    await desk.set({**plex.connection, "unlinked_see": "nothing"})
    assert await keys(desk, BEN) == []


async def test_a_list_is_read_page_by_page_whatever_size_the_server_gives(
    desk: Any, plex: Any
) -> None:
    whole = [one["title"] for one in (await desk.see("/library/sections/1/items"))["items"]]
    assert whole == sorted(whole, key=str.casefold)
    assert len(whole) > 10
    plex.pages.page_most = 3
    read: list[str] = []
    cursor = ""
    while True:
        some = await desk.see(f"/library/sections/1/items?limit=5{cursor}")
        assert len(some["items"]) <= 3
        read += [one["title"] for one in some["items"]]
        if some["next"] is None:
            break
        cursor = f"&cursor={some['next']}"
    plex.pages.page_most = 200
    assert read == whole


async def test_a_section_is_narrowed_and_sorted(desk: Any) -> None:
    path = "/library/sections/1/items"

    async def titles(query: str) -> list[str]:
        return [one["title"] for one in (await desk.see(f"{path}?{query}"))["items"]]

    assert await titles("year=1972") == ["The Godfather"]
    assert await titles("title=GREEN") == ["The Green Mile"]
    assert await titles("genre=animation") == [
        "My Neighbor Totoro",
        "Princess Mononoke",
        "Your Name",
    ]
    assert await titles("genre=nonsense") == []
    assert (await titles("sort=released"))[0] == "Your Name"
    for wrong in ("sort=odd", "year=12", "genre=", "limit=0", "cursor=x", "unwatched=perhaps"):
        assert (await desk.ask(f"{path}?{wrong}")).status_code == 400, wrong
    for section in ("9", "x", "1%2F..%2F2", "99999999999999999999"):
        answer = await desk.ask(f"/library/sections/{section}/items")
        assert answer.status_code == 404, section


async def test_what_the_owner_has_watched_is_nobody_elses_affair(desk: Any, plex: Any) -> None:
    path = "/library/sections/1/items?unwatched=true&title=godfather"
    plex.pages.watched = {plex.holds("The Godfather")}
    await desk.set({**plex.connection, "unlinked_see": "everything"})
    assert (await desk.see(path))["items"] == []
    assert len((await desk.see(path, ANNA, "member"))["items"]) == 1
    assert len((await desk.see(path, BEN, "member"))["items"]) == 1
    plex.pages.watched = set()
    await desk.set({**plex.connection, "unlinked_see": "nothing"})


async def test_one_item_is_seen_with_its_parts_and_where_to_watch_it(desk: Any, plex: Any) -> None:
    key = plex.holds("Sherlock")
    shown = await desk.see(f"/library/items/{key}")
    assert (shown["kind"], shown["title"], shown["year"]) == ("show", "Sherlock", 2010)
    assert [season["title"] for season in shown["children"]] == [f"Season {n}" for n in range(1, 5)]
    machine = plex.pages.machine
    assert shown["deep_link"] == (
        f"https://app.plex.tv/desktop#!/server/{machine}/details?key=%2Flibrary%2Fmetadata%2F{key}"
    )
    first = shown["children"][0]
    season = await desk.see(f"/library/items/{first['id']}")
    assert [(one["index"], one["show_title"]) for one in season["children"]] == [
        (1, "Sherlock"),
        (2, "Sherlock"),
        (3, "Sherlock"),
    ]
    more = await desk.see(f"/library/items/{key}/children?limit=3")
    rest = await desk.see(f"/library/items/{key}/children?cursor={more['next']}")
    assert [len(more["items"]), len(rest["items"])] == [3, 1]


async def test_the_newest_come_first(desk: Any) -> None:
    newest = await desk.see("/library/recent?limit=4", ANNA, "member")
    assert newest["items"][0]["title"] == "The Godfather"
    further = await desk.see(f"/library/recent?cursor={newest['next']}", ANNA, "member")
    assert further["items"][0]["id"] not in {one["id"] for one in newest["items"]}


async def test_s04_neither_a_token_nor_a_place_of_the_server_is_ever_said(
    desk: Any, plex: Any
) -> None:
    film = plex.holds("The Godfather")
    paths = [
        "/library/sections",
        "/library/sections/1/items",
        f"/library/items/{film}",
        "/library/search?query=the",
        "/library/recent",
        "/library/collections",
        "/settings/requests/plex",
    ]
    said = json.dumps([await desk.see(path) for path in paths])
    for secret in ("/data/films", ".mkv", "token-of", "X-Plex-Token", "/library/metadata/1"):
        assert secret not in said, secret
    shown = json.dumps([await desk.see(path) for path in paths[:-1]])
    assert plex.server.at not in shown


async def test_a_token_that_changed_is_asked_for_anew(desk: Any, plex: Any) -> None:
    assert await keys(desk, ANNA) == ["1", "2", "5"]
    plex.shares.generation += 1

    async def seen_again() -> bool:
        answer = await desk.as_member("/library/sections", ANNA)
        assert answer.status_code == 200  # refused for the moment is nothing shared, never an error
        return len(answer.json()["items"]) == 3

    await eventually(seen_again, timeout_s=20, every_s=0.5)


@pytest.mark.parametrize("fault", FAULTS)
async def test_s59_whatever_it_answers_the_page_says_that_it_is_away(
    desk: Any, plex: Any, fault: str
) -> None:
    plex.misbehave(fault, times=20, at="/library/sections")
    answer = await desk.ask("/library/sections")
    plex.misbehave("", times=0)
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Retry-After" in answer.headers


async def test_an_owners_token_that_is_void_is_said_plainly(desk: Any, plex: Any) -> None:
    plex.misbehave("unauthorized", times=20, at="/library/sections")
    answer = await desk.ask("/library/sections")
    plex.misbehave("", times=0)
    assert answer.status_code == 503
    assert "token" in answer.json()["detail"]
