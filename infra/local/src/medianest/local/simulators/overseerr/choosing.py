"""The parameters of its popular rows, as the real ones hand them on to TMDB: they filter and sort.

What is no number or no date is an error of its own making, as there. The parameters that are not
named here are taken, and change nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from medianest.local.simulators.overseerr.house import TITLES, Kind
from medianest.local.simulators.overseerr.titles import (
    Known,
    date_of,
    genre_id,
    rating_of,
    votes_of,
)

Key = tuple[Kind, int]
_NO_DATE_BEFORE: Final = "1900-01-01"
_NO_DATE_AFTER: Final = "2030-01-01"
_SORTED: Final[dict[Kind, dict[str, Callable[[Known], float | str]]]] = {
    "movie": {"primary_release_date": date_of, "release_date": date_of},
    "tv": {"first_air_date": date_of},
}
_DATES: Final[dict[Kind, str]] = {"movie": "primaryReleaseDate", "tv": "firstAirDate"}


def chosen(found: Iterable[Key], asked: Mapping[str, str]) -> list[Key]:
    """In the order that is asked for. Raises `ValueError`."""
    kept = [key for key in found if _passes(key, asked)]
    by, _, way = asked.get("sortBy", "popularity.desc").partition(".")
    if way not in {"asc", "desc"}:
        raise ValueError(way)
    return sorted(kept, key=lambda key: _rank(key, by), reverse=way == "desc")


def _passes(key: Key, asked: Mapping[str, str]) -> bool:
    known = TITLES[key]
    when = _DATES[key[0]]
    genres = [int(one) for one in asked.get("genre", "").split(",") if one]
    first, last = asked.get(f"{when}Gte"), asked.get(f"{when}Lte")
    # TMDB wants both ends where it is told one.
    began = _day(first) if first else _NO_DATE_BEFORE
    ended = _day(last) if last else _NO_DATE_AFTER
    return (
        all(genre_id(known.genre) == genre for genre in genres)
        and began <= date_of(known) <= ended
        and float(asked.get("voteAverageGte", 0)) <= rating_of(known)
        and rating_of(known) <= float(asked.get("voteAverageLte", 10))
        and float(asked.get("voteCountGte", 0)) <= votes_of(known)
        and votes_of(known) <= float(asked.get("voteCountLte", "inf"))
    )


def _rank(key: Key, by: str) -> float | str:
    known = TITLES[key]
    every: dict[str, Callable[[Known], float | str]] = {
        "popularity": lambda _: -list(TITLES).index(key),
        "vote_average": rating_of,
        "vote_count": votes_of,
        **_SORTED[key[0]],
    }
    if by not in every:
        raise ValueError(by)
    return every[by](known)


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()
