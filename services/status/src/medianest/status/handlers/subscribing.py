"""How a member asks to be told of a monitor's incidents, is told, and is forgotten."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Log, Step
from medianest.eventlog.turn import Turn
from medianest.status.domain.monitor import Watched
from medianest.status.domain.subscriptions import (
    Forget,
    Reassure,
    Subscribe,
    SubscriptionCommand,
    SubscriptionFact,
    Subscriptions,
    Unsubscribe,
    decide,
)
from medianest.status.domain.watch import NoSuchMonitor
from medianest.status.handlers.streams import Streams
from medianest.status.ports import Outages


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Each member's own list."""

    log: Log
    streams: Streams
    outages: Outages

    async def subscribe(
        self, monitor_id: UUID, *, member_id: UUID, now: datetime, meta: Meta
    ) -> None:
        """Raises `NoSuchMonitor`, `TooManySubscriptions`."""
        if monitor_id not in await self.outages.dependencies():
            raise NoSuchMonitor
        seen = (await self.log.load(self.streams.monitor, monitor_id)).state
        is_away = isinstance(seen, Watched) and seen.health == "down"
        command = Subscribe(member_id=member_id, monitor_id=monitor_id, now=now, is_away=is_away)
        await self.log.carry_out(self._step(command), meta=meta)

    async def unsubscribe(
        self, monitor_id: UUID, *, member_id: UUID, now: datetime, meta: Meta
    ) -> None:
        """Also of a monitor that is gone."""
        command = Unsubscribe(member_id=member_id, monitor_id=monitor_id, now=now)
        await self.log.carry_out(self._step(command), meta=meta)

    async def reassure(self, monitor_id: UUID, name: str, *, now: datetime, meta: Meta) -> None:
        """Those who asked while it was away; done again, it reassures nobody twice."""
        for who in await self.outages.awaited_by(monitor_id):
            command = Reassure(member_id=who, monitor_id=monitor_id, monitor_name=name, now=now)
            await self.log.carry_out(self._step(command), meta=meta)

    async def forget(self, turn: Turn, member_id: UUID, *, now: datetime) -> None:
        """They were erased."""
        await turn.carry_out(self._step(Forget(member_id=member_id, now=now)))

    def _step(self, command: SubscriptionCommand) -> Step[Subscriptions, SubscriptionFact]:
        return Step(self.streams.subscriptions, command.member_id, partial(decide, command))
