"""One client of the live connection: what it wants to see, and what is on its way to it.

The way out is bounded: a client that does not read is closed, and resumes later. What is shown to
many at once is one thing in memory, so it may go beyond the bound, once. Measurements replace each
other while they wait, so a slow client sees fewer of them, never older ones.
"""

import asyncio
from collections.abc import Callable, Container
from typing import Final

from medianest.contracts.audience import Audience
from medianest.contracts.record import replace
from medianest.gateway.api.live.cursor import Marks
from medianest.gateway.api.live.wire import PONG, Docs
from medianest.gateway.ports import Visitor

WAITING_MAX: Final = 256
SEND_WITHIN_S: Final = 10.0
SLOW: Final = 4408
SIGNED_OUT: Final = 4401
RESTARTING: Final = 1012
READS_TOO_SLOWLY: Final = "You read too slowly; go on from your last cursor."


def _later(_: bytes) -> bool:
    """Nothing is sent before it is taken."""
    return False


class Listener:
    """One client."""

    def __init__(
        self,
        visitor: Visitor,
        on_more: Callable[[], None],
        write: Callable[[bytes], bool] = _later,
        *,
        beat_s: float,
    ) -> None:
        """`on_more`: there is something to take, or it is over. `beat_s`: the longest silence.

        `write` sends a frame at once, if it can; only then nothing has to be taken.
        """
        self.visitor = visitor
        self.topics: set[str] = set()
        self.seen: Marks = {}
        """What it saw through another gateway, which is ahead of this one."""
        self.closing: tuple[int, str] | None = None
        self._on_more = on_more
        self._write = write
        self._beat_s = beat_s
        self._loop = asyncio.get_running_loop()
        self._was_told = False
        self._silent_since = self._loop.time()
        self._waits_since: float | None = None
        self._waiting: list[Docs] = []
        self._lines = 0
        self._measured: dict[tuple[str, str], Docs] = {}
        self._when_taken: Callable[[], None] | None = None

    def put(self, docs: Docs) -> None:
        """On its way, in order."""
        if self.closing is not None or self._sent(docs):
            return
        if self._lines >= WAITING_MAX:
            self._give_up()
            return
        self._waiting.append(docs)
        self._lines += len(docs.lines)
        self._tell()

    def put_measured(self, key: tuple[str, str], docs: Docs) -> None:
        """The latest of its kind; an older one that still waits is dropped."""
        if self.closing is None and not self._sent(docs):
            self._measured[key] = docs
            self._tell()

    def close(self, code: int, reason: str, last: Docs | None = None) -> None:
        """Say the last words and end."""
        if self.closing is None:
            if last is not None:
                self._waiting.append(last)
            self.closing = (code, reason)
            self._on_more()

    def take(self) -> list[Docs]:
        """All that waits."""
        docs = self._waiting
        self._waiting, self._lines = [], 0
        if self._measured:
            docs += self._measured.values()
            self._measured.clear()
        self._was_told = True
        self._waits_since = None
        if self._when_taken is not None:
            self._when_taken()
            self._when_taken = None
        return docs

    def when_taken(self, go_on: Callable[[], None]) -> None:
        """Call it once nothing waits any more, be it now."""
        if self._waiting:
            self._when_taken = go_on
        else:
            go_on()

    def look(self) -> None:
        """Now and then: does anything wait for too long, was nothing said for too long?

        One look at all of them costs less than a timer for everything that is sent.
        """
        now = self._loop.time()
        if self._was_told:
            self._silent_since, self._was_told = now, False
        if self._waits_since is None:
            if now - self._silent_since > self._beat_s:
                self.put(PONG)
        elif now - self._waits_since > SEND_WITHIN_S:
            self._give_up()

    def _sent(self, docs: Docs) -> bool:
        """Whether nothing waits before it, and it could be sent at once."""
        if self._waits_since is not None or not self._write(docs.frame):
            return False
        self._was_told = True
        return True

    def _tell(self) -> None:
        if self._waits_since is None:
            self._waits_since = self._loop.time()
            self._on_more()

    def _give_up(self) -> None:
        self._waiting.clear()
        self._measured.clear()
        self.close(SLOW, READS_TOO_SLOWLY)

    def view(self, audience: Audience, topics: Container[str]) -> str | None:
        """The first of `topics` under which this client may see it."""
        for topic in audience.topics:
            if topic in topics and sees(self.visitor, audience, topic):
                return topic
        return None


def sees(visitor: Visitor, audience: Audience, topic: str) -> bool:
    """Whether this person may see it under this topic: `me` is one's own, `admin` by right."""
    if visitor.by_key and audience.scope not in visitor.permissions:
        audience = replace(audience, members=frozenset())
    if topic == "me":
        return visitor.member_id in audience.members
    if topic == "admin":
        return audience.permission is not None and audience.permission in visitor.permissions
    return audience.admits(visitor.member_id, visitor.permissions)
