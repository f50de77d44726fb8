"""How notify is put together: its stream, its table, and its two doors."""

from collections.abc import Mapping
from typing import Final

from medianest.chassis import service
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.notify import api, publishing
from medianest.notify.domain.notification import Read, Told, Unwritten, evolve
from medianest.notify.handlers import Inbox, Notifications, Telling
from medianest.notify.projections import INBOX
from medianest.notify.queries import InboxQueries
from medianest.notify.reactions import whatever_is_announced
from medianest.notify.settings import Settings

NOTIFICATIONS: Final[Notifications] = Decider(
    name="notification",
    facts=(Told, Read),
    initial=Unwritten(),
    evolve=evolve,
    announce=publishing.announce,
)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Notify, ready to run."""
    settings = load(Settings, "notify", environ)
    eventlog = await EventLog.open(
        service="notify",
        settings=settings,
        deciders=(NOTIFICATIONS,),
        read_models=(INBOX,),
    )
    eventlog.react(whatever_is_announced(Telling(NOTIFICATIONS)))
    inbox = Inbox(eventlog.log, NOTIFICATIONS)
    routes = api.routes(inbox, InboxQueries(eventlog.pool))
    return service.build("notify", settings, routes, eventlog)
