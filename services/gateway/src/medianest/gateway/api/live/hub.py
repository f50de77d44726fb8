"""The hub: hears every stream once, and shows what it says to whoever may see it.

Guarantees to a client that subscribes with a cursor: everything it may see after that cursor, each
once and in the order of its stream, then on without a break; or a `gap`, never silence. It is told
in pieces, and only one client gets a piece in each turn of the loop, so that nobody who was away
for long keeps the others waiting; until it has caught up it is told of nothing else that happens.
While the bus is away nothing can be shown, and every client is told so, and since when.

What is heard until a few turns of the loop brought nothing more is shown together: one frame for
each topic, made once however many clients see it, and one write for each client. The write is what
costs (four fifths of it all), and it costs as much for one event as for twenty. Nobody waits for a
timer; what comes while hundreds are written to is shown together next.
"""

import asyncio
import contextlib
import random
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Final
from uuid import UUID

from medianest.chassis.clock import SYSTEM, Clock
from medianest.contracts.audience import Audience
from medianest.contracts.live import LiveValue
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.live import cursor as cursors
from medianest.gateway.api.live import wire
from medianest.gateway.api.live.cursor import Mark, Marks
from medianest.gateway.api.live.listener import RESTARTING, SIGNED_OUT, Listener, sees
from medianest.gateway.api.live.missed import Missed
from medianest.gateway.api.live.news import News, tell
from medianest.gateway.ports import Announcements, Heard, Sessions, SessionsAway

LOOK_EVERY_S: Final = 1.5
SPREAD_MS: Final = 3000
QUIET_TURNS: Final = 4
"""What lies in the socket of the bus takes three turns of the loop until it is heard here."""
GATHER_S: Final = 0.003


