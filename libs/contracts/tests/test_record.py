"""Records never change, and refusals speak for themselves."""

import gc

import msgspec
import pytest

from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Limited, Refusal


class Film(Record):
    title: str


class Remake(Film):
    year: int = 2026


class AlreadyDecided(Conflict):
    """This request was already approved or declined."""


def test_a_record_never_changes() -> None:
    film = Film(title="Heat")
    with pytest.raises(AttributeError):
        film.title = "Cold"  # type: ignore[misc]  # the point of the test


def test_a_record_is_no_work_for_the_collector_also_below() -> None:
    assert not any(gc.is_tracked(one) for one in (Film(title="Heat"), Remake(title="Heat")))


def test_a_record_takes_named_arguments_only_also_below() -> None:
    with pytest.raises(TypeError):
        Film("Heat")  # type: ignore[call-arg]  # the point of the test
    with pytest.raises(TypeError):
        Remake("Heat")  # type: ignore[call-arg]  # the point of the test
    assert Remake(title="Heat").year == 2026


def test_a_record_ignores_what_it_does_not_know() -> None:
    assert msgspec.json.decode(b'{"title":"Heat","colour":"blue"}', type=Film) == Film(title="Heat")


def test_a_refusals_docstring_is_its_message() -> None:
    assert str(AlreadyDecided()) == "This request was already approved or declined."
    assert AlreadyDecided("by Jonas").detail == "by Jonas"


def test_a_refusals_name_is_its_slug() -> None:
    assert AlreadyDecided.type_slug() == "already-decided"
    assert Refusal.type_slug() == "refusal"


def test_a_limit_says_when_it_frees() -> None:
    assert Limited(retry_after_s=30).retry_after_s == 30
