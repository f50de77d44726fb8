"""What may be chosen of a row, and how the server that fetches is asked for it."""

from datetime import date

import pytest

from medianest.requests.adapters.overseerr.choosing import chosen
from medianest.requests.domain.choosing import EVERYTHING, Choice, YearsCrossed, sensible

A_MONDAY = date(2026, 11, 30)


def test_years_go_forward_and_may_be_one_or_open() -> None:
    for years in ((1999, 1999), (1990, 1999), (None, 1999), (1990, None), (None, None)):
        choice = Choice(year_from=years[0], year_to=years[1])
        assert sensible(choice) is choice
    with pytest.raises(YearsCrossed) as refused:
        sensible(Choice(year_from=2000, year_to=1999))
    assert [error.pointer for error in refused.value.errors] == ["/year_from"]


def test_who_chooses_nothing_asks_for_nothing() -> None:
    assert chosen("popular-movies", EVERYTHING, A_MONDAY) == ""
    assert chosen("trending", Choice(order="newest"), A_MONDAY) == ""


def test_films_and_series_are_asked_for_in_words_of_their_own() -> None:
    nineties = Choice(genre=18, year_from=1990, year_to=1999)
    assert chosen("popular-movies", nineties, A_MONDAY) == (
        "&genre=18&primaryReleaseDateGte=1990-01-01&primaryReleaseDateLte=1999-12-31"
    )
    assert chosen("popular-tv", nineties, A_MONDAY) == (
        "&genre=18&firstAirDateGte=1990-01-01&firstAirDateLte=1999-12-31"
    )


def test_what_hardly_anybody_judged_is_not_the_best() -> None:
    best = chosen("popular-tv", Choice(order="best-rated"), A_MONDAY)
    assert best == "&sortBy=vote_average.desc&voteCountGte=200"
    good = chosen("popular-tv", Choice(least_rating=7), A_MONDAY)
    assert good == "&voteAverageGte=7&voteCountGte=20"


@pytest.mark.parametrize(
    ("year_to", "last"), [(None, "2026-11-30"), (2030, "2026-11-30"), (2019, "2019-12-31")]
)
def test_the_newest_is_out_already(year_to: int | None, last: str) -> None:
    newest = chosen("popular-movies", Choice(order="newest", year_to=year_to), A_MONDAY)
    assert newest == (
        f"&sortBy=primary_release_date.desc&primaryReleaseDateLte={last}&voteCountGte=10"
    )
