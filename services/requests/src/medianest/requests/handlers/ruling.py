"""What the house allows, as an admin has set it; until then, as the environment says."""

from dataclasses import dataclass
from functools import partial

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step
from medianest.requests.domain.house_rules import (
    THE_RULES,
    AsGiven,
    Rules,
    RulesCommand,
    RulesFact,
    RulesState,
    decide,
)

RulesStream = Decider[RulesState, RulesFact]


class ShownRules(Record):
    """What counts now; version 0 was never set here."""

    rules: Rules
    is_chosen: bool
    version: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """Every look asks the log, so what is changed counts in every replica from the next wish on."""

    log: Log
    stream: RulesStream
    given: Rules

    async def rules(self) -> Rules:
        """Those that count now."""
        return (await self.shown()).rules

    async def shown(self) -> ShownRules:
        """With whether somebody chose them here."""
        loaded = await self.log.load(self.stream, THE_RULES)
        match loaded.state:
            case AsGiven():
                return ShownRules(rules=self.given, is_chosen=False, version=loaded.version)
            case Rules() as rules:
                return ShownRules(rules=rules, is_chosen=True, version=loaded.version)

    async def change(self, command: RulesCommand, *, expected: int | None, meta: Meta) -> Receipt:
        """From now on; what was asked before stays as it was decided."""
        step = Step(self.stream, THE_RULES, partial(decide, command), expected)
        return await self.log.carry_out(step, meta=meta)
