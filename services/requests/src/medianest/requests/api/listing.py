"""Seeing wishes: one, page by page, how many, and what one may still wish for."""

from datetime import datetime, timedelta
from typing import Final, get_args
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery

from medianest.chassis.answers import Limit, Page, decode_cursor, encode_cursor, page, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid
from medianest.requests.api.whose import member_meant, seen_by
from medianest.requests.domain.allowance import Allowance, House
from medianest.requests.domain.wish import MediaType, NotForYou, Status
from medianest.requests.handlers.ruling import Ruling
from medianest.requests.handlers.wishing import Wishing
from medianest.requests.queries.wishes import Narrowed, WishPage, WishPages

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
ORDERS: Final = ("newest", "oldest")


class UnknownStatus(Invalid):
    """There is no such status."""


class UnknownOrder(Invalid):
    """There is no such order."""


class QuotaPage(Record):
    """What was used within `days`; without a `limit` it is without end."""

    used: int
    limit: int | None
    days: int


class AllowancePage(Record):
    """How much one may wish for."""

    an_hour: int
    movie: QuotaPage
    tv: QuotaPage


def listing(wishing: Wishing, pages: WishPages, ruling: Ruling) -> list[HTTPRouteHandler]:
    """The routes that change nothing."""

    @get("/requests", opt=needs("requests.create", "requests.read_all"))
    async def see_requests(
        person: Person,
        *,
        status: FromQuery[str | None] = None,
        requested_by: FromQuery[str | None] = None,
        followed: FromQuery[bool] = False,
        order: FromQuery[str] = "newest",
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> Page[WishPage]:
        narrowed = Narrowed(
            seen_by=seen_by(person),
            of_member=member_meant(requested_by, person, "/requested_by"),
            followed_by=person.id if followed else None,
            statuses=_statuses(status),
            after=None if cursor is None else decode_cursor(cursor, UUID),
            oldest_first=_is_oldest_first(order),
        )
        found = await pages.page(narrowed, limit + 1)
        more = encode_cursor(found[limit - 1].id) if len(found) > limit else None
        return page(found[:limit], more)

    @get("/requests/{request_id:uuid}", opt=needs("requests.create", "requests.read_all"))
    async def see_request(request_id: FromPath[UUID], person: Person) -> Response[WishPage]:
        shown = await pages.one(request_id, seen_by(person))
        return versioned(shown.version, shown)

    @get("/requests/count", opt=needs("requests.create", "requests.read_all"))
    async def count_requests(person: Person) -> dict[str, int]:
        found = await pages.count(seen_by(person))
        by_status = {str(status): found.get(status, 0) for status in STATUSES}
        return {"total": sum(found.values()), **by_status}

    @get("/requests/quota", opt=needs("requests.create"))
    async def see_quota(person: Person, of: FromQuery[str | None] = None) -> AllowancePage:
        member_id = member_meant(of, person, "/of") or person.id
        if member_id != person.id and not person.may("requests.decide"):
            raise NotForYou
        own = await wishing.allowance_of(member_id)
        house = (await ruling.rules()).at_most
        an_hour = house.an_hour if own.an_hour is None else own.an_hour
        return AllowancePage(
            an_hour=an_hour,
            movie=_quota(own, house, "movie", now()),
            tv=_quota(own, house, "tv", now()),
        )

    return [see_requests, see_request, count_requests, see_quota]


def _quota(own: Allowance, house: House, media_type: MediaType, at: datetime) -> QuotaPage:
    quota = house.of(media_type)
    used = own.used(media_type, at - timedelta(days=quota.days))
    return QuotaPage(used=used, limit=quota.at_most, days=quota.days)


def _statuses(asked: str | None) -> tuple[str, ...] | None:
    """One, or several parted by commas."""
    if asked is None:
        return None
    statuses = tuple(status.strip() for status in asked.split(","))
    if not set(statuses) <= set(STATUSES):
        detail = f"Choose from: {', '.join(STATUSES)}."
        raise UnknownStatus(detail, errors=(FieldError(pointer="/status", detail=detail),))
    return statuses


def _is_oldest_first(asked: str) -> bool:
    if asked not in ORDERS:
        detail = f"Choose from: {', '.join(ORDERS)}."
        raise UnknownOrder(detail, errors=(FieldError(pointer="/order", detail=detail),))
    return asked == "oldest"
