"""Who is refused is noted: at which route, why, who if they are known, and from where as a hash.

A flood of refusals makes no flood of lines: beyond so many a minute they are only counted.
"""

from collections.abc import Callable
from typing import Any, Final

import structlog

from medianest.chassis.clock import SYSTEM, Clock
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.ports import Visitor

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

    def refused(
        self,
        status: int,
        incoming: Incoming | None,
        visitor: Visitor | None,
        scope: Any,
        *,
        why: str | None = None,
    ) -> None:
        """Whoever refused them, the door itself or a service behind it.

        `why` only the door knows; a service tells it to who asked, and to nobody else.
        """
        if not self._has_room():
            return
        _log.info(
            "request.refused",
            status=status,
            why=why,
            route=scope.get("path_template", "unmatched"),
            member_id=None if visitor is None else str(visitor.member_id),
            address_hash=None if incoming is None else self._hashed(incoming.address),
            request_id=None if incoming is None else incoming.request_id_text,
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
