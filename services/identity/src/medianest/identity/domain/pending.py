"""A sign-in that waits for its second factor: for one browser, a few minutes, a few tries, once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Forbidden
from medianest.identity.domain.link import Via

GOOD_FOR: Final = timedelta(minutes=5)
TRIES_MAX: Final = 5


class Begin(Record):
    """The password was right. `epoch` is the member's: a change since then makes it void."""

    member_id: UUID
    now: datetime
    token_sha256: str
    epoch: int
    via: Via | None = None


class Fail(Record):
    now: datetime
    token_sha256: str


class Prove(Record):
    """The second factor was right."""

    now: datetime
    token_sha256: str


class End(Record):
    """Whoever vouched for the first half says that they left."""

    now: datetime


PendingCommand = Begin | Fail | Prove | End


class SignInBegun(Fact, tag="identity.sign-in-begun"):
    member_id: UUID
    begun_at: datetime
    token_sha256: str
    epoch: int
    expires_at: datetime
    via: Via | None = None


class SignInFailed(Fact, tag="identity.sign-in-failed"):
    failed_at: datetime


class SignInProven(Fact, tag="identity.sign-in-proven"):
    proven_at: datetime


class SignInEnded(Fact, tag="identity.sign-in-ended"):
    ended_at: datetime


PendingFact = SignInBegun | SignInFailed | SignInProven | SignInEnded


class Missing(Record):
    """There is none."""


class Waiting(Record):
    member_id: UUID
    token_sha256: str
    epoch: int
    expires_at: datetime
    via: Via | None = None
    tries: int = 0


class Over(Record):
    """It was proven once, or ended before."""


PendingState = Missing | Waiting | Over


class SignInOver(Forbidden):
    """This sign-in is over; begin again."""


def decide(command: PendingCommand, state: PendingState) -> Sequence[PendingFact]:
    match command:
        case Begin():
            begun = SignInBegun(
                member_id=command.member_id,
                begun_at=command.now,
                token_sha256=command.token_sha256,
                epoch=command.epoch,
                expires_at=command.now + GOOD_FOR,
                via=command.via,
            )
            return [begun] if isinstance(state, Missing) else []
        case Fail(now=now, token_sha256=token):
            waiting(state, token, now)
            return [SignInFailed(failed_at=now)]
        case Prove(now=now, token_sha256=token):
            waiting(state, token, now)
            return [SignInProven(proven_at=now)]
        case End(now=now):
            return [SignInEnded(ended_at=now)] if isinstance(state, Waiting) else []


def evolve(state: PendingState, fact: PendingFact) -> PendingState:
    match fact:
        case SignInBegun():
            return Waiting(
                member_id=fact.member_id,
                token_sha256=fact.token_sha256,
                epoch=fact.epoch,
                expires_at=fact.expires_at,
                via=fact.via,
            )
        case SignInFailed():
            return _tried(state)
        case SignInProven() | SignInEnded():
            return Over()


def waiting(state: PendingState, token_sha256: str, now: datetime) -> Waiting:
    """The sign-in, if it still waits for the browser that holds this token."""
    if not isinstance(state, Waiting) or state.token_sha256 != token_sha256:
        raise SignInOver
    if now >= state.expires_at or state.tries >= TRIES_MAX:
        raise SignInOver
    return state


def _tried(state: PendingState) -> PendingState:
    if not isinstance(state, Waiting):
        return state
    return replace(state, tries=state.tries + 1)
