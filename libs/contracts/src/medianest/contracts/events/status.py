"""What status announces: transitions of what it watches, incidents, and what is planned or said."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events.base import Event

Dependency = Literal["plex", "overseerr", "internet"]
"""What other services can't work without; a monitor may stand for one."""

_EVERYBODY = Audience(permission="status.read", topics=("status",))


class _MonitorEvent(Event):
    service: ClassVar[str] = "status"
    aggregate: ClassVar[str] = "monitor"

    monitor_id: UUID
    monitor_name: str
    since: datetime

    def subject_id(self) -> UUID:
        return self.monitor_id

    def audience(self) -> Audience:
        return _EVERYBODY


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


class MonitorBlipped(_MonitorEvent, tag="medianest.status.monitor-blipped"):
    """It did not answer from `since` on, and came back before anybody had to be called."""

    name: ClassVar[str] = "blipped"


class OutageBegan(_MonitorEvent, tag="medianest.status.outage-began"):
    """It has been down since `since`, for longer than a moment; who needs `dependency` waits."""

    name: ClassVar[str] = "outage-began"

    detail: str
    dependency: Dependency | None = None


class OutageEnded(_MonitorEvent, tag="medianest.status.outage-ended"):
    """It is back, or nobody can say any more that it is down; who waited tries again."""

    name: ClassVar[str] = "outage-ended"

    dependency: Dependency | None = None


class _IncidentEvent(Event):
    """`monitor_name` is that of its cause."""

    service: ClassVar[str] = "status"
    aggregate: ClassVar[str] = "incident"

    incident_id: UUID
    monitor_name: str

    def subject_id(self) -> UUID:
        return self.incident_id

    def audience(self) -> Audience:
        return _EVERYBODY


class IncidentOpened(_IncidentEvent, tag="medianest.status.incident-opened"):
    """Something is down. `means`: what that means for people. `tell`: who asked to be told."""

    name: ClassVar[str] = "opened"

    monitor_id: UUID
    opened_at: datetime
    detail: str
    means: str = ""
    tell: tuple[UUID, ...] = ()


class IncidentSpread(_IncidentEvent, tag="medianest.status.incident-spread"):
    """Something else is down with it: `struck_name`, which depends on the cause."""

    name: ClassVar[str] = "spread"

    struck_id: UUID
    struck_name: str
    at: datetime
    means: str = ""
    tell: tuple[UUID, ...] = ()


class IncidentAcknowledged(_IncidentEvent, tag="medianest.status.incident-acknowledged"):
    """Somebody who minds the house takes care of it."""

    name: ClassVar[str] = "acknowledged"

    by: UUID
    at: datetime


class IncidentNoted(_IncidentEvent, tag="medianest.status.incident-noted"):
    """A note was added, which everybody can read on the status page."""

    name: ClassVar[str] = "noted"

    at: datetime


class IncidentClosed(_IncidentEvent, tag="medianest.status.incident-closed"):
    """Everything that it struck is back, or `by` closed it. `tell`: who was told of it."""

    name: ClassVar[str] = "closed"
    version: ClassVar[int] = 2

    monitor_id: UUID
    opened_at: datetime
    closed_at: datetime
    by: UUID | None = None
    tell: tuple[UUID, ...] = ()


class AwaitedIsBack(Event, tag="medianest.status.awaited-is-back"):
    """A monitor is back for which this member asked while it was away."""

    service: ClassVar[str] = "status"
    aggregate: ClassVar[str] = "subscriptions"
    name: ClassVar[str] = "awaited-is-back"

    member_id: UUID
    monitor_id: UUID
    monitor_name: str
    at: datetime

    def subject_id(self) -> UUID:
        return self.member_id

    def audience(self) -> Audience:
        return Audience(members=frozenset({self.member_id}), scope="status.read", topics=("me",))


class _MaintenanceEvent(Event):
    service: ClassVar[str] = "status"
    aggregate: ClassVar[str] = "maintenance"

    maintenance_id: UUID
    title: str

    def subject_id(self) -> UUID:
        return self.maintenance_id

    def audience(self) -> Audience:
        return _EVERYBODY


class MaintenancePlanned(_MaintenanceEvent, tag="medianest.status.maintenance-planned"):
    """What it strikes will rest from `starts_at` to `ends_at`."""

    name: ClassVar[str] = "planned"

    text: str
    starts_at: datetime
    ends_at: datetime
    monitor_ids: tuple[UUID, ...]


class MaintenanceStarted(_MaintenanceEvent, tag="medianest.status.maintenance-started"):
    """It has begun."""

    name: ClassVar[str] = "started"

    at: datetime


class MaintenanceFinished(_MaintenanceEvent, tag="medianest.status.maintenance-finished"):
    """It is over, on time or early."""

    name: ClassVar[str] = "finished"

    at: datetime


class MaintenanceCancelled(_MaintenanceEvent, tag="medianest.status.maintenance-cancelled"):
    """It will not be."""

    name: ClassVar[str] = "cancelled"

    at: datetime


class _AnnouncementEvent(Event):
    service: ClassVar[str] = "status"
    aggregate: ClassVar[str] = "announcement"

    announcement_id: UUID
    title: str

    def subject_id(self) -> UUID:
        return self.announcement_id

    def audience(self) -> Audience:
        return _EVERYBODY


class AnnouncementPublished(_AnnouncementEvent, tag="medianest.status.announcement-published"):
    """Something that everybody should know, until `until` if that is set."""

    name: ClassVar[str] = "published"

    text: str
    at: datetime
    until: datetime | None = None


class AnnouncementWithdrawn(_AnnouncementEvent, tag="medianest.status.announcement-withdrawn"):
    """It holds no more."""

    name: ClassVar[str] = "withdrawn"

    at: datetime
