"""Which facts of requests are announced, and in which words."""

from typing import TypedDict
from uuid import UUID

from medianest.contracts.events import Event, requests
from medianest.contracts.events.requests import LibraryItemAdded, PlaylistAdded
from medianest.requests.domain.issue import (
    Commented,
    IssueFact,
    IssueState,
    NoIssue,
    Reopened,
    Reported,
    Resolved,
)
from medianest.requests.domain.library_item import (
    ItemAdded,
    ItemGivenUp,
    LibraryItemFact,
    LibraryItemState,
)
from medianest.requests.domain.library_playlist import (
    PlaylistArrived,
    PlaylistCollected,
    PlaylistFact,
    PlaylistNoted,
    PlaylistState,
    Unheard,
)
from medianest.requests.domain.wish import (
    Approved,
    Arrived,
    Asked,
    Cancelled,
    Declined,
    Edited,
    Followed,
    GaveUp,
    Known,
    Nothing,
    Retried,
    Sent,
    Undone,
    Unfollowed,
    WishFact,
    WishState,
    status_of,
)


def of_library_item(state: LibraryItemState, fact: LibraryItemFact) -> Event | None:
    """What others hear of the library; where the file lies stays with us."""
    match fact:
        case ItemAdded():
            return LibraryItemAdded(
                item_id=fact.item_id,
                title=fact.title,
                origin=fact.origin,
                origin_id=fact.origin_id,
                rating_key=fact.rating_key,
                member_id=fact.added_by,
                collection_id=fact.collection_id,
            )
        case ItemGivenUp():
            return None  # it is for admins, among the dead jobs


def of_playlist(state: PlaylistState, fact: PlaylistFact) -> Event | None:
    """Once, when what was fetched of it can be watched; nothing of one that nobody asked for."""
    if isinstance(state, Unheard) or state.member_id is None:
        return None
    match fact:
        case PlaylistArrived(collection_id=collection_id, shown=shown):
            return PlaylistAdded(
                collection_id=collection_id,
                member_id=state.member_id,
                title=state.title,
                shown=shown,
                missing=max(state.completed - shown, 0),
                failed=state.failed,
            )
        case PlaylistNoted() | PlaylistCollected():
            return None


def of_issue(state: IssueState, fact: IssueFact) -> Event | None:
    """What others hear of a problem; what people say to it is never said."""
    if isinstance(state, NoIssue):
        return None
    issue = state.issue
    about = _AboutIssue(
        issue_id=issue.issue_id,
        member_id=issue.member_id,
        by=fact.by,
        kind=issue.kind,
        media_type=issue.title.media_type,
        tmdb_id=issue.title.tmdb_id,
        title=issue.title.name,
        heard=issue.heard,
    )
    match fact:
        case Reported():
            return requests.IssueOpened(**about)
        case Commented():
            return requests.IssueCommented(**about)
        case Resolved():
            return requests.IssueResolved(**about)
        case Reopened():
            return requests.IssueReopened(**about)


def of_wish(state: WishState, fact: WishFact) -> Event | None:
    """What others hear of a wish; notes and reasons are never said."""
    return None if isinstance(state, Nothing) else _of_known(state, fact)


def _of_known(state: Known, fact: WishFact) -> Event:
    wish = state.wish
    about = _About(
        request_id=wish.request_id,
        member_id=wish.member_id,
        media_type=wish.title.media_type,
        tmdb_id=wish.title.tmdb_id,
        title=wish.title.name,
        followers=wish.followers,
    )
    match fact:
        case Asked(is_approved=is_approved):
            return requests.RequestSubmitted(needs_decision=not is_approved, **about)
        case Approved() | Declined() | Cancelled():
            return _of_decision(fact, about)
        case Sent() | Arrived() | GaveUp():
            return _of_course(fact, about)
        case Undone(by=by) | Retried(by=by):
            return requests.RequestReopened(by=by, status=status_of(state), **about)
        case Edited() | Followed() | Unfollowed():
            return requests.RequestChanged(**about)


def _of_decision(fact: Approved | Declined | Cancelled, about: "_About") -> Event:
    match fact:
        case Approved(by=by):
            return requests.RequestApproved(by=by, **about)
        case Declined(by=by):
            return requests.RequestDeclined(by=by, **about)
        case Cancelled(by=by):
            return requests.RequestCancelled(by=by, **about)


def _of_course(fact: Sent | Arrived | GaveUp, about: "_About") -> Event:
    match fact:
        case Sent():
            return requests.RequestSent(**about)
        case Arrived(whole=whole):
            return requests.RequestArrived(whole=whole, **about)
        case GaveUp(reason=reason):
            return requests.RequestFailed(reason=reason, **about)


class _About(TypedDict):
    request_id: UUID
    member_id: UUID
    media_type: str
    tmdb_id: int
    title: str | None
    followers: tuple[UUID, ...]


class _AboutIssue(TypedDict):
    issue_id: UUID
    member_id: UUID
    by: UUID
    kind: str
    media_type: str
    tmdb_id: int
    title: str | None
    heard: tuple[UUID, ...]
