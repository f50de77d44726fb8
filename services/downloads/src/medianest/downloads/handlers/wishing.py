"""How the commands of a download are carried out: gather, decide, append."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid5

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.facts import Fact
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.downloads.domain.allowance import Allowance, Take, Taken
from medianest.downloads.domain.allowance import decide as take_allowance
from medianest.downloads.domain.collection import CollectionFact, CollectionState, Gather, Item
from medianest.downloads.domain.collection import decide as decide_on_collection
from medianest.downloads.domain.cookies import CookiesFact, CookiesState
from medianest.downloads.domain.download import (
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
    StandBack,
    Start,
    Steering,
    Submit,
    decide,
)
from medianest.downloads.domain.extras import Extras, agreed
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.presets import preset_named
from medianest.downloads.domain.video import Video
from medianest.downloads.ports import Addresses, Allowances, Preview, PreviewMemo
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step

FETCH: Final = "fetch"
CLEAR: Final = "clear"
GATHER: Final = "gather"
_ITEMS_AT_ONCE: Final = 20


class FetchJob(Record):
    """Fetch this download; `member_id` is for a fair line."""

    download_id: UUID
    member_id: UUID


class ClearJob(Record):
    """Remove what a download that has ended left in its folder, and `files` from the shelf."""

    download_id: UUID
    files: tuple[PlacedFile, ...] = ()


class GatherJob(Record):
    """Wish for each of these items of a playlist."""

    wishes: tuple[Submit, ...]
    meta: Meta


@dataclass(frozen=True, slots=True)
class Streams:
    """The kinds of streams here."""

    download: Decider[DownloadState, DownloadFact]
    collection: Decider[CollectionState, CollectionFact]
    allowance: Decider[Allowance, Taken]
    cookies: Decider[CookiesState, CookiesFact]


class Asked(Record):
    """What a member wishes for. One who is `trusted` is measured by no allowance."""

    url: str
    preset: str
    priority: Priority
    trusted: bool
    needs_approval: bool
    extras: Extras = Extras()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people may do: ask for a video, and steer what they asked for."""

    log: Log
    streams: Streams
    addresses: Addresses
    memo: PreviewMemo
    allowances: Allowances

    async def submit(
        self,
        download_id: UUID,
        asked: Asked,
        *,
        by: UUID,
        now: datetime,
        meta: Meta,
        once: Once | None,
    ) -> Receipt:
        """Judges at once what can be: the preset, the address, where it leads, the allowance."""
        preset_named(asked.preset)
        address = await self.addresses.vet(asked.url)
        preview = await self.memo.recall(address.url)
        command = Submit(
            download_id=download_id,
            member_id=by,
            now=now,
            url=address.url,
            preset=asked.preset,
            priority=asked.priority,
            video=preview.video() if preview else Video(title=address.title, site=address.host),
            needs_approval=asked.needs_approval,
            extras=agreed(asked.extras),
        )
        steps: list[Step[Any, Any]] = [
            Step(self.streams.download, download_id, partial(decide, command))
        ]
        if not asked.trusted:
            steps.append(await self._take(download_id, by, now))
        return await self.log.carry_out(*steps, meta=meta, once=once)

    async def gather(
        self,
        collection_id: UUID,
        asked: Asked,
        preview: Preview,
        chosen: frozenset[int] | None,
        *,
        by: UUID,
        now: datetime,
        meta: Meta,
        once: Once | None,
    ) -> Receipt:
        """A playlist's chosen items, as one wish; None is all of them."""
        preset_named(asked.preset)
        command = Gather(
            collection_id=collection_id,
            member_id=by,
            now=now,
            url=asked.url,
            title=preview.title,
            preset=asked.preset,
            priority=asked.priority,
            needs_approval=asked.needs_approval,
            items=_chosen(collection_id, preview, chosen),
            extras=agreed(asked.extras),
        )
        steps: list[Step[Any, Any]] = [
            Step(self.streams.collection, collection_id, partial(decide_on_collection, command))
        ]
        if not asked.trusted:
            steps.append(await self._take(collection_id, by, now))
        return await self.log.carry_out(*steps, meta=meta, once=once)

    async def steer(
        self, download_id: UUID, command: Steering, *, meta: Meta, expected: int | None
    ) -> Receipt:
        """Pause it, hurry it, take it back, …"""
        step = Step(self.streams.download, download_id, partial(decide, command), expected)
        return await self.log.carry_out(step, meta=meta)

    async def _take(self, download_id: UUID, by: UUID, now: datetime) -> Step[Any, Any]:
        """In the same append as the wish, so that many at once don't get more than one by one."""
        take = Take(
            download_id=download_id,
            now=now,
            limits=await self.allowances.limits(by),
            use=await self.allowances.use(by),
        )
        return Step(self.streams.allowance, by, partial(take_allowance, take))


def _chosen(
    collection_id: UUID, preview: Preview, chosen: frozenset[int] | None
) -> tuple[Item, ...]:
    return tuple(
        Item(
            # Derived, so that an item is the same download however often it is said.
            download_id=uuid5(collection_id, str(item.index)),
            index=item.index,
            url=item.url,
            video=Video(title=item.title, duration_s=item.duration_s),
        )
        for item in preview.items
        if item.url is not None and (chosen is None or item.index in chosen)
    )


@dataclass(frozen=True, slots=True)
class Items:
    """A playlist's items become downloads, some at a time, so that nobody waits for all of them."""

    log: Log
    streams: Streams

    async def submit(self, job: GatherJob) -> None:
        """Those that are not there yet; called again, it goes on."""
        for first in range(0, len(job.wishes), _ITEMS_AT_ONCE):
            some = job.wishes[first : first + _ITEMS_AT_ONCE]
            steps = (
                Step(self.streams.download, wish.download_id, partial(_unless_there, wish))
                for wish in some
            )
            await self.log.carry_out(*steps, meta=job.meta)


def _unless_there(wish: Submit, state: DownloadState) -> Sequence[DownloadFact]:
    return decide(wish, state) if isinstance(state, Missing) else []


@dataclass(frozen=True, slots=True)
class Turns:
    """What a worker says of its turn at a download. Raises `Superseded` once it has lost it."""

    log: Log
    streams: Streams
    patience_base_s: float

    async def state(self, download_id: UUID) -> Known:
        """As it is now."""
        state = (await self.log.load(self.streams.download, download_id)).state
        if isinstance(state, Missing):
            raise NoSuchDownload
        return state

    async def start(
        self, download_id: UUID, claim: UUID, now: datetime, *, with_cookies: bool = False
    ) -> None:
        command = Start(claim=claim, now=now, with_cookies=with_cookies)
        await self._carry_out(download_id, command)

    async def identify(self, download_id: UUID, claim: UUID, video: Video, now: datetime) -> None:
        await self._carry_out(download_id, Identify(claim=claim, now=now, video=video))

    async def complete(
        self, download_id: UUID, claim: UUID, files: tuple[PlacedFile, ...], now: datetime
    ) -> None:
        await self._carry_out(download_id, Complete(claim=claim, now=now, files=files))

    async def stand_back(self, download_id: UUID, claim: UUID, now: datetime) -> None:
        await self._carry_out(download_id, StandBack(claim=claim, now=now))

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

        meta = await self.log.going_on(self.streams.download, download_id)
        await self.log.carry_out(Step(self.streams.download, download_id, deciding), meta=meta)
        return decided
