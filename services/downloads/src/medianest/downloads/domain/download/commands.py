"""What may be wished or said of a download."""

from datetime import datetime
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import Record
from medianest.downloads.domain.download.states import Priority
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.video import Video


class Submit(Record):
    """`needs_approval`: somebody who manages downloads has to agree first."""

    download_id: UUID
    member_id: UUID
    now: datetime
    url: str
    preset: str
    priority: Priority
    video: Video
    needs_approval: bool = False
    collection_id: UUID | None = None
    collection_title: str | None = None
    item_index: int | None = None
    extras: Extras = Extras()


class Approve(Record):
    by: UUID
    now: datetime


class Decline(Record):
    by: UUID
    now: datetime


class Start(Record):
    claim: UUID
    now: datetime
    with_cookies: bool = False


class Identify(Record):
    """The site was asked, and says what this is."""

    claim: UUID
    now: datetime
    video: Video


class Complete(Record):
    claim: UUID
    now: datetime
    files: tuple[PlacedFile, ...]


class Fail(Record):
    """`base_s`: the operator's unit of patience; see `failures.next_try`."""

    claim: UUID
    now: datetime
    failure: Failure
    base_s: float


class StandBack(Record):
    """Somebody else's download fetches the same video: wait for that one."""

    claim: UUID
    now: datetime


class Pause(Record):
    """Stop for now; the bytes that are there stay."""

    by: UUID
    now: datetime


class Resume(Record):
    by: UUID
    now: datetime


class Prioritize(Record):
    by: UUID
    now: datetime
    priority: Priority


class Move(Record):
    """To this place in one's own line; lower comes first."""

    by: UUID
    now: datetime
    place: float


class Cancel(Record):
    by: UUID
    now: datetime


class Retry(Record):
    by: UUID
    now: datetime


class Remove(Record):
    """Take it off the list; `with_files` also off the shelf."""

    by: UUID
    now: datetime
    with_files: bool


Report = Identify | Complete | Fail | StandBack
Steering = Approve | Decline | Pause | Resume | Prioritize | Move | Cancel | Retry | Remove
DownloadCommand = Submit | Start | Report | Steering
