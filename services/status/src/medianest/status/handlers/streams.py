"""The kinds of streams that status keeps."""

from dataclasses import dataclass

from medianest.eventlog.decider import Decider
from medianest.status.domain import (
    announcement,
    health,
    incident,
    maintenance,
    monitor,
    public_page,
    subscriptions,
    uptime_kuma,
    watch,
)

Monitors = Decider[monitor.Monitor, health.MonitorFact]


@dataclass(frozen=True, slots=True)
class Streams:
    """One decider each."""

    monitor: Monitors
    watch: Decider[watch.Watch, watch.WatchFact]
    incident: Decider[incident.State, incident.IncidentFact]
    maintenance: Decider[maintenance.State, maintenance.MaintenanceFact]
    announcement: Decider[announcement.State, announcement.AnnouncementFact]
    public_page: Decider[public_page.PublicPage, public_page.PublicPageFact]
    subscriptions: Decider[subscriptions.Subscriptions, subscriptions.SubscriptionFact]
    uptime_kuma: Decider[uptime_kuma.KumaState, uptime_kuma.KumaFact]
