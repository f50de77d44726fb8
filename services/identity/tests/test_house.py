"""How the house calls itself."""

import pytest

from medianest.identity.app.streams import STREAMS
from medianest.identity.domain.house import Accent, Call, Called, House, decide
from medianest.identity.domain.names import UnfitHouseName
from medianest.testkit import NOON, THE_OWNER, Spec

house = Spec(STREAMS.house, decide)
ROOST = Called(by=THE_OWNER, at=NOON, name="The Roost", accent="iris")


def called(name: str, accent: Accent = "iris") -> Call:
    return Call(by=THE_OWNER, now=NOON, name=name, accent=accent)


def test_it_is_called_as_its_owner_says_and_the_same_name_is_no_news() -> None:
    house.given().when(called("The Roost")).then(ROOST)
    house.given(ROOST).when(called("  The \t Roost ")).then()
    assert house.state_after(ROOST) == House(name="The Roost", accent="iris")


def test_until_then_it_has_the_name_that_it_came_with() -> None:
    assert house.state_after() == House(name="MediaNest", accent="egg")
    house.given().when(called("MediaNest", "egg")).then()


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "Roost\u202etsooR", "Ro\u200bost", "R\x00"])
def test_a_name_that_nobody_can_read_is_none(name: str) -> None:
    house.given().when(called(name)).refused(UnfitHouseName)
