"""What downloads announces: the life of one video's way into the library."""

from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events.base import Event
from medianest.contracts.record import Record


class _DownloadEvent(Event):
    service: ClassVar[str] = "downloads"
    aggregate: ClassVar[str] = "download"

    download_id: UUID
    member_id: UUID
    title: str

    def subject_id(self) -> UUID:
        return self.download_id

    def audience(self) -> Audience:
        return Audience(
            members=frozenset({self.member_id}),
            permission="downloads.read_all",
            scope="downloads.read",
            topics=("me", "downloads", f"downloads:{self.download_id}"),
        )


class PlacedFile(Record):
    """One file in the library. `path` is relative to the library's root, with `/`."""

    path: str
    size_bytes: int
    duration_s: float | None = None
    sha256: str | None = None


class DownloadQueued(_DownloadEvent, tag="medianest.downloads.download-queued"):
    """A video is in line (again, after a retry)."""

    name: ClassVar[str] = "queued"


class DownloadAwaitsApproval(_DownloadEvent, tag="medianest.downloads.download-awaits-approval"):
    """Somebody asked for a video, and one who manages downloads has to agree first."""

    name: ClassVar[str] = "awaits-approval"
    version: ClassVar[int] = 3

    collection_id: UUID | None = None
    collection_title: str | None = None


class DownloadDeclined(_DownloadEvent, tag="medianest.downloads.download-declined"):
    """Nobody will fetch it: it was not approved."""

    name: ClassVar[str] = "declined"
    version: ClassVar[int] = 3

    collection_id: UUID | None = None
    collection_title: str | None = None


class DownloadPaused(_DownloadEvent, tag="medianest.downloads.download-paused"):
    """It rests until somebody says go on; what was fetched so far stays."""

    name: ClassVar[str] = "paused"


class DownloadStarted(_DownloadEvent, tag="medianest.downloads.download-started"):
    """A worker fetches it now, for the `attempt`-th time."""

    name: ClassVar[str] = "started"

    attempt: int


class DownloadCompleted(_DownloadEvent, tag="medianest.downloads.download-completed"):
    """The whole file was checked and lies in the library's folder."""

    name: ClassVar[str] = "completed"
    version: ClassVar[int] = 2

    files: tuple[PlacedFile, ...]
    collection_id: UUID | None = None


class DownloadFailed(_DownloadEvent, tag="medianest.downloads.download-failed"):
    """It will not be tried again by itself. `reason` is a sentence for the member."""

    name: ClassVar[str] = "failed"
    version: ClassVar[int] = 2

    error_class: str
    reason: str
    collection_id: UUID | None = None


class DownloadCancelled(_DownloadEvent, tag="medianest.downloads.download-cancelled"):
    """Somebody took it back; what was fetched so far is gone."""

    name: ClassVar[str] = "cancelled"


class CollectionFinished(Event, tag="medianest.downloads.collection-finished"):
    """Every chosen video of a playlist has ended, one way or another.

    `download_ids` are all of them, in the order of the playlist.
    """

    service: ClassVar[str] = "downloads"
    aggregate: ClassVar[str] = "collection"
    name: ClassVar[str] = "finished"
    version: ClassVar[int] = 2

    collection_id: UUID
    member_id: UUID
    title: str
    completed: int
    failed: int
    download_ids: tuple[UUID, ...] = ()

    def subject_id(self) -> UUID:
        return self.collection_id

    def audience(self) -> Audience:
        return Audience(
            members=frozenset({self.member_id}),
            permission="downloads.read_all",
            scope="downloads.read",
            topics=("me", "downloads"),
        )
