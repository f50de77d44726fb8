"""Fetches and previews by a jailed child, and watches over it: stalled, too long, unwanted."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Final
from uuid import UUID

import structlog

from medianest.contracts.record import Record
from medianest.downloads.adapters.ytdlp.process import Child, running
from medianest.downloads.adapters.ytdlp.words import (
    Busy,
    FetchOrder,
    Previewed,
    PreviewOrder,
    Spoken,
    Stumbled,
    Terms,
)
from medianest.downloads.domain.extras import AS_BEFORE, Extras
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.presets import Preset
from medianest.downloads.ports import (
    CannotPreview,
    Entered,
    Fetched,
    FetchFailed,
    FetchReport,
    FolderBusy,
    Identified,
    Moved,
    NoLongerWanted,
    Preview,
    PreviewsBusy,
)
from medianest.eventlog.rest import end

log: Final = structlog.get_logger()

_MOST_ITEMS: Final = 200
_LOST: Final = Failure(error_class="transient", reason="The fetching program broke off.")
# Most often the kernel, when memory ran out: no fault of the video, so its tries are not used up.
_KILLED: Final = Failure(
    error_class="local", reason="The server ended the fetching program; it may lack memory."
)


class Watch(Record):
    """How long a child may take. `stall_s`: without a byte or a new phase while it fetches."""

    stall_s: float
    wall_s: float
    grace_s: float = 15.0
    look_s: float = 1.0
    wait_for_folder_s: float = 5.0


class JailedFetcher:
    """The port `Fetcher`."""

    def __init__(self, terms: Callable[[], Awaitable[Terms]], watch: Watch) -> None:
        """`terms` is asked for each job: the proxy has another address after each start."""
        self._terms = terms
        self._watch = watch

    async def fetch(
        self,
        folder: Path,
        url: str,
        preset: Preset,
        still_wanted: Callable[[], Awaitable[bool]],
        *,
        extras: Extras = AS_BEFORE,
        cookies: str | None = None,
    ) -> AsyncGenerator[FetchReport, None]:
        """Reports until `Fetched`."""
        order = FetchOrder(
            terms=await self._terms(),
            folder=str(folder),
            url=url,
            preset=preset,
            wait_for_folder_s=self._watch.wait_for_folder_s,
            extras=extras,
            cookies=cookies,
        )
        async with (
            running(order, self._watch.grace_s) as child,
            contextlib.aclosing(_Supervision(self._watch, child, still_wanted)) as supervision,
        ):
            while True:
                spoken = await supervision.next_report()
                match spoken:
                    case Stumbled(failure=failure):
                        raise FetchFailed(failure)
                    case Busy():
                        raise FolderBusy
                    case Fetched():
                        yield spoken
                        return
                    case Identified() | Moved() | Entered():
                        yield spoken
                    case Previewed() | None:
                        lost = await child.lost()
                        log.warning("downloads.child_lost", end=str(lost))
                        raise FetchFailed(_KILLED if lost.was_killed else _LOST) from lost


class _Supervision:
    """Hears the child and looks at the clock in between."""

    def __init__(
        self, watch: Watch, child: Child, still_wanted: Callable[[], Awaitable[bool]]
    ) -> None:
        self._watch = watch
        self._child = child
        self._still_wanted = still_wanted
        self._loop = asyncio.get_running_loop()
        self._ends_at = self._loop.time() + watch.wall_s
        self._stalls_at = self._loop.time() + watch.stall_s
        self._looks_at = self._loop.time()
        self._bytes: dict[str, int] = {}
        self._hearing: asyncio.Task[Spoken | None] | None = None

    async def next_report(self) -> Spoken | None:
        """The next word of the child, or the reason to end it."""
        while True:
            if self._loop.time() >= self._looks_at:
                await self._look()
            if self._hearing is None:
                self._hearing = asyncio.create_task(self._child.hear())
            pause_s = max(self._looks_at - self._loop.time(), 0.01)
            done, _ = await asyncio.wait({self._hearing}, timeout=pause_s)
            if done:
                spoken = self._hearing.result()
                self._hearing = None
                self._noted(spoken)
                return spoken

    async def aclose(self) -> None:
        """Hear no more: whoever ends the child reads the rest."""
        if self._hearing is not None:
            await end(self._hearing)

    async def _look(self) -> None:
        now = self._loop.time()
        self._looks_at = now + self._watch.look_s
        if now > self._ends_at:
            raise FetchFailed(
                Failure(error_class="permanent", reason="This took longer than is allowed here.")
            )
        if now > self._stalls_at:
            raise FetchFailed(
                Failure(error_class="transient", reason="Nothing came from the site any more.")
            )
        if not await self._still_wanted():
            raise NoLongerWanted
        self._child.pulse()

    def _noted(self, spoken: Spoken | None) -> None:
        match spoken:
            case Moved(stream=stream) if self._bytes.get(stream.key) == stream.bytes_done:
                return
            case Moved(stream=stream):
                self._bytes[stream.key] = stream.bytes_done
                self._stalls_at = self._loop.time() + self._watch.stall_s
            case Entered(phase="joining" | "tagging" | "placing"):
                self._stalls_at = self._ends_at  # ffmpeg and the digest tell nothing in between
            case _:
                self._stalls_at = self._loop.time() + self._watch.stall_s


class JailedPreviewer:
    """The port `Previewer`: at most `most_at_once`, each within `deadline_s`."""

    def __init__(
        self,
        terms: Callable[[], Awaitable[Terms]],
        work_folder: Path,
        new_id: Callable[[], UUID],
        *,
        deadline_s: float,
        most_at_once: int,
    ) -> None:
        """Each preview has a folder of its own below `work_folder`, gone afterwards."""
        self._terms = terms
        self._work_folder = work_folder
        self._new_id = new_id
        self._deadline_s = deadline_s
        self._slots = asyncio.Semaphore(most_at_once)

    async def preview(self, url: str, cookies: str | None = None) -> Preview:
        """Looks it up."""
        if self._slots.locked():
            raise PreviewsBusy(retry_after_s=3)
        async with self._slots:
            folder = self._work_folder / f"preview-{self._new_id()}"
            try:
                async with asyncio.timeout(self._deadline_s):
                    return await self._ask(folder, url, cookies)
            except TimeoutError as error:
                raise CannotPreview("The site did not answer in time.") from error
            finally:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _ask(self, folder: Path, url: str, cookies: str | None) -> Preview:
        order = PreviewOrder(
            terms=await self._terms(),
            folder=str(folder),
            url=url,
            most_items=_MOST_ITEMS,
            cookies=cookies,
        )
        async with running(order, grace_s=0) as child, _pulse(child):
            spoken = await child.hear()
            match spoken:
                case Previewed(preview=preview):
                    return preview
                case Stumbled(failure=failure):
                    raise CannotPreview(failure.reason)
                case _:
                    lost = await child.lost()
                    log.warning("downloads.preview_lost", end=str(lost))
                    raise CannotPreview("The look-up broke off; try again.") from lost


@contextlib.asynccontextmanager
async def _pulse(child: Child) -> AsyncIterator[None]:
    async def beat() -> None:
        while True:
            child.pulse()
            await asyncio.sleep(1)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
