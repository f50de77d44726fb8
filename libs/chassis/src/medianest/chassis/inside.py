"""What every service tells of its own log, at `/internal`: to operators, and to each of themselves.

These routes are in no document: only the gateway asks, and puts all answers together.
"""

from datetime import UTC, datetime
from typing import Annotated, Final, Protocol, runtime_checkable
from uuid import UUID

import structlog
from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.status_codes import HTTP_204_NO_CONTENT

from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.explorer import (
    DeadLetters,
    History,
    Holdings,
    Proof,
    Story,
    SystemPart,
    Wanted,
)

PREFIX: Final = "/internal"
EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_log: Final = structlog.get_logger("medianest.inside")
Words = Annotated[str | None, QueryParameter(max_length=200)]
AtMost = Annotated[int, QueryParameter(ge=1, le=500)]
"""More than a page: whoever puts pages together asks for one more than is shown."""


class Book(Protocol):
    """One service's log, to be looked at; what it shows was chosen by the service."""

    async def facts(self, wanted: Wanted) -> Story:
        """The facts that fit, newest first."""
        ...

    async def fact(self, fact_id: UUID) -> Story:
        """The fact of this id, or nothing."""
        ...

    async def story(self, correlation: UUID, *, since: datetime) -> Story:
        """What belongs to one story, oldest first; of a long one rather what came `since`."""
        ...

    async def history(self, stream: str, *, after: int, limit: int) -> History:
        """What happened to one thing from version `after` on. Raises a `NotFound`."""
        ...

    async def held_of(self, person: UUID, *, after: int, limit: int) -> Holdings:
        """What they did, and what was said of them, oldest first."""
        ...

    async def dead_letters(self) -> DeadLetters:
        """Work that failed for good."""
        ...

    async def redrive(self, job_id: UUID) -> None:
        """Give dead work all its attempts again. Raises a `NotFound`."""
        ...

    async def system(self) -> SystemPart:
        """How the log is."""
        ...

    async def proof(self) -> Proof:
        """Whether it is as it was written."""
        ...


@runtime_checkable
class Explored(Protocol):
    """An event log that can be looked at."""

    @property
    def explorer(self) -> Book:
        """The log as operators read it."""
        ...


def inside(book: Book) -> Router:
    """The routes."""

    @get("/admin/events", opt=needs("events.read"))
    async def facts(  # noqa: PLR0917  they come by name
        stream: Words = None,
        type: Words = None,  # noqa: A002  the word on the wire
        actor: UUID | None = None,
        after: datetime | None = None,
        before: int | None = None,
        limit: AtMost = 50,
    ) -> Story:
        return await book.facts(
            Wanted(stream=stream, type=type, actor=actor, after=after, before=before, limit=limit)
        )

    @get("/admin/events/{fact_id:uuid}", opt=needs("events.read"))
    async def fact(fact_id: FromPath[UUID]) -> Story:
        return await book.fact(fact_id)

    @get("/admin/stories/{correlation:uuid}", opt=needs("events.read"))
    async def story(correlation: FromPath[UUID], since: datetime = EVER) -> Story:
        return await book.story(correlation, since=since)

    @get("/admin/streams/{stream:str}", opt=needs("events.read"))
    async def history(stream: FromPath[str], after: int = 0, limit: AtMost = 50) -> History:
        return await book.history(stream, after=after, limit=limit)

    @get("/admin/dead-letters", opt=needs("events.read"))
    async def dead_letters() -> DeadLetters:
        return await book.dead_letters()

    @post(
        "/admin/dead-letters/{job_id:uuid}/redrive",
        opt=needs("settings.manage"),
        status_code=HTTP_204_NO_CONTENT,
    )
    async def redrive(job_id: FromPath[UUID], person: NamedDependency[Person]) -> None:
        await book.redrive(job_id)
        _log.info("dead-letter.redriven", job_id=str(job_id), member_id=str(person.id))

    @get("/admin/system", opt=needs("system.read"))
    async def system() -> SystemPart:
        return await book.system()

    @get("/admin/proof", opt=needs("events.read"))
    async def proof() -> Proof:
        return await book.proof()

    @get("/person/holdings", opt=needs("me.manage"))
    async def holdings(
        person: NamedDependency[Person], after: int = 0, limit: AtMost = 500
    ) -> Holdings:
        return await book.held_of(person.id, after=after, limit=limit)

    return Router(
        PREFIX,
        route_handlers=[
            facts,
            fact,
            story,
            history,
            dead_letters,
            redrive,
            system,
            proof,
            holdings,
        ],
        include_in_schema=False,
    )
