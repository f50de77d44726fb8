"""What the house has chosen, as an admin set it; until then, as the environment says."""

from dataclasses import dataclass
from functools import partial

from medianest.contracts.meta import Meta
from medianest.downloads.domain.allowance import Limits
from medianest.downloads.domain.house import (
    THE_HOUSE,
    House,
    HouseCommand,
    HouseFact,
    Manner,
    Measure,
    decide,
)
from medianest.downloads.domain.names import Layout
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Loaded, Log, Receipt, Step

HouseStream = Decider[House, HouseFact]


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Every look asks the log, so what is changed counts in every process from the next one on."""

    log: Log
    stream: HouseStream
    given_measure: Measure
    given_manner: Manner

    async def chosen(self) -> Loaded[House]:
        """What was chosen here, with its version."""
        return await self.log.load(self.stream, THE_HOUSE)

    async def measure(self) -> Measure:
        """How much one may fetch."""
        return (await self.chosen()).state.measure or self.given_measure

    async def limits(self) -> Limits:
        """How much, in figures."""
        return (await self.measure()).limits

    async def manner(self) -> Manner:
        """How files are made."""
        return (await self.chosen()).state.manner or self.given_manner

    async def layout(self) -> Layout:
        """How they are named."""
        return (await self.manner()).layout

    async def change(self, command: HouseCommand, *, expected: int | None, meta: Meta) -> Receipt:
        """Raises refusals of the rules. What is fetched already stays as it is."""
        step = Step(self.stream, THE_HOUSE, partial(decide, command), expected)
        return await self.log.carry_out(step, meta=meta)
