"""The door of time: every monitor is looked at again and again, each look a job that is due."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from medianest.chassis.clock import monotonic, now
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.work import Claimed, Retry, Work
from medianest.status.handlers import Watching
from medianest.status.ports import Beats, Target

LOOK: Final = "look"
FORGET: Final = "forget-beats"
KEPT: Final = timedelta(days=90)
FORGET_EVERY_S: Final = 3600.0


class Rounds:
    """Plans the first look at each target; each look plans the next."""

    def __init__(self, jobs: Jobs, targets: Mapping[str, Target]) -> None:
        self._jobs = jobs
        self._targets = targets

    async def start(self) -> None:
        for key in self._targets:
            await self._jobs.plan(Job(kind=LOOK, key=key, due_at=now()))
        await self._jobs.plan(Job(kind=FORGET, key="beats", due_at=now()))

    async def stop(self) -> None:
        """The jobs stay planned for whoever runs next."""


def looking(
    watching: Watching, targets: Mapping[str, Target], *, every_s: float, settling_s: float
) -> Work:
    """One look; the same row is due again `every_s` later, so that one process looks at a time.

    In a house that starts as a whole, the others get `settling_s` before they are looked at.
    """
    settled_at = monotonic() + settling_s

    async def perform(claimed: Claimed) -> None:
        target = targets.get(claimed.key or "")
        if target is None:
            return  # it is no longer watched
        if monotonic() < settled_at:
            raise Retry("the house is settling", after_s=settled_at - monotonic(), counts=False)
        await watching.look(target, now=now(), meta=Meta(correlation=new_id()))
        raise Retry("until the next look", after_s=every_s, counts=False)

    return Work(kind=LOOK, perform=perform, concurrency=8, lease_s=15)


def forgetting(beats: Beats) -> Work:
    """Old beats go."""

    async def perform(claimed: Claimed) -> None:
        await beats.forget_before(now() - KEPT)
        raise Retry("until the next round", after_s=FORGET_EVERY_S, counts=False)

    return Work(kind=FORGET, perform=perform, concurrency=1)
