"""The way to one media server as it is set just now, and to plex.tv, which knows its friends.

Tokens travel in headers only. A 401 of the server is HTML and means the token; whatever else is
no answer of its kind is no answer.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid5

import httpx
import msgspec

from medianest.chassis import http
from medianest.chassis.breaker import Breaker, Resting
from medianest.chassis.egress import EgressProxy
from medianest.chassis.http import AnswerTooLarge, Outward
from medianest.chassis.watching.metrics import Metrics
from medianest.requests.adapters.plex import words
from medianest.requests.adapters.plex.shares import Shares, SharesUnknown
from medianest.requests.adapters.reaching import guard_of
from medianest.requests.domain.connection import connection_id
from medianest.requests.ports import LibraryAway, Upstream

_TRIED_AGAIN_S: Final = 10
_UNAUTHORIZED: Final = 401
_TROUBLE: Final = 500
_OK: Final = 200
_BYTES_MAX: Final = 8 * 1024 * 1024


class TokenRefused(Exception):
    """The server does not know this token, or not any more."""


class Line:
    """Its proxy, its client, its breaker, and whom it is shared with."""

    def __init__(
        self,
        upstream: Upstream,
        *,
        plex_tv: str,
        allowed: tuple[str, ...] = (),
        deadline_s: float,
        metrics: Metrics | None = None,
    ) -> None:
        self.upstream = upstream
        self.shares = Shares()
        self._plex_tv = plex_tv.rstrip("/")
        self._deadline_s = deadline_s
        self._proxy = EgressProxy(guard_of(upstream, allowed), metrics=metrics)
        self._out: Outward | None = None
        self._machine_id: str | None = None
        self._breaker = Breaker(
            "plex",
            rest_s=deadline_s,
            counts_as_failure=lambda error: not isinstance(error, TokenRefused),
            metrics=metrics,
        )

    async def open(self) -> None:
        await self._proxy.start()
        headers = {
            "Accept": "application/json",
            "X-Plex-Product": "MediaNest",
            "X-Plex-Client-Identifier": str(uuid5(connection_id("plex"), self.upstream.url)),
        }
        self._out = Outward(
            self._proxy.url("plex"),
            total_s=self._deadline_s,
            body_bytes_max=_BYTES_MAX,
            headers=headers,
        )

    async def close(self) -> None:
        if self._out is not None:
            await self._out.close()
        await self._proxy.stop()

    async def machine_id(self) -> str:
        """Asked once. Raises `LibraryAway`."""
        if self._machine_id is None:
            told = read(await self.ask("GET", "/identity", None))
            if not told.machine_identifier.isalnum():
                raise LibraryAway(retry_after_s=_TRIED_AGAIN_S)
            self._machine_id = told.machine_identifier
        return self._machine_id

    async def token_of(self, plex_id: int, *, again: bool) -> str | None:
        """With what this person is let in; None where nothing is shared with them.

        `again`: the one that was known is refused. Raises `LibraryAway`.
        """
        machine_id = await self.machine_id()
        url = f"{self._plex_tv}/api/servers/{machine_id}/shared_servers"

        async def ask() -> bytes:
            answer = await self._asked("GET", url, self.upstream.key, {})
            if answer.status != _OK:
                raise LibraryAway(retry_after_s=_TRIED_AGAIN_S)
            return answer.body

        try:
            return await self.shares.token(plex_id, ask, again=again)
        except SharesUnknown:
            raise LibraryAway(retry_after_s=_TRIED_AGAIN_S) from None

    async def ask(
        self, method: str, path: str, token: str | None, query: Mapping[str, str] | None = None
    ) -> http.Answer:
        """Raises `TokenRefused`, and `LibraryAway` also for its own trouble."""
        try:
            return await self._breaker.call(lambda: self._say(method, path, token, query or {}))
        except Resting as resting:
            raise LibraryAway(retry_after_s=resting.retry_after_s) from None

    async def _say(
        self, method: str, path: str, token: str | None, query: Mapping[str, str]
    ) -> http.Answer:
        answer = await self._asked(method, f"{self.upstream.url}{path}", token, query)
        if answer.status == _UNAUTHORIZED:
            raise TokenRefused
        if answer.status >= _TROUBLE:
            raise LibraryAway(retry_after_s=_TRIED_AGAIN_S)
        return answer

    async def _asked(
        self, method: str, url: str, token: str | None, query: Mapping[str, str]
    ) -> http.Answer:
        if self._out is None:
            raise LibraryAway
        headers: dict[str, Any] = {} if token is None else {"X-Plex-Token": token}
        try:
            return await self._out.ask(method, url, params=dict(query), headers=headers)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, AnswerTooLarge):
            raise LibraryAway(retry_after_s=_TRIED_AGAIN_S) from None


def read(answer: http.Answer) -> words.Container:
    """What is in it. Raises `LibraryAway`."""
    try:
        return msgspec.json.decode(answer.body, type=words.Answer).container
    except (msgspec.DecodeError, RecursionError):
        raise LibraryAway(retry_after_s=_TRIED_AGAIN_S) from None
