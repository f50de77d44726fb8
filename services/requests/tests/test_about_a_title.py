"""What is nice to know of a title is read piece by piece, and a piece that is odd is left out."""

import json
from datetime import date
from typing import Any

import pytest

from medianest.requests.adapters.overseerr.about import about
from medianest.requests.domain.credits import CAST_MOST, HOUSES_MOST, MAKERS_MOST, Player

ODD: tuple[Any, ...] = (None, 7, -1e300, "odd", True, [], {}, [[]], [None], [{}], [7], {"a": 1})
FILM: dict[str, Any] = {
    "credits": {
        "cast": [
            {"name": "Mira Okafor", "character": "Ada", "profilePath": "/ada.jpg", "order": 0},
            {"name": "Bo Nakamura", "character": None, "profilePath": None},
        ],
        "crew": [
            {"name": "Silas Penhallow", "job": "Editor"},
            {"name": "Helena Voss", "job": "Director"},
            {"name": "Helena Voss", "job": "Director"},
        ],
    },
    "productionCompanies": [{"name": "Nine Lamps"}],
    "releaseDate": "1999-03-30",
    "originalLanguage": "ja",
}
SERIES: dict[str, Any] = {
    "createdBy": [{"name": "Anton Rask"}, {"name": "Karin Alfsen"}],
    "networks": [{"name": "Lantern"}],
    "firstAirDate": "2022-02-17T00:00:00.000Z",
    "originalLanguage": "cn",
}


def read(said: Any) -> Any:
    return about(json.dumps(said).encode())


def test_a_film_says_who_plays_in_it_and_who_made_it() -> None:
    found = read(FILM)
    assert found.credits.cast == (
        Player(name="Mira Okafor", role="Ada", photo_path="/ada.jpg"),
        Player(name="Bo Nakamura", role=""),
    )
    assert found.credits.directors == ("Helena Voss",)
    assert found.credits.studios == ("Nine Lamps",)
    assert (found.released_on, found.language) == (date(1999, 3, 30), "ja")


def test_a_series_says_who_thought_of_it_and_where_it_ran() -> None:
    found = read(SERIES)
    assert found.credits.creators == ("Anton Rask", "Karin Alfsen")
    assert found.credits.networks == ("Lantern",)
    assert (found.released_on, found.language) == (date(2022, 2, 17), "yue")


def test_no_more_is_kept_than_a_page_shows_however_many_there_are() -> None:
    crowd = [{"name": f"Player {n}", "character": "x" * 5_000} for n in range(5_000)]
    directors = [{"name": f"Director {n}", "job": "Director"} for n in range(5_000)]
    found = read(
        {
            "credits": {"cast": crowd, "crew": directors},
            "createdBy": crowd,
            "networks": crowd,
            "productionCompanies": crowd,
        }
    ).credits
    assert len(found.cast) == CAST_MOST
    assert len(found.directors) == len(found.creators) == MAKERS_MOST
    assert len(found.studios) == len(found.networks) == HOUSES_MOST
    assert max(len(player.role) for player in found.cast) == 100


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_each_piece_may_be_odd_and_takes_no_other_along(odd: Any) -> None:
    for piece in FILM:
        others = read({**FILM, piece: odd})
        assert others.language == (None if piece == "originalLanguage" else "ja")
        assert bool(others.credits.studios) is (piece != "productionCompanies")
    for piece in FILM["credits"]:
        people = read({**FILM, "credits": {**FILM["credits"], piece: odd}}).credits
        assert bool(people.cast) is (piece != "cast")
        assert bool(people.directors) is (piece != "crew")
    for piece in ("character", "profilePath"):
        [player] = read({"credits": {"cast": [{"name": "Mira", piece: odd}]}}).credits.cast
        assert player.name == "Mira"
        assert player.photo_path is None
    for unnamed in ({"name": odd}, odd):
        named = read({"credits": {"cast": [unnamed, {"name": "Mira"}]}}).credits.cast
        assert [player.name for player in named if player.name != "odd"] == ["Mira"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_page_says_nothing(body: bytes) -> None:
    found = about(body)
    assert (found.credits.cast, found.released_on, found.language) == ((), None, None)


@pytest.mark.parametrize("when", ["", "soon", "0000-01-01", "1999-13-45", "1999", "²⁰²⁴-01-01"])
def test_a_day_that_is_none_is_unknown(when: str) -> None:
    assert read({"releaseDate": when}).released_on is None


@pytest.mark.parametrize("code", ["", "xx", "EN", "english", "e", "é1", "../"])
def test_a_language_that_is_none_is_unknown(code: str) -> None:
    assert read({"originalLanguage": code}).language is None


def test_words_steer_nobody_and_a_picture_leads_nowhere_else() -> None:
    hostile = {"name": "Mi\x00ra\u202e", "character": "\x1b[31m", "profilePath": "/../private.jpg"}
    [player] = read({"credits": {"cast": [hostile]}}).credits.cast
    assert (player.name, player.role, player.photo_path) == ("Mi ra", "[31m", None)
