"""`Event`: what one service announces to the others; `audience.py` says who may see it live."""

from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.record import Record


class Event(Record, tag_field="type"):
    """An announced fact. Its tag and the meaning of its fields stand for ever; it only grows.

    A field added later has a default. A growing set of values is an open `str`, never a Literal.
    Ids only: no personal data, no secret ever stands in an event.
    """

    service: ClassVar[str]
    aggregate: ClassVar[str]
    name: ClassVar[str]
    version: ClassVar[int] = 1

    def subject_id(self) -> UUID:
        """The aggregate that this is about; the last token of the NATS subject."""
        raise NotImplementedError

    def audience(self) -> Audience:
        """Who may see this on the live connection. The default is nobody."""
        return Audience()
