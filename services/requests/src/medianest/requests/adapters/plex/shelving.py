"""The real `Shelving`: scans of one folder, and collections, which Plex makes as often as asked."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from medianest.requests.adapters.plex import words
from medianest.requests.adapters.plex.line import read
from medianest.requests.adapters.plex.server import MediaServer
from medianest.requests.domain.library import OWNERS_EYES, RatingKey
from medianest.requests.domain.library_house import lies_in
from medianest.requests.ports import LibraryAway, Placed

_TYPES: Final = {"movie": "1", "show": "4"}
_PAGE: Final = 200
_PAGES_MOST: Final = 100
_AS_WE_PUT_THEM: Final = "2"
_TRIED_AGAIN_S: Final = 30


class PlexShelving:
    """Plex Media Server, with the owner's token."""

    def __init__(self, server: MediaServer) -> None:
        self._server = server

    async def section_with(self, folder: str) -> Placed | None:
        found = await self._server.look(OWNERS_EYES, "/library/sections")
        for section in () if found is None else found.directory:
            key = words.key_of(section.key)
            holds = any(lies_in(folder, place.path) for place in section.location if place.path)
            if key is not None and holds and section.type in _TYPES:
                return Placed(key=key, kind=section.type)
        return None

    async def scan(self, section: Placed, folder: str) -> None:
        await self._do("GET", f"/library/sections/{section.key}/refresh", {"path": folder})

    async def find(
        self, section: Placed, paths: frozenset[str], *, since: datetime | None
    ) -> Mapping[str, RatingKey]:
        """The newest first: what was just scanned is found at once."""
        found: dict[str, RatingKey] = {}
        asked = {"type": _TYPES[section.kind], "sort": "addedAt:desc"}
        if since is not None:
            asked["addedAt>>"] = str(int(since.timestamp()))
        async for item in self._each(f"/library/sections/{section.key}/all", asked):
            key = words.key_of(item.rating_key)
            if key is not None:
                found |= dict.fromkeys(words.files_of(item) & paths, key)
            if len(found) == len(paths):
                break
        return found

    async def called(self, section: Placed, title: str) -> Sequence[RatingKey]:
        path = f"/library/sections/{section.key}/collections"
        keys = [words.key_of(e.rating_key) async for e in self._each(path) if e.title == title]
        return [key for key in keys if key is not None]

    async def inside(self, collection: RatingKey) -> Sequence[RatingKey] | None:
        path = f"/library/collections/{collection}/children"
        if await self._server.look(OWNERS_EYES, path, _paged({}, 0, 0)) is None:
            return None
        keys = [words.key_of(each.rating_key) async for each in self._each(path)]
        return [key for key in keys if key is not None]

    async def make(self, section: Placed, title: str, first: RatingKey) -> RatingKey:
        query = {
            "type": _TYPES[section.kind],
            "title": title,
            "smart": "0",
            "sectionId": section.key,
            "uri": await self._uri(first),
        }
        answer = await self._server.ask(OWNERS_EYES, "/library/collections", query, method="POST")
        made = () if answer is None else read(answer).metadata
        key = words.key_of(made[0].rating_key) if made else None
        if key is None:
            raise LibraryAway(retry_after_s=_TRIED_AGAIN_S)
        order = {"collectionSort": _AS_WE_PUT_THEM}
        await self._do("PUT", f"/library/collections/{key}/prefs", order)
        return key

    async def put(self, collection: RatingKey, item: RatingKey) -> None:
        path = f"/library/collections/{collection}/items"
        await self._do("PUT", path, {"uri": await self._uri(item)})

    async def move(self, collection: RatingKey, item: RatingKey, after: RatingKey | None) -> None:
        path = f"/library/collections/{collection}/items/{item}/move"
        await self._do("PUT", path, {} if after is None else {"after": after})

    async def _do(self, method: str, path: str, query: Mapping[str, str]) -> None:
        """What it will not do now it may do later."""
        if await self._server.ask(OWNERS_EYES, path, query, method=method) is None:
            raise LibraryAway(retry_after_s=_TRIED_AGAIN_S)

    async def _each(
        self, path: str, query: Mapping[str, str] | None = None
    ) -> AsyncIterator[words.Metadata]:
        """Page by page; a page may hold fewer than were asked for, and is not the last for that."""
        start = 0
        for _ in range(_PAGES_MOST):
            told = await self._server.look(OWNERS_EYES, path, _paged(query or {}, start, _PAGE))
            if told is None or not told.metadata:
                break
            for each in told.metadata:
                yield each
            start += len(told.metadata)
            if told.total_size is not None and start >= told.total_size:
                break

    async def _uri(self, item: RatingKey) -> str:
        machine_id = await self._server.machine_id()
        return f"server://{machine_id}/com.plexapp.plugins.library/library/metadata/{item}"


def _paged(query: Mapping[str, str], start: int, size: int) -> dict[str, str]:
    """Both are needed: with one alone it gives everything."""
    return {**query, "X-Plex-Container-Start": str(start), "X-Plex-Container-Size": str(size)}
