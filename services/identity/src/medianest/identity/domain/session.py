"""One browser's sign-in: it starts with a fresh cookie and is over for good when revoked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound
from medianest.identity.domain.link import Via

FRESH_FOR: Final = timedelta(minutes=10)


class Start(Record):
    """`cookie_sha256` is the hash (hex) of the cookie; the cookie itself is never kept.

    `epoch` is the member's when they proved who they are: a change since then makes it void.
    """

    session_id: UUID
    member_id: UUID
    now: datetime
    cookie_sha256: str
    epoch: int
    idle_s: int
    expires_at: datetime
    address: Sealed | None
    user_agent: Sealed | None
    via: Via | None = None


class Revoke(Record):
    """`by` is the member who asks; the sessions of others do not exist for them."""

    by: UUID
    now: datetime


class GiveWay(Record):
    """Another session takes this one's place in a browser; `by` is whose it was."""

    by: UUID
    now: datetime


SessionCommand = Start | Revoke | GiveWay


class SessionStarted(Fact, tag="identity.session-started"):
    session_id: UUID
    member_id: UUID
    started_at: datetime
    cookie_sha256: str
    epoch: int
    idle_s: int
    expires_at: datetime
    address: Sealed | None
    user_agent: Sealed | None
    via: Via | None = None


class SessionRevoked(Fact, tag="identity.session-revoked"):
    revoked_at: datetime


SessionFact = SessionStarted | SessionRevoked


class Missing(Record):
    """There never was one."""


class Live(Record):
    session_id: UUID
    member_id: UUID
    started_at: datetime


class Over(Record):
    session_id: UUID
    member_id: UUID


SessionState = Missing | Live | Over


class NoSuchSession(NotFound):
    """There is no such session."""


def decide(command: SessionCommand, state: SessionState) -> Sequence[SessionFact]:
    match command:
        case Start():
            # Ids are never used twice: one that is known is the same sign-in, repeated.
            return [_started(command)] if isinstance(state, Missing) else []
        case Revoke(by=by, now=now):
            if isinstance(state, Missing) or state.member_id != by:
                raise NoSuchSession
            return [SessionRevoked(revoked_at=now)] if isinstance(state, Live) else []
        case GiveWay(by=by, now=now):
            # Nobody asked for it, so there is nobody to refuse.
            ends = isinstance(state, Live) and state.member_id == by
            return [SessionRevoked(revoked_at=now)] if ends else []


def evolve(state: SessionState, fact: SessionFact) -> SessionState:
    match fact:
        case SessionStarted(session_id=session_id, member_id=member_id, started_at=at):
            return Live(session_id=session_id, member_id=member_id, started_at=at)
        case SessionRevoked():
            if isinstance(state, Missing):
                return state
            return Over(session_id=state.session_id, member_id=state.member_id)


def is_fresh(state: SessionState, member_id: UUID, now: datetime) -> bool:
    """Whether it is this member's, who signed in so lately that they are surely still there."""
    if not isinstance(state, Live) or state.member_id != member_id:
        return False
    return now - state.started_at <= FRESH_FOR


def _started(command: Start) -> SessionStarted:
    return SessionStarted(
        session_id=command.session_id,
        member_id=command.member_id,
        started_at=command.now,
        cookie_sha256=command.cookie_sha256,
        epoch=command.epoch,
        idle_s=command.idle_s,
        expires_at=command.expires_at,
        address=command.address,
        user_agent=command.user_agent,
        via=command.via,
    )
