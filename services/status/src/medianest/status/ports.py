"""What status needs from outside: a look at one address, and a place for what was seen."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from medianest.contracts.record import Record
from medianest.status.domain import Outcome


class Target(Record):
    """One thing to watch. `address`: `http(s)://…` for a page that answers 2xx, `tcp://host:port`."""

    id: UUID
    name: str
    address: str


class Probe(Protocol):
    async def look(self, target: Target) -> Outcome:
        """Look once, within a deadline; never raises for what the other side does."""
        ...


class Beats(Protocol):
    async def record(self, monitor_id: UUID, at: datetime, outcome: Outcome) -> int:
        """Keep the beat; say how many failed right before it."""
        ...

    async def forget_before(self, at: datetime) -> None: ...
