"""The door for people: the household's library, as each of them may see it.

What a media server holds goes by its rating key; a video that MediaNest placed where there is no
such server, or for who sees nothing of it, by its id.
"""

from typing import Annotated, Final, Literal
from uuid import UUID

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter
from msgspec import Meta

from medianest.chassis.answers import Limit, Page, decode_cursor, encode_cursor, page
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.record import Record
from medianest.requests.api.library_pages import Entry, ItemPage, Pages, SectionPage
from medianest.requests.domain.library import (
    Narrowed,
    NoSuchItem,
    NoSuchSection,
    NothingShared,
    Sort,
    is_key,
)
from medianest.requests.ports import NoLibrary

_MOST_OF_A_KIND: Final = 20
Words = Annotated[str, QueryParameter(name="query", min_length=1, max_length=200)]
Title = Annotated[str | None, QueryParameter(name="title", min_length=1, max_length=200)]
Genre = Annotated[str | None, QueryParameter(name="genre", min_length=1, max_length=60)]
Origin = Annotated[Literal["downloads"] | None, QueryParameter(name="origin")]
Year = Annotated[int | None, QueryParameter(name="year", ge=1800, le=2200)]
SortedBy = Annotated[Sort, QueryParameter(name="sort")]


class Start(Record):
    """Where a list of the media server goes on."""

    start: Annotated[int, Meta(ge=0, le=10_000_000)] = 0


class Place(Record):
    """Where the newest go on: those of the media server, or those that MediaNest placed."""

    start: Annotated[int, Meta(ge=0, le=10_000_000)] = 0
    before: Annotated[int, Meta(ge=1, le=2**63 - 1)] | None = None


def library(pages: Pages) -> list[HTTPRouteHandler]:
    """The routes of the library."""

    @get("/library/sections", opt=needs("library.read"))
    async def see_sections(person: Person) -> Page[SectionPage]:
        return page(await pages.sections(person))

    @get("/library/sections/{key:str}/items", opt=needs("library.read"))
    async def see_section(
        key: FromPath[str],
        person: Person,
        *,
        sort: SortedBy = "title",
        genre: Genre = None,
        year: Year = None,
        title: Title = None,
        unwatched: FromQuery[bool] = False,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> Page[Entry]:
        if not is_key(key):
            raise NoSuchSection
        narrowed = Narrowed(sort=sort, genre=genre, year=year, title=title, unwatched=unwatched)
        found = await pages.items(person, key, narrowed, _start(cursor), limit)
        return page(found.items, _next(found.next_start))

    @get("/library/items/{rating_key:str}", opt=needs("library.read"))
    async def see_item(rating_key: FromPath[str], person: Person) -> ItemPage:
        """A rating key of the media server, or the id of a video that MediaNest placed."""
        if is_key(rating_key):
            return await pages.item(person, rating_key)
        return await pages.own(_id_of(rating_key))

    @get("/library/items/{rating_key:str}/children", opt=needs("library.read"))
    async def see_children(
        rating_key: FromPath[str],
        person: Person,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> Page[Entry]:
        if not is_key(rating_key):
            raise NoSuchItem
        found = await pages.children(person, rating_key, _start(cursor), limit)
        return page(found.items, _next(found.next_start))

    return [see_sections, see_section, see_item, see_children, *_across(pages)]


def _across(pages: Pages) -> list[HTTPRouteHandler]:
    """The routes that look at every section."""

    @get("/library/search", opt=needs("library.read"))
    async def search_library(
        words: Words,
        person: Person,
        limit: Annotated[int, QueryParameter(name="limit", ge=1, le=50)] = _MOST_OF_A_KIND,
    ) -> Page[Entry]:
        """At most `limit` of each kind."""
        return page(await pages.search(person, words, limit))

    @get("/library/collections", opt=needs("library.read"))
    async def see_collections(person: Person) -> Page[Entry]:
        """Of every section, the first two hundred of each."""
        return page(await pages.collections(person))

    @get("/library/recent", opt=needs("library.read"))
    async def see_recent(
        person: Person,
        origin: Origin = None,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> Page[Entry]:
        """The newest first; without a media server that is what MediaNest placed itself.

        `origin=downloads` narrows it to that.
        """
        place = None if cursor is None else decode_cursor(cursor, Place)
        if origin is None and (place is None or place.before is None):
            try:
                start = place.start if place else 0
                found = await pages.recent(person, start, limit)
            except (NoLibrary, NothingShared):
                pass
            else:
                return page(found.items, _next(found.next_start))
        own = await pages.own_recent(place.before if place else None, limit)
        further = own.next_before
        return page(own.items, None if further is None else encode_cursor(Place(before=further)))

    return [search_library, see_collections, see_recent]


def _start(cursor: str | None) -> int:
    return 0 if cursor is None else decode_cursor(cursor, Start).start


def _next(start: int | None) -> str | None:
    return None if start is None else encode_cursor(Start(start=start))


def _id_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchItem from None
