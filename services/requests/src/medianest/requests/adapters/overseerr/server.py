"""One Overseerr or Seerr over HTTP: what it says in its shapes, or that it is away.

It says 403 for a wrong key as well as for a person who may not, 500 for a title that nobody knows
as well as for its own trouble, and a proxy before it may say anything: whatever is no answer of
its kind is no answer. One breaker stands before it, whoever asks.
"""

from functools import partial
from typing import Any, Final, TypeVar

import httpx
import msgspec

from medianest.chassis.breaker import Breaker, Resting
from medianest.chassis.egress import EgressProxy
from medianest.chassis.http import AnswerTooLarge, Outward
from medianest.chassis.watching.metrics import Metrics
from medianest.contracts.record import Record
from medianest.requests.adapters.lines import Lines
from medianest.requests.adapters.overseerr.words import plain
from medianest.requests.adapters.reaching import guard_of
from medianest.requests.ports import ServerAway, Upstream, Upstreams

T = TypeVar("T")
_TRIED_AGAIN_S: Final = 30
_SERVER_TROUBLE: Final = 500
_REFUSED: Final = frozenset({401, 403})
_LATER: Final = frozenset({*range(300, 400), 408, 429})
_UNKNOWN: Final = "Unable to retrieve"
_NOBODY: Final = "It is kept until the household has a server that fetches requests."
_WRONG_KEY: Final = "The server that fetches does not accept our key."


class Said(Record):
    """An answer of its kind. `body` is JSON, or empty."""

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


class PersonGone(ServerAway):
    """The server that fetches no longer knows this person."""


class Line:
    """The way to one server as it is set just now: its proxy, its client, its breaker."""

    def __init__(
        self,
        upstream: Upstream,
        *,
        allowed: tuple[str, ...] = (),
        deadline_s: float,
        metrics: Metrics | None = None,
    ) -> None:
        self.upstream = upstream
        self._base = f"{upstream.url}/api/v1"
        self._deadline_s = deadline_s
        self._proxy = EgressProxy(guard_of(upstream, allowed), metrics=metrics)
        self._out: Outward | None = None
        self._breaker = Breaker(
            "overseerr",
            rest_s=deadline_s,
            counts_as_failure=lambda error: not isinstance(error, PersonGone),
            metrics=metrics,
        )

    async def open(self) -> None:
        await self._proxy.start()
        headers = {"Accept": "application/json", "X-Api-Key": self.upstream.key}
        self._out = Outward(self._proxy.url("overseerr"), total_s=self._deadline_s, headers=headers)

    async def close(self) -> None:
        if self._out is not None:
            await self._out.close()
        await self._proxy.stop()

    async def ask(self, method: str, path: str, body: Any, as_user: int | None) -> Said:
        """Raises `ServerAway`, also for its own trouble and for what is not its kind of answer."""
        try:
            return await self._breaker.call(lambda: self._say(method, path, body, as_user))
        except Resting as resting:
            raise ServerAway(retry_after_s=resting.retry_after_s) from None

    async def _say(self, method: str, path: str, body: Any, as_user: int | None) -> Said:
        if self._out is None:
            raise ServerAway(retry_after_s=1)
        more: dict[str, Any] = {} if body is None else {"json": body}
        if as_user is not None:
            more["headers"] = {"X-API-User": str(as_user)}
        try:
            answer = await self._out.ask(method, f"{self._base}{path}", **more)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, AnswerTooLarge):
            raise ServerAway(retry_after_s=_TRIED_AGAIN_S) from None
        return _judged(Said(status=answer.status, body=answer.body), method, as_user)


class Server(Lines[Line]):
    """Calls whichever server is set, from the next call on a new one."""

    def __init__(
        self,
        upstreams: Upstreams,
        *,
        allowed: tuple[str, ...],
        deadline_s: float,
        metrics: Metrics | None = None,
    ) -> None:
        """`allowed` names `host:port` of private addresses that the operator lets us call."""
        make = partial(Line, allowed=allowed, deadline_s=deadline_s, metrics=metrics)
        super().__init__(upstreams, make)

    async def address(self) -> str:
        """Of the one that is set just now. Raises `ServerAway`."""
        return (await self._connected()).upstream.url

    async def look_up(self, path: str) -> Said | None:
        """A title; None where it says that it can't be found. Raises `ServerAway`."""
        said = await self.ask("GET", path)
        return None if said.status >= _SERVER_TROUBLE else said

    async def ask(
        self, method: str, path: str, body: Any = None, *, as_user: int | None = None
    ) -> Said:
        """Raises `ServerAway`, also for its own trouble; `PersonGone` if it lost `as_user`.

        The one 500 that comes through says that a title can't be found.
        """
        line = await self._connected()
        return await line.ask(method, path, body, as_user)

    async def _connected(self) -> Line:
        line = await self.current()
        if line is None:
            raise ServerAway(_NOBODY)
        return line


def _judged(said: Said, method: str, as_user: int | None) -> Said:
    if said.status in _LATER or not _is_of_its_kind(said, method):
        raise ServerAway(retry_after_s=_TRIED_AGAIN_S)
    if said.status >= _SERVER_TROUBLE and not said.message.startswith(_UNKNOWN):
        raise ServerAway(retry_after_s=_TRIED_AGAIN_S)
    # With the words of its guard it refuses who asks; with a message, what is asked for.
    if said.status in _REFUSED and not said.message:
        raise ServerAway(_WRONG_KEY) if as_user is None else PersonGone
    return said


def _is_of_its_kind(said: Said, method: str) -> bool:
    """JSON; or nothing, where nothing was to be shown."""
    if not said.body:
        return method != "GET"
    try:
        msgspec.json.decode(said.body, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True
