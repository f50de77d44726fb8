"""The door of time: wishes are sent and looked after, and what was fetched enters the library."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NoReturn
from uuid import UUID

import msgspec

from medianest.contracts.events.status import Dependency
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.bus.live import LiveValues
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.work import Again, Backoff, Claimed, Dead, Lost, Retry, Work
from medianest.requests.handlers.fulfilling import (
    FULFIL,
    LOOK_AFTER,
    LOOK_NOW,
    WITHDRAW,
    Fulfilling,
    WishJob,
)
from medianest.requests.handlers.library_collecting import (
    COLLECT,
    Collecting,
    CollectJob,
    LostTheJob,
    NotAllThere,
)
from medianest.requests.handlers.library_looking import (
    LOOK_AT_LIBRARY,
    LOOK_AT_NEW,
    Looking,
    LookJob,
)
from medianest.requests.handlers.library_placing import PLACE, NotThereYet, PlaceJob, Placing
from medianest.requests.ports import LibraryAway, NoLibrary, ServerAway, TitleUnknown
from medianest.requests.queries.progress import Progress
from medianest.requests.queries.troubles import Troubles
from medianest.requests.queries.wishes import WishPages

_AWAY_S: Final = 2.0
_UNKNOWN: Final = "Nobody knows this title any more."
_UNKNOWN_FOR: Final = timedelta(days=1)
"""Long enough for TMDB to come back: while it is away, the server says the same of every title."""
_BACKOFF: Final = Backoff(first_s=1, most_s=120)
_PLEX_BACKOFF: Final = Backoff(first_s=1, most_s=60)


@dataclass(frozen=True, slots=True)
class Errands:
    """Carries out what is to be done at the server that fetches."""

    fulfilling: Fulfilling
    troubles: Troubles
    progress: Progress
    live: LiveValues
    pages: WishPages
    is_away: Callable[[Dependency], Awaitable[bool]]
    now: Callable[[], datetime]
    every_s: float

    def works(self) -> tuple[Work, ...]:
        """As the event log wants them."""
        return (
            Work(kind=FULFIL, perform=self.fulfil, backoff=_BACKOFF, endless=True),
            Work(kind=WITHDRAW, perform=self.withdraw, backoff=_BACKOFF, max_attempts=20),
            Work(kind=LOOK_AFTER, perform=self.look_after, concurrency=1, endless=True),
            Work(kind=LOOK_NOW, perform=self.look_now, concurrency=1, max_attempts=3),
        )

    async def fulfil(self, claimed: Claimed) -> None:
        """Send it, if it is still wanted; wait while the server is away."""
        job = msgspec.convert(claimed.data, WishJob, strict=False)
        request_id, meta = job.request_id, job.meta or _meta()
        granted = await self.fulfilling.granted(request_id)
        if granted is None:
            await self._ended_before(request_id, claimed)
            return
        if job.since is not None and granted.at > job.since:
            return
        waited = self.now() - granted.at
        if waited > self.fulfilling.patience:
            days = self.fulfilling.patience.days
            reason = f"The server that fetches did not answer for {days} days."
            await self.fulfilling.give_up(request_id, reason, now=self.now(), meta=meta)
            return
        if await self.is_away("overseerr"):
            await self._waits(request_id, ServerAway(), after_s=_AWAY_S)
        try:
            seen_to = await self.fulfilling.send(
                granted.wish, claimed.still_mine, now=self.now(), meta=meta
            )
        except TitleUnknown as unknown:
            if waited <= _UNKNOWN_FOR:
                await self._waits(request_id, unknown, after_s=_BACKOFF.after(claimed.attempt))
            await self.fulfilling.give_up(request_id, _UNKNOWN, now=self.now(), meta=meta)
            return
        except ServerAway as away:
            await self._waits(request_id, away, after_s=_BACKOFF.after(claimed.attempt))
        if not seen_to:
            raise Lost
        await self.troubles.over(request_id)

    async def withdraw(self, claimed: Claimed) -> None:
        """Take it back there as well."""
        request_id = msgspec.convert(claimed.data, WishJob, strict=False).request_id
        try:
            await self.fulfilling.withdraw(request_id)
        except ServerAway:
            raise Retry("the server is away") from None

    async def look_after(self, claimed: Claimed) -> None:
        """Again and again: what a webhook did not say is seen here."""
        if not await self.is_away("overseerr"):
            await self.look_now(claimed)
        raise Again(after_s=self.every_s)

    async def look_now(self, claimed: Claimed) -> None:
        """How everything stands that is on its way."""
        underway = await self.pages.underway()
        try:
            coming = await self.fulfilling.look_after(underway, now=self.now())
        except ServerAway:
            raise Retry("the server is away", after_s=_AWAY_S, counts=False) from None
        for news in await self.progress.keep(coming):
            await self.live.send(news)

    async def _ended_before(self, request_id: UUID, claimed: Claimed) -> None:
        """It was taken back, or is sent already; the answer to an earlier try may have got lost."""
        if claimed.attempt == 1:
            return
        try:
            await self.fulfilling.take_back_lost(request_id)
        except TitleUnknown:
            return  # of what it does not know nothing was ordered
        except ServerAway:
            raise Retry("the server is away") from None

    async def _waits(self, request_id: UUID, away: ServerAway, *, after_s: float) -> NoReturn:
        await self.troubles.note(request_id, str(away))
        raise Retry("the server is away", after_s=after_s)


@dataclass(frozen=True, slots=True)
class LibraryErrands:
    """Carries out what is to be done at the media server."""

    placing: Placing
    collecting: Collecting
    looking: Looking
    jobs: Jobs
    is_away: Callable[[Dependency], Awaitable[bool]]
    now: Callable[[], datetime]
    every_s: float
    tries: int

    def works(self) -> tuple[Work, ...]:
        """As the event log wants them."""
        tries = self.tries
        return (
            Work(kind=PLACE, perform=self.place, backoff=_PLEX_BACKOFF, max_attempts=tries),
            Work(
                kind=COLLECT,
                perform=self.collect,
                backoff=_PLEX_BACKOFF,
                max_attempts=tries,
                concurrency=1,
            ),
            Work(kind=LOOK_AT_LIBRARY, perform=self.look_again, concurrency=1, endless=True),
            Work(kind=LOOK_AT_NEW, perform=self.look, concurrency=1, max_attempts=5),
        )

    async def place(self, claimed: Claimed) -> None:
        """Until the media server shows it; as long as that one is away no try is used up."""
        job = msgspec.convert(claimed.data, PlaceJob, strict=False)
        await self._unless_away()
        try:
            await self.placing.place(job, attempt=claimed.attempt)
        except NotThereYet as not_yet:
            if claimed.attempt < self.tries:
                raise Retry(not_yet.why) from None
            await self.placing.give_up(job, not_yet.why, self.now())
            raise Dead(not_yet.why) from None
        except LibraryAway as away:
            raise _later(away) from None
        if job.collection_id is not None:
            # A late one joins the others; before the playlist has ended there is nothing to join.
            late = CollectJob(
                collection_id=job.collection_id, completed=0, meta=job.meta, is_late=True
            )
            key = f"{job.collection_id}:{job.download_id}"
            await self.jobs.plan(Job(kind=COLLECT, key=key, data=late, due_at=self.now()))

    async def collect(self, claimed: Claimed) -> None:
        """Wait for all of it, but not for ever."""
        job = msgspec.convert(claimed.data, CollectJob, strict=False)
        await self._unless_away()
        try:
            await self.collecting.collect(
                job,
                claimed.still_mine,
                with_what_is_there=claimed.attempt >= self.tries,
                now=self.now(),
            )
        except NotAllThere:
            raise Retry("some of it is not in the library yet") from None
        except LibraryAway as away:
            raise _later(away) from None
        except LostTheJob:
            raise Lost from None

    async def look(self, claimed: Claimed) -> None:
        """At what is new, or at all of it."""
        job = msgspec.convert(claimed.data, LookJob, strict=False)
        try:
            if job.all_of_it:
                await self.looking.all_of_it(self.now())
            else:
                await self.looking.what_is_new(self.now())
        except NoLibrary:
            return
        except LibraryAway as away:
            raise _later(away) from None

    async def look_again(self, claimed: Claimed) -> None:
        """Again and again: what no webhook said is seen here, and what is gone as well."""
        with suppress(NoLibrary, LibraryAway):  # what was seen before still counts
            await self.looking.all_of_it(self.now())
        raise Again(after_s=self.every_s)

    async def _unless_away(self) -> None:
        if await self.placing.asks_the_server() and await self.is_away("plex"):
            raise _later(LibraryAway())


class Rounds:
    """Begins to look after what is on its way, and at the library."""

    def __init__(self, jobs: Jobs, now: Callable[[], datetime]) -> None:
        self._jobs = jobs
        self._now = now

    async def start(self) -> None:
        for kind in (LOOK_AFTER, LOOK_AT_LIBRARY):
            await self._jobs.plan(Job(kind=kind, key=kind, due_at=self._now()))

    async def stop(self) -> None:
        """The jobs stay planned for whoever runs next."""


def _later(away: LibraryAway) -> Retry:
    """It is nobody's fault but that of the server: the try does not count."""
    after_s = max(_AWAY_S, away.retry_after_s)
    return Retry("the media server is away", after_s=after_s, counts=False)


def _meta() -> Meta:
    return Meta(correlation=new_id())
