"""What status announces: how its monitors change, and what becomes of incidents and plans."""

from medianest.contracts.events import Event
from medianest.contracts.events import status as events
from medianest.status.domain import announcement, health, incident, maintenance, subscriptions
from medianest.status.domain.monitor import Monitor


def of_monitor(state: Monitor, fact: health.MonitorFact) -> Event | None:  # noqa: C901, PLR0911  one arm a fact
    who, name, at = fact.monitor_id, fact.name, fact.at
    match fact:
        case health.WatchBegan():
            detail = "Nobody has looked yet."
            return events.MonitorUnknown(monitor_id=who, monitor_name=name, since=at, detail=detail)
        case health.Renamed():
            return None  # the next look at the page shows it
        case health.WentUp():
            return events.MonitorUp(monitor_id=who, monitor_name=name, since=at)
        case health.Slowed(detail=detail):
            return events.MonitorDegraded(
                monitor_id=who, monitor_name=name, since=at, detail=detail
            )
        case health.WentDown(detail=detail):
            return events.MonitorDown(monitor_id=who, monitor_name=name, since=at, detail=detail)
        case health.SightLost(detail=detail):
            return events.MonitorUnknown(monitor_id=who, monitor_name=name, since=at, detail=detail)
        case health.MaintenanceBegan():
            return events.MonitorInMaintenance(monitor_id=who, monitor_name=name, since=at)
        case health.MaintenanceEnded():
            detail = "It was just worked on."
            return events.MonitorUnknown(monitor_id=who, monitor_name=name, since=at, detail=detail)
        case health.Blipped(since=since):
            return events.MonitorBlipped(monitor_id=who, monitor_name=name, since=since)
        case health.OutageConfirmed(since=since, detail=detail, serves=serves):
            return events.OutageBegan(
                monitor_id=who, monitor_name=name, since=since, detail=detail, dependency=serves
            )
        case health.OutageEnded(serves=serves):
            return events.OutageEnded(
                monitor_id=who, monitor_name=name, since=at, dependency=serves
            )
        case health.WatchEnded():
            return events.MonitorRemoved(monitor_id=who, monitor_name=name, since=at)


def of_incident(  # noqa: PLR0911  one arm a fact
    state: incident.State, fact: incident.IncidentFact
) -> Event | None:
    """`state` is the one after the fact."""
    if isinstance(state, incident.NoIncident):
        return None
    cause, name = state.cause, state.cause.name
    match fact:
        case incident.Opened(at=at):
            return events.IncidentOpened(
                incident_id=state.id,
                monitor_name=name,
                monitor_id=cause.id,
                opened_at=at,
                detail=cause.detail,
                means=cause.means,
                tell=cause.tell,
            )
        case incident.Spread(at=at, monitor=struck):
            return events.IncidentSpread(
                incident_id=state.id,
                monitor_name=name,
                struck_id=struck.id,
                struck_name=struck.name,
                at=at,
                means=struck.means,
                tell=struck.tell,
            )
        case incident.Recovered():
            return None  # the monitor's own event says it
        case incident.Acknowledged(by=by, at=at):
            return events.IncidentAcknowledged(
                incident_id=state.id, monitor_name=name, by=by, at=at
            )
        case incident.Noted(at=at):
            return events.IncidentNoted(incident_id=state.id, monitor_name=name, at=at)
        case incident.Closed(at=at, by=by):
            return events.IncidentClosed(
                incident_id=state.id,
                monitor_name=name,
                monitor_id=cause.id,
                opened_at=state.opened_at,
                closed_at=at,
                by=by,
                tell=tuple(sorted(state.told)),
            )


def of_subscriptions(
    state: subscriptions.Subscriptions, fact: subscriptions.SubscriptionFact
) -> Event | None:
    """Who wants to know of what is nobody's business; that it is back, theirs."""
    if not isinstance(fact, subscriptions.Reassured):
        return None
    return events.AwaitedIsBack(
        member_id=fact.member_id,
        monitor_id=fact.monitor_id,
        monitor_name=fact.monitor_name,
        at=fact.at,
    )


def of_maintenance(state: maintenance.State, fact: maintenance.MaintenanceFact) -> Event | None:
    """`state` is the one after the fact."""
    if isinstance(state, maintenance.Unplanned):
        return None
    plan = state.plan
    who, title = plan.maintenance_id, plan.title
    match fact:
        case maintenance.Planned():
            return events.MaintenancePlanned(
                maintenance_id=who,
                title=title,
                text=plan.text,
                starts_at=plan.starts_at,
                ends_at=plan.ends_at,
                monitor_ids=plan.monitor_ids,
            )
        case maintenance.Started(at=at):
            return events.MaintenanceStarted(maintenance_id=who, title=title, at=at)
        case maintenance.Finished(at=at):
            return events.MaintenanceFinished(maintenance_id=who, title=title, at=at)
        case maintenance.Cancelled(at=at):
            return events.MaintenanceCancelled(maintenance_id=who, title=title, at=at)


def of_announcement(state: announcement.State, fact: announcement.AnnouncementFact) -> Event | None:
    """`state` is the one after the fact."""
    if isinstance(state, announcement.Unsaid):
        return None
    match fact:
        case announcement.Published(at=at, text=text, until=until):
            return events.AnnouncementPublished(
                announcement_id=state.id, title=state.title, text=text, at=at, until=until
            )
        case announcement.Withdrawn(at=at):
            return events.AnnouncementWithdrawn(announcement_id=state.id, title=state.title, at=at)
