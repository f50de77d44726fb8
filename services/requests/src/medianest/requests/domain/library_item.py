"""What lies in the household's library, and how it came there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record

FROM_DOWNLOADS: Final = "downloads"


class Add(Record):
    """`path` is relative to the library's root; `origin_id` is what brought it, e.g. a download."""

    item_id: UUID
    title: str
    origin: str
    origin_id: UUID
    path: str
    size_bytes: int
    duration_s: float | None
    added_by: UUID | None
    now: datetime
    rating_key: str | None = None
    collection_id: UUID | None = None


class GiveUp(Record):
    """The media server does not find it, and will not be asked any more by itself."""

    item_id: UUID
    title: str
    origin: str
    origin_id: UUID
    path: str
    reason: str
    now: datetime


LibraryItemCommand = Add | GiveUp


class ItemAdded(Fact, tag="requests.library-item-added"):
    item_id: UUID
    title: str
    origin: str
    origin_id: UUID
    path: str
    size_bytes: int
    duration_s: float | None
    added_by: UUID | None
    added_at: datetime
    rating_key: str | None = None
    """By which the media server knows it; None where there is no such server."""
    collection_id: UUID | None = None


class ItemGivenUp(Fact, tag="requests.library-item-given-up"):
    item_id: UUID
    title: str
    origin: str
    origin_id: UUID
    path: str
    reason: str
    given_up_at: datetime


LibraryItemFact = ItemAdded | ItemGivenUp
FACTS: Final = (ItemAdded, ItemGivenUp)


class Missing(Record):
    """It is not in the library."""


class InLibrary(Record):
    item_id: UUID
    title: str
    origin: str
    origin_id: UUID


class GivenUpOn(Record):
    """Its file is placed, and the media server does not find it. It may still be added."""


LibraryItemState = Missing | GivenUpOn | InLibrary


def item_id_of(origin_id: UUID, path: str) -> UUID:
    """The same file of the same origin is the same item, however often we hear of it."""
    return uuid5(origin_id, path)


def decide(command: LibraryItemCommand, state: LibraryItemState) -> Sequence[LibraryItemFact]:
    match command, state:
        case _, InLibrary():
            return []
        case Add(), (Missing() | GivenUpOn()):
            return [_added(command)]
        case GiveUp(), GivenUpOn():
            return []
        case GiveUp(), Missing():
            return [_given_up(command)]


def evolve(state: LibraryItemState, fact: LibraryItemFact) -> LibraryItemState:
    match fact:
        case ItemAdded(item_id=item_id, title=title, origin=origin, origin_id=origin_id):
            return InLibrary(item_id=item_id, title=title, origin=origin, origin_id=origin_id)
        case ItemGivenUp():
            return GivenUpOn()


def _added(command: Add) -> ItemAdded:
    return ItemAdded(
        item_id=command.item_id,
        title=command.title,
        origin=command.origin,
        origin_id=command.origin_id,
        path=command.path,
        size_bytes=command.size_bytes,
        duration_s=command.duration_s,
        added_by=command.added_by,
        added_at=command.now,
        rating_key=command.rating_key,
        collection_id=command.collection_id,
    )


def _given_up(command: GiveUp) -> ItemGivenUp:
    return ItemGivenUp(
        item_id=command.item_id,
        title=command.title,
        origin=command.origin,
        origin_id=command.origin_id,
        path=command.path,
        reason=command.reason,
        given_up_at=command.now,
    )
