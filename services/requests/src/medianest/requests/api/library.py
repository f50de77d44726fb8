"""The door for people: what lies in the household's library."""

from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from msgspec import Meta

from medianest.chassis.access import needs
from medianest.chassis.answers import Limit, Page, decode_cursor, encode_cursor, page
from medianest.contracts.record import Record
from medianest.requests.domain.library_item import NoSuchItem
from medianest.requests.queries.library import LibraryItem, LibraryPages


class Place(Record):
    """Where a page of the newest items goes on."""

    before: Annotated[int, Meta(ge=1, le=2**63 - 1)]


def library(pages: LibraryPages) -> list[HTTPRouteHandler]:
    """The routes of the library."""

    @get("/library/recent", opt=needs("library.read"))
    async def see_recent(
        cursor: FromQuery[str | None] = None, limit: Limit = 50
    ) -> Page[LibraryItem]:
        before = None if cursor is None else decode_cursor(cursor, Place).before
        recent = await pages.recent(before, limit)
        further = recent.next_before
        return page(recent.items, None if further is None else encode_cursor(Place(before=further)))

    @get("/library/items/{item_id:uuid}", opt=needs("library.read"))
    async def see_item(item_id: FromPath[UUID]) -> LibraryItem:
        item = await pages.one(item_id)
        if item is None:
            raise NoSuchItem
        return item

    return [see_recent, see_item]
