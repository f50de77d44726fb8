"""What the house allows: how much for everybody, whose wishes need nobody's yes, and who has 4K."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.permissions import ROLES, Role
from medianest.contracts.record import Record
from medianest.requests.domain.allowance import House, Quota

THE_RULES: Final = UUID("6d6e7265-7275-4000-8000-000000000001")
"""There is one set of them, so its stream has a fixed id."""


class Rules(Record):
    """`at_most` is for whoever has no limit of their own."""

    at_most: House = House()
    auto_approve: tuple[Role, ...] = ()
    in_4k: tuple[Role, ...] = ()

    def may_4k(self, role: str) -> bool:
        """Whether such a member may wish for 4K."""
        return role in self.in_4k

    def needs_no_yes(self, role: str) -> bool:
        """Whether what such a member wishes for is fetched without anybody's yes."""
        return role in self.auto_approve


class SetRules(Record):
    by: UUID
    now: datetime
    rules: Rules


class ForgetRules(Record):
    """What the environment says counts again."""

    by: UUID
    now: datetime


RulesCommand = SetRules | ForgetRules


class RulesSet(Fact, tag="requests.rules-set"):
    by: UUID
    at: datetime
    an_hour: int
    films: Quota
    seasons: Quota
    auto_approve: tuple[Role, ...]
    in_4k: tuple[Role, ...]


class RulesForgotten(Fact, tag="requests.rules-forgotten"):
    by: UUID
    at: datetime


RulesFact = RulesSet | RulesForgotten
FACTS: Final = (RulesSet, RulesForgotten)


class AsGiven(Record):
    """Nobody has set any here; what the environment says counts."""


RulesState = AsGiven | Rules


def decide(command: RulesCommand, state: RulesState) -> Sequence[RulesFact]:
    match command:
        case SetRules(by=by, now=now, rules=rules):
            wanted = Rules(
                at_most=rules.at_most,
                auto_approve=_in_order(rules.auto_approve),
                in_4k=_in_order(rules.in_4k),
            )
            return [] if wanted == state else [_set(wanted, by, now)]
        case ForgetRules(by=by, now=now):
            return [] if isinstance(state, AsGiven) else [RulesForgotten(by=by, at=now)]


def evolve(state: RulesState, fact: RulesFact) -> RulesState:
    match fact:
        case RulesSet():
            return Rules(
                at_most=House(an_hour=fact.an_hour, films=fact.films, seasons=fact.seasons),
                auto_approve=fact.auto_approve,
                in_4k=fact.in_4k,
            )
        case RulesForgotten():
            return AsGiven()


def _set(rules: Rules, by: UUID, now: datetime) -> RulesSet:
    return RulesSet(
        by=by,
        at=now,
        an_hour=rules.at_most.an_hour,
        films=rules.at_most.films,
        seasons=rules.at_most.seasons,
        auto_approve=rules.auto_approve,
        in_4k=rules.in_4k,
    )


def _in_order(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The same choice always in the same words, so that equal choices are equal."""
    return tuple(role for role in ROLES if role in roles)
