"""How an admin says what is watched, and what it means when it is down."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.log import Loaded, Log, Receipt, Step
from medianest.status.domain import monitor, watch
from medianest.status.domain.watch import (
    Change,
    Delete,
    Explain,
    Make,
    Meaning,
    NoSuchMonitor,
    Plan,
    Watch,
)
from medianest.status.handlers.streams import Streams
from medianest.status.ports import Outages

LOOK = "look"


@dataclass(frozen=True, slots=True)
class OwnMonitors:
    """Monitors that admins make. Whoever else watches, its monitors can be explained."""

    log: Log
    streams: Streams
    jobs: Jobs
    outages: Outages

    async def make(
        self, plan: Plan, *, by: UUID, now: datetime, meta: Meta, once: Once | None
    ) -> Receipt:
        """It is looked at from now on. The receipt names it."""
        id_ = new_id()
        enlist = monitor.Enlist(
            monitor_id=id_, name=plan.name, source="probe", resting=False, now=now
        )
        make = Make(by=by, now=now, plan=plan)
        receipt = await self.log.carry_out(
            Step(self.streams.watch, id_, partial(watch.decide, make)),
            Step(self.streams.monitor, id_, partial(monitor.decide, enlist)),
            meta=meta,
            once=once,
        )
        await self.jobs.plan(Job(kind=LOOK, key=str(receipt.id), due_at=now))
        return receipt

    async def change(
        self,
        monitor_id: UUID,
        plan: Plan,
        *,
        by: UUID,
        now: datetime,
        expected: int | None,
        meta: Meta,
    ) -> Receipt:
        """Raises `NotOurs`. Its history stays."""
        enlist = monitor.Enlist(
            monitor_id=monitor_id, name=plan.name, source="probe", resting=False, now=now
        )
        change = Change(by=by, now=now, plan=plan)
        return await self.log.carry_out(
            Step(self.streams.watch, monitor_id, partial(watch.decide, change), expected),
            Step(self.streams.monitor, monitor_id, partial(monitor.decide, enlist)),
            meta=meta,
        )

    async def explain(
        self,
        monitor_id: UUID,
        meaning: Meaning,
        *,
        by: UUID,
        now: datetime,
        expected: int | None,
        meta: Meta,
    ) -> Receipt:
        """Raises `NoSuchMonitor`, `DependsOnItself`."""
        dependencies = await self.outages.dependencies()
        if monitor_id not in dependencies:
            raise NoSuchMonitor
        explain = Explain(
            by=by,
            now=now,
            monitor_id=monitor_id,
            meaning=meaning,
            dependencies=dependencies,
        )
        step = Step(self.streams.watch, monitor_id, partial(watch.decide, explain), expected)
        return await self.log.carry_out(step, meta=meta)

    async def delete(
        self, monitor_id: UUID, *, by: UUID, now: datetime, expected: int | None, meta: Meta
    ) -> None:
        """Raises `NotOurs`."""
        delete = Delete(by=by, now=now)
        dismiss = monitor.Dismiss(monitor_id=monitor_id, now=now)
        await self.log.carry_out(
            Step(self.streams.watch, monitor_id, partial(watch.decide, delete), expected),
            Step(self.streams.monitor, monitor_id, partial(monitor.decide, dismiss)),
            meta=meta,
        )

    async def shown(self, monitor_id: UUID) -> Loaded[Watch]:
        """What is said of it, with its version. Raises `NoSuchMonitor`."""
        if monitor_id not in await self.outages.dependencies():
            raise NoSuchMonitor
        return await self.log.load(self.streams.watch, monitor_id)
