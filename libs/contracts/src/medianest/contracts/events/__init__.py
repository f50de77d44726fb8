"""Every announced event, one module a service; `ALL` is the whole vocabulary of the bus."""

from typing import Final

from medianest.contracts.events import downloads, gateway, identity, notify, requests, status
from medianest.contracts.events.base import Event

ALL: Final[tuple[type[Event], ...]] = (
    identity.MemberJoined,
    identity.MemberRoleChanged,
    identity.MemberPermissionsChanged,
    identity.MemberLimitsChanged,
    identity.MemberDisabled,
    identity.MemberEnabled,
    identity.MemberErased,
    identity.MemberSessionsEnded,
    identity.SessionStarted,
    identity.SessionRevoked,
    identity.ApiKeyIssued,
    identity.ApiKeyRevoked,
    requests.LibraryItemAdded,
    downloads.DownloadQueued,
    downloads.DownloadStarted,
    downloads.DownloadCompleted,
    downloads.DownloadFailed,
    downloads.DownloadCancelled,
    downloads.DownloadAwaitsApproval,
    downloads.DownloadDeclined,
    downloads.DownloadPaused,
    downloads.CollectionFinished,
    status.MonitorUp,
    status.MonitorDegraded,
    status.MonitorDown,
    status.MonitorUnknown,
    status.MonitorInMaintenance,
    status.MonitorRemoved,
    status.MonitorBlipped,
    status.OutageBegan,
    status.OutageEnded,
    status.IncidentOpened,
    status.IncidentSpread,
    status.IncidentAcknowledged,
    status.IncidentNoted,
    status.IncidentClosed,
    status.MaintenancePlanned,
    status.MaintenanceStarted,
    status.MaintenanceFinished,
    status.MaintenanceCancelled,
    status.AnnouncementPublished,
    status.AnnouncementWithdrawn,
    notify.NotificationCreated,
    gateway.SigningKeyPublished,
    gateway.SigningKeyWithdrawn,
    gateway.BreakerOpened,
    gateway.BreakerClosed,
)

__all__ = ["ALL", "Event"]
