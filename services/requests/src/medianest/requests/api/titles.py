"""The door to what there is to wish for: search, rows to discover, and one title."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Final, get_args

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid, NotFound
from medianest.requests.api.whose import seen_by
from medianest.requests.domain.choosing import EVERYTHING, Choice, Order, sensible
from medianest.requests.domain.wish import MediaType
from medianest.requests.handlers.library_marking import Marking
from medianest.requests.handlers.naming import NoSuchTitle
from medianest.requests.handlers.ruling import Ruling
from medianest.requests.ports import (
    BY_CHOICE,
    Beside,
    Card,
    Cards,
    Catalogue,
    Details,
    Genre,
    Row,
    ServerAway,
)
from medianest.requests.queries.wishes import Narrowed, OthersWish, WishPage, WishPages

Words = Annotated[str, QueryParameter(name="query", min_length=1, max_length=200)]
PageNumber = Annotated[int, QueryParameter(name="page", ge=1, le=500)]
OfGenre = Annotated[int | None, QueryParameter(name="genre", ge=0, le=2**31 - 1)]
YearFrom = Annotated[int | None, QueryParameter(name="year_from", ge=1870, le=2100)]
YearTo = Annotated[int | None, QueryParameter(name="year_to", ge=1870, le=2100)]
LeastRating = Annotated[int | None, QueryParameter(name="least_rating", ge=1, le=10)]
SortedBy = Annotated[Order, QueryParameter(name="sort")]
AT_MOST: Final = 50
BESIDE_WITHIN_S: Final = 1.0


class NoSuchRow(NotFound):
    """There is no such row."""


class OnlyPopularByChoice(Invalid):
    """Only the popular rows can be narrowed or sorted."""

    slug = "only-popular-by-genre"


class GenreList(Record):
    items: Sequence[Genre]


class TitlePage(Record):
    """One title, the wishes for it that one may see, and what is like it or goes well with it.

    `of_others` are wishes for it that one does not see until one follows them. `may_4k`: who looks
    may wish for 4K. The last two are empty where nobody named any in time.
    """

    title: Details
    requests: tuple[WishPage, ...]
    of_others: Sequence[OthersWish]
    may_4k: bool
    similar: Sequence[Card] = ()
    recommended: Sequence[Card] = ()


def titles(
    catalogue: Catalogue, pages: WishPages, marking: Marking, ruling: Ruling
) -> list[HTTPRouteHandler]:
    """The routes that change nothing."""

    @get("/search", opt=needs("requests.create"))
    async def search_titles(words: Words, person: Person, page: PageNumber = 1) -> Cards:
        return await marking.cards(await catalogue.search(words, page), person.id, person.role)

    @get("/discover/{row:str}", opt=needs("requests.create"))
    async def see_row(
        row: FromPath[str],
        person: Person,
        *,
        page: PageNumber = 1,
        genre: OfGenre = None,
        year_from: YearFrom = None,
        year_to: YearTo = None,
        least_rating: LeastRating = None,
        sort: SortedBy = "popular",
    ) -> Cards:
        """The popular rows can be narrowed and sorted. A rating is of ten; both years count."""
        known = next((each for each in get_args(Row) if each == row), None)
        if known is None:
            raise NoSuchRow
        choice = sensible(
            Choice(
                genre=genre,
                year_from=year_from,
                year_to=year_to,
                least_rating=least_rating,
                order=sort,
            )
        )
        if choice != EVERYTHING and known not in BY_CHOICE:
            raise OnlyPopularByChoice
        found = await catalogue.row(known, page, choice)
        return await marking.cards(found, person.id, person.role)

    @get("/discover/genres/{media_type:str}", opt=needs("requests.create"))
    async def see_genres(media_type: FromPath[str]) -> GenreList:
        kind = next((each for each in get_args(MediaType) if each == media_type), None)
        if kind is None:
            raise NoSuchRow
        return GenreList(items=await catalogue.genres(kind))

    @get("/titles/{media_type:str}/{tmdb_id:int}", opt=needs("requests.create"))
    async def see_title(
        media_type: FromPath[str], tmdb_id: FromPath[int], person: Person
    ) -> TitlePage:
        kind = next((each for each in get_args(MediaType) if each == media_type), None)
        found = await catalogue.title(kind, tmdb_id) if kind and 0 < tmdb_id < 2**31 else None
        if found is None:
            raise NoSuchTitle
        seer, title = seen_by(person), (found.card.media_type, tmdb_id)
        marked = await marking.details(found, person.id, person.role)
        media_type_ = found.card.media_type
        similar, recommended = await asyncio.gather(
            _beside(catalogue, media_type_, tmdb_id, "similar"),
            _beside(catalogue, media_type_, tmdb_id, "recommended"),
        )
        return TitlePage(
            title=marked,
            requests=tuple(await pages.page(Narrowed(seen_by=seer, title=title), AT_MOST)),
            of_others=() if seer is None else await pages.of_others(title, seer, AT_MOST),
            may_4k=(await ruling.rules()).may_4k(person.role),
            similar=(await marking.cards(similar, person.id, person.role)).items,
            recommended=(await marking.cards(recommended, person.id, person.role)).items,
        )

    return [search_titles, see_row, see_genres, see_title]


async def _beside(
    catalogue: Catalogue, media_type: MediaType, tmdb_id: int, which: Beside
) -> Cards:
    """None is better than a page that waits."""
    try:
        async with asyncio.timeout(BESIDE_WITHIN_S):
            return await catalogue.beside(media_type, tmdb_id, which)
    except (ServerAway, TimeoutError):
        return Cards(items=(), page=1, pages=1)
