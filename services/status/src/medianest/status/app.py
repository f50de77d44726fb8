"""How status is put together: its streams, its tables, its eyes, and its doors."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final, get_args
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from litestar.handlers import HTTPRouteHandler

from medianest.chassis import service
from medianest.chassis.on_demand import on_demand
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.status import publishing, reactions, worker
from medianest.status.adapters.looks import Looks
from medianest.status.api import incidents as incidents_api
from medianest.status.api import monitors as monitors_api
from medianest.status.api import publicly, seeing
from medianest.status.api import settings as settings_api
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
from medianest.status.domain.probes import AnyProbe, HttpProbe, TcpProbe, YtDlpProbe
from medianest.status.handlers.monitors import OwnMonitors
from medianest.status.handlers.outages import Handling, Incidents
from medianest.status.handlers.planned import Announcing, Planning
from medianest.status.handlers.publicly import Publicity
from medianest.status.handlers.reports import Reports
from medianest.status.handlers.streams import Streams
from medianest.status.handlers.subscribing import Subscribing
from medianest.status.handlers.uptime_kuma import UptimeKumaSettings
from medianest.status.handlers.watching import Watching
from medianest.status.ports import Kumas, Target
from medianest.status.projections.incidents import INCIDENTS
from medianest.status.projections.monitors import MONITORS
from medianest.status.projections.planned import PLANNED
from medianest.status.projections.subscriptions import SUBSCRIPTIONS
from medianest.status.projections.watches import WATCHES
from medianest.status.queries.beats import BeatRecords
from medianest.status.queries.history import HistoryQueries
from medianest.status.queries.incidents import IncidentQueries
from medianest.status.queries.outages import OutageQueries
from medianest.status.queries.page import PageQueries, PlannedTargets
from medianest.status.settings import Settings

STREAMS: Final = Streams(
    monitor=Decider(
        name="monitor",
        facts=get_args(health.MonitorFact),
        initial=monitor.Unseen(),
        evolve=monitor.evolve,
        announce=publishing.of_monitor,
    ),
    watch=Decider(
        name="watch",
        facts=get_args(watch.WatchFact),
        initial=watch.Watch(),
        evolve=watch.evolve,
    ),
    incident=Decider(
        name="incident",
        facts=get_args(incident.IncidentFact),
        initial=incident.NoIncident(),
        evolve=incident.evolve,
        announce=publishing.of_incident,
    ),
    maintenance=Decider(
        name="maintenance",
        facts=get_args(maintenance.MaintenanceFact),
        initial=maintenance.Unplanned(),
        evolve=maintenance.evolve,
        announce=publishing.of_maintenance,
    ),
    announcement=Decider(
        name="announcement",
        facts=get_args(announcement.AnnouncementFact),
        initial=announcement.Unsaid(),
        evolve=announcement.evolve,
        announce=publishing.of_announcement,
    ),
    public_page=Decider(
        name="public-page",
        facts=get_args(public_page.PublicPageFact),
        initial=public_page.PublicPage(),
        evolve=public_page.evolve,
    ),
    subscriptions=Decider(
        name="subscriptions",
        facts=get_args(subscriptions.SubscriptionFact),
        initial=subscriptions.Subscriptions(),
        evolve=subscriptions.evolve,
        announce=publishing.of_subscriptions,
    ),
    uptime_kuma=Decider(
        name="uptime-kuma",
        facts=get_args(uptime_kuma.KumaFact),
        initial=uptime_kuma.NoKuma(),
        evolve=uptime_kuma.evolve,
    ),
)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Status, ready to run."""
    settings = load(Settings, "status", environ)
    eventlog = await EventLog.open(
        service="status",
        settings=settings,
        deciders=tuple(getattr(STREAMS, name) for name in Streams.__slots__),
        read_models=(MONITORS, WATCHES, INCIDENTS, PLANNED, SUBSCRIPTIONS),
    )
    log, pool, jobs = eventlog.log, eventlog.pool, eventlog.jobs
    beats = BeatRecords(
        pool,
        kept=timedelta(days=settings.keep_days),
        hours_kept=timedelta(days=settings.keep_hours_days),
    )
    outages, read = OutageQueries(pool), IncidentQueries(pool)
    targets = PlannedTargets(pool, [target_of(text, settings.every_s) for text in settings.targets])
    looks = Looks(dict(disk_of(text) for text in settings.disks))
    watching = Watching(log, STREAMS.monitor, looks, beats)
    kumas = on_demand(lambda: _kumas(settings.uptime_kuma_grace_s))
    kuma = UptimeKumaSettings(log, eventlog.secrets, STREAMS.uptime_kuma, kumas, jobs)
    subscribing = Subscribing(log, STREAMS, outages)
    hold = timedelta(seconds=settings.hold_s)
    incidents = Incidents(log, STREAMS, outages, subscribing, hold)
    planning = Planning(log, STREAMS, outages)
    eventlog.react(reactions.minding(incidents), reactions.forgetting(subscribing))
    eventlog.perform(
        worker.looking(watching, targets, settling_s=settings.settling_s),
        worker.tidying(beats),
        *worker.asking_again(incidents),
        *worker.keeping_time(planning),
        worker.following(kuma, Reports(log, STREAMS.monitor, beats)),
    )
    history = HistoryQueries(pool)
    page, publicity = PageQueries(pool, history), Publicity(log, STREAMS, outages)
    routes: list[HTTPRouteHandler] = [
        *seeing.routes(page, history, read),
        *seeing.subscription_routes(subscribing),
        *monitors_api.routes(OwnMonitors(log, STREAMS, jobs, outages), looks),
        *incidents_api.incident_routes(Handling(log, STREAMS), read),
        *incidents_api.maintenance_routes(planning, read),
        *incidents_api.announcement_routes(Announcing(log, STREAMS), read),
        *settings_api.routes(kuma),
        *publicly.settings_routes(publicity),
        *publicly.routes(publicity, page, history),
    ]
    rounds = worker.Rounds(jobs, targets, watching, beats)
    return service.build("status", settings, routes, eventlog, parts=[rounds])


def target_of(text: str, every_s: float) -> Target:
    """`name=address`; the id follows from the name, so that its history survives a restart."""
    name, _, address = text.partition("=")
    id_ = uuid5(NAMESPACE_URL, f"medianest:monitor:{name}")
    return Target(id=id_, name=name, probe=_probe_of(address), every_s=every_s)


def _probe_of(address: str) -> AnyProbe:
    """The operator's own addresses lie inside."""
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return TcpProbe(host=parts.hostname or "", port=parts.port or 0, internal=True)
    if parts.scheme.startswith("yt-dlp+"):
        return YtDlpProbe(url=address.removeprefix("yt-dlp+"))
    return HttpProbe(url=address, internal=True)


def _kumas(grace_s: float) -> Kumas:
    # Its client, with aiohttp and Socket.IO, takes 9 MB, and many houses have no Kuma.
    from medianest.status.adapters.uptime_kuma.kumas import UptimeKumas  # noqa: PLC0415  see above

    return UptimeKumas(grace_s=grace_s)


def disk_of(text: str) -> tuple[str, Path]:
    """`name=path`."""
    name, _, path = text.partition("=")
    return name, Path(path)
