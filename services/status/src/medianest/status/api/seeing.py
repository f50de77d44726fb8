"""The door for people: what is up, what is down, since when, and what is being done about it."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from litestar import delete, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_204_NO_CONTENT

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.status.domain.watch import NoSuchMonitor
from medianest.status.handlers.subscribing import Subscribing
from medianest.status.queries.history import HistoryQueries, Slice, Window
from medianest.status.queries.incidents import (
    AnnouncementLine,
    IncidentLine,
    IncidentQueries,
    MaintenanceLine,
)
from medianest.status.queries.page import Change, MonitorLine, PageQueries

WORST_FIRST: Final = ("down", "degraded", "maintenance", "unknown", "up")
OPEN_MOST: Final = 50


class StatusPage(Record):
    """`overall` is the worst of all; `up` when nothing is watched. `incidents` are those open."""

    overall: str
    monitors: tuple[MonitorLine, ...]
    incidents: tuple[IncidentLine, ...]
    maintenance: tuple[MaintenanceLine, ...]
    announcements: tuple[AnnouncementLine, ...]


class MonitorPage(Record):
    monitor: MonitorLine
    changes: tuple[Change, ...]


class History(Record):
    """The past of every monitor, by its id; the bars of a page in one answer."""

    window: str
    monitors: dict[UUID, list[Slice]]


class MonitorHistory(Record):
    window: str
    slices: list[Slice]


def overall_of(monitors: Sequence[MonitorLine]) -> str:
    """The worst of them."""
    states = {monitor.state for monitor in monitors}
    return next((state for state in WORST_FIRST if state in states), "up")


def routes(
    page: PageQueries, history: HistoryQueries, incidents: IncidentQueries
) -> list[HTTPRouteHandler]:
    @get("/status", opt=needs("status.read"))
    async def see_status(person: Person) -> StatusPage:
        monitors = await page.monitors(person.id, now())
        still_open, _ = await incidents.incidents(before=None, is_open=True, limit=OPEN_MOST)
        return StatusPage(
            overall=overall_of(monitors),
            monitors=tuple(monitors),
            incidents=tuple(still_open),
            maintenance=tuple(await incidents.maintenances(now())),
            announcements=tuple(await incidents.announcements(now())),
        )

    @get("/status/monitors/{monitor_id:uuid}", opt=needs("status.read"))
    async def see_monitor(monitor_id: UUID, person: Person) -> MonitorPage:
        monitor = await page.monitor(monitor_id, person.id, now())
        if monitor is None:
            raise NoSuchMonitor
        return MonitorPage(monitor=monitor, changes=tuple(await page.changes(monitor_id)))

    @get("/status/history", opt=needs("status.read"))
    async def see_history(window: Window = "24h") -> History:
        return History(window=window, monitors=await history.bars(window, now()))

    @get("/status/monitors/{monitor_id:uuid}/history", opt=needs("status.read"))
    async def see_monitor_history(monitor_id: UUID, window: Window = "24h") -> MonitorHistory:
        if not await page.exists(monitor_id):
            raise NoSuchMonitor
        bars = await history.bars(window, now(), monitor_id)
        return MonitorHistory(window=window, slices=bars.get(monitor_id, []))

    return [see_status, see_monitor, see_history, see_monitor_history]


def subscription_routes(subscribing: Subscribing) -> list[HTTPRouteHandler]:
    path = "/status/monitors/{monitor_id:uuid}/subscription"

    @put(path, opt=needs("status.read"), status_code=HTTP_204_NO_CONTENT)
    async def subscribe(monitor_id: UUID, person: Person, meta: Meta) -> None:
        await subscribing.subscribe(monitor_id, member_id=person.id, now=now(), meta=meta)

    @delete(path, opt=needs("status.read"))
    async def unsubscribe(monitor_id: UUID, person: Person, meta: Meta) -> None:
        await subscribing.unsubscribe(monitor_id, member_id=person.id, now=now(), meta=meta)

    return [subscribe, unsubscribe]
