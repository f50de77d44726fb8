"""Fetches a download: one turn for each claim of its job.

Guarantees: what a lost worker says or places changes nothing; a file is placed once, whatever
crashes between placing and saying so; the parts stay for the next turn.
"""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

import msgspec
import structlog

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.events.status import Dependency
from medianest.downloads.domain.download import (
    Gone,
    NoSuchDownload,
    Running,
    Superseded,
    TakenBack,
    Waiting,
    Wish,
)
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.names import Layout, Titled, shelf_path
from medianest.downloads.domain.presets import preset_named
from medianest.downloads.domain.progress import Bar
from medianest.downloads.domain.sources import source_of
from medianest.downloads.domain.video import Video
from medianest.downloads.handlers import FETCH, FetchJob, Turns
from medianest.downloads.handlers.cookies import CookieJars
from medianest.downloads.ports import (
    Entered,
    Fetched,
    Fetcher,
    FetchFailed,
    FolderBusy,
    Identified,
    Moved,
    NoLongerWanted,
    Shelf,
    ShelfTrouble,
)
from medianest.downloads.queries.line import CLAIM_FAIRLY
from medianest.downloads.queries.measurements import ProgressTable
from medianest.downloads.queries.promised import Promised
from medianest.downloads.queries.turned_away import TurnedAway
from medianest.downloads.queries.twins import Twin, Twins
from medianest.downloads.worker.showing import Live, Showing
from medianest.eventlog import postgres
from medianest.eventlog.work import Backoff, Claimed, Lost, Retry, Work

log: Final = structlog.get_logger()

_AWAY_S: Final = 2.0
_TWIN_RUNS_S: Final = 2.0
_JOINED: Final = 2  # joining writes a second copy beside the parts
_MOST_TRIES: Final = 50  # of a job that can't even say that it failed
_OUR_FAULT: Final = Failure(error_class="transient", reason="Something went wrong on our side.")


@dataclass(frozen=True, slots=True)
class Fetching:
    """Carries out `fetch` jobs."""

    turns: Turns
    fetcher: Fetcher
    shelf: Shelf
    table: ProgressTable
    promised: Promised
    turned_away: TurnedAway
    twins: Twins
    cookies: CookieJars
    live: Live
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    new_id: Callable[[], UUID]
    is_away: Callable[[Dependency], Awaitable[bool]]
    layout: Callable[[], Awaitable[Layout]]

    def work(self, concurrency: int, lease_s: float) -> Work:
        """As the event log wants it."""
        return Work(
            kind=FETCH,
            perform=self.perform,
            concurrency=concurrency,
            lease_s=lease_s,
            max_attempts=_MOST_TRIES,
            backoff=Backoff(first_s=2, most_s=60),
            claim=CLAIM_FAIRLY,
        )

    async def perform(self, claimed: Claimed) -> None:
        """One turn, and what becomes of the job after it."""
        download_id = msgspec.convert(claimed.data, FetchJob).download_id
        state = await self.wanted(download_id)
        if state is None:
            return
        if await self.is_away("internet"):
            raise Retry("the internet is away", after_s=_AWAY_S, counts=False)
        turn = Turn(self, claimed, state.wish, self.new_id())
        try:
            if await turn.is_served(was_running=isinstance(state, Running)):
                return
            retry_at = await turn.take()
        except _BeingFetched:
            # The limits of that one's own turn bound how long this goes on.
            raise Retry("it is being fetched", after_s=_TWIN_RUNS_S, counts=False) from None
        except (NoLongerWanted, Superseded):
            if await self.wanted(download_id) is None:
                return  # nobody waits for it any more
            if not await claimed.still_mine():
                # A lease may run out and nobody have taken it yet: the job must stay.
                raise Lost from None
            raise Retry("somebody else was at it", after_s=1, counts=False) from None
        except FolderBusy:
            raise Retry("an earlier child still runs", after_s=1, counts=False) from None
        if retry_at is not None:
            wait_s = max((retry_at - self.now()).total_seconds(), 0.01)
            raise Retry("failed for now", after_s=wait_s, counts=False)

    async def wanted(self, download_id: UUID) -> Waiting | Running | None:
        """The download, if it still waits for its file."""
        with contextlib.suppress(NoSuchDownload):
            state = await self.turns.state(download_id)
            if isinstance(state, Waiting | Running):
                return state
        return None


