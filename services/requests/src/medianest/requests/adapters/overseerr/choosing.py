"""What was chosen of a row, in words that Overseerr and Seerr both take: they refuse others.

A list by rating leaves out what hardly anybody has judged, and the newest are those that are out:
else such a list begins with what three people know.
"""

from datetime import date
from typing import Final

from medianest.requests.domain.choosing import Choice, Order
from medianest.requests.ports import Row

# By what it narrows a row in time, and what it calls that when it sorts by it.
_DATES: Final[dict[Row, tuple[str, str]]] = {
    "popular-movies": ("primaryReleaseDate", "primary_release_date"),
    "popular-tv": ("firstAirDate", "first_air_date"),
}
_JUDGED_BY_LEAST: Final[dict[Order, int]] = {"popular": 0, "newest": 10, "best-rated": 200}
_RATED_BY_LEAST: Final = 20


def chosen(row: Row, choice: Choice, today: date) -> str:
    """What follows the page of a row; nothing where all of it is wanted."""
    if row not in _DATES:
        return ""
    when, sorted_by = _DATES[row]
    asked: dict[str, int | str | None] = {
        "genre": choice.genre,
        "sortBy": {
            "popular": None,
            "newest": f"{sorted_by}.desc",
            "best-rated": "vote_average.desc",
        }[choice.order],
        f"{when}Gte": choice.year_from and f"{choice.year_from}-01-01",
        f"{when}Lte": _last_day(choice, today),
        "voteAverageGte": choice.least_rating,
        "voteCountGte": _votes(choice) or None,
    }
    return "".join(f"&{name}={value}" for name, value in asked.items() if value is not None)


def _last_day(choice: Choice, today: date) -> str | None:
    last = None if choice.year_to is None else f"{choice.year_to}-12-31"
    if choice.order != "newest":
        return last
    return min(last or today.isoformat(), today.isoformat())


def _votes(choice: Choice) -> int:
    judged = _JUDGED_BY_LEAST[choice.order]
    return judged if choice.least_rating is None else max(judged, _RATED_BY_LEAST)
