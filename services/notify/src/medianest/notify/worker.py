"""The door of time: what is overdue is told, notifications are routed, deliveries made: jobs."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec

from medianest.eventlog.work import Backoff, Claimed, Dead, Retry, Work
from medianest.notify.handlers.channels import Codes
from medianest.notify.handlers.delivering import Delivering, Failed
from medianest.notify.handlers.jobs import (
    DELIVER,
    ROUTE,
    SEND_CODE,
    TELL_LATE,
    CodeJob,
    DeliverJob,
    LateJob,
    RouteJob,
)
from medianest.notify.handlers.routing import Routing
from medianest.notify.handlers.telling import TellingLate
from medianest.notify.ports import Channels, Refused, TryAgain

# A job whose workers were killed is not at fault; failed tries are counted by the delivery itself.
_CLAIMS_MAX: Final = 1000
_CODE_TRIES_MAX: Final = 8


def routing(ways: Routing, *, now: Callable[[], datetime], lease_s: float) -> Work:
    """Waits until nothing more is gathered, then plans the deliveries.

    One after another, so that the second of its kind finds the message that waits for it. Beside
    another replica they may begin it at once, and then by one id.
    """

    async def perform(claimed: Claimed) -> None:
        job = msgspec.convert(claimed.data, RouteJob)
        until = await ways.open_until(job.notification_id)
        if until is not None and until > now():
            after_s = (until - now()).total_seconds()
            raise Retry("more may be gathered", after_s=max(after_s, 0.01), counts=False)
        await ways.route(job.notification_id, now())

    return Work(
        kind=ROUTE, perform=perform, concurrency=1, lease_s=lease_s, max_attempts=_CLAIMS_MAX
    )


def telling_late(late: TellingLate, *, lease_s: float) -> Work:
    """What was waited for long enough."""

    async def perform(claimed: Claimed) -> None:
        await late.tell(msgspec.convert(claimed.data, LateJob))

    return Work(
        kind=TELL_LATE,
        perform=perform,
        concurrency=1,
        lease_s=lease_s,
        max_attempts=_CLAIMS_MAX,
    )


def delivering(
    deliveries: Delivering, *, now: Callable[[], datetime], at_once: int, lease_s: float
) -> Work:
    """One try at a delivery; the same row is due again when the next try is."""

    async def perform(claimed: Claimed) -> None:
        job = msgspec.convert(claimed.data, DeliverJob)
        try:
            await deliveries.deliver(job.delivery_id, claimed.still_mine)
        except Failed as failed:
            if failed.retry_at is None:
                raise Dead(failed.why) from None
            after_s = max((failed.retry_at - now()).total_seconds(), 0.01)
            raise Retry(failed.why, after_s=after_s, counts=False) from None

    return Work(
        kind=DELIVER,
        perform=perform,
        concurrency=at_once,
        lease_s=lease_s,
        max_attempts=_CLAIMS_MAX,
        backoff=Backoff(first_s=1, most_s=600),
    )


def sending_codes(codes: Codes, channels: Channels, *, first_s: float, lease_s: float) -> Work:
    """Codes that prove an address; a refusal disables the channel, and says why."""

    async def perform(claimed: Claimed) -> None:
        job = msgspec.convert(claimed.data, CodeJob)
        if not await claimed.still_mine():
            return
        try:
            await codes.send(job.channel_id, claimed.id)
        except TryAgain as later:
            raise Retry(later.why, after_s=later.after_s) from None
        except Refused as refused:
            await channels.disable(job.channel_id, refused.why)

    return Work(
        kind=SEND_CODE,
        perform=perform,
        concurrency=2,
        lease_s=lease_s,
        max_attempts=_CODE_TRIES_MAX,
        backoff=Backoff(first_s=first_s, most_s=300),
    )
