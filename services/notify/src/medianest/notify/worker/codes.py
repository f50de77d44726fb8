"""Sends the codes that prove an address: one job for each, given up when the code has run out."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from medianest.chassis.clock import now
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.work import Backoff, Claimed, Retry, Work
from medianest.notify.handlers.channels import SEND_CODE, CodeJob, Codes
from medianest.notify.ports import Refused, TryAgain


@dataclass(frozen=True, slots=True)
class SendingCodes:
    """Carries out `send-code` jobs."""

    codes: Codes
    backoff: Backoff

    def work(self) -> Work:
        """As the event log wants it."""
        return Work(
            kind=SEND_CODE,
            perform=self.perform,
            concurrency=2,
            lease_s=60,
            max_attempts=8,
            backoff=self.backoff,
        )

    async def perform(self, claimed: Claimed) -> None:
        """A refusal disables the channel, and says why; it can be tried again by its member."""
        job = msgspec.convert(claimed.data, CodeJob)
        if not await claimed.still_mine():
            return
        try:
            await self.codes.send(job.channel_id, claimed.id)
        except TryAgain as later:
            raise Retry(later.why, after_s=later.after_s) from None
        except Refused as refused:
            await self._give_up(job.channel_id, refused.why)

    async def _give_up(self, channel_id: UUID, why: str) -> None:
        await self.codes.give_up(channel_id, why, now=now(), meta=Meta(correlation=new_id()))
