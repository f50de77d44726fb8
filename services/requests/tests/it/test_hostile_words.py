"""What the server that fetches says is somebody else's: it breaks nothing and steers nobody."""

import json
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest
import pytest_asyncio

from medianest.requests.domain.credits import CAST_MOST

SECRET = "hook-secret"
NEVER_JSON = (
    b"NaN",
    b'{"page": NaN, "results": []}',
    b'{"id": Infinity}',
    b'{"results": [{"id": 1e400}], "id": 1e400}',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"\xef\xbb\xbf{}",
)
WRONG_SHAPES = (
    [],
    "603",
    {"results": {"0": {"id": 1}}, "id": "603"},
    {"results": [{"id": [1]}], "id": [1]},
    {"results": [{"id": 10**30, "mediaType": "movie"}], "id": 10**30},
    {"results": [{"id": -1, "mediaType": "movie"}], "id": -1},
    {"page": "1", "id": None},
    {"results": [{"id": 1, "title": {"$ne": 1}}], "id": 603, "title": {"$ne": 1}},
    {"results": [{"id": 1, "mediaInfo": "here"}], "id": 603, "mediaInfo": "here"},
)
HOSTILE = {
    "title": "The\x00 Matrix\r\n\x1b[31m\u202eexe.<script>alert(1)</script>" + "x" * 10_000,
    "overview": "\x07" + "long " * 100_000,
    "releaseDate": "\u00b2\u2070\u00b2\u2074-01-01",
    "posterPath": "/../../private?u=javascript:alert(1)",
    "__proto__": {"role": "owner"},
    "constructor": {"prototype": {"isOwner": True}},
    "voteAverage": 1e308,
    "genres": [{"name": "\x00"}],
    "seasons": [{"seasonNumber": 1, "name": "\u2066\x00"}],
}

NEW_FILMS = count(910_000)  # the simulated server knows a film for each number


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(owners_of_module: Any, module_place: Any) -> AsyncIterator[Any]:
    """One desk for all of these, each with a film of its own."""
    settings = {"webhook_secret": SECRET, "requests_per_hour": "1000"}
    async with owners_of_module.desk(**module_place.settings, **settings) as opened:
        yield opened


@pytest.mark.parametrize(
    "words", [*NEVER_JSON, *(json.dumps(one).encode() for one in WRONG_SHAPES)]
)
async def test_s59_a_poisoned_answer_is_no_answer(
    desk: Any, module_place: Any, words: bytes
) -> None:
    module_place.house.words = words
    film = next(NEW_FILMS)
    for path in (f"/search?query={film}", f"/titles/movie/{film}"):
        module_place.misbehave("words", times=1)
        answer = await desk.ask("GET", path)
        assert answer.status_code == 503, (path, answer.text)
        assert answer.json()["type"].endswith("server-away")


async def test_s59_a_poisoned_answer_neither_loses_a_wish_nor_sends_it_twice(
    desk: Any, module_place: Any
) -> None:
    module_place.house.words = json.dumps(WRONG_SHAPES[4]).encode()
    module_place.misbehave("words", times=1)
    wish = await desk.wish(media_type="movie", tmdb_id=next(NEW_FILMS))
    before = module_place.house.creates
    module_place.misbehave("words", times=2)
    await desk.until(wish, "processing")
    assert module_place.house.creates == before + 1


async def test_s59_poisoned_texts_are_plain_when_anybody_sees_them(
    desk: Any, module_place: Any
) -> None:
    line = {"id": 603, "mediaType": "movie", **HOSTILE}
    module_place.house.words = json.dumps({"page": 1, "results": [line]}).encode()
    module_place.misbehave("words", times=1, at="GET /search")
    [found] = (await desk.ask("GET", "/search", params={"query": "poison"})).json()["items"]
    module_place.house.words = json.dumps(line).encode()
    module_place.misbehave("words", times=1, at="GET /movie/603")
    title = (await desk.ask("GET", "/titles/movie/603")).json()
    for seen in (found, title):
        said = json.dumps(seen, ensure_ascii=False)
        assert not any(sign in said for sign in ("\\u0000", "\\u001b", "\\r", "\u202e", "\u2066"))
        assert "javascript" not in said
        assert "proto" not in said
        assert len(said) < 10_000
    assert title["title"]["rating"] is None, "nothing is better than ten of ten"
    module_place.misbehave("words", times=1, at="GET /movie/603")
    wish = await desk.wish(media_type="movie", tmdb_id=603)
    assert (await desk.see(wish))["title"].startswith("The Matrix [31m exe.<script>")


ODD_PEOPLE = (
    "nobody",
    {"cast": "nobody", "crew": {"job": "Director"}},
    {"cast": [None, 7, [], {"name": {"$ne": 1}}, {"name": "Mira", "profilePath": ["/a.jpg"]}]},
    {"cast": [{"name": "Mira\x00\u202e", "character": "<script>" + "x" * 9_000}] * 30},
    {"cast": [{"name": "Mira", "profilePath": "/../../private.jpg"}], "crew": [[[]]]},
)


@pytest.mark.parametrize("odd", ODD_PEOPLE, ids=lambda odd: str(odd)[:40])
async def test_s59_odd_words_about_people_take_no_page_along(
    desk: Any, module_place: Any, odd: Any
) -> None:
    film = next(NEW_FILMS)
    said = {"id": film, "title": "A reel", "credits": odd, "createdBy": odd, "networks": odd}
    dates = {"productionCompanies": odd, "originalLanguage": odd, "releaseDate": "2020-99-99"}
    module_place.house.words = json.dumps(said | dates).encode()
    module_place.misbehave("words", times=1, at=f"GET /movie/{film}")
    answer = await desk.ask("GET", f"/titles/movie/{film}")
    assert answer.status_code == 200, answer.text
    title = answer.json()["title"]
    assert title["card"]["name"] == "A reel"
    assert len(title["credits"]["cast"]) <= CAST_MOST
    assert all(player["image"] is None for player in title["credits"]["cast"])
    assert (title["released_on"], title["language"]) == (None, None)
    assert len(answer.text) < 12_000
    assert not any(sign in answer.text for sign in ("\\u0000", "\u202e"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[" * 100_000,
        b"\xff" * 1000,
        b'{"__proto__": {"a": 1}}',
        b'{"event": "%(exec)q --exec rm", "request": {"request_id": "1; drop table jobs"}}',
        b'{"subject": "{{constructor.constructor(\'return process\')()}}"}',
    ],
)
async def test_s39_no_word_of_a_webhook_is_read(desk: Any, body: bytes) -> None:
    assert (await desk.hook(body, SECRET)).status_code == 202
    assert (await desk.hook(body, "wrong")).status_code == 403
