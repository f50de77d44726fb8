"""What the house has chosen of downloads: how much for everybody, and how files are made."""

import pytest

from medianest.contracts.record import replace
from medianest.downloads.app import HOUSE
from medianest.downloads.domain.allowance import Limits
from medianest.downloads.domain.extras import Extras, NoSuchLanguage
from medianest.downloads.domain.house import (
    ForgetManner,
    ForgetMeasure,
    House,
    Manner,
    MannerForgotten,
    MannerSet,
    Measure,
    MeasureForgotten,
    MeasureSet,
    SetManner,
    SetMeasure,
    decide,
)
from medianest.downloads.domain.presets import UnknownPreset
from medianest.testkit import NOON, THE_OWNER, Spec

house = Spec(HOUSE, decide)
SPARE = Measure(limits=Limits(per_hour=2, bytes_per_day=1 << 30), approval=("member", "guest"))
SMALL = Manner(preset="720p", layout="series", extras=Extras(subtitles=("de", "en")))
SPARED = MeasureSet(by=THE_OWNER, at=NOON, measure=SPARE)
MADE_SMALL = MannerSet(by=THE_OWNER, at=NOON, manner=SMALL)
UNSPARED = MeasureForgotten(by=THE_OWNER, at=NOON)
UNMADE = MannerForgotten(by=THE_OWNER, at=NOON)


def measured(measure: Measure) -> SetMeasure:
    return SetMeasure(by=THE_OWNER, now=NOON, measure=measure)


def made(manner: Manner) -> SetManner:
    return SetManner(by=THE_OWNER, now=NOON, manner=manner)


def test_each_of_both_is_chosen_by_itself() -> None:
    house.given().when(measured(SPARE)).then(SPARED)
    house.given(SPARED).when(made(SMALL)).then(MADE_SMALL)
    assert house.state_after(SPARED, MADE_SMALL) == House(measure=SPARE, manner=SMALL)


def test_the_same_once_more_is_no_news_in_whatever_order_it_is_said() -> None:
    both = house.given(SPARED, MADE_SMALL)
    both.when(measured(replace(SPARE, approval=("guest", "member", "guest")))).then()
    both.when(made(replace(SMALL, extras=Extras(subtitles=("en", "de", "en"))))).then()


def test_what_is_given_back_is_the_environments_again() -> None:
    both = house.given(SPARED, MADE_SMALL)
    both.when(ForgetMeasure(by=THE_OWNER, now=NOON)).then(UNSPARED)
    both.when(ForgetManner(by=THE_OWNER, now=NOON)).then(UNMADE)
    assert house.state_after(SPARED, MADE_SMALL, UNSPARED, UNMADE) == House()
    house.given().when(ForgetMeasure(by=THE_OWNER, now=NOON)).then()
    house.given().when(ForgetManner(by=THE_OWNER, now=NOON)).then()


@pytest.mark.parametrize(
    ("manner", "refusal"),
    [
        (replace(SMALL, preset="8k"), UnknownPreset),
        (replace(SMALL, extras=Extras(subtitles=("all",))), NoSuchLanguage),
    ],
)
def test_what_no_member_may_choose_the_house_may_not_either(
    manner: Manner, refusal: type[Exception]
) -> None:
    house.given().when(made(manner)).refused(refusal)
