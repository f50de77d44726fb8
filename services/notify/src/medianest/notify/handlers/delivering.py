"""How one delivery is made: look whether it still may be, write the letter, send, say how it went.

A delivery is repeated under the same id when nobody knows whether it arrived.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid5

import msgspec
import structlog

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Log, Step
from medianest.eventlog.secrecy.keys import SubjectKeys, WasErased
from medianest.notify.domain import delivery, notification
from medianest.notify.domain.gathering import Text, together
from medianest.notify.domain.places import place
from medianest.notify.handlers.preferences import Wishes
from medianest.notify.handlers.streams import Streams
from medianest.notify.ports import (
    Channel,
    Channels,
    Letter,
    PastDeliveries,
    Refused,
    Roster,
    Sender,
    Sent,
    TryAgain,
)

log = structlog.get_logger()

TRY_AGAIN_AFTER_MAX_S: Final = 24 * 3600.0
"""The longest that a far end may ask us to wait."""


@dataclass(frozen=True, slots=True)
class Patience:
    """`retry_s`: how long to wait after each failed try, ± `jitter`; after the last it is dead.

    `refusals_max` refusals in a row disable a channel. `deadline_s` is for one try.
    """

    retry_s: tuple[float, ...]
    jitter: float
    refusals_max: int
    deadline_s: float

    def retry_at(self, now: datetime, failures: int, asked_s: float | None) -> datetime | None:
        """When to try again after so many failures before this one; None when it was the last."""
        if failures >= len(self.retry_s):
            return None
        spread = random.uniform(1 - self.jitter, 1 + self.jitter)  # noqa: S311  spread, not secrecy
        wait_s = max(self.retry_s[failures] * spread, min(asked_s or 0, TRY_AGAIN_AFTER_MAX_S))
        return now + timedelta(seconds=wait_s)


class Failed(Exception):
    """It was not delivered. `retry_at`: when to try again; None when it is dead."""

    def __init__(self, why: str, retry_at: datetime | None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_at = retry_at


@dataclass(frozen=True, slots=True)
class Delivering:
    """Makes deliveries. `senders` by the kind that they carry."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    wishes: Wishes
    channels: Channels
    senders: Mapping[str, Sender]
    roster: Roster
    past: PastDeliveries
    patience: Patience
    now: Callable[[], datetime]

    async def deliver(self, delivery_id: UUID, still_mine: Callable[[], Awaitable[bool]]) -> None:
        """Nothing if it has ended. Raises `Failed`; returns without a word once it is not ours."""
        state = (await self.log.load(self.streams.delivery, delivery_id)).state
        if not isinstance(state, delivery.Waiting | delivery.Dead):
            return
        channel = await self._channel(state.what)
        letter = await self._letter(state.what, channel)
        if isinstance(letter, str):
            await self._carry_out(delivery_id, delivery.Suppress(why=letter, now=self.now()))
        elif await still_mine():
            await self._try(state, channel, letter)

    async def _channel(self, what: delivery.What) -> Channel | None:
        channels = await self.channels.of(what.member_id)
        return next((channel for channel in channels if channel.id == what.channel_id), None)

    async def _letter(self, what: delivery.What, channel: Channel | None) -> Letter | str:
        """What is to be sent, or why nothing is."""
        obstacle = await self.roster.obstacle(what.member_id)
        if obstacle is not None:
            return obstacle
        if channel is None or not channel.verified:
            return "The channel is gone."
        if channel.disabled is not None:
            return f"The channel is disabled: {channel.disabled}"
        to = await self.channels.address(channel.id)
        found = [await self._told(n) for n in what.notification_ids]
        told = [one for one in found if one is not None]
        if to is None or not told or what.kind not in self.senders:
            return "There is nothing left to send, or nobody to send it."
        text = together([text for _, text in told])
        about_id = told[0][0].about_id if len(told) == 1 else None
        preferences = (await self.wishes.of(what.member_id)).state
        return Letter(
            delivery_id=what.delivery_id,
            channel_id=channel.id,
            to=to,
            template=text.template,
            locale=preferences.choices.locale,
            values={"title": text.title, "body": text.body, "count": str(text.count)},
            path=place(text.template, what.category, about_id),
            urgency=text.urgency,
        )

    async def _told(self, notification_id: UUID) -> tuple[notification.Written, Text] | None:
        state = (await self.log.load(self.streams.notification, notification_id)).state
        if not isinstance(state, notification.Written):
            return None
        text = await self.keys.open(state.text)
        return None if text is None else (state, msgspec.json.decode(text, type=Text))

    async def _try(
        self, state: delivery.Waiting | delivery.Dead, channel: Channel | None, letter: Letter
    ) -> None:
        failures = state.failures if isinstance(state, delivery.Waiting) else 0
        try:
            sent = await self._send(state.what.kind, letter)
        except Refused as refused:
            await self._failed(letter, refused.why, permanent=True, retry_at=None)
            if channel is not None:
                await self._judge(channel, refused, letter.delivery_id)
            raise Failed(refused.why, None) from None
        except TryAgain as later:
            retry_at = self.patience.retry_at(self.now(), failures, later.after_s)
            await self._failed(letter, later.why, permanent=False, retry_at=retry_at)
            raise Failed(later.why, retry_at) from None
        succeed = delivery.Succeed(provider_id=sent.provider_id, now=self.now())
        await self._carry_out(letter.delivery_id, succeed)

    async def _send(self, kind: str, letter: Letter) -> Sent:
        try:
            async with asyncio.timeout(self.patience.deadline_s):
                return await self.senders[kind].send(letter)
        except TimeoutError:
            raise TryAgain("It took too long.") from None
        except (Refused, TryAgain):
            raise
        except Exception as error:
            log.exception("delivery.sender-stumbled", kind=kind, id=str(letter.delivery_id))
            raise TryAgain(f"The sender stumbled: {type(error).__name__}") from error

    async def _failed(
        self, letter: Letter, why: str, *, permanent: bool, retry_at: datetime | None
    ) -> None:
        fail = delivery.Fail(why=why, permanent=permanent, retry_at=retry_at, now=self.now())
        await self._carry_out(letter.delivery_id, fail)

    async def _judge(self, channel: Channel, refused: Refused, delivery_id: UUID) -> None:
        """A channel that is gone, or refuses again and again, is used no more."""
        most = self.patience.refusals_max
        if refused.gone or await self.past.refused_in_a_row(channel.id, most) >= most:
            meta = await self.log.going_on(self.streams.delivery, delivery_id)
            await self.channels.disable(channel.id, refused.why, meta)
            await self._tell_of(channel, refused.why, meta)

    async def _tell_of(self, channel: Channel, why: str, meta: Meta) -> None:
        text = Text(
            template="channel-broken",
            title=f"“{channel.label}” is not used any more",
            body=f"What we send there is refused: {why}",
            urgency="normal",
        )
        now = self.now()
        try:
            sealed = await self.keys.seal(channel.member_id, msgspec.json.encode(text).decode())
        except WasErased:
            return
        cause = uuid5(channel.id, now.isoformat())
        tell = notification.Tell(
            notification_id=cause,
            member_id=channel.member_id,
            category="channel_broken",
            template=text.template,
            urgency=text.urgency,
            text=sealed,
            about_id=channel.id,
            gathers=None,
            gathers_until=None,
            joins=None,
            cause=cause,
            happened_at=now,
        )
        step = Step(self.streams.notification, cause, partial(notification.decide, tell))
        await self.log.carry_out(step, meta=meta)

    async def _carry_out(self, delivery_id: UUID, command: delivery.DeliveryCommand) -> None:
        step = Step(self.streams.delivery, delivery_id, partial(delivery.decide, command))
        meta = await self.log.going_on(self.streams.delivery, delivery_id)
        await self.log.carry_out(step, meta=meta)
