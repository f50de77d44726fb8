"""How the house calls itself, for everybody who asks, and for mails."""

from dataclasses import dataclass
from functools import partial

from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Loaded, Log, Receipt, Step
from medianest.identity.domain.house import THE_HOUSE, Call, Called, House, decide


@dataclass(frozen=True, slots=True)
class Naming:
    """The one name of the one house."""

    log: Log
    stream: Decider[House, Called]

    async def shown(self) -> Loaded[House]:
        """As it is now, with its version."""
        return await self.log.load(self.stream, THE_HOUSE)

    async def name(self) -> str:
        """What it is called now."""
        return (await self.shown()).state.name

    async def change(self, command: Call, *, expected: int | None, meta: Meta) -> Receipt:
        """Raises `UnfitHouseName`."""
        step = Step(self.stream, THE_HOUSE, partial(decide, command), expected)
        return await self.log.carry_out(step, meta=meta)
