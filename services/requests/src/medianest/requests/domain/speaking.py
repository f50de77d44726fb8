"""How much one member may say to problem reports within an hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Limited

AN_HOUR: Final = timedelta(hours=1)
AT_MOST: Final = 30


class Speak(Record):
    now: datetime


class Spoke(Fact, tag="requests.spoke"):
    spoke_at: datetime


class Speaker(Record):
    """When they said something lately."""

    lately: tuple[datetime, ...] = ()


class SaidALot(Limited):
    """You have said a lot within an hour."""


def decide(command: Speak, state: Speaker) -> Sequence[Spoke]:
    lately = [at for at in state.lately if at > command.now - AN_HOUR]
    if len(lately) >= AT_MOST:
        wait = lately[-AT_MOST] + AN_HOUR - command.now
        raise SaidALot(retry_after_s=max(1, ceil(wait.total_seconds())))
    return [Spoke(spoke_at=command.now)]


def evolve(state: Speaker, fact: Spoke) -> Speaker:
    kept = tuple(at for at in state.lately if at > fact.spoke_at - AN_HOUR)
    return Speaker(lately=(*kept, fact.spoke_at))
