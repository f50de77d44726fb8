"""How much one member may ask for: so many in an hour, so many bytes in a day and in all."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Limited

_HOUR: Final = timedelta(hours=1)
_DAY_S: Final = 86_400


class Limits(Record):
    """None: as much as they like."""

    per_hour: int | None = None
    bytes_per_day: int | None = None
    bytes_in_all: int | None = None


class Use(Record):
    """What a member's finished downloads took in the last day, and what they hold now."""

    bytes_today: int = 0
    bytes_in_all: int = 0


class Take(Record):
    """Use one's allowance for this download. `use` was looked up just now."""

    download_id: UUID
    now: datetime
    limits: Limits
    use: Use


class Taken(Fact, tag="allowance.taken"):
    download_id: UUID
    taken_at: datetime


class Allowance(Record):
    """When it was used, as far as the last hour remembers."""

    taken_at: tuple[datetime, ...] = ()


class HourSpent(Limited):
    """You have asked for as many videos as you may in an hour."""


class DaySpent(Limited):
    """Your downloads of the last day are as large as they may be."""


class SpaceSpent(Conflict):
    """Your videos take all the space that you may use. Remove some first."""


def decide(command: Take, state: Allowance) -> Sequence[Taken]:
    """Whether there is some left."""
    limits, use = command.limits, command.use
    if limits.bytes_in_all is not None and use.bytes_in_all >= limits.bytes_in_all:
        raise SpaceSpent
    if limits.bytes_per_day is not None and use.bytes_today >= limits.bytes_per_day:
        raise DaySpent(retry_after_s=_DAY_S // 24)
    recent = within_the_hour(state, command.now)
    if limits.per_hour is not None and len(recent) >= limits.per_hour:
        # A limit that was lowered since may have more of them in the way than the first.
        in_the_way = recent[-limits.per_hour] if limits.per_hour else command.now
        wait = in_the_way + _HOUR - command.now
        raise HourSpent(retry_after_s=max(1, ceil(wait.total_seconds())))
    return [Taken(download_id=command.download_id, taken_at=command.now)]


def within_the_hour(state: Allowance, now: datetime) -> tuple[datetime, ...]:
    """When it was used in the hour before `now`."""
    return tuple(at for at in state.taken_at if at > now - _HOUR)


def evolve(state: Allowance, fact: Taken) -> Allowance:
    """Forgets what is over."""
    return Allowance(taken_at=(*within_the_hour(state, fact.taken_at), fact.taken_at))
