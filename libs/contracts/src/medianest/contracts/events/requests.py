"""What requests announces: what came into the household's library."""

from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events.base import Event


class LibraryItemAdded(Event, tag="medianest.requests.library-item-added"):
    """Something new lies in the library. `origin` says where it came from, e.g. `downloads`."""

    service: ClassVar[str] = "requests"
    aggregate: ClassVar[str] = "library-item"
    name: ClassVar[str] = "added"

    item_id: UUID
    title: str
    origin: str
    origin_id: UUID

    def subject_id(self) -> UUID:
        return self.item_id

    def audience(self) -> Audience:
        return Audience(permission="library.read", topics=("library",))
