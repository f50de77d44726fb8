"""Which titles of a row somebody wants: of what genre and time, how good, and in which order."""

from typing import Final, Literal

from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid

Order = Literal["popular", "newest", "best-rated"]
"""`newest`: what is out, the latest first."""


class YearsCrossed(Invalid):
    """The first year is after the last."""


class Choice(Record):
    """What is wanted; None for all. The years count themselves, a rating is of ten."""

    genre: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    least_rating: int | None = None
    order: Order = "popular"


EVERYTHING: Final = Choice()


def sensible(choice: Choice) -> Choice:
    """Raises `YearsCrossed`."""
    first, last = choice.year_from, choice.year_to
    if first is not None and last is not None and first > last:
        detail = f"There are no years from {first} to {last}."
        raise YearsCrossed(detail, errors=(FieldError(pointer="/year_from", detail=detail),))
    return choice
