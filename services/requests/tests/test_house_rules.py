"""What the house allows: chosen, kept, and given back to the environment."""

from typing import Any

from medianest.contracts.record import replace
from medianest.requests.app import RULES
from medianest.requests.domain.allowance import House, Quota
from medianest.requests.domain.house_rules import (
    ForgetRules,
    Rules,
    RulesForgotten,
    RulesSet,
    SetRules,
    decide,
)
from medianest.testkit import NOON, THE_OWNER, Spec

rules_of_the_house = Spec(RULES, decide)
TWO_A_WEEK = Rules(
    at_most=House(an_hour=3, films=Quota(at_most=2, days=7), seasons=Quota(at_most=4, days=30)),
    auto_approve=("owner", "member"),
    in_4k=("owner",),
)
SET = RulesSet(
    by=THE_OWNER,
    at=NOON,
    an_hour=3,
    films=Quota(at_most=2, days=7),
    seasons=Quota(at_most=4, days=30),
    auto_approve=("owner", "member"),
    in_4k=("owner",),
)
FORGOTTEN = RulesForgotten(by=THE_OWNER, at=NOON)


def setting(**other: Any) -> SetRules:
    return SetRules(by=THE_OWNER, now=NOON, rules=replace(TWO_A_WEEK, **other))


def test_what_is_chosen_is_kept_and_the_same_once_more_is_no_news() -> None:
    rules_of_the_house.given().when(setting()).then(SET)
    rules_of_the_house.given(SET).when(setting()).then()
    assert rules_of_the_house.state_after(SET) == TWO_A_WEEK


def test_roles_are_the_same_in_any_order_and_however_often_they_are_named() -> None:
    named = setting(auto_approve=("member", "owner", "member"))
    rules_of_the_house.given(SET).when(named).then()


def test_without_a_choice_the_environment_counts_again() -> None:
    forget = ForgetRules(by=THE_OWNER, now=NOON)
    rules_of_the_house.given(SET).when(forget).then(FORGOTTEN)
    rules_of_the_house.given().when(forget).then()
    rules_of_the_house.given(SET, FORGOTTEN).when(setting()).then(SET)


def test_a_role_that_nobody_knows_may_nothing_more() -> None:
    assert [TWO_A_WEEK.may_4k(role) for role in ("owner", "admin", "lodger")] == [
        True,
        False,
        False,
    ]
    assert not TWO_A_WEEK.needs_no_yes("lodger")
