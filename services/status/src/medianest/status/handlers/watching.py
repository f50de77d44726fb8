"""How a look at a monitor becomes a beat, and a change of state a fact."""

from datetime import datetime
from functools import partial

from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Step
from medianest.status.domain.monitor import Beat, Monitor, MonitorFact, decide
from medianest.status.ports import Beats, Probe, Target

Monitors = Decider[Monitor, MonitorFact]


class Watching:
    """Looks at one target at a time."""

    def __init__(self, log: Log, monitors: Monitors, probe: Probe, beats: Beats) -> None:
        self._log = log
        self._monitors = monitors
        self._probe = probe
        self._beats = beats

    async def look(self, target: Target, *, now: datetime, meta: Meta) -> None:
        outcome = await self._probe.look(target)
        failures_before = await self._beats.record(target.id, now, outcome)
        beat = Beat(
            monitor_id=target.id,
            name=target.name,
            outcome=outcome,
            now=now,
            failures_before=failures_before,
        )
        step = Step(self._monitors, target.id, partial(decide, beat))
        await self._log.carry_out(step, meta=meta)
