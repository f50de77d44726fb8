"""What downloads needs from outside: somebody who fetches, and a shelf to put files on."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, Protocol
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid, Limited, NotFound
from medianest.downloads.domain.allowance import Limits, Use
from medianest.downloads.domain.extras import AS_BEFORE, Extras
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.presets import Preset
from medianest.downloads.domain.progress import Phase, Stream
from medianest.downloads.domain.video import Video

# What lies in a job's folder, by agreement between who fetches and who keeps the shelf.
FINISHED_FOLDER: Final = "whole"
LOCK_NAME: Final = ".lock"


class Report(Record, tag_field="report"):
    """What is heard while a video is fetched."""


class Identified(Report, tag="identified"):
    """The site was asked: this is the video, and these streams of it will be fetched."""

    video: Video
    streams: tuple[Stream, ...]


class Moved(Report, tag="moved"):
    """A stream is further."""

    stream: Stream


class Entered(Report, tag="entered"):
    """The next phase has begun."""

    phase: Phase


class Fetched(Report, tag="fetched"):
    """The file lies in `FINISHED_FOLDER` of the job's folder and is what was asked for."""

    file_name: str
    size_bytes: int
    sha256: str
    duration_s: float | None


FetchReport = Identified | Moved | Entered | Fetched


class FetchFailed(Exception):
    """It could not be fetched; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        """`failure` is in the member's words."""
        super().__init__(failure.reason)
        self.failure = failure


class NoLongerWanted(Exception):
    """It was taken back, or another worker has it now; what was fetched so far still lies there."""


class FolderBusy(Exception):
    """An earlier child of a lost worker still holds the job's folder; it ends by itself soon."""


class Fetcher(Protocol):
    """Fetches one video into the job's folder, going on from what lies there."""

    def fetch(
        self,
        folder: Path,
        url: str,
        preset: Preset,
        still_wanted: Callable[[], Awaitable[bool]],
        *,
        extras: Extras = AS_BEFORE,
        cookies: str | None = None,
    ) -> AsyncGenerator[FetchReport, None]:
        """Reports until `Fetched`. Closing the iterator ends the fetching, parts stay.

        `cookies` of the member, as a browser exports them; nowhere written down.
        """
        ...


class NoNewRelease(Exception):
    """The fetching program stays as it is; `str()` says why, for the operator."""


class FetcherReleases(Protocol):
    """The releases of the fetching program, of which one is in use."""

    def version(self) -> str:
        """Of the one in use."""
        ...

    async def update(self, wished: str | None, sha256: str | None) -> str:
        """Put a newer one in use, and say which. Raises `NoNewRelease`; then nothing changed."""
        ...

    async def back(self) -> str:
        """The one before, or the one that MediaNest came with; and say which."""
        ...


class PreviewItem(Record):
    """One entry of a playlist; `index` counts from 1."""

    index: int
    title: str
    url: str | None = None
    duration_s: float | None = None


class Preview(Record):
    """What a URL leads to."""

    kind: Literal["video", "playlist", "channel"]
    title: str
    site: str | None = None
    channel: str | None = None
    source_id: str | None = None
    duration_s: float | None = None
    thumbnail_url: str | None = None
    estimated_bytes: int | None = None
    items: tuple[PreviewItem, ...] = ()

    def video(self) -> Video:
        """What of it a download keeps."""
        return Video(
            title=self.title,
            site=self.site,
            channel=self.channel,
            source_id=self.source_id,
            duration_s=self.duration_s,
            thumbnail_url=self.thumbnail_url,
        )


class CannotPreview(Invalid):
    """There is no video to be had at this address."""


class PreviewsBusy(Limited):
    """Too many look-ups at once; try again in a moment."""


class Previewer(Protocol):
    """Looks up what a URL leads to, within a deadline.

    What was looked up with a member's cookies is told to that member alone.
    """

    async def preview(self, url: str, cookies: str | None = None) -> Preview:
        """Raises `CannotPreview` or `PreviewsBusy`."""
        ...


