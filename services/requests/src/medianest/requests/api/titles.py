"""The door to what there is to wish for: search, rows to discover, and one title."""

from typing import Annotated, get_args

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter
from msgspec import Meta as Bounds

from medianest.chassis.access import needs
from medianest.chassis.people import Person
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound
from medianest.requests.api.whose import seen_by
from medianest.requests.domain.wish import MediaType
from medianest.requests.handlers.library_marking import Marking
from medianest.requests.ports import Cards, Catalogue, Details, Row
from medianest.requests.queries.wishes import Narrowed, WishPage, WishPages

Words = Annotated[str, QueryParameter(name="query", min_length=1, max_length=200)]
PageNumber = Annotated[int, Bounds(ge=1, le=500)]


class NoSuchTitle(NotFound):
    """Nobody knows this title, or it can't be looked up just now."""


class NoSuchRow(NotFound):
    """There is no such row."""


class TitlePage(Record):
    """One title, and the wishes for it that one may see."""

    title: Details
    requests: tuple[WishPage, ...]


def titles(catalogue: Catalogue, pages: WishPages, marking: Marking) -> list[HTTPRouteHandler]:
    """The routes that change nothing."""

    @get("/search", opt=needs("requests.create"))
    async def search_titles(words: Words, person: Person, page: FromQuery[PageNumber] = 1) -> Cards:
        return await marking.cards(await catalogue.search(words, page), person.id, person.role)

    @get("/discover/{row:str}", opt=needs("requests.create"))
    async def see_row(row: FromPath[str], person: Person, page: FromQuery[PageNumber] = 1) -> Cards:
        known = next((each for each in get_args(Row) if each == row), None)
        if known is None:
            raise NoSuchRow
        return await marking.cards(await catalogue.row(known, page), person.id, person.role)

    @get("/titles/{media_type:str}/{tmdb_id:int}", opt=needs("requests.create"))
    async def see_title(
        media_type: FromPath[str], tmdb_id: FromPath[int], person: Person
    ) -> TitlePage:
        kind = next((each for each in get_args(MediaType) if each == media_type), None)
        found = await catalogue.title(kind, tmdb_id) if kind and 0 < tmdb_id < 2**31 else None
        if found is None:
            raise NoSuchTitle
        narrowed = Narrowed(seen_by=seen_by(person), title=(found.card.media_type, tmdb_id))
        marked = await marking.details(found, person.id, person.role)
        return TitlePage(title=marked, requests=tuple(await pages.page(narrowed, 50)))

    return [search_titles, see_row, see_title]
