"""Which limits a request counts against, and how a client is told.

A person is counted as one, whatever browsers they use; a stranger by their address. Signing in is
counted by the address and by the account that is tried, and never by the person; so is whatever
takes the password of who is signed in, or a stolen session would guess it from everywhere. Programs
with an API key are counted by their key, and do not eat what their member may ask. An operator may
set another limit for a role, for a path, or for a role at a path; the narrowest counts.
"""

import hashlib
import math
from collections.abc import Iterable
from typing import Final

import msgspec

from medianest.contracts.refusals import Limited
from medianest.contracts.spelling import folded
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.routes import Route
from medianest.gateway.ports import Limit, Limiter, LimitsSet, Spent, Verdict, Visitor

NAME_CHARACTERS_MAX: Final = 256


class TooOften(Limited):
    """You are asking too often. Please wait a moment."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        wait_s = max(1, math.ceil(verdict.retry_after_s))
        super().__init__(f"Try again in {wait_s} s.", retry_after_s=wait_s)


class NoSuchRoute(Exception):
    """A limit is set for a path that is no route of the gateway."""


class Limits:
    """Counts requests by their route."""

    def __init__(self, limiter: Limiter, limits: LimitsSet, routes: Iterable[Route]) -> None:
        """Raises `NoSuchRoute` when a limit is set for a path that no route has."""
        unknown = {path for _, path in limits.by_path} - {route.segments for route in routes}
        if unknown:
            raise NoSuchRoute(", ".join(f"/{'/'.join(path)}" for path in sorted(unknown)))
        self._limiter = limiter
        self._limits = limits

    async def count(
        self, incoming: Incoming, route: Route, visitor: Visitor | None
    ) -> list[tuple[bytes, bytes]]:
        """Returns the headers that tell what is left. Raises `TooOften`."""
        verdict = await self._limiter.spend(self._spent(incoming, route, visitor))
        if not verdict.is_allowed:
            raise TooOften(verdict)
        return told(verdict)

    async def count_guess(self, incoming: Incoming) -> None:
        """One more cookie or key, from this address, that nobody heard of. Raises `TooOften`."""
        spent = Spent(limit=self._limits.named["guesses"], whom=incoming.network)
        verdict = await self._limiter.spend([spent])
        if not verdict.is_allowed:
            raise TooOften(verdict)

    async def count_account(self, name: str) -> None:
        """One more try to sign in to this account, from wherever. Raises `TooOften`."""
        whom = hashlib.sha256(name.encode()).hexdigest()[:32]
        spent = Spent(limit=self._limits.named["sign_in_account"], whom=whom)
        verdict = await self._limiter.spend([spent])
        if not verdict.is_allowed:
            raise TooOften(verdict)

    def _spent(self, incoming: Incoming, route: Route, visitor: Visitor | None) -> list[Spent]:
        role = None if visitor is None else visitor.role
        limit = self._limit(_counted(route, visitor), route, role)
        if visitor is None or route.counted == "sign_in":
            spent = [Spent(limit=limit, whom=incoming.network)]
            if visitor is not None and route.asks_password:
                account = self._limits.named["sign_in_account"]
                spent.append(Spent(limit=account, whom=str(visitor.member_id)))
            return spent
        whom = visitor.session_id if visitor.by_key else visitor.member_id
        return [Spent(limit=limit, whom=str(whom))]

    def _limit(self, name: str, route: Route, role: str | None) -> Limit:
        limits = self._limits
        if limits.by_path:
            for whose in (role, None):
                found = limits.by_path.get((whose, route.segments))
                if found is not None:
                    return found
        return limits.by_role.get((role or "", name)) or limits.named[name]


def _counted(route: Route, visitor: Visitor | None) -> str:
    if route.counted == "sign_in":
        return "sign_in_address"
    if route.counted != "person":
        return route.counted
    if visitor is None:
        return "strangers"
    return "api_key" if visitor.by_key else "person"


def told(verdict: Verdict) -> list[tuple[bytes, bytes]]:
    """`RateLimit-*`."""
    return [
        (b"ratelimit-limit", b"%d" % verdict.limit),
        (b"ratelimit-remaining", b"%d" % verdict.remaining),
        (b"ratelimit-reset", b"%d" % math.ceil(verdict.reset_s)),
    ]


def account_in(body: bytes, field: str) -> str | None:
    """The account that a sign-in names; identity itself judges what else the body holds."""
    try:
        value = msgspec.json.decode(body, type=dict[str, object]).get(field)
    except (msgspec.DecodeError, RecursionError):
        return None
    return folded(value)[:NAME_CHARACTERS_MAX] if isinstance(value, str) else None
