"""What requests announces: the life of a wish, and what came into the household's library."""

from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events.base import Event


class LibraryItemAdded(Event, tag="medianest.requests.library-item-added"):
    """Something new lies in the library. `origin` says where it came from, e.g. `downloads`.

    `rating_key`: where the household has a media server, it shows it under this key. `member_id`
    asked for it, and `collection_id` is the playlist that it belongs to.
    """

    service: ClassVar[str] = "requests"
    aggregate: ClassVar[str] = "library-item"
    name: ClassVar[str] = "added"
    version: ClassVar[int] = 3

    item_id: UUID
    title: str
    origin: str
    origin_id: UUID
    rating_key: str | None = None
    member_id: UUID | None = None
    collection_id: UUID | None = None

    def subject_id(self) -> UUID:
        return self.item_id

    def audience(self) -> Audience:
        return Audience(permission="library.read", topics=("library",))


class PlaylistAdded(Event, tag="medianest.requests.playlist-added"):
    """What was fetched of a playlist lies in the library, `shown` of its videos.

    `missing` were fetched as well, and the media server does not show them; `failed` were not.
    """

    service: ClassVar[str] = "requests"
    aggregate: ClassVar[str] = "playlist"
    name: ClassVar[str] = "added"

    collection_id: UUID
    member_id: UUID
    title: str
    shown: int
    missing: int
    failed: int

    def subject_id(self) -> UUID:
        return self.collection_id

    def audience(self) -> Audience:
        return Audience(
            members=frozenset({self.member_id}),
            permission="downloads.read_all",
            scope="downloads.read",
            topics=("me", "downloads"),
        )


class _RequestEvent(Event):
    service: ClassVar[str] = "requests"
    aggregate: ClassVar[str] = "request"

    request_id: UUID
    member_id: UUID
    media_type: str
    tmdb_id: int
    title: str | None = None
    followers: tuple[UUID, ...] = ()

    def subject_id(self) -> UUID:
        return self.request_id

    def audience(self) -> Audience:
        return Audience(
            members=frozenset({self.member_id, *self.followers}),
            permission="requests.read_all",
            scope="requests.create",
            topics=("me", "requests", f"requests:{self.request_id}"),
        )


class RequestSubmitted(_RequestEvent, tag="medianest.requests.request-submitted"):
    """Somebody wishes for a film or a series; `needs_decision` unless nobody need say yes to it."""

    name: ClassVar[str] = "submitted"

    needs_decision: bool


class RequestApproved(_RequestEvent, tag="medianest.requests.request-approved"):
    """It may be fetched. `by` is None when nobody's yes was needed."""

    name: ClassVar[str] = "approved"

    by: UUID | None = None


class RequestDeclined(_RequestEvent, tag="medianest.requests.request-declined"):
    """Somebody said no; the reason stands with the request."""

    name: ClassVar[str] = "declined"

    by: UUID


class RequestCancelled(_RequestEvent, tag="medianest.requests.request-cancelled"):
    """Somebody took it back."""

    name: ClassVar[str] = "cancelled"

    by: UUID


class RequestSent(_RequestEvent, tag="medianest.requests.request-sent"):
    """The server that fetches has taken it."""

    name: ClassVar[str] = "sent"


class RequestArrived(_RequestEvent, tag="medianest.requests.request-arrived"):
    """It can be watched; not `whole`: some of it, more is to come."""

    name: ClassVar[str] = "arrived"

    whole: bool


class RequestFailed(_RequestEvent, tag="medianest.requests.request-failed"):
    """It does not come by itself; `reason` says why in plain words."""

    name: ClassVar[str] = "failed"

    reason: str


class RequestReopened(_RequestEvent, tag="medianest.requests.request-reopened"):
    """A decision was undone, or somebody asked again; `status` is what it is now."""

    name: ClassVar[str] = "reopened"

    by: UUID
    status: str


class RequestChanged(_RequestEvent, tag="medianest.requests.request-changed"):
    """Its seasons, its note or its followers are others now."""

    name: ClassVar[str] = "changed"


class _IssueEvent(Event):
    """`member_id` reported it, `by` did this, and `heard` are all who said something to it."""

    service: ClassVar[str] = "requests"
    aggregate: ClassVar[str] = "issue"

    issue_id: UUID
    member_id: UUID
    by: UUID
    kind: str
    media_type: str
    tmdb_id: int
    title: str | None = None
    heard: tuple[UUID, ...] = ()

    def subject_id(self) -> UUID:
        return self.issue_id

    def audience(self) -> Audience:
        # Who once looked after the household may not see others' reports any more.
        return Audience(
            members=frozenset({self.member_id}),
            permission="requests.read_all",
            scope="requests.create",
            topics=("me", "issues", f"issues:{self.issue_id}"),
        )


class IssueOpened(_IssueEvent, tag="medianest.requests.issue-opened"):
    """Somebody found a problem with a film or a series."""

    name: ClassVar[str] = "opened"


class IssueCommented(_IssueEvent, tag="medianest.requests.issue-commented"):
    """Somebody said something to a problem; what, stands with it."""

    name: ClassVar[str] = "commented"


class IssueResolved(_IssueEvent, tag="medianest.requests.issue-resolved"):
    """A problem is solved."""

    name: ClassVar[str] = "resolved"


class IssueReopened(_IssueEvent, tag="medianest.requests.issue-reopened"):
    """A problem is there again."""

    name: ClassVar[str] = "reopened"
