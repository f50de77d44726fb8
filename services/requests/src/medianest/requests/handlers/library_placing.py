"""How a finished download comes into the library: scanned, seen there, and only then said.

Without a media server what lies in the folder is in the library. With one it is there when the
server shows it; what that does not find within its budget is given up, and an admin may try again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.events.downloads import DownloadCompleted, PlacedFile
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Step
from medianest.requests.domain.library import RatingKey
from medianest.requests.domain.library_house import beside, seen_as
from medianest.requests.domain.library_item import (
    FROM_DOWNLOADS,
    Add,
    GiveUp,
    LibraryItemCommand,
    LibraryItemFact,
    LibraryItemState,
    decide,
    item_id_of,
)
from medianest.requests.handlers.library_seeing import Seeing
from medianest.requests.ports import Placed, Shelving

PLACE: Final = "place-in-library"
NOT_FOUND: Final = "The media server did not find it in its folder."
NO_SECTION: Final = "No section of the media server holds the folder of our videos."
_VIDEOS: Final = (".mp4", ".mkv", ".webm", ".mov", ".m4v", ".avi", ".ts")
_SCANNED_EVERY: Final = 4
_WIDE_TRY: Final = 2
_CLOCKS_DIFFER: Final = timedelta(days=1)

ItemStream = Decider[LibraryItemState, LibraryItemFact]


class PlaceJob(Record):
    """What was downloaded, and the story that it belongs to."""

    download_id: UUID
    member_id: UUID
    title: str
    files: tuple[PlacedFile, ...]
    collection_id: UUID | None
    completed_at: datetime
    meta: Meta


class NotThereYet(Exception):
    """The media server does not show all of it yet; `why` says what is known."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def job_of(completed: DownloadCompleted, at: datetime, meta: Meta) -> PlaceJob:
    """What is to be done once a download is complete."""
    # A stream stands once in a command, so a path that is named twice is taken once.
    files = {file.path: file for file in completed.files}
    return PlaceJob(
        download_id=completed.download_id,
        member_id=completed.member_id,
        title=completed.title,
        files=tuple(files.values()),
        collection_id=completed.collection_id,
        completed_at=at,
        meta=meta,
    )


@dataclass(frozen=True, slots=True)
class Placing:
    """Brings files into the library, each once, however often it is done again."""

    log: Log
    items: ItemStream
    seeing: Seeing
    shelving: Shelving

    async def place(self, job: PlaceJob, *, attempt: int, is_last: bool) -> None:
        """Raises `NotThereYet` for what the server does not show, once the rest is added.

        It is new there, or was fetched once more: only for that all of a large section is read.
        """
        folder = await self._folder()
        videos = [file for file in job.files if file.path.lower().endswith(_VIDEOS)]
        if folder is None or not videos:
            await self._add(job, job.files, {})
            return
        section = await self.shelving.section_with(folder)
        if section is None:
            raise NotThereYet(NO_SECTION)
        is_wide = is_last or attempt == _WIDE_TRY
        since = None if is_wide else job.completed_at - _CLOCKS_DIFFER
        known = await self._known(section, folder, videos, since)
        missing = [file for file in videos if file.path not in known]
        # What lies beside a video, such as its subtitles, comes with it: alone it is nothing.
        here = [file for file in videos if file not in missing] if missing else job.files
        await self._add(job, here, known)
        if missing:
            if attempt % _SCANNED_EVERY == 1:
                for place in {beside(folder, file.path) for file in missing}:
                    await self.shelving.scan(section, place)
            raise NotThereYet(NOT_FOUND)

    async def give_up(self, job: PlaceJob, why: str, now: datetime) -> None:
        """Of what is there already nothing is given up."""
        await self._carry_out(
            job,
            [
                GiveUp(
                    item_id=item_id_of(job.download_id, file.path),
                    title=job.title,
                    origin=FROM_DOWNLOADS,
                    origin_id=job.download_id,
                    path=file.path,
                    reason=why,
                    now=now,
                )
                for file in job.files
            ],
        )

    async def asks_the_server(self) -> bool:
        """Whether a media server has to be asked at all."""
        return await self._folder() is not None

    async def _folder(self) -> str | None:
        """None where nobody has to be asked."""
        if await self.seeing.upstreams.current() is None:
            return None
        return (await self.seeing.house()).folder

    async def _known(
        self, section: Placed, folder: str, files: Sequence[PlacedFile], since: datetime | None
    ) -> Mapping[str, RatingKey]:
        paths = {seen_as(folder, file.path): file.path for file in files}
        found = await self.shelving.find(section, frozenset(paths), since=since)
        return {paths[path]: key for path, key in found.items()}

    async def _add(
        self, job: PlaceJob, files: Sequence[PlacedFile], known: Mapping[str, RatingKey]
    ) -> None:
        await self._carry_out(job, [_addition(job, file, known.get(file.path)) for file in files])

    async def _carry_out(self, job: PlaceJob, commands: Sequence[LibraryItemCommand]) -> None:
        steps = [
            Step(self.items, command.item_id, partial(decide, command)) for command in commands
        ]
        if steps:
            await self.log.carry_out(*steps, meta=job.meta)


def _addition(job: PlaceJob, file: PlacedFile, rating_key: RatingKey | None) -> Add:
    return Add(
        item_id=item_id_of(job.download_id, file.path),
        title=job.title,
        origin=FROM_DOWNLOADS,
        origin_id=job.download_id,
        path=file.path,
        size_bytes=file.size_bytes,
        duration_s=file.duration_s,
        added_by=job.member_id,
        now=job.completed_at,
        rating_key=rating_key,
        collection_id=job.collection_id,
    )
