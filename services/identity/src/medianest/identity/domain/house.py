"""How the house calls itself: its name, and the colour that it shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.identity.domain.names import house_name

THE_HOUSE: Final = UUID("6d6e6964-686f-4000-8000-000000000001")
"""There is one, so its stream has a fixed id."""
Accent = Literal["egg", "lagoon", "iris", "heather", "rose"]
"""Colours that every page can be read in, and that are none of those which mean a state."""


class Call(Record):
    by: UUID
    now: datetime
    name: str
    accent: Accent


class Called(Fact, tag="identity.house-called"):
    by: UUID
    at: datetime
    name: str
    accent: Accent


class House(Record):
    """As it is called until somebody names it."""

    name: str = "MediaNest"
    accent: Accent = "egg"


def decide(command: Call, state: House) -> Sequence[Called]:
    """Raises `UnfitHouseName`."""
    name = house_name(command.name)
    if state == House(name=name, accent=command.accent):
        return []
    return [Called(by=command.by, at=command.now, name=name, accent=command.accent)]


def evolve(state: House, fact: Called) -> House:
    return House(name=fact.name, accent=fact.accent)
