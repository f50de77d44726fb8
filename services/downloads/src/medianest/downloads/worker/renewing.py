"""Renews the fetching program: when an operator says so, or by itself where they let it."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
import structlog

from medianest.contracts.record import Record
from medianest.downloads.ports import FetcherReleases, NoNewRelease
from medianest.downloads.queries.releases import ReleaseNotes
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.work import Backoff, Claimed, Work

log: Final = structlog.get_logger()

RENEW: Final = "renew-yt-dlp"
_LOOK_S: Final = 3600.0
_LEASE_S: Final = 60.0


class RenewJob(Record):
    """`back` is to the release before; else to the newest, or to `version` with this digest."""

    version: str | None = None
    sha256: str | None = None
    back: bool = False


@dataclass(frozen=True, slots=True)
class Renewing:
    """Carries out `renew-yt-dlp` jobs."""

    releases: FetcherReleases
    notes: ReleaseNotes

    def work(self) -> Work:
        """As the event log wants it. A release that failed is not tried again by itself."""
        return Work(
            kind=RENEW,
            perform=self.perform,
            concurrency=1,
            lease_s=_LEASE_S,
            max_attempts=3,
            backoff=Backoff(first_s=10, most_s=60),
        )

    async def perform(self, claimed: Claimed) -> None:
        """Once; whoever asked reads what came of it in the note."""
        wish = msgspec.convert(claimed.data, RenewJob)
        asked = claimed.key or str(claimed.id)
        try:
            if wish.back:
                found = await self.releases.back()
            else:
                found = await self.releases.update(wish.version, wish.sha256)
        except NoNewRelease as stays:
            log.info("downloads.fetcher_stays", why=str(stays))
            await self.notes.note(asked, why=str(stays))
        else:
            await self.notes.note(asked, version=found)


class RenewingByItself:
    """Plans a renewal every `every_days`; however many processes look, it is planned once."""

    def __init__(
        self, jobs: Jobs, notes: ReleaseNotes, now: Callable[[], datetime], every_days: int
    ) -> None:
        self._jobs = jobs
        self._notes = notes
        self._now = now
        self._every_days = every_days
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._look_forever(), name="downloads-renewing")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def look(self) -> None:
        """One key for each span of days."""
        now = self._now()
        key = f"by-itself-{now.date().toordinal() // self._every_days}"
        if not await self._notes.is_noted(key):
            await self._jobs.plan(Job(kind=RENEW, key=key, data=RenewJob(), due_at=now))

    async def _look_forever(self) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - it is looked again in an hour
                log.warning("downloads.renewal_not_planned", why=repr(error))
            await asyncio.sleep(_LOOK_S)
