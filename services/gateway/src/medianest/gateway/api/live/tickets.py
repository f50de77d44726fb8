"""One-time tickets for live connections that bring no cookie: good once, for 30 seconds.

A ticket is signed under a key that all replicas derive from the same pepper, so that any of them
can take it; that it counts once is noted where limits are counted.
"""

import base64
import binascii
import hmac
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from medianest.chassis.clock import SYSTEM, Clock
from medianest.contracts.ids import new_id
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotSignedIn
from medianest.gateway.ports import Limiter, Sessions, Visitor

GOOD_FOR: Final = timedelta(seconds=30)
_LABEL: Final = b"medianest live ticket v1\0"
_MAC_BYTES: Final = 32


class Ticket(Record):
    """What a client gets."""

    ticket: str
    expires_at: datetime


class _Claims(Record):
    id: UUID
    session_id: UUID
    expires_at: datetime


class Tickets:
    """Gives them out and takes them."""

    def __init__(
        self, pepper: bytes, limiter: Limiter, sessions: Sessions, clock: Clock = SYSTEM
    ) -> None:
        self._key = hmac.digest(pepper, _LABEL, "sha256")
        self._limiter = limiter
        self._sessions = sessions
        self._clock = clock

    def give(self, session_id: UUID) -> Ticket:
        """A ticket for this session."""
        expires_at = self._clock.now() + GOOD_FOR
        claims = _Claims(id=new_id(), session_id=session_id, expires_at=expires_at)
        said = msgspec.json.encode(claims)
        sealed = hmac.digest(self._key, said, "sha256") + said
        text = base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
        return Ticket(ticket=text, expires_at=expires_at)

    async def take(self, ticket: str) -> Visitor:
        """Whose it is. Raises `NotSignedIn` if it is not ours, too old or used."""
        claims = self._read(ticket)
        if claims is None or claims.expires_at <= self._clock.now():
            raise NotSignedIn
        if not await self._limiter.is_first(f"ticket:{claims.id}", 60):
            raise NotSignedIn
        good = await self._sessions.still_good([claims.session_id])
        if claims.session_id not in good:
            raise NotSignedIn
        return good[claims.session_id]

    def _read(self, ticket: str) -> _Claims | None:
        try:
            sealed = base64.b64decode(
                ticket + "=" * (-len(ticket) % 4), altchars=b"-_", validate=True
            )
            mac, said = sealed[:_MAC_BYTES], sealed[_MAC_BYTES:]
            if not hmac.compare_digest(mac, hmac.digest(self._key, said, "sha256")):
                return None
            return msgspec.json.decode(said, type=_Claims)
        except (binascii.Error, msgspec.DecodeError, ValueError):
            return None