class _BeingFetched(Exception):
    """Another download fetches the same video just now."""


class Turn:
    """One worker's turn at one download, under a claim of its own."""

    def __init__(self, room: Fetching, claimed: Claimed, wish: Wish, claim: UUID) -> None:
        self._room = room
        self._claimed = claimed
        self._wish = wish
        self._id = wish.download_id
        self._claim = claim
        self._source = source_of(wish.url)
        self._video = wish.video
        self._with_cookies = False
        self._started = False
        self._promised_bytes: int | None = None

    async def is_served(self, *, was_running: bool) -> bool:
        """By another download of the same video. Raises `_BeingFetched` while that one runs."""
        twins = await self._room.twins.of(self._id)
        for twin in twins:
            if twin.files and await self._share(twin):
                return True
        running = [twin for twin in twins if not twin.files]
        if was_running:
            # All lost their workers: the earliest goes on, or nobody would.
            running = [twin for twin in running if twin.is_earlier]
        if running:
            raise _BeingFetched
        return False

    async def _share(self, twin: Twin) -> bool:
        files = twin.files
        async with self._room.twins.alone_with(files[0]):
            if not await self._room.shelf.holds(files):
                return False
            self._with_cookies = twin.with_cookies
            await self._start()
            await self._room.turns.complete(self._id, self._claim, files, self._room.now())
        log.info("downloads.shared", download_id=str(self._id))
        return True

    async def _stand_back_behind_a_twin(self) -> None:
        """Only now it is known which video this is."""
        for twin in await self._room.twins.of(self._id):
            if await self._room.shelf.holds(twin.files) if twin.files else twin.is_earlier:
                await self._room.turns.stand_back(self._id, self._claim, self._room.now())
                raise _BeingFetched

    async def take(self) -> datetime | None:
        """Fetch and place it. When it failed for now: the time of the next try."""
        try:
            await self._room.shelf.check_room()
            await self._place(await self._fetch())
        except ShelfTrouble as trouble:
            return await self._fail(Failure(error_class="local", reason=str(trouble)))
        except FetchFailed as failed:
            return await self._fail(failed.failure)
        except (NoLongerWanted, FolderBusy, Superseded, _BeingFetched):
            raise
        except Exception as error:
            if postgres.is_away(error):
                raise  # the job's own budget bears it, not the video's
            log.exception("downloads.broke", download_id=str(self._id), error=repr(error))
            return await self._fail(_OUR_FAULT)
        return None

    async def _fetch(self) -> Fetched:
        showing = await self._showing()
        folder = self._room.shelf.folder(self._id)
        preset = preset_named(self._wish.preset)
        cookies = await self._cookies()
        reports = self._room.fetcher.fetch(
            folder,
            self._wish.url,
            preset,
            partial(self._may_go_on, showing),
            extras=self._wish.extras,
            cookies=cookies,
        )
        async with contextlib.aclosing(reports), showing.at_times():
            async for report in reports:
                match report:
                    case Identified():
                        await self._identify(report)
                        showing.bar = showing.bar.expecting(*report.streams)
                    case Moved(stream=stream):
                        showing.bar = showing.bar.moved(stream, self._room.monotonic())
                    case Entered(phase=phase):
                        await self._start()
                        showing.bar = showing.bar.entering(phase)
                    case Fetched():
                        showing.bar = showing.bar.entering("placing")
                        return report
        raise NoLongerWanted  # a fetcher ends with the file or with an error

    async def _cookies(self) -> str | None:
        """The member's own for this site. What comes of them serves nobody else from now on."""
        cookies = await self._room.cookies.of(self._wish.member_id, self._wish.url)
        self._with_cookies = cookies is not None
        return cookies

    async def _place(self, fetched: Fetched) -> None:
        await self._must_be_mine()
        about = Titled(
            title=self._video.title,
            source_id=self._video.source_id or str(self._id),
            channel=self._video.channel,
            site=self._video.site,
            published_on=self._video.published_on,
        )
        is_song = preset_named(self._wish.preset).keeps == "audio"
        layout = "videos" if is_song else await self._room.layout()
        name = shelf_path(about, fetched.file_name.rpartition(".")[2], layout)
        placed = await self._room.shelf.place(self._id, fetched, name)
        try:
            await self._room.turns.complete(self._id, self._claim, (placed,), self._room.now())
        except Superseded:
            await self._take_back(placed)
            raise
        log.info("downloads.completed", download_id=str(self._id))

    async def _take_back(self, placed: PlacedFile) -> None:
        """Only if nobody wants it; another worker would find this very file as its own."""
        state = await self._room.turns.state(self._id)
        if isinstance(state, TakenBack | Gone):
            await self._room.shelf.take_back(self._id, placed)

    async def _start(self) -> None:
        """Said once the folder is ours, so that two workers don't take turns at saying it."""
        if not self._started:
            await self._must_be_mine()
            await self._room.turns.start(
                self._id, self._claim, self._room.now(), with_cookies=self._with_cookies
            )
            self._started = True

    async def _identify(self, report: Identified) -> None:
        self._video = _known(report.video, self._wish.video)
        await self._room.turned_away.free(self._source)
        await self._start()
        await self._room.turns.identify(self._id, self._claim, self._video, self._room.now())
        await self._stand_back_behind_a_twin()
        await self._find_room(sum(stream.bytes_total or 0 for stream in report.streams))

    async def _find_room(self, expected_bytes: int) -> None:
        """Promised once for each size that it is said to have; then only others can take it."""
        needed, shelf = _JOINED * expected_bytes, self._room.shelf
        if needed == self._promised_bytes:
            await shelf.check_room(needed, there=self._id)
            return
        async with self._room.promised.promising(self._id, needed) as others:
            await shelf.check_room(needed, there=self._id, others=others)
        self._promised_bytes = needed

    async def _fail(self, failure: Failure) -> datetime | None:
        await self._start()
        if failure.error_class == "source_blocked":
            await self._room.turned_away.rest(self._source)
        # The reason names what somebody wants to watch; it stands in the fact.
        log.info("downloads.failed", download_id=str(self._id), error_class=failure.error_class)
        return await self._room.turns.fail(self._id, self._claim, failure, self._room.now())

    async def _showing(self) -> Showing:
        return Showing(
            self._room.live,
            self._room.table,
            download_id=self._id,
            member_id=self._wish.member_id,
            claim=self._claim,
            bar=Bar(percent=await self._room.table.percent(self._id)),
        )

    async def _may_go_on(self, showing: Showing) -> bool:
        """Raises `ShelfTrouble` when others have filled the disk meanwhile."""
        if showing.bar.phase == "fetching":
            await self._find_room(showing.bar.bytes_total or 0)
        return await self._still_wanted()

    async def _still_wanted(self) -> bool:
        if not await self._claimed.still_mine():
            return False
        state = await self._room.wanted(self._id)
        return state is not None and (
            not self._started or (isinstance(state, Running) and state.claim == self._claim)
        )

    async def _must_be_mine(self) -> None:
        if not await self._claimed.still_mine():
            raise NoLongerWanted


def _known(said: Video, before: Video) -> Video:
    """What the site says, and what the preview had said where the site says nothing now."""
    return Video(
        title=said.title,
        site=said.site or before.site,
        channel=said.channel or before.channel,
        source_id=said.source_id or before.source_id,
        duration_s=said.duration_s if said.duration_s is not None else before.duration_s,
        thumbnail_url=said.thumbnail_url or before.thumbnail_url,
        published_on=said.published_on or before.published_on,
    )
