"""How much one member may wish for: so many an hour, so many films and seasons in some days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Limited
from medianest.requests.domain.wish import MediaType

REMEMBERED: Final = timedelta(days=366)
_HOUR: Final = timedelta(hours=1)


class Quota(Record):
    """At most so many within the last `days`; None is without end."""

    at_most: int | None = None
    days: int = 7


class House(Record):
    """What holds for everybody who has no limit of their own."""

    an_hour: int = 20
    films: Quota = Quota()
    seasons: Quota = Quota()

    def of(self, media_type: MediaType) -> Quota:
        return self.films if media_type == "movie" else self.seasons


class Spend(Record):
    """One wish; `units` are films or seasons, none where it is here already."""

    request_id: UUID
    media_type: MediaType
    units: int
    house: House
    now: datetime


class GiveBack(Record):
    """It was declined or cancelled: it counts no more for films and seasons, still for the hour."""

    request_id: UUID
    now: datetime


class Allow(Record):
    """A limit of this member's own, or None for the house's."""

    an_hour: int | None
    now: datetime


AllowanceCommand = Spend | GiveBack | Allow


class Spent(Fact, tag="requests.allowance-spent"):
    request_id: UUID
    media_type: MediaType
    units: int
    spent_at: datetime


class GivenBack(Fact, tag="requests.allowance-given-back"):
    request_id: UUID
    given_back_at: datetime


class Allowed(Fact, tag="requests.allowance-set"):
    an_hour: int | None
    set_at: datetime


AllowanceFact = Spent | GivenBack | Allowed
FACTS = (Spent, GivenBack, Allowed)


class Allowance(Record):
    """What was spent lately, and a limit of their own."""

    spent: tuple[Spent, ...] = ()
    given_back: frozenset[UUID] = frozenset()
    an_hour: int | None = None

    def counted(self, media_type: MediaType, since: datetime) -> Sequence[Spent]:
        """What counts for films or for seasons, the oldest first."""
        return [
            one
            for one in self.spent
            if one.media_type == media_type
            and one.spent_at > since
            and one.request_id not in self.given_back
        ]

    def used(self, media_type: MediaType, since: datetime) -> int:
        return sum(one.units for one in self.counted(media_type, since))

    def without(self, request_id: UUID) -> "Allowance":
        """As if this wish had never been; what it held is counted anew."""
        return replace(self, spent=tuple(o for o in self.spent if o.request_id != request_id))


class TooManyWishes(Limited):
    """You have asked for a lot within an hour."""


class QuotaUsedUp(Limited):
    """You have wished for as much as you may for now."""


def decide(command: AllowanceCommand, state: Allowance) -> Sequence[AllowanceFact]:
    match command:
        case Spend():
            others = state.without(command.request_id)
            _check_hour(command, others)
            _check_quota(command, others)
            return [
                Spent(
                    request_id=command.request_id,
                    media_type=command.media_type,
                    units=command.units,
                    spent_at=command.now,
                )
            ]
        case GiveBack(request_id=request_id, now=now):
            if request_id in state.given_back:
                return []
            return [GivenBack(request_id=request_id, given_back_at=now)]
        case Allow(an_hour=an_hour, now=now):
            return [] if an_hour == state.an_hour else [Allowed(an_hour=an_hour, set_at=now)]


def _check_hour(command: Spend, state: Allowance) -> None:
    at_most = command.house.an_hour if state.an_hour is None else state.an_hour
    lately = [one for one in state.spent if one.spent_at > command.now - _HOUR]
    if len(lately) >= at_most:
        oldest = lately[-at_most].spent_at if at_most else command.now
        raise TooManyWishes(retry_after_s=_seconds(oldest + _HOUR - command.now))


def _check_quota(command: Spend, state: Allowance) -> None:
    quota = command.house.of(command.media_type)
    if quota.at_most is None or not command.units:
        return
    window = timedelta(days=quota.days)
    counted = state.counted(command.media_type, command.now - window)
    used = sum(one.units for one in counted)
    if used + command.units > quota.at_most:
        frees_at = _in_the_way(command, counted, quota.at_most) + window
        detail = f"{used} of {quota.at_most} in {quota.days} days are used."
        raise QuotaUsedUp(detail, retry_after_s=_seconds(frees_at - command.now))


def _in_the_way(command: Spend, counted: Sequence[Spent], at_most: int) -> datetime:
    """When the last was spent that must be over first; now, for more than one may ever have."""
    left = sum(one.units for one in counted)
    for one in counted:
        left -= one.units
        if left + command.units <= at_most:
            return one.spent_at
    return command.now


def _seconds(wait: timedelta) -> int:
    return max(1, ceil(wait.total_seconds()))


def evolve(state: Allowance, fact: AllowanceFact) -> Allowance:
    match fact:
        case Spent():
            # What no quota looks at any more is forgotten, so that the state stays small.
            others = state.without(fact.request_id).spent
            kept = tuple(one for one in others if one.spent_at > fact.spent_at - REMEMBERED)
            return replace(
                state,
                spent=(*kept, fact),
                given_back=state.given_back & {one.request_id for one in kept},
            )
        case GivenBack(request_id=request_id):
            return replace(state, given_back=state.given_back | {request_id})
        case Allowed(an_hour=an_hour):
            return replace(state, an_hour=an_hour)
