"""One Overseerr or Seerr over HTTP: what it says in its shapes, or that it is away.

It says 403 for a wrong key as well as for a person who may not, 500 for a title that nobody knows
as well as for its own trouble, and a proxy before it may say anything: whatever is no answer of
its kind is no answer.
"""

from typing import Any, Final, TypeVar

import httpx
import msgspec

from medianest.chassis.clock import monotonic
from medianest.chassis.egress import EgressProxy
from medianest.chassis.http import AnswerTooLarge, Outward
from medianest.contracts.record import Record
from medianest.requests.adapters.overseerr.words import plain
from medianest.requests.ports import ServerAway

T = TypeVar("T")
_TRIED_AGAIN_S: Final = 30
_SERVER_TROUBLE: Final = 500
_FAILURES_MOST: Final = 3
_UNKNOWN: Final = "Unable to retrieve"


class Said(Record):
    """An answer below 500. `body` is JSON, or empty."""

    status: int
    body: bytes

    def read(self, kind: type[T]) -> T:
        """Raises `ServerAway`."""
        try:
            return msgspec.json.decode(self.body, type=kind)
        except (msgspec.DecodeError, RecursionError):
            raise ServerAway(retry_after_s=_TRIED_AGAIN_S) from None

    @property
    def message(self) -> str:
        """What it says in words, if anything."""
        try:
            return plain(msgspec.json.decode(self.body, type=_Words).message)
        except (msgspec.DecodeError, RecursionError):
            return ""


class _Words(Record):
    message: str = ""


class Server:
    """A part of the service: its calls go out through the egress proxy, which it starts.

    After some calls without an answer it is left alone for as long as one may take.
    """

    def __init__(self, proxy: EgressProxy, url: str, key: str, *, deadline_s: float) -> None:
        self._proxy = proxy
        self._base = f"{url.rstrip('/')}/api/v1"
        self._key = key
        self._deadline_s = deadline_s
        self._rest_s = deadline_s
        self._out: Outward | None = None
        self._failures = 0
        self._rests_until = 0.0

    async def start(self) -> None:
        await self._proxy.start()
        headers = {"Accept": "application/json", "X-Api-Key": self._key}
        self._out = Outward(self._proxy.url("overseerr"), total_s=self._deadline_s, headers=headers)

    async def stop(self) -> None:
        if self._out is not None:
            await self._out.close()
        await self._proxy.stop()

    async def look_up(self, path: str) -> Said | None:
        """A title; None where it says that it can't be found. Raises `ServerAway`."""
        said = await self._say("GET", path)
        if said.status >= _SERVER_TROUBLE and said.message.startswith(_UNKNOWN):
            return None
        return _good(said)

    async def ask(self, method: str, path: str, body: Any = None) -> Said:
        """Raises `ServerAway`, also for its own trouble."""
        return _good(await self._say(method, path, body))

    async def _say(self, method: str, path: str, body: Any = None) -> Said:
        if self._out is None or self._rests_until > monotonic():
            raise ServerAway(retry_after_s=1)
        more = {} if body is None else {"json": body}
        try:
            answer = await self._out.ask(method, f"{self._base}{path}", **more)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, AnswerTooLarge):
            self._failures += 1
            if self._failures >= _FAILURES_MOST:
                self._rests_until = monotonic() + self._rest_s
            raise ServerAway(retry_after_s=_TRIED_AGAIN_S) from None
        self._failures = 0
        return Said(status=answer.status, body=answer.body)


def _good(said: Said) -> Said:
    if said.status >= _SERVER_TROUBLE:
        raise ServerAway(retry_after_s=_TRIED_AGAIN_S)
    return said
