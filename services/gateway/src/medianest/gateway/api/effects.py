"""What identity tells the gateway besides its answer: a cookie, and who may do what from now on.

Only identity is believed; these headers never reach a browser, whoever sent them.
"""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
import structlog

from medianest.contracts.record import Record
from medianest.eventlog.codec import decode_event
from medianest.gateway.api.answering import Pairs
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.people import SessionCookie
from medianest.gateway.ports import Effect, Sessions

LOGIN: Final = "mn-login"
INTERNAL: Final = frozenset(
    {
        b"mn-address-hash",
        b"mn-client",
        b"mn-effects",
        b"mn-login",
        b"mn-login-clear",
        b"mn-login-cookie",
        b"mn-session-clear",
        b"mn-session-cookie",
    }
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

    async def take(self, headers: Sequence[tuple[bytes, bytes]]) -> Pairs:
        """Apply what identity's answer says; returns the headers that the browser gets for it."""
        told: Pairs = []
        for name, value in headers:
            match name:
                case b"mn-effects":
                    await self._apply(value.decode("ascii"))
                case b"mn-session-cookie":
                    told += _set(self._cookie, value)
                case b"mn-login-cookie":
                    told += _set(self._login, value)
                case b"mn-session-clear":
                    told += _cookie(self._cookie.clear())
                case b"mn-login-clear":
                    told += _cookie(self._login.clear())
                case _:
                    pass  # it is no word of identity's to us
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


def _set(cookie: SessionCookie, said: bytes) -> Pairs:
    made = cookie.set(said.decode("ascii"))
    if made is None:
        _log.error("effects.cookie-unclear")
        return []
    return _cookie(made)


def _cookie(text: str) -> Pairs:
    return [(b"set-cookie", text.encode("ascii"))]


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
