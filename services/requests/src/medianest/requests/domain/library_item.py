"""What lies in the household's library, and how it came there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound

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


LibraryItemCommand = Add


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


LibraryItemFact = ItemAdded


class Missing(Record):
    """It is not in the library."""


class InLibrary(Record):
    item_id: UUID
    title: str
    origin: str
    origin_id: UUID


LibraryItemState = Missing | InLibrary


class NoSuchItem(NotFound):
    """There is no such item in the library."""


def item_id_of(origin_id: UUID, path: str) -> UUID:
    """The same file of the same origin is the same item, however often we hear of it."""
    return uuid5(origin_id, path)


def decide(command: LibraryItemCommand, state: LibraryItemState) -> Sequence[LibraryItemFact]:
    match state:
        case Missing():
            return [
                ItemAdded(
                    item_id=command.item_id,
                    title=command.title,
                    origin=command.origin,
                    origin_id=command.origin_id,
                    path=command.path,
                    size_bytes=command.size_bytes,
                    duration_s=command.duration_s,
                    added_by=command.added_by,
                    added_at=command.now,
                )
            ]
        case InLibrary():
            return []


def evolve(state: LibraryItemState, fact: LibraryItemFact) -> LibraryItemState:
    match fact:
        case ItemAdded(item_id=item_id, title=title, origin=origin, origin_id=origin_id):
            return InLibrary(item_id=item_id, title=title, origin=origin, origin_id=origin_id)
