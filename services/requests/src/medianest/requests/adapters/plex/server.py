"""The media server as a part of the service: from the next call on a new one, once it is set."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from medianest.chassis import http
from medianest.chassis.watching.metrics import Metrics
from medianest.requests.adapters.lines import Lines
from medianest.requests.adapters.plex import words
from medianest.requests.adapters.plex.line import Line, TokenRefused, read
from medianest.requests.domain.library import Eyes, NothingShared
from medianest.requests.ports import LibraryAway, NoLibrary, Upstreams

_GOOD: Final = range(200, 300)
_WRONG_KEY: Final = "The media server does not accept our token any more."


class MediaServer(Lines[Line]):
    """Asks with the token of whoever's eyes count."""

    def __init__(
        self,
        upstreams: Upstreams,
        *,
        plex_tv: str,
        allowed: tuple[str, ...],
        deadline_s: float,
        metrics: Metrics | None = None,
    ) -> None:
        """`allowed` names `host:port` of private addresses that the operator lets us call."""
        make = partial(
            Line, plex_tv=plex_tv, allowed=allowed, deadline_s=deadline_s, metrics=metrics
        )
        super().__init__(upstreams, make)

    async def machine_id(self) -> str:
        """Raises `NoLibrary`, `LibraryAway`."""
        return await (await self._connected()).machine_id()

    async def ask(
        self,
        eyes: Eyes,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
    ) -> http.Answer | None:
        """None where the server has no such thing for these eyes.

        Raises `NoLibrary`, `LibraryAway`, `NothingShared`.
        """
        line = await self._connected()
        answer = await self._asked(line, eyes, method, path, query or {})
        return answer if answer.status in _GOOD else None

    async def look(
        self, eyes: Eyes, path: str, query: Mapping[str, str] | None = None
    ) -> words.Container | None:
        """The same, read."""
        answer = await self.ask(eyes, path, query)
        return None if answer is None else read(answer)

    async def _asked(
        self, line: Line, eyes: Eyes, method: str, path: str, query: Mapping[str, str]
    ) -> http.Answer:
        if eyes.plex_id is None:
            try:
                return await line.ask(method, path, line.upstream.key, query)
            except TokenRefused:
                raise LibraryAway(_WRONG_KEY, retry_after_s=60) from None
        for again in (False, True):
            token = await line.token_of(eyes.plex_id, again=again)
            if token is None:
                break
            try:
                return await line.ask(method, path, token, query)
            except TokenRefused:
                continue  # tokens change when a share does
        raise NothingShared

    async def _connected(self) -> Line:
        line = await self.current()
        if line is None:
            raise NoLibrary
        return line
