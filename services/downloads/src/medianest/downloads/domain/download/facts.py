"""What has happened to a download. The tags stand for ever."""

from datetime import datetime
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.facts import Fact
from medianest.downloads.domain.download.states import Priority
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.video import Video


class Queued(Fact, tag="downloads.queued"):
    """In line, or with `needs_approval` waiting for a yes."""

    download_id: UUID
    member_id: UUID
    queued_at: datetime
    url: str
    preset: str
    priority: Priority
    video: Video
    needs_approval: bool = False
    collection_id: UUID | None = None
    collection_title: str | None = None
    item_index: int | None = None
    extras: Extras = Extras()


class Approved(Fact, tag="downloads.approved"):
    """In line now."""

    by: UUID
    approved_at: datetime
    member_id: UUID
    priority: Priority


class Declined(Fact, tag="downloads.declined"):
    by: UUID
    declined_at: datetime
    collection_id: UUID | None = None


class Started(Fact, tag="downloads.started"):
    """`attempt` counts from 1 since the last time that somebody asked for it.

    `with_cookies`: what comes of it is the site's answer to this member alone.
    """

    claim: UUID
    attempt: int
    started_at: datetime
    with_cookies: bool = False


class Identified(Fact, tag="downloads.identified"):
    identified_at: datetime
    video: Video


class Completed(Fact, tag="downloads.completed"):
    completed_at: datetime
    files: tuple[PlacedFile, ...]
    collection_id: UUID | None = None


class Failed(Fact, tag="downloads.failed"):
    """`retry_at` is when it is tried again by itself; without one, it has failed for good."""

    failed_at: datetime
    attempt: int
    failure: Failure
    retry_at: datetime | None
    collection_id: UUID | None = None


class StoodBack(Fact, tag="downloads.stood-back"):
    """In line again, because another download fetches the same video."""

    stood_back_at: datetime


class Paused(Fact, tag="downloads.paused"):
    by: UUID
    paused_at: datetime


class Resumed(Fact, tag="downloads.resumed"):
    """In line again, to go on from the bytes that are there."""

    by: UUID
    resumed_at: datetime
    member_id: UUID
    priority: Priority


class Prioritized(Fact, tag="downloads.prioritized"):
    by: UUID
    prioritized_at: datetime
    priority: Priority


class Moved(Fact, tag="downloads.moved"):
    """Elsewhere in its member's own line; places begin as seconds since 1970."""

    by: UUID
    moved_at: datetime
    place: float


class Cancelled(Fact, tag="downloads.cancelled"):
    by: UUID
    cancelled_at: datetime
    collection_id: UUID | None = None


class Retried(Fact, tag="downloads.retried"):
    """In line again, for the same member."""

    by: UUID
    retried_at: datetime
    member_id: UUID
    priority: Priority


class Removed(Fact, tag="downloads.removed"):
    """Off the list; `files` shall go off the shelf too, unless another download shares them."""

    by: UUID
    removed_at: datetime
    files: tuple[PlacedFile, ...]


Worked = Started | Identified | Completed | Failed | StoodBack
Judged = Approved | Declined
Ordered = Prioritized | Moved
Steered = Judged | Paused | Resumed | Ordered | Cancelled | Retried | Removed
LaterFact = Worked | Steered
DownloadFact = Queued | LaterFact
FACTS = (
    Queued,
    Approved,
    Declined,
    Started,
    Identified,
    Completed,
    Failed,
    StoodBack,
    Paused,
    Resumed,
    Prioritized,
    Moved,
    Cancelled,
    Retried,
    Removed,
)
