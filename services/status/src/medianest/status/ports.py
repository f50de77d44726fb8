"""What status needs from outside: looks, watchers, and a place for what was seen."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Literal, Protocol
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


class Watched(Record):
    """A monitor that another system watches. `key` is that system's; nothing secret comes along."""

    key: str
    name: str
    active: bool
    in_maintenance: bool


class Sighted(Record):
    """One beat of another system; it may come twice, and late: `key` and `at` make it one."""

    key: str
    at: datetime
    state: Literal["up", "down", "pending", "maintenance"]
    response_ms: float | None = None


class AllListed(Record):
    """Everything it watches; what is missing here is gone."""

    monitors: tuple[Watched, ...]


class Changed(Record):
    """A monitor is new, or has another name, or rests, or is looked at again."""

    monitor: Watched


class Gone(Record):
    """A monitor is no more."""

    key: str


class CameBack(Record):
    """We are signed in, and what we missed follows."""


class WentAway(Record):
    """It has been silent for longer than a moment: nobody knows how its monitors are."""


class SignInRefused(Record):
    """It no longer takes our token; an admin must connect it anew."""


Sighting = Sighted | AllListed | Changed | Gone | CameBack | WentAway | SignInRefused


class Watcher(Protocol):
    """Another system that watches for us."""

    def follow(self) -> AsyncIterator[Sighting]:
        """What it sees, until the sign-in is refused; a lost connection is taken up again."""
        ...
