"""What a page of the library shows: items with their picture and where to watch them.

Of a file nothing is said but how sharp it is: neither its place on the server nor its name.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.chassis.doorway.people import Person
from medianest.contracts.record import Record, replace
from medianest.requests.domain.library import (
    OWNERS_EYES,
    Eyes,
    Item,
    Items,
    Narrowed,
    NoSuchItem,
    NoSuchSection,
    NothingShared,
    RatingKey,
    SectionKey,
)
from medianest.requests.domain.picture import Place
from medianest.requests.handlers.library_marking import deep_link
from medianest.requests.handlers.library_seeing import Seeing
from medianest.requests.ports import NoLibrary, PictureNames, Shelves
from medianest.requests.queries.library import LibraryItem, LibraryPages

_PAGE: Final = 200
_FROM_PLEX: Final = "plex"


class SectionPage(Record):
    """`kind`: movie, show, artist or photo. `videos`: of the household's own, not of catalogues."""

    key: SectionKey
    title: str
    kind: str
    videos: bool


class Entry(Record):
    """One thing in the library.

    `image` is its name at `/images/{image}`. `deep_link` opens it where it can be watched. `path`
    is relative to the folder of videos that MediaNest placed, and only said of those.
    """

    id: str
    kind: str
    title: str
    origin: str
    rating_key: RatingKey | None = None
    section_key: SectionKey | None = None
    year: int | None = None
    summary: str = ""
    added_at: datetime | None = None
    released: str | None = None
    duration_s: float | None = None
    rating: float | None = None
    content_rating: str | None = None
    genres: Sequence[str] = ()
    child_count: int = 0
    index: int | None = None
    parent_key: RatingKey | None = None
    parent_title: str | None = None
    show_title: str | None = None
    resolution: str | None = None
    image: str | None = None
    deep_link: str | None = None
    origin_id: UUID | None = None
    path: str | None = None
    size_bytes: int | None = None
    added_by: UUID | None = None


class ItemPage(Entry):
    """One thing, and what it is made of: seasons of a series, episodes of a season."""

    children: Sequence[Entry] = ()


class Entries(Record):
    """Some of a list."""

    items: Sequence[Entry]
    next_start: int | None


