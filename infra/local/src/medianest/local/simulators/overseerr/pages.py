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
from medianest.local.simulators.overseerr.house import (
    DECLINED,
    FAILED,
    PENDING,
    TITLES,
    House,
    Kind,
    Refused,
    Request,
    title_of,
)
from medianest.local.simulators.overseerr.titles import (
    Film,
    Known,
    imdb_of,
    poster_of,
    tvdb_of,
)

PAGE: Final = 20
_HANGS_S: Final = 60.0
_HUGE: Final = 50_000_000
_RESERVED: Final = re.compile(r"[:/?#\[\]@!$&'()*+,;=]")
_LISTED: Final = frozenset({"take", "skip", "filter", "sort", "requestedBy"})
_LISTED_BY_SEERR: Final = _LISTED | {"sortDirection", "mediaType"}
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
            Route("/", pages.front),
            Route(f"{api}/status", pages.status),
            Route(f"{api}/auth/me", pages.known(pages.me)),
            Route(f"{api}/search", pages.known(pages.search)),
            Route(f"{api}/discover/{{row:path}}", pages.known(pages.discover)),
            Route(f"{api}/request", pages.known(pages.listed), methods=["GET"]),
            Route(f"{api}/request", pages.known(pages.ask), methods=["POST"]),
            Route(f"{api}/request/{{id:int}}", pages.known(pages.remove), methods=["DELETE"]),
            Route(f"{api}/request/{{id:int}}/{{what}}", pages.known(pages.steer), methods=["POST"]),
            Route(f"{api}/movie/{{id:int}}", pages.known(pages.film)),
            Route(f"{api}/tv/{{id:int}}", pages.known(pages.series)),
            Route("/t/p/{size}/{file}", pages.picture),
            Route("/control", pages.control, methods=["GET", "POST"]),
        ],
    )


