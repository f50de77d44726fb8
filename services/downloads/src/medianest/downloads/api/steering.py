"""Steering a download: rest, go on, take it back, ask again, take it off the list."""

from uuid import UUID

from litestar import Response, delete, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import done
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.downloads.api.whose import steered_by
from medianest.downloads.domain.download import Cancel, Pause, Remove, Resume, Retry
from medianest.downloads.handlers import Wishes
from medianest.downloads.queries.pages import DownloadPage, Pages


class RemovedPage(Record):
    """What is left to say of a download that was taken off the list."""

    id: UUID
    version: int


def steering(wishes: Wishes, pages: Pages) -> list[HTTPRouteHandler]:
    """The routes of one download's life."""

    @post(
        "/downloads/{download_id:uuid}/cancel",
        opt=needs("downloads.create", "downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def cancel_download(
        download_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[DownloadPage]:
        await steered_by(person, download_id, pages)
        command = Cancel(by=person.id, now=now())
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(download_id, None))

    @post(
        "/downloads/{download_id:uuid}/retry",
        opt=needs("downloads.create", "downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def retry_download(
        download_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[DownloadPage]:
        await steered_by(person, download_id, pages)
        command = Retry(by=person.id, now=now())
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(download_id, None))

    @post(
        "/downloads/{download_id:uuid}/pause",
        opt=needs("downloads.create", "downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def pause_download(
        download_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[DownloadPage]:
        await steered_by(person, download_id, pages)
        command = Pause(by=person.id, now=now())
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(download_id, None))

    @post(
        "/downloads/{download_id:uuid}/resume",
        opt=needs("downloads.create", "downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def resume_download(
        download_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[DownloadPage]:
        await steered_by(person, download_id, pages)
        command = Resume(by=person.id, now=now())
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(download_id, None))

    @delete(
        "/downloads/{download_id:uuid}",
        opt=needs("downloads.create", "downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def remove_download(
        download_id: FromPath[UUID],
        person: Person,
        meta: Meta,
        expected: int | None,
        files: FromQuery[bool] = False,  # noqa: FBT002 - a word in the query
    ) -> Response[RemovedPage]:
        await steered_by(person, download_id, pages)
        command = Remove(by=person.id, now=now(), with_files=files)
        receipt = await wishes.steer(download_id, command, meta=meta, expected=expected)
        return done(receipt, RemovedPage(id=download_id, version=receipt.version))

    return [cancel_download, retry_download, pause_download, resume_download, remove_download]
