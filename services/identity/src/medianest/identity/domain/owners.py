"""The household always has an owner who can act: one stream knows them all."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict

THE_OWNERS: Final = UUID("6b0c6c0e-8a0e-5d5c-9b0e-2f5a7f1f9c01")


class Gain(Record):
    """Somebody becomes an owner."""

    member_id: UUID


class Lose(Record):
    """Somebody is an owner no longer."""

    member_id: UUID


class Bury(Record):
    """Somebody is gone for good, even if nobody is left."""

    member_id: UUID


class Rest(Record):
    """Somebody can't act for now, owner or not."""

    member_id: UUID


class Return(Record):
    """Somebody can act again, owner or not."""

    member_id: UUID


OwnersCommand = Gain | Lose | Bury | Rest | Return


class OwnerGained(Fact, tag="identity.owner-gained"):
    member_id: UUID


class OwnerLost(Fact, tag="identity.owner-lost"):
    member_id: UUID


class OwnerRested(Fact, tag="identity.owner-rested"):
    member_id: UUID


class OwnerReturned(Fact, tag="identity.owner-returned"):
    member_id: UUID


OwnersFact = OwnerGained | OwnerLost | OwnerRested | OwnerReturned


class Owners(Record):
    """Those who can act, and those whose account is disabled."""

    acting: frozenset[UUID] = frozenset()
    resting: frozenset[UUID] = frozenset()


class LastOwner(Conflict):
    """The household needs an owner; make somebody else an owner first."""


def decide(command: OwnersCommand, state: Owners) -> Sequence[OwnersFact]:
    who = command.member_id
    match command:
        case Gain():
            known = who in state.acting or who in state.resting
            return [] if known else [OwnerGained(member_id=who)]
        case Lose():
            if who in state.resting:
                return [OwnerLost(member_id=who)]
            return [OwnerLost(member_id=who)] if _can_be_spared(who, state) else []
        case Bury():
            known = who in state.acting or who in state.resting
            return [OwnerLost(member_id=who)] if known else []
        case Rest():
            return [OwnerRested(member_id=who)] if _can_be_spared(who, state) else []
        case Return():
            return [OwnerReturned(member_id=who)] if who in state.resting else []


def evolve(state: Owners, fact: OwnersFact) -> Owners:
    acting, resting = state.acting, state.resting
    match fact:
        case OwnerGained(member_id=who):
            return Owners(acting=acting | {who}, resting=resting)
        case OwnerLost(member_id=who):
            return Owners(acting=acting - {who}, resting=resting - {who})
        case OwnerRested(member_id=who):
            return Owners(acting=acting - {who}, resting=resting | {who})
        case OwnerReturned(member_id=who):
            return Owners(acting=acting | {who}, resting=resting - {who})


def _can_be_spared(who: UUID, state: Owners) -> bool:
    """Whether an acting owner goes; refuses if nobody would be left."""
    if state.acting == {who}:
        raise LastOwner
    return who in state.acting