class Pages:
    """What it answers."""

    def __init__(self, house: House, key: str) -> None:
        self._house = house
        self._key = key

    def known(self, answering: Answering) -> Answering:
        """Refuse who has not the key; misbehave as long as that is wished."""

        async def answer(call: Call) -> Response:
            self._house.settle()
            if self._house.faults_left and self._house.fault != "lost":
                self._house.faults_left -= 1
                return await self._misbehaves()
            if call.headers.get("x-api-key") != self._key:
                words = "You do not have permission to access this endpoint"
                return JSONResponse({"status": 403, "error": words}, status_code=403)
            try:
                said = await answering(call)
                return await self._unless_lost(call, said)
            except Refused as refused:
                return JSONResponse({"message": refused.message}, status_code=refused.status)

        return answer

    async def _misbehaves(self) -> Response:
        if self._house.fault == "words":
            return Response(self._house.words, media_type="application/json")
        return await _misbehave(self._house.fault or "")

    async def _unless_lost(self, call: Call, said: Response) -> Response:
        """An answer to a request that was carried out, and got lost on its way."""
        if call.method == "POST" and self._house.fault == "lost" and self._house.faults_left:
            self._house.faults_left -= 1
            return await _misbehave("error")
        return said

    async def front(self, call: Call) -> Response:
        name = "Overseerr" if self._house.product == "overseerr" else "Seerr"
        return JSONResponse({"api": f"{name} API", "version": "1.0"})

    async def status(self, call: Call) -> Response:
        version = "1.34.0" if self._house.product == "overseerr" else "3.1.0"
        return JSONResponse(
            {"version": version, "commitTag": "simulated", "updateAvailable": False}
        )

    async def me(self, call: Call) -> Response:
        return JSONResponse({"id": 1, "displayName": "admin", "permissions": 2})

    async def search(self, call: Call) -> Response:
        """The query as it was written: what is not percent-encoded is refused."""
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
        row = call.path_params["row"]
        kinds = {"movies": ("movie",), "tv": ("tv",)}.get(row.split("/")[0], ("movie", "tv"))
        found = [key for key in TITLES if key[0] in kinds]
        if row.endswith("upcoming"):
            found.reverse()
        return JSONResponse(self._page(found, int(call.query_params.get("page", 1))))

    async def film(self, call: Call) -> Response:
        return self._details("movie", call.path_params["id"])

    async def series(self, call: Call) -> Response:
        return self._details("tv", call.path_params["id"])

    async def ask(self, call: Call) -> Response:
        body = await call.json()
        if not isinstance(body.get("mediaId"), int):
            raise Refused(400, "request.body.mediaId should be number")
        user = int(call.headers.get("x-api-user", "1"))
        made = self._house.ask(body, user)
        if made is None:
            return JSONResponse({"message": "No seasons available to request"}, status_code=202)
        return JSONResponse(made.told(self._house), status_code=201)

    async def listed(self, call: Call) -> Response:
        """A parameter that it does not know is an error, Seerr's own among them."""
        allowed = _LISTED if self._house.product == "overseerr" else _LISTED_BY_SEERR
        for name in call.query_params:
            if name not in allowed:
                raise Refused(400, f"Unknown query parameter '{name}'")
        take = int(call.query_params.get("take", 10))
        skip = int(call.query_params.get("skip", 0))
        every = sorted(self._house.requests.values(), key=lambda one: -one.modified)
        some = [one.told(self._house) for one in every[skip : skip + take]]
        info = {"pages": 1, "pageSize": take, "results": len(every), "page": skip // take + 1}
        return JSONResponse({"pageInfo": info, "results": some})

    async def remove(self, call: Call) -> Response:
        if self._house.requests.pop(call.path_params["id"], None) is None:
            raise Refused(404, "Request not found.")
        return Response(status_code=204)

    async def steer(self, call: Call) -> Response:
        request = self._request(call.path_params["id"])
        match call.path_params["what"]:
            case "approve" | "retry":
                self._house.approve(request)
            case "decline":
                request.status = DECLINED
            case _:
                raise Refused(404, "Request not found.")
        return JSONResponse(request.told(self._house))

    async def picture(self, call: Call) -> Response:
        """Stands in for TMDB, where the posters of the real one are."""
        if not call.path_params["size"].startswith("w"):
            raise Refused(404, "No such size.")
        wide = int(call.path_params["size"][1:])
        poster = draw(f"/{call.path_params['file']}")
        return Response(resized(poster, wide, wide * 3 // 2), media_type="image/jpeg")

    async def control(self, call: Call) -> Response:
        """`{"fault", "times"}`, or `{"request", "becomes", "seasons"}`; GET counts the creates."""
        if call.method == "GET":
            count = {"creates": self._house.creates, "requests": len(self._house.requests)}
            return JSONResponse(count)
        wish = await call.json()
        if "fault" in wish:
            self._house.fault, self._house.faults_left = wish["fault"], wish.get("times", 1)
        if "request" in wish:
            self._become(self._request(wish["request"]), wish)
        return Response(status_code=204)

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
        known = title_of((kind, tmdb_id))
        if known is None:
            raise Refused(500, f"Unable to retrieve {'movie' if kind == 'movie' else 'series'}.")
        return JSONResponse({**_told(known), "mediaInfo": self._house.media((kind, tmdb_id))})

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
        "voteAverage": 8.1,
        "genres": [{"id": 1, "name": known.genre}],
    }
    if isinstance(known, Film):
        return told | {"title": known.name, "releaseDate": known.released, "runtime": known.minutes}
    seasons = [
        {"seasonNumber": number, "name": f"Season {number}", "episodeCount": count}
        for number, count in enumerate(known.episodes, start=1)
    ]
    return told | {"name": known.name, "firstAirDate": known.began, "seasons": seasons}


async def _misbehave(fault: str) -> Response:
    match fault:
        case "html":
            return HTMLResponse("<!doctype html><title>Sign in to the proxy</title>")
        case "empty":
            return Response()
        case "garbage":
            return Response(b"\xff\xfe{[", media_type="application/json")
        case "huge":
            return Response(b" " * _HUGE, media_type="application/json")
        case "hang":
            await asyncio.sleep(_HANGS_S)
            return Response(status_code=500)
        case _:
            return JSONResponse({"message": "Something went wrong"}, status_code=500)
