"""What there is to wish for, as the server that fetches knows it."""

import asyncio
from typing import Any

import pytest

from medianest.testkit import eventually

BOTH = ("overseerr", "seerr")
MATRIX = {"media_type": "movie", "tmdb_id": 603}
SEVERANCE = {"media_type": "tv", "tmdb_id": 95396}
SECRET = "a secret that was agreed on"


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_titles_are_found_by_words_whatever_signs_are_in_them(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        found = (await desk.ask("GET", "/search", params={"query": "matrix"})).json()
        assert [card["name"] for card in found["items"]] == ["The Matrix", "The Matrix Reloaded"]
        for query in ("howl's moving", "space odyssey", "amélie", "2001: a"):
            found = (await desk.ask("GET", "/search", params={"query": query})).json()
            assert len(found["items"]) == 1, query
        nothing = (await desk.ask("GET", "/search", params={"query": "?&=#/+ %"})).json()
        assert nothing["items"] == []


async def test_there_are_rows_to_discover(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        row = (await desk.ask("GET", "/discover/popular-tv")).json()
        assert {card["media_type"] for card in row["items"]} == {"tv"}
        assert (await desk.ask("GET", "/discover/odd")).status_code == 404


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_a_title_says_what_is_here_and_what_one_wished(owners: Any, place: Any) -> None:
    place.house.here["tv", 95396] = {1}
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**SEVERANCE, seasons=[2])
        page = (await desk.ask("GET", "/titles/tv/95396")).json()
        assert page["title"]["card"]["name"] == "Severance"
        assert page["title"]["card"]["seen"] == "partly here"
        assert [season["seen"] for season in page["title"]["seasons"]] == ["here", None]
        assert [one["id"] for one in page["requests"]] == [wish]
        assert page["requests"][0]["title"] == "Severance"


async def test_what_nobody_knows_is_not_there(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        for path in ("movie/1", "tv/603", "song/603", "movie/0", "movie/99999999999"):
            assert (await desk.ask("GET", f"/titles/{path}")).status_code == 404, path


async def test_nobody_wishes_for_what_does_not_exist(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        unknown = await desk.ask("POST", "/requests", json={**MATRIX, "tmdb_id": 1})
        assert unknown.status_code == 404
        season = await desk.ask("POST", "/requests", json={**SEVERANCE, "seasons": [7]})
        assert season.status_code == 400


async def test_whatever_it_answers_the_page_says_that_it_is_away(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        for number, fault in enumerate(("html", "empty", "garbage", "error", "hang", "huge")):
            place.misbehave(fault, times=1)
            # Each time other words, for what it said is kept for a moment.
            answer = await desk.ask("GET", "/search", params={"query": f"matrix {number}"})
            assert answer.status_code == 503, (fault, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"


async def test_while_it_is_away_one_wishes_without_a_name(owners: Any, place: Any) -> None:
    await place.stop()
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        assert (await desk.see(wish))["title"] is None
    await place.start()


async def test_a_server_that_hangs_holds_no_wish_up(owners: Any, place: Any) -> None:
    place.misbehave("hang", times=2)
    async with owners.desk(**{**place.settings, "deadline_s": "30"}) as desk:
        async with asyncio.timeout(10):
            wish = await desk.wish(**MATRIX)
        assert (await desk.see(wish))["title"] is None


async def test_s47_a_webhook_with_the_secret_is_a_hint_to_look_and_no_more(
    owners: Any, place: Any
) -> None:
    settings = {**place.settings, "look_every_s": "3600", "webhook_secret": SECRET}
    async with owners.desk(**settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        place.house.arrive(next(iter(place.house.requests.values())))
        for words in (b"", b"{", b'{"notification_type": "MEDIA_DECLINED", "media": null}'):
            answer = await desk.hook(words, SECRET)
            assert answer.status_code == 202

        async def is_here() -> bool:
            return (await desk.see(wish))["status"] == "available"

        await eventually(is_here)
        for secret in ("", "wrong", f"Bearer {SECRET}"):
            assert (await desk.hook(b"{}", secret)).status_code == 403


async def test_s47_without_an_agreed_secret_no_webhook_is_heard(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        assert (await desk.hook(b"{}", "")).status_code == 403
