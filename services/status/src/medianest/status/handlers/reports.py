"""How what another system sees becomes beats, and a change of state a fact."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Log, Step
from medianest.status.domain.health import Source
from medianest.status.domain.looks import Answered, Failed, Outcome
from medianest.status.domain.monitor import (
    SAYS_SO,
    Dismiss,
    Enlist,
    LoseSight,
    MonitorCommand,
    Report,
    decide,
)
from medianest.status.handlers.streams import Monitors
from medianest.status.ports import (
    AllListed,
    Beats,
    CameBack,
    Changed,
    Gone,
    Sighted,
    Sighting,
    SignInRefused,
    WentAway,
)
from medianest.status.ports import Watched as Listed

SOURCE: Final[Source] = "uptime_kuma"
AWAY: Final = "Uptime Kuma does not answer."
REFUSED: Final = "Uptime Kuma does not let us in any more; connect it anew."


@dataclass(frozen=True, slots=True)
class Reports:
    """Takes one sighting after the other, in their order; any of them may come again."""

    log: Log
    monitors: Monitors
    beats: Beats

    async def take(self, sighting: Sighting, *, now: datetime, meta: Meta) -> None:
        match sighting:
            case AllListed(monitors=monitors):
                listed = {monitor_id(monitor.key) for monitor in monitors}
                for gone in await self.beats.of_source(SOURCE) - listed:
                    await self._carry_out(Dismiss(monitor_id=gone, now=now), meta)
                for monitor in monitors:
                    await self._enlist(monitor, now, meta)
            case Changed(monitor=monitor):
                await self._enlist(monitor, now, meta)
            case Gone(key=key):
                await self._carry_out(Dismiss(monitor_id=monitor_id(key), now=now), meta)
            case Sighted():
                await self._report(sighting, meta)
            case CameBack():
                pass  # its newest beats follow
            case WentAway():
                await self.lose_sight(AWAY, now=now, meta=meta)
            case SignInRefused():
                await self.lose_sight(REFUSED, now=now, meta=meta)

    async def lose_sight(self, why: str, *, now: datetime, meta: Meta) -> None:
        """Of all that it watches."""
        for each in await self.beats.of_source(SOURCE):
            await self._carry_out(LoseSight(monitor_id=each, why=why, now=now), meta)

    async def dismiss_all(self, *, now: datetime, meta: Meta) -> None:
        """It watches for us no more."""
        for each in await self.beats.of_source(SOURCE):
            await self._carry_out(Dismiss(monitor_id=each, now=now), meta)

    async def _enlist(self, monitor: Listed, now: datetime, meta: Meta) -> None:
        who = monitor_id(monitor.key)
        enlist = Enlist(
            monitor_id=who,
            name=monitor.name,
            source=SOURCE,
            resting=not monitor.active,
            now=now,
        )
        await self._carry_out(enlist, meta)
        if monitor.in_maintenance and monitor.active:
            await self._carry_out(Report(monitor_id=who, says="maintenance", now=now), meta)

    async def _report(self, beat: Sighted, meta: Meta) -> None:
        who = monitor_id(beat.key)
        is_newest = await self.beats.keep(who, beat.at, _outcome(beat))
        # It tries again by itself while a beat is pending, and says so when it gives up.
        if is_newest and beat.state != "pending":
            await self._carry_out(Report(monitor_id=who, says=beat.state, now=beat.at), meta)

    async def _carry_out(self, command: MonitorCommand, meta: Meta) -> None:
        step = Step(self.monitors, command.monitor_id, partial(decide, command))
        await self.log.carry_out(step, meta=meta)


def monitor_id(key: str) -> UUID:
    """The same for the same monitor of Uptime Kuma, so that its history survives a restart."""
    return uuid5(NAMESPACE_URL, f"medianest:monitor:uptime-kuma:{key}")


def _outcome(beat: Sighted) -> Outcome | None:
    match beat.state:
        case "up":
            return Answered(response_ms=beat.response_ms or 0.0)
        case "down":
            return Failed(detail=SAYS_SO)
        case "pending" | "maintenance":
            return None
