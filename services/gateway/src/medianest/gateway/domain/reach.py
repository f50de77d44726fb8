"""Whether a service can be reached from here: told once when it is lost, once when it is back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record

_NAMESPACE: Final = uuid5(NAMESPACE_URL, "urn:medianest:gateway:reach")


class TellLost(Record):
    toward: str
    now: datetime


class TellBack(Record):
    toward: str
    now: datetime


ReachCommand = TellLost | TellBack


class ReachFact(Fact):
    """What happened on the way to a service."""


class ReachLost(ReachFact, tag="gateway.reach-lost"):
    toward: str
    lost_at: datetime


class ReachRegained(ReachFact, tag="gateway.reach-regained"):
    toward: str
    back_at: datetime


ReachFacts = ReachLost | ReachRegained


class Within(Record):
    """It answers, as far as is known."""


class Lost(Record):
    """It does not answer."""

    since: datetime


ReachState = Within | Lost


def decide(command: ReachCommand, state: ReachState) -> Sequence[ReachFacts]:
    match command:
        case TellLost(toward=toward, now=now):
            # Of several replicas the first one tells it.
            return [ReachLost(toward=toward, lost_at=now)] if isinstance(state, Within) else []
        case TellBack(toward=toward, now=now):
            return [ReachRegained(toward=toward, back_at=now)] if isinstance(state, Lost) else []


def evolve(state: ReachState, fact: ReachFacts) -> ReachState:
    match fact:
        case ReachLost(lost_at=at):
            return Lost(since=at)
        case ReachRegained():
            return Within()


def reach_id(toward: str) -> UUID:
    """The stream of one service's reach: the same in every replica."""
    return uuid5(_NAMESPACE, toward)
