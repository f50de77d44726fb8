"""How status is put together: its stream, its table, its eyes, and its two doors."""

from collections.abc import Mapping
from typing import Final, get_args
from uuid import NAMESPACE_URL, uuid5

from medianest.chassis import service
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.status import publishing, worker
from medianest.status.adapters.looks import Looks
from medianest.status.adapters.uptime_kuma.kumas import UptimeKumas
from medianest.status.api import seeing
from medianest.status.api import settings as settings_api
from medianest.status.domain import monitor, uptime_kuma
from medianest.status.handlers.reports import Reports
from medianest.status.handlers.uptime_kuma import KumaStream, UptimeKumaSettings
from medianest.status.handlers.watching import Monitors, Watching
from medianest.status.ports import Target
from medianest.status.projections import MONITORS
from medianest.status.queries import StatusQueries
from medianest.status.settings import Settings

STREAM: Final[Monitors] = Decider(
    name="monitor",
    facts=get_args(monitor.MonitorFact),
    initial=monitor.Unseen(),
    evolve=monitor.evolve,
    announce=publishing.announce,
)
KUMA: Final[KumaStream] = Decider(
    name="uptime-kuma",
    facts=get_args(uptime_kuma.KumaFact),
    initial=uptime_kuma.NoKuma(),
    evolve=uptime_kuma.evolve,
)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Status, ready to run."""
    settings = load(Settings, "status", environ)
    eventlog = await EventLog.open(
        service="status",
        settings=settings,
        deciders=(STREAM, KUMA),
        read_models=(MONITORS,),
    )
    targets = {target.name: target for target in map(target_of, settings.targets)}
    queries, looks = StatusQueries(eventlog.pool), Looks()
    watching = Watching(eventlog.log, STREAM, looks, queries)
    kumas = UptimeKumas(grace_s=settings.uptime_kuma_grace_s)
    kuma = UptimeKumaSettings(eventlog.log, eventlog.secrets, KUMA, kumas, eventlog.jobs)
    eventlog.perform(
        worker.looking(watching, targets, every_s=settings.every_s, settling_s=settings.settling_s),
        worker.forgetting(queries),
        worker.following(kuma, Reports(eventlog.log, STREAM, queries)),
    )
    rounds = worker.Rounds(eventlog.jobs, targets)
    routes = [*seeing.routes(queries), *settings_api.routes(kuma)]
    return service.build("status", settings, routes, eventlog, parts=[looks, rounds])


def target_of(text: str) -> Target:
    """`name=address`; the id follows from the name, so that its history survives a restart."""
    name, _, address = text.partition("=")
    return Target(id=uuid5(NAMESPACE_URL, f"medianest:monitor:{name}"), name=name, address=address)
