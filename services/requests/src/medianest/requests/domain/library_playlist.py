"""The rules of a playlist in the library: it is told of once, and collected once, in its order."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.requests.domain.library import RatingKey


class Note(Record):
    """A playlist of `member_id` has ended. `downloads` are all of it, in its order.

    `completed` of them were fetched, and `failed` were not.
    """

    title: str
    downloads: tuple[UUID, ...]
    now: datetime
    member_id: UUID | None = None
    completed: int = 0
    failed: int = 0


class Arrive(Record):
    """`shown` of it can be watched by now; `at_last`: the others are not waited for any more."""

    collection_id: UUID
    shown: int
    at_last: bool
    now: datetime


class Collect(Record):
    """Its collection is there, by this key."""

    rating_key: RatingKey
    now: datetime


PlaylistCommand = Note | Arrive | Collect


class PlaylistNoted(Fact, tag="requests.playlist-noted"):
    title: str
    downloads: tuple[UUID, ...]
    at: datetime
    member_id: UUID | None = None
    completed: int = 0
    failed: int = 0


class PlaylistArrived(Fact, tag="requests.playlist-arrived"):
    collection_id: UUID
    shown: int
    at: datetime


class PlaylistCollected(Fact, tag="requests.playlist-collected"):
    rating_key: RatingKey
    at: datetime


PlaylistFact = PlaylistNoted | PlaylistArrived | PlaylistCollected
FACTS = (PlaylistNoted, PlaylistArrived, PlaylistCollected)


class Unheard(Record):
    """Nothing is known of it; it may still be on its way."""


class Playlist(Record):
    """`rating_key` is that of its collection, None before there is one.

    `has_arrived`: what was fetched of it can be watched, and who asked for it is told.
    """

    title: str
    downloads: tuple[UUID, ...]
    member_id: UUID | None = None
    completed: int = 0
    failed: int = 0
    has_arrived: bool = False
    rating_key: RatingKey | None = None


PlaylistState = Unheard | Playlist


def decide(command: PlaylistCommand, state: PlaylistState) -> Sequence[PlaylistFact]:
    if isinstance(command, Note):
        is_new = isinstance(state, Unheard) and command.downloads
        return [_noted(command)] if is_new else []
    if isinstance(state, Unheard):
        return []
    match command:
        case Arrive(shown=shown, at_last=at_last):
            enough = shown >= state.completed or at_last
            return [_arrived(command)] if shown and enough and not state.has_arrived else []
        case Collect(rating_key=rating_key, now=now):
            known = state.rating_key == rating_key
            return [] if known else [PlaylistCollected(rating_key=rating_key, at=now)]


def evolve(state: PlaylistState, fact: PlaylistFact) -> PlaylistState:
    if isinstance(fact, PlaylistNoted):
        return Playlist(
            title=fact.title,
            downloads=fact.downloads,
            member_id=fact.member_id,
            completed=fact.completed,
            failed=fact.failed,
        )
    if isinstance(state, Unheard):
        return state
    match fact:
        case PlaylistArrived():
            return replace(state, has_arrived=True)
        case PlaylistCollected(rating_key=rating_key):
            return replace(state, rating_key=rating_key)


def _noted(command: Note) -> PlaylistNoted:
    return PlaylistNoted(
        title=command.title,
        downloads=command.downloads,
        at=command.now,
        member_id=command.member_id,
        completed=command.completed,
        failed=command.failed,
    )


def _arrived(command: Arrive) -> PlaylistArrived:
    return PlaylistArrived(collection_id=command.collection_id, shown=command.shown, at=command.now)
