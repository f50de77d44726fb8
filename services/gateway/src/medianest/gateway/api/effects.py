"""What identity tells the gateway besides its answer: a cookie, and who may do what from now on.

Only identity is believed; these headers never reach a browser, whoever sent them.
"""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
import structlog

from medianest.contracts.record import Record
from medianest.eventlog.codec import decode_event
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.people import SessionCookie
from medianest.gateway.ports import Effect, Sessions

EFFECTS: Final = "mn-effects"
COOKIE: Final = "mn-session-cookie"
CLEAR: Final = "mn-session-clear"
LOGIN_COOKIE: Final = "mn-login-cookie"
LOGIN_CLEAR: Final = "mn-login-clear"
LOGIN: Final = "mn-login"
INTERNAL: Final = frozenset(
    {EFFECTS, COOKIE, CLEAR, LOGIN_COOKIE, LOGIN_CLEAR, LOGIN, "mn-address-hash", "mn-client"}
)
BYTES_MAX: Final = 8 * 1024
_log: Final = structlog.get_logger("medianest.gateway.effects")


class _Said(Record):
    event: msgspec.Raw
    version: int


_SAID: Final = msgspec.json.Decoder(tuple[_Said, ...])


class Effects:
    """Takes them over before the answer goes out."""

    def __init__(
        self,
        sessions: Sessions,
        cookie: SessionCookie,
        login: SessionCookie,
        changed: Callable[[], None],
    ) -> None:
        """`login`: of who is on their way in. `changed` is called when rights may have changed."""
        self._sessions = sessions
        self._cookie = cookie
        self._login = login
        self._changed = changed

    async def take(self, headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Apply what identity's answer says; returns the headers that the browser gets for it."""
        told: list[tuple[str, str]] = []
        for name, value in headers:
            if name == EFFECTS:
                await self._apply(value)
            elif name in {COOKIE, LOGIN_COOKIE}:
                cookie = (self._cookie if name == COOKIE else self._login).set(value)
                if cookie is None:
                    _log.error("effects.cookie-unclear")
                else:
                    told.append(("set-cookie", cookie))
            elif name in {CLEAR, LOGIN_CLEAR}:
                cleared = self._cookie if name == CLEAR else self._login
                told.append(("set-cookie", cleared.clear()))
        return told

    def shown(self, incoming: Incoming) -> list[tuple[str, str]]:
        """What identity is told of a browser that is on its way in."""
        value = incoming.cookie(self._login.name)
        return [(LOGIN, value)] if value and value.isascii() else []

    async def _apply(self, value: str) -> None:
        effects = read_effects(value)
        if not effects:
            return
        if not await self._sessions.apply(effects):
            # It is done all the same, and the bus will say it again.
            _log.error("effects.not-applied")
        self._changed()


def read_effects(value: str) -> list[Effect]:
    """The events in the header; none when it makes no sense or is too large."""
    if len(value) > BYTES_MAX:
        _log.error("effects.too-large")
        return []
    try:
        said = _SAID.decode(value)
        events = [(decode_event(bytes(one.event)), one.version) for one in said]
    except msgspec.DecodeError:
        _log.error("effects.unclear")
        return []
    return [Effect(event=event, version=version) for event, version in events if event is not None]
