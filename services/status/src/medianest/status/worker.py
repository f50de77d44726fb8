"""The door of time: monitors are looked at again and again, and what was to be asked later is.

Uptime Kuma is followed by a job that never ends by itself, so that one process does it at a time.
"""

import asyncio
from contextlib import suppress
from typing import Final
from uuid import UUID

import msgspec

from medianest.chassis.clock import monotonic, now
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.rest import end
from medianest.eventlog.work import Again, Backoff, Claimed, Retry, Work
from medianest.status.domain.uptime_kuma import NotConnected
from medianest.status.handlers.monitors import LOOK
from medianest.status.handlers.outages import CONFIRM, SETTLE, Incidents, Question
from medianest.status.handlers.planned import FINISH, START, Planning
from medianest.status.handlers.reports import Reports
from medianest.status.handlers.uptime_kuma import FOLLOW, Shown, UptimeKumaSettings
from medianest.status.handlers.watching import Watching
from medianest.status.ports import Beats, SignInRefused, Targets

TIDY: Final = "tidy-beats"
TIDY_EVERY_S: Final = 3600.0
CHANGED_WITHIN_S: Final = 2.0
AGAIN_WITHIN_S: Final = 60.0


class Rounds:
    """Plans the first look at each target; each look plans the next."""

    def __init__(self, jobs: Jobs, targets: Targets, watching: Watching, beats: Beats) -> None:
        self._jobs = jobs
        self._targets = targets
        self._watching = watching
        self._beats = beats

    async def start(self) -> None:
        """Make room for beats, and begin."""
        await self._beats.tidy()
        targets = await self._targets.all()
        listed = frozenset(target.id for target in targets)
        await self._watching.dismiss_others(listed, now=now(), meta=Meta(correlation=new_id()))
        for target in targets:
            await self._jobs.plan(Job(kind=LOOK, key=str(target.id), due_at=now()))
        await self._jobs.plan(Job(kind=TIDY, key="beats", due_at=now()))
        await self._jobs.plan(Job(kind=FOLLOW, key=FOLLOW, due_at=now()))

    async def stop(self) -> None:
        """The jobs stay planned for whoever runs next."""


def looking(watching: Watching, targets: Targets, *, settling_s: float) -> Work:
    """One look; the same job is due again for the next, so that one process looks at a time.

    In a house that starts as a whole, the others get `settling_s` before they are looked at.
    """
    settled_at = monotonic() + settling_s

    async def perform(claimed: Claimed) -> None:
        target = await targets.target(UUID(claimed.key))
        if target is None:
            return  # it is no longer watched
        if monotonic() < settled_at:
            raise Retry("the house is settling", after_s=settled_at - monotonic(), counts=False)
        await watching.look(target, now=now(), meta=Meta(correlation=new_id()))
        raise Again(after_s=target.every_s)

    return Work(kind=LOOK, perform=perform, concurrency=8, lease_s=15, endless=True)


def tidying(beats: Beats) -> Work:
    """Room is made for new beats, and old ones go."""

    async def perform(claimed: Claimed) -> None:
        await beats.tidy()
        raise Again(after_s=TIDY_EVERY_S)

    return Work(kind=TIDY, perform=perform, concurrency=1, endless=True)


def asking_again(incidents: Incidents) -> tuple[Work, Work]:
    """Whether what went down stayed down, and whether what came back stayed up."""

    async def confirm(claimed: Claimed) -> None:
        asked = msgspec.convert(claimed.data, Question, strict=False)
        await incidents.confirm(asked, now=now())

    async def settle(claimed: Claimed) -> None:
        asked = msgspec.convert(claimed.data, Question, strict=False)
        left = await incidents.settle(asked, now=now())
        if left is not None:
            raise Again(after_s=left.total_seconds())

    return Work(kind=CONFIRM, perform=confirm), Work(kind=SETTLE, perform=settle)


def keeping_time(planning: Planning) -> tuple[Work, Work]:
    """Maintenance begins and ends when it was planned to."""

    async def start(claimed: Claimed) -> None:
        await planning.start(UUID(claimed.key), now=now())

    async def finish(claimed: Claimed) -> None:
        await planning.finish(UUID(claimed.key), by=None, now=now())

    return Work(kind=START, perform=start), Work(kind=FINISH, perform=finish)


def following(settings: UptimeKumaSettings, reports: Reports) -> Work:
    """Follow Uptime Kuma as it is connected now; when that changes, begin anew."""

    async def perform(claimed: Claimed) -> None:
        meta = Meta(correlation=new_id())
        try:
            shown = await settings.shown()
        except NotConnected:
            await reports.dismiss_all(now=now(), meta=meta)
            return
        if not shown.kuma.refused:
            await _follow(shown, settings, reports)
        raise Again(after_s=CHANGED_WITHIN_S)

    again = Backoff(first_s=CHANGED_WITHIN_S, most_s=AGAIN_WITHIN_S)
    return Work(
        kind=FOLLOW, perform=perform, concurrency=1, lease_s=10, backoff=again, endless=True
    )


async def _follow(shown: Shown, settings: UptimeKumaSettings, reports: Reports) -> None:
    following = asyncio.create_task(_hear(shown, settings, reports), name="status.uptime-kuma")
    changing = asyncio.create_task(_changed(shown, settings), name="status.uptime-kuma-changes")
    try:
        await asyncio.wait({following, changing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await end(changing, following)
    if not following.cancelled():
        following.result()


async def _hear(shown: Shown, settings: UptimeKumaSettings, reports: Reports) -> None:
    at, token = await settings.token(shown.kuma)
    async for sighting in settings.kumas.watcher(at, token).follow():
        meta = Meta(correlation=new_id())
        await reports.take(sighting, now=now(), meta=meta)
        if isinstance(sighting, SignInRefused):
            await settings.refused(shown.kuma.token_id, now=now(), meta=meta)


async def _changed(shown: Shown, settings: UptimeKumaSettings) -> None:
    """Return once it is connected otherwise, or not at all."""
    with suppress(NotConnected):
        while (await settings.shown()).version == shown.version:  # noqa: ASYNC110  another process may change it
            await asyncio.sleep(CHANGED_WITHIN_S)
