"""A way back for who forgot their password: one link by mail, once, for a short time.

A member has one link at a time: a new one makes the one before worthless.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden

GOOD_FOR: Final = timedelta(minutes=30)
REST: Final = timedelta(minutes=2)
"""How long after one mail no other is sent: nobody floods somebody else's mailbox."""


class Offer(Record):
    """`epoch` is the member's: a link is void as soon as their account changes.

    `is_retry`: the mail before could not be sent.
    """

    member_id: UUID
    now: datetime
    token_sha256: str
    epoch: int
    is_retry: bool
    good_for: timedelta = GOOD_FOR


class Redeem(Record):
    now: datetime
    token_sha256: str


ResetCommand = Offer | Redeem


class ResetOffered(Fact, tag="identity.reset-offered"):
    member_id: UUID
    offered_at: datetime
    token_sha256: str
    epoch: int
    expires_at: datetime


class ResetRedeemed(Fact, tag="identity.reset-redeemed"):
    redeemed_at: datetime


ResetFact = ResetOffered | ResetRedeemed


class Unasked(Record):
    """There is no link."""


class Offered(Record):
    offered_at: datetime
    token_sha256: str
    epoch: int
    expires_at: datetime


class Redeemed(Record):
    """The last link was used."""

    offered_at: datetime


ResetState = Unasked | Offered | Redeemed


class ResetLinkOver(Forbidden):
    """This link counts no longer; ask for a new one."""


def decide(command: ResetCommand, state: ResetState) -> Sequence[ResetFact]:
    match command:
        case Offer():
            return [_offered(command)] if _is_due(command, state) else []
        case Redeem(token_sha256=token, now=now):
            if not isinstance(state, Offered) or state.token_sha256 != token:
                raise ResetLinkOver
            if now >= state.expires_at:
                raise ResetLinkOver
            return [ResetRedeemed(redeemed_at=now)]


def evolve(state: ResetState, fact: ResetFact) -> ResetState:
    match fact:
        case ResetOffered():
            return Offered(
                offered_at=fact.offered_at,
                token_sha256=fact.token_sha256,
                epoch=fact.epoch,
                expires_at=fact.expires_at,
            )
        case ResetRedeemed():
            return Redeemed(offered_at=state.offered_at) if isinstance(state, Offered) else state


def _is_due(command: Offer, state: ResetState) -> bool:
    match state:
        case Unasked():
            return True
        case Offered(offered_at=last) | Redeemed(offered_at=last):
            return command.is_retry or command.now >= last + REST


def _offered(command: Offer) -> ResetOffered:
    return ResetOffered(
        member_id=command.member_id,
        offered_at=command.now,
        token_sha256=command.token_sha256,
        epoch=command.epoch,
        expires_at=command.now + command.good_for,
    )
