"""Seeing downloads: one, or page by page, the newest first."""

from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery

from medianest.chassis.answers import (
    Limit,
    Page,
    decode_cursor,
    encode_cursor,
    page,
    versioned,
)
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.refusals import FieldError, Invalid
from medianest.downloads.api.whose import seen_by
from medianest.downloads.queries.pages import DownloadPage, Pages

STATUSES: Final = (
    "awaiting_approval", "declined", "queued", "downloading", "processing", "paused", "completed",
    "failed", "cancelled",
)  # fmt: skip


class UnknownStatus(Invalid):
    """There is no such status."""


def listing(pages: Pages) -> list[HTTPRouteHandler]:
    """The routes that change nothing."""

    @get("/downloads", opt=needs("downloads.read"))
    async def see_downloads(
        person: Person,
        status: FromQuery[str | None] = None,
        mine: FromQuery[bool] = False,  # noqa: FBT002 - a word in the query
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> Page[DownloadPage]:
        before = None if cursor is None else decode_cursor(cursor, UUID)
        whose = person.id if mine else seen_by(person)
        found = await pages.page(whose, _statuses(status), before, limit + 1)
        more = encode_cursor(found[limit - 1].id) if len(found) > limit else None
        return page(found[:limit], more)

    @get("/downloads/{download_id:uuid}", opt=needs("downloads.read"))
    async def see_download(download_id: FromPath[UUID], person: Person) -> Response[DownloadPage]:
        shown = await pages.one(download_id, seen_by(person))
        return versioned(shown.version, shown)

    return [see_downloads, see_download]


def _statuses(asked: str | None) -> list[str] | None:
    """One, or several parted by commas."""
    if asked is None:
        return None
    statuses = [status.strip() for status in asked.split(",")]
    if not set(statuses) <= set(STATUSES):
        detail = f"Choose from: {', '.join(STATUSES)}."
        raise UnknownStatus(detail, errors=(FieldError(pointer="/status", detail=detail),))
    return statuses
