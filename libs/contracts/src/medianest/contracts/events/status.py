"""What status announces: transitions of what it watches."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events.base import Event


class _MonitorEvent(Event):
    service: ClassVar[str] = "status"
    aggregate: ClassVar[str] = "monitor"

    monitor_id: UUID
    monitor_name: str
    since: datetime

    def subject_id(self) -> UUID:
        return self.monitor_id

    def audience(self) -> Audience:
        return Audience(permission="status.read", topics=("status",))


class MonitorUp(_MonitorEvent, tag="medianest.status.monitor-up"):
    """It answers as it should."""

    name: ClassVar[str] = "up"


class MonitorDegraded(_MonitorEvent, tag="medianest.status.monitor-degraded"):
    """It answers, but slowly or with a part missing."""

    name: ClassVar[str] = "degraded"

    detail: str


class MonitorDown(_MonitorEvent, tag="medianest.status.monitor-down"):
    """It does not answer."""

    name: ClassVar[str] = "down"

    detail: str


class MonitorUnknown(_MonitorEvent, tag="medianest.status.monitor-unknown"):
    """Nobody knows how it is: it is new, or paused, or whoever watches it is away."""

    name: ClassVar[str] = "unknown"

    detail: str


class MonitorInMaintenance(_MonitorEvent, tag="medianest.status.monitor-in-maintenance"):
    """It is being worked on; that it does not answer is no outage."""

    name: ClassVar[str] = "in-maintenance"


class MonitorRemoved(_MonitorEvent, tag="medianest.status.monitor-removed"):
    """Nobody watches it any more."""

    name: ClassVar[str] = "removed"