class Address(Record):
    """A URL that may be fetched; `title` is what to call it while nothing else is known."""

    url: str
    host: str
    title: str


class NotAnAddress(Invalid):
    """This is not the address of a web page or a video."""


class AddressNotAllowed(Invalid):
    """This address can't be fetched from."""


class Addresses(Protocol):
    """Judges where a URL leads before anybody goes there."""

    async def vet(self, url: str) -> Address:
        """Raises `NotAnAddress` or `AddressNotAllowed`, pointing at `/url`."""
        ...


class PreviewMemo(Protocol):
    """Remembers for a while what a look-up said, so that a download has its title at once."""

    async def recall(self, url: str) -> Preview | None:
        """What was said of this URL lately."""
        ...

    async def keep(self, url: str, preview: Preview) -> None:
        """Remembers it."""
        ...


class Allowances(Protocol):
    """What a member may ask for, and what they have used of it."""

    async def use(self, member_id: UUID) -> Use:
        """What their finished downloads took."""
        ...

    async def limits(self, member_id: UUID) -> Limits:
        """Their own limits, and the house's where they have none."""
        ...


class ShelfTrouble(Exception):
    """No room is left, or the folder can't be written; `str()` says which, for the member."""


class FoldersSeen(Record):
    """Where finished files and half-fetched ones lie, and the room there; None is not known."""

    library_dir: str
    work_dir: str
    library_free_bytes: int | None
    work_free_bytes: int | None
    reserve_bytes: int


class TriedStep(Record):
    """One step of trying the folders. `hint` says what to look at when it failed."""

    name: Literal["folder", "writable", "placed", "read_back", "space", "at_once"]
    ok: bool
    detail: str
    hint: str | None = None


class Folders(Protocol):
    """The folders that downloads work in, as they are, and tried."""

    async def seen(self) -> FoldersSeen:
        """As they are now."""
        ...

    async def steps(self) -> tuple[TriedStep, ...]:
        """Every step up to the first that failed; nothing is left of it."""
        ...


class FileGone(NotFound):
    """There is no such file in the library any more."""


class Placed(Protocol):
    """Knows which files came of a download."""

    async def files_of(self, download_id: UUID, of_member: UUID | None) -> tuple[PlacedFile, ...]:
        """Its files; none of a download that there is not, or not for this member."""
        ...


NOBODY: Final[Mapping[UUID, int]] = MappingProxyType({})
"""No other download needs any room."""


class Shelf(Protocol):
    """The library's folder and, beside it, one working folder for each job."""

    def folder(self, download_id: UUID) -> Path:
        """The job's own folder; it stays between attempts."""
        ...

    async def check_room(
        self,
        needed_bytes: int = 0,
        *,
        there: UUID | None = None,
        others: Mapping[UUID, int] = NOBODY,
    ) -> None:
        """Raises `ShelfTrouble` if the reserve would be touched.

        What lies `there` already, in this job's folder, is a part of what is needed; and so it is
        with what `others` need.
        """
        ...

    async def place(self, download_id: UUID, fetched: Fetched, name: str) -> PlacedFile:
        """Puts the file under its name, never over another; a second call finds the first.

        Raises `ShelfTrouble`, and has then left nothing.
        """
        ...

    async def holds(self, files: tuple[PlacedFile, ...]) -> bool:
        """Whether all of them still lie there."""
        ...

    async def read(self, placed: PlacedFile, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to `end`. Raises `FileGone` before the first of them."""
        ...

    async def take_back(self, download_id: UUID, placed: PlacedFile) -> None:
        """Undoes `place`, if it is this job's file that lies there."""
        ...

    async def remove(self, files: tuple[PlacedFile, ...]) -> None:
        """Takes files off the shelf; one that is gone or has become another is left."""
        ...

    async def clear(self, download_id: UUID) -> bool:
        """Removes the job's folder; False while a child still holds it."""
        ...

    async def folders(self) -> tuple[UUID, ...]:
        """The jobs that have a folder."""
        ...

    async def clear_leftovers(self) -> None:
        """Removes what previews and placings that broke off long ago have left."""
        ...
