"""What status needs from outside: looks, watchers, and a place for what was seen."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid, Unavailable
from medianest.eventlog.turn import Transaction
from medianest.status.domain.health import Source
from medianest.status.domain.incident import Struck
from medianest.status.domain.looks import Habit, Outcome
from medianest.status.domain.probes import AnyProbe


class KumaDoesNotAnswer(Unavailable):
    """Uptime Kuma does not answer there."""


class WrongKumaPassword(Invalid):
    """Uptime Kuma does not know this user with this password."""


class KumaWantsACode(Invalid):
    """Uptime Kuma asks for a one-time code as well."""


class Target(Record):
    """One thing that we look at ourselves, every `every_s`."""

    id: UUID
    name: str
    probe: AnyProbe
    every_s: float
    limit_ms: float | None = None


class Targets(Protocol):
    async def all(self) -> Sequence[Target]:
        """Everything that we look at."""
        ...

    async def target(self, monitor_id: UUID) -> Target | None:
        """None where we do not look any more."""
        ...


class Looking(Protocol):
    async def look(self, probe: AnyProbe) -> Outcome:
        """Look once, within a deadline; never raises for what the other side does."""
        ...


class Before(Record):
    """How many looks right before one failed, and how many were flawed, without a good one."""

    failures: int
    flaws: int


class Beats(Protocol):
    async def record(
        self, monitor_id: UUID, at: datetime, outcome: Outcome, flaw: str | None
    ) -> Before:
        """Keep the beat; say what came right before it."""
        ...

    async def habit(self, monitor_id: UUID, at: datetime) -> Habit | None:
        """How long it usually takes; None where nobody knows yet."""
        ...

    async def keep(self, monitor_id: UUID, at: datetime, outcome: Outcome | None) -> bool:
        """Keep another system's beat, once; say whether none is newer. None is not counted."""
        ...

    async def of_source(self, source: Source) -> frozenset[UUID]:
        """The monitors that this source watches."""
        ...

    async def tidy(self) -> None:
        """Make room for the beats ahead, and forget what is too old."""
        ...


class Stricken(Record):
    """A monitor that is down, what it is because of, and the open incident it belongs to."""

    cause: Struck
    cause_since: datetime
    monitor: Struck
    incident_id: UUID | None


class Outages(Protocol):
    """What is known of the monitors together: who depends on whom, and who is down."""

    async def struck(self, connection: Transaction, monitor_id: UUID) -> Stricken | None:
        """Why this one is down, as it looks now; None if it is not any more."""
        ...

    async def incident_of(self, monitor_id: UUID) -> UUID | None:
        """The open incident in which this one is down."""
        ...

    async def awaited_by(self, monitor_id: UUID) -> list[UUID]:
        """Who asked to be told when this one is back, while it was away."""
        ...

    async def dependencies(self) -> dict[UUID, tuple[UUID, ...]]:
        """What each monitor depends on."""
        ...


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


class KumaAddress(Record):
    """`internal`: on the own network, by an admin's word; else it must lie outside.

    `page` is the slug of a public status page, to be read while its socket is shut; it may be "".
    """

    url: str
    internal: bool
    page: str = ""


class SignIn(Record):
    """With these a token is asked for; none of them is kept."""

    username: str
    password: str
    code: str


class TriedStep(Record):
    """One step of a trial, and why it failed, in plain words."""

    name: str
    ok: bool
    why: str | None = None


class Kumas(Protocol):
    """Uptime Kumas, wherever they are."""

    async def token(self, at: KumaAddress, sign_in: SignIn) -> str:
        """A token that lasts until the password changes.

        Raises `KumaDoesNotAnswer`, `WrongKumaPassword`, `KumaWantsACode`, `AddressRefused`.
        """
        ...

    async def steps(self, at: KumaAddress, token: str) -> Sequence[TriedStep]:
        """Reach it, sign in: every step up to the first that failed."""
        ...

    def watcher(self, at: KumaAddress, token: str) -> Watcher:
        """What it sees from now on."""
        ...
