"""Everybody sees of the library what Plex shares with them, and what they wished for is in it."""

from typing import Any

import httpx

from medianest.testkit.eventually import eventually

LONG_S = 60
MATRIX = {"media_type": "movie", "tmdb_id": 603}


def titles(person: Any, path: str, **query: Any) -> list[str]:
    answer = person.client.get(f"/api/v1/library/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return [one["title"] for one in answer.json()["items"]]


async def test_a_member_sees_what_plex_shares_with_them(household: Any) -> None:
    told = household.told
    with (
        household.signed_in(told["members"][0]) as anna,
        household.signed_in(told["owner"]) as owner,
    ):
        assert titles(owner, "sections") == ["Films", "Series", "Old films", "Anime", "Videos"]

        def anna_is_known() -> bool:
            return titles(anna, "sections") == ["Films", "Series", "Videos"]

        await eventually(anna_is_known, timeout_s=LONG_S, every_s=0.5)
        assert titles(owner, "search", query="one piece") == ["One Piece"]
        assert titles(anna, "search", query="one piece") == []
        film = anna.client.get("/api/v1/library/sections/1/items").json()["items"][0]
        picture = anna.client.get(f"/api/v1/images/{film['image']}", params={"w": 240})
        assert picture.headers["content-type"] == "image/jpeg"
        assert "immutable" in picture.headers["cache-control"]
        stranger = httpx.get(f"{household.url}/api/v1/images/{film['image']}", timeout=20)
        assert stranger.status_code == 401


async def test_a_film_is_wished_approved_and_found_in_the_library(household: Any) -> None:
    with (
        household.signed_in(household.told["members"][0]) as member,
        household.signed_in(household.told["owner"]) as owner,
    ):
        assert "The Matrix" not in titles(member, "search", query="matrix")
        answer = member.client.post("/api/v1/requests", json=MATRIX)
        assert answer.status_code == 201, answer.text
        path = f"/api/v1/requests/{answer.json()['id']}"
        assert owner.client.post(f"{path}/approve").json()["status"] == "approved"

        def is_here() -> bool:
            return bool(member.client.get(path).json()["status"] == "available")

        await eventually(is_here, timeout_s=LONG_S, every_s=0.5)

        def found() -> Any:
            search = member.client.get("/api/v1/library/search", params={"query": "matrix"})
            return [one for one in search.json()["items"] if one["title"] == "The Matrix"]

        (film,) = await eventually(found, timeout_s=LONG_S, every_s=0.5)
        item = member.client.get(f"/api/v1/library/items/{film['rating_key']}").json()
        assert (item["title"], item["deep_link"]) == ("The Matrix", film["deep_link"])

        def is_marked() -> bool:
            card = member.client.get("/api/v1/titles/movie/603").json()["title"]["card"]
            return bool(card["library"] == {key: film[key] for key in ("rating_key", "deep_link")})

        await eventually(is_marked, timeout_s=LONG_S, every_s=0.5)
