"""How status is put together: its stream, its table, its eyes, and its two doors."""

from collections.abc import Mapping
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from medianest.chassis import service
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.status import api, publishing, worker
from medianest.status.adapters.looks import Looks
from medianest.status.domain import Slowed, Unseen, WentDown, WentUp, evolve
from medianest.status.handlers import Monitors, Watching
from medianest.status.ports import Target
from medianest.status.projections import MONITORS
from medianest.status.queries import StatusQueries
from medianest.status.settings import Settings

STREAM: Final[Monitors] = Decider(
    name="monitor",
    facts=(WentUp, Slowed, WentDown),
    initial=Unseen(),
    evolve=evolve,
    announce=publishing.announce,
)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Status, ready to run."""
    settings = load(Settings, "status", environ)
    eventlog = await EventLog.open(
        service="status",
        settings=settings,
        deciders=(STREAM,),
        read_models=(MONITORS,),
    )
    targets = {target.name: target for target in map(target_of, settings.targets)}
    queries, looks = StatusQueries(eventlog.pool), Looks()
    watching = Watching(eventlog.log, STREAM, looks, queries)
    eventlog.perform(
        worker.looking(watching, targets, every_s=settings.every_s, settling_s=settings.settling_s),
        worker.forgetting(queries),
    )
    rounds = worker.Rounds(eventlog.jobs, targets)
    return service.build("status", settings, api.routes(queries), eventlog, parts=[looks, rounds])


def target_of(text: str) -> Target:
    """`name=address`; the id follows from the name, so that its history survives a restart."""
    name, _, address = text.partition("=")
    return Target(id=uuid5(NAMESPACE_URL, f"medianest:monitor:{name}"), name=name, address=address)
