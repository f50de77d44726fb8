"""Who forgot their password asks for a mail, and sets a new one with the link in it.

Asking plans a job and no more, for a known address and an unknown one alike: whatever tells them
apart happens later, where nobody waits for it.
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record, replace
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import member, names, password_reset
from medianest.identity.domain.roles import IN_PERSON, By
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import Passwords

RESET_MAIL: Final = "reset-mail"
_TOKEN_BYTES: Final = 32
_ID_BYTES: Final = 16


class ResetMailJob(Record):
    """Somebody forgot the password of whoever has this address; `email_key` is its blind index."""

    email_key: UUID
    correlation: UUID


@dataclass(frozen=True, slots=True)
class Resetting:
    """The way back."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    passwords: Passwords
    jobs: Jobs
    pepper: bytes

    async def forgot(self, email: str, *, now: datetime, meta: Meta) -> None:
        """See to it that a mail is sent, if there is anybody to send it to."""
        key = names.email_key(email, pepper=self.pepper)
        data = ResetMailJob(email_key=key, correlation=meta.correlation)
        await self.jobs.plan(Job(kind=RESET_MAIL, key=str(key), data=data, due_at=now))

    async def offer(
        self,
        member_id: UUID,
        *,
        is_retry: bool,
        good_for: timedelta = password_reset.GOOD_FOR,
        now: datetime,
        meta: Meta,
    ) -> str | None:
        """A new link's token; None for one who can't sign in, or had a mail a moment ago."""
        state = (await self.log.load(self.streams.member, member_id)).state
        if not isinstance(state, member.Active):
            return None
        raw = member_id.bytes + secrets.token_bytes(_TOKEN_BYTES)
        token = base64.urlsafe_b64encode(raw).decode()
        command = password_reset.Offer(
            member_id=member_id,
            now=now,
            token_sha256=_sha256(token),
            epoch=state.epoch,
            is_retry=is_retry,
            good_for=good_for,
        )
        await self.log.carry_out(self._step(member_id, command), meta=meta)
        kept = (await self.log.load(self.streams.reset, member_id)).state
        is_ours = (
            isinstance(kept, password_reset.Offered) and kept.token_sha256 == command.token_sha256
        )
        return token if is_ours else None

    async def reset(self, token: str, password: str, *, now: datetime, meta: Meta) -> Receipt:
        """Set the password; every session and API key of the member is over."""
        member_id = _member_of(token)
        redeem = password_reset.Redeem(now=now, token_sha256=_sha256(token))
        offered = (await self.log.load(self.streams.reset, member_id)).state
        password_reset.decide(redeem, offered)  # so that the slow hash is made for one who may
        state = (await self.log.load(self.streams.member, member_id)).state
        if not isinstance(state, member.Active) or not isinstance(offered, password_reset.Offered):
            raise password_reset.ResetLinkOver
        name = await self.keys.open(state.username) or ""
        fit = names.new_password(password, name=name, is_common=self.passwords.is_common)
        hashed = await self.passwords.hashed(fit)
        command = member.SetPassword(
            by=By(member_id=member_id, role=state.role, permissions=state.permissions | IN_PERSON),
            now=now,
            epoch=offered.epoch,
            password=await self.keys.seal(member_id, hashed),
        )
        return await self.log.carry_out(
            Step(decider=self.streams.member, id=member_id, decide=partial(member.decide, command)),
            self._step(member_id, redeem),
            meta=replace(meta, actor=member_id),
        )

    def _step(
        self, member_id: UUID, command: password_reset.ResetCommand
    ) -> Step[password_reset.ResetState, password_reset.ResetFact]:
        return Step(
            decider=self.streams.reset,
            id=member_id,
            decide=partial(password_reset.decide, command),
        )


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _member_of(token: str) -> UUID:
    try:
        raw = base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise password_reset.ResetLinkOver from None
    if len(raw) != _ID_BYTES + _TOKEN_BYTES:
        raise password_reset.ResetLinkOver
    return UUID(bytes=raw[:_ID_BYTES])
