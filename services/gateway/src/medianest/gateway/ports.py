"""What the gateway needs from outside: services to ask, somebody who counts, who is who."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Final, Protocol, Self
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing and bring no body."""


class UpstreamFailed(Exception):
    """A service gave no answer. The text is for logs only."""


class UpstreamSlow(UpstreamFailed):
    """The service took longer than it may."""


class BodyBrokeOff(UpstreamFailed):
    """Whoever sent the body that was passed on did not send all of it; the service is innocent."""


class PartFailed(Exception):
    """A service gave no part to a page that is put together of several. The text is for logs."""


class Heard(Protocol):
    """One announced event, with its place in the log of its service."""

    @property
    def event(self) -> Event:
        """What was said."""
        ...

    @property
    def source(self) -> ServiceName:
        """Who said it."""
        ...

    @property
    def position(self) -> int:
        """Where it stands in that log."""
        ...

    @property
    def version(self) -> int:
        """Where it stands in its stream."""
        ...

    @property
    def at(self) -> datetime:
        """When it was noted."""
        ...


class Outgoing(Record):
    """One request to a service. `body`: nothing, all of it, or its pieces as they come.

    `body_bytes`: how many the pieces are in all, if who sends them said so.
    """

    method: str
    target: str
    headers: Sequence[tuple[str, str]]
    body: bytes | AsyncIterator[bytes] | None = None
    body_bytes: int | None = None
    head_within_s: float = 30.0
    idle_within_s: float = 60.0


class Answer(Protocol):
    """The answer of a service; its body is still to come."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def headers(self) -> Sequence[tuple[bytes, bytes]]:
        """Its headers, in their order, names in lower case."""
        ...

    async def next_piece(self) -> bytes | None:
        """The next piece of the body; None after the last. Raises `UpstreamFailed`."""
        ...

    def __enter__(self) -> Self:
        """As long as anybody wants more of it."""
        ...

    def __exit__(self, *_: object) -> None:
        """Nothing more of it is wanted."""
        ...


class Announcements(Protocol):
    """What the services announced of late, as this process heard it: in order, without a hole."""

    @property
    def warm(self) -> bool:
        """Whether every stream is known."""
        ...

    @property
    def hears(self) -> bool:
        """Whether what is announced now is heard."""
        ...

    def since(self, source: ServiceName, position: int, at_most: int) -> Sequence[Heard] | None:
        """What came next after `position`; None when that is not known any more, or not yet."""
        ...

    def until(self, source: ServiceName, moment: datetime) -> int:
        """The last position that was announced by then, as far back as is known."""
        ...

    def position(self, source: ServiceName) -> int:
        """The last position heard of a source."""
        ...

    def epoch(self, source: ServiceName) -> UUID | None:
        """The epoch of its log that this is about; None before anything was heard."""
        ...


class Upstream(Protocol):
    """One service."""

    async def ask(self, outgoing: Outgoing) -> Answer:
        """Send a request. Raises `UpstreamFailed` when there is no answer."""
        ...


class Asks(Protocol):
    """One service, behind its breaker. Entering raises an `Unavailable` when it is away."""

    def ask(
        self, outgoing: Outgoing, *, may_repeat: bool = False
    ) -> AbstractAsyncContextManager[Answer]:
        """Send a request; `may_repeat`: one more try if nobody answered."""
        ...


class Limit(Record):
    """So many in a period, and `burst` of them at once. `name` is its place in the counter.

    `lease_max`: so many may be counted ahead, so that most requests need not ask the counter.
    """

    name: str
    count: int
    period_s: float
    burst: int
    lease_max: int = 1

    @property
    def interval_s(self) -> float:
        """The time that one of them takes."""
        return self.period_s / self.count


class LimitsSet(Record):
    """The limits by their name; by role and name; by role (or None for all) and path."""

    named: Mapping[str, Limit]
    by_role: Mapping[tuple[str, str], Limit]
    by_path: Mapping[tuple[str | None, tuple[str, ...]], Limit]


class Spent(Record):
    """One limit, counted for `whom`, `count` times at once."""

    limit: Limit
    whom: str
    count: int = 1


class Verdict(Record):
    """Whether it is within all limits; `remaining` and `reset_s` are of the tightest one."""

    is_allowed: bool
    limit: int
    remaining: int
    retry_after_s: float
    reset_s: float


class Limiter(Protocol):
    """Counts across all replicas, as long as it can."""

    async def spend(self, spent: Sequence[Spent]) -> Verdict:
        """Count one request against each limit; against none of them when one refuses."""
        ...

    async def is_first(self, key: str, within_s: int) -> bool:
        """Whether this key was not seen yet, and now is: for things that count once."""
        ...


class Visitor(Record):
    """Whose cookie or API key it is, and what may be done with it at this moment.

    `session_id` is the key's own id if it came `by_key`.
    """

    session_id: UUID
    member_id: UUID
    role: str
    permissions: frozenset[str]
    epoch: int
    by_key: bool = False


class Effect(Record):
    """An event of identity that came with its answer, before the bus could bring it."""

    event: Event
    version: int


class SessionsAway(Exception):
    """Nobody can say who is signed in just now."""


class Sessions(Protocol):
    """Who is signed in. Raises `SessionsAway`."""

    def is_unheard_of(self, shown_sha256: str, *, by_key: bool) -> bool:
        """Whether this cookie or key was neither good of late nor found to be none: a guess?"""
        ...

    async def find(self, cookie_sha256: str) -> Visitor | None:
        """Whose session this is, at most two seconds old; None when it is over."""
        ...

    async def find_key(self, key_sha256: str) -> Visitor | None:
        """Whose API key this is, at most two seconds old; None when it is over."""
        ...

    async def still_good(self, session_ids: Sequence[UUID]) -> dict[UUID, Visitor]:
        """Those of them that are not over, as they are now."""
        ...

    async def uses(self, member_id: UUID) -> Mapping[UUID, datetime]:
        """When each session and key of this member was last used, true to some minutes.

        Of those that were used of late; none when nobody can say just now.
        """
        ...

    async def seen(self) -> Mapping[UUID, datetime]:
        """When each member was last seen, true to some minutes; of the latest few hundred.

        None when nobody can say just now.
        """
        ...

    async def apply(self, effects: Sequence[Effect]) -> bool:
        """Take over what identity says, if it is newer; False when it could not be stored."""
        ...
