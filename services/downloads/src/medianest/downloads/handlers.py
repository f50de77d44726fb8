"""How the commands of a download are carried out: gather, decide, append."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.facts import Fact
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.downloads.domain.download import (
    Cancel,
    Complete,
    DownloadCommand,
    DownloadFact,
    DownloadState,
    Fail,
    Failed,
    Identify,
    Known,
    Missing,
    NoSuchDownload,
    Priority,
    Remove,
    Retry,
    Start,
    Submit,
    decide,
)
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.presets import preset_named
from medianest.downloads.domain.video import Video
from medianest.downloads.ports import Addresses, PreviewMemo
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step

FETCH: Final = "fetch"
CLEAR: Final = "clear"


class FetchJob(Record):
    """Fetch this download; `member_id` is for a fair line."""

    download_id: UUID
    member_id: UUID


class ClearJob(Record):
    """Remove what a download that has ended left in its folder, and `files` from the shelf."""

    download_id: UUID
    files: tuple[PlacedFile, ...] = ()


Stream = Decider[DownloadState, DownloadFact]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people may do: ask for a video, take it back, ask again, take it off the list."""

    log: Log
    stream: Stream
    addresses: Addresses
    memo: PreviewMemo

    async def submit(
        self,
        download_id: UUID,
        *,
        by: UUID,
        url: str,
        preset: str,
        priority: Priority,
        now: datetime,
        meta: Meta,
        once: Once | None,
    ) -> Receipt:
        """Judges at once what can be: the preset, the address, where it leads."""
        preset_named(preset)
        address = await self.addresses.vet(url)
        preview = await self.memo.recall(address.url)
        command = Submit(
            download_id=download_id,
            member_id=by,
            now=now,
            url=address.url,
            preset=preset,
            priority=priority,
            video=preview.video() if preview else Video(title=address.title, site=address.host),
        )
        return await self._carry_out(download_id, command, meta=meta, once=once)

    async def cancel(
        self, download_id: UUID, *, by: UUID, now: datetime, meta: Meta, expected: int | None
    ) -> Receipt:
        command = Cancel(by=by, now=now)
        return await self._carry_out(download_id, command, meta=meta, expected=expected)

    async def retry(
        self, download_id: UUID, *, by: UUID, now: datetime, meta: Meta, expected: int | None
    ) -> Receipt:
        command = Retry(by=by, now=now)
        return await self._carry_out(download_id, command, meta=meta, expected=expected)

    async def remove(
        self,
        download_id: UUID,
        *,
        by: UUID,
        with_files: bool,
        now: datetime,
        meta: Meta,
        expected: int | None,
    ) -> Receipt:
        command = Remove(by=by, now=now, with_files=with_files)
        return await self._carry_out(download_id, command, meta=meta, expected=expected)

    async def _carry_out(
        self,
        download_id: UUID,
        command: DownloadCommand,
        *,
        meta: Meta,
        once: Once | None = None,
        expected: int | None = None,
    ) -> Receipt:
        step = Step(self.stream, download_id, partial(decide, command), expected)
        return await self.log.carry_out(step, meta=meta, once=once)


@dataclass(frozen=True, slots=True)
class Turns:
    """What a worker says of its turn at a download. Raises `Superseded` once it has lost it."""

    log: Log
    stream: Stream
    patience_base_s: float

    async def state(self, download_id: UUID) -> Known:
        """As it is now."""
        state = (await self.log.load(self.stream, download_id)).state
        if isinstance(state, Missing):
            raise NoSuchDownload
        return state

    async def start(self, download_id: UUID, claim: UUID, now: datetime) -> None:
        await self._carry_out(download_id, Start(claim=claim, now=now))

    async def identify(self, download_id: UUID, claim: UUID, video: Video, now: datetime) -> None:
        await self._carry_out(download_id, Identify(claim=claim, now=now, video=video))

    async def complete(
        self, download_id: UUID, claim: UUID, files: tuple[PlacedFile, ...], now: datetime
    ) -> None:
        await self._carry_out(download_id, Complete(claim=claim, now=now, files=files))

    async def fail(
        self, download_id: UUID, claim: UUID, failure: Failure, now: datetime
    ) -> datetime | None:
        """When it will be tried again; None if never."""
        command = Fail(claim=claim, now=now, failure=failure, base_s=self.patience_base_s)
        for fact in await self._carry_out(download_id, command):
            if isinstance(fact, Failed):
                return fact.retry_at
        return None

    async def _carry_out(self, download_id: UUID, command: DownloadCommand) -> Sequence[Fact]:
        decided: list[DownloadFact] = []

        def deciding(state: DownloadState) -> Sequence[DownloadFact]:
            decided[:] = decide(command, state)
            return decided

        # One story for each download; nobody's wish is behind what a worker finds out.
        meta = Meta(correlation=download_id)
        await self.log.carry_out(Step(self.stream, download_id, deciding), meta=meta)
        return decided
