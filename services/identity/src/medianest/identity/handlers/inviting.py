"""Invites are made, taken back, and accepted by those who hold the code."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.contracts.limits import LimitName
from medianest.contracts.meta import Meta, Once
from medianest.contracts.permissions import Role
from medianest.contracts.record import Record, replace
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import invite, member
from medianest.identity.domain.roles import By
from medianest.identity.handlers.accounts import Accounts, NewAccount
from medianest.identity.handlers.opening import Browser, Opening, SignedIn
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import Directory

_CODE_BYTES: Final = 32


class Terms(Record):
    """What an invite is to offer, and for how long."""

    role: Role
    limits: Mapping[LimitName, int]
    uses_max: int
    expires_at: datetime
    note: str | None


class NewInvite(Record):
    """An invite that is there now; `code` is None when it was made, and shown, before."""

    invite_id: UUID
    receipt: Receipt
    code: str | None

    def __repr__(self) -> str:
        """Never the code: it lets whoever reads it in."""
        return f"NewInvite(invite_id={self.invite_id})"


@dataclass(frozen=True, slots=True)
class Admission:
    """What an invite lets somebody do: join like this, in one command with its `step`."""

    by: By
    role: Role
    limits: Mapping[LimitName, int]
    step: Step[invite.InviteState, invite.InviteFact]


@dataclass(frozen=True, slots=True)
class Inviting:
    """Lets people join who have no account yet."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    directory: Directory
    accounts: Accounts
    opening: Opening

    async def offer(
        self, terms: Terms, *, by: By, now: datetime, meta: Meta, once: Once | None
    ) -> NewInvite:
        """A new invite, with the one sight of its code."""
        code = secrets.token_urlsafe(_CODE_BYTES)
        command = invite.Invite(
            invite_id=new_id(),
            by=by,
            now=now,
            code_sha256=_sha256(code),
            role=terms.role,
            limits=terms.limits,
            uses_max=terms.uses_max,
            expires_at=terms.expires_at,
            note=await self.keys.seal(by.member_id, terms.note) if terms.note else None,
        )
        receipt = await self.log.carry_out(
            self._step(command.invite_id, command), meta=meta, once=once
        )
        is_new = receipt.id == command.invite_id
        return NewInvite(invite_id=receipt.id, receipt=receipt, code=code if is_new else None)

    async def withdraw(self, invite_id: UUID, *, by: By, now: datetime, meta: Meta) -> Receipt:
        """It lets nobody in any more; who joined by it stays."""
        command = invite.Withdraw(by=by, now=now)
        return await self.log.carry_out(self._step(invite_id, command), meta=meta)

    async def accept(
        self, code: str, account: NewAccount, *, browser: Browser, now: datetime, meta: Meta
    ) -> SignedIn:
        """A local account for whoever holds the code, signed in; so many as the invite lets in."""
        member_id = new_id()
        admission = await self.admission(code, member_id, now=now)
        join = await self.accounts.joining(
            member_id, account, by=admission.by, role=admission.role, now=now
        )
        opened = await self.opening.prepare(member_id, epoch=0, browser=browser, now=now)
        receipt = await self.accounts.welcome(
            join,
            admission.step,
            *opened.steps,
            limits=admission.limits,
            meta=replace(meta, actor=member_id, on_behalf_of=admission.by.member_id),
        )
        return SignedIn(member_id=member_id, receipt=receipt, cookie=opened.cookie)

    async def admission(self, code: str, member_id: UUID, *, now: datetime) -> Admission:
        """What this code is worth now; its inviter must still be able to."""
        invite_id = await self.directory.invite_of(_sha256(code))
        if invite_id is None:
            raise invite.NoSuchInvite
        command = invite.Accept(member_id=member_id, now=now)
        state = (await self.log.load(self.streams.invite, invite_id)).state
        invite.decide(command, state)  # so that the slow hash is made for one who may come in
        if not isinstance(state, invite.Open):
            raise invite.InviteOver
        return Admission(
            by=await self._inviter(state.invited_by),
            role=state.role,
            limits=state.limits,
            step=self._step(invite_id, command),
        )

    async def _inviter(self, member_id: UUID) -> By:
        """Who invited, as they are now: an invite is worth no more than the one who gave it."""
        state = (await self.log.load(self.streams.member, member_id)).state
        if not isinstance(state, member.Active) or "invites.manage" not in state.permissions:
            raise invite.InviteOver
        return By(member_id=member_id, role=state.role, permissions=state.permissions)

    def _step(
        self, invite_id: UUID, command: invite.InviteCommand
    ) -> Step[invite.InviteState, invite.InviteFact]:
        return Step(
            decider=self.streams.invite, id=invite_id, decide=partial(invite.decide, command)
        )


def _sha256(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
