"""The door behind every first proof: straight into a session, or on to the second factor."""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record, replace
from medianest.eventlog.log import Log, Step
from medianest.identity.domain import member, pending
from medianest.identity.domain.link import Via
from medianest.identity.handlers.opening import Browser, Cookie, Opening, SignedIn
from medianest.identity.handlers.streams import Streams

_TOKEN_BYTES: Final = 32
_ID_BYTES: Final = 16


class Halfway(Record):
    """There is no session yet: this browser has to bring a second factor, with this cookie."""

    cookie: Cookie


@dataclass(frozen=True, slots=True)
class Entering:
    """Lets members in who have proved the first half of who they are."""

    log: Log
    streams: Streams
    opening: Opening

    async def enter(
        self,
        account: member.Active,
        *,
        browser: Browser,
        now: datetime,
        meta: Meta,
        via: Via | None = None,
        first: Sequence[Step[Any, Any]] = (),
    ) -> SignedIn | Halfway:
        """A new session with a new cookie, unless there is a second factor to ask for.

        `first` is what made `account` what it is, and is carried out with it.
        """
        who = account.member_id
        meta = replace(meta, actor=who)
        factors = (await self.log.load(self.streams.factors, who)).state
        if factors.are_wanted:
            return await self._halfway(account, *first, via=via, now=now, meta=meta)
        opened = await self.opening.prepare(
            who, epoch=account.epoch, browser=browser, now=now, via=via
        )
        receipt = await self.log.carry_out(*opened.steps, *first, meta=meta)
        return SignedIn(member_id=who, receipt=receipt, cookie=opened.cookie)

    async def _halfway(
        self,
        account: member.Active,
        *first: Step[Any, Any],
        via: Via | None,
        now: datetime,
        meta: Meta,
    ) -> Halfway:
        pending_id = new_id()
        token = new_token(pending_id)
        command = pending.Begin(
            member_id=account.member_id,
            now=now,
            token_sha256=token_sha256(token),
            epoch=account.epoch,
            via=via,
        )
        await self.log.carry_out(
            Step(
                decider=self.streams.pending,
                id=pending_id,
                decide=partial(pending.decide, command),
            ),
            *first,
            meta=meta,
        )
        max_age_s = int(pending.GOOD_FOR.total_seconds())
        return Halfway(cookie=Cookie(value=token, max_age_s=max_age_s))


def new_token(id_: UUID) -> str:
    """256 random bits, and what they are for."""
    raw = id_.bytes + secrets.token_bytes(_TOKEN_BYTES)
    return base64.urlsafe_b64encode(raw).decode()


def token_sha256(token: str) -> str:
    """All that is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def id_in(token: str) -> UUID | None:
    """What the token is for; None if it is none of ours."""
    try:
        raw = base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return UUID(bytes=raw[:_ID_BYTES]) if len(raw) == _ID_BYTES + _TOKEN_BYTES else None
