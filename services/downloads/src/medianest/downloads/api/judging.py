"""Agreeing or not, to one or to many, and the order of a line."""

from typing import Annotated, Final, Literal
from uuid import UUID

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta as Bounds

from medianest.chassis.answers import Page, done, page
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.downloads.api.whose import steered_by
from medianest.downloads.domain.download import Approve, Decline, Move, Prioritize, Priority
from medianest.downloads.handlers import Wishes
from medianest.downloads.queries.pages import DownloadPage, Pages


class BulkBody(Record):
    """The same for many."""

    ids: Annotated[tuple[UUID, ...], Bounds(min_length=1, max_length=100)]
    action: Literal["approve", "decline"]


_DEEDS: Final[dict[str, type[Approve | Decline]]] = {"approve": Approve, "decline": Decline}


class Outcome(Record):
    """What became of one of many; `problem` says why not."""

    id: UUID
    ok: bool
    problem: str | None = None


class PriorityBody(Record):
    """How soon, among one's own; `low` lets others pass too."""

    priority: Priority


class MoveBody(Record):
    """Before which of one's own downloads; null is the end of the line."""

    before: UUID | None


def judging(wishes: Wishes, pages: Pages) -> list[HTTPRouteHandler]:
    """The routes of those who decide."""

    @post(
        "/downloads/{download_id:uuid}/approve",
        opt=needs("downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def approve_download(
        download_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[DownloadPage]:
        await pages.one(download_id, None)
        command = Approve(by=person.id, now=now())
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(download_id, None))

    @post(
        "/downloads/{download_id:uuid}/decline",
        opt=needs("downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def decline_download(
        download_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[DownloadPage]:
        await pages.one(download_id, None)
        command = Decline(by=person.id, now=now())
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(download_id, None))

    return [approve_download, decline_download, _bulk(wishes, pages)]


def _bulk(wishes: Wishes, pages: Pages) -> HTTPRouteHandler:
    async def one(download_id: UUID, data: BulkBody, person: Person, meta: Meta) -> Outcome:
        deed = _DEEDS[data.action]
        try:
            await pages.one(download_id, None)
            command = deed(by=person.id, now=now())
            await wishes.steer(download_id, command, meta=meta, expected=None)
        except Refusal as refusal:
            return Outcome(id=download_id, ok=False, problem=refusal.title())
        return Outcome(id=download_id, ok=True)

    @post("/downloads/bulk", opt=needs("downloads.manage"), status_code=HTTP_200_OK)
    async def decide_many(data: JSONBody[BulkBody], person: Person, meta: Meta) -> Page[Outcome]:
        return page([await one(each, data, person, meta) for each in dict.fromkeys(data.ids)])

    return decide_many


def ordering(wishes: Wishes, pages: Pages) -> list[HTTPRouteHandler]:
    """The routes of a line."""

    @post(
        "/downloads/{download_id:uuid}/priority",
        opt=needs("downloads.create", "downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def prioritize_download(
        download_id: FromPath[UUID],
        data: JSONBody[PriorityBody],
        person: Person,
        meta: Meta,
        expected: int | None,
    ) -> Response[DownloadPage]:
        await steered_by(person, download_id, pages)
        command = Prioritize(by=person.id, now=now(), priority=data.priority)
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(download_id, None))

    @post(
        "/downloads/{download_id:uuid}/move",
        opt=needs("downloads.create", "downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def move_download(
        download_id: FromPath[UUID],
        data: JSONBody[MoveBody],
        person: Person,
        meta: Meta,
        expected: int | None,
    ) -> Response[DownloadPage]:
        await steered_by(person, download_id, pages)
        place = await pages.place_before(download_id, data.before)
        command = Move(by=person.id, now=now(), place=place)
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(download_id, None))

    return [prioritize_download, move_download]
