"""The server over HTTP: what it answers to whom, and our own hand on it at `/control`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from medianest.local.simulators.art import draw, resized
from medianest.local.simulators.overseerr.titles import FILMS, SERIES, Known
from medianest.local.simulators.plex.call import Call
from medianest.local.simulators.plex.collections import Collections
from medianest.local.simulators.plex.library import KINDS, Item, Library, Section
from medianest.local.simulators.plex.shares import Shares
from medianest.local.simulators.plex.told import (
    container,
    item_told,
    page,
    refused,
    section_told,
    titles,
)
from medianest.local.simulators.plex_tv_accounts import THE_SERVER

_EVERY: Final[tuple[Known, ...]] = (*FILMS, *SERIES)
_KNOWN: Final[dict[tuple[str, int], Known]] = {
    (known.kind, known.tmdb_id): known for known in _EVERY
}
_VERSION: Final = "1.43.0.10162"
_HANGS_S: Final = 60.0
_HUGE: Final = 50_000_000
_IN_A_HUB: Final = 3
_PAGE_MOST: Final = 200
_SORTS: Final[dict[str, Callable[[Item], Any]]] = {
    "titleSort": lambda item: item.title.casefold(),
    "addedAt": lambda item: item.added_at,
    "originallyAvailableAt": lambda item: item.more.get("originallyAvailableAt", ""),
    "year": lambda item: item.more.get("year", 0),
}
Answering = Callable[["Call"], Awaitable[Response]]


class Pages:
    """What it answers."""

    def __init__(self, library: Library, shares: Shares, machine: str = THE_SERVER) -> None:
        self.library = library
        self.shares = shares
        self.machine = machine
        self.fault = ""
        self.faults_left = 0
        self.fault_at: str | None = None
        """The one path that misbehaves; None: every one."""
        self.page_most = _PAGE_MOST
        self.watched: set[str] = set()
        """The rating keys of what the owner has seen."""
        self.calls: list[str] = []
        """Every path that was asked for with a token."""

    def app(self) -> Starlette:
        """The routes. All but `/identity` want a token."""
        at = "/library/sections/{section}"
        shelf = Collections(self.library, self.machine)
        return Starlette(
            routes=[
                Route("/identity", self.identity),
                Route("/control", self.control, methods=["GET", "POST"]),
                Route("/", self.known(self.front)),
                Route("/activities", self.known(self.activities)),
                Route("/library/sections", self.known(self.sections)),
                Route("/library/sections/all", self.known(self.sections)),
                Route(f"{at}/all", self.known(self.listed)),
                Route(f"{at}/genre", self.known(self.genres)),
                Route(f"{at}/collections", self.known(self.collections)),
                Route(f"{at}/refresh", self.owner(self.refresh), methods=["GET", "POST"]),
                Route("/library/recentlyAdded", self.known(self.recent)),
                Route("/library/metadata/{keys}", self.known(self.metadata)),
                Route("/library/metadata/{key}/children", self.known(self.children)),
                Route("/library/metadata/{key}/{what}/{at:int}", self.known(self.picture)),
                Route("/library/collections/{key}/children", self.known(self.children)),
                Route("/photo/:/transcode", self.known(self.transcode)),
                Route("/hubs/search", self.known(self.search)),
                Route("/library/collections", self.owner(shelf.make), methods=["POST"]),
                Route("/library/collections/{key}", self.owner(shelf.drop), methods=["DELETE"]),
                Route("/library/collections/{key}/prefs", self.owner(shelf.sort), methods=["PUT"]),
                Route("/library/collections/{key}/items", self.owner(shelf.put), methods=["PUT"]),
                Route(
                    "/library/collections/{key}/items/{item}",
                    self.owner(shelf.take_out),
                    methods=["DELETE"],
                ),
                Route(
                    "/library/collections/{key}/items/{item}/move",
                    self.owner(shelf.move),
                    methods=["PUT"],
                ),
            ]
        )

    def known(self, answering: Answering) -> Callable[[Request], Awaitable[Response]]:
        """Refuse who has no token of this server; misbehave as long as that is wished."""

        async def answer(request: Request) -> Response:
            self.calls.append(request.url.path)
            if self.faults_left and self.fault_at in {None, request.url.path}:
                self.faults_left -= 1
                return await _misbehave(self.fault)
            token = request.headers.get("x-plex-token") or request.query_params.get("X-Plex-Token")
            sections = None
            if not self.shares.owner_has(token or ""):
                sections = self.shares.seen_with(token or "")
                if sections is None:
                    return refused(401)
            return await answering(Call(request, sections, frozenset(self.watched)))

        return answer

    def owner(self, answering: Answering) -> Callable[[Request], Awaitable[Response]]:
        """What changes something is the owner's."""

        async def answer(call: Call) -> Response:
            return await answering(call) if call.is_owner else refused(403)

        return self.known(answer)

    async def identity(self, request: Request) -> Response:
        at = self.fault_at in {None, request.url.path}
        if self.faults_left and at and self.fault != "unauthorized":
            self.faults_left -= 1
            return await _misbehave(self.fault)
        told = {"claimed": True, "machineIdentifier": self.machine, "version": _VERSION}
        return container(request, size=0, **told)

    async def front(self, call: Call) -> Response:
        told = {"friendlyName": "Living room", "machineIdentifier": self.machine}
        return container(call.request, version=_VERSION, myPlexUsername="olga", **told)

    async def activities(self, call: Call) -> Response:
        told = [
            {"uuid": name, "type": "library.update.section", "title": f"Scanning {title}"}
            for name, title in self.library.activities.items()
        ]
        return container(call.request, Activity=told)

    async def sections(self, call: Call) -> Response:
        seen = [section for section in self.library.sections.values() if call.sees(section)]
        return container(call.request, Directory=[section_told(section) for section in seen])

    async def listed(self, call: Call) -> Response:
        section = self._section(call)
        if section is None:
            return refused(404)
        usual = KINDS["movie"] if section.type == "movie" else KINDS["show"]
        number = int(call.query.get("type", usual))
        found = _sorted(_narrowed(self.library.of(section, number), call), call.query.get("sort"))
        with_guids = call.query.get("includeGuids") == "1"
        told = [item_told(item, with_guids=with_guids) for item in found]
        return page(call.request, told, self.page_most)

    async def genres(self, call: Call) -> Response:
        section = self._section(call)
        if section is None:
            return refused(404)
        told = [{"key": str(hash_of(genre)), "title": genre} for genre in self._genres(section)]
        return container(call.request, Directory=told)

    async def collections(self, call: Call) -> Response:
        section = self._section(call)
        if section is None:
            return refused(404)
        found = self.library.of(section, KINDS["collection"])
        return page(call.request, [item_told(item) for item in found], self.page_most)

    async def refresh(self, call: Call) -> Response:
        section = self._section(call)
        path = call.query.get("path", "")
        if section is None or not f"{path}/".startswith(f"{section.path}/"):
            return refused(404)
        self.library.scan(section, path)
        return Response()

    async def recent(self, call: Call) -> Response:
        found = [
            item
            for item in self.library.items.values()
            if item.kind in {"movie", "season"} and call.sees(item.section)
        ]
        told = [item_told(item) for item in _sorted(found, "addedAt:desc")]
        return page(call.request, told, self.page_most)

    async def metadata(self, call: Call) -> Response:
        items = [self._item(call, key) for key in call.path["keys"].split(",")]
        found = [item_told(item) for item in items if item is not None]
        if not found:
            return refused(404)
        return container(call.request, Metadata=found)

    async def children(self, call: Call) -> Response:
        item = self._item(call, call.path["key"])
        if item is None:
            return refused(404)
        return page(call.request, [item_told(child) for child in item.children], self.page_most)

    async def picture(self, call: Call) -> Response:
        item = self._item(call, call.path["key"])
        if item is None:
            return refused(404)
        return Response(draw(item.more.get("art", item.title)), media_type="image/jpeg")

    async def transcode(self, call: Call) -> Response:
        """It would fetch whatever is named here: who calls it must not let others choose."""
        parts = call.query.get("url", "").split("/")
        item = self._item(call, parts[3]) if parts[:3] == ["", "library", "metadata"] else None
        if item is None:
            return refused(404)
        wide, high = int(call.query["width"]), int(call.query["height"])
        small = resized(draw(item.more.get("art", item.title)), wide, high)
        return Response(small, media_type="image/jpeg")

    async def search(self, call: Call) -> Response:
        most = int(call.query.get("limit", _IN_A_HUB))
        seen = [item for item in self.library.items.values() if call.sees(item.section)]
        hubs = []
        for kind in ("movie", "show", "episode", "collection"):
            found = titles((item for item in seen if item.kind == kind), call.query["query"])
            told = [item_told(item) for item in found[:most]]
            about = {"type": kind, "hubIdentifier": kind, "title": kind, "size": len(told)}
            hubs.append(about | {"more": len(found) > most} | ({"Metadata": told} if told else {}))
        return container(call.request, Hub=hubs)

    async def control(self, request: Request) -> Response:
        """`{"fault", "times"}`, `{"add": {"kind", "tmdb_id", "seasons"}}`, `{"remove": title}`,

        `{"rotate": true}`: every access token is another; `{"shares": {id: sections}}`.
        """
        if request.method == "GET":
            seen = [item_told(item) for item in self.library.items.values()]
            return container(request, scans=len(self.library.scans), Metadata=seen)
        wish = await request.json()
        self.fault, self.faults_left = wish.get("fault", ""), wish.get("times", 1)
        if not self.fault:
            self.faults_left = 0
        if "add" in wish:
            known = _KNOWN.get((wish["add"]["kind"], wish["add"]["tmdb_id"]))
            if known is not None:
                self.library.take(known, tuple(wish["add"].get("seasons", ())))
        for item in titles(self.library.items.values(), wish["remove"]) if "remove" in wish else ():
            self.library.remove(item.key)
        if wish.get("rotate"):
            self.shares.generation += 1
        return Response(status_code=204)

    def _section(self, call: Call) -> Section | None:
        section = self.library.sections.get(call.path["section"])
        return section if section is not None and call.sees(section) else None

    def _item(self, call: Call, key: str) -> Item | None:
        item = self.library.items.get(key)
        return item if item is not None and call.sees(item.section) else None

    def _genres(self, section: Section) -> list[str]:
        every = {genre for item in self.library.items.values() for genre in item.genres
                 if item.section is section}  # fmt: skip
        return sorted(every)


def hash_of(genre: str) -> int:
    """The number by which it knows a genre."""
    return sum(genre.encode())


def _narrowed(items: list[Item], call: Call) -> list[Item]:
    for name, value in call.query.items():
        match name:
            case "genre":
                items = [i for i in items if int(value) in {hash_of(genre) for genre in i.genres}]
            case "year":
                items = [item for item in items if str(item.more.get("year")) == value]
            case "title":
                items = titles(items, value)
            case "unwatched":
                items = [item for item in items if item.key not in call.watched]
            case "addedAt>>":
                items = [item for item in items if item.added_at > int(value)]
            case _:
                pass
    return items


def _sorted(items: list[Item], by: str | None) -> list[Item]:
    name, _, direction = (by or "titleSort").partition(":")
    key = _SORTS.get(name, _SORTS["titleSort"])
    return sorted(items, key=key, reverse=direction == "desc")


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
        case "unauthorized":
            return refused(401)
        case "hang":
            await asyncio.sleep(_HANGS_S)
        case _:
            pass
    return HTMLResponse("<h1>500 Internal Server Error</h1>", status_code=500)
