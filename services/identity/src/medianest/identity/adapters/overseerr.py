"""Overseerr or Seerr, for one question: who is known there, and what Plex calls them.

A small adapter of identity's own: the wishes go through another, in requests, with its own key.
"""

from collections.abc import Sequence
from typing import Any, Final

import httpx
import msgspec
import structlog

from medianest.chassis.egress import EgressProxy
from medianest.chassis.http import AnswerTooLarge, Outward
from medianest.contracts.record import Record
from medianest.identity.ports import Newcomer, SourceAway, SourceRefuses, SourceUnset

log = structlog.get_logger()

PAGE: Final = 100
USERS_MAX: Final = 2000
_ASKED_WITHIN_S: Final = 5.0
_REFUSED: Final = frozenset({401, 403})


class OverseerrAt(Record):
    """Where it is, and what opens it."""

    url: str
    key: str

    def __repr__(self) -> str:
        """Never the key."""
        return "OverseerrAt()"


class _User(Record):
    plexId: int | None = None  # noqa: N815  as Overseerr spells it
    plexUsername: str | None = None  # noqa: N815
    displayName: str | None = None  # noqa: N815


class _PageInfo(Record):
    results: int


class _Users(Record):
    pageInfo: _PageInfo  # noqa: N815  as Overseerr spells it
    results: list[_User]


class OverseerrPeople:
    """A part of the service; a `Source` of people."""

    def __init__(self, proxy: EgressProxy, at: OverseerrAt | None) -> None:
        self._proxy = proxy
        self._at = at
        self._out: Outward | None = None

    async def start(self) -> None:
        await self._proxy.start()
        self._out = Outward(self._proxy.url("overseerr"), total_s=_ASKED_WITHIN_S)

    async def stop(self) -> None:
        if self._out is not None:
            await self._out.close()
        await self._proxy.stop()

    async def newcomers(self) -> Sequence[Newcomer]:
        found: list[_User] = []
        while len(found) < USERS_MAX:
            page = await self._page(skip=len(found))
            found += page.results
            if not page.results or len(found) >= page.pageInfo.results:
                break
        return [_newcomer(user) for user in found]

    async def _page(self, *, skip: int) -> _Users:
        if self._at is None:
            raise SourceUnset
        if self._out is None:
            raise SourceAway(retry_after_s=5)
        url = f"{self._at.url.rstrip('/')}/api/v1/user?take={PAGE}&skip={skip}&sort=created"
        headers = {"X-Api-Key": self._at.key, "Accept": "application/json"}
        try:
            answer = await self._out.ask("GET", url, headers=headers)
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, AnswerTooLarge) as error:
            raise _away(type(error).__name__) from None
        if answer.status in _REFUSED:
            raise SourceRefuses
        if answer.status != httpx.codes.OK:
            raise _away(f"status {answer.status}")
        try:
            return msgspec.json.decode(answer.body, type=_Users)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise _away(type(error).__name__) from None


def _newcomer(user: _User) -> Newcomer:
    name: Any = user.plexUsername or user.displayName or ""
    if not user.plexId:
        return Newcomer(plex_id=None, name=name, flaw="not_from_plex")
    return Newcomer(plex_id=str(user.plexId), name=name)


def _away(reason: str) -> SourceAway:
    """Noted for the operator: whoever asks is only told that it is away."""
    log.warning("overseerr.away", reason=reason)
    return SourceAway(retry_after_s=60)
