"""The rules of a playlist's collection: it is made once, and knows its order from the first."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.requests.domain.library import RatingKey


class Note(Record):
    """A playlist has ended. `downloads` are all of it, in its order."""

    title: str
    downloads: tuple[UUID, ...]
    now: datetime


class Collect(Record):
    """Its collection is there, by this key."""

    rating_key: RatingKey
    now: datetime


PlaylistCommand = Note | Collect


class PlaylistNoted(Fact, tag="requests.playlist-noted"):
    title: str
    downloads: tuple[UUID, ...]
    at: datetime


class PlaylistCollected(Fact, tag="requests.playlist-collected"):
    rating_key: RatingKey
    at: datetime


PlaylistFact = PlaylistNoted | PlaylistCollected
FACTS = (PlaylistNoted, PlaylistCollected)


class Unheard(Record):
    """Nothing is known of it; it may still be on its way."""


class Playlist(Record):
    """`rating_key` is that of its collection, None before there is one."""

    title: str
    downloads: tuple[UUID, ...]
    rating_key: RatingKey | None = None


PlaylistState = Unheard | Playlist


def decide(command: PlaylistCommand, state: PlaylistState) -> Sequence[PlaylistFact]:
    match command:
        case Note(title=title, downloads=downloads, now=now):
            if isinstance(state, Playlist) or not downloads:
                return []
            return [PlaylistNoted(title=title, downloads=downloads, at=now)]
        case Collect(rating_key=rating_key, now=now):
            if isinstance(state, Unheard) or state.rating_key == rating_key:
                return []
            return [PlaylistCollected(rating_key=rating_key, at=now)]


def evolve(state: PlaylistState, fact: PlaylistFact) -> PlaylistState:
    match fact:
        case PlaylistNoted(title=title, downloads=downloads):
            return Playlist(title=title, downloads=downloads)
        case PlaylistCollected(rating_key=rating_key):
            return replace(state, rating_key=rating_key) if isinstance(state, Playlist) else state