class Hub:
    """One a process."""

    def __init__(
        self,
        sources: Iterable[ServiceName],
        announcements: Announcements,
        sessions: Sessions,
        clock: Clock = SYSTEM,
    ) -> None:
        self._sources = tuple(sources)
        self._announcements = announcements
        self._sessions = sessions
        self._clock = clock
        self._interrupted_since: datetime | None = None
        self._listeners: set[Listener] = set()
        self._by_topic: dict[str | UUID, set[Listener]] = defaultdict(set)
        """Under `me` everybody has a place of their own, by their id."""
        self._news: list[News] = []
        self._measured: dict[tuple[str, str], LiveValue] = {}
        self._quiet_turns = 0
        self._show_by = 0.0
        self._showing: asyncio.Handle | None = None
        self._look_now = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._unsure: set[Listener] = set()
        """Who was there before all streams were known, and so may have missed something."""
        self._behind: dict[Listener, Missed] = {}
        """Who is still told what they missed."""
        self._turns: deque[tuple[Listener, Missed]] = deque()
        self.is_closing = False

    async def start(self) -> None:
        """Begin to watch whose session is over."""
        self._looking = asyncio.create_task(self._look_for_ever(), name="gateway.live")

    async def quiesce(self) -> None:
        """Send everybody away, to come back at different moments."""
        self.is_closing = True
        self._show()
        for listener in self._listeners:
            wait_ms = random.randrange(200, SPREAD_MS)  # noqa: S311 - only jitter
            words = wire.bye("MediaNest is restarting.", wait_ms)
            listener.close(RESTARTING, "restarting", words)

    async def stop(self) -> None:
        """Watch no more."""
        await self.quiesce()
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    @property
    def clients(self) -> int:
        """How many are connected."""
        return len(self._listeners)

    @property
    def cursor(self) -> str:
        """How far this process has heard; a stream that it does not know yet is left out."""
        return cursors.write(self._marks())

    def cursor_of(self, within_ms: int) -> str | None:
        """Where this process was so long ago; None while it does not know all streams."""
        known = self._announcements
        moment = self._clock.now() - timedelta(milliseconds=within_ms)
        if not known.warm:
            return None  # whoever comes now is told of a gap later
        return cursors.write(
            {
                source: cursors.mark(known.until(source, moment), known.epoch(source))
                for source in self._sources
            }
        )

    def heard(self, heard: Heard) -> None:
        """The next word of a stream."""
        audience = heard.event.audience()
        if audience.topics:
            self._show_soon()
            self._news.append(News(audience, heard, self._marks()))

    def measured(self, value: LiveValue) -> None:
        """A measurement: the latest wins."""
        self._show_soon()
        self._measured[type(value).__name__, str(value.subject_id())] = value

    def lost_thread(self) -> None:
        """A stream began anew: nobody can go on from where they were."""
        self._unsure |= self._listeners

    def _marks(self) -> Marks:
        known = self._announcements
        marks = {source: self._mark(source) for source in self._sources}
        if known.warm:
            return marks
        return {
            source: mark
            for source, mark in marks.items()
            if known.since(source, mark.position, 0) is not None
        }

    def _mark(self, source: ServiceName) -> Mark:
        known = self._announcements
        return cursors.mark(known.position(source), known.epoch(source))

    def _show_soon(self) -> None:
        self._quiet_turns = 0
        if self._showing is None:
            loop = asyncio.get_running_loop()
            self._show_by = loop.time() + GATHER_S
            self._showing = loop.call_soon(self._show_when_quiet, loop)

    def _show_when_quiet(self, loop: asyncio.AbstractEventLoop) -> None:
        self._quiet_turns += 1
        if self._quiet_turns < QUIET_TURNS and loop.time() < self._show_by:
            self._showing = loop.call_soon(self._show_when_quiet, loop)
        else:
            self._show()

    def _show(self) -> None:
        """Show what was heard until now. Before anybody's topics change, they see what is due."""
        if self._showing is not None:
            self._showing.cancel()
            self._showing = None
        news, self._news = self._news, []
        measured, self._measured = self._measured, {}
        for audience, some in groupby(news, key=lambda one: one.audience):
            together = tuple(some)
            for topic, listeners in self._who_sees(audience):
                behind = self._behind  # hardly ever anybody, and this is asked for each of hundreds
                there = [one for one in listeners if one not in behind] if behind else listeners
                tell(topic, there, together)
        for key, value in measured.items():
            for topic, listeners in self._who_sees(value.audience()):
                docs = wire.live(topic, value)
                for listener in listeners:
                    listener.put_measured(key, docs)

    def _who_sees(self, audience: Audience) -> Iterator[tuple[str, list[Listener]]]:
        """Under each topic those who see it there, each client once."""
        served: set[Listener] = set()
        for topic in audience.topics:
            there = [
                listener
                for place in (audience.members if topic == "me" else (topic,))
                for listener in self._by_topic.get(place, ())
                if listener not in served and sees(listener.visitor, audience, topic)
            ]
            if there:
                served.update(there)
                yield topic, there

    def join(self, listener: Listener, cursor: str | None = None) -> None:
        """A client is there. `cursor`: where it says that it goes on from, if it does."""
        self._listeners.add(listener)
        if not self._announcements.warm:
            self._unsure.add(listener)
        session_id = str(listener.visitor.session_id)
        goes_on_from = self.cursor if cursor is None else cursor
        listener.put(wire.hello(session_id, goes_on_from, self._interrupted_since))

    def leave(self, listener: Listener) -> None:
        """It is gone."""
        self._listeners.discard(listener)
        self._unsure.discard(listener)
        self._end(listener)
        self.unsubscribe(listener, tuple(listener.topics))

    def subscribe(self, listener: Listener, topics: Iterable[str], after: str | None) -> None:
        """Show these topics from now on, and what happened since `after`. Raises `BadCursor`.

        Not before it `caught_up`.
        """
        since = None if after is None else cursors.read(after)
        before = frozenset(listener.topics)
        added = set(topics) - before
        if not added:
            return
        if len(before) + len(added) > wire.TOPICS_MAX:
            raise wire.Unclear("Too many topics.")
        self._show()
        listener.topics |= added
        for topic in added:
            self._by_topic[_place(listener, topic)].add(listener)
        if since is not None:
            self._resume(listener, before, since)

    async def caught_up(self, listener: Listener) -> None:
        """Once it was told what it missed."""
        missed = self._behind.get(listener)
        if missed is not None:
            await missed.is_told.wait()

    def unsubscribe(self, listener: Listener, topics: Iterable[str]) -> None:
        """Show these no more."""
        self._show()
        for topic in topics:
            listener.topics.discard(topic)
            place = _place(listener, topic)
            self._by_topic[place].discard(listener)
            if not self._by_topic[place]:
                del self._by_topic[place]

    def answer(self, listener: Listener) -> None:
        """Somebody asks whether we are there: the answer comes behind all that was heard before."""
        self._show()
        listener.put(wire.PONG)

    def look_now(self) -> None:
        """Somebody's rights changed: look at once."""
        self._look_now.set()

    def _resume(self, listener: Listener, before: frozenset[str], since: Marks) -> None:
        if not all(
            source in since and self._is_known(source, since[source]) for source in self._sources
        ):
            self._tell_of_gap(listener)
            return
        heard = self._marks()
        after = {source: since[source] for source in self._sources}
        listener.seen = {
            source: mark for source, mark in after.items() if mark.position > heard[source].position
        }
        self._behind[listener] = Missed(after, heard, before)
        self._go_on(listener, self._behind[listener])

    def _is_known(self, source: ServiceName, mark: Mark) -> bool:
        """Whether it can be told what came after it.

        Where the epoch is not known, a position that was not heard of here yet may be one that a
        restore took back.
        """
        if self._announcements.since(source, mark.position, 0) is None:
            return False
        here = self._mark(source)
        if mark.epoch is None:
            return mark.position <= here.position
        return mark.epoch == here.epoch

    def _go_on(self, listener: Listener, missed: Missed) -> None:
        """It gets the next piece when it is its turn."""
        self._turns.append((listener, missed))
        if len(self._turns) == 1:
            asyncio.get_running_loop().call_soon(self._next_turn)

    def _next_turn(self) -> None:
        """Nothing is awaited here, so that no event can come in between."""
        listener, missed = self._turns.popleft()
        if self._turns:
            asyncio.get_running_loop().call_soon(self._next_turn)
        if self._behind.get(listener) is missed:
            self._show()
            self._tell_missed(listener, missed)

    def _tell_missed(self, listener: Listener, missed: Missed) -> None:
        docs = missed.next(self._announcements, listener)
        if docs is None:
            self._tell_of_gap(listener)
            return
        if docs:
            listener.put(wire.together(*docs))
        if missed.is_told.is_set():
            del self._behind[listener]
        else:
            listener.when_taken(partial(self._go_on, listener, missed))

    def _tell_of_gap(self, listener: Listener) -> None:
        """It has to look again, and goes on from here."""
        self._end(listener)
        listener.seen = {}
        listener.put(wire.gap(self.cursor))

    def _end(self, listener: Listener) -> None:
        """Tell it no more of what it missed."""
        missed = self._behind.pop(listener, None)
        if missed is not None:
            missed.is_told.set()

    async def _look_for_ever(self) -> None:
        """Within two seconds after a session ended its live connections end too."""
        while True:
            self._look_now.clear()
            self._mind_the_bus()
            self._mind_the_gap()
            # Nobody can be signed out while the database is away; it is asked again soon.
            with contextlib.suppress(SessionsAway):
                await self._look()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._look_now.wait()

    async def _look(self) -> None:
        for listener in tuple(self._listeners):
            listener.look()
        ids = {listener.visitor.session_id for listener in self._listeners}
        if not ids:
            return
        good = await self._sessions.still_good(tuple(ids))
        for listener in tuple(self._listeners):
            visitor = good.get(listener.visitor.session_id)
            if visitor is not None:
                listener.visitor = visitor
            elif listener.visitor.session_id in ids:
                words = wire.bye("You are signed out.")
                listener.close(SIGNED_OUT, "signed out", words)

    def _mind_the_bus(self) -> None:
        """Everybody is told when nothing is heard any more, and when it is again."""
        if self._announcements.hears == (self._interrupted_since is None):
            return
        self._interrupted_since = None if self._announcements.hears else self._clock.now()
        self._show()
        docs = wire.hearing(self._interrupted_since)
        for listener in self._listeners:
            listener.put(docs)

    def _mind_the_gap(self) -> None:
        """Whoever came before all streams were known is told once they are."""
        if not self._unsure or not self._announcements.warm:
            return
        self._show()
        for listener in self._unsure:
            self._tell_of_gap(listener)
        self._unsure.clear()


def _place(listener: Listener, topic: str) -> str | UUID:
    return listener.visitor.member_id if topic == "me" else topic
