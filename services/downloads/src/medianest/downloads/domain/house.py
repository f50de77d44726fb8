"""What the house has chosen for everybody: how much one may fetch, and how files are made."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.permissions import ROLES, Role
from medianest.contracts.record import Record, replace
from medianest.downloads.domain.allowance import Limits
from medianest.downloads.domain.extras import Extras, agreed
from medianest.downloads.domain.names import Layout
from medianest.downloads.domain.presets import DEFAULT_PRESET, preset_named

THE_HOUSE: Final = UUID("6d6e646c-686f-4000-8000-000000000001")
"""There is one, so its stream has a fixed id."""


class Measure(Record):
    """For whoever has no limit of their own. The wishes of `approval` wait for a yes."""

    limits: Limits = Limits()
    approval: tuple[Role, ...] = ()


class Manner(Record):
    """What a file is like unless a member chooses, and how files are named."""

    preset: str = DEFAULT_PRESET
    layout: Layout = "videos"
    extras: Extras = Extras()


class SetMeasure(Record):
    by: UUID
    now: datetime
    measure: Measure


class ForgetMeasure(Record):
    """What the environment says counts again."""

    by: UUID
    now: datetime


class SetManner(Record):
    by: UUID
    now: datetime
    manner: Manner


class ForgetManner(Record):
    """What the environment says counts again."""

    by: UUID
    now: datetime


HouseCommand = SetMeasure | ForgetMeasure | SetManner | ForgetManner


class MeasureSet(Fact, tag="house.measure-set"):
    by: UUID
    at: datetime
    measure: Measure


class MeasureForgotten(Fact, tag="house.measure-forgotten"):
    by: UUID
    at: datetime


class MannerSet(Fact, tag="house.manner-set"):
    by: UUID
    at: datetime
    manner: Manner


class MannerForgotten(Fact, tag="house.manner-forgotten"):
    by: UUID
    at: datetime


HouseFact = MeasureSet | MeasureForgotten | MannerSet | MannerForgotten
FACTS: Final = (MeasureSet, MeasureForgotten, MannerSet, MannerForgotten)


class House(Record):
    """None: nobody has chosen here, and what the environment says counts."""

    measure: Measure | None = None
    manner: Manner | None = None


def decide(command: HouseCommand, state: House) -> Sequence[HouseFact]:
    """What happens. Raises refusals of `presets` and `extras`."""
    match command:
        case SetMeasure(by=by, now=now, measure=wished):
            # The same choice always in the same words, so that equal choices are equal.
            roles = tuple(role for role in ROLES if role in wished.approval)
            measure = replace(wished, approval=roles)
            return [] if measure == state.measure else [MeasureSet(by=by, at=now, measure=measure)]
        case ForgetMeasure(by=by, now=now):
            return [] if state.measure is None else [MeasureForgotten(by=by, at=now)]
        case SetManner(by=by, now=now, manner=wished):
            preset_named(wished.preset)
            manner = replace(wished, extras=agreed(wished.extras))
            return [] if manner == state.manner else [MannerSet(by=by, at=now, manner=manner)]
        case ForgetManner(by=by, now=now):
            return [] if state.manner is None else [MannerForgotten(by=by, at=now)]


def evolve(state: House, fact: HouseFact) -> House:
    """The state after a fact."""
    match fact:
        case MeasureSet(measure=measure):
            return replace(state, measure=measure)
        case MeasureForgotten():
            return replace(state, measure=None)
        case MannerSet(manner=manner):
            return replace(state, manner=manner)
        case MannerForgotten():
            return replace(state, manner=None)
