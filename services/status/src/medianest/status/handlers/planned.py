"""How maintenance is planned and carried through, and how something is announced."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from medianest.contracts.meta import Meta, Once
from medianest.eventlog.log import Log, Receipt, Step
from medianest.status.domain import announcement, maintenance, monitor
from medianest.status.domain.watch import NoSuchMonitor
from medianest.status.handlers.streams import Streams
from medianest.status.ports import Outages

START: Final = "start-maintenance"
FINISH: Final = "finish-maintenance"


@dataclass(frozen=True, slots=True)
class Planning:
    """Maintenance: planned by people, begun and ended by the clock."""

    log: Log
    streams: Streams
    outages: Outages

    async def plan(self, plan: maintenance.Plan, *, meta: Meta, once: Once | None) -> Receipt:
        """Raises `NoSuchMonitor`, `EndsBeforeItStarts`."""
        if not set(plan.monitor_ids) <= set(await self.outages.dependencies()):
            raise NoSuchMonitor
        step = self._step(plan.maintenance_id, plan)
        return await self.log.carry_out(step, meta=meta, once=once)

    async def start(self, maintenance_id: UUID, *, now: datetime) -> None:
        """Its time has come: what it strikes rests."""
        state = (await self.log.load(self.streams.maintenance, maintenance_id)).state
        if not isinstance(state, maintenance.Maintenance) or state.stage != "planned":
            return
        rests = [
            self._monitor(monitor.Rest(monitor_id=one, maintenance_id=maintenance_id, now=now))
            for one in state.plan.monitor_ids
        ]
        begin = self._step(maintenance_id, maintenance.Start(now=now))
        meta = await self.log.going_on(self.streams.maintenance, maintenance_id)
        await self.log.carry_out(begin, *rests, meta=meta)

    async def finish(
        self, maintenance_id: UUID, *, by: UUID | None, now: datetime, meta: Meta | None = None
    ) -> None:
        """It is over, or cancelled before it began. Raises `NoSuchMaintenance`, `…IsOver`."""
        meta = meta or await self.log.going_on(self.streams.maintenance, maintenance_id)
        state = (await self.log.load(self.streams.maintenance, maintenance_id)).state
        struck = state.plan.monitor_ids if isinstance(state, maintenance.Maintenance) else ()
        wakes = [
            self._monitor(monitor.Wake(monitor_id=one, maintenance_id=maintenance_id, now=now))
            for one in struck
        ]
        end = self._step(maintenance_id, maintenance.Finish(now=now, by=by))
        await self.log.carry_out(end, *wakes, meta=meta)

    def _step(
        self, maintenance_id: UUID, command: maintenance.MaintenanceCommand
    ) -> Step[Any, Any]:
        decide = partial(maintenance.decide, command)
        return Step(self.streams.maintenance, maintenance_id, decide)

    def _monitor(self, command: monitor.Rest | monitor.Wake) -> Step[Any, Any]:
        return Step(self.streams.monitor, command.monitor_id, partial(monitor.decide, command))


@dataclass(frozen=True, slots=True)
class Announcing:
    """Words for everybody."""

    log: Log
    streams: Streams

    async def publish(
        self, said: announcement.Publish, *, meta: Meta, once: Once | None
    ) -> Receipt:
        """Raises `OverAlready`."""
        step = Step(
            self.streams.announcement, said.announcement_id, partial(announcement.decide, said)
        )
        return await self.log.carry_out(step, meta=meta, once=once)

    async def withdraw(self, announcement_id: UUID, *, by: UUID, now: datetime, meta: Meta) -> None:
        """Raises `NoSuchAnnouncement`."""
        withdraw = announcement.Withdraw(by=by, now=now)
        step = Step(
            self.streams.announcement, announcement_id, partial(announcement.decide, withdraw)
        )
        await self.log.carry_out(step, meta=meta)
