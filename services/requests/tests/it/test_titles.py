"""What there is to wish for, as the server that fetches knows it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from medianest.local.simulators.overseerr.titles import SEEN_BY_FEW, genre_id
from medianest.requests.domain.credits import CAST_MOST
from medianest.testkit import ANNA, THE_OWNER, eventually

BOTH = ("overseerr", "seerr")
MATRIX = {"media_type": "movie", "tmdb_id": 603}
SEVERANCE = {"media_type": "tv", "tmdb_id": 95396}
SECRET = "a secret that was agreed on"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(owners_of_module: Any, module_place: Any) -> AsyncIterator[Any]:
    """One desk for those who only look."""
    async with owners_of_module.desk(**module_place.settings) as opened:
        yield opened


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
        assert page["requests"][0]["image"] == page["title"]["card"]["image"]


async def test_s06_a_title_says_that_somebody_wished_for_it_and_not_who_until_one_follows(
    owners: Any, place: Any
) -> None:
    anna = {"headers": dict(owners.house.bearer("requests", ANNA, "member"))}
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**SEVERANCE, seasons=[2], note="Only for us")
        told = await desk.ask("GET", "/titles/tv/95396", **anna)
        page = told.json()
        assert page["requests"] == []
        assert page["of_others"] == [
            {"id": wish, "seasons": [2], "is_4k": False, "status": "approved"}
        ]
        assert str(THE_OWNER) not in told.text
        assert "Only for us" not in told.text
        await desk.ask("PUT", f"/requests/{wish}/follow", **anna)
        page = (await desk.ask("GET", "/titles/tv/95396", **anna)).json()
        assert ([one["id"] for one in page["requests"]], page["of_others"]) == ([wish], [])
        assert (await desk.ask("GET", "/titles/tv/95396")).json()["of_others"] == []


@pytest.mark.parametrize("place", [BOTH[0]], indirect=True)
@pytest.mark.parametrize(("may", "roles"), [(True, "admin,owner"), (False, "moderator")])
async def test_a_title_says_whether_one_may_wish_for_it_in_4k(
    owners: Any, place: Any, roles: str, *, may: bool
) -> None:
    async with owners.desk(**place.settings, roles_4k=roles) as desk:
        assert (await desk.ask("GET", "/titles/movie/603")).json()["may_4k"] is may
        asked = await desk.ask("POST", "/requests", json={**MATRIX, "is_4k": True})
        assert asked.status_code == (201 if may else 403)


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


async def test_while_it_is_away_one_wishes_without_a_name_and_gets_it_later(
    owners: Any, place: Any
) -> None:
    await place.stop()
    anna = {"headers": dict(owners.house.bearer("requests", ANNA, "member"))}
    async with owners.desk(**place.settings) as desk:
        body = {**MATRIX, "note": "For movie night"}
        asked = await desk.ask("POST", "/requests", json=body, **anna)
        wish = asked.json()["id"]
        assert (asked.json()["title"], asked.json()["image"]) == (None, None)
        await place.start()

        async def has_a_name() -> bool:
            return (await desk.see(wish))["title"] is not None

        await eventually(has_a_name, timeout_s=20)
        named = await desk.see(wish)
        assert (named["title"], named["year"], named["status"]) == ("The Matrix", 1999, "pending")
        assert named["image"] is not None
        assert named["note"] == "For movie night"
        told = (await desk.ask("GET", f"/requests/{wish}/timeline")).json()["items"]
        assert [line["what"] for line in told] == ["asked"]
        assert (await desk.ask("POST", f"/requests/{wish}/approve")).json()["title"] == "The Matrix"
    assert await said_of(owners, wish) == [
        "request-submitted",
        "request-changed: The Matrix",
        "request-approved: The Matrix",
    ]


async def said_of(owners: Any, wish: str) -> list[str]:
    """What others heard of it, and how it was called."""
    connection = await asyncpg.connect(owners.house("requests").owner_dsn)
    try:
        rows = await connection.fetch(
            "select said from requests.facts where stream_id = $1 and said is not null"
            " order by version",
            f"request-{wish}",
        )
    finally:
        await connection.close()
    said = [json.loads(row["said"]) for row in rows]
    return [
        ": ".join(filter(None, [one["type"].rsplit(".", 1)[1], one.get("title")])) for one in said
    ]


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


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_popular_rows_come_by_genre_and_no_others(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        genres = (await desk.ask("GET", "/discover/genres/movie")).json()["items"]
        animation = next(one["id"] for one in genres if one["name"] == "Animation")
        row = await desk.ask("GET", "/discover/popular-movies", params={"genre": animation})
        names = {card["name"] for card in row.json()["items"]}
        assert "Spirited Away" in names
        assert "The Matrix" not in names
        for path in ("/discover/trending?genre=1", "/discover/popular-tv?genre=x"):
            assert (await desk.ask("GET", path)).status_code == 400, path
        assert (await desk.ask("GET", "/discover/genres/song")).status_code == 404


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_a_title_says_who_plays_in_it_who_made_it_and_when(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        film = (await desk.ask("GET", "/titles/movie/603")).json()["title"]
        cast = film["credits"]["cast"]
        assert len(cast) == CAST_MOST, "the server names more of them"
        assert all(player["name"] for player in cast)
        assert {bool(player["image"]) for player in cast} == {True, False}
        assert film["credits"]["directors"]
        assert film["credits"]["studios"]
        assert (film["released_on"], film["language"]) == ("1999-03-30", "en")
        series = (await desk.ask("GET", "/titles/tv/70523")).json()["title"]
        assert series["credits"]["creators"]
        assert series["credits"]["networks"]
        assert (series["released_on"], series["language"]) == ("2017-12-01", "de")
        silent = (await desk.ask("GET", "/titles/movie/19")).json()["title"]
        assert (silent["credits"]["cast"], silent["language"]) == ([], None)
    # One look for all of it.
    assert place.house.calls["GET /movie/603"] == 1


async def test_no_list_says_who_plays_and_a_page_of_a_title_stays_small(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        for path in ("/search?query=matrix", "/discover/trending", "/discover/popular-movies"):
            said = (await desk.ask("GET", path)).json()["items"][0]
            assert not {"credits", "cast"} & said.keys(), path
        page = await desk.ask("GET", "/titles/movie/603")
        assert len(json.dumps(page.json()["title"])) < 12_000


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_popular_rows_are_narrowed_by_year_and_rating(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        nineties = {"year_from": 1990, "year_to": 1999}
        films = (await desk.ask("GET", "/discover/popular-movies", params=nineties)).json()
        assert "The Matrix" in {card["name"] for card in films["items"]}
        assert {card["year"] // 10 for card in films["items"]} == {199}
        since = (await desk.ask("GET", "/discover/popular-tv?year_from=2017")).json()["items"]
        assert min(card["year"] for card in since) >= 2017
        good = (await desk.ask("GET", "/discover/popular-movies?least_rating=8")).json()["items"]
        assert min(card["rating"] for card in good) >= 8
        both = {**nineties, "least_rating": 8, "genre": genre_id("Drama")}
        few = (await desk.ask("GET", "/discover/popular-movies", params=both)).json()["items"]
        assert 0 < len(few) < len(good)
        assert {card["year"] // 10 for card in few} == {199}


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_popular_rows_come_newest_first_or_best_first(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        newest = (await desk.ask("GET", "/discover/popular-movies?sort=newest")).json()["items"]
        years = [card["year"] for card in newest]
        assert years == sorted(years, reverse=True)
        assert newest[0]["name"] == "Parasite"
        best = (await desk.ask("GET", "/discover/popular-movies?sort=best-rated")).json()
        assert best["pages"] > 1, "the others follow"
        ratings = [card["rating"] for card in best["items"]]
        assert ratings == sorted(ratings, reverse=True)
        # What three people are very fond of is not the best of all.
        assert SEEN_BY_FEW not in {card["tmdb_id"] for card in best["items"]}


@pytest.mark.parametrize(
    "wrong",
    [
        *("year_from=1200", "year_to=3000", "year_from=soon", "least_rating=0", "least_rating=11"),
        *("least_rating=NaN", "least_rating=7.5", "sort=oldest", "sort=", "genre=-1"),
        *("year_from=2000&year_to=1999", "page=0", "page=501", "genre=song"),
    ],
)
async def test_a_choice_that_makes_no_sense_is_refused(desk: Any, wrong: str) -> None:
    answer = await desk.ask("GET", f"/discover/popular-movies?{wrong}")
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"]


async def test_only_of_popular_rows_one_may_choose(desk: Any) -> None:
    for choice in ("sort=newest", "least_rating=7", "year_to=1999", "genre=1"):
        for row in ("trending", "upcoming-movies", "upcoming-tv"):
            answer = await desk.ask("GET", f"/discover/{row}?{choice}")
            assert answer.status_code == 400, (row, choice)
            assert answer.json()["type"].endswith("only-popular-by-genre")
    assert (await desk.ask("GET", "/discover/trending?sort=popular")).status_code == 200


async def test_what_was_chosen_is_kept_for_a_moment_apart_from_what_else_was(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        for path in ("?sort=newest", "?sort=best-rated", "?sort=newest", "", "?sort=popular"):
            answer = await desk.ask("GET", f"/discover/popular-movies{path}")
            assert answer.status_code == 200
    assert place.house.calls["GET /discover/movies"] == 3


async def test_a_row_that_the_server_can_not_read_is_away_and_not_empty(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        place.house.words = b'{"message": "Unknown query parameter \'sortBy\'"}'
        place.misbehave("refused words", times=1)
        answer = await desk.ask("GET", "/discover/popular-movies?sort=newest")
        assert answer.status_code == 503
        assert (await desk.ask("GET", "/discover/popular-movies?sort=newest")).status_code == 200


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_a_title_shows_what_is_like_it_and_does_without_when_nobody_says_so(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        page = (await desk.ask("GET", "/titles/movie/603")).json()
        assert "The Matrix Reloaded" in {card["name"] for card in page["similar"]}
        assert page["recommended"]
        place.misbehave("hang", times=1, at="GET /movie/604/similar")
        page = (await desk.ask("GET", "/titles/movie/604")).json()
        assert (page["title"]["card"]["name"], page["similar"]) == ("The Matrix Reloaded", [])


async def test_a_page_that_many_open_is_asked_once_in_all_replicas(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk, owners.desk(**place.settings) as replica:
        opened = [desk.ask("GET", "/discover/trending") for _ in range(20)]
        assert {answer.status_code for answer in await asyncio.gather(*opened)} == {200}
        assert (await replica.ask("GET", "/discover/trending")).status_code == 200
    assert place.house.calls["GET /discover/trending"] == 1


async def test_numbers_of_tomorrow_are_just_numbers(owners: Any, place: Any) -> None:
    tomorrow = {"status": 42, "status4k": 99, "seasons": [{"seasonNumber": 1, "status": 77}]}
    line = {"id": 603, "mediaType": "movie", "title": "The Matrix", "mediaInfo": tomorrow}
    async with owners.desk(**place.settings) as desk:
        place.house.words = json.dumps({"results": [line, {"id": 1, "mediaType": "odd"}]}).encode()
        place.misbehave("words", times=1)
        [found] = (await desk.ask("GET", "/search?query=tomorrow")).json()["items"]
        assert (found["name"], found["seen"]) == ("The Matrix", None)
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        request.status = 42
        looks = place.house.calls["GET /request"]
        await eventually(lambda: place.house.calls["GET /request"] > looks + 1)
        assert (await desk.see(wish))["status"] == "processing"


async def test_one_breaker_rests_from_a_server_that_fails_whoever_asks(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**{**place.settings, "look_every_s": "3600"}) as desk:
        place.misbehave("error", times=1000)
        for number in range(12):
            answer = await desk.ask("GET", f"/search?query={number}")
            assert answer.status_code == 503
            assert int(answer.headers["Retry-After"]) >= 1
        assert sum(place.house.calls.values()) <= 6, "five failures, and at most one probe"
        place.misbehave("error", times=0)

        async def is_back() -> bool:
            return (await desk.ask("GET", "/search?query=back")).status_code == 200

        await eventually(is_back)
