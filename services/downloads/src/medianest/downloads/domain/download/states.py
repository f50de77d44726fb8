"""What a download can be."""

from typing import Literal
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import Record
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.video import Video

Priority = Literal["low", "normal", "high"]


class Missing(Record):
    """Nobody asked for it."""


class Wish(Record):
    """What was asked for, by whom, and what is known of it so far."""

    download_id: UUID
    member_id: UUID
    url: str
    preset: str
    priority: Priority
    video: Video
    needs_approval: bool = False
    collection_id: UUID | None = None
    collection_title: str | None = None
    extras: Extras = Extras()


class AwaitingApproval(Record):
    """Not in line before somebody agrees."""

    wish: Wish


class Refused(Record):
    """Somebody did not agree."""

    wish: Wish


class Waiting(Record):
    """In line, perhaps for a second try."""

    wish: Wish
    attempts: int = 0
    failures: int = 0


class Running(Record):
    """A worker is at it."""

    wish: Wish
    attempts: int
    failures: int
    claim: UUID


class Resting(Record):
    """Paused; what was fetched so far stays."""

    wish: Wish
    attempts: int
    failures: int


class Done(Record):
    """In the library."""

    wish: Wish
    files: tuple[PlacedFile, ...]


class GivenUp(Record):
    """Failed, and not tried again by itself."""

    wish: Wish
    failure: Failure


class TakenBack(Record):
    """Cancelled."""

    wish: Wish


class Gone(Record):
    """Taken off the list."""

    wish: Wish


Known = AwaitingApproval | Refused | Waiting | Running | Resting | Done | GivenUp | TakenBack | Gone
DownloadState = Missing | Known
