"""Clears away what downloads leave behind: by a job when one has ended, and by sweeping."""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Final

import msgspec
import structlog

from medianest.downloads.handlers import CLEAR, ClearJob
from medianest.downloads.ports import Shelf
from medianest.downloads.queries.measurements import ProgressTable
from medianest.downloads.queries.pages import Pages
from medianest.downloads.queries.twins import Twins
from medianest.eventlog.work import Backoff, Claimed, Retry, Work

log: Final = structlog.get_logger()

_BUSY_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Clearing:
    """Carries out `clear` jobs."""

    shelf: Shelf
    pages: Pages
    twins: Twins
    table: ProgressTable

    def work(self) -> Work:
        """As the event log wants it."""
        return Work(
            kind=CLEAR,
            perform=self.perform,
            concurrency=1,
            lease_s=30,
            max_attempts=100,
            backoff=Backoff(first_s=1, most_s=600),
        )

    async def perform(self, claimed: Claimed) -> None:
        """The folder, unless somebody asked for the download again; and the files that go too."""
        job = msgspec.convert(claimed.data, ClearJob)
        for file in job.files:
            async with self.twins.alone_with(file):
                await self.shelf.remove(await self.pages.only_of(job.download_id, (file,)))
        if job.download_id in await self.pages.unfinished([job.download_id]):
            return
        if not await self.shelf.clear(job.download_id):
            raise Retry("the child still runs", after_s=_BUSY_S, counts=False)
        await self.table.forget(job.download_id)


class Sweeping:
    """Every now and then: folders of downloads that have ended, and of previews that broke off."""

    def __init__(self, shelf: Shelf, pages: Pages, every_s: float) -> None:
        self._shelf = shelf
        self._pages = pages
        self._every_s = every_s
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._sweep_forever(), name="downloads-sweep")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def sweep(self) -> None:
        """Once. A folder whose child still runs is left for the next time."""
        folders = await self._shelf.folders()
        unfinished = await self._pages.unfinished(folders)
        for download_id in folders:
            if download_id not in unfinished:
                await self._shelf.clear(download_id)
        await self._shelf.clear_leftovers()

    async def _sweep_forever(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception as error:  # noqa: BLE001 - what is left now is swept next time
                log.warning("downloads.not_swept", why=repr(error))
            await asyncio.sleep(self._every_s)
