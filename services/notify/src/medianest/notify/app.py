"""How notify is put together: its streams, its tables, its doors, and who carries its letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from medianest.chassis import clock, service
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.notify import publishing, worker
from medianest.notify.api import deliveries as deliveries_api
from medianest.notify.api import inbox as inbox_api
from medianest.notify.api import preferences as preferences_api
from medianest.notify.domain import delivery, notification, preferences
from medianest.notify.domain.address import Address
from medianest.notify.domain.gathering import Window
from medianest.notify.handlers.delivering import Delivering, Patience
from medianest.notify.handlers.inbox import Inbox
from medianest.notify.handlers.preferences import Wishes
from medianest.notify.handlers.routing import Routing
from medianest.notify.handlers.streams import Streams
from medianest.notify.handlers.telling import Telling
from medianest.notify.ports import Channel, Channels, Sender
from medianest.notify.projections.deliveries import DELIVERIES
from medianest.notify.projections.inbox import INBOX
from medianest.notify.projections.roster import ROSTER
from medianest.notify.queries.deliveries import DeliveryQueries
from medianest.notify.queries.inbox import InboxQueries
from medianest.notify.queries.roster import RosterTable
from medianest.notify.reactions import OWN_FACTS, whatever_is_announced
from medianest.notify.settings import Settings

STREAMS: Final = Streams(
    notification=Decider(
        name="notification",
        facts=(
            notification.Told,
            notification.Informed,
            notification.Gathered,
            notification.Read,
            notification.Routed,
        ),
        initial=notification.Unwritten(),
        evolve=notification.evolve,
        announce=publishing.announce,
    ),
    preferences=Decider(
        name="preferences",
        facts=(
            preferences.Chosen,
            preferences.Muted,
            preferences.Unmuted,
            preferences.Forgotten,
        ),
        initial=preferences.Preferences(),
        evolve=preferences.evolve,
    ),
    delivery=Decider(
        name="delivery",
        facts=(
            delivery.Planned,
            delivery.Joined,
            delivery.Suppressed,
            delivery.Sent,
            delivery.TryFailed,
        ),
        initial=delivery.Unplanned(),
        evolve=delivery.evolve,
    ),
)


class InboxOnly:
    """A household where nobody is reached outside."""

    async def of(self, member_id: UUID) -> Sequence[Channel]:
        return ()

    async def address(self, channel_id: UUID) -> Address | None:
        return None

    async def disable(self, channel_id: UUID, why: str) -> None:
        """There is none."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Where people can be reached, and who carries letters there, one for each kind."""

    channels: Channels
    senders: Sequence[Sender] = ()


INBOX_ONLY: Final = Outside(InboxOnly())


async def build(environ: Mapping[str, str], outside: Outside = INBOX_ONLY) -> service.Service:
    """Notify, ready to run."""
    settings = load(Settings, "notify", environ)
    eventlog = await EventLog.open(
        service="notify",
        settings=settings,
        deciders=(STREAMS.notification, STREAMS.preferences, STREAMS.delivery),
        read_models=(INBOX, DELIVERIES, ROSTER),
    )
    queries = InboxQueries(eventlog.pool, eventlog.keys)
    telling = Telling(
        streams=STREAMS,
        keys=eventlog.keys,
        roster=RosterTable(eventlog.pool),
        lines=queries,
        window=Window(settles_s=settings.gather_settles_s, most_s=settings.gather_most_s),
    )
    eventlog.react(whatever_is_announced(telling), OWN_FACTS)
    _employ(eventlog, settings, outside)
    log = eventlog.log
    routes = [
        *inbox_api.routes(Inbox(log, STREAMS.notification), queries),
        *preferences_api.routes(Wishes(log, STREAMS.preferences)),
        *deliveries_api.routes(DeliveryQueries(eventlog.pool), log, STREAMS.delivery),
    ]
    return service.build("notify", settings, routes, eventlog)


def _employ(eventlog: EventLog, settings: Settings, outside: Outside) -> None:
    """Let this process route and deliver."""
    wishes = Wishes(eventlog.log, STREAMS.preferences)
    ways = Routing(
        log=eventlog.log,
        streams=STREAMS,
        wishes=wishes,
        channels=outside.channels,
        past=DeliveryQueries(eventlog.pool),
        settles=timedelta(seconds=settings.gather_settles_s),
        max_age=timedelta(seconds=settings.max_age_s),
    )
    deliveries = Delivering(
        log=eventlog.log,
        keys=eventlog.keys,
        streams=STREAMS,
        wishes=wishes,
        channels=outside.channels,
        senders={sender.kind: sender for sender in outside.senders},
        roster=RosterTable(eventlog.pool),
        past=DeliveryQueries(eventlog.pool),
        patience=Patience(
            retry_s=settings.retry_s,
            jitter=settings.retry_jitter,
            refusals_max=settings.refusals_max,
            deadline_s=settings.delivery_deadline_s,
        ),
        now=clock.now,
    )
    eventlog.perform(
        worker.routing(ways, now=clock.now, lease_s=settings.delivery_lease_s),
        worker.delivering(
            deliveries,
            now=clock.now,
            at_once=settings.deliveries_at_once,
            lease_s=settings.delivery_lease_s,
        ),
    )
