"""What a client missed, told in pieces: the next when the one before was taken.

Guarantees: nothing is kept for it but how far it has come, so a long absence costs no more memory
than a short one. What happens meanwhile comes in its turn, out of the same streams: nothing comes
twice, and nothing before what its stream said earlier.
"""

import asyncio
from collections.abc import Sequence
from heapq import merge
from itertools import islice
from typing import Final

from medianest.gateway.api.live import cursor as cursors
from medianest.gateway.api.live import wire
from medianest.gateway.api.live.cursor import Marks
from medianest.gateway.api.live.listener import WAITING_MAX, Listener
from medianest.gateway.api.live.wire import Doc
from medianest.gateway.ports import Announcements, Heard

LOOKS_MAX: Final = 500
"""So many announcements are looked at for one piece, whether the client may see them or not."""


class Missed:
    """How far one client has come in what it missed."""

    def __init__(
        self,
        after: Marks,
        heard: Marks,
        shown: frozenset[str],
    ) -> None:
        """`after`: what it saw last. Until `heard` it was shown what stands under `shown`."""
        self.is_told = asyncio.Event()
        self._at = dict(after)
        self._heard = heard
        self._shown = shown

    def next(self, known: Announcements, listener: Listener) -> Sequence[Doc] | None:
        """The next lines, `is_told` with the last; None when that is not known any more."""
        said = []
        for source, mark in self._at.items():
            more = known.since(source, mark.position, LOOKS_MAX)
            if more is None:
                return None
            said.append(more)
        docs: list[Doc] = []
        looks = 0
        for heard in islice(merge(*said, key=lambda heard: heard.at), LOOKS_MAX):
            looks += 1
            self._at[heard.source] = cursors.mark(heard.position, known.epoch(heard.source))
            topic = self._topic(heard, listener)
            if topic is not None:
                cursor = cursors.write(self._at)
                docs.append(wire.event(topic, cursor, heard.event, heard.at, heard.version))
            if len(docs) == WAITING_MAX:
                return docs
        if looks < LOOKS_MAX:
            self.is_told.set()
        return docs

    def _topic(self, heard: Heard, listener: Listener) -> str | None:
        audience = heard.event.audience()
        is_old = heard.position <= self._heard[heard.source].position
        if is_old and listener.view(audience, self._shown) is not None:
            return None
        return listener.view(audience, listener.topics)
