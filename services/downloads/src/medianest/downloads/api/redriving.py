"""Dead letters: what failed for good, asked for again in one go."""

import contextlib
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.downloads.domain.download import NoSuchDownload, NothingToRetry, Retry
from medianest.downloads.domain.failures import ErrorClass
from medianest.downloads.handlers import FETCH, Wishes
from medianest.downloads.queries.pages import Pages
from medianest.eventlog.jobs import Jobs, NoSuchDeadJob

_AT_ONCE: Final = 200


class RedriveBody(Record):
    """Only failures of this class; null is all of them."""

    error_class: ErrorClass | None = None


class RedrivenPage(Record):
    """How many are in line again; with `more`, ask once more."""

    downloads: int
    more: bool


def redriving(wishes: Wishes, pages: Pages, jobs: Jobs) -> list[HTTPRouteHandler]:
    """The route for many at once; for one there is `retry`."""

    @post("/downloads/redrive", opt=needs("downloads.manage"), status_code=HTTP_200_OK)
    async def redrive_downloads(
        data: JSONBody[RedriveBody], person: Person, meta: Meta
    ) -> RedrivenPage:
        failed = await pages.failed(data.error_class, _AT_ONCE)
        count = await _retried(wishes, failed, Retry(by=person.id, now=now()), meta)
        count += await _revived(jobs)
        return RedrivenPage(downloads=count, more=len(failed) == _AT_ONCE)

    return [redrive_downloads]


async def _retried(wishes: Wishes, failed: Sequence[UUID], retry: Retry, meta: Meta) -> int:
    count = 0
    for download_id in failed:
        # Somebody may be quicker.
        with contextlib.suppress(NothingToRetry, NoSuchDownload):
            await wishes.steer(download_id, retry, meta=meta, expected=None)
            count += 1
    return count


async def _revived(jobs: Jobs) -> int:
    """Jobs whose every worker died before it could say why."""
    dead = await jobs.show(kind=FETCH, status="dead", limit=_AT_ONCE)
    for job in dead:
        with contextlib.suppress(NoSuchDeadJob):
            await jobs.redrive(job.id)
    return len(dead)
