"""What the log holds: facts with the words they were stored under, and who caused them."""

from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record

__all__ = ["Fact", "Meta", "Once", "Sealed", "Stored"]

F = TypeVar("F")


class Stored(Record, Generic[F]):
    """A fact as it stands in the log. `position` is dense, in commit order, per service."""

    position: int
    stream: str
    id: UUID
    version: int
    fact_id: UUID
    type: str
    fact: F
    meta: Meta
    said: Event | None
    recorded_at: datetime
