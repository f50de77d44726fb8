"""A session is opened: a fresh cookie, of which only the hash is kept."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.contracts.ids import new_id
from medianest.contracts.record import Record
from medianest.eventlog.log import Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import session
from medianest.identity.domain.link import Via
from medianest.identity.handlers.streams import Streams

_COOKIE_BYTES: Final = 32
_USER_AGENT_MAX: Final = 300


class Lifetimes(Record):
    """How long a cookie is good: unused, and at most."""

    idle_s: int
    absolute_s: int


class Held(Record):
    """The session with which a browser comes, and whose it is."""

    session_id: UUID
    member_id: UUID


class Browser(Record):
    """What a browser says of itself, as far as the gateway passes it on."""

    address: str | None = None
    user_agent: str | None = None
    held: Held | None = None


class Cookie(Record):
    """What the browser is to keep."""

    value: str
    max_age_s: int

    def __repr__(self) -> str:
        """Never the value: a cookie in a log is a session for whoever reads it."""
        return f"Cookie(max_age_s={self.max_age_s})"


class SignedIn(Record):
    """Somebody is signed in, with this cookie."""

    member_id: UUID
    receipt: Receipt
    cookie: Cookie


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that starts with the first of its `steps`; the one before it ends."""

    session_id: UUID
    cookie: Cookie
    steps: Sequence[Step[session.SessionState, session.SessionFact]]


@dataclass(frozen=True, slots=True)
class Opening:
    """Makes sessions."""

    streams: Streams
    keys: SubjectKeys
    lifetimes: Lifetimes

    async def prepare(
        self,
        member_id: UUID,
        *,
        epoch: int,
        browser: Browser,
        now: datetime,
        via: Via | None = None,
    ) -> Opened:
        """A new session for somebody who has just proved who they are."""
        value = secrets.token_urlsafe(_COOKIE_BYTES)
        command = session.Start(
            session_id=new_id(),
            member_id=member_id,
            now=now,
            cookie_sha256=hashlib.sha256(value.encode()).hexdigest(),
            epoch=epoch,
            idle_s=self.lifetimes.idle_s,
            expires_at=now + timedelta(seconds=self.lifetimes.absolute_s),
            address=await self._sealed(member_id, browser.address),
            user_agent=await self._sealed(member_id, (browser.user_agent or "")[:_USER_AGENT_MAX]),
            via=via,
        )
        return Opened(
            session_id=command.session_id,
            cookie=Cookie(value=value, max_age_s=self.lifetimes.absolute_s),
            steps=[self._step(command.session_id, command), *self._gives_way(browser.held, now)],
        )

    def _gives_way(
        self, held: Held | None, now: datetime
    ) -> Sequence[Step[session.SessionState, session.SessionFact]]:
        """The browser forgets its cookie for the new one; whoever copied it is to lose it too."""
        if held is None:
            return []
        return [self._step(held.session_id, session.GiveWay(by=held.member_id, now=now))]

    def _step(
        self, session_id: UUID, command: session.SessionCommand
    ) -> Step[session.SessionState, session.SessionFact]:
        return Step(
            decider=self.streams.session, id=session_id, decide=partial(session.decide, command)
        )

    async def _sealed(self, member_id: UUID, text: str | None) -> Sealed | None:
        return await self.keys.seal(member_id, text) if text else None
