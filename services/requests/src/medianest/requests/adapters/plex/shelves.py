"""The real `Shelves`: sections, pages of items, searches, as the person sees them who asks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from medianest.requests.adapters.plex import words
from medianest.requests.adapters.plex.server import MediaServer
from medianest.requests.domain.library import (
    Eyes,
    Item,
    Items,
    Narrowed,
    NoSuchItem,
    NoSuchSection,
    RatingKey,
    Section,
    SectionKey,
    Sort,
)

_SORTS: Final[dict[Sort, str]] = {
    "title": "titleSort",
    "added": "addedAt:desc",
    "released": "originallyAvailableAt:desc",
    "year": "year:desc",
    "rating": "rating:desc",
}
_NO_GENRE: Final = "0"


class PlexShelves:
    """Plex Media Server."""

    def __init__(self, server: MediaServer) -> None:
        self._server = server

    async def machine_id(self) -> str:
        return await self._server.machine_id()

    async def sections(self, eyes: Eyes) -> Sequence[Section]:
        found = await self._server.look(eyes, "/library/sections")
        told = () if found is None else found.directory
        return [section for each in told if (section := words.section_of(each)) is not None]

    async def items(
        self, eyes: Eyes, section: SectionKey, narrowed: Narrowed, start: int, size: int
    ) -> Items:
        # Without this a list does not say what catalogues call its titles.
        query = {"sort": _SORTS[narrowed.sort], "includeGuids": "1"}
        if narrowed.genre is not None:
            query["genre"] = await self._genre(eyes, section, narrowed.genre)
        if narrowed.year is not None:
            query["year"] = str(narrowed.year)
        if narrowed.title is not None:
            query["title"] = narrowed.title
        if narrowed.unwatched:
            query["unwatched"] = "1"
        path = f"/library/sections/{section}/all"
        found = await self._page(eyes, path, query, start, size, section=section)
        if found is None:
            raise NoSuchSection
        return found

    async def item(self, eyes: Eyes, rating_key: RatingKey) -> Item:
        path = f"/library/metadata/{rating_key}"
        found = await self._server.look(eyes, path, {"includeGuids": "1"})
        items = [] if found is None else _items(found.metadata, found.librarySectionID)
        if not items:
            raise NoSuchItem
        return items[0]

    async def children(self, eyes: Eyes, rating_key: RatingKey, start: int, size: int) -> Items:
        path = f"/library/metadata/{rating_key}/children"
        found = await self._page(eyes, path, {}, start, size)
        if found is None:
            raise NoSuchItem
        return found

    async def search(self, eyes: Eyes, query: str, most: int) -> Sequence[Item]:
        asked = {"query": query, "limit": str(most), "includeCollections": "1"}
        found = await self._server.look(eyes, "/hubs/search", asked)
        hubs = () if found is None else found.hub
        items = (item for hub in hubs for item in _items(hub.metadata))
        return list({item.rating_key: item for item in items}.values())

    async def collections(self, eyes: Eyes, section: SectionKey, start: int, size: int) -> Items:
        path = f"/library/sections/{section}/collections"
        found = await self._page(eyes, path, {}, start, size, section=section)
        if found is None:
            raise NoSuchSection
        return found

    async def recent(self, eyes: Eyes, start: int, size: int) -> Items:
        found = await self._page(eyes, "/library/recentlyAdded", {}, start, size)
        return found or Items(items=(), total=0, next_start=None)

    async def _genre(self, eyes: Eyes, section: SectionKey, name: str) -> str:
        """It knows a genre by a number; one that it does not know narrows to nothing."""
        found = await self._server.look(eyes, f"/library/sections/{section}/genre")
        told = () if found is None else found.directory
        keys = (words.key_of(one.key) for one in told if one.title.casefold() == name.casefold())
        return next((key for key in keys if key is not None), _NO_GENRE)

    async def _page(
        self,
        eyes: Eyes,
        path: str,
        query: Mapping[str, str],
        start: int,
        size: int,
        *,
        section: SectionKey | None = None,
    ) -> Items | None:
        """It may give fewer than were asked for, and says how many it gave."""
        asked = {
            **query,
            "X-Plex-Container-Start": str(start),
            "X-Plex-Container-Size": str(size),
        }
        found = await self._server.look(eyes, path, asked)
        if found is None:
            return None
        given = len(found.metadata)
        total = start + given if found.total_size is None else found.total_size
        more = given > 0 and start + given < total
        return Items(
            items=tuple(_items(found.metadata, section or found.librarySectionID)),
            total=total,
            next_start=start + given if more else None,
        )


def _items(told: Iterable[words.Metadata], section: words.Key | None = None) -> list[Item]:
    return [item for each in told if (item := words.item_of(each, section)) is not None]
