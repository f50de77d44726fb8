"""The simulated Overseerr and Seerr keep the traps that are publicly known of the real ones."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import uvicorn

from medianest.local.servers.ports import next_free
from medianest.local.simulators.overseerr.house import House
from medianest.local.simulators.overseerr.pages import app_of
from medianest.local.simulators.overseerr.people import AUTO_APPROVE, User

KEY = "a-key"
MATRIX = {"mediaType": "movie", "mediaId": 603, "is4k": False}
SEVERANCE = {"mediaType": "tv", "mediaId": 95396, "seasons": [1, 2], "is4k": False}


class Far:
    """One of them, and our hand on it."""

    def __init__(self, house: House, client: httpx.AsyncClient) -> None:
        self.house, self._client = house, client

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.ask("GET", path, **options)

    async def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        return await self.ask("POST", path, json=body, **options)

    async def ask(
        self, method: str, path: str, *, key: str = KEY, user: int | None = None, **options: Any
    ) -> httpx.Response:
        headers = {"x-api-KEY": key} | ({} if user is None else {"X-API-User": str(user)})
        return await self._client.request(method, f"/api/v1{path}", headers=headers, **options)

    async def picture(self, size: str, path: str) -> httpx.Response:
        """As TMDB has it."""
        return await self._client.get(f"/t/p/{size}{path}")

    async def control(self, **wish: Any) -> httpx.Response:
        return await self._client.post("/control", json=wish)


@pytest.fixture(params=["overseerr", "seerr"])
async def far(request: pytest.FixtureRequest) -> AsyncIterator[Far]:
    house = House(request.param, ready_after_s=None)
    house.users[2] = User(2, 4711, "anna")
    transport = httpx.ASGITransport(app=app_of(house, KEY))
    async with httpx.AsyncClient(transport=transport, base_url="http://far") as client:
        yield Far(house, client)


async def test_it_says_what_it_is_to_everybody(far: Far) -> None:
    product = "Overseerr" if far.house.product == "overseerr" else "Seerr"
    assert (await far.get("/", key="")).json() == {"api": f"{product} API", "version": "1.0"}
    assert (await far.get("/status", key="")).json()["version"]
    assert (await far.get("/settings/public", key="")).json()["initialized"] is True
    await far.control(product="seerr", version="3.3.0")
    assert (await far.get("/status", key="")).json()["version"] == "3.3.0"


async def test_there_is_no_401_a_wrong_key_and_an_unknown_person_are_403_without_a_message(
    far: Far,
) -> None:
    for more in ({"key": "wrong"}, {"user": 99}):
        answer = await far.get("/auth/me", **more)  # type: ignore[arg-type]
        assert answer.status_code == 403
        assert "message" not in answer.json()


async def test_trap_1_who_needs_no_yes_is_judged_by_the_caller_and_not_by_the_body(
    far: Far,
) -> None:
    said = (await far.post("/request", {**MATRIX, "userId": 2})).json()
    assert (said["status"], said["requestedBy"]["id"]) == (2, 2)
    said = (await far.post("/request", {**MATRIX, "mediaId": 604}, user=2)).json()
    assert (said["status"], said["requestedBy"]["plexId"]) == (1, 4711)
    far.house.users[2].permissions |= AUTO_APPROVE
    said = (await far.post("/request", {**MATRIX, "mediaId": 680}, user=2)).json()
    assert said["status"] == 2


async def test_trap_2_a_query_with_reserved_signs_is_refused(far: Far) -> None:
    for query in ("it's", "2001:", "a+b", "you & me", "what?x"):
        assert (await far.get(f"/search?query={query}")).status_code == 400, query
    assert (await far.get("/search?query=howl%27s%20moving")).json()["totalResults"] == 1


async def test_trap_3_a_title_that_nobody_knows_is_500(far: Far) -> None:
    for path in ("/movie/1", "/tv/1"):
        answer = await far.get(path)
        assert answer.status_code == 500
        assert answer.json()["message"].startswith("Unable to retrieve")


async def test_trap_4_without_is4k_no_duplicate_is_found(far: Far) -> None:
    assert (await far.post("/request", MATRIX)).status_code == 201
    assert (await far.post("/request", MATRIX)).status_code == 409
    unsaid = {"mediaType": "movie", "mediaId": 603}
    assert (await far.post("/request", unsaid)).status_code == 201
    assert (await far.post("/request", {**MATRIX, "is4k": True})).status_code == 201


async def test_trap_5_a_series_without_seasons_is_500_and_nothing_left_is_202_without_an_id(
    far: Far,
) -> None:
    unsaid = {"mediaType": "tv", "mediaId": 95396, "is4k": False}
    assert (await far.post("/request", unsaid)).status_code == 500
    created = await far.post("/request", SEVERANCE)
    assert [one["seasonNumber"] for one in created.json()["seasons"]] == [1, 2]
    for seasons in ([1], [], "all"):
        answer = await far.post("/request", {**SEVERANCE, "seasons": seasons})
        assert answer.status_code == 202
        assert "id" not in answer.json()


async def test_seasons_that_somebody_asked_for_are_silently_dropped(far: Far) -> None:
    await far.post("/request", {**SEVERANCE, "seasons": [1]})
    second = (await far.post("/request", SEVERANCE)).json()
    assert [one["seasonNumber"] for one in second["seasons"]] == [2]


async def test_trap_6_anybody_may_delete_a_request(far: Far) -> None:
    request = (await far.post("/request", MATRIX)).json()["id"]
    assert (await far.ask("DELETE", f"/request/{request}", user=2)).status_code == 204
    assert (await far.get(f"/request/{request}")).status_code == 404


async def test_parameters_that_it_does_not_know_are_400_seerrs_own_among_them(far: Far) -> None:
    assert (await far.get("/request?take=1&odd=1")).status_code == 400
    only_seerr = 400 if far.house.product == "overseerr" else 200
    assert (await far.get("/request?sortDirection=asc")).status_code == only_seerr
    assert (await far.get("/user?q=anna")).status_code == only_seerr


async def test_popular_rows_are_narrowed_and_sorted_by_what_they_know(far: Far) -> None:
    films, series = "/discover/movies?page=1", "/discover/tv?page=1"
    seventies = f"{films}&primaryReleaseDateGte=1970-01-01&primaryReleaseDateLte=1979-12-31"
    dates = [one["releaseDate"] for one in (await far.get(seventies)).json()["results"]]
    assert len(dates) == 4
    assert {date[:3] for date in dates} == {"197"}
    until = (await far.get(f"{series}&firstAirDateLte=1995-01-01")).json()["results"]
    assert {one["name"] for one in until} == {"The X-Files", "Friends"}
    by_date = (await far.get(f"{films}&sortBy=primary_release_date.asc")).json()["results"]
    assert by_date[0]["title"] == "Metropolis"
    best = f"{films}&sortBy=vote_average.desc"
    first = [one["voteAverage"] for one in (await far.get(best)).json()["results"]]
    assert first == sorted(first, reverse=True)
    assert (await far.get(best)).json()["results"][0]["title"] == "M"
    judged = (await far.get(f"{best}&voteCountGte=100")).json()["results"]
    assert "M" not in {one["title"] for one in judged}
    good = (await far.get(f"{films}&voteAverageGte=8")).json()
    assert 0 < good["totalResults"] < (await far.get(films)).json()["totalResults"]
    assert min(one["voteAverage"] for one in good["results"]) >= 8


async def test_a_row_takes_its_own_parameters_and_no_others_and_wants_them_whole(far: Far) -> None:
    for path in (
        "/discover/movies?firstAirDateGte=2000-01-01",
        "/discover/tv?primaryReleaseDateGte=2000-01-01",
        "/discover/movies/upcoming?sortBy=popularity.desc",
        "/discover/movies/genre/1?voteAverageGte=1",
        "/discover/trending?sortBy=popularity.desc",
    ):
        assert (await far.get(path)).status_code == 400, path
    only_seerr = 400 if far.house.product == "overseerr" else 200
    assert (await far.get("/discover/movies?excludeKeywords=1")).status_code == only_seerr
    for wrong in ("primaryReleaseDateGte=soon", "sortBy=odd.desc", "voteAverageGte=good"):
        answer = await far.get(f"/discover/movies?{wrong}")
        assert answer.status_code == 500, wrong
        assert answer.json()["message"].startswith("Unable to retrieve")


async def test_only_the_details_say_who_plays_and_who_made_it(far: Far) -> None:
    film, series = (await far.get("/movie/603")).json(), (await far.get("/tv/70523")).json()
    assert len(film["credits"]["cast"]) == 24
    assert any("profilePath" not in one for one in film["credits"]["cast"])
    assert any(one["job"] == "Director" for one in film["credits"]["crew"])
    assert series["createdBy"]
    assert series["networks"]
    assert series["originalLanguage"] == "de"
    assert (await far.get("/movie/603")).json()["credits"] == film["credits"]
    assert (await far.get("/movie/19")).json()["credits"]["cast"] == []
    for path in ("/search?query=matrix", "/discover/movies", "/movie/603/similar"):
        assert "credits" not in (await far.get(path)).json()["results"][0], path


async def test_pictures_come_in_the_sizes_of_their_kind(far: Far) -> None:
    face = next(
        one["profilePath"]
        for one in (await far.get("/movie/603")).json()["credits"]["cast"]
        if "profilePath" in one
    )
    for size, path, status in (
        *(("w185", face, 200), ("h632", face, 200), ("w342", face, 404)),
        *(("w342", "/movie-603.jpg", 200), ("h632", "/movie-603.jpg", 404)),
    ):
        answer = await far.picture(size, path)
        assert answer.status_code == status, (size, path)


async def test_people_come_in_pages_and_are_taken_in_once(far: Far) -> None:
    await far.control(plex_people={"5": "ben"})
    page = (await far.get("/user?take=1&skip=1")).json()
    assert [user["plexId"] for user in page["results"]] == [4711]
    assert (await far.get("/user", user=2)).status_code == 403
    for expected in (1, 0):
        answer = await far.post("/user/import-from-plex", {"plexIds": ["5"]})
        assert answer.status_code == 201
        assert len(answer.json()) == expected
    answer = await far.post("/user/import-from-plex", {"plexIds": ["6"]})
    assert (answer.status_code, answer.json()) == (201, [])


async def test_rights_and_quotas_are_those_of_the_person(far: Far) -> None:
    far.house.users[2].films = 1
    assert (await far.post("/request", MATRIX, user=2)).status_code == 201
    answer = await far.post("/request", {**MATRIX, "mediaId": 604}, user=2)
    assert (answer.status_code, answer.json()["message"]) == (403, "Movie Quota exceeded.")
    far.house.users[2].permissions = 0
    answer = await far.post("/request", {**MATRIX, "mediaId": 680, "is4k": True}, user=2)
    assert answer.json()["message"] == "You do not have permission to make 4K movie requests."


async def test_only_seerr_completes_a_request(far: Far) -> None:
    request = (await far.post("/request", MATRIX)).json()["id"]
    await far.control(request=request, becomes="here")
    said = (await far.get(f"/request/{request}")).json()
    assert said["status"] == (2 if far.house.product == "overseerr" else 5)
    assert said["media"]["status"] == 5


async def test_what_is_done_to_it_is_counted_and_faults_come_where_they_are_wished(
    far: Far,
) -> None:
    await far.control(fault="conflict", times=1, at="POST /request")
    assert (await far.get("/request")).status_code == 200
    assert (await far.post("/request", MATRIX)).status_code == 409
    assert (await far.post("/request", MATRIX)).status_code == 201
    assert far.house.calls["POST /request"] == 2
    assert far.house.creates == 1


@pytest.mark.parametrize("generation", [1, 2, 3])
async def test_it_calls_back_in_three_generations_with_texts_only_and_no_second_try(
    far: Far, generation: int
) -> None:
    heard: list[tuple[str, Any]] = []

    async def hear(scope: Any, receive: Any, send: Any) -> None:
        body = (await receive())["body"]
        headers = dict(scope["headers"])
        heard.append((headers[b"authorization"].decode(), httpx.Response(200, content=body).json()))
        await send({"type": "http.response.start", "status": 500, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    port = next_free(18_200 + os.getpid() % 1000)
    config = uvicorn.Config(hear, port=port, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  it has no event to wait for
        await asyncio.sleep(0.01)
    request = (await far.post("/request", MATRIX)).json()["id"]
    to = {"url": f"http://127.0.0.1:{port}/", "secret": "raw words", "generation": generation}
    for more in ({"webhook": "MEDIA_AVAILABLE", "request": request}, {"webhook": "TEST"}):
        answer = await far.control(**to, **more)
        assert answer.json()["heard"] == [500]
    server.should_exit = True
    await serving
    (secret, first), (_, test) = heard
    assert secret == "raw words"
    assert first["request"]["request_id"] == str(request)
    assert first["media"]["tmdbId"] == "603"
    assert ("requestedBy_settings_discordIds" in first["request"]) == (generation > 1)
    assert (test["notification_type"], test["request"]) == ("TEST_NOTIFICATION", None)
