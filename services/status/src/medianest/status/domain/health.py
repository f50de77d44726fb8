"""What happens to a monitor: the facts of its health."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from medianest.contracts.events.status import Dependency
from medianest.contracts.facts import Fact

Source = Literal["probe", "uptime_kuma"]
"""Who looks: we ourselves, or another system that has its own rules of when it is down."""

Health = Literal["unknown", "up", "degraded", "down", "maintenance"]


class WatchBegan(Fact, tag="status.watch-began"):
    monitor_id: UUID
    name: str
    source: Source
    at: datetime


class Renamed(Fact, tag="status.renamed"):
    monitor_id: UUID
    name: str
    at: datetime


class WentUp(Fact, tag="status.went-up"):
    monitor_id: UUID
    name: str
    at: datetime


class Slowed(Fact, tag="status.slowed"):
    monitor_id: UUID
    name: str
    at: datetime
    detail: str


class WentDown(Fact, tag="status.went-down"):
    monitor_id: UUID
    name: str
    at: datetime
    detail: str


class SightLost(Fact, tag="status.sight-lost"):
    monitor_id: UUID
    name: str
    at: datetime
    detail: str


class MaintenanceBegan(Fact, tag="status.maintenance-began"):
    """Another system says so, or `maintenance_id` is the one that we planned."""

    monitor_id: UUID
    name: str
    at: datetime
    maintenance_id: UUID | None = None


class MaintenanceEnded(Fact, tag="status.maintenance-ended"):
    monitor_id: UUID
    name: str
    at: datetime
    maintenance_id: UUID


class Blipped(Fact, tag="status.blipped"):
    """It was down since `since`, but not for long enough to be an outage."""

    monitor_id: UUID
    name: str
    at: datetime
    since: datetime


class OutageConfirmed(Fact, tag="status.outage-confirmed"):
    """It has been down since `since` for long enough that it is no blip."""

    monitor_id: UUID
    name: str
    at: datetime
    since: datetime
    detail: str
    serves: Dependency | None = None


class OutageEnded(Fact, tag="status.outage-ended"):
    monitor_id: UUID
    name: str
    at: datetime
    serves: Dependency | None = None


class WatchEnded(Fact, tag="status.watch-ended"):
    monitor_id: UUID
    name: str
    at: datetime


MonitorFact = (
    WatchBegan
    | Renamed
    | WentUp
    | Slowed
    | WentDown
    | SightLost
    | MaintenanceBegan
    | MaintenanceEnded
    | Blipped
    | OutageConfirmed
    | OutageEnded
    | WatchEnded
)
