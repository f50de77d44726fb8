"""The door for people: what is up, what is down, and since when."""

from typing import Literal
from uuid import UUID

from litestar import get
from litestar.handlers import HTTPRouteHandler

from medianest.chassis.access import needs
from medianest.chassis.clock import now
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound
from medianest.status.queries import Change, MonitorLine, Slice, StatusQueries

Window = Literal["24h", "7d", "30d", "90d"]
WORST_FIRST = ("down", "degraded", "maintenance", "unknown", "up")


class NoSuchMonitor(NotFound):
    """There is no such monitor."""


class StatusPage(Record):
    """`overall` is the worst of all; `up` when nothing is watched."""

    overall: str
    monitors: tuple[MonitorLine, ...]


class MonitorPage(Record):
    monitor: MonitorLine
    changes: tuple[Change, ...]


class History(Record):
    """The past of every monitor, by its id; the bars of a page in one answer."""

    window: str
    monitors: dict[UUID, list[Slice]]


def routes(queries: StatusQueries) -> list[HTTPRouteHandler]:
    @get("/status", opt=needs("status.read"))
    async def see_status() -> StatusPage:
        monitors = await queries.monitors(now())
        states = {monitor.state for monitor in monitors}
        overall = next((state for state in WORST_FIRST if state in states), "up")
        return StatusPage(overall=overall, monitors=tuple(monitors))

    @get("/status/monitors/{monitor_id:uuid}", opt=needs("status.read"))
    async def see_monitor(monitor_id: UUID) -> MonitorPage:
        monitor = await queries.monitor(monitor_id, now())
        if monitor is None:
            raise NoSuchMonitor
        return MonitorPage(monitor=monitor, changes=tuple(await queries.changes(monitor_id)))

    @get("/status/history", opt=needs("status.read"))
    async def see_history(window: Window = "24h") -> History:
        return History(window=window, monitors=await queries.history(window, now()))

    return [see_status, see_monitor, see_history]
