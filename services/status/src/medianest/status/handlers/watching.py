"""How a look at a monitor becomes a beat, and a change of state a fact."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Log, Step
from medianest.status.domain.looks import Answered, Outcome, slowness
from medianest.status.domain.monitor import Beat, Dismiss, decide
from medianest.status.handlers.streams import Monitors
from medianest.status.ports import Beats, Looking, Target


@dataclass(frozen=True, slots=True)
class Watching:
    """Looks at one target at a time."""

    log: Log
    monitors: Monitors
    looking: Looking
    beats: Beats

    async def look(self, target: Target, *, now: datetime, meta: Meta) -> None:
        """Look once, keep what was found, and say what it changed."""
        outcome = await self.looking.look(target.probe)
        slow = await self._slowness(target, outcome, now)
        missing = outcome.detail if isinstance(outcome, Answered) else None
        before = await self.beats.record(target.id, now, outcome, missing or slow)
        beat = Beat(
            monitor_id=target.id,
            name=target.name,
            outcome=outcome,
            now=now,
            failures_before=before.failures,
            slow=slow,
            slow_before=before.flaws,
        )
        await self.log.carry_out(Step(self.monitors, target.id, partial(decide, beat)), meta=meta)

    async def dismiss_others(self, listed: frozenset[UUID], *, now: datetime, meta: Meta) -> None:
        """What we looked at once and are no longer asked to leaves the page."""
        for gone in await self.beats.of_source("probe") - listed:
            step = Step(self.monitors, gone, partial(decide, Dismiss(monitor_id=gone, now=now)))
            await self.log.carry_out(step, meta=meta)

    async def _slowness(self, target: Target, outcome: Outcome, now: datetime) -> str | None:
        if not isinstance(outcome, Answered):
            return None
        habit = await self.beats.habit(target.id, now)
        return slowness(outcome, limit_ms=target.limit_ms, habit=habit)
