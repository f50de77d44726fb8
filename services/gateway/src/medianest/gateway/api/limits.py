"""Which limits a request counts against, and how a client is told.

A person is counted as one, whatever browsers they use; a stranger by their address. Signing in is
counted by the address and by the account that is tried, and never by the person. Programs with an
API key are counted by their key, and do not eat what their member may ask.
"""

import hashlib
import math
from collections.abc import Mapping
from typing import Final

import msgspec

from medianest.contracts.refusals import Limited
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.routes import Route
from medianest.gateway.ports import Limit, Limiter, Spent, Verdict, Visitor

NAME_CHARACTERS_MAX: Final = 256


class TooOften(Limited):
    """You are asking too often. Please wait a moment."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        wait_s = max(1, math.ceil(verdict.retry_after_s))
        super().__init__(f"Try again in {wait_s} s.", retry_after_s=wait_s)


class Limits:
    """Counts requests by their route."""

    def __init__(self, limiter: Limiter, limits: Mapping[str, Limit]) -> None:
        self._limiter = limiter
        self._limits = limits

    async def count(
        self, incoming: Incoming, route: Route, visitor: Visitor | None
    ) -> Mapping[str, str]:
        """Returns the headers that tell what is left. Raises `TooOften`."""
        verdict = await self._limiter.spend([self._spent(incoming, route, visitor)])
        if not verdict.is_allowed:
            raise TooOften(verdict)
        return told(verdict)

    async def count_account(self, name: str) -> None:
        """One more try to sign in to this account, from wherever. Raises `TooOften`."""
        whom = hashlib.sha256(name.encode()).hexdigest()[:32]
        spent = Spent(limit=self._limits["sign_in_account"], whom=whom)
        verdict = await self._limiter.spend([spent])
        if not verdict.is_allowed:
            raise TooOften(verdict)

    def _spent(self, incoming: Incoming, route: Route, visitor: Visitor | None) -> Spent:
        if route.counted == "sign_in":
            return Spent(limit=self._limits["sign_in_address"], whom=incoming.network)
        if visitor is not None and visitor.by_key and route.counted == "person":
            return Spent(limit=self._limits["api_key"], whom=str(visitor.session_id))
        if visitor is not None:
            return Spent(limit=self._limits[route.counted], whom=str(visitor.member_id))
        counted = "strangers" if route.counted == "person" else route.counted
        return Spent(limit=self._limits[counted], whom=incoming.network)


def told(verdict: Verdict) -> dict[str, str]:
    """`RateLimit-*`."""
    return {
        "ratelimit-limit": str(verdict.limit),
        "ratelimit-remaining": str(verdict.remaining),
        "ratelimit-reset": str(math.ceil(verdict.reset_s)),
    }


def account_in(body: bytes, field: str) -> str | None:
    """The account that a sign-in names; identity itself judges what else the body holds."""
    try:
        value = msgspec.json.decode(body, type=dict[str, object]).get(field)
    except (msgspec.DecodeError, RecursionError):
        return None
    return value.strip().casefold()[:NAME_CHARACTERS_MAX] if isinstance(value, str) else None