class OwnRecent(Record):
    items: Sequence[Entry]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class Pages:
    """Puts them together. Raises what `Shelves` and `Seeing` raise."""

    seeing: Seeing
    shelves: Shelves
    pictures: PictureNames
    placed: LibraryPages

    async def sections(self, person: Person) -> Sequence[SectionPage]:
        """None at all for who may see none."""
        try:
            found = await self.shelves.sections(await self.seeing.eyes_of(person.id, person.role))
        except (NoLibrary, NothingShared):
            return ()
        return [
            SectionPage(key=one.key, title=one.title, kind=one.kind, videos=one.videos)
            for one in found
        ]

    async def items(
        self, person: Person, key: SectionKey, narrowed: Narrowed, start: int, size: int
    ) -> Entries:
        eyes = await self.seeing.eyes_of(person.id, person.role)
        if eyes == OWNERS_EYES and person.role != "owner":
            # What the owner has watched is nobody else's affair.
            narrowed = replace(narrowed, unwatched=False)
        return await self._some(await self.shelves.items(eyes, key, narrowed, start, size))

    async def item(self, person: Person, key: RatingKey) -> ItemPage:
        eyes = await self.seeing.eyes_of(person.id, person.role)
        found = await self.shelves.item(eyes, key)
        inside = await self.shelves.children(eyes, key, 0, _PAGE) if found.children else None
        (entry,) = await self._entries([found])
        return _whole(entry, await self._entries(inside.items) if inside else ())

    async def children(self, person: Person, key: RatingKey, start: int, size: int) -> Entries:
        eyes = await self.seeing.eyes_of(person.id, person.role)
        return await self._some(await self.shelves.children(eyes, key, start, size))

    async def search(self, person: Person, words: str, most: int) -> Sequence[Entry]:
        try:
            eyes = await self.seeing.eyes_of(person.id, person.role)
            return await self._entries(await self.shelves.search(eyes, words, most))
        except (NoLibrary, NothingShared):
            return ()

    async def collections(self, person: Person) -> Sequence[Entry]:
        try:
            eyes = await self.seeing.eyes_of(person.id, person.role)
            sections = await self.shelves.sections(eyes)
        except (NoLibrary, NothingShared):
            return ()
        found = await asyncio.gather(*(self._collections(eyes, one.key) for one in sections))
        return await self._entries(item for some in found for item in some)

    async def _collections(self, eyes: Eyes, key: SectionKey) -> Sequence[Item]:
        """Some kinds of sections know of none at all."""
        try:
            return (await self.shelves.collections(eyes, key, 0, _PAGE)).items
        except NoSuchSection:
            return ()

    async def recent(self, person: Person, start: int, size: int) -> Entries:
        eyes = await self.seeing.eyes_of(person.id, person.role)
        return await self._some(await self.shelves.recent(eyes, start, size))

    async def own(self, item_id: UUID) -> ItemPage:
        """A video that MediaNest placed. Raises `NoSuchItem`."""
        found = await self.placed.one(item_id)
        if found is None:
            raise NoSuchItem
        return _whole(_own(found), ())

    async def own_recent(self, before: int | None, limit: int) -> OwnRecent:
        found = await self.placed.recent(before, limit)
        items = [_own(item) for item in found.items]
        return OwnRecent(items=items, next_before=found.next_before)

    async def _some(self, found: Items) -> Entries:
        return Entries(items=await self._entries(found.items), next_start=found.next_start)

    async def _entries(self, items: Iterable[Item]) -> Sequence[Entry]:
        """What we have placed goes by the name that it was downloaded by."""
        found = list(items)
        if not found:
            return ()
        machine_id = await self.shelves.machine_id()
        placed = await self.placed.by_keys([item.rating_key for item in found])
        entries = [await self._entry(item, machine_id) for item in found]
        return [_named(entry, placed.get(entry.id)) for entry in entries]

    async def _entry(self, item: Item, machine_id: str) -> Entry:
        image = None
        if item.picture is not None:
            image = await self.pictures.name(Place(where="plex", path=item.picture))
        return Entry(
            id=item.rating_key,
            kind=item.kind,
            title=item.title,
            origin=_FROM_PLEX,
            rating_key=item.rating_key,
            section_key=item.section_key,
            year=item.year,
            summary=item.summary,
            added_at=item.added_at,
            released=item.released,
            duration_s=item.duration_s,
            rating=item.rating,
            content_rating=item.content_rating,
            genres=item.genres,
            child_count=item.children,
            index=item.index,
            parent_key=item.parent_key,
            parent_title=item.parent_title,
            show_title=item.show_title,
            resolution=item.resolution,
            image=image,
            deep_link=deep_link(machine_id, item.rating_key),
        )


def _named(entry: Entry, placed: LibraryItem | None) -> Entry:
    if placed is None:
        return entry
    return replace(
        entry,
        title=placed.title,
        origin=placed.origin,
        origin_id=placed.origin_id,
        path=placed.path,
        size_bytes=placed.size_bytes,
        duration_s=entry.duration_s or placed.duration_s,
        added_by=placed.added_by,
    )


def _whole(entry: Entry, children: Sequence[Entry]) -> ItemPage:
    told = {name: getattr(entry, name) for name in entry.__struct_fields__}
    return ItemPage(**told, children=children)


def _own(item: LibraryItem) -> Entry:
    return Entry(
        id=str(item.id),
        kind="video",
        title=item.title,
        origin=item.origin,
        rating_key=item.rating_key,
        added_at=item.added_at,
        duration_s=item.duration_s,
        origin_id=item.origin_id,
        path=item.path,
        size_bytes=item.size_bytes,
        added_by=item.added_by,
    )
