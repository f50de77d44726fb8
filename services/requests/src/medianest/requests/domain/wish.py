"""A wish in its own words: what may be asked of it, what can happen to it, what it can be."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Forbidden, Invalid, NotFound

MediaType = Literal["movie", "tv"]
UNDO_WITHIN: Final = timedelta(seconds=10)


class Title(Record):
    """What is wished for. `name` is None until somebody could be asked what it is called."""

    media_type: MediaType
    tmdb_id: int
    name: str | None = None
    year: int | None = None
    poster_path: str | None = None


class Wanted(Record):
    """How much of it: no seasons means the film, or the whole series."""

    seasons: tuple[int, ...] = ()
    is_4k: bool = False


class Ask(Record):
    """`member_id` is whose wish it is, `by` who says it. `is_approved`: their role needs no yes.

    `is_here`: all of it can be watched already.
    """

    request_id: UUID
    member_id: UUID
    by: UUID
    now: datetime
    title: Title
    wanted: Wanted
    note: Sealed | None
    is_approved: bool
    is_here: bool = False


class Approve(Record):
    by: UUID
    now: datetime


class Decline(Record):
    by: UUID
    now: datetime
    reason: Sealed | None


class Cancel(Record):
    by: UUID
    now: datetime


class Undo(Record):
    """Take back what one has just decided."""

    by: UUID
    now: datetime


class Retry(Record):
    by: UUID
    now: datetime


class Edit(Record):
    """What is None stays as it is; `without_note` takes the note away."""

    by: UUID
    now: datetime
    seasons: tuple[int, ...] | None
    note: Sealed | None
    without_note: bool = False


class Follow(Record):
    by: UUID
    now: datetime


class Unfollow(Record):
    by: UUID
    now: datetime


AskedAs = Literal["member", "household"]
"""In whose name the server that fetches was asked: the member's, or the key's account for them."""


class Send(Record):
    """The server that fetches has taken it; `upstream_id` is what it calls it, if it says so.

    `asked_as` is None for what others had asked it for already.
    """

    upstream_id: int | None
    now: datetime
    asked_as: AskedAs | None = None


Seen = Literal["underway", "partly here", "here"]


class Notice(Record):
    """What the server that fetches, or the library, shows of it."""

    seen: Seen
    now: datetime


class GiveUp(Record):
    """It won't come by itself; `reason` says why in plain words."""

    reason: str
    now: datetime


Decision = Approve | Decline | Cancel | Undo | Retry
Course = Send | Notice | GiveUp
WishCommand = Ask | Decision | Edit | Follow | Unfollow | Course


class Asked(Fact, tag="requests.asked"):
    request_id: UUID
    member_id: UUID
    by: UUID
    asked_at: datetime
    title: Title
    wanted: Wanted
    note: Sealed | None
    is_approved: bool


class Approved(Fact, tag="requests.approved"):
    """`by` is None when the asker's role needs nobody's yes."""

    by: UUID | None
    approved_at: datetime


class Declined(Fact, tag="requests.declined"):
    by: UUID
    declined_at: datetime
    reason: Sealed | None


class Cancelled(Fact, tag="requests.cancelled"):
    by: UUID
    cancelled_at: datetime


class Undone(Fact, tag="requests.undone"):
    """It is as it was before it was decided."""

    by: UUID
    undone_at: datetime


class Sent(Fact, tag="requests.sent"):
    """The server that fetches has it."""

    upstream_id: int | None
    sent_at: datetime
    asked_as: AskedAs | None = None


class Arrived(Fact, tag="requests.arrived"):
    """It is in the library; not `whole`: some of it, more is to come."""

    whole: bool
    arrived_at: datetime


class GaveUp(Fact, tag="requests.gave-up"):
    reason: str
    gave_up_at: datetime


class Retried(Fact, tag="requests.retried"):
    """Open again after a no or a cancellation; after giving up, approved again."""

    by: UUID
    retried_at: datetime


class Edited(Fact, tag="requests.edited"):
    by: UUID
    edited_at: datetime
    seasons: tuple[int, ...]
    note: Sealed | None


class Followed(Fact, tag="requests.followed"):
    by: UUID
    followed_at: datetime


class Unfollowed(Fact, tag="requests.unfollowed"):
    by: UUID
    unfollowed_at: datetime


WishFact = (
    Asked
    | Approved
    | Declined
    | Cancelled
    | Sent
    | Arrived
    | GaveUp
    | Undone
    | Retried
    | Edited
    | Followed
    | Unfollowed
)
FACTS = (
    Asked,
    Approved,
    Declined,
    Cancelled,
    Sent,
    Arrived,
    GaveUp,
    Undone,
    Retried,
    Edited,
    Followed,
    Unfollowed,
)


class Nothing(Record):
    """Nobody wished for it."""


class Wish(Record):
    """What stays the same whatever is decided."""

    request_id: UUID
    member_id: UUID
    title: Title
    wanted: Wanted
    note: Sealed | None
    followers: tuple[UUID, ...] = ()


class Pending(Record):
    """It waits for somebody's yes."""

    wish: Wish


class Granted(Record):
    wish: Wish
    by: UUID | None
    at: datetime


class Refused(Record):
    """Somebody said no."""

    wish: Wish
    by: UUID
    at: datetime


class Underway(Record):
    """The server that fetches has it since `at`; of `partly_here` some is in the library.

    `asked_as` is None for what others had asked it for.
    """

    wish: Wish
    upstream_id: int | None
    at: datetime
    partly_here: bool = False
    asked_as: AskedAs | None = None


class Here(Record):
    wish: Wish
    at: datetime


class GivenUp(Record):
    """It did not come, and somebody must say what is to become of it."""

    wish: Wish
    reason: str
    at: datetime
    upstream_id: int | None = None
    asked_as: AskedAs | None = None


class TakenBack(Record):
    """Nobody wants it any more; `before` is what an undo brings back."""

    wish: Wish
    by: UUID
    at: datetime
    before: Pending | Granted | Underway | GivenUp


Known = Pending | Granted | Refused | Underway | Here | GivenUp | TakenBack
WishState = Nothing | Known
Status = Literal[
    "pending",
    "approved",
    "declined",
    "processing",
    "partially_available",
    "available",
    "failed",
    "cancelled",
]


_STATUSES: Final[Mapping[type[Record], Status]] = {
    Pending: "pending",
    Granted: "approved",
    Refused: "declined",
    Underway: "processing",
    Here: "available",
    GivenUp: "failed",
    TakenBack: "cancelled",
}


def status_of(state: Known) -> Status:
    """In the members' words."""
    if isinstance(state, Underway) and state.partly_here:
        return "partially_available"
    return _STATUSES[type(state)]


class NoSuchRequest(NotFound):
    """There is no such request."""


class AlreadyAsked(Conflict):
    """This request exists already."""


class AlreadyDecided(Conflict):
    """This request was already decided."""


class NothingToUndo(Conflict):
    """There is no decision of yours that can still be undone."""


class TooLateToUndo(Conflict):
    """A decision can be undone for ten seconds."""


class NothingToRetry(Conflict):
    """Only a request that was declined, cancelled or given up can be opened again."""


class OnlyWhilePending(Conflict):
    """A request can only be changed until it is decided."""


class FilmsHaveNoSeasons(Invalid):
    """A film has no seasons."""


class YourOwn(Conflict):
    """You are told of your own request anyway."""


class NotForYou(Forbidden):
    """You may not do this with somebody else's request."""


class NoSuchMember(NotFound):
    """There is nobody like that to wish for."""
