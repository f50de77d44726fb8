"""The server over HTTP, with the traps of the real ones, and our own hand on it at `/control`."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request as Call
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from medianest.local.simulators.art import draw, resized
from medianest.local.simulators.overseerr import choosing, people, players, webhooks
from medianest.local.simulators.overseerr.faults import misbehave
from medianest.local.simulators.overseerr.house import (
    DECLINED,
    FAILED,
    PENDING,
    TITLES,
    VERSIONS,
    House,
    Kind,
    Refused,
    Request,
    title_of,
)
from medianest.local.simulators.overseerr.titles import (
    Film,
    Known,
    genre_id,
    imdb_of,
    language_of,
    named_by,
    poster_of,
    rating_of,
    tvdb_of,
    votes_of,
)
from medianest.local.simulators.portraits import portrait

PAGE: Final = 20
_RESERVED: Final = re.compile(r"[:/?#\[\]@!$&'()*+,;=]")
_PAGED: Final = frozenset({"page", "language"})
_CHOSEN: Final = frozenset(
    (
        *("genre", "keywords", "sortBy", "withRuntimeGte", "withRuntimeLte"),
        *("voteAverageGte", "voteAverageLte", "voteCountGte", "voteCountLte"),
        *("watchRegion", "watchProviders"),
    )
)
_CHOSEN_OF: Final = {
    "movies": _CHOSEN | {"studio", "primaryReleaseDateGte", "primaryReleaseDateLte"},
    "tv": _CHOSEN | {"network", "firstAirDateGte", "firstAirDateLte"},
}
_LISTED: Final = frozenset({"take", "skip", "filter", "sort", "requestedBy"})
_USERS: Final = frozenset({"take", "skip", "sort"})
_ONLY_SEERR: Final = {
    "request": frozenset({"sortDirection", "mediaType"}),
    "user": frozenset({"q", "includeIds", "sortDirection"}),
    "discover": frozenset({"excludeKeywords", "certification", "certificationCountry", "status"}),
}
_POSTERS: Final = {f"w{wide}": wide for wide in (92, 154, 185, 342, 500, 780)}
_FACES: Final = {"w45": 45, "w185": 185, "h632": 421}
_GUARDED: Final = "You do not have permission to access this endpoint"
Answering = Callable[[Call], Awaitable[Response]]
Telling = Callable[[], Coroutine[Any, Any, None]]


def app_of(house: House, key: str, telling: Telling | None = None) -> Starlette:
    """Its routes; all but its status want the key. `telling` runs beside them."""
    pages = Pages(house, key)
    api = "/api/v1"

    @asynccontextmanager
    async def beside(_: Starlette) -> AsyncIterator[None]:
        task = None if telling is None else asyncio.create_task(telling())
        yield
        if task is not None:
            task.cancel()

    return Starlette(
        lifespan=beside,
        routes=[
            Route("/", pages.site),
            Route(f"{api}/", pages.open_to_all(pages.front)),
            Route(f"{api}/status", pages.open_to_all(pages.status)),
            Route(f"{api}/settings/public", pages.open_to_all(pages.public)),
            Route(f"{api}/auth/me", pages.known(pages.me)),
            Route(f"{api}/user", pages.known(pages.users)),
            Route(f"{api}/user/import-from-plex", pages.known(pages.take_in), methods=["POST"]),
            Route(f"{api}/search", pages.known(pages.search)),
            Route(f"{api}/genres/{{kind}}", pages.known(pages.genres)),
            Route(f"{api}/discover/{{row:path}}", pages.known(pages.discover)),
            Route(f"{api}/request", pages.known(pages.listed), methods=["GET"]),
            Route(f"{api}/request", pages.known(pages.ask), methods=["POST"]),
            Route(f"{api}/request/{{id:int}}", pages.known(pages.one), methods=["GET"]),
            Route(f"{api}/request/{{id:int}}", pages.known(pages.remove), methods=["DELETE"]),
            Route(f"{api}/request/{{id:int}}/{{what}}", pages.known(pages.steer), methods=["POST"]),
            Route(f"{api}/movie/{{id:int}}", pages.known(pages.film)),
            Route(f"{api}/movie/{{id:int}}/{{row}}", pages.known(pages.beside)),
            Route(f"{api}/tv/{{id:int}}", pages.known(pages.series)),
            Route(f"{api}/tv/{{id:int}}/{{row}}", pages.known(pages.beside)),
            Route("/t/p/{size}/{file}", pages.picture),
            Route("/control", pages.control, methods=["GET", "POST"]),
        ],
    )


class Pages:
    """What it answers."""

    def __init__(self, house: House, key: str) -> None:
        self._house = house
        self._key = key

    def open_to_all(self, answering: Answering) -> Answering:
        """Count it; misbehave as long as that is wished."""

        async def answer(call: Call) -> Response:
            house = self._house
            house.settle()
            what = f"{call.method} {call.url.path.removeprefix('/api/v1')}"
            house.calls[what] += 1
            at = house.fault_at in {None, what}
            if house.faults_left and house.fault != "lost" and at:
                house.faults_left -= 1
                return await misbehave(house.fault or "", house.words)
            try:
                said = await answering(call)
            except Refused as refused:
                return JSONResponse({"message": refused.message}, status_code=refused.status)
            if call.method == "POST" and house.fault == "lost" and house.faults_left and at:
                # It was carried out, and the answer got lost on its way.
                house.faults_left -= 1
                return await misbehave("error", b"")
            return said

        return answer

    def known(self, answering: Answering) -> Answering:
        """Refuse who has not the key, and whom it does not know, in the words of its guard."""

        async def answer(call: Call) -> Response:
            has_key = call.headers.get("x-api-key") == self._key
            if not has_key or self._caller(call) not in self._house.users:
                return JSONResponse({"status": 403, "error": _GUARDED}, status_code=403)
            return await answering(call)

        return self.open_to_all(answer)

    def _caller(self, call: Call) -> int:
        """The key alone is its first account, whoever is meant by it."""
        said = call.headers.get("x-api-user", str(people.OWNER))
        return int(said) if said.isdigit() else 0

    def _only(self, call: Call, allowed: frozenset[str], page: str = "") -> None:
        """A parameter that it does not know is an error, Seerr's own among them."""
        if self._house.product == "seerr":
            allowed |= _ONLY_SEERR.get(page, frozenset())
        for name in call.query_params:
            if name not in allowed:
                raise Refused(400, f"Unknown query parameter '{name}'")

    async def site(self, call: Call) -> Response:
        return HTMLResponse("<!doctype html><title>Requests</title>")

    async def front(self, call: Call) -> Response:
        name = "Overseerr" if self._house.product == "overseerr" else "Seerr"
        return JSONResponse({"api": f"{name} API", "version": "1.0"})

    async def status(self, call: Call) -> Response:
        version = self._house.version
        return JSONResponse(
            {"version": version, "commitTag": "simulated", "updateAvailable": False}
        )

    async def public(self, call: Call) -> Response:
        of_seerr = {"mediaServerType": 1} if self._house.product == "seerr" else {"region": ""}
        return JSONResponse({"initialized": True, "partialRequestsEnabled": True, **of_seerr})

    async def me(self, call: Call) -> Response:
        return JSONResponse(self._house.users[self._caller(call)].told())

    async def users(self, call: Call) -> Response:
        self._only(call, _USERS, "user")
        if not self._house.users[self._caller(call)].may():
            return JSONResponse({"status": 403, "error": _GUARDED}, status_code=403)
        take, skip = _cut(call)
        every = list(self._house.users.values())
        some = [user.told() for user in every[skip : skip + take]]
        return JSONResponse({"pageInfo": _info(take, skip, len(every)), "results": some})

    async def take_in(self, call: Call) -> Response:
        wanted = [str(one) for one in (await call.json())["plexIds"]]
        made = self._house.take_in(wanted)
        return JSONResponse([user.told() for user in made], status_code=201)

    async def search(self, call: Call) -> Response:
        """The query as it was written: what is not percent-encoded is refused."""
        self._only(call, _PAGED | {"query"})
        raw = dict(part.partition("=")[::2] for part in call.url.query.split("&"))
        if _RESERVED.search(raw.get("query", "")):
            words = (
                "Parameter 'query' must be url encoded. Its value may not contain reserved"
                " characters."
            )
            return JSONResponse({"message": words}, status_code=400)
        wanted = call.query_params.get("query", "").casefold()
        found = [key for key, known in TITLES.items() if wanted in known.name.casefold()]
        return JSONResponse(self._page(found, int(call.query_params.get("page", 1))))

    async def discover(self, call: Call) -> Response:
        """Only the plain rows are narrowed and sorted; another knows no such parameter."""
        row = call.path_params["row"]
        is_plain = row in _CHOSEN_OF
        self._only(call, _PAGED | _CHOSEN_OF.get(row, frozenset()), "discover" if is_plain else "")
        kinds = {"movies": ("movie",), "tv": ("tv",)}.get(row.split("/")[0], ("movie", "tv"))
        found = [key for key in TITLES if key[0] in kinds]
        if "/genre/" in row:
            wanted = int(row.rsplit("/", 1)[1])
            found = [key for key in found if genre_id(TITLES[key].genre) == wanted]
        if is_plain:
            try:
                found = choosing.chosen(found, call.query_params)
            except ValueError:
                kind = "movies" if row == "movies" else "series"
                raise Refused(500, f"Unable to retrieve popular {kind}.") from None
        if row.endswith("upcoming"):
            found.reverse()
        return JSONResponse(self._page(found, int(call.query_params.get("page", 1))))

    async def genres(self, call: Call) -> Response:
        self._only(call, frozenset({"language"}))
        kind = call.path_params["kind"]
        names = sorted({known.genre for key, known in TITLES.items() if key[0] == kind})
        return JSONResponse([{"id": genre_id(name), "name": name} for name in names])

    async def beside(self, call: Call) -> Response:
        """What is like it, or goes well with it."""
        self._only(call, _PAGED)
        kind: Kind = "movie" if "/movie/" in call.url.path else "tv"
        if call.path_params["row"] not in {"similar", "recommendations"}:
            raise Refused(404, "not found")
        known = title_of((kind, call.path_params["id"]))
        if known is None:
            raise Refused(500, "Unable to retrieve titles.")
        found = [
            key
            for key, other in TITLES.items()
            if key[0] == kind and other.genre == known.genre and other is not known
        ]
        return JSONResponse(self._page(found, int(call.query_params.get("page", 1))))

    async def film(self, call: Call) -> Response:
        return self._details("movie", call.path_params["id"])

    async def series(self, call: Call) -> Response:
        return self._details("tv", call.path_params["id"])

    async def ask(self, call: Call) -> Response:
        body = await call.json()
        if not isinstance(body.get("mediaId"), int):
            raise Refused(400, "request.body.mediaId should be number")
        if body.get("userId") not in {None, *self._house.users}:
            raise Refused(500, "Cannot read properties of null (reading 'id')")
        made = self._house.ask(body, self._caller(call))
        if made is None:
            return JSONResponse({"message": "No seasons available to request"}, status_code=202)
        return JSONResponse(made.told(self._house), status_code=201)

    async def listed(self, call: Call) -> Response:
        self._only(call, _LISTED, "request")
        take, skip = _cut(call)
        every = sorted(self._house.requests.values(), key=lambda one: -one.modified)
        some = [one.told(self._house) for one in every[skip : skip + take]]
        return JSONResponse({"pageInfo": _info(take, skip, len(every)), "results": some})

    async def one(self, call: Call) -> Response:
        return JSONResponse(self._request(call.path_params["id"]).told(self._house))

    async def remove(self, call: Call) -> Response:
        if self._house.requests.pop(call.path_params["id"], None) is None:
            raise Refused(404, "Request not found.")
        return Response(status_code=204)

    async def steer(self, call: Call) -> Response:
        request = self._request(call.path_params["id"])
        if not self._house.users[self._caller(call)].may(people.MANAGE_REQUESTS):
            return JSONResponse({"status": 403, "error": _GUARDED}, status_code=403)
        match call.path_params["what"]:
            case "approve" | "retry":
                self._house.approve(request)
            case "decline":
                request.status = DECLINED
            case _:
                raise Refused(404, "Request not found.")
        return JSONResponse(request.told(self._house))

    async def picture(self, call: Call) -> Response:
        """Stands in for TMDB, where the pictures are; faces come in sizes of their own."""
        size, name = call.path_params["size"], f"/{call.path_params['file']}"
        player = players.named_by_face(name)
        wide = (_POSTERS if player is None else _FACES).get(size)
        if wide is None:
            return Response(status_code=404)
        picture = draw(named_by(name)) if player is None else portrait(player)
        return Response(resized(picture, wide, (wide * 3 + 1) // 2), media_type="image/jpeg")

    async def control(self, call: Call) -> Response:
        """GET counts. POST is told what to do, each with what it needs.

        `fault` (`times`, `at`), `request` (`becomes`, `seasons`), `product` (`version`),
        `plex_people`, `webhook` (`url`, `secret`, `request`, `generation`, `times`).
        """
        house = self._house
        if call.method == "GET":
            count = {"creates": house.creates, "requests": len(house.requests)}
            return JSONResponse({**count, "imports": house.imports, "calls": house.calls})
        wish = await call.json()
        if "product" in wish:
            house.product = wish["product"]
            house.version = wish.get("version", VERSIONS[house.product])
        if "plex_people" in wish:
            house.plex_people = {int(one): name for one, name in wish["plex_people"].items()}
        if "fault" in wish:
            house.fault, house.faults_left = wish["fault"], wish.get("times", 1)
            house.fault_at = wish.get("at")
        if "webhook" in wish:
            return JSONResponse({"heard": await self._call_back(wish)})
        if "request" in wish:
            self._become(self._request(wish["request"]), wish)
        return Response(status_code=204)

    async def _call_back(self, wish: dict[str, Any]) -> list[int]:
        request = self._request(wish["request"]) if "request" in wish else None
        body = webhooks.body_of(self._house, request, wish["webhook"], wish.get("generation", 1))
        times = wish.get("times", 1)
        return await webhooks.send(wish["url"], wish.get("secret", ""), body, times=times)

    def _become(self, request: Request, wish: dict[str, Any]) -> None:
        becomes = wish["becomes"]
        if becomes == "here":
            self._house.arrive(request)
        elif becomes == "partly here":
            self._house.arrive(request, tuple(wish["seasons"]))
        else:
            request.status = {"declined": DECLINED, "failed": FAILED, "pending": PENDING}[becomes]

    def _request(self, number: int) -> Request:
        try:
            return self._house.requests[number]
        except KeyError:
            raise Refused(404, "Request not found.") from None

    def _details(self, kind: Kind, tmdb_id: int) -> Response:
        known = self._house.known((kind, tmdb_id))
        if known is None:
            raise Refused(500, f"Unable to retrieve {'movie' if kind == 'movie' else 'series'}.")
        media = {"mediaInfo": self._house.media((kind, tmdb_id))}
        return JSONResponse({**_told(known), **players.told_of(known), **media})

    def _page(self, found: list[tuple[Kind, int]], page: int) -> dict[str, Any]:
        results = [
            {
                **_told(TITLES[key]),
                "mediaType": key[0],
                "mediaInfo": self._house.media(key, with_requests=False),
            }
            for key in found[(page - 1) * PAGE : page * PAGE]
        ]
        return {
            "page": page,
            "totalPages": max(1, -(-len(found) // PAGE)),
            "totalResults": len(found),
            "results": results,
        }


def _told(known: Known) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": known.tmdb_id,
        "overview": known.about,
        "posterPath": poster_of(known),
        "externalIds": {"imdbId": imdb_of(known), "tvdbId": tvdb_of(known)},
        "voteAverage": rating_of(known),
        "voteCount": votes_of(known),
        "originalLanguage": language_of(known),
        "genres": [{"id": genre_id(known.genre), "name": known.genre}],
    }
    if isinstance(known, Film):
        return told | {"title": known.name, "releaseDate": known.released, "runtime": known.minutes}
    seasons = [
        {"seasonNumber": number, "name": f"Season {number}", "episodeCount": count}
        for number, count in enumerate(known.episodes, start=1)
    ]
    return told | {"name": known.name, "firstAirDate": known.began, "seasons": seasons}


def _cut(call: Call) -> tuple[int, int]:
    return int(call.query_params.get("take", 10)), int(call.query_params.get("skip", 0))


def _info(take: int, skip: int, results: int) -> dict[str, int]:
    pages = -(-results // take)
    return {"pages": pages, "pageSize": take, "results": results, "page": -(-skip // take) + 1}
