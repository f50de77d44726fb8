"""Makes downloads of a playlist's items, in the background of the wish for all of them."""

from dataclasses import dataclass

import msgspec

from medianest.downloads.handlers import GATHER, GatherJob, Items
from medianest.eventlog.work import Backoff, Claimed, Work


@dataclass(frozen=True, slots=True)
class Gathering:
    """Carries out `gather` jobs."""

    items: Items

    def work(self) -> Work:
        """As the event log wants it."""
        return Work(
            kind=GATHER,
            perform=self.perform,
            concurrency=1,
            max_attempts=100,
            backoff=Backoff(first_s=1, most_s=60),
        )

    async def perform(self, claimed: Claimed) -> None:
        """All items; an item is there once, whoever tries."""
        await self.items.submit(msgspec.convert(claimed.data, GatherJob))
