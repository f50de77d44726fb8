"""How the household shows, or does not show, what is up to everybody."""

from dataclasses import dataclass
from functools import partial

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Loaded, Log, Receipt, Step
from medianest.status.domain import public_page
from medianest.status.domain.public_page import THE_PAGE, PublicPage
from medianest.status.domain.watch import NoSuchMonitor
from medianest.status.handlers.streams import Streams
from medianest.status.ports import Outages


@dataclass(frozen=True, slots=True)
class Publicity:
    """The one public page."""

    log: Log
    streams: Streams
    outages: Outages

    async def change(
        self, command: public_page.PublicPageCommand, *, expected: int | None, meta: Meta
    ) -> Receipt:
        """Raises `NoSuchMonitor`."""
        if isinstance(command, public_page.Open):
            known = await self.outages.dependencies()
            if not set(command.monitor_ids) <= set(known):
                raise NoSuchMonitor
        decide = partial(public_page.decide, command)
        step = Step(self.streams.public_page, THE_PAGE, decide, expected)
        return await self.log.carry_out(step, meta=meta)

    async def shown(self) -> Loaded[PublicPage]:
        """As it is set, with its version."""
        return await self.log.load(self.streams.public_page, THE_PAGE)
