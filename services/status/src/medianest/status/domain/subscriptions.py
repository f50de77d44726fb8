"""The rules of one member's subscriptions: of which monitors' incidents they want to be told.

Whoever asks of one that is away is told when it is back, and not once more that it is away.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict

MOST: Final = 200


class TooManySubscriptions(Conflict):
    """You are told of 200 monitors already; let go of one first."""


class Subscribe(Record):
    member_id: UUID
    monitor_id: UUID
    now: datetime
    is_away: bool = False


class Reassure(Record):
    """What was away is back for longer than a moment."""

    member_id: UUID
    monitor_id: UUID
    monitor_name: str
    now: datetime


class Unsubscribe(Record):
    member_id: UUID
    monitor_id: UUID
    now: datetime


class Forget(Record):
    """The member was erased."""

    member_id: UUID
    now: datetime


SubscriptionCommand = Subscribe | Reassure | Unsubscribe | Forget


class Subscribed(Fact, tag="status.subscribed"):
    member_id: UUID
    monitor_id: UUID
    at: datetime
    is_away: bool = False


class Reassured(Fact, tag="status.reassured"):
    member_id: UUID
    monitor_id: UUID
    monitor_name: str
    at: datetime


class Unsubscribed(Fact, tag="status.unsubscribed"):
    member_id: UUID
    monitor_id: UUID
    at: datetime


class Forgotten(Fact, tag="status.subscriptions-forgotten"):
    member_id: UUID
    at: datetime


SubscriptionFact = Subscribed | Reassured | Unsubscribed | Forgotten


class Subscriptions(Record):
    """`awaited`: those of them that were away when the member asked, until they are back."""

    monitors: frozenset[UUID] = frozenset()
    awaited: frozenset[UUID] = frozenset()


def decide(command: SubscriptionCommand, state: Subscriptions) -> Sequence[SubscriptionFact]:
    who, at = command.member_id, command.now
    match command:
        case Subscribe(monitor_id=monitor_id, is_away=is_away):
            if monitor_id in state.monitors:
                return []
            if len(state.monitors) >= MOST:
                raise TooManySubscriptions
            return [Subscribed(member_id=who, monitor_id=monitor_id, at=at, is_away=is_away)]
        case Reassure(monitor_id=monitor_id, monitor_name=name):
            back = Reassured(member_id=who, monitor_id=monitor_id, monitor_name=name, at=at)
            return [back] if monitor_id in state.awaited else []
        case Unsubscribe(monitor_id=monitor_id):
            gone = Unsubscribed(member_id=who, monitor_id=monitor_id, at=at)
            return [gone] if monitor_id in state.monitors else []
        case Forget():
            return [Forgotten(member_id=who, at=at)] if state.monitors else []


def evolve(state: Subscriptions, fact: SubscriptionFact) -> Subscriptions:
    match fact:
        case Subscribed(monitor_id=monitor_id, is_away=is_away):
            awaited = state.awaited | {monitor_id} if is_away else state.awaited
            return Subscriptions(monitors=state.monitors | {monitor_id}, awaited=awaited)
        case Reassured(monitor_id=monitor_id):
            return replace(state, awaited=state.awaited - {monitor_id})
        case Unsubscribed(monitor_id=monitor_id):
            gone = {monitor_id}
            return Subscriptions(monitors=state.monitors - gone, awaited=state.awaited - gone)
        case Forgotten():
            return Subscriptions()
