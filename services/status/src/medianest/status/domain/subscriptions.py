"""The rules of one member's subscriptions: of which monitors' incidents they want to be told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict

MOST: Final = 200


class TooManySubscriptions(Conflict):
    """You are told of 200 monitors already; let go of one first."""


class Subscribe(Record):
    member_id: UUID
    monitor_id: UUID
    now: datetime


class Unsubscribe(Record):
    member_id: UUID
    monitor_id: UUID
    now: datetime


class Forget(Record):
    """The member was erased."""

    member_id: UUID
    now: datetime


SubscriptionCommand = Subscribe | Unsubscribe | Forget


class Subscribed(Fact, tag="status.subscribed"):
    member_id: UUID
    monitor_id: UUID
    at: datetime


class Unsubscribed(Fact, tag="status.unsubscribed"):
    member_id: UUID
    monitor_id: UUID
    at: datetime


class Forgotten(Fact, tag="status.subscriptions-forgotten"):
    member_id: UUID
    at: datetime


SubscriptionFact = Subscribed | Unsubscribed | Forgotten
Subscriptions = frozenset[UUID]


def decide(command: SubscriptionCommand, state: Subscriptions) -> Sequence[SubscriptionFact]:
    who, at = command.member_id, command.now
    match command:
        case Subscribe(monitor_id=monitor_id):
            if monitor_id in state:
                return []
            if len(state) >= MOST:
                raise TooManySubscriptions
            return [Subscribed(member_id=who, monitor_id=monitor_id, at=at)]
        case Unsubscribe(monitor_id=monitor_id):
            gone = Unsubscribed(member_id=who, monitor_id=monitor_id, at=at)
            return [gone] if monitor_id in state else []
        case Forget():
            return [Forgotten(member_id=who, at=at)] if state else []


def evolve(state: Subscriptions, fact: SubscriptionFact) -> Subscriptions:
    match fact:
        case Subscribed(monitor_id=monitor_id):
            return state | {monitor_id}
        case Unsubscribed(monitor_id=monitor_id):
            return state - {monitor_id}
        case Forgotten():
            return frozenset()
