"""How a notification finds its ways outside: to each channel now, later with others, or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from medianest.contracts.record import replace
from medianest.eventlog.log import Log, Step
from medianest.notify.domain import delivery, notification
from medianest.notify.domain.notification import Written
from medianest.notify.domain.preferences import (
    Alone,
    Held,
    Never,
    Notice,
    Preferences,
    Together,
    way_of,
)
from medianest.notify.handlers.preferences import Wishes
from medianest.notify.handlers.streams import Streams
from medianest.notify.ports import Channel, Channels, PastDeliveries


@dataclass(frozen=True, slots=True)
class Routing:
    """Plans the deliveries of one notification, all or none, once for what it holds."""

    log: Log
    streams: Streams
    wishes: Wishes
    channels: Channels
    past: PastDeliveries
    settles: timedelta
    max_age: timedelta

    async def open_until(self, notification_id: UUID) -> datetime | None:
        """Until when more may be gathered into it; None if it gathers nothing."""
        state = (await self.log.load(self.streams.notification, notification_id)).state
        return state.gathers_until if isinstance(state, Written) else None

    async def route(self, notification_id: UUID, now: datetime) -> None:
        state = (await self.log.load(self.streams.notification, notification_id)).state
        if not isinstance(state, Written) or state.routed:
            return
        preferences = (await self.wishes.of(state.member_id)).state
        decide = partial(notification.decide, notification.Route(now=now))
        steps: list[Step[Any, Any]] = [Step(self.streams.notification, notification_id, decide)]
        for channel in await self.channels.of(state.member_id):
            if channel.verified and channel.disabled is None:
                step = await self._delivery(state, channel, preferences, now)
                steps += [] if step is None else [step]
        told = (notification.Informed, notification.Gathered)
        meta = await self.log.going_on(self.streams.notification, notification_id, *told)
        await self.log.carry_out(*steps, meta=meta)

    async def _delivery(
        self, told: Written, channel: Channel, preferences: Preferences, now: datetime
    ) -> "Step[delivery.Delivery, delivery.DeliveryFact] | None":
        notice = Notice(
            category=told.category,
            urgency=told.urgency,
            about_id=told.about_id,
            happened_at=told.happened_at,
        )
        way = way_of(notice, channel.kind, preferences, now=now, max_age=self.max_age)
        alone = _plan(told, channel, uuid5(told.latest_cause, _key(told, channel)), now, now)
        match way:
            case Never():
                return None
            case Held(why=why):
                return self._step(delivery.Hold(plan=alone, why=why), alone.delivery_id)
            case Alone():
                return await self._with_its_like(told, channel, alone)
            case Together(due_at=due_at):
                shared = uuid5(channel.id, due_at.isoformat())
                waiting = (await self.log.load(self.streams.delivery, shared)).state
                if not delivery.takes_in(waiting, told.notification_id):
                    return self._step(alone, alone.delivery_id)
                together = _plan(told, channel, shared, due_at, now)
                return self._step(together, shared)

    async def _with_its_like(
        self, told: Written, channel: Channel, alone: delivery.Plan
    ) -> Step[delivery.Delivery, delivery.DeliveryFact]:
        """Into the message of its kind that waits; else it waits a moment for others itself.

        Whoever begins a message at the same moment calls it by the same id, so that it is one.
        """
        if told.joins is None:
            return self._step(alone, alone.delivery_id)
        latest = await self.past.latest(channel.id, told.joins)
        if latest is not None and latest.due_at > alone.now:
            state = (await self.log.load(self.streams.delivery, latest.id)).state
            if delivery.takes_in(state, told.notification_id):
                joining = replace(alone, delivery_id=latest.id, due_at=latest.due_at)
                return self._step(joining, latest.id)
        next_id = uuid5(channel.id if latest is None else latest.id, told.joins)
        due_at = alone.now + self.settles
        first = replace(alone, delivery_id=next_id, due_at=due_at, joins=told.joins)
        return self._step(first, next_id)

    def _step(
        self, command: delivery.DeliveryCommand, delivery_id: UUID
    ) -> Step[delivery.Delivery, delivery.DeliveryFact]:
        return Step(self.streams.delivery, delivery_id, partial(delivery.decide, command))


def _key(told: Written, channel: Channel) -> str:
    """With the event's id: one delivery for each event, person and channel."""
    return f"{told.member_id}:{channel.id}"


def _plan(
    told: Written, channel: Channel, delivery_id: UUID, due_at: datetime, now: datetime
) -> delivery.Plan:
    return delivery.Plan(
        delivery_id=delivery_id,
        notification_id=told.notification_id,
        member_id=told.member_id,
        channel_id=channel.id,
        kind=channel.kind,
        category=told.category,
        due_at=due_at,
        joins=None,
        now=now,
    )
