"""An invite: whoever holds its code may join with its role, so often and so long."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.limits import LimitName
from medianest.contracts.permissions import Role
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Invalid, NotFound
from medianest.identity.domain.roles import By, may_welcome

GOOD_FOR_MAX: Final = timedelta(days=90)


class Invite(Record):
    """`code_sha256` is the hash (hex) of the code; the code itself is shown once and not kept."""

    invite_id: UUID
    by: By
    now: datetime
    code_sha256: str
    role: Role
    limits: Mapping[LimitName, int]
    uses_max: int
    expires_at: datetime
    note: Sealed | None


class Withdraw(Record):
    by: By
    now: datetime


class Accept(Record):
    member_id: UUID
    now: datetime


InviteCommand = Invite | Withdraw | Accept


class Invited(Fact, tag="identity.invited"):
    invite_id: UUID
    invited_by: UUID
    invited_at: datetime
    code_sha256: str
    role: Role
    limits: dict[LimitName, int]
    uses_max: int
    expires_at: datetime
    note: Sealed | None


class InviteWithdrawn(Fact, tag="identity.invite-withdrawn"):
    withdrawn_at: datetime


class InviteAccepted(Fact, tag="identity.invite-accepted"):
    accepted_at: datetime
    member_id: UUID


InviteFact = Invited | InviteWithdrawn | InviteAccepted


class Missing(Record):
    """There never was one."""


class Open(Record):
    """One that was not withdrawn; it may be used up or have run out."""

    invited_by: UUID
    role: Role
    limits: Mapping[LimitName, int]
    uses_left: int
    expires_at: datetime


class Withdrawn(Record):
    """One that lets nobody in any more."""


InviteState = Missing | Open | Withdrawn


class NoSuchInvite(NotFound):
    """There is no such invite."""


class InviteOver(Conflict):
    """This invite counts no longer; ask for a new one, or sign in if you came in by it."""


class InviteTooLong(Invalid):
    """An invite is good for some time between now and 90 days from now."""


def decide(command: InviteCommand, state: InviteState) -> Sequence[InviteFact]:
    match command:
        case Invite():
            # Ids are never used twice: one that is known is the same invite, repeated.
            return [_invited(command)] if isinstance(state, Missing) else []
        case Withdraw():
            return _withdrawn(command, state)
        case Accept():
            return [_accepted(command, state)]


def evolve(state: InviteState, fact: InviteFact) -> InviteState:
    match fact:
        case Invited():
            return Open(
                invited_by=fact.invited_by,
                role=fact.role,
                limits=fact.limits,
                uses_left=fact.uses_max,
                expires_at=fact.expires_at,
            )
        case InviteWithdrawn():
            return state if isinstance(state, Missing) else Withdrawn()
        case InviteAccepted():
            if not isinstance(state, Open):
                return state
            return Open(
                invited_by=state.invited_by,
                role=state.role,
                limits=state.limits,
                uses_left=state.uses_left - 1,
                expires_at=state.expires_at,
            )


def _invited(command: Invite) -> Invited:
    may_welcome(command.by, command.role)
    if not command.now < command.expires_at <= command.now + GOOD_FOR_MAX:
        raise InviteTooLong
    return Invited(
        invite_id=command.invite_id,
        invited_by=command.by.member_id,
        invited_at=command.now,
        code_sha256=command.code_sha256,
        role=command.role,
        limits=dict(command.limits),
        uses_max=command.uses_max,
        expires_at=command.expires_at,
        note=command.note,
    )


def _withdrawn(command: Withdraw, state: InviteState) -> Sequence[InviteFact]:
    match state:
        case Missing():
            raise NoSuchInvite
        case Open(role=role):
            may_welcome(command.by, role)
            return [InviteWithdrawn(withdrawn_at=command.now)]
        case Withdrawn():
            return []


def _accepted(command: Accept, state: InviteState) -> InviteAccepted:
    match state:
        case Missing():
            raise NoSuchInvite
        case Withdrawn():
            raise InviteOver
        case Open(uses_left=left, expires_at=until):
            if left < 1 or command.now >= until:
                raise InviteOver
            return InviteAccepted(accepted_at=command.now, member_id=command.member_id)
