"""Follows Kuma across every lost connection: nothing twice, and what was missed is asked for.

- A beat is said once per process, by monitor and time; after a restart it may be said again.
- A queue that is full ends the connection: what did not fit is read again with the next one.
- While the connection does not come about, its public status page is read, where one is named.
- After `grace_s` without either, Kuma is said to be away; its monitors are not down for that.
"""

import asyncio
import math
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final

import structlog

from medianest.chassis.clock import monotonic, now
from medianest.chassis.egress import AddressRefused, EgressGuard
from medianest.contracts.record import Record
from medianest.eventlog.rest import end
from medianest.status.adapters.uptime_kuma import words
from medianest.status.adapters.uptime_kuma.session import KumaAway, Session, TokenRefused, greeted
from medianest.status.adapters.uptime_kuma.status_page import StatusPage
from medianest.status.ports import (
    AllListed,
    CameBack,
    Changed,
    Gone,
    Sighted,
    Sighting,
    SignInRefused,
    WentAway,
)

log = structlog.get_logger()

QUEUE_MAX: Final = 20_000
SEEN_MAX: Final = 300
GAP_HOURS_MAX: Final = 24 * 7
_HOUR_S: Final = 3600


class UptimeKuma:
    """The real `Watcher`. `retry_s`: the first and the longest wait between two connections."""

    def __init__(
        self,
        address: str,
        token: str,
        guard: EgressGuard,
        *,
        page: StatusPage | None = None,
        deadline_s: float = 10.0,
        grace_s: float = 30.0,
        retry_s: tuple[float, float] = (0.5, 30.0),
    ) -> None:
        self._address = address
        self._token = token
        self._guard = guard
        self._page = page
        self._deadline_s = deadline_s
        self._grace_s = grace_s
        self._retry_s = retry_s
        self._queue: asyncio.Queue[Sighting] = asyncio.Queue(QUEUE_MAX)
        self._seen = Seen()
        self._gaps: asyncio.Queue[Gap] = asyncio.Queue()
        self._seen_before: dict[str, datetime] = {}
        self._overflowed = asyncio.Event()

    async def follow(self) -> AsyncIterator[Sighting]:
        """What Kuma sees, until it refuses the token. A fault of ours is raised, not waited out."""
        keeping = asyncio.create_task(self._keep_connected())
        try:
            while not (keeping.done() and self._queue.empty()):
                reading = asyncio.create_task(self._queue.get())
                await asyncio.wait({reading, keeping}, return_when=asyncio.FIRST_COMPLETED)
                if reading.done():
                    yield reading.result()
                else:
                    reading.cancel()
            await keeping
        finally:
            await end(keeping)

    async def _keep_connected(self) -> None:
        first_s, longest_s = self._retry_s
        wait_s, lost_at, is_away = first_s, monotonic(), False
        while True:
            try:
                async with self._signed_in() as session:
                    wait_s, is_away = first_s, False
                    await self._stay(session)
                lost_at = monotonic()
            except TokenRefused:
                await self._queue.put(SignInRefused())
                return
            except (KumaAway, AddressRefused) as why:
                log.warning("status.kuma-away", reason=type(why).__name__)
                if await self._read_page():
                    lost_at, is_away = monotonic(), False
                elif not is_away and monotonic() - lost_at >= self._grace_s:
                    is_away = True
                    await self._queue.put(WentAway())
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))  # noqa: S311  jitter
            wait_s = min(wait_s * 2, longest_s)

    async def _read_page(self) -> bool:
        """Whether there is one, and it says something."""
        try:
            beats = await self._page.beats() if self._page else ()
        except (KumaAway, AddressRefused):
            return False
        self._overflowed.clear()
        self._say_fresh(beats)
        return bool(beats)

    @asynccontextmanager
    async def _signed_in(self) -> AsyncIterator[Session]:
        self._overflowed.clear()
        self._gaps = asyncio.Queue()
        self._seen_before = self._seen.newest()
        opening = greeted(self._address, self._guard, self._hear, deadline_s=self._deadline_s)
        async with opening as session:
            await session.sign_in(self._token)
            await self._queue.put(CameBack())
            yield session

    async def _stay(self, session: Session) -> None:
        """Until the connection is lost, or given up because a queue is full."""
        tasks = [
            asyncio.create_task(session.over()),
            asyncio.create_task(self._fill_gaps(session)),
            asyncio.create_task(self._overflowed.wait()),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await end(*tasks)

    async def _fill_gaps(self, session: Session) -> None:
        while True:
            gap = await self._gaps.get()
            hours = math.ceil((now() - gap.since).total_seconds() / _HOUR_S)
            raw = await session.beats(gap.key, min(max(hours, 1), GAP_HOURS_MAX))
            try:
                self._say_fresh(words.rows(gap.key, raw))
            except words.NotUnderstood as what:
                log.warning("status.kuma-not-understood", what=str(what))

    def _hear(self, event: str, said: tuple[Any, ...]) -> None:
        """Every event of a connection; what neither version would say is passed over."""
        try:
            self._take(event, said)
        except words.NotUnderstood as what:
            log.warning("status.kuma-not-understood", what=str(what))

    def _take(self, event: str, said: tuple[Any, ...]) -> None:
        match event, said:
            case "monitorList", (listed,):
                self._say(AllListed(monitors=words.watched(listed)))
            case "updateMonitorIntoList", (listed,):
                for monitor in words.watched(listed):
                    self._say(Changed(monitor=monitor))
            case "deleteMonitorFromList", (monitor_id,):
                self._say(Gone(key=words.key_of(monitor_id)))
            case "heartbeat", (raw,):
                self._say_fresh((words.live_beat(raw),))
            case "heartbeatList", (monitor_id, raw, *_):
                self._burst(words.rows(monitor_id, raw))
            case _:
                raise words.NotUnderstood(event)

    def _burst(self, beats: Sequence[Sighted]) -> None:
        """The newest of one monitor; when they begin after what we know, more is asked for.

        Once in a connection, however often it is said: so no more gaps wait than we know monitors.
        """
        if beats and (known := self._seen_before.pop(beats[0].key, None)) and beats[0].at > known:
            self._gaps.put_nowait(Gap(key=beats[0].key, since=known))
        self._say_fresh(beats)

    def _say_fresh(self, beats: Sequence[Sighted]) -> None:
        for beat in beats:
            if beat not in self._seen and self._say(beat):
                self._seen.add(beat)

    def _say(self, sighting: Sighting) -> bool:
        """Whether it fitted; after the first that did not, the connection is as good as over."""
        if not self._overflowed.is_set():
            try:
                self._queue.put_nowait(sighting)
            except asyncio.QueueFull:
                self._overflowed.set()
        return not self._overflowed.is_set()


class Gap(Record):
    """Beats of a monitor that the burst did not reach back to."""

    key: str
    since: datetime


class Seen:
    """The newest beats of each monitor, so that none is said twice."""

    def __init__(self) -> None:
        self._times: dict[str, dict[datetime, None]] = {}

    def __contains__(self, beat: Sighted) -> bool:
        return beat.at in self._times.get(beat.key, {})

    def add(self, beat: Sighted) -> None:
        """Remember it, and forget what came longest ago."""
        times = self._times.setdefault(beat.key, {})
        times[beat.at] = None
        if len(times) > SEEN_MAX:
            del times[next(iter(times))]

    def newest(self) -> dict[str, datetime]:
        """The newest time of each monitor."""
        return {key: max(times) for key, times in self._times.items()}
