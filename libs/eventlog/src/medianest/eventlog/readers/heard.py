"""`Heard`: an announced event of another service, as readers get it."""

from datetime import datetime
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName

__all__ = ["Envelope", "Heard"]


class Heard(Record):
    """What `source` announced. `id` is the fact's, `position` and `version` are its log's."""

    event: Event
    id: UUID
    source: ServiceName
    position: int
    version: int
    at: datetime
    meta: Meta


class Envelope(Record):
    """A message of a stream: where it stands, and what it says if this version knows the type."""

    source: ServiceName
    type: str
    position: int
    previous: int
    epoch: UUID
    epoch_from: int
    sequence: int
    heard: Heard | None
