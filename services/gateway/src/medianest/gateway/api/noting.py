"""Who is refused is noted: at which route, why, who if they are known, and from where as a hash.

A flood of refusals makes no flood of lines: beyond so many a minute they are only counted.
"""

from collections.abc import Callable
from typing import Any, Final

import structlog
from litestar.types import Send

from medianest.chassis.clock import SYSTEM, Clock
from medianest.gateway.api.incoming import Incoming

NOTED: Final = frozenset({401, 403, 429})
LINES_A_MINUTE_MAX: Final = 600
_MINUTE_S: Final = 60.0
_log: Final = structlog.get_logger("medianest.gateway.door")


class Noting:
    """Writes the lines."""

    def __init__(self, hashed: Callable[[str], str], clock: Clock = SYSTEM) -> None:
        """`hashed`: an address as it may stand in a log."""
        self._hashed = hashed
        self._clock = clock
        self._minute_ends = 0.0
        self._lines = 0

    def around(self, send: Send, incoming: Incoming, scope: Any) -> Send:
        """The same `send`, whoever refuses: the door itself, or a service behind it."""

        async def noting(message: Any) -> None:
            if message["type"] == "http.response.start" and message["status"] in NOTED:
                self.refused(message["status"], scope, incoming)
            await send(message)

        return noting

    def refused(self, status: int, scope: Any, incoming: Incoming | None) -> None:
        """`scope` says what is known by now: `path_template`, `asker`, `refused_as`."""
        if not self._has_room():
            return
        _log.info(
            "request.refused",
            status=status,
            why=scope.get("refused_as"),
            route=scope.get("path_template", "unmatched"),
            member_id=scope.get("asker"),
            address_hash=None if incoming is None else self._hashed(incoming.address),
            request_id=None if incoming is None else str(incoming.request_id),
        )

    def _has_room(self) -> bool:
        now_s = self._clock.monotonic()
        if now_s >= self._minute_ends:
            if self._lines > LINES_A_MINUTE_MAX:
                _log.warning("request.refused-more", times=self._lines - LINES_A_MINUTE_MAX)
            self._minute_ends = now_s + _MINUTE_S
            self._lines = 0
        self._lines += 1
        return self._lines <= LINES_A_MINUTE_MAX
